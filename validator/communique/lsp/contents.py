"""The contents of a file, for outlines: its events, or its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from communique.documents import REFERENCES
from communique.lsp.cards import Told, line
from communique.lsp.tokens import value_at
from communique.source import Span
from communique.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.fault import Route
    from communique.lsp.tokens import Token
    from communique.lsp.view import View


def contents(view: View) -> list[types.DocumentSymbol]:
    """List the head and the events of an annotation with their types and dates, or the entries of another file."""
    depth = {"events": 2} if view.kind.form == "annotation" else {}
    parts: dict[Route, list[Token]] = {}
    for token in view.words.tokens:
        size = depth.get(str(token.route[0]), 1) if token.route else 0
        if size and len(token.route) >= size:
            parts.setdefault(token.route[:size], []).append(token)
    return list(_symbols(view, parts))


def _symbols(view: View, parts: dict[Route, list[Token]]) -> Iterator[types.DocumentSymbol]:
    columns = view.columns()
    for route, tokens in parts.items():
        named = next((token for token in tokens if token.part == "value" and token.route == (*route, "id")), tokens[0])
        span = Span(min(token.span.start for token in tokens), max(token.span.end for token in tokens))
        name, detail, kind = _described(view, route)
        yield types.DocumentSymbol(
            name=visible(name) or "…",
            kind=kind,
            range=columns.range(span),
            selection_range=columns.range(named.span),
            detail=detail,
        )


def _described(view: View, route: Route) -> tuple[str, str, types.SymbolKind]:
    """Tell the name of a part, what it is in a line, and its sort."""
    value = value_at(view.words.value, route)
    if view.kind.form == "annotation":
        if len(route) > 1:
            told = Told.of(value)
            return told.id or told.summary, told.line, types.SymbolKind.Event
        about = value_at(value, ("id",)) if route == ("article",) else value_at(value, ("status",))
        return str(route[0]), visible(str(about or "")), types.SymbolKind.Namespace
    if view.kind.form == "list":
        pair = value_at(value, ("pair",))
        name = " / ".join(str(each) for each in pair) if isinstance(pair, list) else str(route[0])
        return name, visible(str(value_at(value, ("verdict",)) or "")), types.SymbolKind.Object
    kind = REFERENCES.get(view.kind.name)
    detail = line(kind, str(route[0]), view.shelf.names) if kind is not None else ""
    return str(route[0]), detail, types.SymbolKind.Object
