"""How a rule looks: a function with a code, a message and a docstring, that yields findings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, Self, TypeAlias, TypeVar

from communique.bind import Bound, BoundEvent
from communique.corpus import Corpus
from communique.diagnostic import Severity
from communique.fault import Argument, Fault, Part, Place
from communique.source import Span

Scope: TypeAlias = Literal["fault", "event", "file", "corpus"]


@dataclass(frozen=True, slots=True)
class Note:
    """Another place that matters to a finding; `file` is the name of its file, None for the finding's own."""

    where: Place | Span
    text: str
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """Replacements (a place or a span, and its new text) that cure a finding, all or none.

    `safe` ones keep the meaning and are applied by `--fix`; the others are offered in editors.
    """

    title: str
    replacements: tuple[tuple[Place | Span, str], ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: where, and what its message needs. `file` is named by rules over the corpus alone."""

    where: Place | Span
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    help: str | None = None
    notes: tuple[Note, ...] = ()
    repair: Repair | None = None
    file: str | None = None

    def saying(self, **arguments: Argument) -> Self:
        """Add arguments of the message."""
        return replace(self, arguments={**self.arguments, **arguments})

    def helping(self, text: str | None) -> Self:
        """Say the cure."""
        return replace(self, help=text)

    def noting(self, where: Place | Span, text: str, file: str | None = None) -> Self:
        """Point to another place, in this file or in another."""
        return replace(self, notes=(*self.notes, Note(where, text, file)))

    def repairing(self, title: str, *replacements: tuple[Place | Span, str], safe: bool = True) -> Self:
        """Offer an edit that cures it."""
        return replace(self, repair=Repair(title, replacements, safe))

    def within(self, file: str) -> Self:
        """Say in which file it is."""
        return replace(self, file=file)


Findings: TypeAlias = Iterable[Finding]


def at(*route: str | int, part: Part = "value") -> Finding:
    """Start a finding at a route of the file."""
    return Finding(Place(route, part))


def of(fault: Fault) -> Finding:
    """Start a finding from a fault: at its place, with its arguments."""
    return Finding(fault.where, fault.arguments)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it was declared; `check` takes what its scope says and yields findings."""

    code: str
    slug: str
    scope: Scope
    severity: Severity
    message: str
    since: str
    documentation: str
    check: Callable[[Any], Findings]

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return self.documentation.partition("\n")[0]


OnFault = TypeVar("OnFault", bound=Callable[[Fault], Findings])
OnEvent = TypeVar("OnEvent", bound=Callable[[BoundEvent], Findings])
OnFile = TypeVar("OnFile", bound=Callable[[Bound], Findings])
OnCorpus = TypeVar("OnCorpus", bound=Callable[[Corpus], Findings])


class Family:
    """Rules of one kind, with a prefix for their codes. Decorators declare a rule by what it looks at."""

    def __init__(self, prefix: str, title: str) -> None:
        """Take the three letters that its codes begin with, and its title."""
        self.prefix: Final = prefix
        self.title: Final = title
        self.rules: Final[list[Rule]] = []

    def fault(
        self, number: int, message: str, *, since: str, severity: Severity = "error"
    ) -> Callable[[OnFault], OnFault]:
        """Declare a rule that words the faults whose kind is the function's name."""
        return self._declare("fault", number, message, since, severity)

    def event(
        self, number: int, message: str, *, since: str, severity: Severity = "error"
    ) -> Callable[[OnEvent], OnEvent]:
        """Declare a rule over one event."""
        return self._declare("event", number, message, since, severity)

    def file(
        self, number: int, message: str, *, since: str, severity: Severity = "error"
    ) -> Callable[[OnFile], OnFile]:
        """Declare a rule over one annotation file."""
        return self._declare("file", number, message, since, severity)

    def corpus(
        self, number: int, message: str, *, since: str, severity: Severity = "error"
    ) -> Callable[[OnCorpus], OnCorpus]:
        """Declare a rule over all files; it runs only when the whole corpus was read."""
        return self._declare("corpus", number, message, since, severity)

    def _declare(self, scope: Scope, number: int, message: str, since: str, severity: Severity) -> Callable[[Any], Any]:
        def declare(function: Callable[[Any], Findings]) -> Callable[[Any], Findings]:
            slug = function.__name__.replace("_", "-")
            code = f"{self.prefix}{number:03}"
            page = inspect.cleandoc(function.__doc__ or "")
            self.rules.append(Rule(code, slug, scope, severity, message, since, page, function))
            return function

        return declare
