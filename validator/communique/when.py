"""Dates meant by words: “on Saturday”, “early September”, “Oct 31-Nov 1”, found in a text and read as EDTF dates.

The grammar is a table, `_TABLE`: how words are read, which `almanac` knows, and their pattern. Of all that match, the
first in the text is taken, and of those the longest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final

from communique.almanac import (
    COUNTS,
    PARTS,
    Read,
    again,
    away,
    current,
    dated,
    days_on,
    decade,
    elsewhere,
    figures,
    of_two_years,
    of_week,
    of_year,
    readings,
    short_years,
    until,
)
from communique.model.edtf import Edtf
from communique.source import Span

_KEPT: Final = 256
"""So many texts are read once: several rules ask for the dates of one passage."""
_MOST_DAYS: Final = 7
"""A text whose day of publication is less sure than this many days gives relative words no reading."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as a text words it.

    `span` counts code points of the text, and `words` is what stands there. `readings` are the dates it may mean, most
    likely first: none where words point to another passage (“the following day”), name no such day (“Feb. 30, 2025”),
    or count from a day of publication that is not known. `relative` says that they count from it, be it only the year.
    """

    span: Span
    words: str
    readings: tuple[Edtf, ...]
    relative: bool


@lru_cache(maxsize=_KEPT)
def resolve(text: str, published: Edtf | None) -> tuple[Expression, ...]:
    """Find all dates in an English news text, in order and apart from each other.

    Where `published` spans up to a week, words that count from it are read for each of its days.
    """
    days, found = _days(published), []
    rules, anywhere = _grammar()
    place = anywhere.search(text)
    while place:
        at = end = place.start()
        matches = [
            (match.end(), -number, match) for number, (rule, _) in enumerate(rules) if (match := _match(rule, text, at))
        ]
        if matches:
            end, number, match = max(matches, key=itemgetter(0, 1))
            found.append(_expression(rules[-number][1], match, days))
        place = anywhere.search(text, max(end, at + 1))
    return tuple(found)


def supports(passage: str, date: Edtf, published: Edtf | None) -> bool | None:
    """Say whether some date in a passage lies within the coded date; None where the passage gives no date at all."""
    meant = _all_readings(passage, published)
    return any(_within(each, date) for each in meant) if meant else None


def finer(passage: str, date: Edtf, published: Edtf | None) -> bool:
    """Say whether the coded date is more precise than every date in the passage that it could be."""
    met = [each for each in _all_readings(passage, published) if each.meets(date)]
    return bool(met) and all(_within(date, each) and date.days < each.days for each in met)


def _all_readings(passage: str, published: Edtf | None) -> list[Edtf]:
    return [reading for expression in resolve(passage, published) for reading in expression.readings]


def _within(inner: Edtf, outer: Edtf) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _days(published: Edtf | None) -> list[date]:
    """Give the days on which a text may have been published, none where they are too many to count from."""
    if published is None or published.days > _MOST_DAYS:
        return []
    return [published.earliest + timedelta(number) for number in range(published.days)]


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """Match a rule at a place, without figures that count things; “in three days” only after what looks ahead."""
    match = pattern.match(text, at)
    while match and text[match.end() - 1].isdigit() and _COUNTED.match(text, match.end()):
        match = pattern.match(text, at, at + len(match[0].rstrip("0123456789")))
    if match and match[0][:3].lower() == "in " and not _AHEAD.search(text, max(0, at - _NEAR), at):
        return None
    return match


def _expression(read: Read, match: re.Match[str], days: list[date]) -> Expression:
    words = {name: caught for name, caught in match.groupdict().items() if caught is not None}
    relative = _YEARS.isdisjoint(words)
    dates = readings(read, words, days if relative else [Edtf.LAST])
    return Expression(Span(*match.span()), match[0], dates, relative)


_COUNTED: Final = re.compile(
    r"[0-9%]|[.:/][0-9]|,[0-9]{3}(?![0-9])|[ \xa0](?:people|persons|troops|soldiers|men|women|children"
    r"|civilians|victims|deaths|dead|others|casualties|homes|houses|jobs|seats|votes|points|cases|times|years|days"
    r"|hours|minutes|km|kilomet|miles|met(?:re|er)s|feet|kg|tons|tonnes|barrels|percent|per cent|dollars|won|yuan|euros"
    r"|[mb]illion|GMT|UTC|KST|hrs|local time|missiles|shells|drones|flights)\b"
    r"|[ \xa0](?:protest|demonstrat|activ|work|fight|offic|prison|vot|passeng|memb|follow)(?:o|e|i)(?:r|st)s\b"
)
"""What shows that figures before it are no day and no year: more figures, or a thing that is counted."""
_AHEAD: Final = re.compile(
    r"\b(?:will|would|due|set to|scheduled|expected|plans? to|begins?|starts?|opens?|ends?|expires?|takes? place)\b"
    r"(?:(?!first|only|second|third|times?\b|most|\w{1,12}est\b)[^.!?\n])*\Z"
)
"""What must go before “in three days”, for it to lie ahead: not “the first visit in eleven years”."""
_NEAR: Final = 80
"""How far back, in code points, a rule looks for what must go before."""

# Pieces of patterns. In the table, `<name>` is a piece and a group of its name (`<name2>` a second one), `{name}` is a
# piece alone, and a blank is `_BLANK`: every repetition is bounded, so that reading takes linear time.


def _behind(*words: str) -> str:
    """Ask that one of these words stands before."""
    return "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in words) + ")"


def _not_behind(*words: str) -> str:
    """Ask that none of these words stands before."""
    return "".join(rf"(?<!\b{word}\s)" for word in words)


_PIECES: Final[Mapping[str, str]] = {
    # Names begin with a capital: `may` and `march` are words.
    "month": "(?=[A-Z])(?i:january|february|march|april|may|june|july|august|september|october|november|december"
    "|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[.]?)",
    # Names of months that are seldom anything else; the others need a word before them that asks for a time.
    "surely": "(?=[A-Z])(?i:january|february|july|september|october|november|december)",
    "hardly": "(?:March|April|May|June|August|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)[.])",
    "asks": _behind("[Ii]n", "[Ss]ince", "[Uu]ntil", "[Bb]y", "[Ff]rom", "of", "[Dd]uring", "[Bb]efore", "[Aa]fter"),
    "article": _behind("the", "[Aa]", "[Aa]n", "[Hh]is", "[Hh]er", "[Tt]heir", "[Ii]ts", "[’']s"),
    "event": r"(?:talks|summit|meeting|vote|election|visit|deal|accord|agreement|launch|test|drill|attack|coup)s?\b",
    "day": "(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])",
    "weekday": "(?=[A-Z])(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    "anyday": "(?=[A-Z])(?i:(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:day|nesday|urday|[.])?)",
    "on": "(?:(?P<weekday>{anyday})(?:,? (?:the )?|(?P<open> ?[(])))?",
    "shut": "(?(open)[)])",
    "figure": "[0-9]{1,2}",
    "year": "(?:1[89]|20)[0-9]{2}(?![0-9])",
    "short": "[0-9]{2}(?!-?[0-9])",
    "decade": "(?:1[89]|20)[0-9]0s",
    "unsure": _not_behind("about", "around", "nearly", "almost", "over", "than", "least", "most", "some", "roughly"),
    "titled": _not_behind("[Rr]esolution", "[Ff]light", "[Nn]umber", "page", "top", "Lunar", "Chinese", "USA")
    + _not_behind("Bloody", "Black", "Good", "Super"),
    "season": "(?i:spring|summer|autumn|fall|winter)",
    "holiday": "(?i:new year[’']?s? (?:day|eve)|christmas (?:day|eve))|Christmas|May Day",
    "address": "(?=(?:[’']?s)? (?:[a-z]{1,12} )?(?:address|speech|message|greetings?|remarks|editorial))",
    "step": "(?i:last|this|next|the current)",
    "which": "(?:<year>|<step> year)",
    "end": "(?:(?:, ?|-| )<year>|,?(?: of)? <step> year)?{shut}",
    "turn": "(?i:this past|this coming|last|past|this|next|coming)",
    "side": "(?i:earlier|later)",
    "part": "(?i:" + "|".join(sorted(PARTS, reverse=True)).replace(" ", "[ -]") + ")",
    "partof": "(?:[Tt]he )?<part>(?: of| in)?{gap}",
    "partly": "(?:{partof})?",
    "count": f"(?i:[0-9]{{1,3}}|an?|{'|'.join(sorted(COUNTS, reverse=True))})",
    "vague": "(?i:a few|several|some|many|a couple of|(?:more than|over|nearly|almost|at least|less than) {count})",
    "unit": "(?i:weekend|week|month|year)",
    "span": "(?i:day|week|month|year|decade)",
    "spans": "(?P<unit>{span})s?",
    "time": "(?i:morning|afternoon|evening|night)",
    "gap": "(?: |-)",
    "dash": "(?: ?[-–—−/] ?| (?:to|through|until|till) )",
}

_TABLE: Final[tuple[tuple[Read, str], ...]] = (
    (figures("one", "other"), "<year>-(?P<one>{figure})-(?P<other>{figure})(?:T[0-9:.]{4,12}Z?)?"),
    (figures("one", "other"), "<year>/(?P<one>{figure})/(?P<other>{figure})"),
    (figures("other", "one"), "(?P<one>{figure})[.](?P<other>{figure})[.]<year>"),
    (figures("other", "one", either=True), "(?P<one>{figure})/(?P<other>{figure})/<year>"),
    (dated, "{on}<month>(?: |(?<=[.]))<day>{end}"),  # Saturday, Nov. 1, 2025; Sunday (Sept 28)
    (dated, "{on}<month> <day>{dash}<day2>{end}"),
    (dated, "{on}<month> <day>{dash}<month2> <day2>{end}"),
    (dated, "{on}(?:the )?<day>(?: of)?{gap}<month>{end}"),
    (dated, "{on}<day>{dash}<day2>{gap}<month>{end}"),
    (dated, "{on}<day> <month>{dash}<day2> <month2>{end}"),
    (dated, "{titled}<holiday>(?:,? <year>)?"),
    (dated, "{titled}(?P<holiday>New Year){address}"),
    (of_year, "<month>[.] <day>, <year>"),  # September. 29, 2025
    (of_two_years, "<month> <day>,? <year>{dash}<month2> <day2>,? <year2>"),
    (of_two_years, "<day> <month> <year>{dash}<day2> <month2> <year2>"),
    (of_two_years, "(?:<month> )?<year>{dash}(?:<month2> )?<year2>"),
    (of_year, "{partly}<month>,?(?: of)? {which}"),  # late September 2025, June last year
    (of_year, "<month>{dash}<month2>,? {which}"),
    (of_year, "{partly}(?:the )?<season>(?: of)?,? {which}"),
    (of_year, "{partof}<year>"),  # mid-2018, the first half of 2025
    (of_year, "{unsure}{titled}<year>"),
    (short_years, "<year>[-–/]<short>"),  # 2018-22
    (decade, "(?:[Tt]he )?{partly}<decade>"),
    (again, "(?P<month>{surely})"),
    (again, "{asks}(?P<month>{hardly})"),
    (again, "{article}(?P<month>April|June|August)"),
    (again, "{article}(?P<month>March|May)(?= {event})"),
    (again, "{partof}<month>"),  # early May
    (again, "<turn> (?:<month>|<season>)"),
    (again, "{titled}(?:(?:[Ee]arly|[Ll]ate) )?(?:<turn> )?<weekday>(?: {time})?(?! (?:Times|Mail|Telegraph)\\b)"),
    (again, r"(?<=\b[Oo]n\s)(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=[.,;:)]|\Z)"),
    (elsewhere, "(?i:first|second|third|fourth|last) {weekday} (?:in|of) {month}(?: {year})?"),
    (of_week, "<weekday>,?(?: of)? <step> week"),
    (again, "{partly}(?P<turn>{step}) <unit>(?! of )"),  # late last month; not: last week of May
    (again, "(?:[Tt]he|<turn>) (?P<unit>weekend)(?! of )"),
    (current, "(?:<side>(?: in the| this)|{partof}the) <unit>"),  # earlier this year, the end of the month
    (days_on(0), "{titled}(?:{side} )?(?:[Tt]oday|[Tt]onight|[Tt]his {time})"),
    (days_on(-1), "[Yy]esterday(?: {time})?|[Ll]ast night"),
    (days_on(1), "[Tt]omorrow(?: {time})?"),
    (days_on(-2), "[Tt]he day before yesterday"),
    (days_on(2), "[Tt]he day after tomorrow"),
    (away(-1), "<count> {spans} ago"),
    (away(1), "<count> {spans} from (?:now|today)"),
    (away(1), "[Ii]n <count> {spans}(?! of )"),
    (until(-1), "(?:(?i:the|this|these) )?(?i:past|last) <count> (?P<unit>hour|{span})s?(?! of )"),
    (until(-1), "(?i:the|this) (?:past|last) (?P<unit>week|month|year|decade)(?! of )"),
    (until(1), "(?i:the|these) (?:next|coming) <count> (?P<unit>hour|{span})s?(?! of )"),
    (elsewhere, "(?i:the|that) (?:following|next|previous|preceding|same|very) (?:{span}|{time}|weekend)"),
    (elsewhere, "(?i:that) (?:{span}|{time}|weekend)"),
    (elsewhere, "(?i:the) {span} (?:before|after|earlier)"),
    (elsewhere, "(?:{vague}|{count}) {span}s? (?:earlier|later|before|after)"),
    (elsewhere, "{vague} {span}s? ago"),
    (elsewhere, "(?i:(?:the )?(?:recent|coming|past|previous|last|next)(?: few| several| couple of)?) {span}s"),
)
"""How words are read: patterns of pieces. Where two match as far, the first is taken."""

_YEARS: Final = frozenset({"year", "decade"})
_FRONT: Final = r"(?:(?<!\w)(?=[^\W0-9])|(?<![\w$€£¥₩#@/+.-])(?<![0-9][,:–])(?=[0-9]))"
"""Words begin where a word begins; figures neither inside of a number, a sum, an address or the name of a weapon."""
_BLANK: Final = r"[^\S\n]{0,2}\s"
"""Up to three blanks, of which the last may be a line end: words may run on into the next line, over no empty one."""


@cache
def _grammar() -> tuple[list[tuple[re.Pattern[str], Read]], re.Pattern[str]]:
    """Compile the table: its rules, and a pattern that finds the places where some rule may match."""
    table = [(_expanded(pattern), read) for read, pattern in _TABLE]
    nameless = "|".join(re.sub(r"\(\?P<[a-z0-9]+>", "(?:", text.replace(_PIECES["shut"], "")) for text, _ in table)
    rules = [(re.compile(rf"(?:{text})(?![\w@])"), read) for text, read in table]
    return rules, re.compile(f"{_FRONT}(?:{nameless})")


def _expanded(pattern: str) -> str:
    """Put the pieces into a pattern, and into those the pieces they have themselves."""
    while (wider := re.sub(r"\{([a-z]+)\}", lambda name: _PIECES[name[1]], pattern)) != pattern:
        pattern = wider
    pattern = re.sub(r"(?<!P)<([a-z]+)([0-9]?)>", lambda name: f"(?P<{name[1]}{name[2]}>{_PIECES[name[1]]})", pattern)
    return re.sub(r"(?<!\[) ", lambda _: _BLANK, pattern)
