"""The fields that a type of event has of its own, and what reports claim of them, as texts and links.

What a value is, the models tell: a new type of event needs nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from communique.dataset.fields import ways
from communique.model.base import Record, fields_of_kind, records_at, vocabulary_of
from communique.model.types import event_types
from communique.site import paths, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.dataset.fields import Way
    from communique.ids import ReferenceKind
    from communique.model.event import Event
    from communique.site.holdings import Library

_WORDS: Final = frozenset({"type", "status"})
_DATES: Final = frozenset({"date", "until"})
_BRIEF: Final = 60
_BOUNDS: Final = frozenset({"min", "max", "says"})


@dataclass(frozen=True, slots=True)
class Link:
    """A text, the address below the site's folder that it leads to, and a remark."""

    text: str
    href: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A field and its values."""

    label: str
    values: tuple[Link, ...]

    @property
    def brief(self) -> bool:
        """Whether the values are few words each, which fit into one line."""
        return all(value.note is None and len(value.text) <= _BRIEF for value in self.values)


def linked(library: Library, kind: ReferenceKind | None, name: str, note: str | None = None) -> Link:
    """Give the name of what an id stands for, and its page where it has one."""
    if kind == "event":
        found = library.dataset.events
        return Link(found[name].summary, paths.page("event", name), note) if name in found else Link(name, None, note)
    if kind == "actor" and name in library.dataset.actors:
        return Link(library.name(kind, name), paths.page(kind, name), note)
    if kind == "place" and name in library.dataset.places:
        return Link(library.name(kind, name), paths.page(kind, name), note)
    return Link(library.name("topic", name) if kind == "topic" else name, None, note)


def facts(library: Library, word: str, fields: Mapping[str, Any]) -> list[Fact]:
    """Give the fields of an event's type, in the order in which the type declares them."""
    model = event_types().get(word)
    order = list(model.model_fields) if model is not None else []
    names = sorted(fields, key=lambda name: (order.index(name) if name in order else len(order), name))
    found = []
    for name in names:
        kind, plain, inner = _nature(model, name)
        values = tuple(_told(library, fields[name], kind, inner, plain=plain))
        found.append(Fact(said.label(name), values))
    return found


def claimed(library: Library, word: str, field: str, value: str) -> Link:
    """Give one of the values that reports claim of a field, which is a text."""
    if field in _WORDS:
        return Link(said.label(value))
    if field in _DATES:
        return Link(said.when({"edtf": value}))
    if field == "place":
        return linked(library, "place", value)
    model = event_types().get(word)
    if _way(model, field) == "date":
        return Link(said.when({"edtf": value}))
    kind, plain, _ = _nature(model, field)
    return linked(library, kind, value) if kind is not None else Link(value if plain else said.label(value))


@cache
def _nature(model: type[Event] | None, name: str) -> tuple[ReferenceKind | None, bool, tuple[type[Record], ...]]:
    """Tell what the values of a field are: ids of a kind; texts of people; records."""
    if model is None or name not in model.model_fields:
        return None, True, ()
    way = _way(model, name)
    free = way in {"text", "number"} and vocabulary_of(model.model_fields[name].annotation) is None
    return fields_of_kind(model).get(name), free, records_at(model, (name,))


def _way(model: type[Event] | None, name: str) -> Way | None:
    return ways(model).get(name) if model is not None else None


def _told(
    library: Library, value: Any, kind: ReferenceKind | None, inner: tuple[type[Record], ...], *, plain: bool
) -> Iterator[Link]:
    """Tell a value: one text or several."""
    match value:
        case list() | tuple():
            for each in value:
                yield from _told(library, each, kind, inner, plain=plain)
        case dict() if (text := _measured(value)) is not None:
            yield Link(text)
        case dict():
            for name, each in value.items():
                yield from (
                    Link(link.text, link.href, said.label(name)) for link in _inside(library, inner, name, each)
                )
        case bool():
            yield Link("yes" if value else "no")
        case int():
            yield Link(f"{value:,}")
        case str() if kind is not None:
            yield linked(library, kind, value)
        case _:
            yield Link(str(value) if plain else said.label(str(value)))


def _measured(value: Mapping[str, Any]) -> str | None:
    """Tell a date, a sum of money or a number; None for another record."""
    match value:
        case {"edtf": str()}:
            return said.when(value)
        case {"amount": int(amount), "currency": str(currency)}:
            return f"{amount:,} {currency}"
    return _number(value) if value and set(value) <= _BOUNDS else None


def _inside(library: Library, models: tuple[type[Record], ...], name: str, value: Any) -> Iterator[Link]:
    """Tell a value of a record that stands in a field."""
    for model in models:
        if name in model.model_fields:
            kind = fields_of_kind(model).get(name)
            plain = vocabulary_of(model.model_fields[name].annotation) is None
            yield from _told(library, value, kind, records_at(model, (name,)), plain=plain)
            return
    yield from _told(library, value, None, (), plain=True)


def _number(value: Mapping[str, Any]) -> str:
    """Tell how many: bounds, and the words of the text."""
    least, most, words = value.get("min"), value.get("max"), value.get("says")
    if least is not None and most is not None:
        bounds = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    elif least is not None:
        bounds = f"at least {least:,}"
    else:
        bounds = f"at most {most:,}" if most is not None else ""
    return " ".join(filter(None, (bounds, f"“{words}”" if words else "")))
