"""A dataset as its pages ask for it: everything by what it belongs to, in the order of time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from communique import catalogue
from communique.model import events as families
from communique.model.types import event_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from communique.loaded import Article, Dataset, Entity, Event, Report, Table

    Row = Mapping[str, Any]

_OTHER: Final = "other"
_NEVER: Final = ""


class BrokenError(ValueError):
    """Something in the rows of a dataset is not as its schema says; the message says where."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an actor does in an event: the role, and the office held then."""

    event: Event
    part: str
    office: str | None


def family_of(word: str) -> str:
    """Give the family of a type of event: the name of the file that it stands in."""
    cls = event_types().get(word)
    return cls.__module__.rpartition(".")[2] if cls is not None else _OTHER


def family_names() -> list[str]:
    """Name the families of types, the one for what fits no other last."""
    return sorted(catalogue.names(families), key=lambda name: (name == _OTHER, name))


def anchor(row: Row) -> str:
    """Give the day at which something is put in time: the first it may have been, else the last; in ISO 8601."""
    date = row["date"]
    return str(date.get("start") or date.get("end") or _NEVER)


class Library:
    """A dataset with what its rows do not say in one place. Raises BrokenError where a row is no row."""

    def __init__(self, dataset: Dataset) -> None:
        """Take a dataset, and put its events in the order of time."""
        self.dataset: Final = dataset
        self.events: Final = tuple(_ordered(dataset.events))
        self.positions: Final = {event.id: index for index, event in enumerate(self.events)}

    def name(self, table: str, name: str) -> str:
        """Give the name of an actor, a place or a topic; its id, where the table has no such row."""
        tables: dict[str, Table[Any]] = {
            "actor": self.dataset.actors,
            "place": self.dataset.places,
            "topic": self.dataset.topics,
        }
        return str(tables[table][name].name) if name in tables[table] else name

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Part]]:
        """What each actor does, in the order of time."""
        found: dict[str, list[Part]] = defaultdict(list)
        for event in self.events:
            for each in event.row["participants"]:
                found[each["actor"]].append(Part(event, each["part"], each.get("office")))
        return found

    @cached_property
    def heard(self) -> Mapping[str, Sequence[Event]]:
        """The events of which each actor is named as a source, other than as the publisher of an article."""
        found: dict[str, dict[str, Event]] = defaultdict(dict)
        for event in self.events:
            for report in self.reports(event):
                for each in report.row["according_to"]:
                    found[each["source"]][event.id] = event
        return {actor: tuple(events.values()) for actor, events in found.items()}

    @cached_property
    def at(self) -> Mapping[str, Sequence[Event]]:
        """The events that happened at each place, just there."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            if "place" in event.row:
                found[event.row["place"]["place"]].append(event)
        return found

    @cached_property
    def told(self) -> Mapping[str, Sequence[Report]]:
        """The reports of each article, in the order in which it tells them."""
        found: dict[str, list[Report]] = defaultdict(list)
        for report in self.dataset.reports:
            found[report.row["article"]].append(report)
        return {article: sorted(reports, key=_position) for article, reports in found.items()}

    @cached_property
    def published(self) -> Mapping[str, Sequence[Article]]:
        """The articles of each publisher, in the order of time."""
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            found[article.row["publisher"]].append(article)
        return found

    @cached_property
    def articles(self) -> Sequence[Article]:
        """All articles, in the order of time."""
        return sorted(self.dataset.articles, key=lambda article: (_published(article), article.id))

    @cached_property
    def answers(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The relations that others state to each event: the relation, and the id of the other."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for event in self.events:
            for each in event.row["relations"]:
                found[each["event"]].append((each["relation"], event.id))
        return found

    @cached_property
    def ties(self) -> Mapping[tuple[str, str], Sequence[Event]]:
        """The events in which two actors both take part, for every two that do, in the order of the alphabet."""
        found: dict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in self.events:
            actors = sorted({each["actor"] for each in event.row["participants"]})
            for index, one in enumerate(actors):
                for other in actors[index + 1 :]:
                    found[one, other].append(event)
        return found

    def reports(self, event: Event) -> Sequence[Report]:
        """Give the reports of an event, by the day on which their articles were published."""
        reports = [self.dataset.reports[each] for each in event.row["reports"]]
        articles = self.dataset.articles
        return sorted(reports, key=lambda report: (_published(articles[report.row["article"]]), report.id))


def _ordered(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (anchor(event.row), event.id))


def _published(article: Entity) -> str:
    date = article.row["published"]
    return str(date.get("start") or date.get("end") or _NEVER)


def _position(report: Report) -> tuple[int, str]:
    """Tell where a report begins in its article: at its first passage whose place is known."""
    starts = [each["at"][0] for several in report.row["evidence"].values() for each in several if "at" in each]
    return (min(starts, default=0), report.id)
