"""The words of a file, keys and values, each with its route and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from communique.fault import Part, Place, Route
from communique.source import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from communique.subset import Value
    from communique.tree import Tree


class Token(NamedTuple):
    """A key or a scalar: the route of the value that it is or names, its stretch as written, and what it says.

    `flow` tells that it stands in brackets or braces.
    """

    route: Route
    part: Part
    span: Span
    text: str
    flow: bool = False

    @property
    def inner(self) -> Span:
        """Its stretch without the quotes around it."""
        quoted = self.span.end - self.span.start == len(self.text) + 2
        return Span(self.span.start + quoted, self.span.end - quoted)


def tokens_of(tree: Tree, among: Container[str] | None = None) -> Iterator[Token]:
    """Give the words of a file that was read: surely where they stand. What is not written has none.

    With `among`, only those that say one of its words.
    """
    for route, value in tree.routes():
        key = None
        if route and isinstance(route[-1], str) and (among is None or route[-1] in among):
            key = tree.span(Place(route, "key"))
            yield Token(route, "key", key, route[-1])
        if not isinstance(value, dict | list) and (among is None or _said(value) in among):
            span = tree.span(Place(route))
            if span != key and span.start < span.end:
                yield Token(route, "value", span, _said(value))


def _said(value: Value) -> str:
    return value if isinstance(value, str) else "null" if value is None else str(value).lower()


def token_at(tokens: Iterable[Token], offset: int) -> Token | None:
    """Give the word that an offset lies in or at; of two that meet there, the one that begins."""
    best = None
    for token in tokens:
        if token.span.start <= offset <= token.span.end and (best is None or token.span.start == offset):
            best = token
    return best


def value_at(value: Value, route: Route) -> Value:
    """Give the value at a route; None where there is none."""
    for step in route:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
