"""What rules over the corpus, and nobody else, need to know of an annotation: small, and made of plain values.

A corpus is held as outlines. They are a hundredth of what models take, travel between processes as JSON, and are kept
in the cache; a file with a finding is read again for its places.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from communique import published

if TYPE_CHECKING:
    from communique.bind import Bound, BoundEvent
    from communique.fault import Route
    from communique.model.edtf import Edtf
    from communique.source import Source
    from communique.subset import Value

WORDS: Final = frozenset({"statement", "appeal", "proposal", "rejection", "threat", "directive"})
"""Types of which one actor has several a day: they are told apart by who speaks, to whom, and about what."""

_MEANT: Final = ("to", "target", "about")
_DONE: Final = ("act", "asks", "refuses", "harm")

Stated: TypeAlias = tuple[str, str, tuple[str | int, ...]]
"""A relation as an event states it: its kind, the event it names, and the route from the event to that name."""


class EventOutline(NamedTuple):
    """One event: the file and its index among the events there, its ids, and what it is compared by.

    `canonical` is the id of the event in the world: as written (then `named`), else made of the article's id and its
    own. `date` is None where so much is wrong that no event can be made of it; nothing is compared then. What follows
    is what two reports of one event have in common, each as words with spaces between: `actors` are those who speak,
    for words, and all who take part otherwise; `meant` is to whom and about what they speak, and `done` what is done
    by it (both for words alone); `where` is the place and the destination, `-` for one that is not told.
    """

    file: str
    number: int
    id: str | None
    canonical: str | None
    named: bool
    type: str
    date: str | None
    actors: str
    where: str
    meant: str
    done: str
    relations: tuple[Stated, ...]

    @property
    def route(self) -> Route:
        """The way to it from the top of its file."""
        return ("events", self.number)

    @property
    def dated(self) -> Edtf | None:
        """When it happened; None where so much is wrong that nobody can say."""
        return None if self.date is None else read_date(self.date)


class Outline(NamedTuple):
    """One annotation. `article` is the article's id.

    `read` is false where nothing could be made of its bytes, or where they are of another version of the format.
    `accepts` says that its comments may accept findings, so that their places must be looked at. `digest` is the
    SHA-256 of its bytes, by which what is read again is known to be the same.
    """

    name: str
    article: str | None
    events: tuple[EventOutline, ...]
    read: bool = True
    accepts: bool = False
    digest: str = ""

    def local(self, name: str | None) -> EventOutline | None:
        """Give the event that has a local id; the first of several that share one."""
        for event in self.events:
            if event.id == name and name is not None:
                return event
        return None

    def packed(self) -> list[Any]:
        """Give it as JSON can say it, without the name of the file."""
        return [self.article, [event[1:] for event in self.events], *self[3:]]

    @classmethod
    def unpacked(cls, name: str, packed: list[Any]) -> Outline:
        """Make it of what `packed` gave; equal words become one object, so that many outlines stay small."""
        article, events, *rest = packed
        return cls(name, article, tuple([_unpacked(name, *event) for event in events]), *rest)


def _unpacked(  # noqa: PLR0913, PLR0917 (the fields of an event's outline, in their order)
    file: str,
    number: int,
    local: str | None,
    canonical: str | None,
    named: bool,  # noqa: FBT001
    kind: str,
    date: str | None,
    actors: str,
    where: str,
    meant: str,
    done: str,
    relations: list[Any],
) -> EventOutline:
    stated = tuple([(intern(word), name, tuple(route)) for word, name, route in relations]) if relations else ()
    words = (intern(kind), date and intern(date), intern(actors), intern(where), intern(meant), intern(done))
    return EventOutline(file, number, local, canonical, named, *words, stated)


@lru_cache(maxsize=1 << 16)
def read_date(date: str) -> Edtf:
    """Read a date that is known to be one; equal dates become one object."""
    from communique.model.edtf import Edtf

    return Edtf.parse(date)


def outline(source: Source, value: Value, *, broken: frozenset[int] = frozenset(), accepts: bool = False) -> Outline:
    """Make the outline of an annotation from its bytes and their plain value, whatever that is.

    `broken` are the indexes of the events of which no model can be made.
    """
    if not isinstance(value, dict):
        return Outline(source.name, None, (), value is not None, accepts, source.digest)
    head, events = value.get("article"), value.get("events")
    article = _text(head.get("id")) if isinstance(head, dict) else None
    made = [
        _event(source.name, number, event, article, whole=number not in broken)
        for number, event in enumerate(events if isinstance(events, list) else ())
        if isinstance(event, dict)
    ]
    return Outline(source.name, article, tuple(made), accepts=accepts, digest=source.digest)


def outline_of(file: Bound, *, accepts: bool = False) -> Outline:
    """Make the outline of a bound annotation: of its values, or where some are faulty, of what was made of them."""
    value, broken = file.tree.value, frozenset(event.index for event in file.events if event.event is None)
    if isinstance(value, dict) and published.of_another_version(value):
        return Outline(file.name, file.article_id, (), read=False, accepts=accepts, digest=file.tree.source.digest)
    if (file.faults or file.tree.faults) and isinstance(value, dict):
        made = {event.index: _restored(event) for event in file.events}
        events: list[Any] = [made.get(index) for index in range(max(made, default=-1) + 1)]
        value = {"article": value.get("article"), "events": events}
    return outline(file.tree.source, value, broken=broken, accepts=accepts)


def _restored(event: BoundEvent) -> dict[str, Any]:
    """Give the plain values of what could be made of an event, with its ids as they are written."""
    plain = event.sketch.model_dump(mode="json", exclude_none=True)
    ids: dict[str, Any] = {name: event.raw[name] for name in ("id", "canonical", "type") if name in event.raw}
    return {**plain, "date": str(event.sketch.date), **ids}


def _event(file: str, number: int, event: dict[str, Any], article: str | None, *, whole: bool) -> EventOutline:
    local, canonical, kind = _text(event.get("id")), _text(event.get("canonical")), _text(event.get("type")) or ""
    named = canonical is not None
    if not named and local is not None and article is not None:
        canonical = f"{article}.{local}"
    relations = tuple(_stated(event)) if "relations" in event or kind == "rejection" else ()
    if not whole:
        return EventOutline(file, number, local, canonical, named, kind, None, "", "", "", "", relations)
    meant = done = ""
    if kind in WORDS:
        actors = _actors(event, ("by",))
        meant = _actors(event, _MEANT)
        done = " ".join([str(event.get(name, "-")) for name in _DONE])
    else:
        actors = _actors(event, parties().get(kind, ()))
    where = f"{_place(event.get('place'))} {_place(event.get('destination'))}"
    return EventOutline(
        file, number, local, canonical, named, kind, str(event["date"]), actors, where, meant, done, relations
    )


def _actors(event: dict[str, Any], fields: tuple[str, ...]) -> str:
    """Give the ids in some fields: of actors, each alone or with an office or a role, or of topics."""
    found = set()
    for name in fields:
        for each in event.get(name, ()):
            found.add(each if isinstance(each, str) else each["actor"])
    if event["type"] == "leadership-change":
        found.add(event["person"])
    return " ".join(sorted(found))


def _place(place: Any) -> str:
    return "-" if place is None else place if isinstance(place, str) else place["place"]


def _stated(event: dict[str, Any]) -> Iterator[Stated]:
    relations = event.get("relations")
    for index, relation in enumerate(relations if isinstance(relations, list) else ()):
        if isinstance(relation, dict) and isinstance(other := relation.get("event"), str):
            yield _text(relation.get("relation")) or "", other, ("relations", index, "event")
    if event.get("type") == "rejection":
        refused = event.get("of")
        name = refused.get("event") if isinstance(refused, dict) else refused
        if isinstance(name, str):
            yield "rejects", name, ("of", "event")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


@cache
def parties() -> Mapping[str, tuple[str, ...]]:
    """Give the fields of each type of event that list those who take part, as the published schema says."""
    shapes = json.loads(published.schema("annotation"))["$defs"]
    refs = {f"#/$defs/{name}" for name, shape in shapes.items() if "actor" in shape.get("properties", {})}
    found = {}
    for shape in shapes.values():
        fields = shape.get("properties", {})
        word = fields.get("type", {}).get("const")
        if word is not None:
            found[word] = tuple(name for name, field in fields.items() if field.get("items", {}).get("$ref") in refs)
    return found
