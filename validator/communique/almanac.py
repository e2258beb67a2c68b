"""What the words of a date mean: the days that “last week” or “late May” stand for, seen from a day.

A reading takes what a pattern of `when` has caught, and a day of publication, and gives first and last days. Seasons
are those of the north; weeks run from Monday to Sunday (ISO 8601); the early, middle and late part of a month, week,
year or decade are its thirds, as the codebook says of “early September”.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final, TypeAlias

from communique.model.edtf import Edtf

Words: TypeAlias = Mapping[str, str]
"""What a pattern's named groups caught."""
Bounds: TypeAlias = tuple[date, date]
"""The first and the last day that are meant, both included."""
Read: TypeAlias = Callable[[Words, date], Iterable[Bounds]]
"""What words mean, most likely first, for a text published on a day."""


def readings(read: Read, words: Words, days: list[date]) -> tuple[Edtf, ...]:
    """Read words for every day; the likeliest of each day come before the second of any."""
    ranks = zip_longest(*(_attempt(read, words, day) for day in days))
    return tuple(dict.fromkeys(reading for rank in ranks for reading in rank if reading is not None))


def _attempt(read: Read, words: Words, today: date) -> Iterator[Edtf]:
    """Read words for one day, as far as the calendar goes: there may be no such day, or no such year."""
    try:
        for bounds in read(words, today):
            yield _named(*_refined(words, bounds, today))
    except (ValueError, OverflowError):
        return


def _named(first: date, last: date) -> Edtf:
    """Write days in the shortest form: a day, month or year, or an interval of such."""
    forms = ["%Y-%m-%d"]
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        forms.append("%Y-%m")
        if (first.month, last.month) == (1, 12):
            forms.append("%Y")
    one, other = first.strftime(forms[-1]), last.strftime(forms[-1])
    return Edtf.parse(one if one == other else f"{one}/{other}")


def _refined(words: Words, bounds: Bounds, today: date) -> Bounds:
    """Take the part that is named (“late”, “the first half of”), or what lies on one side of today (“earlier this”)."""
    first, last = bounds
    if "side" in words:
        return (first, today) if words["side"].lower() == "earlier" else (today, last)
    if "part" not in words:
        return bounds
    name = " ".join(re.split(r"[\s-]+", words["part"].lower()))
    if name == "last week":
        return last - timedelta(6), last
    number, end, of = PARTS[name]
    if name.endswith("week"):
        return first + timedelta(7 * number), first + timedelta(7 * number + 6)
    return _cut(bounds, number, of), last if end == of else _cut(bounds, end, of) - timedelta(1)


def _cut(bounds: Bounds, number: int, of: int) -> date:
    """Give the first day of a piece, of so many equal ones: in days for weeks and months, else in months or years."""
    first, last = bounds
    days = (last - first).days + 1
    if days <= 31:  # a month counts thirty days, so that its early part is 1-10, its second half 16-31
        return first + timedelta((days if days <= 7 else 30) * number // of)
    months = round(days / 30.44)
    return _months_on(first, months * number // of if months <= 12 else 12 * (months // 12 * number // of))


def _months_on(day: date, months: int) -> date:
    """Give the same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _moved(day: date, unit: str, number: int) -> date:
    """Give the day so many units later."""
    if unit in ("hour", "day", "week"):
        return day + timedelta(number * 7 if unit == "week" else -(-number // 24) if unit == "hour" else number)
    return _months_on(day, number * {"month": 1, "year": 12, "decade": 120}[unit])


# What comes again: the Saturday of each week, the June of each year. Turn 0 is that of this week or year, 1 the next.


def _turn(words: Words, today: date, number: int) -> Bounds:
    """Give a turn of the thing that the words name."""
    turn = next((turn for name, turn in _TURNS.items() if name in words), _year_turn)
    return turn(words, today, number)


def _year_turn(_: Words, today: date, number: int) -> Bounds:
    return date(today.year + number, 1, 1), date(today.year + number, 12, 31)


def _day_turn(words: Words, today: date, number: int) -> Bounds:
    """Read a day of the year, or several; the year is that of the last."""
    first = _place(words["month"], _MONTHS) + 1, _leading(words["day"])
    last = _place(words.get("month2", words["month"]), _MONTHS) + 1, _leading(words.get("day2", words["day"]))
    year = today.year + number
    return date(year - (last < first), *first), date(year, *last)


def _month_turn(words: Words, today: date, number: int) -> Bounds:
    first = _place(words["month"], _MONTHS) + 1
    last = _place(words.get("month2", words["month"]), _MONTHS) + 1
    year = today.year + number
    return date(year - (last < first), first, 1), date(year, last, monthrange(year, last)[1])


def _season_turn(words: Words, today: date, number: int) -> Bounds:
    first = date(today.year + number, _SEASONS[words["season"].lower()], 1)
    return first, _months_on(first, 3) - timedelta(1)


def _holiday_turn(words: Words, today: date, number: int) -> Bounds:
    month, day = {"n": (1, 1), "c": (12, 25), "m": (5, 1)}[words["holiday"][0].lower()]
    holiday = date(today.year + number, month, day) - timedelta(words["holiday"].lower().endswith("eve"))
    return holiday, holiday


def _weekday_turn(words: Words, today: date, number: int) -> Bounds:
    day = today + timedelta(7 * number + _place(words["weekday"], _WEEKDAYS) - today.weekday())
    return day, day


def _unit_turn(words: Words, today: date, number: int) -> Bounds:
    unit = words["unit"].lower()
    if unit in ("week", "weekend"):
        monday = today + timedelta(7 * number - today.weekday())
        return monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6)
    if unit == "year":
        return _year_turn(words, today, number)
    first = _months_on(today.replace(day=1), number)
    return first, _months_on(first, 1) - timedelta(1)


_TURNS: Final[Mapping[str, Callable[[Words, date, int], Bounds]]] = {
    "day": _day_turn,
    "month": _month_turn,
    "season": _season_turn,
    "holiday": _holiday_turn,
    "weekday": _weekday_turn,
    "unit": _unit_turn,
}


def again(words: Words, today: date) -> Iterator[Bounds]:
    """Read what comes again: the latest that has begun and the next, or as `turn` says."""
    turns = [_turn(words, today, number) for number in range(-2, 3)]
    before = [turn for turn in turns if turn[1] < today]
    begun = [turn for turn in turns if turn[0] <= today]
    after = [turn for turn in turns if turn[0] > today]
    left = [turn for turn in turns if turn[1] >= today]
    choices = {
        "": (begun[-1], after[0]),
        "last": (before[-1], turns[1]),
        "past": (before[-1],),
        "this": (turns[2], left[0]),
        "current": (turns[2],),
        "next": (after[0], turns[3]),
        "coming": (left[0],),
    }
    yield from choices[_last_word(words.get("turn", ""))]


def dated(words: Words, today: date) -> Iterator[Bounds]:
    """Read a day of the year: without its year the nearest, then that on the other side of today; a weekday decides."""
    if "year" in words or "step" in words:
        yield from of_year(words, today)
        return
    turns = [turn for number in (-1, 0, 1) for turn in _existing(words, today, number)]
    if "weekday" in words:
        weekday = _place(words["weekday"], _WEEKDAYS)
        turns = [turn for turn in turns if turn[0].weekday() == weekday] or turns
    turns.sort(key=lambda turn: abs((turn[0] - today).days))
    yield from turns[:1]
    yield from [turn for turn in turns if (turn[0] > today) != (turns[0][0] > today)][:1]


def _existing(words: Words, today: date, number: int) -> list[Bounds]:
    """Give a turn where the calendar has it: the 29th of February is not in every year."""
    try:
        return [_turn(words, today, number)]
    except ValueError:
        return []


def of_year(words: Words, today: date) -> Iterator[Bounds]:
    """Read what names its year, as a number or as `step` says; the winter of a year may begin or end in it."""
    year = int(words["year"]) if "year" in words else today.year + _step(words)
    yield _turn(words, date(year, 1, 1), 0)
    if words.get("season", "").lower() == "winter":
        yield _turn(words, date(year, 1, 1), -1)


def of_two_years(words: Words, _: date) -> Iterator[Bounds]:
    """Read what runs from a day, month or year to another, each with its own year."""
    first, last = (date(int(words[f"year{end}"]), 1, 1) for end in ("", "2"))
    ends = [{name: words[name + end] for name in ("month", "day") if name + end in words} for end in ("", "2")]
    yield _turn(ends[0], first, 0)[0], _turn(ends[1], last, 0)[1]


def of_week(words: Words, today: date) -> Iterator[Bounds]:
    """Read the weekday of the week that `step` names."""
    yield _turn(words, today, _step(words))


def current(words: Words, today: date) -> Iterator[Bounds]:
    """Read what lies in the present week, month or year."""
    yield _turn(words, today, 0)


def elsewhere(_: Words, __: date) -> tuple[Bounds, ...]:
    """Give no reading to words that point to another passage, or have no bounds."""
    return ()


# What is counted


def days_on(number: int) -> Read:
    """Make the reading of words for the day so many days after publication."""
    return lambda _, today: [(today + timedelta(number),) * 2]


def until(sign: int) -> Read:
    """Make the reading of a span that begins or ends today."""

    def read(words: Words, today: date) -> Iterator[Bounds]:
        other = _moved(today, words["unit"].lower(), sign * _count(words))
        yield min(today, other), max(today, other)

    return read


def away(sign: int) -> Read:
    """Make the reading of what is so many units away: a day, a day or its week, a month, a year."""

    def read(words: Words, today: date) -> Iterator[Bounds]:
        unit = words["unit"].lower()
        day = _moved(today, unit, sign * _count(words))
        if unit in ("day", "week"):
            yield day, day
        if unit != "day":
            yield _unit_turn({"unit": "year" if unit == "decade" else unit}, day, 0)

    return read


def decade(words: Words, _: date) -> Iterator[Bounds]:
    """Read `1990s`."""
    first = int(words["decade"][:4])
    yield date(first, 1, 1), date(first + 9, 12, 31)


def short_years(words: Words, _: date) -> Iterator[Bounds]:
    """Read `2018-22`; what could be a month as well, is one first, but for years that follow each other."""
    first, short = int(words["year"]), int(words["short"])
    years = date(first, 1, 1), date(first // 100 * 100 + short, 12, 31)
    month = date(first, short, 1) if 1 <= short <= 12 else None
    if month and short != first % 100 + 1:
        yield month, _months_on(month, 1) - timedelta(1)
    if short > first % 100:
        yield years


def figures(month: str, day: str, *, either: bool = False) -> Read:
    """Make the reading of a date in figures, told which group is the month, which the day, or that either may be."""

    def read(words: Words, _: date) -> Iterator[Bounds]:
        year, first, other = int(words["year"]), int(words[month]), int(words[day])
        for number, which in ((first, other), (other, first))[: 1 + either]:
            if 1 <= number <= 12 and 1 <= which <= monthrange(year, number)[1]:
                yield (date(year, number, which),) * 2

    return read


def _count(words: Words) -> int:
    count = words.get("count", "one").lower()
    return int(count) if count.isdigit() else COUNTS.get(count, 1)


def _step(words: Words) -> int:
    """Read “last” and “next”: how far from the week or year of today."""
    return {"last": -1, "this": 0, "current": 0, "next": 1}[_last_word(words["step"])]


def _last_word(words: str) -> str:
    """Give the word that decides, of “this coming” and “the current”; a line may end between them."""
    return "".join(words.lower().split()[-1:])


def _leading(day: str) -> int:
    """Read the number of `1st`."""
    return int(day.rstrip("stndrh"))


def _place(name: str, names: tuple[str, ...]) -> int:
    """Give the place of a month or a weekday, from 0, by its first three letters."""
    return names.index(name[:3].lower())


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNTS: Final = {name: number for number, name in enumerate(_NUMBERS, 1)} | {"fifteen": 15, "twenty": 20}
"""Numbers that are written as words."""
_ORDINALS: Final = ("first", "second", "third", "fourth")
PARTS: Final = (
    {"early": (0, 1, 3), "mid": (1, 2, 3), "middle": (1, 2, 3), "late": (2, 3, 3), "last week": (3, 4, 4)}
    | {"early to mid": (0, 2, 3), "mid to late": (1, 3, 3), "first half": (0, 1, 2), "second half": (1, 2, 2)}
    | {"beginning": (0, 1, 6), "start": (0, 1, 6), "end": (5, 6, 6), "last quarter": (3, 4, 4)}
    | {
        f"{name} {part}": (number, number + 1, 4)
        for number, name in enumerate(_ORDINALS)
        for part in ("quarter", "week")
    }
    | {f"q{number}": (number - 1, number, 4) for number in range(1, 5)}
)
"""A part of a month, week, year or decade: from which piece, before which, of how many equal ones."""
