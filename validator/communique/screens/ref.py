"""References: ids that are given once, relations that can be, and a file that is called as its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from communique.dates import FIRST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.sight import Sight

COVERS: Final = frozenset({"REF002", "REF004", "REF005", "REF006", "REF007", "REF008"})

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

_DATED: Final = re.compile(r"(?:[0-9]{2}|undated)[/.]*\Z")
"""Folders that may be those of a month."""


def suspicious(sight: Sight) -> bool:
    """Whether an id stands twice, an event refers to itself or to what it cannot, or the file has another name."""
    article = sight.article["id"]
    *folders, file = sight.name.split("/")
    if file not in (f"{article}.yaml", f"{article}.draft.yaml", "<stdin>") or _elsewhere(folders, sight):
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


def _elsewhere(folders: list[str], sight: Sight) -> bool:
    """Whether the file may stand in another folder than that of its article's year and month."""
    first = sight.published[0]
    wanted = ["undated"] if first == FIRST else [f"{first.year:04}", f"{first.month:02}"]
    return folders[-len(wanted) :] != wanted and _DATED.search("/".join(folders)) is not None


def _is_itself(name: str, event: dict[str, Any], article: str) -> bool:
    return name in (event["id"], event.get("canonical", f"{article}.{event['id']}"))


def _impossible(relation: dict[str, str], refused: str | None, event: dict[str, Any], kinds: Mapping[str, str]) -> bool:
    """Whether events of these types may not be so related, or a rejection says it twice."""
    kind, other = relation["relation"], relation["event"]
    if kind in FROM_TYPES and event["type"] not in FROM_TYPES[kind]:
        return True
    if kind in TO_TYPES and other in kinds and kinds[other] not in TO_TYPES[kind]:
        return True
    return kind == "rejects" and other == refused
