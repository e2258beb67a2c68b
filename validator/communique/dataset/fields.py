"""The fields that a type of event has of its own, and what reports come to in them.

How a field is settled follows from its type alone: a new type of event needs nothing here.
"""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from communique.dataset.settle import Settled, settle_date, settle_equal, settle_number, settle_place, written_number
from communique.ids import SLUG
from communique.model.base import Record, fields_of_kind
from communique.model.edtf import Edtf
from communique.model.event import Event
from communique.model.parts import EventPlace, Money, Number, Party

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from communique.dataset.reports import Report
    from communique.model.names import PlaceEntry

Way: TypeAlias = Literal["actors", "actor", "ids", "place", "date", "number", "value", "text"]
"""How a field is settled. `actors` are participants and stand nowhere else; a single `actor` is that and a value."""


@cache
def ways(model: type[Event]) -> Mapping[str, Way]:
    """Give the fields that an event type has of its own, each with the way in which it is settled."""
    kinds = fields_of_kind(model)
    own = {name: field for name, field in model.model_fields.items() if name not in Event.model_fields}
    return {name: _way(field, kinds.get(name)) for name, field in own.items()}


def settled_fields(model: type[Event]) -> tuple[str, ...]:
    """Name the fields of a type that stand in the `fields` of its canonical events."""
    return tuple(name for name, way in ways(model).items() if way != "actors")


def _way(field: FieldInfo, kind: str | None) -> Way:
    inner, many = _inner(field.annotation)
    if inner is not None and issubclass(inner, Party):
        return "actors"
    if many:
        return "text" if kind is None else "actors" if kind == "actor" else "ids"
    if kind == "actor":
        return "actor"
    if kind == "place":
        return "place"
    if inner in {Edtf, Number}:
        return "date" if inner is Edtf else "number"
    free = inner is str and SLUG not in _patterns((field, field.annotation))
    return "text" if free or _is_told_in_words(inner) else "value"


def _is_told_in_words(inner: type | None) -> bool:
    return inner is not None and issubclass(inner, Record) and inner is not Money


def _inner(annotation: Any) -> tuple[type | None, bool]:
    """Give the class of a field's value, or of the values of its list, and whether it is a list."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _inner(arguments[0])
    if origin in {Union, UnionType}:
        return _inner(next(each for each in arguments if each is not type(None)))
    if origin is tuple:
        return _inner(arguments[0])[0], True
    return annotation if isinstance(annotation, type) else None, False


def _patterns(parts: Sequence[object]) -> Iterator[str]:
    """Find the patterns that a field's type asks for, however deep they are nested."""
    for part in parts:
        pattern = getattr(part, "pattern", None)
        if isinstance(pattern, str):
            yield pattern
        yield from _patterns(
            (*(part.metadata if isinstance(part, FieldInfo) else getattr(part, "__metadata__", ())), *get_args(part))
        )


def settle_fields(reports: Sequence[Report], word: str, places: Mapping[str, PlaceEntry]) -> dict[str, Settled[Any]]:
    """Settle the fields that the type of an event has of its own; those that no report tells are left out."""
    same = [report for report in reports if report.event.type == word]
    found = {}
    for name, way in ways(type(same[0].event)).items():
        values = [(report.id, getattr(report.event, name)) for report in same]
        told = [(report, value) for report, value in values if value is not None and value != ()]
        if told and way != "actors":
            found[name] = _settled(way, told, places)
    return found


def _settled(way: Way, values: list[tuple[str, Any]], places: Mapping[str, PlaceEntry]) -> Settled[Any]:
    match way:
        case "date":
            return settle_date(values)
        case "number":
            return settle_number(values)
        case "place":
            place = settle_place([(report, EventPlace(place=name)) for report, name in values], places)
            return Settled(place.value and place.value.place, place.claims)
        case "ids":
            return Settled(tuple(sorted({name for _, names in values for name in names})))
        case "text":
            return Settled(values[0][1])
        case _:
            return settle_equal(values, written)


def written(value: object) -> str:
    """Write a value as text, as a claim shows it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    return written_number(value) if isinstance(value, Number) else str(value)


def actors(event: Event) -> Iterator[tuple[str, Party]]:
    """List those who take part in an event, each with the field that names them."""
    for name, way in ways(type(event)).items():
        if way in {"actors", "actor"}:
            value = getattr(event, name)
            for each in value if isinstance(value, tuple) else (value,):
                if each is not None:
                    yield name, each if isinstance(each, Party) else Party(actor=each)
