"""Dates meant by words: a table of expressions in the styles of many publishers, near misses, and laws."""

from __future__ import annotations

from time import perf_counter
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.edtf import Edtf
from communique.when import finer, resolve, supports

SATURDAY: Final = "2025-11-01"
MONDAY: Final = "2025-09-29"

STATED: Final = (
    # sentence, the words in it, what they mean
    ("Updated 2025-11-01 08:10 KST", "2025-11-01", "2025-11-01"),
    ("datePublished: 2025-11-01T07:34:00Z", "2025-11-01T07:34:00Z", "2025-11-01"),
    ("Posted : 2025/10/30 17:02", "2025/10/30", "2025-10-30"),
    ("Stand: 1.11.2025, Seoul", "1.11.2025", "2025-11-01"),
    ("Filed 25/12/2024 by our staff", "25/12/2024", "2024-12-25"),
    ("Filed 12/25/2024 by our staff", "12/25/2024", "2024-12-25"),
    ("Filed 3/4/2025 by our staff", "3/4/2025", "2025-04-03 2025-03-04"),
    ("at the museum, Saturday, Nov. 1, 2025. (AP)", "Saturday, Nov. 1, 2025", "2025-11-01"),
    ("The treaty was signed on November 1, 2025 in Lima.", "November 1, 2025", "2025-11-01"),
    ("It was signed on 1 November 2025.", "1 November 2025", "2025-11-01"),
    ("It was signed on the 1st of November, 2025.", "the 1st of November, 2025", "2025-11-01"),
    ("Posted September. 29, 2025 07:34,", "September. 29, 2025", "2025-09-29"),
    ("SEOUL, NOV 1, 2025 - Ministers met", "NOV 1, 2025", "2025-11-01"),
    ("Release date: 01-Nov-2025", "01-Nov-2025", "2025-11-01"),
    ("They met on Oct. 31-Nov. 1, 2025.", "Oct. 31-Nov. 1, 2025", "2025-10-31/2025-11-01"),
    ("The games run from Nov. 1–3, 2025.", "Nov. 1–3, 2025", "2025-11-01/2025-11-03"),
    ("The games run from 1-3 November 2025.", "1-3 November 2025", "2025-11-01/2025-11-03"),
    ("on 29/30 October 2025", "29/30 October 2025", "2025-10-29/2025-10-30"),
    ("Seoul, Nov.2,2025 ", "Nov.2,2025", "2025-11-02"),
    ("The session of 31 October to 1 November 2025", "31 October to 1 November 2025", "2025-10-31/2025-11-01"),
    ("From Dec. 30 to Jan. 2, 2026, ships sailed.", "Dec. 30 to Jan. 2, 2026", "2025-12-30/2026-01-02"),
    ("Dec. 30, 2025 - Jan. 2, 2026", "Dec. 30, 2025 - Jan. 2, 2026", "2025-12-30/2026-01-02"),
    ("Lee was sworn in in June 2025.", "June 2025", "2025-06"),
    ("The truce of May 2025 held.", "May 2025", "2025-05"),
    ("It took place in October of 2018", "October of 2018", "2018-10"),
    ("drills in July-August 2024", "July-August 2024", "2024-07/2024-08"),
    ("in early September 2025", "early September 2025", "2025-09-01/2025-09-10"),
    ("by mid-September 2025", "mid-September 2025", "2025-09-11/2025-09-20"),
    ("in late February 2024", "late February 2024", "2024-02-21/2024-02-29"),
    ("at the end of October 2025", "the end of October 2025", "2025-10-26/2025-10-31"),
    ("in the first week of May 2025", "the first week of May 2025", "2025-05-01/2025-05-07"),
    ("the last week of May 2025", "the last week of May 2025", "2025-05-25/2025-05-31"),
    ("Talks collapsed in 2019 after a summit failed.", "2019", "2019"),
    ("restrictions since the 2017 deployment", "2017", "2017"),
    ("following Russia’s 2022 invasion of Ukraine", "2022", "2022"),
    ("the first delegation since 2018.", "2018", "2018"),
    ("They ruled from 2018 to 2022.", "2018 to 2022", "2018/2022"),
    ("They ruled from May 2018 to 2022.", "May 2018 to 2022", "2018-05/2022-12"),
    ("They ruled from 2018 to May 2022.", "2018 to May 2022", "2018-01/2022-05"),
    ("the famine (1995–1998)", "1995–1998", "1995/1998"),
    ("in the 2024-25 budget", "2024-25", "2024/2025"),
    ("data for 2025-11 show", "2025-11", "2025-11"),
    ("in 2001-05, aid fell", "2001-05", "2001-05 2001/2005"),
    ("in mid-2018", "mid-2018", "2018-05/2018-08"),
    ("in late 2024", "late 2024", "2024-09/2024-12"),
    ("by the end of 2025", "the end of 2025", "2025-11/2025-12"),
    ("famine in the 1990s", "the 1990s", "1990/1999"),
    ("during the early 1990s", "the early 1990s", "1990/1992"),
    ("spring 2024", "spring 2024", "2024-03/2024-05"),
    ("in the summer of 2024", "the summer of 2024", "2024-06/2024-08"),
    ("in autumn 2024", "autumn 2024", "2024-09/2024-11"),
    ("in winter 2024", "winter 2024", "2024-12/2025-02 2023-12/2024-02"),
    ("in the first half of 2025", "the first half of 2025", "2025-01/2025-06"),
    ("for the second quarter of 2025", "the second quarter of 2025", "2025-04/2025-06"),
    ("sales in Q3 2025 fell", "Q3 2025", "2025-07/2025-09"),
    ("on New Year's Day 2025", "New Year's Day 2025", "2025-01-01"),
    ("signed on Sunday (Sept 28, 2025) in Beijing", "Sunday (Sept 28, 2025)", "2025-09-28"),
    ("On Feb. 30, 2025, nothing happened.", "Feb. 30, 2025", ""),
)

FROM_TODAY: Final = (
    # sentence, day of publication, the words in it, what they mean, most likely first
    ("Xi met Lee on Saturday.", SATURDAY, "Saturday", "2025-11-01 2025-11-08"),
    ("Xi met Lee on Friday, aides said.", SATURDAY, "Friday", "2025-10-31 2025-11-07"),
    ("Xi’s Friday speech", MONDAY, "Friday", "2025-09-26 2025-10-03"),
    ("He left on Sunday morning.", MONDAY, "Sunday morning", "2025-09-28 2025-10-05"),
    ("The missile was fired early Tuesday", MONDAY, "early Tuesday", "2025-09-23 2025-09-30"),
    ("Last Saturday, crowds gathered.", SATURDAY, "Last Saturday", "2025-10-25"),
    ("next Saturday", SATURDAY, "next Saturday", "2025-11-08"),
    ("next Friday", MONDAY, "next Friday", "2025-10-03 2025-10-10"),
    ("this Friday", MONDAY, "this Friday", "2025-10-03"),
    ("this coming Friday", MONDAY, "this coming Friday", "2025-10-03"),
    ("this past Friday", MONDAY, "this past Friday", "2025-09-26"),
    ("Friday of last week", MONDAY, "Friday of last week", "2025-09-26"),
    ("on Tuesday next week", MONDAY, "Tuesday next week", "2025-10-07"),
    ("The parties met on Sat.", SATURDAY, "Sat", "2025-11-01 2025-11-08"),
    ("in Beijing on Sunday (Sept 28) during her visit", MONDAY, "Sunday (Sept 28)", "2025-09-28"),
    ("visiting the United States on Sept. 26, said", MONDAY, "Sept. 26", "2025-09-26 2026-09-26"),
    ("GYEONGJU, Nov. 1 (Yonhap) -- President", SATURDAY, "Nov. 1", "2025-11-01 2026-11-01"),
    ("PYONGYANG, January 2 (KCNA)", "2025-12-30", "January 2", "2026-01-02 2025-01-02"),
    ("Seoul, 28 Sept — The minister", MONDAY, "28 Sept", "2025-09-28 2026-09-28"),
    ("scheduled for Oct 31-Nov 1 in Gyeongju", MONDAY, "Oct 31-Nov 1", "2025-10-31/2025-11-01 2024-10-31/2024-11-01"),
    ("from Nov. 1-3", SATURDAY, "Nov. 1-3", "2025-11-01/2025-11-03 2026-11-01/2026-11-03"),
    ("on 3 and 4 May", "2025-05-10", "4 May", "2025-05-04 2026-05-04"),
    ("born on Feb. 29", "2024-03-10", "Feb. 29", "2024-02-29"),
    ("on March 1 last year", MONDAY, "March 1 last year", "2024-03-01"),
    ("a snap vote in June, has pledged", SATURDAY, "June", "2025-06 2026-06"),
    ("took office in May.", SATURDAY, "May", "2025-05 2026-05"),
    ("Since March, exports fell.", SATURDAY, "March", "2025-03 2026-03"),
    ("the March summit", SATURDAY, "March", "2025-03 2026-03"),
    ("after a June election", SATURDAY, "June", "2025-06 2026-06"),
    ("the December summit", MONDAY, "December", "2024-12 2025-12"),
    ("last June", SATURDAY, "last June", "2025-06 2024-06"),
    ("next March", MONDAY, "next March", "2026-03"),
    ("June last year", SATURDAY, "June last year", "2024-06"),
    ("in June of next year", SATURDAY, "June of next year", "2026-06"),
    ("in early September to attend", MONDAY, "early September", "2025-09-01/2025-09-10 2026-09-01/2026-09-10"),
    ("in late May", SATURDAY, "late May", "2025-05-21/2025-05-31 2026-05-21/2026-05-31"),
    ("mid-to-late October", SATURDAY, "mid-to-late October", "2025-10-11/2025-10-31 2026-10-11/2026-10-31"),
    ("Speaking in his New Year address, Lee", "2025-12-31", "New Year", "2026-01-01 2025-01-01"),
    ("in her New Year's televised message", "2026-01-01", "New Year", "2026-01-01 2027-01-01"),
    ("on New Year’s Eve", "2026-01-03", "New Year’s Eve", "2025-12-31 2026-12-31"),
    ("Trump said today that", SATURDAY, "today", "2025-11-01"),
    ("will speak tonight", SATURDAY, "tonight", "2025-11-01"),
    ("Earlier today, officials said", SATURDAY, "Earlier today", "2025-11-01"),
    ("arrived this morning", SATURDAY, "this morning", "2025-11-01"),
    ("left yesterday evening", SATURDAY, "yesterday evening", "2025-10-31"),
    ("fired last night", SATURDAY, "last night", "2025-10-31"),
    ("will leave tomorrow", SATURDAY, "tomorrow", "2025-11-02"),
    ("the day before yesterday", SATURDAY, "the day before yesterday", "2025-10-30"),
    ("the day after tomorrow", SATURDAY, "the day after tomorrow", "2025-11-03"),
    ("Trump and Lee this week announced", SATURDAY, "this week", "2025-10-27/2025-11-02"),
    ("said last week", MONDAY, "last week", "2025-09-22/2025-09-28"),
    ("next week’s summit", MONDAY, "next week", "2025-10-06/2025-10-12"),
    ("earlier this week", "2025-10-30", "earlier this week", "2025-10-27/2025-10-30"),
    ("later this week", "2025-10-30", "later this week", "2025-10-30/2025-11-02"),
    ("late last week", MONDAY, "late last week", "2025-09-26/2025-09-28"),
    ("this weekend", MONDAY, "this weekend", "2025-10-04/2025-10-05"),
    ("this past weekend", MONDAY, "this past weekend", "2025-09-27/2025-09-28"),
    ("over the weekend", MONDAY, "the weekend", "2025-09-27/2025-09-28 2025-10-04/2025-10-05"),
    ("last weekend", MONDAY, "last weekend", "2025-09-27/2025-09-28"),
    ("in Gyeongju next month could", MONDAY, "next month", "2025-10"),
    ("last month", "2025-01-15", "last month", "2024-12"),
    ("earlier this month", MONDAY, "earlier this month", "2025-09-01/2025-09-29"),
    ("early next month", MONDAY, "early next month", "2025-10-01/2025-10-10"),
    ("at the end of the month", MONDAY, "the end of the month", "2025-09-26/2025-09-30"),
    ("this year", MONDAY, "this year", "2025"),
    ("later in the year", MONDAY, "later in the year", "2025-09-29/2025-12-31"),
    ("early next year", MONDAY, "early next year", "2026-01/2026-04"),
    ("in the second half of this year", MONDAY, "the second half of this year", "2025-07/2025-12"),
    ("last summer", MONDAY, "last summer", "2025-06/2025-08 2024-06/2024-08"),
    ("three days ago", SATURDAY, "three days ago", "2025-10-29"),
    ("10 days ago", SATURDAY, "10 days ago", "2025-10-22"),
    ("A week ago, he resigned.", SATURDAY, "A week ago", "2025-10-25 2025-10-20/2025-10-26"),
    ("two months ago", SATURDAY, "two months ago", "2025-09"),
    ("11 years ago", SATURDAY, "11 years ago", "2014"),
    ("a decade ago", SATURDAY, "a decade ago", "2015"),
    ("Two days from now", SATURDAY, "Two days from now", "2025-11-03"),
    ("The leaders will meet in two weeks.", SATURDAY, "in two weeks", "2025-11-15 2025-11-10/2025-11-16"),
    ("The truce expires in 10 days", SATURDAY, "in 10 days", "2025-11-11"),
    ("over the past 24 hours", SATURDAY, "the past 24 hours", "2025-10-31/2025-11-01"),
    ("in the last three years", SATURDAY, "the last three years", "2022-11-01/2025-11-01"),
    ("over the past week", SATURDAY, "the past week", "2025-10-25/2025-11-01"),
    ("in the next five days", SATURDAY, "the next five days", "2025-11-01/2025-11-06"),
)

POINTING: Final = (
    # sentence, words that are a date of some kind and have no reading
    ("ties with Russia in recent years.", "recent years"),
    ("The following day, he left.", "The following day"),
    ("He left the next morning.", "the next morning"),
    ("She had left the day before.", "the day before"),
    ("He had resigned two years earlier.", "two years earlier"),
    ("Several weeks later, talks resumed.", "Several weeks later"),
    ("A few days ago, talks resumed.", "A few days ago"),
    ("more than a decade ago", "more than a decade ago"),
    ("in the coming weeks", "the coming weeks"),
    ("in the past few months", "the past few months"),
    ("on the first Sunday of June", "first Sunday of June"),
    ("that same week", "that same week"),
)

NEAR_MISSES: Final = (
    "Seoul may resume talks.",
    "May I speak? said Lee.",
    "Thousands march to the embassy; the March on Washington was recalled.",
    "Marching 10 miles, the Mayor sat.",
    "He sat 3 hours in the sun; the Sun reported it.",
    "Sat images show wed couples.",
    "Sun Yat-sen led the party.",
    "A second half of the team, the second visit, one second.",
    "Some 2,030 people and $2019 and €2,025.50 and 2030.5 points.",
    "About 2000 protesters; 2019 troops; 2000 people; nearly 2020 in all.",
    "At 2030 GMT and 1900 hours.",
    "Resolution 2094 and flight 1999.",
    "The KN-2025, No.2019, #2024 and x2020y.",
    "https://example.org/2025/11/01/lee-2025-10-31.html and May@example.org",
    "USA Today and The Sunday Times, on Bloody Sunday and Black Friday",
    "his first visit to South Korea in 11 years",
    "her second visit in just one month",
    "the first such delegation in seven years",
    "The price will fall 10 percent.",
    "Chapter 11, 38th parallel, 21st century, 80th anniversary",
    "April Ryan asked; August company; June Carter sang.",
    "on the Lunar New Year's Day",
    "Prices fall. Spring came in the end.",
    "10-11 and 24/7 and 9/11",
)


def meant(text: str, published: str | None) -> dict[str, str]:
    """Give the words of all expressions with their readings in one line."""
    found = resolve(text, None if published is None else Edtf.parse(published))
    return {each.words: " ".join(reading.text for reading in each.readings) for each in found}


@pytest.mark.parametrize(("text", "words", "readings"), STATED, ids=[row[1] for row in STATED])
def test_stated(text: str, words: str, readings: str) -> None:
    """Dates that name their year are read without knowing the day of publication."""
    assert meant(text, None) == {words: readings}
    assert not resolve(text, None)[0].relative


@pytest.mark.parametrize(("text", "published", "words", "readings"), FROM_TODAY, ids=[row[2] for row in FROM_TODAY])
def test_from_today(text: str, published: str, words: str, readings: str) -> None:
    """Dates without a year are counted from the day of publication."""
    assert meant(text, published) == {words: readings}
    assert resolve(text, Edtf.parse(published))[0].relative


@pytest.mark.parametrize("published", [None, "2025", "2025-11", "2025-12-31/..", "../2025-12-31"])
def test_not_counted_from_an_unsure_day(published: str | None) -> None:
    """Without a day of publication, or with too many, there is an expression and no reading."""
    texts = {row[0] for row in FROM_TODAY}
    assert {readings for text in texts for readings in meant(text, published).values()} == {""}


@pytest.mark.parametrize(("text", "words"), POINTING)
def test_pointing_elsewhere(text: str, words: str) -> None:
    """Words that count from another passage, or have no bounds, are found and have no reading."""
    assert meant(text, SATURDAY) == {words: ""}


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    """Verbs, names, amounts, addresses and durations are no dates."""
    assert meant(text, SATURDAY) == {}


def test_several_in_order() -> None:
    """A sentence with several dates gives them in its order, the longest where several could begin."""
    text = "On Monday, Sept. 29, the minister, in office since June, recalled 2018 and the following day’s talks."
    assert list(meant(text, MONDAY)) == ["Monday, Sept. 29", "June", "2018", "the following day"]


def test_a_weekday_chooses_the_year() -> None:
    """A day without a year is of the year in which it falls on the weekday told with it."""
    assert meant("on Friday, Nov. 1", SATURDAY) == {"Friday, Nov. 1": "2024-11-01"}
    assert meant("on Friday, Nov. 1", "2025-10-01") == {"Friday, Nov. 1": "2024-11-01"}
    assert meant("on Monday, Nov. 1", SATURDAY) == {"Monday, Nov. 1": "2025-11-01 2026-11-01"}, "no such year is near"


def test_a_few_days_of_publication() -> None:
    """Where the day of publication is known to a few days, words are read for each, the likeliest first."""
    assert meant("today", "2025-11-01/2025-11-02") == {"today": "2025-11-01 2025-11-02"}
    assert meant("on Saturday", "2025-11-01/2025-11-02") == {"Saturday": "2025-11-01 2025-11-08"}
    assert meant("on Sunday", "2025-11-01/2025-11-02") == {"Sunday": "2025-10-26 2025-11-02 2025-11-09"}
    assert meant("this week", "2025-10-27/2025-11-02") == {"this week": "2025-10-27/2025-11-02"}
    assert meant("this week", "2025-10-27/2025-11-03") == {"this week": ""}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("on\nSaturday,\nNov. 1,\r\n2025", "Saturday,\nNov. 1,\r\n2025"),
        ("on Nov.\u00a01, 2025", "Nov.\u00a01, 2025"),
        ("Nov. 1\n\n2025 was", "Nov. 1"),
    ],
)
def test_blanks(text: str, words: str) -> None:
    """Words may run on over a line end and a no-break space, not over an empty line."""
    assert next(iter(meant(text, SATURDAY))) == words


def test_blanks_make_no_difference() -> None:
    """Words that mean a day mean the same one where a line ends between them."""
    for words in ("this coming Sunday", "the current week", "late this past year", "in June of the current year"):
        (same,) = meant(words, SATURDAY).values()
        assert list(meant(words.replace(" ", "\n"), SATURDAY).values()) == [same]


@pytest.mark.parametrize(
    ("passage", "date", "expected"),
    [
        ("met on Saturday", "2025-11-01", True),
        ("met on Saturday", "2025-11-08", True),
        ("met on Saturday", "2025-11", True),
        ("met on Saturday", "2025-10-31", False),
        ("a snap vote in June", "2025-06", True),
        ("a snap vote in June", "2025-06-03", False),
        ("in early September", "2025-09-01/2025-09-10", True),
        ("in early September", "2025-09", True),
        ("in 2019 and on Friday", "2019", True),
        ("in 2019", "../2020", True),
        ("in recent years", "2025", None),
        ("they met", "2025", None),
    ],
)
def test_supports(passage: str, date: str, expected: bool | None) -> None:  # noqa: FBT001
    """A coded date is supported by a date that lies within it, and nothing is said of a passage without dates."""
    assert supports(passage, Edtf.parse(date), Edtf.parse(SATURDAY)) is expected


@pytest.mark.parametrize(
    ("passage", "date", "expected"),
    [
        ("a snap vote in June", "2025-06-03", True),
        ("a snap vote in June", "2025-06", False),
        ("a snap vote in June", "2025-07-03", False),
        ("in June, on Saturday", "2025-06-03", True),
        ("this week, on Saturday", "2025-11-01", False),
        ("in 2019", "2019-02/2019-03", True),
        ("in 2019", "2018-12/2019-03", False),
        ("in recent years", "2025", False),
    ],
)
def test_finer(passage: str, date: str, expected: bool) -> None:  # noqa: FBT001
    """A coded date is finer where it is more precise than all dates of the passage that it may be."""
    assert finer(passage, Edtf.parse(date), Edtf.parse(SATURDAY)) is expected


WORDS: Final = (*(row[1] for row in STATED), *(row[2] for row in FROM_TODAY), *(row[1] for row in POINTING))
PIECES: Final = st.sampled_from([*WORDS, *NEAR_MISSES, " ", "\n", "-"])
PUBLISHED: Final = st.none() | st.sampled_from(
    ("1000-01-01", "1000-01", "9999-12-31", "9999-12-30/9999-12-31", "2024-02-29", "2025-11-01~", "../2025", "2025")
).map(Edtf.parse)


@given(text=st.lists(PIECES | st.text(max_size=3), max_size=8).map(" ".join), published=PUBLISHED)
def test_law_of_spans_and_readings(text: str, published: Edtf | None) -> None:
    """Nothing raises; words stand where the spans say, in order and apart; readings are real and all different."""
    free = 0
    for each in resolve(text, published):
        assert free <= each.span.start < each.span.end
        assert text[slice(*each.span)] == each.words
        assert all(Edtf.parse(reading.text) == reading for reading in each.readings)
        assert all(reading.earliest <= reading.latest for reading in each.readings)
        assert len(set(each.readings)) == len(each.readings)
        free = each.span.end


@given(text=st.lists(PIECES, max_size=5).map(" ".join), published=PUBLISHED)
def test_law_of_support(text: str, published: Edtf | None) -> None:
    """What a passage means, it supports, and that is never finer than the passage."""
    for each in resolve(text, published):
        for reading in each.readings:
            assert supports(text, reading, published)
            assert not finer(text, reading, published)


SPARSE: Final = ("a", "\n", "1 1 ", "the end of ", "will a ")
DENSE: Final = ("31 Dec ", "Nov. 1-", "2025 to ", "will in two days ", "early to ")


@pytest.mark.parametrize(
    ("unit", "length"), [*((each, 100_000) for each in SPARSE), *((each, 25_000) for each in DENSE)]
)
def test_long_texts(unit: str, length: int) -> None:
    """A hostile text takes time in proportion to its length: seconds, where a square would take hours."""
    begin = perf_counter()
    resolve(unit * (length // len(unit)), Edtf.parse(SATURDAY))
    assert perf_counter() - begin < 30
