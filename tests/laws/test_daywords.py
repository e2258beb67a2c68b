"""What is said of days in the usual words, the whole grammar says too."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import daywords
from communique.dates import bounds
from communique.model.edtf import Edtf
from communique.when import resolve, supports
from tests.unit.test_when import NEAR_MISSES, WORDS

PIECES: Final = st.sampled_from(
    (
        *(
            "on",
            "On",
            "by",
            "from",
            "since",
            "before",
            "after",
            "The",
            "the",
            "in",
            "of",
            "to",
            "through",
            "until",
            "and",
        ),
        *("at", "said", "Lee", "a", "two", "last", "this", "next", "current", "week", "month", "year", "day", "days"),
        *("Monday", "Friday", "Sunday", "ſunday", "Sat.", "Nov.", "Nov", "November", "January", "Jan.", "May", "Sept."),
        *("1", "3", "20", "31", "30th", "2001", "2025", "1990s", "5,000", "troops", "percent", "million", "morning"),
        *("night", "Times", "early", "late", "first", "half", "yesterday", "today", "ago", "about", "Christmas", "New"),
        *("spring", "same", "following", "Black", ",", ".", ";", ":", "(", ")", "-", "–", "’s", "@"),
    )
)
BEFORE: Final = st.sampled_from(
    ("", "on ", "On ", "Lee said on ", "by ", "from ", "two days after ", "the day before ")
)
DAYS: Final = st.sampled_from(
    (
        *("Monday", "Friday", "Sunday", "Nov. 3", "Nov 3", "3 May", "May 3", "May 3, 2025", "1 January 2001"),
        *("31 December", "Feb. 29", "30 February"),
    )
)
BEHIND: Final = st.sampled_from(
    ("", ",", ".", " and", " in", " of", " of last", " to", " to open", ", the", " people", "’s")
)
BLANKS: Final = st.sampled_from((" ", " ", " ", "", "\n", "  ", "\u00a0", ", "))
PUBLISHED: Final = st.sampled_from(
    (
        "2025-11-02",
        "2025-01-01",
        "2024-02-29",
        "2001-01-04",
        "2025-11-01/2025-11-03",
        "2025-11",
        "1000-01-01",
        "9999-12-31",
    )
)


@st.composite
def passages(draw: st.DrawFn) -> str:
    """Words of the grammar in any order, mostly with a day among them."""
    some = st.lists(st.tuples(PIECES | st.sampled_from(WORDS), BLANKS).map("".join), max_size=4).map("".join)
    return f"{draw(some)}{draw(BEFORE)}{draw(DAYS)}{draw(BEHIND)}{draw(BLANKS)}{draw(some)}".strip()


@given(passages() | st.sampled_from((*WORDS, *NEAR_MISSES)), PUBLISHED)
@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_days_are_readings(words: str, published: str) -> None:
    """A day that is read in the usual words is one of the readings; and where there is no sign of a date, none is."""
    readings = [each for found in resolve(words, Edtf.parse(published)) for each in found.readings]
    for year in {reading.earliest.year for reading in readings} | {2025}:
        for text in (f"{year:04}", *(str(reading) for reading in readings), "2025-11-01"):
            if daywords.mean(words, bounds(text), bounds(published)):
                assert supports(words, Edtf.parse(text), Edtf.parse(published))
    assert not (daywords.silent(words) and readings)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "on Saturday",
            "met in Seoul on Saturday, aides said",
            "Saturday",
            "by Saturday to open",
            "on Saturday of talks",
        ),
        *("on Nov. 1", "worth 5 million euros on 1 November 2025", "on November 1, 2025, chanting", "since 1 November"),
    ],
)
def test_usual_words_are_read(words: str) -> None:
    """What newspapers write most is read without the grammar."""
    assert daywords.mean(words, bounds("2025-11-01"), bounds("2025-11-02"))
    assert not daywords.mean(words, bounds("2025-11-02"), bounds("2025-11-02"))
    assert not daywords.silent(words)


def test_most_words_are_no_sign_of_a_date() -> None:
    """Words that begin like a month or a day within a word, or in lower case, are no sign of a date."""
    for words in ("he renewed the offer", "a market may rise", "the sun sat low", "the augmented octet decided"):
        assert daywords.silent(words)
