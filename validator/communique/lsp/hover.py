"""What is known of the word under the pointer: what the codebook says, who is meant, which days, where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from communique.evidence import exhibits
from communique.lsp.cards import Told, card, escaped
from communique.lsp.findings import span_of
from communique.lsp.mentions import reports_of
from communique.lsp.tokens import token_at, value_at
from communique.model.base import vocabulary_of
from communique.model.edtf import Edtf
from communique.model.event import Event
from communique.model.schema import page
from communique.rules import all_rules
from communique.source import Span
from communique.tree import existing
from communique.when import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.evidence import Exhibit
    from communique.fault import Route
    from communique.lsp.tokens import Token
    from communique.lsp.view import View

_RULE: Final = "\n\n---\n\n"
_SENTENCE_END: Final = re.compile(r"(?<=[.!?。？！])[\"'”’)]*\s+|\n+")
_LONGEST_SENTENCE: Final = 600
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_MOST_REPORTS: Final = 10


def hover(view: View, position: types.Position) -> types.Hover | None:
    """Tell what is known of the word at a position, and of what is wrong there; None where there is nothing to tell."""
    offset = view.columns().offset(position)
    token = token_at(view.words.tokens, offset)
    teller = _Teller(view)
    parts = list(teller.of(token)) if token is not None else []
    parts += _pages(view, offset)
    if not parts:
        return None
    place = None if token is None else view.columns().range(token.span)
    return types.Hover(_content(view, _RULE.join(parts)), place)


def _content(view: View, text: str) -> types.MarkupContent:
    if view.editor.markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    plain = _ESCAPE.sub(r"\1", text.replace("**", "").replace("  \n", "\n"))
    return types.MarkupContent(types.MarkupKind.PlainText, plain)


def _pages(view: View, offset: int) -> Iterator[str]:
    """Give the pages of the rules whose findings lie at an offset, each once."""
    rules = {rule.code: rule for rule in all_rules()}
    spans = ((each.code, span_of(each, view.source)) for each in view.found)
    for code in dict.fromkeys(code for code, span in spans if span.start <= offset <= span.end):
        rule = rules[code]
        yield f"**{rule.code}** {rule.slug} ({rule.severity})\n\n{rule.documentation}"


class _Teller:
    """Tells of one word."""

    def __init__(self, view: View) -> None:
        self.view: Final = view
        self.words: Final = view.words
        self.meaning: Final = view.words.meaning

    def of(self, token: Token) -> Iterator[str]:
        """Tell of a word what there is to tell."""
        route = token.route
        if token.part == "key":
            yield from self._key(token)
            return
        event = self.meaning.event_at(route)
        if event is not None and self.meaning.is_type(route):
            yield from [page(event)] if event is not Event else []
        elif (words := self.meaning.words_at(route)) is not None:
            yield from (f"`{member.value}`: {member.meaning}" for member in words if member.value == token.text)
        elif self.meaning.is_date(route):
            yield from self._date(token)
        yield from self._thing(token)
        yield from self._passage(route)

    def _key(self, token: Token) -> Iterator[str]:
        mapping = token.route[:-1]
        field = self.meaning.fields_at(mapping).get(token.text)
        if field is not None:
            needed = " (required)" if field.is_required() else ""
            words = vocabulary_of(field.annotation)
            listed = "".join(f"\n- `{member.value}`: {member.meaning}" for member in words or ())
            yield f"`{token.text}`{needed}: {field.description}" + (f"\n{listed}" if listed else "")
        elif self.meaning.is_evidence(mapping):
            told = "the event itself" if token.text == "event" else f"`{escaped(token.text)}`"
            yield f"What shows {told}: words of the article."
            yield from self._passage(token.route)
        yield from self._thing(token)

    def _thing(self, token: Token) -> Iterator[str]:
        mention = next(self.words.mention(token), None)
        if mention is None:
            return
        thing = mention.thing
        if thing.sort == "local":
            route = self.words.event_route(thing.id)
            canonical = self.words.canonical_of(route) if route is not None else None
            yield from self._event(canonical, mention.declares)
        elif thing.sort == "canonical":
            yield from self._event(thing.id, mention.declares)
        else:
            told = card(thing.sort, thing.id, self.view.shelf.names)
            yield from [told] if told is not None else []

    def _event(self, canonical: str | None, declared: bool) -> Iterator[str]:  # noqa: FBT001
        """Tell of an event by its reports, of which the one that is looked at tells nothing new."""
        if canonical is None:
            return
        reports = list(reports_of(self.view.shelf, self.view.survey, canonical))
        told = [(words.article, Told.of(value_at(words.value, route))) for words, route, _ in reports]
        if told and not declared:
            yield told[0][1].card
        if len(told) > 1:
            listed = "".join(
                f"\n- {escaped(article)}: {escaped(each.summary)}" for article, each in told[:_MOST_REPORTS]
            )
            yield f"{len(told)} reports:\n{listed}"

    def _date(self, token: Token) -> Iterator[str]:
        try:
            date = Edtf.parse(token.text)
        except ValueError:
            return
        yield spans(date)
        field = str(token.route[-1])
        for exhibit in self._exhibits():
            if exhibit.event.route == token.route[:2] and exhibit.key == field:
                yield from self._dated(exhibit)

    def _exhibits(self) -> tuple[Exhibit, ...]:
        return exhibits(self.view.shelf.bound(self.view.name)) if self.words.sure else ()

    def _passage(self, route: Route) -> Iterator[str]:
        """Show the passage that a route leads to or into, in its sentence, and what day its words mean."""
        if self.meaning.event_at(route) is None or route[2:3] != ("evidence",):
            return
        for exhibit in self._exhibits():
            own = existing(self.words.value, exhibit.route)
            if route == own[: len(route)] or own == route[: len(own)]:
                yield from self._sentence(exhibit)
                yield from self._dated(exhibit)

    def _sentence(self, exhibit: Exhibit) -> Iterator[str]:
        article = exhibit.event.file.article
        if article is not None and exhibit.span is not None:
            before, words, after = sentence(article.text, exhibit.span)
            yield f"{escaped(before)}**{escaped(words)}**{escaped(after)}"

    def _dated(self, exhibit: Exhibit) -> Iterator[str]:
        """Tell which days the words of a passage mean, for the fields that are dates."""
        file = exhibit.event.file
        if not self.meaning.is_date((*exhibit.event.route, exhibit.key)):
            return
        words = exhibit.passage.quote
        if file.article is not None and exhibit.span is not None:
            words = file.article.text[exhibit.span.start : exhibit.span.end]
        for found in resolve(words, file.head.article.published if file.head else None):
            meant = " or ".join(f"`{each}`" for each in found.readings)
            yield f"“{escaped(found.words)}” means {meant or 'a day that this passage does not tell'}"


def spans(date: Edtf) -> str:
    """Tell the days that a date stands for."""
    how = [word for word, said in (("approximate", date.approximate), ("uncertain", date.uncertain)) if said]
    marks = f", {' and '.join(how)}" if how else ""
    if date.start is None or date.end is None:
        return (f"until {date.end}" if date.start is None else f"from {date.start}, open") + marks
    if date.start == date.end:
        return f"{date.start:%A}, {date.start}{marks}"
    return f"{date.start} to {date.end} ({date.days:,} days){marks}"


def sentence(text: str, span: Span) -> tuple[str, str, str]:
    """Give the passage at a place of an article, with what stands before and behind it in its sentence or sentences."""
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, span.start)), default=0)
    match = _SENTENCE_END.search(text, max(span.end - 1, span.start))
    end = match.start() if match else len(text)
    start, end = max(start, span.start - _LONGEST_SENTENCE), min(max(end, span.end), span.end + _LONGEST_SENTENCE)
    return text[start : span.start], text[span.start : span.end], text[span.end : end]
