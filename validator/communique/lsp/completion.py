"""What can stand where the cursor is: fields, words of closed lists, ids with what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from lsprotocol import types

from communique.evidence import UNCODED
from communique.lsp.cards import Told, line, spellings
from communique.lsp.meaning import Meaning
from communique.lsp.rough import read_at
from communique.lsp.scalars import scalar
from communique.lsp.tokens import Token, value_at
from communique.model.schema import definition
from communique.model.types import event_types
from communique.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.fault import Route
    from communique.ids import ReferenceKind
    from communique.lsp.view import View
    from communique.subset import Value

TRIGGERS: Final = (" ", ":", ",", "-", "[", "{", ".")
"""The characters after which something may be offered at once."""

_MOST: Final = 300
"""So many are offered; where there are more, only those that fit what is typed, which is asked for again."""


_IDS: Final = (types.CompletionItemKind.Reference, types.CompletionItemKind.Event)


class _Offer(NamedTuple):
    """Something that can stand there: its word, what sort it is, what is told of it, by what it is found besides."""

    word: str
    kind: types.CompletionItemKind
    detail: str = ""
    about: str = ""
    found_by: tuple[str, ...] = ()
    rank: int = 1
    data: str | None = None


def completion(view: View, position: types.Position) -> types.CompletionList | None:
    """Give what can stand at a position; None where nothing is known of it."""
    columns = view.columns()
    found, token = read_at(view.source.text, columns.offset(position))
    if token is None:
        return None
    finder = _Finder(view, found.value, token)
    offers = list(finder.offers())
    many = len(offers) > _MOST
    if many:
        offers = [each for each in offers if _fits(each, token.text)][:_MOST]
    keyed = view.source.text[token.span.end :].lstrip(" ").startswith(":")
    place = columns.range(token.span)
    items = []
    for each in offers:
        new = scalar(each.word) if each.kind in _IDS else each.word
        new += ": " if each.kind is types.CompletionItemKind.Field and not keyed else ""
        items.append(
            types.CompletionItem(
                label=each.word,
                kind=each.kind,
                detail=each.detail or None,
                documentation=each.about or None,
                sort_text=f"{each.rank}{each.word}" if each.rank != 1 else None,
                filter_text=" ".join((each.word, *each.found_by)) if each.found_by else None,
                text_edit=types.TextEdit(place, new),
                data={"uri": view.address(view.name), "canonical": each.data} if each.data else None,
            )
        )
    return types.CompletionList(is_incomplete=many, items=items)


def resolved(view: View, item: types.CompletionItem, canonical: str) -> types.CompletionItem:
    """Add to an item for a canonical event what it is: its summary, as the first report of it has it."""
    event = view.survey.corpus.canonical.get(canonical) if view.survey else None
    if event is not None and view.survey is not None:
        told = Told.of(value_at(view.survey.corpus.tree(event.file).value, event.route))
        item.documentation = visible(told.summary, 600)
    return item


def _fits(offer: _Offer, typed: str) -> bool:
    return any(typed.casefold() in each.casefold() for each in (offer.word, *offer.found_by))


class _Finder:
    """Finds what can stand in the place of one word."""

    def __init__(self, view: View, value: Value, token: Token) -> None:
        self.view: Final = view
        self.value: Final = value
        self.token: Final = token
        self.meaning: Final = Meaning(view.kind, value)

    def offers(self) -> Iterator[_Offer]:
        """Give all that can stand there: as a key, as a value, or either, where a line has only begun."""
        route = self.token.route
        if self.token.part == "key":
            yield from self._keys(route[:-1])
            return
        yield from self._values(route)
        if self._begins_its_line():
            yield from self._keys(route)

    def _begins_its_line(self) -> bool:
        text, start = self.view.source.text, self.token.span.start
        before = text[text.rfind("\n", 0, start) + 1 : start]
        return not self.token.flow and not before.strip(" -")

    def _keys(self, route: Route) -> Iterator[_Offer]:
        written = value_at(self.value, route)
        present = set(written) if isinstance(written, dict) else set()
        present.discard(self.token.text)
        for each in self._evidence(route) if self.meaning.is_evidence(route) else self._fields(route):
            if each.word not in present:
                yield each

    def _fields(self, route: Route) -> Iterator[_Offer]:
        kind = types.CompletionItemKind.Field
        for name, field in self.meaning.fields_at(route).items():
            needed = field.is_required()
            detail = "required" if needed else ""
            yield _Offer(name, kind, detail, field.description or "", rank=0 if needed else 1)
        if not route and self.meaning.kind.form == "annotation":
            yield _Offer("events", kind, "required", "What the article tells.", rank=0)

    def _evidence(self, route: Route) -> Iterator[_Offer]:
        """Give the fields that a passage can show, those of the event at hand; a list by its values."""
        kind = types.CompletionItemKind.Field
        yield _Offer("event", kind, "required", "The passage that shows the event itself.", rank=0)
        event = value_at(self.value, route[:-1])
        for name, value in event.items() if isinstance(event, dict) else ():
            if name in UNCODED or name not in self.meaning.fields_at(route[:-1]):
                continue
            if isinstance(value, list):
                for index, each in enumerate(value):
                    yield _Offer(f"{name}.{index}", kind, visible(_short(each)))
            else:
                yield _Offer(name, kind, visible(_short(value)))

    def _values(self, route: Route) -> Iterator[_Offer]:
        meaning = self.meaning
        words, reference = meaning.words_at(route), meaning.reference_at(route)
        if meaning.is_type(route):
            for word, model in event_types().items():
                yield _Offer(word, types.CompletionItemKind.Class, about=definition(model))
        elif words is not None:
            for member in words:
                yield _Offer(member.value, types.CompletionItemKind.EnumMember, about=member.meaning)
        elif reference == "event":
            yield from self._local(route)
            yield from self._canonical()
        elif reference is not None:
            yield from self._registered(reference)
        elif meaning.is_canonical(route):
            yield from self._canonical()
        else:
            yield from self._others(route)

    def _others(self, route: Route) -> Iterator[_Offer]:
        field = self.meaning.field_at(route)
        if field is not None and field.annotation is bool:
            for word in ("true", "false"):
                yield _Offer(word, types.CompletionItemKind.Value)
        elif field is not None and route[-1] == "office":
            yield from self._offices(route)

    def _registered(self, kind: ReferenceKind) -> Iterator[_Offer]:
        names = self.view.shelf.names
        for name in sorted(names.ids.get(kind, ())):
            found_by = tuple(visible(each) for each in spellings(kind, name, names))
            yield _Offer(name, types.CompletionItemKind.Reference, line(kind, name, names), found_by=found_by)

    def _local(self, route: Route) -> Iterator[_Offer]:
        events = value_at(self.value, ("events",))
        for index, event in enumerate(events if isinstance(events, list) else ()):
            told = Told.of(event)
            if told.id and index != route[1]:
                about = visible(told.summary, 600)
                yield _Offer(told.id, types.CompletionItemKind.Event, told.line, about, rank=0)

    def _canonical(self) -> Iterator[_Offer]:
        survey = self.view.survey
        for name, event in survey.corpus.canonical.items() if survey else ():
            told = ", ".join(visible(each) for each in (event.type, event.date) if each)
            yield _Offer(name, types.CompletionItemKind.Event, told, data=name)

    def _offices(self, route: Route) -> Iterator[_Offer]:
        """Give the offices of the person that is named beside."""
        actor = value_at(self.value, (*route[:-1], "actor"))
        actors = self.view.shelf.names.actors
        known = actors.get(actor) if isinstance(actor, str) else None
        for office in known.offices if known else ():
            yield _Offer(office.office, types.CompletionItemKind.EnumMember, about=visible(office.title or ""))


def _short(value: Value) -> str:
    """Tell a value in a few words."""
    if isinstance(value, dict):
        return ", ".join(_short(each) for each in value.values())
    return "" if value is None else str(value)
