"""`communique check`: everything that is wrong, with its place and its cure."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP: Final = "Check annotations and registries."


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; `-` is standard input")
    parser.add_argument("--stdin-filename", metavar="PATH", help="the file that standard input stands in for")
    parser.add_argument("--output-format", choices=_formats(), default="full", help="how findings are shown")
    parser.add_argument("--select", action="append", metavar="CODES", help="only codes that begin so: `REF,NAM001`")
    parser.add_argument("--ignore", action="append", metavar="CODES", help="no codes that begin so")
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    parser.add_argument("--alone", action="store_true", help="read only the named files and the registries")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour the full format")


def _formats() -> list[str]:
    from communique import catalogue, report  # noqa: PLC0415

    return catalogue.names(report)


def run(arguments: Namespace) -> int:
    """Check, report, and give the exit status."""
    from importlib import import_module  # noqa: PLC0415

    from communique import pipeline, project  # noqa: PLC0415
    from communique.cli import FINE, FOUND, MISUSE  # noqa: PLC0415

    standard_input = None
    paths = [path for path in arguments.paths if path != "-"]
    if "-" in arguments.paths:
        name = arguments.stdin_filename or pipeline.STANDARD_INPUT
        standard_input = (name, sys.stdin.buffer.read())
        if paths:
            message = "`-` is checked by itself: name no other path beside it"
            raise project.MisuseError(message)
    opened = project.open_standing_in(arguments.stdin_filename) if standard_input else project.open_project(paths, alone=arguments.alone)
    settings = replace(
        opened.settings,
        select=_codes(arguments.select) or opened.settings.select,
        ignore=(*opened.settings.ignore, *_codes(arguments.ignore)),
        strict=arguments.strict or opened.settings.strict,
    )
    result = pipeline.run(replace(opened, settings=settings), standard_input)
    colour = arguments.color == "always" or (arguments.color == "auto" and sys.stdout.isatty())
    import_module(f"communique.report.{arguments.output_format}").write(result.outcome, sys.stdout, colour=colour)
    if result.unreadable:
        return MISUSE
    serious = {"error", "warning"} if settings.strict else {"error"}
    return FOUND if any(each.severity in serious for each in result.outcome.diagnostics) else FINE


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for each in given or () for code in each.split(",") if code.strip())
