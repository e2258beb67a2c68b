"""For merge requests on GitLab: a report of code quality, in JSON.

GitLab tells new findings from old ones by their fingerprints, and shows of equal fingerprints the first alone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TextIO

from communique.fingerprint import distinct

if TYPE_CHECKING:
    from communique.diagnostic import Diagnostic, Outcome, Severity
    from communique.source import Position

_SEVERITY: Final[dict[Severity, str]] = {"error": "major", "warning": "minor"}


def write(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:  # noqa: ARG001 (every report is called the same way)
    """Write a list of issues."""
    named = zip(outcome.diagnostics, distinct(outcome), strict=True)
    json.dump([_issue(each, fingerprint) for each, fingerprint in named], stream, indent=2)
    stream.write("\n")


def _issue(each: Diagnostic, fingerprint: str) -> dict[str, Any]:
    cure = f"; {each.help}" if each.help else ""
    return {
        "check_name": each.code,
        "description": f"{each.code}: {each.message}{cure}",
        "severity": _SEVERITY[each.severity],
        "fingerprint": fingerprint,
        "location": {
            "path": each.path.removeprefix("./"),
            "positions": {"begin": _position(each.start), "end": _position(each.end)},
        },
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
