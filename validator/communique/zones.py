"""What in an article's text is not the article: bylines, datelines, captions, link lists, doubled headlines, furniture.

All of it is found by its form alone, line by line, and in doubt a line is text: a passage that is missed here costs a
question less, one that is marked wrongly makes true evidence doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from communique.source import Span

Kind: TypeAlias = Literal["link-list", "byline", "headline-repeat", "caption", "dateline", "furniture"]

_SHOWING: Final = frozenset({"caption", "dateline"})
"""What may show a date or a place, and no event."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch that is not the article's own text; `span` counts code points and has no blanks at its ends."""

    span: Span
    kind: Kind


def zones(text: str) -> tuple[Zone, ...]:
    """Find what is not the article, in order and apart from each other.

    Of a line that stands twice, the first is taken for the headline and stays; the later ones are `headline-repeat`.
    They are marked only if the first stands before the body, and is a short line of four words that ends no sentence.
    """
    lines = _lines(text)
    found: list[Zone] = []
    heads: set[str] = set()
    begun, number = False, 0
    while number < len(lines):
        line, words = lines[number], text[slice(*lines[number])]
        usual = _USUAL.fullmatch(words) is not None
        taken = 0 if usual else _link_list(text, lines, number)
        if taken:
            found.append(Zone(Span(line.start, lines[number + taken - 1].end), "link-list"))
        elif kind := (None if usual else _kind(words)) or _repeated(words, heads):
            found.append(Zone(line, kind))
        else:
            opening, rest = ([], words) if usual else _opening(text, line, begun=begun)
            found += opening
            begun = begun or _is_body(rest)
            if not begun and _is_head(rest):
                heads.add(_plain(rest))
            if not usual:
                found += _closing(text, Span(opening[-1].span.end if opening else line.start, line.end))
        number += taken or 1
    return tuple(found)


def zone_at(zones: Sequence[Zone], span: Span) -> Zone | None:
    """Give the zone that holds a span wholly."""
    return next((zone for zone in zones if zone.span.start <= span.start and span.end <= zone.span.end), None)


def boilerplate(zones: Sequence[Zone], span: Span, *, of_event: bool) -> Kind | None:
    """Give the kind of the zone in which a passage shows nothing; captions and datelines show all but events."""
    zone = zone_at(zones, span)
    return None if zone is None or (zone.kind in _SHOWING and not of_event) else zone.kind


def _lines(text: str) -> list[Span]:
    """Give the lines that are not empty, without the blanks at their ends."""
    return [Span(*match.span()) for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def _plain(line: str) -> str:
    """Make lines comparable: the same words are the same line, however they are spaced and cased."""
    return " ".join(line.split()).casefold()


# Whole lines


def _kind(line: str) -> Kind | None:
    """Say what a whole line is, None for what may be text."""
    for pattern, longest, sign, kind in _LINES:
        if len(line) <= longest and sign in line and pattern.fullmatch(line):
            return kind
    if len(line) <= _CAPTION and (_is_credited(line) or (_AGENCY.search(line) and _SCENE.search(line))):
        return "caption"
    return None


def _repeated(line: str, heads: set[str]) -> Kind | None:
    """Say whether a whole line is a headline that stood before."""
    return "headline-repeat" if heads and line[-1] not in _NO_HEAD_ENDS and _plain(line) in heads else None


def _is_credited(line: str) -> bool:
    """Say whether a line ends with a credit that names a picture."""
    may_be = line[-1] in ")]" or any(sign in line for sign in _SIGNS_OF_CREDIT)
    return may_be and _CREDITED.search(line) is not None


def _is_head(line: str) -> bool:
    """Say whether a line may be a headline: short, of four words or more, no item, and not the end of a sentence."""
    return len(line) <= 160 and len(line.split()) >= 4 and line[-1] not in _NO_HEAD_ENDS and not _BULLET.match(line)


def _is_body(line: str) -> bool:
    """Say whether a line is a paragraph: long, or a sentence of some length."""
    return len(line) >= _LONG or (len(line) >= 50 and line.endswith(_SENTENCE_ENDS))


def _link_list(text: str, lines: list[Span], number: int) -> int:
    """Count the lines of a link list that begins with a line: a heading, and the items or titles behind it."""
    first = text[slice(*lines[number])]
    if len(first) > _ITEM or not _HEADING.match(first) or first.endswith(_SENTENCE_ENDS):
        return 0
    alone, end = _HEADING.fullmatch(first) is not None, number + 1
    while end < len(lines) and text.count("\n", lines[end - 1].end, lines[end].start) <= 2:
        item = text[slice(*lines[end])]
        if len(item) > _ITEM or not (_BULLET.match(item) or (alone and _is_title(item))):
            break
        end += 1
    return end - number


def _is_title(line: str) -> bool:
    """Say whether a line is in title case: most of its longer words begin with a capital or a figure."""
    words = [word for word in re.findall(r"\w[\w’'-]*", line) if len(word) > 3]
    return line[-1] not in ".!?:;," and sum(not word[0].islower() for word in words) >= 0.7 * len(words)


# Parts of lines


def _opening(text: str, line: Span, *, begun: bool) -> tuple[list[Zone], str]:
    """Find what stands before the text in its first line, and give what is left of it."""
    found: list[Zone] = []
    at = line.start
    while not begun:
        rest = text[at : line.end]
        matches = (
            (pattern.match(rest), kind) for pattern, signs, kind in _OPENINGS if any(map(rest.__contains__, signs))
        )
        match, kind = next(((match, kind) for match, kind in matches if match), (None, None))
        if match is None or kind is None or (kind == "caption" and not _SCENE.search(match[0])):
            break
        end = at + len(match[0].rstrip())
        found.append(Zone(Span(at, end), kind))
        at += match.end()
    return found, text[at : line.end]


def _closing(text: str, line: Span) -> Iterator[Zone]:
    """Find what stands behind the text in its last line."""
    start = max(line.start, line.end - _TAIL)
    for pattern, sign, kind in _CLOSINGS:
        match = pattern.search(text, start, line.end) if text.find(sign, start, line.end) >= 0 else None
        if match and match.start() > line.start:
            yield Zone(Span(match.start(), line.end), kind)
            return


# Patterns: all repetitions are bounded or end with the line. A pattern that takes long to find nothing has a sign: what
# is in every line that it matches, and is looked for first.

_LONG: Final = 120
"""A line of so many code points is a paragraph."""
_BEGINNINGS: Final = (
    # of furniture
    r"accept|adverti|all\b|article|back|categor|click|comment|cookie|copy|download|enditem|filed|follow|font|go\b|join"
    r"|keyword|leave|listen|loading|log|menu|our\b|photo|print|return|save|search|share|sign|skip|story|subscri|tag|text"
    r"|this\b|topic|translat|we\b"
    # of bylines
    r"|addition|by\b|compil|contact|edit|email|first|last|modifi|post|publish|reach|report|source|story|updat|writ"
    # of link lists
    r"|also|don[’']t|more|most|read|recommend|relat|see|top\b|trend|you\b"
)
_USUAL: Final = re.compile(
    rf"(?!(?i:{_BEGINNINGS}))(?=[A-Z][a-z])"
    rf"(?:[^@/()\[\]\n]{{{_LONG},}}[.]|(?!.*(?:Photo|Image|Picture|Courtesy|Yonhap))[^@/()\[\]\n0-9]*)"
)
"""What most paragraphs and headlines look like: nothing that is marked by its form alone begins, ends or is spelt so.

Sentences have no signs of addresses and credits; other lines are no dates, too.
"""

_ITEM: Final = 200
_CAPTION: Final = 500
_TAIL: Final = 400
"""The longest item of a link list, caption, and credit at the end of a line, in code points."""
_SENTENCE_ENDS: Final = (".", "!", "?", ".”", "!”", "?”", '."', ".)", ".’")

_NO_HEAD_ENDS: Final = ".!?:;,)"
"""What no headline ends with; in no case is another character written so."""

_CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ"
_NAME: Final = rf"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[{_CAPITAL}][\w.’'-]{{0,30}}"
_NAMES: Final = rf"{_NAME}(?: (?:de|del|van|von|der|bin|al|el|le|la|du|{_NAME})){{0,4}}"
_AND: Final = r"(?:,? (?:and|&) |, ?|/| and )"
_DAY: Final = r"(?:[A-Z][a-z]{2,8}[.]? ?[0-9]{1,2}|[0-9]{1,2} [A-Z][a-z]{2,8}[.]?)(?:,? [0-9]{4})?"
_TIME: Final = r"[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?: ?[AaPp][.]?[Mm][.]?)?(?: ?[(]?[A-Z]{2,4}[)]?)?"

_HEADING: Final = re.compile(
    r"(?:(?:read|see) (?:more|also|next)|also read|related(?: (?:article|stor|news|topic|post|coverage|link)\w{0,3})?"
    r"|more (?:on this|from .{1,40}|stories|news)|recommended(?: for you)?|you (?:may|might) (?:also )?like"
    r"|don[’']t miss|most (?:read|popular|viewed)|trending(?: now)?|top stories|editors?[’']?s? picks?)(?: ?[:|»>]|\Z)",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"(?:[-–—•*·▪►▶>»→‣●○]|[0-9]{1,2}[.)]) ?\S")
_FURNITURE: Final = (
    r"go to contents|skip to (?:main )?(?:content|navigation)|(?:back|return) to (?:top|list|home)|menu|search|loading",
    r"advertisements?|(?:story|article) continues below(?: (?:this )?advertisement)?|[(]end[)]|enditem|photo gallery",
    r"share(?: this)?(?: (?:article|story|page|post))?(?: (?:on|via) \S{1,20})?|print(?: (?:this )?article)?|save",
    r"listen(?: to (?:this )?article)?|copy (?:the )?link|log ?in|sign in|follow us(?: on .{1,60})?|subscribers? only",
    r"(?:subscribe|sign up|join us|join our)\b[^,.!?]{0,80}\b(?:newsletters?|channel|alerts|whatsapp|telegram).{0,40}",
    r"(?:subscribe|sign up)(?: now| here| today)?|download (?:the|our) .{1,40} app|click here (?:to|for) .{1,80}",
    r"(?:[0-9]{1,5} )?comments?(?: [(][0-9]{1,5}[)])?|leave a comment|(?:font|text) size.{0,20}",
    r"[0-9]{1,3} min(?:utes?)? read|[+−-] ?↺ ?[+−-] ?[0-9]{1,3} ?px|all rights reserved|© .{1,150}",
    r"(?:©|[(]c[)]|copyright(?: ?©| ?[(]c[)])?) ?(?:19|20)[0-9]{2}\b.{0,150}",
    r"(?:we|(?:this|our) (?:web)?site) uses? cookies.{0,300}|accept(?: all)?(?: cookies)?|cookie (?:policy|settings)",
    r"our standards: .{1,80}|(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under) ?: .{1,150}",
    r"translation of an original article .{1,250}",
)
_BY: Final = (
    rf"(?:By|BY|Written by|Story by|Text by|Reported by):? {_NAMES}(?:{_AND}{_NAMES}){{0,6}}(?: in {_NAMES})?"
    r"(?: ?[|/·•–—] ?[^.!?]{1,80}| [(][^()]{1,60}[)]|, [^.!?,]{0,40}(?:orrespondent|eporter|ditor|riter|taff|ureau))?"
)
_BYLINES: Final = (
    _BY,  # By Josh Smith and Joyce Lee in Seoul | Reuters
    r"(?:By|BY) (?:our |a |the )?(?:own )?(?:[Ss]taff|[Cc]orrespondent|[Ww]eb [Dd]esk|[Nn]ews [Dd]esk).{0,40}",
    r"(?:First |Last )?(?:[Pp]ost|[Pp]ublish|[Uu]pdat|[Mm]odifi)ed\b.{0,99}(?:[0-9]{4}|[0-9]:[0-9]{2})(?:.{0,60}[^.])?",
    r"[(]?(?:Additional r|R)eporting by .{1,300}[^.]",
    r"[(]?(?:Writing|Editing|Edited|Translated|Compiled) by .{1,200}[^.]|Source: .{1,40}|Editor: .{1,40}",
    r"[(]With (?:inputs?|reporting|files|additional reporting) (?:from|by) .{1,80}[)]",
)
_ADDRESSES: Final = (
    # Woo-Sun Lim name@paper.example; Contact the writer: …
    r"(?:[^\s@]{1,40} ){0,5}[(<]?[\w.+-]{1,60}@[\w-]{1,60}[.][\w.-]{1,60}[)>]?",
    r"(?:Contact|Email|Write to|Reach) .{0,80}@[\w-]{1,60}[.]\S{1,60}",
)
_CREDIT: Final = (
    r"(?:[(](?=[A-Z])[^()]{0,60}\b(?:[Pp]hotos?|Getty|Images|FILE|[Hh]andout)\b[^()]{0,80}[)]"
    r"|\[(?:AP|AFP|EPA|UPI|Reuters|Xinhua|Kyodo|KCNA|Newsis|Yonhap|[A-Z][A-Z /-]{2,40})(?:[/-][^\[\]]{1,30})?\])"
)
_CREDITED: Final = re.compile(
    rf"(?:{_CREDIT}|(?:REUTERS|AFP|EPA|Yonhap)/[A-Z][\w .’'-]{{1,40}}|/ ?(?:AP|AFP|EPA|Reuters|Xinhua|Yonhap)"
    r"|(?:AP|AFP|EPA|UPI|Reuters|Newsis)-Yonhap|\b(?:Photo|Image|Picture)(?: by| credit)?: ?[^.:]{2,80}"
    r"|\b(?:Photo by|Courtesy of) [^.]{2,80})\Z"
)
"""What ends a line that is a caption: a credit that names a picture."""
_SIGNS_OF_CREDIT: Final = ("/", "-Yonhap", "Photo", "Image", "Picture", "Courtesy of ")
"""What is in a credit that is not in brackets."""
_WIRE: Final = "[(](?:AP|AFP|EPA|UPI|PTI|TASS|dpa|KCNA|Kyodo|Reuters|Xinhua|Yonhap)[)]"
_AGENCY: Final = re.compile(rf"{_WIRE}[.]?\Z")
"""What may end a caption, or the last paragraph of an article: `_SCENE` decides."""
_SCENE: Final = re.compile(
    r", (?:(?:second|third|far) )?(?:from )?(?:left|right|center|centre),|[(](?:left|right|center|centre|[LRC])[)]"
    r"|\b(?:from (?:left|right)|speaks (?:during|at|to|with)|shakes? hands|poses? (?:for|with)|looks? on"
    r"|(?:is|are) seen (?:in|on|at|during)"
    r"|seen (?:here|in this)|pictured|file photo|this (?:handout |file )?(?:photo|image|picture))\b"
)
"""What tells a caption from text: who stands where, and what a picture shows, in the present tense."""

_DATE_ALONE: Final = (
    rf"(?:[A-Z][a-z]{{2,8}}[.]?,? )?(?:{_DAY}|[0-9]{{4}}[-/.][0-9]{{2}}[-/.][0-9]{{2}})(?:[ ,|·-]{{1,3}}{_TIME})?"
)
_LINES: Final[tuple[tuple[re.Pattern[str], int, str, Kind], ...]] = (
    (re.compile(rf"(?:{'|'.join(_FURNITURE)})[.:…]?", re.IGNORECASE), 350, "", "furniture"),
    (re.compile("|".join(_BYLINES)), 320, "", "byline"),
    (re.compile("|".join(_ADDRESSES)), 320, "@", "byline"),
    (re.compile(_DATE_ALONE), 60, "", "dateline"),
)
"""What whole lines look like, up to a length in code points, with their signs."""

_OUTLET: Final = "[(][A-Z][^()]{1,40}[)]"
_KNOWN: Final = (
    "[(](?:AFP?|AP|ANI|ANSA|BBC|CNA|CNN|EPA|IRNA|KCNA|Kyodo|PTI|Reuters|SANA|TASS|UPI|VOA|Xinhua|Yonhap|dpa|Bloomberg"
    "|[A-Z][^()]{0,30}\\b(?:News|Agency|Press|Times|Post|Wire))[)]"
)
_PLACE: Final = rf"[{_CAPITAL}][\w.’'-]{{1,25}}(?: [{_CAPITAL}][\w.’'-]{{1,25}}){{0,3}}"
_NO_CITY: Final = "APEC|ASEAN|BRICS|NATO|OPEC|UNESCO|BREAKING|OPINION|ANALYSIS|EXPLAINER|EXCLUSIVE|UPDATE|VIDEO|LIVE"
_CITY: Final = (
    rf"(?!(?:{_NO_CITY})\b)[{_CAPITAL}][{_CAPITAL}.’'-]{{2,25}}(?: [{_CAPITAL}][{_CAPITAL}.’'-]{{1,25}}){{0,3}}"
)
_CITIES: Final = rf"{_CITY}(?:/{_CITY}){{0,3}}(?:, {_PLACE}){{0,2}}"
_COLON: Final = (  # a colon alone may also follow a speaker: only these cities
    "(?:ISLAMABAD|KARACHI|LAHORE|PESHAWAR|QUETTA|RAWALPINDI|KABUL|TEHRAN|NEW DELHI|MUMBAI|KOLKATA|CHENNAI|DHAKA|COLOMBO"
    "|KATHMANDU|KUALA LUMPUR|PUTRAJAYA|SINGAPORE|JAKARTA|BANGKOK|MANILA|DUBAI|RIYADH|BEIJING|SEOUL|TOKYO|WASHINGTON"
    "|UNITED NATIONS|NEW YORK|LONDON|PARIS|BRUSSELS|GENEVA|MOSCOW|KYIV|ANKARA|CAIRO|JERUSALEM)"
)
_SPEAKS: Final = rf"(?=[{_CAPITAL}“\"‘'0-9])"
_DASH: Final = "(?:—|–|―|--)"
_DATELINE: Final = (
    # SEOUL, Nov. 1 (Yonhap) --; SEOUL, Nov 1 -; SEOUL/BEIJING —; ISLAMABAD:
    rf"{_CITIES}(?:,? {_DAY})? {_OUTLET} ?(?:{_DASH}|-|:)\s?{_SPEAKS}|{_CITIES},? {_DAY} ?(?:{_DASH}|-|:)\s{_SPEAKS}"
    rf"|{_CITIES} ?{_DASH}\s?{_SPEAKS}|{_COLON}:\s{_SPEAKS}"
    # Pyongyang, November 1 (KCNA) --; (Bloomberg) --
    rf"|(?:{_PLACE}(?:/{_PLACE})?(?:, {_PLACE}){{0,2}}(?:,? {_DAY})? )?{_KNOWN} ?(?:{_DASH}|-|:)\s?{_SPEAKS}"
    # South Korea(The Daily News Digital)
    rf"|{_PLACE} ?[(](?:The )?[^()]{{2,40}}?(?:News|Digital|Desk|Agency|Bureau|Media|Online|Wire)\b[^()]{{0,15}}[)]"
    rf"\s?{_SPEAKS}"
)
_OPENINGS: Final[tuple[tuple[re.Pattern[str], str, Kind], ...]] = (
    (re.compile(r"date [0-9]{4}-[0-9]{2}-[0-9]{2}(?:\s{1,5}|\Z)"), "-", "dateline"),
    (re.compile(r"[+−-] ?↺ ?[+−-] ?[0-9]{1,3} ?px(?:\s{1,5}|\Z)"), "↺", "furniture"),
    (re.compile(rf"(?:By|BY) {_NAME}(?: (?:and )?{_NAME}){{1,6}}?\s{{1,3}}(?={_DATELINE})"), "B", "byline"),
    (re.compile(rf".{{20,{_CAPTION}}}?[.!?”]\s?(?:{_CREDIT}|{_WIRE})[.]?\s{{1,3}}{_SPEAKS}"), "([", "caption"),
    (re.compile(_DATELINE), "-—–―:(", "dateline"),
)
"""What may stand before the text in its first line, tried again and again from where the last ended; with its signs."""
_CLOSINGS: Final[tuple[tuple[re.Pattern[str], str, Kind], ...]] = (
    (re.compile(r"[(](?:Additional r|R)eporting by [^()]{1,300}[)]\Z"), "eporting by ", "byline"),
    (re.compile(r"[(](?:END|End)[)]\Z"), "(E", "furniture"),
    (re.compile(r"(?<=[.!?”] )[\w.+-]{1,60}@[\w-]{1,60}[.][\w.-]{1,60}\Z"), "@", "byline"),
)
"""What may stand behind the text in its last line, each with its sign."""
