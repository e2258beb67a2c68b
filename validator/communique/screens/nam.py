"""Names: offices that the registry knows, and their time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from communique.dates import bounds

if TYPE_CHECKING:
    from communique.sight import NamesAtAGlance, Sight

COVERS: Final = frozenset({"NAM006", "NAM007"})

_SIGN: Final = b"office"
_ESCAPE: Final = b"\\"


def suspicious(sight: Sight) -> bool:
    """Whether someone may be given an office that they do not have, or not then. Raises OddEntryError."""
    if _SIGN not in sight.data and _ESCAPE not in sight.data:
        return False
    for event in sight.events:
        for value in event.values():
            if type(value) is list:
                for item in value:
                    if type(item) is dict and "office" in item and not _held(item, event, sight.names):
                        return True
    return False


def _held(party: dict[str, Any], event: dict[str, Any], names: NamesAtAGlance) -> bool:
    """Whether someone can have held the office that an event gives them; so for those who have no entry."""
    terms = names.terms(party["actor"])
    if terms is None:
        return True
    first, last = bounds(event["date"])
    if "until" in event:
        last = max(last, bounds(event["until"])[1])
    office = party["office"]
    for term in terms:  # noqa: SIM110 (for every party of every file: `any` takes twice as long)
        if term.office == office and term.first <= last and first <= term.last:
            return True
    return False
