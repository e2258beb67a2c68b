"""What several reports of one event come to: agreement, else the more precise of compatible values, else a contest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from communique.model.edtf import Edtf
from communique.model.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from communique.model.names import PlaceEntry
    from communique.model.parts import EventPlace

T = TypeVar("T")

STRENGTH: Final = (
    Status.OCCURRED,
    Status.ONGOING,
    Status.CANCELLED,
    Status.DID_NOT_OCCUR,
    Status.PLANNED,
    Status.CONDITIONAL,
    Status.POSSIBLE,
    Status.HYPOTHETICAL,
)
"""From the claim that is hardest to take back to the weakest."""


@dataclass(frozen=True, slots=True)
class Settled(Generic[T]):
    """The value of a field, and the differing claims where reports disagree: texts, each with the ids of its reports."""

    value: T
    claims: tuple[tuple[str, tuple[str, ...]], ...] = ()


def _claims(values: Sequence[tuple[str, T]], written: Callable[[T], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for report, value in values:
        found.setdefault(written(value), []).append(report)
    return tuple((text, tuple(sorted(found[text]))) for text in sorted(found))


def settle_date(values: Sequence[tuple[str, Edtf]]) -> Settled[Edtf]:
    """Settle dates: the most precise one if it is compatible with all, else the interval that holds all of them."""
    dates = [date for _, date in values]
    best = min(dates, key=lambda date: (date.days, date.text))
    if all(best.meets(date) for date in dates):
        return Settled(best)
    start = None if any(date.start is None for date in dates) else min(date.earliest for date in dates)
    end = None if any(date.end is None for date in dates) else max(date.latest for date in dates)
    bounds = "/".join(".." if bound is None else bound.isoformat() for bound in (start, end))
    hull = Edtf.parse(bounds) if bounds != "../.." else best
    return Settled(hull, _claims(values, str))


def settle_place(
    values: Sequence[tuple[str, EventPlace]], places: Mapping[str, PlaceEntry]
) -> Settled[EventPlace | None]:
    """Settle places: the one that lies within all the others, else none."""
    if not values:
        return Settled(None)
    for _, candidate in sorted(values, key=lambda value: value[1].place):
        around = _around(candidate.place, places)
        if all(other.place in around for _, other in values):
            return Settled(candidate)
    return Settled(None, _claims(values, lambda place: place.place))


def _around(place: str, places: Mapping[str, PlaceEntry]) -> set[str]:
    """Give a place and all registered places it lies in."""
    found: set[str] = set()
    step: str | None = place
    while step is not None and step not in found:
        found.add(step)
        entry = places.get(step)
        step = entry.within if entry else None
    return found


def settle_status(values: Sequence[tuple[str, Status]]) -> Settled[Status]:
    """Settle statuses: the strongest claim; the others stay visible."""
    strongest = min((status for _, status in values), key=STRENGTH.index)
    return Settled(strongest, _claims(values, str) if len({status for _, status in values}) > 1 else ())


def settle_type(values: Sequence[tuple[str, str]]) -> Settled[str]:
    """Settle types: the commonest, and of several the first in the alphabet."""
    words = [word for _, word in values]
    best = min(words, key=lambda word: (-words.count(word), word))
    return Settled(best, _claims(values, str) if len(set(words)) > 1 else ())
