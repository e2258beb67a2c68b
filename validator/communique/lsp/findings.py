"""What was found in a file, as editors show it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from communique.check import check_file
from communique.diagnostic import Diagnostic, Edit
from communique.documents import ANNOTATION
from communique.pipeline import wanted
from communique.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.lsp.shelf import Shelf
    from communique.lsp.view import View
    from communique.source import Position, Source

SOURCE: Final = "communique"
_SEVERITIES: Final = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}


def judge(shelf: Shelf, name: str) -> tuple[Diagnostic, ...]:
    """Find what is wrong in a file by itself; remember who is registered, for when a registry cannot be read."""
    _ = shelf.names
    if shelf.files[name].kind is ANNOTATION:
        found = shelf.examiner.judge(shelf.source(name)).diagnostics
    else:
        found = tuple(check_file(shelf.bound(name)))
    return selected(found, shelf)


def selected(found: Iterable[Diagnostic], shelf: Shelf) -> tuple[Diagnostic, ...]:
    """Leave out what the configuration does not ask for."""
    return tuple(each for each in found if wanted(each.code, shelf.opened.settings))


def span_of(diagnostic: Diagnostic, source: Source) -> Span:
    """Give the stretch of a finding in the text that it was found in."""
    return _span(source, diagnostic.start, diagnostic.end)


def moved(found: Iterable[Diagnostic], before: Source, after: Source) -> tuple[Diagnostic, ...]:
    """Take findings from a text to another that it became, without those that lie where it has changed."""
    if before.text == after.text:
        return tuple(found)
    start, end = changed(before.text, after.text)
    shift = len(after.text) - len(before.text)

    def place(span: Span) -> Span | None:
        if span.end <= start:
            return span
        return Span(span.start + shift, span.end + shift) if span.start >= end else None

    kept = []
    for each in found:
        span = place(span_of(each, before))
        edits = [place(edit.span) for edit in each.fix.edits] if each.fix else []
        if span is None or None in edits:
            continue
        fix = each.fix and replace(
            each.fix,
            edits=tuple(Edit(at, edit.text) for at, edit in zip(edits, each.fix.edits, strict=True) if at is not None),
        )
        there = after.position(span.start), after.position(span.end)
        kept.append(replace(each, start=there[0], end=there[1], fix=fix))
    return tuple(kept)


def changed(old: str, new: str) -> Span:
    """Give the stretch of an old text that another stretch of the new one stands in for; the rest is the same."""
    shorter = min(len(old), len(new))
    start = bisect_left(range(1, shorter + 1), 1, key=lambda size: old[:size] != new[:size])
    least = range(1, shorter - start + 1)
    behind = bisect_left(least, 1, key=lambda size: old[len(old) - size :] != new[len(new) - size :])
    return Span(start, len(old) - behind)


def shown(each: Diagnostic, view: View) -> types.Diagnostic:
    """Give a finding with its cure and the other places that matter to it."""
    related = [
        types.DiagnosticRelatedInformation(
            view.location(label.path, _span(view.shelf.source(label.path), label.start, label.end)), label.text
        )
        for label in each.labels
    ]
    return types.Diagnostic(
        range=view.columns(each.path).range(span_of(each, view.shelf.source(each.path))),
        message=each.message if each.help is None else f"{each.message}\nhelp: {each.help}",
        severity=_SEVERITIES[each.severity],
        code=each.code,
        source=SOURCE,
        related_information=related if related and view.editor.related else None,
    )


def _span(source: Source, start: Position, end: Position) -> Span:
    return Span(source.offset(start), source.offset(end))
