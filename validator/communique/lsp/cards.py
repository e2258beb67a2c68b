"""What is told of a registered name or of an event: a line for lists, a card in Markdown for a closer look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from communique.lsp.tokens import value_at
from communique.model.names import Actor, PlaceEntry
from communique.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.ids import ReferenceKind
    from communique.model.names import Alias, Annotator, Topic
    from communique.model.registry import Names
    from communique.subset import Value

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~&$:])")
_LONGEST: Final = 1_000


def escaped(text: object) -> str:
    """Write an author's words so that Markdown shows them as they are, and nothing is made of them."""
    return _MARKS.sub(r"\\\1", visible(str(text), _LONGEST))


def entry(kind: ReferenceKind, name: str, names: Names) -> Actor | PlaceEntry | Topic | Annotator | None:
    """Give the entry of a registered id; None where there is none, or none could be made of it."""
    match kind:
        case "actor":
            return names.actors.get(name)
        case "place":
            return names.places.get(name)
        case "topic":
            return names.topics.get(name)
        case "annotator":
            return names.annotators.get(name)
        case "event":
            return None


def line(kind: ReferenceKind, name: str, names: Names) -> str:
    """Tell in a line what an id names: `person: Xi Jinping`."""
    found = entry(kind, name, names)
    if found is None:
        return kind
    sort = found.kind if isinstance(found, Actor) else found.precision if isinstance(found, PlaceEntry) else kind
    return f"{sort}: {visible(found.name)}"


def spellings(kind: ReferenceKind, name: str, names: Names) -> list[str]:
    """Give the name and the other spellings of what an id names."""
    found = entry(kind, name, names)
    if found is None:
        return []
    return [found.name, *(alias.name for alias in found.aliases)] if isinstance(found, _ALIASED) else [found.name]


_ALIASED = (Actor, PlaceEntry)


def card(kind: ReferenceKind, name: str, names: Names) -> str | None:
    """Tell all that a registry has of an id."""
    found = entry(kind, name, names)
    if found is None:
        return None
    rows = [f"**{escaped(found.name)}** `{name}`", *_rows(found, names)]
    return "  \n".join(rows)


def _rows(found: Actor | PlaceEntry | Topic | Annotator, names: Names) -> Iterator[str]:
    if isinstance(found, Actor):
        parts = [found.kind.value, *([found.country] if found.country else [])]
        yield ", ".join(parts) + (f" of {_named('actor', found.of, names)}" if found.of else "")
        yield from _spelt("also", found.aliases)
        if found.demonyms:
            yield f"adjectives: {', '.join(map(escaped, found.demonyms))}"
        for office in found.offices:
            title = escaped(office.title or office.office)
            within = f" of {_named('actor', office.of, names)}" if office.of else ""
            since = f", since {office.since}" if office.since else ""
            yield f"{title}{within}{since}" + (f", until {office.until}" if office.until else "")
    elif isinstance(found, PlaceEntry):
        parts = [found.precision.value, *([found.country] if found.country else [])]
        yield ", ".join(parts) + (f", in {_named('place', found.within, names)}" if found.within else "")
        yield from _spelt("also", found.aliases)
        if found.geonames:
            yield f"GeoNames {found.geonames}"
    description = getattr(found, "description", None) or getattr(found, "note", None)
    if description:
        yield escaped(description)


def _spelt(word: str, aliases: Iterable[Alias]) -> Iterator[str]:
    found = ", ".join(escaped(alias.name) for alias in aliases)
    if found:
        yield f"{word}: {found}"


def _named(kind: ReferenceKind, name: str, names: Names) -> str:
    found = entry(kind, name, names)
    return escaped(found.name if found else name)


class Told(NamedTuple):
    """What is told of an event, of its plain values: whatever is missing or is no text is empty."""

    id: str
    canonical: str
    type: str
    date: str
    status: str
    summary: str

    @classmethod
    def of(cls, event: Value) -> Told:
        """Read it from the values of an event."""
        return cls(*(_text(value_at(event, (field,))) for field in cls._fields))

    @property
    def line(self) -> str:
        """Its type and its date."""
        return ", ".join(visible(each) for each in (self.type, self.date) if each)

    @property
    def card(self) -> str:
        """All of it."""
        title = escaped(self.canonical or self.id)
        facts = ", ".join(escaped(each) for each in (self.type, self.date, self.status) if each)
        return "  \n".join(each for each in (f"**{title}**", facts, escaped(self.summary)) if each)


def _text(value: Value) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
