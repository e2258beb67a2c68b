"""What is shown to people and machines: one finding with its code, words, places and cure. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from communique.source import Position, Source, Span

Severity: TypeAlias = Literal["error", "warning"]

_UNJUDGED: Final = frozenset({"unreadable-file", "unfinished-file", "rule-failed"})


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of one stretch of a file's text (code points) by another text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that are applied all or none, and what they do, in the imperative.

    A `safe` fix keeps the meaning of what the author wrote, and may be applied unseen.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Label:
    """Another place that matters to a finding, and what it has to do with it."""

    path: str
    start: Position
    end: Position
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, ready to be reported.

    `start` and `end` are a half-open stretch, lines and columns from one, in code points. `code` is stable
    (`REF001`), `rule` its slug. `help` is the cure, where there is one to name.
    """

    path: str
    start: Position
    end: Position
    code: str
    rule: str
    severity: Severity
    message: str
    help: str | None = None
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, Position, str, str, Position]:
        """The key diagnostics are sorted by: path, place, code, message."""
        return (self.path, self.start, self.code, self.message, self.end)

    @property
    def unjudged(self) -> bool:
        """Whether it says that something could not be judged: no choice of findings may leave that out."""
        return self.rule in _UNJUDGED


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check came to, as reports show it: the findings in order, and how many files were asked for.

    `sources` are the files that findings point into, by name. `unseen` counts the annotations whose texts are not at
    hand, so that their passages could not be looked for.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    sources: Mapping[str, Source]
    unseen: int = 0
