"""For pull requests on GitHub: workflow commands, which become annotations of the lines.

GitHub shows ten errors and ten warnings of a step and drops the others without a word; so no more are written, and the
last line counts the rest. Values are escaped as GitHub's own toolkit escapes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO

from communique.report.full import summary
from communique.words import counted

if TYPE_CHECKING:
    from communique.diagnostic import Diagnostic, Outcome

_SHOWN: Final = 10
"""So many annotations of a severity GitHub takes from one step."""
_IN_DATA: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES: Final = {**_IN_DATA, ":": "%3A", ",": "%2C"}


def write(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:  # noqa: ARG001 (every report is called the same way)
    """Write the errors, then the warnings, as far as they are shown; then the counts."""
    left_out = []
    for severity in ("error", "warning"):
        found = [each for each in outcome.diagnostics if each.severity == severity]
        stream.writelines(_command(each) + "\n" for each in found[:_SHOWN])
        if len(found) > _SHOWN:
            left_out.append(counted(len(found) - _SHOWN, severity))
    stream.write(summary(outcome))
    if left_out:
        stream.write(f"; not shown above: {' and '.join(left_out)} (GitHub shows {_SHOWN} of each in a step)")
    stream.write("\n")


def _command(each: Diagnostic) -> str:
    """Give a finding as a command. Columns are for a stretch within one line: GitHub refuses others."""
    properties = {"title": f"{each.code} {each.rule}", "file": each.path, "line": str(each.start.line)}
    if each.start.line == each.end.line:
        properties["col"] = str(each.start.column)
    properties["endLine"] = str(each.end.line)
    if each.start.line == each.end.line:
        properties["endColumn"] = str(each.end.column)
    told = ",".join(f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items())
    cure = f"\n{each.help}" if each.help else ""
    data = f"{each.path}:{each.start.line}:{each.start.column}: {each.code} {each.message}{cure}"
    return f"::{each.severity} {told}::{_escaped(data, _IN_DATA)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(each, each) for each in text)
