"""Recording where passages stand: `at` beside the quotes and `text` in the head, by the smallest edits of the YAML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from communique.diagnostic import Edit
from communique.evidence import Exhibit, exhibits
from communique.fault import Place, Route
from communique.layout import PLAIN_IN_FLOW
from communique.source import Span
from communique.tree import existing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.bind import Bound


def recordings(file: Bound) -> tuple[Edit, ...]:
    """Give the edits that record what the text at hand shows: its digest, its length, and where passages stand.

    Passages that are not found, or found twice, are left as they are. Nothing is edited where the text is not at hand.
    """
    if file.article is None or file.head is None:
        return ()
    return (*_needed(file, _head(file)), *(edit for exhibit in exhibits(file) for edit in recording_of(file, exhibit)))


def recording_of(file: Bound, exhibit: Exhibit) -> tuple[Edit, ...]:
    """Give the edits that record where one passage stands; none where it is not found, or recorded already."""
    return _needed(file, _passage(file, exhibit))


def _needed(file: Bound, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Leave out edits that would write what is written."""
    return tuple(edit for edit in edits if file.tree.source.text[edit.span.start : edit.span.end] != edit.text)


def _head(file: Bound) -> Iterator[Edit]:
    assert file.article is not None
    text = f"{{sha256: {file.article.digest}, length: {len(file.article.text)}}}"
    route: Route = ("article", "text")
    if existing(file.tree.value, route) == route:
        yield Edit(file.tree.span(Place((*route, "sha256"))), file.article.digest)
        yield Edit(file.tree.span(Place((*route, "length"))), str(len(file.article.text)))
    else:
        yield _added(file, ("article",), "language", f"text: {text}")


def _passage(file: Bound, exhibit: Exhibit) -> Iterator[Edit]:
    if exhibit.state not in {"found", "moved"} or exhibit.span is None:
        return
    at = f"[{exhibit.span.start}, {exhibit.span.end}]"
    route = existing(file.tree.value, exhibit.route)
    quote, recorded = (*route, "quote"), (*route, "at")
    if existing(file.tree.value, recorded) == recorded:
        if exhibit.passage.at != exhibit.span:
            yield Edit(file.tree.span(Place(recorded)), at)
    elif existing(file.tree.value, quote) == quote:
        yield _added(file, route, "quote", f"at: {at}")
    else:
        span = file.tree.span(Place(route))
        yield Edit(span, f"{{quote: {_in_flow(file, span, exhibit.passage.quote)}, at: {at}}}")


def _added(file: Bound, mapping: Route, after: str, pair: str) -> Edit:
    """Add a pair to a mapping, behind one of its keys: in the same braces, or on a line of its own."""
    source = file.tree.source
    key, value = file.tree.span(Place((*mapping, after), "key")), file.tree.span(Place((*mapping, after)))
    if source.text[file.tree.span(Place(mapping)).start] == "{":
        return Edit(Span(value.end, value.end), f", {pair}")
    line = source.position(value.end).line
    end = source.offset(source.position(value.end)._replace(column=len(source.line(line)) + 1))
    indent = " " * (source.position(key.start).column - 1)
    return Edit(Span(end, end), f"\n{indent}{pair}")


def _in_flow(file: Bound, span: Span, quote: str) -> str:
    """Write a quote so that it can stand in braces: as its author wrote it, where that is possible."""
    written = file.tree.source.text[span.start : span.end]
    quoted = written[:1] in {'"', "'"} and "\n" not in written
    if quoted or (written == quote and PLAIN_IN_FLOW.fullmatch(written)):
        return written
    return json.dumps(quote, ensure_ascii=False)
