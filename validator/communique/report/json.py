"""All that is known of every finding, as one JSON document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from communique.diagnostic import Diagnostic, Outcome
    from communique.source import Position, Source


def write(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:  # noqa: ARG001 (every report is called the same way)
    """Write a list of findings; lines and columns from one, in code points, ends not included."""
    found = [record(each, outcome.sources.get(each.path)) for each in outcome.diagnostics]
    json.dump(found, stream, ensure_ascii=True, indent=2)
    stream.write("\n")


def record(diagnostic: Diagnostic, source: Source | None) -> dict[str, Any]:
    """Give a finding as JSON values; its edits are by line and column, as its place is."""
    fix = diagnostic.fix
    return {
        "path": diagnostic.path,
        "start": _position(diagnostic.start),
        "end": _position(diagnostic.end),
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "labels": [
            {"path": label.path, "start": _position(label.start), "end": _position(label.end), "text": label.text}
            for label in diagnostic.labels
        ],
        "fix": None
        if fix is None or source is None
        else {
            "title": fix.title,
            "safe": fix.safe,
            "edits": [
                {
                    "start": _position(source.position(edit.span.start)),
                    "end": _position(source.position(edit.span.end)),
                    "text": edit.text,
                }
                for edit in fix.edits
            ],
        },
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
