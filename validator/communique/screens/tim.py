"""Time: dates on the right side of the publication, and ends behind their beginnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.dates import bounds

if TYPE_CHECKING:
    from communique.sight import Sight

COVERS: Final = frozenset({"TIM001", "TIM002", "TIM003", "TIM004"})

TOOK_PLACE: Final = frozenset({"occurred", "ongoing"})
TO_COME: Final = frozenset({"planned", "possible", "conditional"})
COMPUTED: Final = "computed"


def suspicious(sight: Sight) -> bool:
    """Whether the dates of an event may contradict its status, each other, or how they were come to."""
    opened, closed = sight.published
    for event in sight.events:
        first, last = bounds(event["date"])
        end = last
        if "until" in event:
            end = bounds(event["until"])[1]
            if end < first:
                return True
            end = max(end, last)
        status = event["status"]
        if (first > closed and status in TOOK_PLACE) or (end < opened and status in TO_COME):
            return True
        if opened != closed and event["date_basis"] == COMPUTED:
            return True
        if "arrives" in event and "departs" in event and bounds(event["departs"])[1] < bounds(event["arrives"])[0]:
            return True
    return False
