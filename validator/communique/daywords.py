"""Days in the usual words: “on Saturday”, “on Nov. 1”, “on 1 November 2025”, told without the grammar of `when`.

All that is said here, `when` would say too; it takes fifty times as long, and models. What is worded otherwise, or may
run on into other words of a date, is left to it.

It reads from the left and takes the longest words that it knows, so two things must be sure. No other expression runs
into these words: before them stands nothing, or a word such as “on”, with which none goes on. And none goes on behind
them: there the passage or the sentence ends, or words follow that are in no expression.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, TypeAlias

Days: TypeAlias = tuple[date, date]
"""The first and the last day that a date may stand for."""

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEK: Final = 7
_KEPT: Final = 4_096
"""So many readings are kept: a corpus has few days, and each of them often."""
_YEARS: Final = range(1900, 2100)
"""Of publications: far from the ends of the calendar."""

_MONTH: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTH: Final = "(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)[.]?"
_DAY: Final = "[12][0-9]|3[01]|[1-9]"
_YEAR: Final = "(?:19|20)[0-9]{2}"
_BEFORE: Final = "[Oo]n|[Bb]y|[Ff]rom|[Ss]ince|[Bb]efore|[Aa]fter"
"""What stands before: with the words behind it, these are in no expression."""
_SENTENCE_ENDS: Final = r"\Z|[.;:!?)”\"](?:\s|\Z)"
_NO_STEP: Final = r"(?!(?i:last|this|next|the\b|of\b))[A-Za-z]"
_OTHERS: Final = (
    "after|and|as|at|because|before|but|by|during|following|for|from|he|her|his|in|it|its|over|she|that|their|they|when"
    "|where|which|while|who|with|without"
)
_BEHIND_DAY: Final = (
    rf"(?={_SENTENCE_ENDS}|,?[ \n](?:{_OTHERS})\b|,[ \n]{_NO_STEP}|[ \n]to[ \n][a-z]|,?[ \n]of[ \n]{_NO_STEP})"
)
"""What may follow a day of the month: no year, no second day, and nothing of which it could be the number."""
_BEHIND_WEEKDAY: Final = (
    rf"(?={_SENTENCE_ENDS}|,?[ \n](?!(?i:{'|'.join(_MONTHS)}|morning|afternoon|evening|night|times|mail|telegraph))"
    rf"{_NO_STEP}|,?[ \n]of[ \n]{_NO_STEP})"
)
"""What may follow a weekday: no day of a month, no other week, no time, and nothing that makes a newspaper of it."""
_DAY_IN_WORDS: Final = (
    rf"(?:({'|'.join(_WEEKDAYS)}){_BEHIND_WEEKDAY}"
    rf"|(?:({_DAY})[ \n]({_MONTH})|({_MONTH}|{_SHORT_MONTH})[ \n]({_DAY}))(?:,?[ \n]({_YEAR}))?{_BEHIND_DAY})"
)
_BEHIND_OTHERS: Final = re.compile(rf"[ \n](?:{_BEFORE})[ \n]{_DAY_IN_WORDS}")
_FIRST: Final = re.compile(rf"(?:(?:{_BEFORE})[ \n])?{_DAY_IN_WORDS}")
"""Behind other words, found by the blank before it, and in front."""
_SIGNS: Final = re.compile(
    rf"[0-9]|\b(?:(?=[A-Z])(?i:{'|'.join(_MONTHS)}|mon|tue|wed|thu|fri|sat|sun)|(?i:spring|summer|autumn|fall|winter"
    "|new|christmas|hour|day|week|month|year|decade|morning|afternoon|evening|night|today|tonight|yesterday|tomorrow))"
)
"""What is in every expression that has a reading."""


def mean(words: str, coded: Days, published: Days) -> bool:
    """Say whether it is certain that a day among some words lies within a coded date."""
    first, last = coded
    match = _BEHIND_OTHERS.search(words)
    while match:
        for day in _read(match.groups(), published):
            if first <= day <= last:
                return True
        match = _BEHIND_OTHERS.search(words, match.end())
    match = _FIRST.match(words)
    return match is not None and any(first <= day <= last for day in _read(match.groups(), published))


def silent(words: str) -> bool:
    """Say whether it is certain that there is no date among some words, or none that has a reading."""
    return _SIGNS.search(words) is None


@lru_cache(maxsize=_KEPT)
def _read(found: tuple[str | None, ...], published: Days) -> tuple[date, ...]:
    """Give days that the parts of a match may mean, as far as it is certain that they may."""
    weekday, day, month, other_month, other_day, year = found
    today = published[0] if published[0] == published[1] and published[0].year in _YEARS else None
    if weekday:
        if today is None:
            return ()
        latest = today - timedelta((today.weekday() - _WEEKDAYS.index(weekday)) % _WEEK)
        return latest, latest + timedelta(_WEEK)
    name, number = str(month or other_month), int(str(day or other_day))
    place = _MONTHS.index(name[:3].lower()) + 1
    if year:
        return _existing((int(year),), place, number)
    if today is None:
        return ()
    days = _existing((today.year - 1, today.year, today.year + 1), place, number)
    return tuple(sorted(days, key=lambda each: abs((each - today).days))[:1])


def _existing(years: tuple[int, ...], month: int, day: int) -> tuple[date, ...]:
    """Give a day of each year in which the calendar has it."""
    found = []
    for year in years:
        with suppress(ValueError):
            found.append(date(year, month, day))
    return tuple(found)
