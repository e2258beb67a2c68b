"""What several reports come to in one field: agreement, else the more precise of compatible values, else a contest.

Values come in the order of their reports, which has no influence on what they come to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeAlias, TypeVar

from communique.model.base import LARGEST
from communique.model.edtf import Edtf
from communique.model.parts import EventPlace, Number
from communique.model.vocabulary import PlacePrecision, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from communique.model.names import PlaceEntry

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Given: TypeAlias = "Sequence[tuple[str, T]]"
"""Values, each with the id of the report that gives it."""

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

_TOOK_PLACE: Final = frozenset({Status.OCCURRED, Status.ONGOING})
_DID_NOT: Final = frozenset({Status.CANCELLED, Status.DID_NOT_OCCUR})
_UNKNOWN: Final = "unknown"
_NO_LEAST: Final = -1
_NO_MOST: Final = LARGEST + 1
_FINENESS: Final = tuple(PlacePrecision)


@dataclass(frozen=True, slots=True)
class Settled(Generic[T_co]):
    """The value of a field, and where reports disagree their claims: texts, each with the ids of its reports."""

    value: T_co
    claims: tuple[tuple[str, tuple[str, ...]], ...] = ()


def _claims(values: Given[T], written: Callable[[T], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for report, value in values:
        found.setdefault(written(value), []).append(report)
    return tuple((text, tuple(sorted(found[text]))) for text in sorted(found))


def settle_equal(values: Given[T], written: Callable[[T], str] = str) -> Settled[T | None]:
    """Settle values that agree or do not; `unknown` agrees with all."""
    known = [(report, value) for report, value in values if value != _UNKNOWN] or values
    if len({written(value) for _, value in known}) == 1:
        return Settled(known[0][1])
    return Settled(None, _claims(values, written))


def settle_type(values: Given[str]) -> Settled[str]:
    """Settle types: the commonest, and of several the first in the alphabet."""
    words = [word for _, word in values]
    best = min(words, key=lambda word: (-words.count(word), word))
    return Settled(best, _claims(values, str) if len(set(words)) > 1 else ())


def settle_status(values: Sequence[tuple[str, Status, bool]]) -> Settled[Status]:
    """Settle statuses, each with whether a source supports it: the strongest that is supported, else the strongest.

    A plan and its execution are compatible. That it took place and that it did not are a contest if both are supported.
    """
    supported = {status for _, status, stands in values if stands} or {status for _, status, _ in values}
    strongest = min(supported, key=STRENGTH.index)
    opposed = supported & _TOOK_PLACE and supported & _DID_NOT
    return Settled(strongest, _claims([(report, status) for report, status, _ in values], str) if opposed else ())


def settle_date(values: Given[Edtf]) -> Settled[Edtf]:
    """Settle dates: the days that all of them allow; where there are none, the span of the finest of them."""
    dates = [date for _, date in values]
    start, end = max(date.earliest for date in dates), min(date.latest for date in dates)
    if start <= end:
        return Settled(dated(start, end, dates))
    finest = [date for date in dates if not any(_holds(date, other) for other in dates)]
    hull = dated(min(date.earliest for date in finest), max(date.latest for date in finest), finest)
    return Settled(hull, _claims(values, str))


def _holds(date: Edtf, other: Edtf) -> bool:
    """Whether a date is a coarser one than another that it allows."""
    return date.days > other.days and date.earliest <= other.earliest and other.latest <= date.latest


def dated(start: date, end: date, written: Sequence[Edtf]) -> Edtf:
    """Give a date with these bounds: as it was written, if it was, else made of them. Of no bounds none can be made."""
    same = [date.text for date in written if (date.earliest, date.latest) == (start, end)]
    if same:
        return Edtf.parse(min(same))
    if start == end:
        return Edtf.parse(start.isoformat())
    if (start, end) == (Edtf.FIRST, Edtf.LAST):
        return Edtf.parse(min(date.text for date in written))
    first = ".." if start == Edtf.FIRST else start.isoformat()
    last = ".." if end == Edtf.LAST else end.isoformat()
    return Edtf.parse(f"{first}/{last}")


def settle_place(values: Given[EventPlace], places: Mapping[str, PlaceEntry]) -> Settled[EventPlace | None]:
    """Settle places: the one that lies within all the others, as exactly as any report has it.

    Where none does, the smallest registered place that holds all of them, where there is one.
    """
    for _, candidate in sorted(values, key=lambda value: _exactness(value[1], places)):
        around = _around(candidate.place, places)
        if all(other.place in around for _, other in values):
            return Settled(candidate)
    chains = [_around(each.place, places) for _, each in values]
    common = next((name for name in chains[0] if all(name in chain for chain in chains)), None)
    return Settled(EventPlace(place=common) if common else None, _claims(values, lambda place: place.place))


def _exactness(place: EventPlace, places: Mapping[str, PlaceEntry]) -> tuple[str, int, bool]:
    entry = places.get(place.place)
    precision = place.precision or (entry.precision if entry else PlacePrecision.NONE)
    return (place.place, _FINENESS.index(precision), place.precision is None)


def _around(place: str, places: Mapping[str, PlaceEntry]) -> tuple[str, ...]:
    """Give a place and all registered places it lies in, from within outwards."""
    found: dict[str, None] = {}
    step: str | None = place
    while step is not None and step not in found:
        found[step] = None
        entry = places.get(step)
        step = entry.within if entry else None
    return tuple(found)


def settle_number(values: Given[Number]) -> Settled[Number]:
    """Settle numbers as dates are: the bounds that all of them allow; else the span of the finest of them."""
    numbers = [number for _, number in values]
    spans = [_span(number) for number in numbers]
    least, most = max(low for low, _ in spans), min(high for _, high in spans)
    if least <= most:
        return Settled(_number(least, most, numbers))
    finest = [(low, high) for low, high in spans if not any(_spans((low, high), other) for other in spans)]
    hull = _number(min(low for low, _ in finest), max(high for _, high in finest), numbers)
    return Settled(hull, _claims(values, written_number))


def _span(number: Number) -> tuple[int, int]:
    return (_NO_LEAST if number.min is None else number.min, _NO_MOST if number.max is None else number.max)


def _spans(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and one[0] <= other[0] and other[1] <= one[1]


def _number(least: int, most: int, numbers: Sequence[Number]) -> Number:
    """Give a number with these bounds: as it was written, if it was, else made of them."""
    same = [number for number in numbers if _span(number) == (least, most)]
    if same:
        return min(same, key=lambda number: (written_number(number), number.says or ""))
    low, high = (None if bound in {_NO_LEAST, _NO_MOST} else bound for bound in (least, most))
    return Number.model_construct(min=low, max=high)


def written_number(number: Number) -> str:
    """Write a number: `12`, `10..12`, `10..`, or the text's own words."""
    if number.min is None and number.max is None:
        return number.says or ".."
    if number.min == number.max:
        return str(number.min)
    return f"{'' if number.min is None else number.min}..{'' if number.max is None else number.max}"


def independent(voices: Iterable[frozenset[str]]) -> int:
    """Count independent articles, each given by those whose word it passes on: who shares one is no other."""
    groups: list[frozenset[str]] = []
    for voice in voices:
        joined = [group for group in groups if group & voice]
        groups = [group for group in groups if not group & voice]
        groups.append(voice.union(*joined))
    return len(groups)
