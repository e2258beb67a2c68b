"""What is nested in the rows of the dataset, taken out as rows of its own: each names its owner's id under `OWNER`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from communique.dataset.fields import settled_fields, ways
from communique.model.base import fields_at
from communique.model.types import event_types

if TYPE_CHECKING:
    from communique.model.event import Event

Row: TypeAlias = Mapping[str, Any]
_Names: TypeAlias = tuple[str, ...]

OWNER: Final = "#"
"""Where a nested row has the id of the row it was nested in; no field can be called so."""
TEXT: Final = "#text"
"""Where a report has the digest of its article's text, if there is one."""
_DATE: Final = ("edtf", "precision", "start", "end")
"""What a date has in a row."""


def items(field: str, row: Row) -> Iterator[Row]:
    """Take out the items of a list, with their positions."""
    for position, item in enumerate(row.get(field, ())):
        yield {OWNER: row["id"], "position": position, **item}


def claims(row: Row) -> Iterator[Row]:
    """Take out the values of the contested fields of an event."""
    for contest in row.get("contested", ()):
        for claim in contest["claims"]:
            yield {OWNER: row["id"], "field": contest["field"], **claim}


def passages(row: Row) -> Iterator[Row]:
    """Take out the passages of a report, each with its place in the article's text."""
    for field in sorted(row["evidence"]):
        for position, passage in enumerate(row["evidence"][field]):
            found = {**passage, OWNER: row["id"], "field": field, "position": position}
            if "at" in passage:
                found["start_offset"], found["end_offset"] = passage["at"]
                found["text_sha256"] = row.get(TEXT)
            yield found


def report_parties(row: Row) -> Iterator[Row]:
    """Take out those who take part by a report, whether its fields hold parties or the ids of actors."""
    for field, way in ways(event_types()[row["type"]]).items():
        if way in {"actors", "actor"} and field in row:
            value = row[field] if isinstance(row[field], list) else [row[field]]
            for position, each in enumerate(value):
                party = each if isinstance(each, dict) else {"actor": each}
                yield {OWNER: row["id"], "field": field, "position": position, **party}


def report_fields(row: Row) -> Iterator[Row]:
    """Take out what only the type of a report has, a value a row, lists of participants excepted."""
    yield from _values(row["id"], row["type"], row)


def event_fields(row: Row) -> Iterator[Row]:
    """Take out what the type-specific fields of an event were settled to."""
    yield from _values(row["id"], row["type"], row.get("fields", {}))


def _values(owner: str, word: str, fields: Row) -> Iterator[Row]:
    """Take out the values of a type's own fields, in the order in which its model has them."""
    model = event_types()[word]
    for name in settled_fields(model):
        if name in fields:
            for route, position, leaf in _leaves(model, (name,), fields[name]):
                whole = isinstance(leaf, int) and not isinstance(leaf, bool)
                spelt = {True: "true", False: "false"}[leaf] if isinstance(leaf, bool) else str(leaf)
                number = {"integer": leaf} if whole else {}
                yield {OWNER: owner, "field": ".".join(route), "position": position, "value": spelt, **number}


def _leaves(model: type[Event], route: _Names, value: Any) -> Iterator[tuple[_Names, int, str | int | bool]]:
    """Walk a nested value: the names on the way, in the order of the models; of values in a list, the place in it."""
    if isinstance(value, dict):
        order = _order(model, route)
        for name in sorted(value, key=lambda name: order.get(name, len(order))):
            yield from _leaves(model, (*route, name), value[name])
    elif isinstance(value, list):
        for position, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from _leaves(model, (*route, str(position)), item)
            else:
                yield route, position, item
    else:
        yield route, 0, value


@cache
def _order(model: type[Event], route: _Names) -> Mapping[str, int]:
    """Number the fields of the record at a route below an event; where there is none, those of a date."""
    return {name: number for number, name in enumerate(fields_at(model, route) or _DATE)}
