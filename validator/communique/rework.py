"""Steps by which the values of a file become others: keys renamed or moved, words replaced, values put into lists.

A step says what the values come to, and gives the edits of the text that do it and touch nothing else. Who applies
them compares the two, so that a file whose layout was not foreseen is left alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from communique.diagnostic import Edit
from communique.fault import Place, Route
from communique.shape import described
from communique.source import Span
from communique.words import listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from communique.layout import Entries, Layout
    from communique.subset import Value

EACH: Final = None
"""In a path: each value of a list."""


class ObstacleError(Exception):
    """Why a file cannot be changed as a step would: where, and in a sentence."""

    def __init__(self, where: Place, says: str) -> None:
        """Take the place and the sentence."""
        super().__init__(says)
        self.where = where
        self.says = says


@dataclass(frozen=True)
class Step(ABC):
    """A change to the mappings at a path."""

    path: tuple[str | None, ...]

    def routes(self, value: Value) -> tuple[Route, ...]:
        """List the routes of the mappings that are to be changed."""
        return tuple(route for route, entries in _at(value, self.path, ()) if self.concerns(entries))

    def result(self, value: Value) -> Value:
        """Give the values as they are to become."""
        for route in self.routes(value):
            value = _with(value, route, self.changed)
        return value

    def edits(self, layout: Layout) -> Iterator[Edit]:
        """Give the edits of the text. Raises ObstacleError where it has none."""
        for route in self.routes(layout.tree.value):
            yield from self.written(layout, route)

    @abstractmethod
    def concerns(self, entries: Entries) -> bool:
        """Whether a mapping is to be changed."""

    @abstractmethod
    def changed(self, entries: Entries) -> Entries:
        """Give a mapping as it is to become."""

    @abstractmethod
    def written(self, layout: Layout, route: Route) -> Iterator[Edit]:
        """Give the edits of one mapping. Raises ObstacleError where there are none."""


def _at(value: Value, path: tuple[str | None, ...], route: Route) -> Iterator[tuple[Route, Entries]]:
    if not path:
        if isinstance(value, dict):
            yield route, value
    elif path[0] is EACH:
        for index, each in enumerate(value if isinstance(value, list) else ()):
            yield from _at(each, path[1:], (*route, index))
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:], (*route, path[0]))


def _with(value: Value, route: Route, change: Callable[[Entries], Entries]) -> Value:
    """Give a value with the mapping at a route changed; the value itself stays as it is."""
    match value, route:
        case dict(), ():
            return change(value)
        case dict(), (str() as name, *rest):
            return {key: _with(each, tuple(rest), change) if key == name else each for key, each in value.items()}
        case list(), (int() as index, *rest):
            return [_with(each, tuple(rest), change) if at == index else each for at, each in enumerate(value)]
        case _:
            return value


@dataclass(frozen=True)
class Renamed(Step):
    """A key gets another name; `types` limits that to events of some types."""

    key: str
    name: str
    types: tuple[str, ...] = ()

    def concerns(self, entries: Entries) -> bool:
        """Whether it has the key, and one of the types."""
        return self.key in entries and (not self.types or entries.get("type") in self.types)

    def changed(self, entries: Entries) -> Entries:
        """Rename the key, in its place."""
        return {self.name if key == self.key else key: value for key, value in entries.items()}

    def written(self, layout: Layout, route: Route) -> Iterator[Edit]:
        """Replace the key, in the quotes it has."""
        entries = layout.entries(route)
        if self.name in entries:
            says = f"there is `{self.name}` already, which `{self.key}` would become"
            raise ObstacleError(Place((*route, self.key), "key"), says)
        key = layout.key((*route, self.key))
        yield Edit(key, _quoted_as(layout.text[key.start : key.end], self.name))


@dataclass(frozen=True)
class Reworded(Step):
    """A field takes its words from another list: `words` maps each old one to the new one."""

    key: str
    words: Mapping[str, str] = field(hash=False)

    def concerns(self, entries: Entries) -> bool:
        """Whether the field has a value."""
        return entries.get(self.key) is not None

    def changed(self, entries: Entries) -> Entries:
        """Replace the word."""
        word = entries[self.key]
        return {**entries, self.key: self.words.get(word, word) if isinstance(word, str) else word}

    def written(self, layout: Layout, route: Route) -> Iterator[Edit]:
        """Replace the word, in the quotes it has."""
        route = (*route, self.key)
        word = layout.tree.at(route)
        if not isinstance(word, str) or word not in self.words:
            says = (
                f"`{self.key}` is {visible(described(word))}; this can be changed only from {listed(list(self.words))}"
            )
            raise ObstacleError(Place(route), says)
        if self.words[word] != word:
            new = _quoted_as(layout.written(route), self.words[word])
            yield Edit(Span(layout.start(route), layout.end(route)), new + layout.remark(route))


@dataclass(frozen=True)
class Listed(Step):
    """A field takes a list: one value alone becomes a list of one."""

    key: str

    def concerns(self, entries: Entries) -> bool:
        """Whether the field has a value, and no list."""
        return entries.get(self.key) is not None and not isinstance(entries[self.key], list)

    def changed(self, entries: Entries) -> Entries:
        """Put the value into a list."""
        return {**entries, self.key: [entries[self.key]]}

    def written(self, layout: Layout, route: Route) -> Iterator[Edit]:
        """Put brackets around it, or a dash before a mapping in lines."""
        route = (*route, self.key)
        start, end = layout.start(route), layout.end(route)
        if isinstance(layout.tree.at(route), dict) and not layout.in_braces(route):
            yield Edit(Span(start, start), "- ")
            yield from layout.indented(start, end, 2)
        else:
            yield Edit(Span(start, end), f"[{layout.in_flow(route)}]{layout.remark(route)}")


@dataclass(frozen=True)
class Moved(Step):
    """An entry moves into a mapping beside it, which is made where there is none, and may get another name there.

    `beside` names a key without which the entry stays. A key that moves into a mapping of its own name is put into
    braces, so to speak: `place: seoul` becomes `place: {place: seoul}`.
    """

    key: str
    under: str
    name: str
    beside: str | None = None

    def concerns(self, entries: Entries) -> bool:
        """Whether it has the key, and the one that it has to stand beside."""
        return self.key in entries and (self.beside is None or self.beside in entries)

    def changed(self, entries: Entries) -> Entries:
        """Move the entry; a mapping that is made for it stands where it stood."""
        there, moved = entries.get(self.under), {self.name: entries[self.key]}
        if self.under in entries and self.under != self.key:
            inner: Value = {**there, **moved} if isinstance(there, dict) else there
            return {key: inner if key == self.under else each for key, each in entries.items() if key != self.key}
        return {**{self.under if key == self.key else key: each for key, each in entries.items()}, self.under: moved}

    def written(self, layout: Layout, route: Route) -> Iterator[Edit]:
        """Move the entry with its comments."""
        entries = layout.entries(route)
        entry, target = (*route, self.key), (*route, self.under)
        there = entries.get(self.under)
        if layout.explicit(entry):
            raise ObstacleError(Place(entry, "key"), f"write `{self.key}:` without the question mark")
        if self.under in entries and self.under != self.key:
            if not isinstance(there, dict) or self.name in there:
                says = f"`{self.key}` would become `{self.name}` in `{self.under}`, and there is something in its place"
                raise ObstacleError(Place(entry, "key"), says)
            into = self._into_braces if layout.in_braces(target) else self._into_lines
            yield from into(layout, entry, target)
        elif isinstance(entries[self.key], dict) and self.under == self.key:
            raise ObstacleError(Place(entry), f"`{self.key}` is a mapping already, and has `{self.beside}` beside it")
        else:
            yield from self._in_place(layout, entry)

    def _in_place(self, layout: Layout, entry: Route) -> Iterator[Edit]:
        """Make a mapping around the entry, where it stands."""
        key, end = layout.key(entry), layout.end(entry)
        name = _quoted_as(layout.text[key.start : key.end], self.name)
        if layout.in_braces(entry[:-1]):
            yield Edit(key, f"{self.under}: {{{name}")
            yield Edit(Span(end, end), "}")
        else:
            column = layout.column(key.start) + 2
            yield Edit(key, f"{self.under}:{layout.line_end}{' ' * column}{name}")
            yield from layout.indented(key.start, end, 2)

    def _into_braces(self, layout: Layout, entry: Route, target: Route) -> Iterator[Edit]:
        """Put the entry behind the last in the braces; its comments stay where they are."""
        value, there = layout.in_flow(entry), layout.entries(target)
        if there:
            at, comma = layout.end((*target, next(reversed(there)))), ", "
        else:
            at, comma = layout.start(target) + 1, ""
        yield Edit(Span(at, at), f"{comma}{self.name}: {value}")
        yield layout.without(entry, comments=False)

    def _into_lines(self, layout: Layout, entry: Route, target: Route) -> Iterator[Edit]:
        """Put the entry's lines behind the last of the mapping, with the comments above and beside it."""
        first = next(iter(layout.entries(target)))
        key = layout.key(entry)
        by = layout.column(layout.key((*target, first)).start) - layout.column(key.start)
        above = " " * layout.column(key.start)
        if not layout.behind_dash(entry):
            above = layout.text[layout.comments_above(entry) : key.start]
        name = _quoted_as(layout.text[key.start : key.end], self.name)
        lines = f"{above}{name}{layout.text[key.end : layout.end_of_lines(entry)]}".split("\n")
        moved = "\n".join(" " * by + line if line.strip() else line for line in lines)
        at = layout.line_to(layout.end(target))
        yield Edit(Span(at, at), f"{layout.line_end}{moved}")
        yield layout.without(entry, comments=True)


@dataclass(frozen=True)
class Versioned(Step):
    """The file says of which version it is."""

    number: int
    key: str = "schema_version"

    def concerns(self, entries: Entries) -> bool:
        """Whether it says anything else."""
        return entries.get(self.key) != self.number

    def changed(self, entries: Entries) -> Entries:
        """Put the number into its place, or before everything else."""
        return {self.key: self.number, **entries} | {self.key: self.number}

    def written(self, layout: Layout, route: Route) -> Iterator[Edit]:
        """Replace the number, or put a first entry into the mapping."""
        entries = layout.entries(route)
        if self.key in entries:
            entry = (*route, self.key)
            yield Edit(Span(layout.start(entry), layout.end(entry)), str(self.number))
            return
        start = layout.tree.span(Place(route)).start
        if layout.in_braces(route):
            yield Edit(Span(start + 1, start + 1), f"{self.key}: {self.number}" + (", " if entries else ""))
        else:
            gap = " " * layout.column(start)
            yield Edit(Span(start, start), f"{self.key}: {self.number}{layout.line_end}{gap}")


def _quoted_as(written: str, word: str) -> str:
    """Write a word in the quotes that another was written in."""
    return f"{written[0]}{word}{written[0]}" if written[:1] in {'"', "'"} else word
