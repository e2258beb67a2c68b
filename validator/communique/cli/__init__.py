"""The command line. A command is a module of this package with `HELP`, `configure(parser)` and `run(arguments)`; only the one asked for is imported."""

from __future__ import annotations

import argparse
import io
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

from communique import __version__, catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE: Final = 0
FOUND: Final = 1
MISUSE: Final = 2
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; give 0 where all is well, 1 where something was found, 2 for misuse and what cannot be read or written."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _refuse(f"{error.strerror or error}" + (f": `{error.filename}`" if error.filename else ""))
    return status


def _run(words: list[str]) -> int:
    parser = _parser(words[0] if words else "")
    parsed = parser.parse_args(words)
    command = getattr(parsed, "command", None)
    if command is None:
        parser.print_help()
        return MISUSE
    from communique.project import MisuseError  # noqa: PLC0415 (not for `--version`)
    from communique.tree import UntestedParserError  # noqa: PLC0415

    try:
        return int(import_module(f"{__name__}.{command}").run(parsed))
    except (MisuseError, UntestedParserError) as error:
        return _refuse(str(error))


def _parser(command: str) -> argparse.ArgumentParser:
    """Build the parser: with the options of the command asked for, and of the others only the line that tells of them."""
    parser = argparse.ArgumentParser(
        prog="communique", description="Event annotations as code: check them, and compile them into a dataset."
    )
    parser.add_argument("--version", action="version", version=f"communique {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    names = catalogue.names(sys.modules[__name__])
    for name in [command] if command in names else names:
        module = import_module(f"{__name__}.{name}")
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.configure(sub)
        sub.set_defaults(command=name)
    return parser


def _refuse(message: str) -> int:
    from communique.words import visible  # noqa: PLC0415

    try:
        sys.stderr.write(f"communique: {visible(message, 2_000)}\n")
    except OSError:
        pass
    return MISUSE
