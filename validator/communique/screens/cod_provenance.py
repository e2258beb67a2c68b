"""Coding sense, continued: who coded, suggested and reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from communique.sight import Sight

COVERS: Final = frozenset({"COD011", "COD012", "COD013", "COD014", "COD015", "COD016", "COD017"})

MANUAL: Final = "manual"
AUTOMATIC: Final = "automatic"
BY_HAND: Final = "manual"
REVIEWED: Final = frozenset({"reviewed", "adjudicated"})


def suspicious(sight: Sight) -> bool:
    """Whether what the head says of its people may disagree with itself, or with what the events say."""
    head, names = sight.annotation, sight.names
    annotators, reviewers, method = head["annotators"], head.get("reviewed_by", []), head["method"]
    if method == MANUAL and all(map(names.is_machine, annotators)):
        return True
    if not reviewers and head["status"] in REVIEWED:
        return True
    if reviewers and not set(reviewers).isdisjoint(annotators):
        return True
    for event in sight.events:
        coded = event.get("coded")
        if coded is None:
            continue
        coder, by_hand, suggester = coded["by"], coded["how"] == BY_HAND, coded.get("suggester")
        if (
            (coder not in annotators or suggester in reviewers or (not by_hand and suggester is None))
            or (method == MANUAL and not by_hand)
            or (method == AUTOMATIC and by_hand and not names.is_machine(coder))
        ):
            return True
    return False
