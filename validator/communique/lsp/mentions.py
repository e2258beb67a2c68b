"""Where things are named: registered ids, events of an article, events in the world, in one file or in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from communique.documents import ANNOTATION, REFERENCES, RETIRED
from communique.lsp import rough
from communique.lsp.meaning import Meaning
from communique.lsp.tokens import Token, tokens_of, value_at

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator

    from communique.fault import Route
    from communique.lsp.shelf import Shelf
    from communique.lsp.survey import Survey
    from communique.subset import Value

Sort: TypeAlias = Literal["actor", "place", "topic", "annotator", "local", "canonical"]

_PLURALS: Final[dict[str, str]] = {kind: plural for plural, kind in REFERENCES.items()}


class Thing(NamedTuple):
    """Something that has an id: it is registered, or an event of the world, or of the article of a `file`."""

    sort: Sort
    id: str
    file: str | None = None


class Mention(NamedTuple):
    """A word that names a thing; `declares` says that it gives the id, and does not only use it."""

    token: Token
    thing: Thing
    declares: bool


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a file, and what they mean; `sure` is false where the file cannot be read as it is now."""

    name: str
    tokens: tuple[Token, ...]
    meaning: Meaning
    sure: bool

    @property
    def value(self) -> Value:
        """The values of the file, as far as they are known."""
        return self.meaning.value

    @property
    def article(self) -> str:
        """The id of the article; where there is none, the name of the file."""
        found = value_at(self.value, ("article", "id"))
        return found if isinstance(found, str) else self.name

    def event_route(self, local: str) -> Route | None:
        """Give the route of the event that has a local id."""
        events = value_at(self.value, ("events",))
        for index, event in enumerate(events if isinstance(events, list) else ()):
            if value_at(event, ("id",)) == local:
                return ("events", index)
        return None

    def canonical_of(self, route: Route) -> str | None:
        """Give the id in the world of the event at a route: as written, else made of the article's id and its own."""
        named, local = value_at(self.value, (*route, "canonical")), value_at(self.value, (*route, "id"))
        if isinstance(named, str):
            return named
        return f"{self.article}.{local}" if isinstance(local, str) else None

    def mentions(self) -> Iterator[Mention]:
        """Give all words that name something."""
        for token in self.tokens:
            yield from self.mention(token)

    def mention(self, token: Token) -> Iterator[Mention]:
        """Tell what a word names: nothing, one thing, or, where an event has no other id in the world, two."""
        meaning, route = self.meaning, token.route
        if token.part == "key":
            registered = meaning.registers(token)
            if registered is not None and registered != "event":
                yield Mention(token, Thing(registered, token.text), declares=True)
            elif meaning.kind is RETIRED and len(route) == 1:
                yield Mention(token, Thing("canonical", token.text), declares=False)
            return
        kind = meaning.reference_at(route)
        if meaning.is_local_id(route):
            yield Mention(token, Thing("local", token.text, self.name), declares=True)
            made = self.canonical_of(route[:2])
            if made is not None and value_at(self.value, (*route[:2], "canonical")) is None:
                yield Mention(token, Thing("canonical", made), declares=True)
        elif meaning.is_canonical(route):
            yield Mention(token, Thing("canonical", token.text), declares=route[-1] == "canonical")
        elif kind == "event":
            local = self.event_route(token.text) is not None
            thing = Thing("local", token.text, self.name) if local else Thing("canonical", token.text)
            yield Mention(token, thing, declares=False)
        elif kind is not None:
            yield Mention(token, Thing(kind, token.text), declares=False)


def words_of(shelf: Shelf, name: str, among: Container[str] | None = None) -> Words:
    """Read the words of a file, or some of them: surely, or roughly where it cannot be read."""
    kind, tree = shelf.files[name].kind, shelf.tree(name)
    if tree.whole:
        return Words(name, tuple(tokens_of(tree, among)), Meaning(kind, tree.value), sure=True)
    found = rough.read(tree.source.text)
    tokens = tuple(token for token in found.tokens if among is None or token.text in among)
    return Words(name, tokens, Meaning(kind, found.value), sure=False)


def mentions_of(shelf: Shelf, thing: Thing, among: Collection[str] | None = None) -> Iterator[tuple[Words, Mention]]:
    """Find where a thing is named: in all files of the corpus, or in those named; an event of an article in its own."""
    names = [thing.file] if thing.file is not None else sorted(shelf.files if among is None else among)
    # Where the id of an event in the world is made of two, only the second stands in the file of the event.
    last = thing.id.rpartition(".")[2]
    for name in names:
        if last.encode() not in shelf.source(name).data:
            continue
        words = words_of(shelf, name, {thing.id, last})
        for mention in words.mentions():
            if mention.thing == thing:
                yield words, mention


def registry_of(shelf: Shelf, sort: Sort) -> str | None:
    """Give the name of the file in which things of a sort are registered."""
    plural = _PLURALS.get(sort)
    return next((name for name, file in shelf.files.items() if file.kind.name == plural), None)


def reports_of(shelf: Shelf, survey: Survey | None, canonical: str) -> Iterator[tuple[Words, Route, Token]]:
    """Find the reports of an event in the world: the file, the route of the event there, and the word with the id.

    Where the corpus was looked at, only what had such a report then, or is open now, is read.
    """
    looked = None if survey is None else {each.file for each in survey.corpus.reports(canonical)} | shelf.given.keys()
    among = None if looked is None else looked & shelf.files.keys()
    for words, mention in mentions_of(shelf, Thing("canonical", canonical), among):
        if mention.declares and words.meaning.kind is ANNOTATION:
            yield words, mention.token.route[:2], mention.token
