"""A record as it stands in rows, made of the plain values that its author wrote, without a model in between.

Shorthands are unfolded, what may be one value or a list is a list, dates are rows, and what has a default has it. It is
what the models give when they are dumped, at a tenth of the time: a law holds the two together. Rows have their keys in
the order of the alphabet, so that they need not be sorted when they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias, get_args, get_origin

from communique.dataset.columns import bare
from communique.model.base import Record, Reference, Shorthand
from communique.model.edtf import Edtf

Row: TypeAlias = dict[str, Any]
Meanings: TypeAlias = Mapping[str, str]
"""The canonical ids of the local ids that references to events may use."""
_Way: TypeAlias = Callable[[Any, Meanings], Any]

_DATES: Final = 2**14
"""So many dates are remembered: the articles of a year have few thousands."""


@cache
def plain(model: type[Record], leaving_out: str = "") -> Callable[[Any, Meanings], Row]:
    """Give what makes a row of the plain values of a record that has no faults. Its parts are not to be changed."""
    fields = [
        (name, _way(*bare(field.annotation, tuple(field.metadata))), _default(field.default))
        for name, field in sorted(model.model_fields.items())
        if name != leaving_out
    ]
    short = model.shorthand if issubclass(model, Shorthand) else None

    def made(value: Any, meanings: Meanings) -> Row:
        if short is not None and isinstance(value, str):
            value = {short: value}
        row = {}
        for name, way, default in fields:
            if name in value:
                row[name] = value[name] if way is None else way(value[name], meanings)
            elif default is not None:
                row[name] = default
        return row

    return made


def _default(value: Any) -> Any:
    """Give a default as a JSON value; None for what is then absent."""
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, Enum) else value if isinstance(value, bool | int | str) else None


def _way(kind: Any, metadata: tuple[object, ...]) -> _Way | None:
    """Give what becomes of the values of a type; None where they stay as they are."""
    origin = get_origin(kind)
    if origin is tuple:
        return _list(_way(*bare(get_args(kind)[0], ())))
    if origin is dict:
        return _mapping(_way(*bare(get_args(kind)[1], ())))
    if isinstance(kind, type) and issubclass(kind, Edtf):
        return lambda value, _: _date(value)
    if isinstance(kind, type) and issubclass(kind, Record):
        return plain(kind)
    if any(isinstance(mark, Reference) and mark.kind == "event" for mark in metadata):
        return lambda value, meanings: meanings.get(value, value)
    return None


def _list(way: _Way | None) -> _Way:
    def made(value: Any, meanings: Meanings) -> list[Any]:
        items = value if isinstance(value, list) else [value]
        return items if way is None else [way(item, meanings) for item in items]

    return made


def _mapping(way: _Way | None) -> _Way:
    def made(value: Any, meanings: Meanings) -> Row:
        return {key: value[key] if way is None else way(value[key], meanings) for key in sorted(value)}

    return made


@lru_cache(_DATES)
def _date(written: str | int) -> Row:
    return dict(sorted(Edtf.parse(str(written)).row().items()))
