"""Runs the rules, and gives what they found as diagnostics; what no error stands against is sound."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from communique.corpus import gather
from communique.diagnostic import Diagnostic, Edit, Fix, Label
from communique.fault import Fault, Place
from communique.outline import outline_of
from communique.rules import all_rules
from communique.source import Span
from communique.suppress import suppress, suppressions
from communique.tree import Tree, read
from communique.words import listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from communique.bind import Bound
    from communique.corpus import Corpus
    from communique.fault import Argument
    from communique.model.registry import Names
    from communique.outline import Outline
    from communique.rule import Finding, Rule
    from communique.source import Source

MOST_PER_FILE: Final = 100
"""How many findings of one file are shown; the rest is counted."""

_LONGEST_HELP: Final = 600


class _OfCheck:
    """What only this module has: the proof that `Sound` asks for."""


@dataclass(frozen=True)
class Sound:
    """A corpus in which no error stands. Only `check` makes one: a broken corpus cannot be handed to `build`."""

    corpus: Corpus
    proof: _OfCheck = field(repr=False)

    def value(self, name: str) -> Any:
        """Read the plain values of an annotation again. Raises ChangedError where it is no longer what was checked."""
        source = self.corpus.source(name)
        if source.digest != self.corpus.outlines[name].digest:
            raise ChangedError(name)
        return read(source).value


class ChangedError(Exception):
    """A file that is not what was checked any more; its name is the argument."""


@dataclass(frozen=True)
class Checked:
    """The findings of a corpus, in order, and the corpus as sound where no error is among them."""

    diagnostics: tuple[Diagnostic, ...]
    sound: Sound | None


def check(corpus: Corpus, of_files: Iterable[Diagnostic]) -> Checked:
    """Put what was found in each annotation together with what is found in the registries and over all files.

    Never raises for what an author wrote, nor for a rule that fails.
    """
    found = [*of_files, *(each for file in corpus.registries.values() for each in check_file(file))]
    if corpus.whole:
        found.extend(check_corpus(corpus))
    diagnostics = tuple(sorted(found, key=lambda diagnostic: diagnostic.order))
    broken = not corpus.whole or any(diagnostic.severity == "error" for diagnostic in diagnostics)
    return Checked(diagnostics, None if broken else Sound(corpus, _OfCheck()))


def check_all(files: Iterable[Bound], names: Names, *, released: frozenset[str] = frozenset()) -> Checked:
    """Check files that are at hand as one whole corpus: for callers that hold a few of them in memory."""
    bound = sorted(files, key=lambda file: file.name)
    annotations = [file for file in bound if file.kind.form == "annotation"]
    sources = {file.name: file.tree.source for file in bound}
    corpus = gather(
        map(outlined, annotations),
        (file for file in bound if file.kind.form != "annotation"),
        names,
        released=released,
        source=sources.__getitem__,
    )
    return check(corpus, (each for file in annotations for each in check_file(file)))


def outlined(file: Bound) -> Outline:
    """Make the outline of a bound annotation, which says whether its comments accept what is found over the corpus."""
    return outline_of(file, accepts=bool(suppressions(file.tree, of_corpus=True)))


def check_file(file: Bound) -> list[Diagnostic]:
    """Run the rules that depend on one file alone; sorted, and at most `MOST_PER_FILE`, with a count of the rest."""
    findings = [each for fault in (*file.tree.faults, *file.faults) for each in _of_fault(fault)]
    if file.kind.form == "annotation" and file.tree.whole:
        for rule in _rules_of("event"):
            for event in file.events:
                findings.extend(_guarded(rule, event, Place(event.route)))
        for rule in _rules_of("file"):
            findings.extend(_guarded(rule, file, Place(())))
    found = [_diagnose(rule, finding, file.tree) for rule, finding in findings]
    kept = _accepted(_once(found), file.tree, of_corpus=False)
    return _at_most(MOST_PER_FILE, sorted(kept, key=lambda diagnostic: diagnostic.order), file.tree)


def check_corpus(corpus: Corpus) -> list[Diagnostic]:
    """Run the rules that need all files; one that fails is reported in the first of them."""
    found: dict[str, list[Diagnostic]] = {file.name: [] for file in corpus.annotations if file.accepts}
    for rule in _rules_of("corpus"):
        for each, finding in _guarded(rule, corpus, Place(())):
            name = finding.file or min((*corpus.outlines, *corpus.registries))
            found.setdefault(name, []).append(_diagnose(each, finding, corpus.tree(name), corpus.tree))
    return [each for name in found for each in _accepted(found[name], corpus.tree(name), of_corpus=True)]


def _accepted(found: Iterable[Diagnostic], tree: Tree, *, of_corpus: bool) -> list[Diagnostic]:
    """Leave out what the file's author accepts, and add what is wrong with the acceptance."""
    kept, faults = suppress(found, suppressions(tree, of_corpus=of_corpus))
    return [*kept, *(_diagnose(rule, each, tree) for fault in faults for rule, each in _of_fault(fault))]


def explain_fault(fault: Fault, source: Source) -> list[Diagnostic]:
    """Give the diagnostics of a fault met before there was a tree, such as a file that cannot be read."""
    return [_diagnose(rule, finding, Tree(source, None)) for rule, finding in _of_fault(fault)]


def prepare() -> None:
    """Import all rules: before processes are forked, which then need not do so each for itself."""
    _by_kind()


def explain_reading(tree: Tree) -> list[Diagnostic]:
    """Give the diagnostics of what was met in reading a file, whatever its values are."""
    found = [_diagnose(rule, finding, tree) for fault in tree.faults for rule, finding in _of_fault(fault)]
    return sorted(found, key=lambda diagnostic: diagnostic.order)


@cache
def _rules_of(scope: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in all_rules() if rule.scope == scope)


@cache
def _by_kind() -> Mapping[str, Rule]:
    return {rule.slug: rule for rule in _rules_of("fault")}


def _of_fault(fault: Fault) -> list[tuple[Rule, Finding]]:
    return _guarded(_by_kind()[fault.kind], fault, fault.where)


def _guarded(rule: Rule, subject: Any, where: Place | Span) -> list[tuple[Rule, Finding]]:
    """Run a rule; one that fails becomes a finding of another, so that the rest still speak."""
    try:
        return [(rule, finding) for finding in rule.check(subject)]
    except Exception as error:  # noqa: BLE001 (a mistake of ours must not cost an author the other findings)
        problem = f"{type(error).__name__}: {error}"
        return _of_fault(Fault("rule-failed", where, {"rule": rule.code, "problem": problem}))


def _once(found: list[Diagnostic]) -> set[Diagnostic]:
    """Leave out repetitions, and the advice to quote a value that is wrong there, quoted or not."""
    wrong = {(diagnostic.start, diagnostic.end) for diagnostic in found if diagnostic.severity == "error"}
    return {each for each in found if each.rule != "disputed-scalar" or (each.start, each.end) not in wrong}


def _at_most(most: int, found: list[Diagnostic], tree: Tree) -> list[Diagnostic]:
    """Keep so many findings, errors before warnings, in their order, with a closing one that counts the rest."""
    if len(found) <= most:
        return found
    kept = sorted(found, key=lambda diagnostic: (diagnostic.severity != "error", diagnostic.order))[:most]
    kept.sort(key=lambda diagnostic: diagnostic.order)
    end = tree.source.offset(kept[-1].start)
    fault = Fault("too-many-findings", Span(end, end), {"rest": len(found) - most, "most": most})
    return [*kept, *(_diagnose(rule, finding, tree) for rule, finding in _of_fault(fault))]


def _diagnose(rule: Rule, finding: Finding, tree: Tree, others: Callable[[str], Tree] | None = None) -> Diagnostic:
    """Turn a finding into places, words and edits that can be shown."""
    source, span = tree.source, tree.span(finding.where)
    labels = []
    for note in finding.notes:
        there = others(note.file) if note.file and others else tree
        place = there.span(note.where)
        start, end = there.source.position(place.start), there.source.position(place.end)
        labels.append(Label(there.source.name, start, end, visible(note.text, _LONGEST_HELP)))
    fix = None
    if finding.repair:
        edits = tuple(Edit(tree.span(where), text) for where, text in finding.repair.replacements)
        fix = Fix(visible(finding.repair.title), edits, finding.repair.safe)
    return Diagnostic(
        path=source.name,
        start=source.position(span.start),
        end=source.position(span.end),
        code=rule.code,
        rule=rule.slug,
        severity=rule.severity,
        message=rule.message.format_map({key: _shown(value) for key, value in finding.arguments.items()}),
        help=visible(finding.help, _LONGEST_HELP) if finding.help else None,
        labels=tuple(labels),
        fix=fix,
    )


def _shown(argument: Argument) -> str:
    if isinstance(argument, str):
        return visible(argument)
    if isinstance(argument, int):
        return f"{argument:,}"
    return listed([str(step) for step in argument])
