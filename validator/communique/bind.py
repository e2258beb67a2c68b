"""Values to models: each event and each entry by itself, so that one mistake never hides another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ConfigDict, ValidationError

from communique import shape
from communique.documents import ANNOTATION, MOST_ENTRIES, MOST_EVENTS, REFERENCES, REGISTRIES, DocumentKind
from communique.fault import Argument, Fault, Place, Route
from communique.model.article import Head
from communique.model.base import Record, Shorthand, fields_at, records_at
from communique.model.documents import model_of
from communique.model.event import Event
from communique.model.registry import Names
from communique.model.types import event_types
from communique.nearest import nearest
from communique.published import VERSION, of_another_version
from communique.sketch import first_causes, sketch, without
from communique.subset import Value
from communique.tree import Tree, existing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sized

    from pydantic_core import ErrorDetails

    from communique.anchor import Article
    from communique.ids import ReferenceKind

R = TypeVar("R", bound=Record)

_MOST_ERRORS: Final = 1_000
"""So many mistakes of one part are told apart: a part with more has no end of them."""


class Untyped(Event):
    """An event whose type is not known: its common fields are judged all the same."""

    model_config = ConfigDict(extra="ignore")


def register(registries: Iterable[Bound]) -> Names:
    """Make the names of a corpus from its bound registries."""
    entries: dict[str, dict[str, Any]] = {kind.name: {} for kind in REGISTRIES}
    ids: dict[ReferenceKind, frozenset[str]] = {}
    for registry in registries:
        entries[registry.kind.name] = {str(key): entry for key, entry in registry.entries.items()}
        if registry.tree.whole and isinstance(registry.tree.value, dict):
            ids[REFERENCES[registry.kind.name]] = frozenset(registry.tree.value)
    return Names(**entries, ids=ids)


@dataclass(frozen=True, eq=False)
class BoundEvent:
    """One event of a file. `event` is None where so much is wrong that no event can be made of it."""

    file: Bound
    index: int
    raw: dict[str, Value]
    event: Event | None

    @cached_property
    def sketch(self) -> Event:
        """The event, or what can be made of it: fields that are faulty or missing are then None."""
        word = self.raw.get("type")
        cls = event_types().get(word, Untyped) if isinstance(word, str) else Untyped
        return self.event or sketch(cls, self.raw)

    @cached_property
    def references(self) -> tuple[tuple[Route, ReferenceKind, str], ...]:
        """All references in it, found once: the route from the top of the file, the kind of thing, and the id."""
        return tuple(((*self.route, *route), kind, name) for route, kind, name in self.sketch.references())

    @property
    def route(self) -> Route:
        """The way to it from the top of the file."""
        return ("events", self.index)

    @property
    def local_id(self) -> str | None:
        """The id it has in its file."""
        name = self.raw.get("id")
        return name if isinstance(name, str) else None

    @property
    def canonical_id(self) -> str | None:
        """The id of the event in the world: as written, else made of the article's id and its own."""
        name = self.raw.get("canonical")
        if isinstance(name, str):
            return name
        if self.local_id is None or self.file.article_id is None:
            return None
        return f"{self.file.article_id}.{self.local_id}"


@dataclass(frozen=True, eq=False)
class Bound:
    """One file with its models, as far as they could be made, and the faults of its shape.

    `head` and `events` are those of an annotation; `entries` those of a registry, by id (or by index, for a list).
    `article` is the text of the article, where it is at hand.
    """

    tree: Tree
    kind: DocumentKind
    names: Names = field(default_factory=Names)
    head: Head | None = None
    raw_events: tuple[tuple[int, dict[str, Value], Event | None], ...] = ()
    entries: Mapping[str | int, Record] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    article: Article | None = None

    @property
    def name(self) -> str:
        """The name under which the file is reported."""
        return self.tree.source.name

    @cached_property
    def events(self) -> tuple[BoundEvent, ...]:
        """The events in the order of the file."""
        return tuple(BoundEvent(self, index, raw, event) for index, raw, event in self.raw_events)

    @cached_property
    def local(self) -> Mapping[str, BoundEvent]:
        """The events by their local ids; the first of several that share one."""
        found: dict[str, BoundEvent] = {}
        for event in self.events:
            if event.local_id is not None:
                found.setdefault(event.local_id, event)
        return found

    @property
    def article_id(self) -> str | None:
        """The article's id, as the head says."""
        article = self.tree.value.get("article") if isinstance(self.tree.value, dict) else None
        name = article.get("id") if isinstance(article, dict) else None
        return name if isinstance(name, str) else None


def bind(tree: Tree, kind: DocumentKind = ANNOTATION, names: Names | None = None) -> Bound:
    """Make the models of a file of the given kind. Never raises for what the file says: faults are in the answer."""
    names = names or Names()
    if not tree.whole:
        return Bound(tree, kind, names)
    binder = _Binder(tree)
    if kind.form == "annotation":
        head, events = binder.annotation()
        return Bound(tree, kind, names, head, events, {}, tuple(binder.faults))
    entries = binder.entries(kind)
    return Bound(tree, kind, names, None, (), entries, tuple(binder.faults))


class _Binder:
    """Validates the parts of one file and collects the faults of all."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.faults: list[Fault] = []

    def annotation(self) -> tuple[Head | None, tuple[tuple[int, dict[str, Value], Event | None], ...]]:
        value = self.tree.value
        if not isinstance(value, dict):
            self._wrong_type((), "a mapping", value)
            return None, ()
        if of_another_version(value):
            # What such a file lacks, or has besides, is no mistake of its author: only its version is told.
            version = int(str(value["schema_version"]))
            bound = f"at {'least' if version < VERSION else 'most'} {VERSION}"
            self._fault("number-out-of-range", Place(("schema_version",)), value=str(version), bound=bound)
            return None, ()
        elsewhere = () if "events" in value else ("events",)
        head = self._make(Head, {key: item for key, item in value.items() if key != "events"}, (), elsewhere)
        events = value.get("events")
        if "events" not in value:
            if nearest("events", value.keys() - Head.model_fields) is None:
                self._fault("missing-field", Place(()), field="events")
        elif not isinstance(events, list):
            self._wrong_type(("events",), "a list of events", events)
        else:
            self._not_more_than(MOST_EVENTS, ("events",), events)
        return head, tuple(self._events(events[:MOST_EVENTS])) if isinstance(events, list) else ()

    def _events(self, events: list[Value]) -> Iterator[tuple[int, dict[str, Value], Event | None]]:
        for index, raw in enumerate(events):
            route: Route = ("events", index)
            if not isinstance(raw, dict):
                self._wrong_type(route, "an event: a mapping with `id`, `type` and the rest", raw)
                continue
            yield index, raw, self._make(self._event_class(raw, route), raw, route)

    def _event_class(self, raw: dict[str, Value], route: Route) -> type[Event]:
        types, word = event_types(), raw.get("type")
        misspelt = None if "type" in raw else raw.get(nearest("type", raw) or "")
        for each in (word, misspelt):
            if isinstance(each, str) and each in types:
                return types[each]
        if isinstance(word, str):
            self._fault("value-not-allowed", Place((*route, "type")), value=word, allowed=tuple(types))
        return Untyped

    def entries(self, kind: DocumentKind) -> dict[str | int, Record]:
        value = self.tree.value
        if kind.form == "mapping" and isinstance(value, dict):
            items: list[tuple[str | int, Value]] = list(value.items())
        elif kind.form == "list" and isinstance(value, list):
            items = list(enumerate(value))
        else:
            self._wrong_type((), f"a {kind.form}", value)
            return {}
        self._not_more_than(MOST_ENTRIES, (), items)
        made = {}
        for key, item in items:
            if isinstance(key, str) and not kind.accepts(key):
                self._fault("malformed-text", Place((key,), "key"), value=key, says=kind.key_says)
            entry = self._make(model_of(kind), item, (key,))
            if entry is not None:
                made[key] = entry
        return made

    def _make(self, cls: type[R], value: Value, route: Route, elsewhere: tuple[str, ...] = ()) -> R | None:
        """Validate one part; where it has faults, once more without what is faulty, so that rules see the rest."""
        try:
            return cls.model_validate(value)
        except ValidationError as error:
            errors = first_causes(error.errors(include_url=False)[:_MOST_ERRORS])
        for each in _without_misspelt(cls, value, errors):
            self._shape(cls, value, route, each, elsewhere)
        try:
            return cls.model_validate(without(value, errors))
        except ValidationError:
            return None

    def _shape(
        self, cls: type[Record], value: Value, route: Route, error: ErrorDetails, others: tuple[str, ...]
    ) -> None:
        """Turn one of pydantic's errors into a fault at the place it is about."""
        kind, arguments = shape.fault_of(error)
        inner: Route = tuple(error["loc"])
        if kind == "unknown-field":
            inner, written = inner[:-1], inner[-1]
            written_too = _mapping(value, inner)
            known = tuple(name for name in fields_at(cls, inner) if name not in written_too)
            known = known if inner else (*known, *others)
            self._fault(kind, Place((*route, *inner, written), "key"), field=str(written), known=known)
        elif kind == "missing-field":
            missing = arguments.get("field")
            inner = inner if missing else inner[:-1]
            name = str(missing or error["loc"][-1])
            fields = [each.model_fields[name] for each in records_at(cls, inner) if name in each.model_fields]
            about = fields[0].description or "" if fields else ""
            self._fault(kind, Place((*route, *inner)), field=name, about=about)
        else:
            if arguments.get("expected") == shape.MAPPING:
                records = records_at(cls, inner)
                arguments["known"] = fields_at(cls, inner)
                if any(issubclass(each, Shorthand) and each.shorthand for each in records):
                    arguments["expected"] = shape.TEXT_OR_MAPPING
            self._fault(kind, Place((*route, *inner)), **arguments)

    def _not_more_than(self, most: int, route: Route, values: Sized) -> None:
        if len(values) > most:
            self._fault("list-length", Place(route), length=len(values), bound=f"at most {most}")

    def _wrong_type(self, route: Route, expected: str, value: Value) -> None:
        if value is None:
            self._fault("empty-value", Place(route), expected=expected)
        else:
            self._fault("wrong-type", Place(route), expected=expected, given=shape.described(value))

    def _fault(self, kind: str, where: Place, **arguments: Argument) -> None:
        if not any(where.route[:length] in self.tree.tainted for length in range(len(where.route) + 1)):
            self.faults.append(Fault(kind, where, arguments))


def _mapping(value: Value, route: Route) -> Mapping[str, Value]:
    """Give the mapping at a route."""
    for step in existing(value, route):
        value = value[step]  # type: ignore[index]  # existing() vouches for every step
    return value if isinstance(value, dict) else {}


def _without_misspelt(cls: type[Record], value: Value, errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out a missing field that stands there misspelt: the unknown field says so already."""
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    misspelt = set()
    for error in errors:
        if missing and error["type"] == "extra_forbidden":
            route = tuple(error["loc"][:-1])
            written = _mapping(value, route)
            known = [name for name in fields_at(cls, route) if name not in written]
            misspelt.add((*route, nearest(str(error["loc"][-1]), known)))
    return [error for error in errors if error["type"] != "missing" or error["loc"] not in misspelt]
