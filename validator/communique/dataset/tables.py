"""The dataset as flat tables: one declaration, from which CSV, SQLite, Parquet and the data package derive.

Columns come from the models (`columns.py`). Here it is declared which nested lists become tables of their own, and what
their keys are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Final, TypeAlias

from pydantic_core import to_json

from communique.dataset import nested
from communique.dataset.columns import Column, Value, columns_of, getter
from communique.dataset.nested import OWNER, TEXT, Row
from communique.dataset.rows import Claim, EventRelation, EventRow, Identified, Participant, Reported, RetiredId, Voice
from communique.dataset.schema import VERIFIED
from communique.model.article import Article, Head
from communique.model.event import Event
from communique.model.names import Actor, Alias, Office, PlaceEntry, Retirement, Topic
from communique.model.parts import Attribution, Party, Passage

if TYPE_CHECKING:
    from communique.dataset.build import Dataset
    from communique.model.base import Record

Entries: TypeAlias = Callable[[Row], Iterator[Row]]
"""Takes the rows of a flat table out of one row of the dataset."""
Values: TypeAlias = tuple[Value, ...]
"""The values of a row, in the order of its table's columns."""


@dataclass(frozen=True, slots=True)
class Nested:
    """Where rows stand that are parts of another table's: in a field of it, or in several that `field` stands for."""

    parent: str
    field: str
    entries: Entries


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table: its columns, its primary key, where its rows come from, and what full-text search reads.

    A table of what is nested in the rows of another has an `origin`, and the id of its owner as its first column.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    entries: Entries
    origin: Nested | None = None
    searched: tuple[str, ...] = ()

    @property
    def foreign(self) -> tuple[tuple[str, str], ...]:
        """The foreign keys: columns, each with the table in whose `id` its values are."""
        return tuple(
            (column.name, column.to) for column in self.columns if column.to is not None and column.type == "text"
        )


SINGULAR: Final = {"events": "event", "reports": "report", "actors": "actor", "places": "place"}
"""How rows of a table are referred to by the rows of tables that are parts of it."""
_SCALARS: Final[tuple[Column, ...]] = (
    Column("value", "text", "The value, spelt as in JSON: `true`, `3`, `2025-11-01`.", required=True, path=("value",)),
    Column("integer", "integer", "The value where it is a number.", path=("integer",)),
)
_FIELD: Final = Column(
    "field", "text", "The field: `kind`, `value.amount`, `deadline.start`.", required=True, path=("field",)
)
_POSITION: Final = Column(
    "position", "integer", "The place in the list, from 0; 0 where there is no list.", required=True, path=("position",)
)


@cache
def tables() -> tuple[Table, ...]:
    """Give all tables; a table that another leads to may stand after it."""
    return (*_events(), *_reports(), *_names())


def _events() -> Iterator[Table]:
    says = "Events in the world: what all reports of each come to."
    yield _main("events", says, (EventRow,), ("summary",), {"participants", "relations", "contested", "according_to"})
    says = "Who took part in an event, by any report: each actor once for each part."
    yield _part("participants", _list_of("events", "participants"), says, columns_of(Participant), ("part", "actor"))
    says = "How an event stands to another, and the reports that say so."
    columns = tuple(
        replace(each, name="other", to="events") if each.name == "event" else each for each in columns_of(EventRelation)
    )
    yield _part("relations", _list_of("events", "relations"), says, columns, ("relation", "other"))
    says = "Who says what of whether an event took place, denials and doubts included."
    yield _part("voices", _list_of("events", "according_to"), says, columns_of(Voice), ("source", "stance", "status"))
    says = "Fields on which the reports of an event disagree: one row for each of the values given."
    columns = (replace(_FIELD, description="The field."), *columns_of(Claim))
    yield _part("contests", Nested("events", "contested", nested.claims), says, columns, ("field", "value"))
    says = "What only some types have (`kind`, `level`, `topics`), settled: one row for each value."
    origin = Nested("events", "fields", nested.event_fields)
    yield _part("event_fields", origin, says, (_FIELD, _POSITION, *_SCALARS), ("field", "position"))


def _reports() -> Iterator[Table]:
    says = "Events as one article reports them, as their annotators wrote them."
    parts = {"relations", "evidence", "according_to"}
    yield _main("reports", says, (Reported, Event), ("summary", "note"), parts)
    says = "Who takes part by one report: the field that names the actor, and the role played."
    field = replace(_FIELD, description="The field: `by`, `to`, `participants`.")
    role = Column("role", "text", "The role played, in talks.", path=("role",))
    origin = Nested("reports", "participants", nested.report_parties)
    columns = (field, _POSITION, *columns_of(Party), role)
    yield _part("report_participants", origin, says, columns, ("field", "position"))
    says = "What only some types have (`kind`, `level`, `topics`): one row for each value."
    origin = Nested("reports", "fields", nested.report_fields)
    yield _part("report_fields", origin, says, (_FIELD, _POSITION, *_SCALARS), ("field", "position"))
    says = "Who says that the event took place; a report without any is the article's own voice."
    columns = (_POSITION, *columns_of(Attribution))
    yield _part("attributions", _list_of("reports", "according_to"), says, columns, ("position",))
    says = "The passages that show a report: short quotes, never the text of an article."
    yield _part("evidence", Nested("reports", "evidence", nested.passages), says, _evidence(), ("field", "position"))


def _evidence() -> tuple[Column, ...]:
    known = (
        Column(name, "text", each["description"], path=(name,), words=tuple(each["enum"]))
        for name, each in VERIFIED.items()
    )
    return (
        replace(_FIELD, description="The field that it shows: `event`, `date`, `participants.1`."),
        _POSITION,
        *columns_of(Passage, {"at"}),
        Column(
            "start_offset", "integer", "Its start in the article's text, in code points from 0.", path=("start_offset",)
        ),
        Column(
            "end_offset",
            "integer",
            "Its end in the article's text, in code points; not included.",
            path=("end_offset",),
        ),
        Column("text_sha256", "text", "SHA-256 of the text that the offsets count in.", path=("text_sha256",)),
        Column("link", "text", "The address that scrolls to it, where the article has one.", path=("link",)),
        *known,
    )


def _names() -> Iterator[Table]:
    says = "The articles that were annotated."
    yield _main("articles", says, (Article, Head), ("headline",), {"schema_version", "article"})
    yield _main("actors", "Who acts, speaks and reports.", (Identified, Actor), ("name",), {"aliases", "offices"})
    yield _aliases("actors")
    columns = (_POSITION, *columns_of(Office))
    yield _part(
        "offices", _list_of("actors", "offices"), "The offices that a person holds or held.", columns, ("position",)
    )
    yield _main("places", "Where events happen.", (Identified, PlaceEntry), ("name",), {"aliases"})
    yield _aliases("places")
    yield _main("topics", "What talks, statements and texts are about.", (Identified, Topic), ("name",))
    yield _main("retired", "Canonical ids that were published once and are no more.", (RetiredId, Retirement))


def _aliases(parent: str) -> Table:
    says = f"Other spellings of {parent}, as articles print them."
    columns = (_POSITION, *columns_of(Alias))
    return _part(f"{SINGULAR[parent]}_aliases", _list_of(parent, "aliases"), says, columns, ("position",))


def _list_of(parent: str, field: str) -> Nested:
    return Nested(parent, field, partial(nested.items, field))


def _main(
    name: str,
    description: str,
    models: Sequence[type[Record]],
    searched: tuple[str, ...] = (),
    leaving_out: Iterable[str] = (),
) -> Table:
    """Declare a table of rows of the dataset; where two of their models have a field, the first one's is meant."""
    found: dict[str, Column] = {}
    for model in models:
        for column in columns_of(model, frozenset(leaving_out)):
            found.setdefault(column.name, column)
    for field, target in (("canonical", "events"), ("article", "articles")):
        if field in found:
            found[field] = replace(found[field], to=target)
    return Table(name, description, tuple(found.values()), ("id",), lambda row: iter((row,)), searched=searched)


def _part(name: str, origin: Nested, description: str, columns: tuple[Column, ...], key: tuple[str, ...]) -> Table:
    """Declare a table of what is nested in the rows of another; its first column is the id of its owner."""
    one = SINGULAR[origin.parent]
    owner = Column(one, "text", f"The id of the {one}.", required=True, path=(OWNER,), to=origin.parent)
    return Table(name, description, (owner, *columns), (one, *key), origin.entries, origin)


def rows_of(table: Table, dataset: Dataset) -> Iterator[Values]:
    """Give the rows of a table."""
    take = _taking(table)
    for row in _rows(table.origin.parent if table.origin is not None else table.name, dataset):
        yield from take(row)


@cache
def families() -> tuple[tuple[Table, tuple[Table, ...]], ...]:
    """Give the tables of rows of the dataset, each with those of its parts; altogether, the order is that of tables."""
    mains = [table for table in tables() if table.origin is None]
    parts = [(table.origin.parent, table) for table in tables() if table.origin is not None]
    return tuple((main, tuple(part for parent, part in parts if parent == main.name)) for main in mains)


def rows_with_parts(
    table: Table, parts: Sequence[Table], dataset: Dataset
) -> Iterator[tuple[Values, list[list[Values]]]]:
    """Give the rows of a table of a family, each with its own of every part: the dataset is read once for all."""
    take, *take_parts = map(_taking, (table, *parts))
    for row in _rows(table.name, dataset):
        (values,) = take(row)
        yield values, [list(each(row)) for each in take_parts]


def _rows(name: str, dataset: Dataset) -> Iterator[Row]:
    """Read the rows of the dataset, reports with the digests of the texts that their passages are places in."""
    rows = dataset.tables.get(name, ())
    if name != "reports":
        yield from rows
        return
    texts = {row["id"]: row["text"]["sha256"] for row in dataset.tables["articles"] if "text" in row}
    for row in rows:
        row[TEXT] = texts.get(row["article"])
        yield row


def _taking(table: Table) -> Callable[[Row], Iterator[Values]]:
    """Give what takes the rows of a flat table out of one row of the dataset."""
    getters = [getter(column) for column in table.columns]

    def take(row: Row) -> Iterator[Values]:
        for entry in table.entries(row):
            yield tuple([get(entry) for get in getters])

    return take


def digest(table: Table, rows: Iterable[Sequence[Value]]) -> str:
    """Give the logical digest of a table: SHA-256 over its rows as lines of canonical JSON, without empty values.

    It depends on what the rows say, and not on the format that they are read from.
    """
    total, say = hashlib.sha256(), saying(table)
    for row in rows:
        total.update(say(row))
    return total.hexdigest()


def saying(table: Table) -> Callable[[Sequence[Value]], bytes]:
    """Give what writes what a row says, as the line that is digested."""
    order = sorted((column.name, index) for index, column in enumerate(table.columns))

    def say(row: Sequence[Value]) -> bytes:
        # The keys are in order, and values are texts, numbers or lists of texts: this is canonical JSON.
        return to_json({name: row[index] for name, index in order if row[index] is not None}) + b"\n"

    return say
