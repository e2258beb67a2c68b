"""One line a finding: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from communique.report.full import summary

if TYPE_CHECKING:
    from communique.diagnostic import Outcome


def write(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:  # noqa: ARG001 (every report is called the same way)
    """Write the findings and a closing count."""
    for each in outcome.diagnostics:
        help_ = f" ({each.help})" if each.help else ""
        stream.write(f"{each.path}:{each.start.line}:{each.start.column}: {each.code} {each.message}{help_}\n")
    stream.write(summary(outcome) + "\n")
