"""A compiled dataset in Python: frozen objects that lead to each other, and tables for pandas and polars.

Every object keeps its row as it stands in `dataset.json` under `row`; the properties are the fields that all rows of
its kind have, typed, and the ways from one object to others.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from os import PathLike

    import pandas as pd
    import polars as pl

    from communique.dataset.columns import Value

_TABLES = ("events", "reports", "articles", "actors", "places", "topics", "retired")
_VERSION = 1

T = TypeVar("T", bound="Entity")


class NotADatasetError(ValueError):
    """What was to be loaded is no dataset of communique, or one of a version that this release does not know."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date: as written in EDTF, its coarseness, and the first and last day it may stand for, None where open."""

    edtf: str
    precision: str
    start: date | None
    end: date | None

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Date:
        """Read a date as it stands in a row."""
        start, end = (date.fromisoformat(row[name]) if name in row else None for name in ("start", "end"))
        return cls(row["edtf"], row["precision"], start, end)


@dataclass(frozen=True, eq=False)
class Entity:
    """Something with an id in a dataset. Two are equal only if they are one object of one loaded dataset."""

    dataset: Dataset
    row: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The id: unique in its table."""
        return str(self.row["id"])

    def __repr__(self) -> str:
        """Show the kind and the id."""
        return f"<{type(self).__name__} {self.id}>"


class Named(Entity):
    """An actor, a place or a topic of the registries."""

    @property
    def name(self) -> str:
        """The name used in the dataset."""
        return str(self.row["name"])


class Actor(Named):
    """A person, state, body, group or medium."""

    @property
    def kind(self) -> str:
        """What sort of actor it is."""
        return str(self.row["kind"])

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events in which it takes part, by any report."""
        return tuple(event for event in self.dataset.events if any(each.actor is self for each in event.participants))


class Place(Named):
    """A place that events happen at."""

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events that happened just there."""
        return tuple(event for event in self.dataset.events if event.place is self)


class Topic(Named):
    """A subject of talks and texts."""


class Article(Entity):
    """An article that was annotated."""

    @property
    def published(self) -> Date:
        """When it was published."""
        return Date.of(self.row["published"])

    @property
    def publisher(self) -> Actor:
        """Who published it."""
        return self.dataset.actors[self.row["publisher"]]

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """What it reports, in the order of the ids."""
        return tuple(report for report in self.dataset.reports if report.article is self)


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who takes part in an event, and as what: a role, or the field in which reports name the actor."""

    actor: Actor
    part: str
    office: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """How an event stands to another."""

    relation: str
    event: Event


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article that show a field of a report; `at` is half-open, in code points of the article's text."""

    field: str
    quote: str
    at: tuple[int, int] | None
    outcome: str | None
    support: str | None


class _Dated(Entity):
    """What events and reports have in common."""

    @property
    def type(self) -> str:
        """What was done: a type of the codebook."""
        return str(self.row["type"])

    @property
    def summary(self) -> str:
        """One sentence that tells it."""
        return str(self.row["summary"])

    @property
    def status(self) -> str:
        """Whether it took place."""
        return str(self.row["status"])

    @property
    def date(self) -> Date:
        """When it happened, or began."""
        return Date.of(self.row["date"])

    @property
    def place(self) -> Place | None:
        """Where it happened, where a text tells."""
        return self.dataset.places[self.row["place"]["place"]] if "place" in self.row else None


class Event(_Dated):
    """A canonical event: what all reports of it come to."""

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Its reports, one for each article that tells it."""
        return tuple(self.dataset.reports[each] for each in self.row["reports"])

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """Who took part, by any report."""
        actors = self.dataset.actors
        return tuple(
            Participant(actors[each["actor"]], each["part"], each.get("office")) for each in self.row["participants"]
        )

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """How it stands to other events."""
        events = self.dataset.events
        return tuple(Relation(each["relation"], events[each["event"]]) for each in self.row["relations"])

    @property
    def n_articles(self) -> int:
        """In how many articles it is reported."""
        return int(self.row["n_articles"])

    @property
    def n_independent(self) -> int:
        """How many of these do not draw on one source."""
        return int(self.row["n_independent"])

    @property
    def contested(self) -> tuple[str, ...]:
        """The fields on which its reports disagree."""
        return tuple(each["field"] for each in self.row["contested"])


class Report(_Dated):
    """An event as one article reports it."""

    @property
    def event(self) -> Event:
        """The event in the world."""
        return self.dataset.events[self.row["canonical"]]

    @property
    def article(self) -> Article:
        """The article that reports it."""
        return self.dataset.articles[self.row["article"]]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that show it: `event`, and any field by its name."""
        return tuple(
            Passage(
                field,
                each["quote"],
                (each["at"][0], each["at"][1]) if "at" in each else None,
                each.get("outcome"),
                each.get("support"),
            )
            for field, several in self.row["evidence"].items()
            for each in several
        )


class Table(Generic[T]):
    """The rows of one table as objects: iterable in the order of the file, and found by id."""

    def __init__(self, entities: Iterable[T]) -> None:
        """Take the objects in their order."""
        self._by_id = {entity.id: entity for entity in entities}

    def __getitem__(self, name: str) -> T:
        """Give the object with an id. Raises KeyError where there is none."""
        return self._by_id[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is an object with an id."""
        return name in self._by_id

    def __iter__(self) -> Iterator[T]:
        """Walk the objects in their order."""
        return iter(self._by_id.values())

    def __len__(self) -> int:
        """Count the objects."""
        return len(self._by_id)


class Dataset:
    """A loaded dataset: its tables, each by id and in order."""

    def __init__(self, rows: Mapping[str, tuple[Mapping[str, Any], ...]]) -> None:
        """Take the rows of all tables, as they stand in `dataset.json`."""
        self.rows = MappingProxyType(dict(rows))
        self.events = Table(Event(self, row) for row in rows["events"])
        self.reports = Table(Report(self, row) for row in rows["reports"])
        self.articles = Table(Article(self, row) for row in rows["articles"])
        self.actors = Table(Actor(self, row) for row in rows["actors"])
        self.places = Table(Place(self, row) for row in rows["places"])
        self.topics = Table(Topic(self, row) for row in rows["topics"])

    def __repr__(self) -> str:
        """Show how much there is."""
        return f"<Dataset of {len(self.events)} events, {len(self.reports)} reports, {len(self.articles)} articles>"

    def to_pandas(self, table: str = "events") -> pd.DataFrame:
        """Give a flat table (docs/formats.md lists them) to pandas, which must be installed.

        Raises KeyError where there is no such table.
        """
        import pandas as pd

        return pd.DataFrame(self._columns(table))

    def to_polars(self, table: str = "events") -> pl.DataFrame:
        """Give a flat table to polars, which must be installed. Raises KeyError where there is no such table."""
        import polars as pl

        return pl.DataFrame(self._columns(table), infer_schema_length=None)

    def _columns(self, name: str) -> dict[str, list[Value]]:
        """Give a flat table by its columns: the same as in CSV, SQLite and Parquet."""
        from communique.dataset.build import Dataset as Built
        from communique.dataset.spilled import Rows
        from communique.dataset.tables import rows_of, tables

        table = {each.name: each for each in tables()}[name]
        built = Built({key: Rows.of(rows) for key, rows in self.rows.items()})
        rows = list(rows_of(table, built))
        return {column.name: [row[index] for row in rows] for index, column in enumerate(table.columns)}


def load(path: str | PathLike[str]) -> Dataset:
    """Load a dataset: the folder that `compile` wrote, with JSON or JSON Lines in it, or a `dataset.json`.

    Raises FileNotFoundError where there is nothing, and NotADatasetError where there is something else.
    """
    place = Path(path)
    whole = place / "dataset.json" if place.is_dir() else place
    try:
        if place.is_dir() and not whole.exists():
            return Dataset({table: _lines(place / f"{table}.jsonl") for table in _TABLES})
        document = json.loads(whole.read_bytes())
        if document["schema_version"] != _VERSION:
            message = f"{whole}: a dataset of version {document['schema_version']}; this release reads {_VERSION}"
            raise NotADatasetError(message)
        return Dataset({table: tuple(document[table]) for table in _TABLES})
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        message = f"{place}: not a dataset of communique ({type(error).__name__}: {error})"
        raise NotADatasetError(message) from error


def _lines(path: Path) -> tuple[Mapping[str, Any], ...]:
    return tuple(json.loads(line) for line in path.read_bytes().splitlines())
