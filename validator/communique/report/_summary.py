"""For the page of a pull request or a run: what was found, in Markdown, as counts and a table of the first."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from communique.report.full import summary
from communique.words import counted, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.diagnostic import Diagnostic, Outcome

_MOST: Final = 50
"""So many findings are in the table: the pages of platforms have bounds."""
_SIGNS: Final = re.compile("[!-&(-+.:-@[-`{-~]")
_ELSEWHERE: Final = re.compile("/|[A-Za-z]:/|<")
"""How the names of files begin that are not below the folder of the run, or no files."""


def markdown(outcome: Outcome, base: str = "") -> str:
    """Write a section with the counts by code and the first findings, errors before warnings.

    `base` is what an address of a file begins with, up to the folder of the run; nothing makes the links relative.
    """
    return "".join(f"{line}\n" for line in _lines(outcome, base))


def _lines(outcome: Outcome, base: str) -> Iterator[str]:
    found = sorted(outcome.diagnostics, key=lambda each: each.severity != "error")
    yield from ("### communique", "", f"{summary(outcome)}.", "")
    if not found:
        return
    counts = Counter((each.severity, each.code, each.rule) for each in found)
    yield from ("| | code | rule | found |", "| --- | --- | --- | ---: |")
    for (severity, code, rule), count in sorted(counts.items(), key=lambda each: (each[0][0], -each[1], each[0][1])):
        yield f"| {severity} | {code} | {rule} | {count:,} |"
    yield from ("", "| place | code | finding |", "| --- | --- | --- |")
    for each in found[:_MOST]:
        cure = f"<br>{_words(each.help)}" if each.help else ""
        yield f"| {_place(each, base)} | {each.code} | {_words(each.message)}{cure} |"
    if len(found) > _MOST:
        yield from ("", f"Not in the table: {counted(len(found) - _MOST, 'more finding')}.")
    yield ""


def _place(each: Diagnostic, base: str) -> str:
    """Give a place, leading to it where it is below the folder of the run."""
    shown = _words(f"{each.path}:{each.start.line}:{each.start.column}")
    if _ELSEWHERE.match(each.path):
        return shown
    return f"[{shown}]({base}{quote(each.path.removeprefix('./'), errors='replace')}#L{each.start.line})"


def _words(text: str) -> str:
    """Give words that Markdown finds nothing in: as code, so that no name is called, and each sign by its number."""
    inert = _SIGNS.sub(lambda match: f"&#{ord(match[0])};", visible(text, len(text)))
    return f"<code>{inert}</code>"
