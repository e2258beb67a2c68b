"""For test reports of CI systems: JUnit's XML, a test suite a file, a failed test a finding.

It is valid by the schema of Apache Ant's reports and by that of Jenkins. The former asks for a time and a host; these
are always the same, since the same corpus gives the same bytes.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, TextIO

from communique.report.full import summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.diagnostic import Diagnostic, Outcome

_ALIKE: Final = 'hostname="localhost" timestamp="1970-01-01T00:00:00" time="0"'
_MARKUP: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_SPECIAL: Final = re.compile('[&<>"\t\n\r]')
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, not even as a reference."""


def write(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:  # noqa: ARG001 (every report is called the same way)
    """Write a suite for each file with findings; where there are none, one with a test that passes."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n')
    for index, (path, found) in enumerate(groupby(outcome.diagnostics, key=lambda each: each.path)):
        _suite(stream, index, path, [_failed(each) for each in found], failed=True)
    if not outcome.diagnostics:
        passed = f'    <testcase name={_quoted(summary(outcome))} classname="communique" time="0"/>\n'
        _suite(stream, 0, "communique", [passed], failed=False)
    stream.write("</testsuites>\n")


def _suite(stream: TextIO, index: int, name: str, cases: Sequence[str], *, failed: bool) -> None:
    counts = f'tests="{len(cases)}" failures="{len(cases) if failed else 0}" errors="0"'
    stream.write(f'  <testsuite id="{index}" name={_quoted(name)} package="communique" {counts} {_ALIKE}>\n')
    stream.write('    <properties><property name="tool" value="communique"/></properties>\n')
    stream.writelines(cases)
    stream.write("    <system-out/>\n    <system-err/>\n  </testsuite>\n")


def _failed(each: Diagnostic) -> str:
    place = f"{each.start.line}:{each.start.column}"
    name = _quoted(f"{each.code} {each.rule} ({place})")
    cure = f"\n{each.help}" if each.help else ""
    words = _escaped(f"{each.path}:{place}: {each.severity}: {each.message}{cure}")
    return (
        f'    <testcase name={name} classname={_quoted(each.path)} time="0">\n'
        f'      <failure type="{each.severity}" message={_quoted(each.message)}>{words}</failure>\n'
        "    </testcase>\n"
    )


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    shown = _FORBIDDEN.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)
    return _SPECIAL.sub(lambda match: _MARKUP[match[0]], shown)
