"""Dates as they are written, and the days they may stand for; known without any model.

The syntax is a subset of the Extended Date/Time Format (ISO 8601-2:2019, annex A).
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

Precision: TypeAlias = Literal["day", "month", "year", "interval"]
Problem: TypeAlias = Literal["edtf_syntax", "edtf_calendar", "edtf_reversed"]

NO_SYNTAX: Final[Problem] = "edtf_syntax"
NO_DAY: Final[Problem] = "edtf_calendar"
REVERSED: Final[Problem] = "edtf_reversed"

_ONE: Final = "[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"
PATTERN: Final = f"^({_ONE}(/({_ONE}|[.][.]))?|[.][.]/{_ONE})$"
"""The published pattern: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `a/b`, `../b`, `a/..`, with `~`, `?` or `%` behind a date."""
SHORTEST_YEAR, LONGEST_YEAR = 1000, 9999
FIRST: Final = date(1, 1, 1)
LAST: Final = date.max

_SYNTAX: Final = re.compile(PATTERN.replace("$", r"\Z"))
_MONTH, _DAY = 7, 10
_KEPT: Final = 8_192
"""So many dates are read once: a corpus has few, and each of them often."""


class DateError(ValueError):
    """A text that is no date: of no such form, on no such day, or an interval that ends before it begins.

    For a day that does not exist, `day` is the date and `last` the last day of its month.
    """

    def __init__(self, problem: Problem, message: str, day: str = "", last: int = 0) -> None:
        """Take the sort of problem, what is wrong in words, and for a calendar's problem where."""
        super().__init__(message)
        self.problem: Final = problem
        self.day: Final = day
        self.last: Final = last


class Days(NamedTuple):
    """The first and the last day that a date allows, both included, None where it is open; and how coarse it is."""

    start: date | None
    end: date | None
    precision: Precision


def days(text: str) -> Days:
    """Read a date. Raises DateError."""
    if not _SYNTAX.match(text):
        raise DateError(NO_SYNTAX, "not an EDTF date")
    first, slash, last = text.partition("/")
    if not slash:
        return Days(*_of_one(first), _precision(first))
    start = None if first == ".." else _of_one(first)[0]
    end = None if last == ".." else _of_one(last)[1]
    if start is not None and end is not None and start > end:
        raise DateError(REVERSED, "the interval ends before it begins")
    return Days(start, end, "interval")


@lru_cache(maxsize=_KEPT)
def bounds(written: str | int) -> tuple[date, date]:
    """Give the first and the last day that a date may stand for, the ends of time where it is open.

    A date is a text, or a bare year. Raises DateError.
    """
    start, end, _ = days(str(written))
    return start or FIRST, end or LAST


def is_date(text: str) -> bool:
    """Whether a text is a date."""
    try:
        bounds(text)
    except DateError:
        return False
    return True


def _precision(one: str) -> Precision:
    length = len(one.rstrip("~?%"))
    return "day" if length == _DAY else "month" if length == _MONTH else "year"


def _of_one(one: str) -> tuple[date, date]:
    """Give the first and last day of a single date that has the right syntax."""
    year, month, day = (*(int(part) for part in one.rstrip("~?%").split("-")), 0, 0)[:3]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    last = _length(year, month)
    if day > last:
        raise DateError(NO_DAY, "no such day", one, last)
    return date(year, month, day or 1), date(year, month, day or last)


def _length(year: int, month: int) -> int:
    """Tell how many days a month has (`calendar` would say so too, and takes ten milliseconds to import)."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31
