"""References: ids that are given once, relations that can be, and a file that is called as its article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.sight import Sight

COVERS: Final = frozenset({"REF002", "REF004", "REF005", "REF006", "REF007"})

_ANSWERABLE: Final = frozenset(
    {"proposal", "appeal", "agreement", "meeting", "summit", "visit", "statement", "directive", "sanction"}
)
FROM_TYPES: Final[Mapping[str, frozenset[str]]] = {"corrects": frozenset({"statement", "rejection", "directive"})}
TO_TYPES: Final[Mapping[str, frozenset[str]]] = {
    "rejects": _ANSWERABLE,
    "accepts": _ANSWERABLE,
    "implements": frozenset({"agreement", "proposal", "directive", "sanction", "statement"}),
    "sidelines-of": frozenset({"summit", "meeting", "ceremony", "visit"}),
}
"""The types that may stand on the two sides of a relation, where not any may."""


def suspicious(sight: Sight) -> bool:
    """Whether an id stands twice, an event refers to itself or to what it cannot, or the file has another name."""
    article = sight.article["id"]
    file = sight.name.rpartition("/")[2]
    if file not in {f"{article}.yaml", f"{article}.draft.yaml", "<stdin>"}:
        return True
    if len(sight.kinds) < len(sight.events):
        return True
    for event in sight.events:
        refused = event.get("of")
        if isinstance(refused, dict):
            refused = refused.get("event")
        if refused is not None and _is_itself(refused, event, article):
            return True
        for relation in event.get("relations", ()):
            if _impossible(relation, refused, event, sight.kinds) or _is_itself(relation["event"], event, article):
                return True
    return False


def _is_itself(name: str, event: dict[str, Any], article: str) -> bool:
    return name == event["id"] or name == event.get("canonical", f"{article}.{event['id']}")


def _impossible(relation: dict[str, str], refused: str | None, event: dict[str, Any], kinds: Mapping[str, str]) -> bool:
    """Whether events of these types may not be so related, or a rejection says it twice."""
    kind, other = relation["relation"], relation["event"]
    if kind in FROM_TYPES and event["type"] not in FROM_TYPES[kind]:
        return True
    if kind in TO_TYPES and other in kinds and kinds[other] not in TO_TYPES[kind]:
        return True
    return kind == "rejects" and other == refused
