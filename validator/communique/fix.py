"""Applying edits to a file's text: all those that fit together, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.source import BYTE_ORDER_MARK, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from communique.diagnostic import Diagnostic, Edit, Fix

_MOST_ROUNDS: Final = 10
"""Fixes may uncover others; after so many rounds a file is left as it is."""


def apply(source: Source, edits: Iterable[Edit]) -> Source:
    """Give the file with its text edited. Edits may not overlap; a byte order mark stays."""
    text, parts, at = source.text, [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        assert edit.span.start >= at, "edits overlap"
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    data = "".join([*parts, text[at:]]).encode()
    return Source(source.name, (BYTE_ORDER_MARK if source.marked else b"") + data)


def fitting(fixes: Iterable[Fix]) -> list[Fix]:
    """Choose fixes whose edits do not touch each other, the first in the file winning.

    A fix is taken whole or not at all.
    """
    chosen: list[Fix] = []
    taken: list[Edit] = []
    for fix in sorted(fixes, key=lambda fix: [edit.span for edit in fix.edits]):
        if not any(_touch(edit, other) for edit in fix.edits for other in taken):
            chosen.append(fix)
            taken.extend(fix.edits)
    return chosen


def _touch(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def fixed(source: Source, check: Callable[[Source], Sequence[Diagnostic]]) -> tuple[Source, int]:
    """Apply the safe fixes of a file until there are none left; give the file and how many were applied.

    `check` gives the findings of the file as it stands. Where the rounds do not come to an end, nothing is changed.
    """
    current, applied = source, 0
    for _ in range(_MOST_ROUNDS):
        fixes = fitting({each.fix for each in check(current) if each.fix is not None and each.fix.safe})
        if not fixes:
            return current, applied
        current = apply(current, (edit for fix in fixes for edit in fix.edits))
        applied += len(fixes)
    return source, 0


def difference(before: Source, after: Source) -> str:
    """Give a unified diff between two states of a file."""
    import difflib

    lines = difflib.unified_diff(
        before.text.splitlines(keepends=True),
        after.text.splitlines(keepends=True),
        f"a/{before.name}",
        f"b/{after.name}",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
