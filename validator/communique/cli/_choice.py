"""Which of the findings are reported: those that concern changed files, and those that no baseline accepts."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from communique import project
from communique.words import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from communique.baseline import Baseline, Entry
    from communique.diagnostic import Outcome
    from communique.history import Changes
    from communique.project import Project


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--since", metavar="REV", help="report what concerns files changed since a revision of git")
    parser.add_argument("--baseline", metavar="FILE", help="do not report the findings that are recorded in a file")
    writing = parser.add_mutually_exclusive_group()
    writing.add_argument("--write-baseline", action="store_true", help="record all findings in the file first")
    writing.add_argument("--update-baseline", action="store_true", help="take out of the file what is no longer found")


def ensure_sensible(arguments: Namespace, *, standing_in: bool) -> None:
    """Raise MisuseError where options contradict each other; `standing_in`: standard input is checked."""
    writes = arguments.write_baseline or arguments.update_baseline
    contradictions = {
        "name the file of the baseline: `--baseline FILE`": writes and not arguments.baseline,
        "a baseline is for all changes: write it without `--since`": writes and arguments.since is not None,
        "a baseline is written once: not with `--watch`": writes and arguments.watch,
        "a summary is written once: not with `--watch`": arguments.summary and arguments.watch,
        "`-` is checked by itself: write no baseline of it": writes and standing_in,
        "`-` is checked by itself, and as changed: without `--since`": arguments.since is not None and standing_in,
    }
    for message, contradicts in contradictions.items():
        if contradicts:
            raise project.MisuseError(message)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is reported of a project: the changes that it must concern, and the baseline that accepts some of it.

    Either is None where it was not asked for. `asked` are the names of the files that findings may be in.
    """

    arguments: Namespace
    opened: Project
    asked: frozenset[str]
    changes: Changes | None
    baseline: Baseline | None

    def outcome(self, found: Outcome) -> Outcome:
        """Choose from all that was found, and say on standard error what was chosen; write the baseline where asked.

        Raises MisuseError and OSError where the baseline cannot be written.
        """
        if self.baseline is not None:
            found = self._accepted(found, self.baseline)
        if self.changes is not None:
            from communique.since import touching

            found = touching(found, self.changes.names)
            files = counted(len(self.changes.names), "file")
            _say(f"{files} changed since `{self.arguments.since}`: only what concerns them is reported")
            if self.changes.wider:
                _say("registries changed too, or files went: what other files miss by that is not reported")
        return found

    def of_fixes(self) -> Project:
        """Give the project with only those files asked for whose fixes are wanted: the changed ones."""
        return self.opened if self.changes is None else replace(self.opened, named=self.asked & self.changes.names)

    def _accepted(self, found: Outcome, baseline: Baseline) -> Outcome:
        from communique.baseline import accept, gone, recorded, shrunk

        name, path, looked_at = self.arguments.baseline, self._path(), self._looked_at(found)
        if self.arguments.write_baseline:
            baseline = recorded(found, baseline, path, looked_at)
            project.write(Path(name), baseline.written())
        left, used = accept(found, baseline, path)
        done = "recorded in" if self.arguments.write_baseline else "accepted by"
        if used:
            _say(f"{counted(used.total(), 'finding')} {done} `{name}`")
        missing = gone(baseline, used, looked_at)
        if missing and any(each.severity == "error" for each in left.diagnostics):
            if self.arguments.update_baseline:
                _say(f"nothing is taken out of `{name}` while errors are reported: they may hide what it accepts")
        elif missing and self.arguments.update_baseline:
            project.write(Path(name), shrunk(baseline, missing).written())
            _say(f"{counted(missing.total(), 'accepted finding')} gone: taken out of `{name}`")
        elif missing:
            _say(f"{counted(missing.total(), 'accepted finding')} gone: `--update-baseline` takes such out of `{name}`")
        return left

    def _path(self) -> Callable[[str], str]:
        from communique.baseline import located

        return located(Path.cwd().as_posix(), Path(os.path.abspath(self.opened.settings.root)).as_posix())  # noqa: PTH100

    def _looked_at(self, found: Outcome) -> Callable[[Entry], bool]:
        """Tell of entries whether a run would have found them: where it did not look, absence proves nothing.

        It looks in the files asked for, and for the codes wanted; for those of rules over the corpus where that was
        read whole, and for those of passages where the texts are at hand.
        """
        from communique.pipeline import wanted

        path = self._path()
        whole = self.opened.whole and not any(each.unjudged for each in found.diagnostics)
        everything = whole and self.asked.issuperset(file.name for file in self.opened.files)
        paths = {path(name) for name in self.asked}
        cut = {path(each.path) for each in found.diagnostics if each.rule == "too-many-findings"}
        blind = (frozenset() if whole else _codes_over_corpus()) | (_codes_of_texts() if found.unseen else frozenset())

        def looked_at(entry: Entry) -> bool:
            in_files = (everything or entry.path in paths) and entry.path not in cut
            return in_files and entry.code not in blind and wanted(entry.code, self.opened.settings)

        return looked_at


def choose(arguments: Namespace, opened: Project, standing_in: str | None = None) -> Choice:
    """Ask git and read the baseline, as far as the command line asks for it, before anything is checked.

    `standing_in` is the name of the file that standard input stands in for. Raises MisuseError where git cannot tell,
    or the baseline cannot be read.
    """
    changed = None
    if arguments.since is not None:
        from communique.history import changes

        changed = changes(opened, arguments.since)
    asked = opened.named if standing_in is None else frozenset({standing_in})
    baseline = _read(Path(arguments.baseline), anew=arguments.write_baseline) if arguments.baseline else None
    return Choice(arguments, opened, asked, changed, baseline)


def _read(path: Path, *, anew: bool) -> Baseline:
    """Read a baseline; one that is to be written may be missing."""
    from communique.baseline import Baseline, NotABaselineError
    from communique.documents import DECISIONS

    if not path.exists() and not path.is_symlink():
        if anew:
            return Baseline()
        message = f"there is no baseline `{path}`; `--write-baseline` records one"
        raise project.MisuseError(message)
    got = project.read(project.File(str(path), project.shown(path), DECISIONS))
    if isinstance(got, tuple):
        message = f"the baseline `{path}` cannot be read: {got[1].arguments['reason']}"
        raise project.MisuseError(message)
    try:
        return Baseline.read(got.data)
    except NotABaselineError as error:
        message = f"`{path}` is no baseline: {error}"
        raise project.MisuseError(message) from None


def _codes_over_corpus() -> frozenset[str]:
    from communique.rules import all_rules

    return frozenset(rule.code for rule in all_rules() if rule.scope == "corpus")


def _codes_of_texts() -> frozenset[str]:
    from communique.rules import all_rules
    from communique.screens import OF_TEXTS

    return OF_TEXTS.union(rule.code for rule in all_rules() if rule.code.startswith("EVI"))


def _say(message: str) -> None:
    from communique.words import visible

    sys.stderr.write(visible(message, 2_000) + "\n")
