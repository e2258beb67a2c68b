"""`communique check`: everything that is wrong, with its place and its cure."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from communique.project import Project

HELP: Final = "Check annotations and registries."

_PAUSE: Final = 0.3
"""Seconds between two looks at the files."""


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    from communique.cli import _choice, _means, _summary

    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; `-` is standard input")
    parser.add_argument("--stdin-filename", metavar="PATH", help="the file that standard input stands in for")
    parser.add_argument("--output-format", choices=_formats(), default="full", help="how findings are shown")
    parser.add_argument("--select", action="append", metavar="CODES", help="only codes that begin so: `REF,NAM001`")
    parser.add_argument("--ignore", action="append", metavar="CODES", help="no codes that begin so")
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    parser.add_argument("--alone", action="store_true", help="read only the named files and the registries")
    parser.add_argument("--fix", action="store_true", help="apply the safe fixes, then report what is left")
    parser.add_argument("--diff", action="store_true", help="show what `--fix` would change, and change nothing")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file changes, until Ctrl-C")
    _choice.configure(parser)
    _summary.configure(parser)
    _means.configure(parser)
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour the full format")


def _formats() -> list[str]:
    from communique import catalogue, report

    return catalogue.names(report)


def run(arguments: Namespace) -> int:
    """Check, fix where asked, report, and give the exit status."""
    from communique.cli import _choice

    standing_in = "-" in arguments.paths
    _choice.ensure_sensible(arguments, standing_in=standing_in)
    if standing_in:
        return _standard_input(arguments)
    if arguments.watch:
        return _watch(arguments)
    opened = _opened(arguments)
    if arguments.fix or arguments.diff:
        changed = _fix(_choice.choose(arguments, opened).of_fixes(), write=not arguments.diff)
        if arguments.diff:
            return changed
    return _report(opened, arguments)


def _opened(arguments: Namespace) -> Project:
    from communique import project

    return _with_options(project.open_project(arguments.paths, alone=arguments.alone), arguments)


def _with_options(opened: Project, arguments: Namespace) -> Project:
    """Let the command line have its say over the configuration. Raises MisuseError for a code that no rule has."""
    from dataclasses import replace

    settings = replace(
        opened.settings,
        select=_codes(arguments.select) or opened.settings.select,
        ignore=(*opened.settings.ignore, *_codes(arguments.ignore)),
        strict=arguments.strict or opened.settings.strict,
    )
    if settings.select or settings.ignore:
        _ensure_codes((*settings.select, *settings.ignore))
    return replace(opened, settings=settings)


def _ensure_codes(prefixes: tuple[str, ...]) -> None:
    from communique.project import MisuseError
    from communique.rules import all_rules

    for prefix in prefixes:
        if not any(rule.code.startswith(prefix) for rule in all_rules()):
            message = f"no rule has a code that begins with `{prefix}`; `communique rules` lists all"
            raise MisuseError(message)


def _standard_input(arguments: Namespace) -> int:
    from pathlib import Path

    from communique import pipeline, project
    from communique.subset import REGISTRY_LIMIT

    if len(arguments.paths) > 1 or arguments.fix or arguments.diff or arguments.watch:
        message = "`-` is checked by itself: name no other path, and neither fix nor watch it"
        raise project.MisuseError(message)
    if sys.stdin is None:
        message = "standard input is closed"
        raise project.MisuseError(message)
    given = arguments.stdin_filename
    name = project.shown(Path(given)) if given else pipeline.STANDARD_INPUT
    opened = _with_options(project.open_standing_in(arguments.stdin_filename), arguments)
    return _report(opened, arguments, (name, sys.stdin.buffer.read(REGISTRY_LIMIT + 1)))


def _report(opened: Project, arguments: Namespace, standard_input: tuple[str, bytes] | None = None) -> int:
    """Check once, write the report, and give the exit status."""
    from importlib import import_module

    from communique import pipeline
    from communique.cli import FINE, FOUND, MISUSE, _choice, _summary
    from communique.cli._means import means

    choice = _choice.choose(arguments, opened, standard_input and standard_input[0])
    with means(arguments, opened) as given:
        result = pipeline.run(opened, standard_input, given)
    outcome = choice.outcome(result.outcome)
    colour = arguments.color == "always" or (arguments.color == "auto" and sys.stdout.isatty())
    import_module(f"communique.report.{arguments.output_format}").write(outcome, sys.stdout, colour=colour)
    _summary.summarise(arguments, outcome)
    if result.unreadable:
        return MISUSE
    serious = {"error", "warning"} if opened.settings.strict else {"error"}
    return FOUND if any(each.severity in serious for each in outcome.diagnostics) else FINE


def _fix(opened: Project, *, write: bool) -> int:
    """Apply the safe fixes of the wanted codes, or show them; give 1 where there are any."""
    from communique import annotated, fix, project
    from communique.cli import FINE, FOUND
    from communique.words import counted

    applied = 0
    for before, after, count in annotated.repaired(opened):
        if before.data != after.data:
            applied += count
            if write:
                project.write(opened.path_of(before.name), after.data)
            else:
                sys.stdout.write(fix.difference(before, after))
    sys.stderr.write(f"{counted(applied, 'fix', 'fixes')} {'applied' if write else 'to apply'}\n")
    return FOUND if applied else FINE


def _watch(arguments: Namespace) -> int:
    """Report, wait until a file of the corpus changes, redraw; until the user stops it."""
    import time

    from communique import project

    seen: dict[str, object] = {}
    while True:
        opened = _opened(arguments)
        now = project.fingerprint(opened)
        if now != seen:
            if sys.stdout.isatty():
                sys.stdout.write("\x1b[2J\x1b[H")
            _report(opened, arguments)
            sys.stdout.flush()
            seen = now
        time.sleep(_PAUSE)


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for each in given or () for code in each.split(",") if code.strip())
