"""Days in the usual words: “on Saturday”, “on Nov. 1”, “on 1 November 2025”, told without the grammar of `when`.

All that is said here, `when` would say too; it takes fifty times as long, and models. What is worded otherwise, or may
run on into other words of a date, is left to it.

It reads from the left and takes the longest words that it knows, so two things must be sure. No other expression runs
into these words: before them stands nothing, or a word such as “on”, with which none goes on. And none goes on behind
them: there the passage or the sentence ends, or words follow that are in no expression.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, TypeAlias

Days: TypeAlias = tuple[date, date]
"""The first and the last day that a date may stand for."""

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEK: Final = 7
_YEARS: Final = range(1900, 2100)
"""Of publications: far from the ends of the calendar."""

_MONTH: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTH: Final = "(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)[.]?"
_DAY: Final = "[12][0-9]|3[01]|[1-9]"
_YEAR: Final = "(?:19|20)[0-9]{2}"
_BEFORE: Final = r"(?:\A|(?<!\w)(?:[Oo]n|[Bb]y|[Ff]rom|[Ss]ince|[Bb]efore|[Aa]fter)[ \n])"
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
_DAYS: Final = re.compile(
    rf"{_BEFORE}(?:({'|'.join(_WEEKDAYS)}){_BEHIND_WEEKDAY}"
    rf"|(?:({_DAY})[ \n]({_MONTH})|({_MONTH}|{_SHORT_MONTH})[ \n]({_DAY}))"
    rf"(?:,?[ \n]({_YEAR}))?{_BEHIND_DAY})"
)
_SIGNS: Final = re.compile(
    "[0-9]|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|spring|summer|autumn|fall"
    "|winter|christmas|hour|day|week|year|decade|morning|afternoon|evening|night|tomorrow)"
)
"""What is in every expression that has a reading."""


def mean(words: str, coded: Days, published: Days) -> bool:
    """Say whether it is certain that a day among some words lies within a coded date."""
    first, last = coded
    for match in _DAYS.finditer(words):
        for day in _read(match, published):
            if first <= day <= last:
                return True
    return False


def silent(words: str) -> bool:
    """Say whether it is certain that there is no date among some words, or none that has a reading."""
    return _SIGNS.search(words) is None


def _read(match: re.Match[str], published: Days) -> list[date]:
    """Give days that words may mean, as far as it is certain that they may."""
    weekday, day, month, other_month, other_day, year = match.groups()
    today = published[0] if published[0] == published[1] and published[0].year in _YEARS else None
    if weekday:
        if today is None:
            return []
        latest = today - timedelta((today.weekday() - _WEEKDAYS.index(weekday)) % _WEEK)
        return [latest, latest + timedelta(_WEEK)]
    of_year = _MONTHS.index((month or other_month)[:3].lower()) + 1, int(day or other_day)
    if year:
        return _existing(int(year), *of_year)
    if today is None:
        return []
    days = [each for shift in (-1, 0, 1) for each in _existing(today.year + shift, *of_year)]
    return [min(days, key=lambda each: abs((each - today).days))] if days else []


def _existing(year: int, month: int, day: int) -> list[date]:
    """Give a day where the calendar has it."""
    try:
        return [date(year, month, day)]
    except ValueError:
        return []
