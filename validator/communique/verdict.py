"""What came of one annotation by itself: its findings and its outline, as it travels between processes and runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from communique.diagnostic import Diagnostic, Edit, Fix, Label
from communique.outline import Outline
from communique.source import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(NamedTuple):
    """The findings of the rules that depend on one file alone, in order, and its outline.

    `outline` is None where the file could not be read at all. `unseen` says that it has events and no text was at
    hand to look for their passages in. `lasting` says that it depends on nothing but the file, the text of the file's
    name, and what is the same for all files: then it holds in another run too. `passing` says, in the process that
    puts verdicts together, that it may be another as soon as it is asked for again: of a file that was changed or could
    not be read while the run went on, or that cost its worker.
    """

    outline: Outline | None
    diagnostics: tuple[Diagnostic, ...] = ()
    unseen: bool = False
    lasting: bool = False
    passing: bool = False

    def packed(self) -> str:
        """Write it as JSON; the name of the file is left out."""
        outline = None if self.outline is None else self.outline.packed()
        found = [pack(each) for each in self.diagnostics]
        return _JSON.encode([outline, found, self.unseen, self.lasting])

    @classmethod
    def unpacked(cls, name: str, data: str) -> Verdict:
        """Make it of what `packed` wrote, for a file of that name. Raises ValueError or TypeError for anything else."""
        outline, diagnostics, unseen, lasting = json.loads(data)
        made = None if outline is None else Outline.unpacked(name, outline)
        return cls(made, tuple(unpack(name, each) for each in diagnostics), unseen, lasting)


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def pack(each: Diagnostic) -> list[Any]:
    """Give a finding as JSON can say it, without the path of its file."""
    fix = each.fix and [each.fix.title, each.fix.safe, [[*edit.span, edit.text] for edit in each.fix.edits]]
    labels = [[label.path, *label.start, *label.end, label.text] for label in each.labels]
    return [*each.start, *each.end, each.code, each.rule, each.severity, each.message, each.help, labels, fix]


def unpack(path: str, packed: list[Any]) -> Diagnostic:
    """Make a finding in a file of what `pack` gave."""
    line, column, end_line, end_column, code, rule, severity, message, cure, labels, fix = packed
    return Diagnostic(
        path=path,
        start=Position(line, column),
        end=Position(end_line, end_column),
        code=code,
        rule=rule,
        severity=severity,
        message=message,
        help=cure,
        labels=tuple(Label(there, Position(a, b), Position(c, d), text) for there, a, b, c, d, text in labels),
        fix=None if fix is None else Fix(fix[0], tuple(_edits(fix[2])), safe=fix[1]),
    )


def _edits(packed: Iterable[list[Any]]) -> Iterable[Edit]:
    return (Edit(Span(start, end), text) for start, end, text in packed)
