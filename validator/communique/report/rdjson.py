"""For reviewdog: its Diagnostic Format, in JSON, with suggestions that a reviewer can take over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from communique.source import Position

if TYPE_CHECKING:
    from communique.diagnostic import Diagnostic, Fix, Label, Outcome
    from communique.source import Source


def write(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:  # noqa: ARG001 (every report is called the same way)
    """Write a result with all diagnostics. Columns count bytes of UTF-8, as this format has it."""
    found = [_diagnostic(each, outcome) for each in outcome.diagnostics]
    json.dump({"source": {"name": "communique"}, "diagnostics": found}, stream, indent=2)
    stream.write("\n")


def _diagnostic(each: Diagnostic, outcome: Outcome) -> dict[str, Any]:
    source = outcome.sources.get(each.path)
    cure = f"\n{each.help}" if each.help else ""
    made: dict[str, Any] = {
        "message": f"{each.message}{cure}",
        "location": _location(each, source),
        "severity": each.severity.upper(),
        "code": {"value": each.code},
    }
    if each.fix is not None and source is not None:
        made["suggestions"] = [_suggestion(each.fix, source)]
    if each.labels:
        made["related_locations"] = [
            {"message": label.text, "location": _location(label, outcome.sources.get(label.path))}
            for label in each.labels
        ]
    return made


def _suggestion(fix: Fix, source: Source) -> dict[str, Any]:
    """Give a fix as one replacement, from its first edit to its last: each suggestion is taken over by itself."""
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    start, at = edits[0].span.start, edits[0].span.start
    parts = []
    for edit in edits:
        parts += [source.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return {"range": _range(source.position(start), source.position(at), source), "text": "".join(parts)}


def _location(at: Diagnostic | Label, source: Source | None) -> dict[str, Any]:
    return {"path": at.path, "range": _range(at.start, at.end, source)}


def _range(start: Position, end: Position, source: Source | None) -> dict[str, Any]:
    return {"start": _position(start, source), "end": _position(end, source)}


def _position(position: Position, source: Source | None) -> dict[str, int]:
    if source is None or position.line > source.lines:
        return {"line": position.line, "column": position.column}
    before = source.text[source.offset(Position(position.line, 1)) : source.offset(position)]
    return {"line": position.line, "column": len(before.encode()) + 1}
