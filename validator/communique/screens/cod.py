"""Coding sense: what of an event of some types, and of the talks, can speak against the codebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from communique.dates import bounds
from communique.sight import NamesAtAGlance, Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COVERS: Final = frozenset(
    {"COD001", "COD002", "COD003", "COD004", "COD006", "COD007", "COD008", "COD009", "COD010", "COD018"}
)

ONE_SIDED: Final = frozenset({"adopted", "ratified", "acceded", "withdrawn", "suspended", "ended"})
LED: Final = frozenset({"state", "igo"})
PLENARY: Final = "plenary"
MEET: Final = "meet"
DID_NOT_OCCUR: Final = "did-not-occur"

_OF_SILENCE: Final = re.compile("respon|repl|answer|react|comment|silen", re.IGNORECASE)
_OF_OPINION: Final = re.compile("(?:agree|concur).*that|the view", re.IGNORECASE | re.DOTALL)


def suspicious(sight: Sight) -> bool:
    """Whether an event of the types that have rules of their own may be coded against the codebook."""
    for event in sight.events:
        look = _BY_TYPE.get(event["type"])
        if look is not None and look(event, sight.names):
            return True
    return False


def _quotes(event: dict[str, Any]) -> Iterator[str]:
    """List the passages that show an event itself."""
    given = event["evidence"]["event"]
    for passage in given if isinstance(given, list) else (given,):
        yield passage if isinstance(passage, str) else passage["quote"]


def _actors(parties: list[str | dict[str, Any]]) -> set[str]:
    return {party if isinstance(party, str) else party["actor"] for party in parties}


def _agreement(event: dict[str, Any], names: NamesAtAGlance) -> bool:
    """Whether one party stands alone, or an opinion may be shared."""
    del names
    alone = len(_actors(event["parties"])) == 1 and event["stage"] not in ONE_SIDED
    return alone or ("form" not in event and any(map(_OF_OPINION.search, _quotes(event))))


def _cooperation(event: dict[str, Any], names: NamesAtAGlance) -> bool:
    del names
    return "parties" not in event and not ("giver" in event and "receiver" in event)


def _rejection(event: dict[str, Any], names: NamesAtAGlance) -> bool:
    """Whether nothing is refused, or nobody's, or with silence alone."""
    del names
    refused = event["of"]
    if isinstance(refused, dict) and "event" not in refused:
        whole = "what" in refused and ("made_by" in refused or event.get("refuses") == MEET)
        if not whole:
            return True
    return event["status"] == DID_NOT_OCCUR or any(map(_OF_SILENCE.search, _quotes(event)))


def _meeting(event: dict[str, Any], names: NamesAtAGlance) -> bool:
    del names
    return event["format"] != PLENARY and len(_actors(event.get("participants", []))) < 2


def _summit(event: dict[str, Any], names: NamesAtAGlance) -> bool:
    """Whether fewer than two of those who take part may have been leaders then."""
    if event.get("format") == PLENARY:
        return False
    leaders = {party["actor"] for party in event.get("participants", ()) if _may_lead(party, event["date"], names)}
    return len(leaders) < 2


def _may_lead(party: dict[str, Any], written: str | int, names: NamesAtAGlance) -> bool:
    """Whether someone may have been a leader then. Raises OddEntryError."""
    terms = names.terms(party["actor"])
    if terms is None or names.kind(party["actor"]) in LED:
        return True
    if "office" in party:
        held = [term for term in terms if term.office == party["office"]]
        return not held or any(term.leader for term in held)
    first, last = bounds(written)
    return any(term.leader and last >= term.first and first <= term.last for term in terms)


def _other(event: dict[str, Any], names: NamesAtAGlance) -> bool:
    del event, names
    return True


_BY_TYPE: Final[dict[str, Callable[[dict[str, Any], NamesAtAGlance], bool]]] = {
    "agreement": _agreement,
    "cooperation": _cooperation,
    "meeting": _meeting,
    "other": _other,
    "rejection": _rejection,
    "summit": _summit,
}
