"""`communique compile`: a sound corpus to a dataset."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP: Final = "Check a corpus, and compile it into a dataset."
DEFAULT_FORMATS: Final = "json,jsonl"


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; by default the whole corpus")
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="the folder that the dataset is written to")
    parser.add_argument("--format", default=DEFAULT_FORMATS, metavar="FORMATS", help=f"default: {DEFAULT_FORMATS}")


def run(arguments: Namespace) -> int:
    """Check, build, write; give the exit status."""
    from dataclasses import replace  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from communique import catalogue, export, pipeline, project  # noqa: PLC0415
    from communique.cli import FINE, FOUND, MISUSE  # noqa: PLC0415
    from communique.dataset.build import build  # noqa: PLC0415
    from communique.publish import publish  # noqa: PLC0415
    from communique.report import full  # noqa: PLC0415
    from communique.words import counted  # noqa: PLC0415

    formats = list(dict.fromkeys(arguments.format.split(",")))
    known = catalogue.names(export)
    if unknown := [each for each in formats if each not in known]:
        message = f"there is no format `{unknown[0]}`; there are {', '.join(known)}"
        raise project.MisuseError(message)
    opened = project.open_project(arguments.paths, alone=bool(arguments.paths))
    everything = replace(opened, settings=replace(opened.settings, select=(), ignore=()))
    result = pipeline.run(everything)
    if result.sound is None:
        errors = tuple(each for each in result.outcome.diagnostics if each.severity == "error")
        full.write(replace(result.outcome, diagnostics=errors), sys.stderr, colour=sys.stderr.isatty())
        sys.stderr.write("nothing was written: a corpus with errors is not compiled\n")
        return MISUSE if result.unreadable else FOUND
    dataset = build(result.sound)
    files = (file for each in formats for file in import_module(f"{export.__name__}.{each}").export(dataset))
    counts = {table: len(rows) for table, rows in dataset.tables.items()}
    publish(files, counts, Path(arguments.output))
    parts = [counted(counts["events"], "event"), counted(counts["reports"], "report"), counted(counts["articles"], "article")]
    sys.stdout.write(f"{arguments.output}: {parts[0]} from {parts[1]} in {parts[2]}\n")
    return FINE
