"""What is nested in the rows of the dataset, taken out as rows of its own: each names its owner's id under `OWNER`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from communique.dataset.fields import settled_fields, ways
from communique.dataset.passages import link
from communique.model.types import event_types

Row: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Mapping[str, Sequence[Row]]

OWNER: Final = "#"
"""Where a nested row has the id of the row it was nested in; no field can be called so."""


def items(table: str, field: str, rows: Rows) -> Iterator[Row]:
    """Take out the items of a list, with their positions."""
    for row in rows[table]:
        for position, item in enumerate(row.get(field, ())):
            yield {OWNER: row["id"], "position": position, **item}


def claims(rows: Rows) -> Iterator[Row]:
    """Take out the values of contested fields."""
    for row in rows["events"]:
        for contest in row.get("contested", ()):
            for claim in contest["claims"]:
                yield {OWNER: row["id"], "field": contest["field"], **claim}


def passages(rows: Rows) -> Iterator[Row]:
    """Take out the passages of reports, each with its place in the article's text and the address that leads to it."""
    articles = {row["id"]: row for row in rows["articles"]}
    for row in rows["reports"]:
        article = articles[row["article"]]
        for field in sorted(row["evidence"]):
            for position, passage in enumerate(row["evidence"][field]):
                yield {
                    **passage,
                    OWNER: row["id"],
                    "field": field,
                    "position": position,
                    **_place(passage, article),
                }


def _place(passage: Row, article: Row) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "at" in passage:
        found["start_offset"], found["end_offset"] = passage["at"]
        if "text" in article:
            found["text_sha256"] = article["text"]["sha256"]
    if "url" in article:
        found["link"] = link(article["url"], passage["quote"])
    return found


def report_parties(rows: Rows) -> Iterator[Row]:
    """Take out those who take part by reports, whether their fields hold parties or the ids of actors."""
    for row in rows["reports"]:
        for field, way in ways(event_types()[row["type"]]).items():
            if way in {"actors", "actor"} and field in row:
                value = row[field] if isinstance(row[field], list) else [row[field]]
                for position, each in enumerate(value):
                    party = each if isinstance(each, dict) else {"actor": each}
                    yield {OWNER: row["id"], "field": field, "position": position, **party}


def report_fields(rows: Rows) -> Iterator[Row]:
    """Take out what only some types have, a value a row, lists of participants excepted."""
    for row in rows["reports"]:
        names = settled_fields(event_types()[row["type"]])
        yield from _values(row["id"], {name: row[name] for name in names if name in row})


def event_fields(rows: Rows) -> Iterator[Row]:
    """Take out what the type-specific fields of events were settled to."""
    for row in rows["events"]:
        yield from _values(row["id"], row.get("fields", {}))


def _values(owner: str, fields: Row) -> Iterator[Row]:
    for name, value in fields.items():
        for field, position, leaf in _leaves(name, value):
            whole = isinstance(leaf, int) and not isinstance(leaf, bool)
            spelt = {True: "true", False: "false"}[leaf] if isinstance(leaf, bool) else str(leaf)
            number = {"integer": leaf} if whole else {}
            yield {OWNER: owner, "field": field, "position": position, "value": spelt, **number}


def _leaves(field: str, value: Any) -> Iterator[tuple[str, int, str | int | bool]]:
    """Walk a nested value: names joined by dots; of values in a list, the place in it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(f"{field}.{name}", inner)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from _leaves(f"{field}.{position}", item)
            else:
                yield field, position, item
    else:
        yield field, 0, value
