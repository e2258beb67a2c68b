"""The passages of a file, each with its place in the article and what it supports: two questions, asked apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from communique.anchor import sought
from communique.model.base import fields_of_kind
from communique.source import Span
from communique.support import Support, support

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.anchor import Anchored, Article
    from communique.bind import Bound, BoundEvent
    from communique.fault import Route
    from communique.model.event import Event
    from communique.model.parts import Passage
    from communique.zones import Zone

State: TypeAlias = Literal[
    "found", "not-found", "ambiguous", "too-long", "malformed", "moved", "recorded", "unverified"
]
"""What is known of a passage: an outcome of the search; `moved` from its recorded place.

Or, without the text, whether a place is recorded.
"""

UNCODED: Final = frozenset(
    {
        "id",
        "type",
        "canonical",
        "date_basis",
        "status",
        "summary",
        "certainty",
        "background",
        "relations",
        "evidence",
        "coded",
        "note",
    }
)
"""Fields that are the coder's own judgement of the whole, and need no passage of their own."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One passage given for one field of one event.

    `anchored` is the result of the search, where the text is at hand; `span` its place in the text, `zone` the kind
    of boilerplate it lies in.
    """

    event: BoundEvent
    key: str
    route: Route
    passage: Passage
    state: State
    anchored: Anchored | None
    span: Span | None
    zone: str | None
    support: Support

    @property
    def stands(self) -> bool:
        """Whether the passage is where it should be, as far as can be told."""
        return self.state in {"found", "recorded"}


@lru_cache(maxsize=4)
def exhibits(file: Bound) -> tuple[Exhibit, ...]:
    """List all passages of a file, in its order. Every rule over evidence asks for them; they are found once."""
    found: list[Exhibit] = []
    for event in file.events:
        for key, passages in (event.sketch.evidence or {}).items():
            found.extend(_exhibit(event, key, index, passage) for index, passage in enumerate(passages))
    return tuple(found)


def _exhibit(event: BoundEvent, key: str, index: int, passage: Passage) -> Exhibit:
    route = (*event.route, "evidence", key, index)
    article = event.file.article
    if article is None:
        state: State = "recorded" if passage.at else "unverified"
        return Exhibit(event, key, route, passage, state, None, _at(passage), None, "uncheckable")
    from communique.zones import boilerplate

    marked = article_zones(article)
    recorded = _at(passage)
    anchored = sought(passage.quote, recorded, article, tuple(zone.span for zone in marked))
    state = (
        "moved"
        if recorded is not None and anchored.outcome == "found" and anchored.span != recorded
        else anchored.outcome
    )
    if state not in {"found", "moved"}:
        return Exhibit(event, key, route, passage, state, anchored, None, None, "uncheckable")
    kind = boilerplate(marked, anchored.span, of_event=key == "event")
    words = article.text[anchored.span.start : anchored.span.end]
    return Exhibit(event, key, route, passage, state, anchored, anchored.span, kind, _supported(event, key, words))


@lru_cache(maxsize=4)
def article_zones(article: Article) -> tuple[Zone, ...]:
    """Mark the boilerplate of an article, once."""
    from communique.zones import zones

    return zones(article.text)


def _at(passage: Passage) -> Span | None:
    return Span(*passage.at) if passage.at else None


def _supported(event: BoundEvent, key: str, words: str) -> Support:
    value = value_at(event.sketch, key)
    if value is None:
        return "uncheckable"
    head = event.file.head
    field = key.partition(".")[0]
    kind = fields_of_kind(type(event.sketch)).get(field)
    return support(field, value, kind, words, event.file.names, head.article.published if head else None)


def value_at(model: Event, key: str) -> object | None:
    """Give the value that an evidence key stands for: `date`, `participants.0`; None where the event has none there."""
    value: object = model
    for step in key.split("."):
        if isinstance(value, tuple):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
        else:
            value = getattr(value, step, None) if step in getattr(type(value), "model_fields", {}) else None
        if value is None:
            return None
    return value


def assertions(model: Event) -> Iterator[tuple[str, object]]:
    """List what an event asserts that a passage can show: each field, and each value of a list, by its evidence key."""
    for field in type(model).model_fields:
        value = getattr(model, field)
        if field in UNCODED or value is None or value == ():
            continue
        if isinstance(value, tuple):
            yield from ((f"{field}.{index}", each) for index, each in enumerate(value))
        else:
            yield field, value
