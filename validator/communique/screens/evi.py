"""Evidence: keys that name a value, positions that can be, and what a review asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from communique.screens.cod_provenance import REVIEWED

if TYPE_CHECKING:
    from communique.sight import Sight

COVERS: Final = frozenset({"EVI008", "EVI011", "EVI012"})


def suspicious(sight: Sight) -> bool:
    """Whether evidence may be given for nothing, or passages stand nowhere."""
    text = sight.article.get("text")
    length = None if text is None else text["length"]
    reviewed = sight.annotation["status"] in REVIEWED
    if reviewed and text is None:
        return bool(sight.events)
    for event in sight.events:
        for key, passages in event["evidence"].items():
            if key not in event and key != "event":
                field, index = _item(key)
                value = event.get(field)
                if not (type(value) is list and 0 <= index < len(value)) and not _stands(event, key):
                    return True
            if type(passages) is str:
                if reviewed:
                    return True
            elif _misplaced(passages, length, reviewed=reviewed):
                return True
    return False


@lru_cache(maxsize=1_000)
def _item(key: str) -> tuple[str, int]:
    """Split a key that names an item of a list: the field, and which item; -1 for a key of another form."""
    field, _, rest = key.partition(".")
    return field, int(rest) if rest.isdigit() else -1


def _stands(value: Any, key: str) -> bool:
    """Whether a key of the evidence leads to a value as it is written."""
    for step in key.split("."):
        if isinstance(value, list):
            if not step.isdigit() or int(step) >= len(value):
                return False
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return False
    return True


def _misplaced(passages: Any, length: int | None, *, reviewed: bool) -> bool:
    """Whether one of some passages has an impossible place, or none where a review needs one."""
    for passage in passages if isinstance(passages, list) else (passages,):
        place = passage.get("at") if isinstance(passage, dict) else None
        if place is None:
            if reviewed:
                return True
        elif place[0] >= place[1] or (length is not None and place[1] > length):
            return True
    return False
