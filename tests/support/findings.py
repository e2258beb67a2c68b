"""Findings made by hand, right and hostile ones, and reports of them."""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Final, Literal

from hypothesis import strategies as st

from communique.diagnostic import Diagnostic, Edit, Fix, Label, Outcome
from communique.source import Position, Source, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

PATH: Final = "annotations/2025/11/an-article.yaml"
OTHER: Final = "annotations/2025/11/another.yaml"
TEXT: Final = """\
schema_version: 1
events:
  - id: a-summit
    place: gyongju
    summary: “정상회담” 😀 in gyongju
    status: ocurred
"""
SOURCES: Final = {name: Source(name, TEXT.encode()) for name in (PATH, OTHER)}

HOSTILE: Final = (
    "two\nlines\r\nand\ra half",
    "::error file=x,line=1::forged",
    "##[error]forged",
    "100 % %0A %25 :,",
    "]]></failure><script>alert(1)</script>&amp;<!--",
    "\x1b[31mred\x07\x00\x9b\ufffe\uffff",
    "\u202egnp.txt\u2066\u200f\ufeff",
    "| a | b |\\| `code` ``two`` **bold** _it_ ~~no~~ <b>x</b> [l](http://evil.example) ![i](x) @someone #1 $x$",
    "www.evil.example http://evil.example someone@evil.example :smile: [[wiki]] <http://evil.example>",
    "{0} {1} {{2}} [click](3) [here](http://evil.example)",
    "\ud800 lone",
    "정상회담 😀 é",
)
"""Texts of strangers that would be something else than text where they are shown."""

ANY_TEXT: Final = st.one_of(st.text(max_size=40), st.text("%:,\r\n|`]>[(<&\"'\\{}#@", max_size=20))


def finding(
    message: str = "no place is registered as `gyongju`",
    *,
    at: tuple[int, int] = (4, 12),
    to: tuple[int, int] | None = None,
    path: str = PATH,
    code: str = "NAM002",
    severity: Literal["error", "warning"] = "error",
    cure: str | None = "did you mean `gyeongju`?",
    labels: tuple[Label, ...] = (),
    fix: Fix | None = None,
) -> Diagnostic:
    """Make a finding; by default one of seven signs in the fourth line."""
    end = to or (at[0], at[1] + 7)
    rule = {"NAM002": "unknown-place", "SHP004": "value-not-allowed", "YML018": "disputed-scalar"}[code]
    return Diagnostic(path, Position(*at), Position(*end), code, rule, severity, message, cure, labels, fix)


def label(text: str = "first given here", *, path: str = OTHER, at: tuple[int, int] = (4, 12)) -> Label:
    """Make a label of seven signs."""
    return Label(path, Position(*at), Position(at[0], at[1] + 7), text)


def replacing(*pairs: tuple[str, str], safe: bool = True) -> Fix:
    """Make a fix that replaces the last place of each of these texts in the file."""
    edits = (Edit(Span(at := TEXT.rindex(old), at + len(old)), new) for old, new in pairs)
    return Fix("replace it", tuple(edits), safe)


def outcome(*found: Diagnostic, files: int = 3) -> Outcome:
    """Make what a check of three files came to, in order."""
    return Outcome(tuple(sorted(found, key=lambda each: each.order)), files, SOURCES)


def many(errors: int, warnings: int) -> Sequence[Diagnostic]:
    """Make so many findings, a warning before an error, each in a line of its own."""
    made = [finding(f"warning {n}", at=(2 * n + 1, 1), code="YML018", severity="warning") for n in range(warnings)]
    return [*made, *(finding(f"error {n}", at=(2 * n + 2, 1)) for n in range(errors))]


def report(name: str, of: Outcome) -> str:
    """Write a report."""
    stream = io.StringIO()
    import_module(f"communique.report.{name}").write(of, stream, colour=False)
    return stream.getvalue()
