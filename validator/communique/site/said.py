"""What stands in rows, in words: dates, fields, relations, and what an author wrote, made safe to show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from communique.model.vocabulary import RelationKind
from communique.words import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

_JOINED: Final = frozenset({"\u200c", "\u200d"})
_JOINERS: Final = re.compile("([\u200c\u200d])")
_ONE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?([~?%]?)\Z")
_HYPHENS: Final = re.compile(r"(?<!^de)(?<!^re)(?<!^anti)-|_")
"""What stands for a space in a word of a vocabulary; the hyphen of a prefix stays."""
_SURENESS: Final = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

BACKWARDS: Final[Mapping[str, str]] = {
    RelationKind.PART_OF: "includes",
    RelationKind.RESPONSE_TO: "was answered by",
    RelationKind.REJECTS: "was rejected by",
    RelationKind.ACCEPTS: "was accepted by",
    RelationKind.REPEATS: "was repeated by",
    RelationKind.IMPLEMENTS: "was implemented by",
    RelationKind.CANCELS: "was cancelled by",
    RelationKind.CORRECTS: "was corrected by",
    RelationKind.CONTRADICTS: "contradicts",
    RelationKind.PRECEDES: "followed",
    RelationKind.SIDELINES_OF: "had on its sidelines",
}
"""Every relation, read from the other event to the one that states it."""


def shown(text: str) -> str:
    """Make a text safe to show on a page: what cannot be seen is written out.

    Joiners stay, without which Persian or Hindi words are misspelt; they change nothing but how letters join.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(part if part in _JOINED else visible(part, len(part)) for part in _JOINERS.split(text))


def label(word: str) -> str:
    """Give a word of a vocabulary, or the name of a field, as people write it: `did not occur`, `first since`."""
    return _HYPHENS.sub(" ", word)


def titled(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]


def related(word: str, *, backwards: bool = False) -> str:
    """Give a relation in words, read from an event to the other, or back."""
    return BACKWARDS.get(word, label(word)) if backwards else label(word)


def when(date: Mapping[str, str]) -> str:
    """Give a date in words: `1 November 2025`, `between 1 and 7 November 2025`, `by 2019`, `about May 2020`."""
    first, slash, last = date["edtf"].partition("/")
    if not slash:
        return _one(first)
    if first == "..":
        return f"by {_one(last)}"
    if last == "..":
        return f"{_one(first)} or later"
    return f"between {_shared(_one(first), _one(last))} and {_one(last)}"


def lasting(date: Mapping[str, str], until: Mapping[str, str] | None) -> str:
    """Give when something happened, or began and ended."""
    if until is None:
        return when(date)
    begun, ended = when(date), when(until)
    if "/" in date["edtf"] or "/" in until["edtf"]:
        return f"{begun}, until {ended}"
    return f"{_shared(begun, ended)} to {ended}"


def machine(date: Mapping[str, str]) -> str | None:
    """Give a date as HTML wants it in `datetime`; None where it says no such thing."""
    return date["edtf"] if _ONE.match(date["edtf"]) and date["edtf"][-1].isdigit() else None


def day(iso: str) -> str:
    """Give a day, a month or a year of ISO 8601 in words."""
    return _one(iso)


def _one(text: str) -> str:
    found = _ONE.match(text)
    if found is None:
        return shown(text)
    year, month, of_month, sureness = found.groups()
    parts = [str(int(of_month))] if of_month else []
    if month:
        parts.append(_MONTHS[(int(month) - 1) % len(_MONTHS)])
    return f"{_SURENESS[sureness]}{' '.join([*parts, year])}"


def _shared(first: str, last: str) -> str:
    """Leave out of the first of two dates what the last one says again: `1` of `1 November`, `1 May` of a year."""
    one, other = first.split(), last.split()
    if len(one) != len(other) or not one[0].isdigit():
        return first
    while len(one) > 1 and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return " ".join(one)
