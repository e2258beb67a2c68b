"""Columns of flat tables, derived from the models: what a field becomes where rows cannot be nested.

Dates become four columns (`edtf`, `start`, `end`, `precision`), records become columns of their own, lists of ids and
of words stay lists, and whatever is nested deeper becomes JSON text. So a field that is added to a model has its column
in every table format from then on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from communique.canonical import encode
from communique.model.base import CanonicalId, Record, Reference, Shorthand, Slug, Vocabulary
from communique.model.edtf import Edtf

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

ColumnType: TypeAlias = Literal["text", "integer", "boolean", "day", "list", "json"]
"""`list`: of ids or words, none of which holds a semicolon; `json`: canonical JSON as text."""
Value: TypeAlias = "str | int | bool | list[str] | None"

_DATE: Final[tuple[tuple[str, ColumnType, str], ...]] = (
    ("edtf", "text", "As written, in EDTF."),
    ("start", "day", "The first day it may stand for; empty where it is open."),
    ("end", "day", "The last day it may stand for; empty where it is open."),
    ("precision", "text", "How coarse it is: day, month, year or interval."),
)
_SEPARABLE: Final[tuple[object, ...]] = tuple(
    mark for kind in (Slug, CanonicalId) for mark in getattr(kind, "__metadata__", ())
)
"""What constrains texts that hold no separator: ids that refer to nothing, or to something new."""
_REGISTRY: Final = {"actor": "actors", "place": "places", "topic": "topics"}
"""The tables that ids of the registries lead to; annotators have none, they are only named."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its value stands in a nested row, and the table that it leads to, if it holds ids."""

    name: str
    type: ColumnType
    description: str
    required: bool = False
    path: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    to: str | None = None


def columns_of(model: type[Record], leaving_out: Collection[str] = ()) -> tuple[Column, ...]:
    """Give the columns of a record's fields, in their order."""
    found: list[Column] = []
    for name, field in model.model_fields.items():
        if name not in leaving_out:
            required = field.is_required() or (field.default is not None and field.default != ())
            base = Column(name, "text", field.description or "", required, (name,))
            found.extend(_columns(base, *bare(field.annotation, tuple(field.metadata))))
    return tuple(found)


def bare(annotation: Any, metadata: tuple[object, ...]) -> tuple[Any, tuple[object, ...]]:
    """Take a type out of `Annotated` and `| None`, and gather what its wrappings say."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return bare(inner, (*metadata, *more))
    if origin in {Union, UnionType}:
        (known,) = (each for each in get_args(annotation) if each is not type(None))
        return bare(known, metadata)
    return annotation, metadata


def _columns(base: Column, kind: Any, metadata: tuple[object, ...]) -> Iterator[Column]:
    origin = get_origin(kind)
    if origin is tuple:
        yield _list(base, *bare(get_args(kind)[0], ()))
    elif origin is dict:
        yield replace(base, type="json")
    elif origin is Literal:
        yield replace(base, words=get_args(kind))
    elif issubclass(kind, Edtf):
        yield from _date(base)
    elif issubclass(kind, Record):
        yield from _record(base, kind)
    elif issubclass(kind, Vocabulary):
        yield replace(base, words=tuple(member.value for member in kind))
    elif issubclass(kind, bool | int):
        yield replace(base, type="boolean" if issubclass(kind, bool) else "integer")
    else:
        yield replace(base, to=_target(metadata))


def _target(metadata: Iterable[object]) -> str | None:
    kinds = [_REGISTRY.get(mark.kind) for mark in metadata if isinstance(mark, Reference)]
    return kinds[0] if kinds else None


def _list(base: Column, kind: Any, metadata: tuple[object, ...]) -> Column:
    """A list of ids or of words stays a list; sentences could hold any separator, and records are no values."""
    base = replace(base, required=False)
    if isinstance(kind, type) and issubclass(kind, Vocabulary):
        return replace(base, type="list", words=tuple(member.value for member in kind))
    if kind is str and any(isinstance(mark, Reference) or mark in _SEPARABLE for mark in metadata):
        return replace(base, type="list", to=_target(metadata))
    return replace(base, type="json")


def _date(base: Column) -> Iterator[Column]:
    """A date's four columns, prefixed with its name; `date` itself, the main one of its row, needs no prefix."""
    prefix = "" if base.name == "date" else f"{base.name}_"
    for part, kind, says in _DATE:
        required = base.required and kind == "text"
        yield Column(f"{prefix}{part}", kind, f"{base.description} {says}", required, (*base.path, part))


def _record(base: Column, model: type[Record]) -> Iterator[Column]:
    """A record's columns, prefixed with its name; what may stand for the whole record has the name alone."""
    short = model.shorthand if issubclass(model, Shorthand) else None
    for inner in columns_of(model):
        is_short = inner.name == short
        yield replace(
            inner,
            name=base.name if is_short else f"{base.name}_{inner.name}",
            description=base.description if is_short else inner.description,
            required=base.required and inner.required,
            path=(*base.path, *inner.path),
        )


def getter(column: Column) -> Callable[[Mapping[str, Any]], Value]:
    """Give what finds the value of a column in a nested row; None, where there is none."""
    first, *rest = column.path

    def direct(row: Mapping[str, Any]) -> Value:
        found: Value = row.get(first)
        return found

    def deep(row: Mapping[str, Any]) -> Value:
        found: Any = row.get(first)
        for step in rest:
            found = found.get(step) if found is not None else None
        value: Value = found
        return value

    def as_json(row: Mapping[str, Any]) -> Value:
        found = deep(row)
        return encode(found).decode() if found is not None else None

    return as_json if column.type == "json" else deep if rest else direct
