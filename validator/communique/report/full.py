"""For people at a terminal: each finding with its line, a caret under the words, and the cure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final, TextIO

from communique.diagnostic import Label
from communique.words import counted, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.diagnostic import Diagnostic, Outcome
    from communique.source import Source

    Painter = Callable[[str, str], str]

_RED, _YELLOW, _BLUE, _BOLD, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"
_WIDEST: Final = 160
_MARGIN: Final = 40


def write(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:
    """Write the findings with their source lines, and a closing count."""
    paint = _painted if colour else _unpainted
    for each in outcome.diagnostics:
        stream.write(_one(each, outcome, paint))
        stream.write("\n")
    stream.write(paint(summary(outcome), _BOLD) + "\n")


def _one(each: Diagnostic, outcome: Outcome, paint: Painter) -> str:
    hue = _RED if each.severity == "error" else _YELLOW
    lines = [
        f"{paint(f'{each.severity}[{each.code}]', hue)}{paint(f': {each.message}', _BOLD)}",
        f"  {paint('-->', _BLUE)} {each.path}:{each.start.line}:{each.start.column}",
    ]
    source = outcome.sources.get(each.path)
    if source is not None:
        lines.extend(_excerpt(source, each, "^", hue, paint))
    for label in each.labels:
        there = outcome.sources.get(label.path)
        if label.path != each.path:
            lines.append(f"  {paint('::>', _BLUE)} {label.path}:{label.start.line}:{label.start.column}")
        if there is not None:
            lines.extend(_excerpt(there, label, "-", _BLUE, paint))
    if each.help:
        lines.append(f"   {paint('= help:', _BLUE)} {each.help}")
    return "\n".join(lines) + "\n"


def _excerpt(source: Source, at: Diagnostic | Label, mark: str, hue: str, paint: Painter) -> list[str]:
    """Draw one source line with marks under the stretch, and a label's words; a long line is cut around it."""
    if at.start.line > source.lines:  # the file was cut after it was checked
        return []
    start, end, text = at.start, at.end, at.text if isinstance(at, Label) else ""
    line = source.line(start.line)
    last = end.column if end.line == start.line else len(line) + 1
    first, last = start.column - 1, max(last - 1, start.column)
    if len(line) > _WIDEST:
        cut = max(0, first - _MARGIN)
        line, first, last = line[cut : cut + _WIDEST], first - cut, min(last - cut, _WIDEST)
    before, marked = visible(line[:first], _WIDEST * 2), visible(line[first:last], _WIDEST * 2)
    shown = before + marked + visible(line[last:], _WIDEST * 2)
    number, gap = f"{start.line:>4}", " " * 4
    bar = paint("|", _BLUE)
    under = " " * width(before) + paint(mark * max(1, width(marked)) + (f" {text}" if text else ""), hue)
    return [f"{paint(number, _BLUE)} {bar} {shown}".rstrip(), f"{gap} {bar} {under}"]


def width(text: str) -> int:
    """Count the terminal cells of a text: two for East Asian wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def summary(outcome: Outcome) -> str:
    """Say in one line how many files were checked and what was found."""
    found = Counter(each.severity for each in outcome.diagnostics)
    files = f"{counted(outcome.files, 'file')} checked"
    unseen = f" (passages not looked for: {counted(outcome.unseen, 'text')} not at hand)" if outcome.unseen else ""
    if not found:
        return f"{files}, nothing to report{unseen}"
    parts = [counted(found[kind], kind) for kind in ("error", "warning") if found[kind]]
    return f"{files}: {' and '.join(parts)}{unseen}"


def _painted(text: str, hue: str) -> str:
    return f"{hue}{text}{_PLAIN}"


def _unpainted(text: str, _hue: str) -> str:
    return text
