"""The command line.

A command is a module of this package with `HELP`, `configure(parser)` and `run(arguments)`; only the one that is asked
for is imported.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final, NoReturn, TextIO

from communique import __version__, catalogue
from communique.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import SupportsWrite

FINE: Final = 0
FOUND: Final = 1
MISUSE: Final = 2
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141
_LONGEST_REFUSAL: Final = 2_000
_COLLECT_AFTER: Final = 100_000
"""So many objects are made before Python looks for circles among them: a corpus has millions, and hardly a circle."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; give 0 where all is well, 1 where something was found, 2 for misuse and what cannot be read."""
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    # Looking for plugins of pydantic costs more than reading a file, and none is wanted.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if sys.stdout is None:
        return _refuse("standard output is closed")
    try:
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up(sys.stdout)
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        _give_up(sys.stdout)
        return _refuse(f"{error.strerror or error}" + (f": `{error.filename}`" if error.filename else ""))
    return status


def _run(words: list[str]) -> int:
    parser = _parser(words)
    try:
        parsed = parser.parse_args(words)
    except SystemExit as end:  # argparse has said what is wrong, or given the help that was asked for
        return int(end.code or FINE)
    command = getattr(parsed, "command", None)
    if command is None:
        parser.print_help()
        return MISUSE
    from communique.project import MisuseError
    from communique.subset import UntestedParserError

    try:
        return int(import_module(f"{__name__}.{command}").run(parsed))
    except (MisuseError, UntestedParserError) as error:
        return _refuse(str(error))


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong without repeating raw what it was given: names of files may be strangers'."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        super().error(visible(message, _LONGEST_REFUSAL))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Print as argparse does, but do not hide that something cannot be written."""
        stream = file or sys.stderr
        if stream is not None:
            stream.write(message)


def _parser(words: list[str]) -> argparse.ArgumentParser:
    """Build the parser for some words: the command that they ask for, with its options, or all commands to choose from.

    Of those that are not asked for, only the line that tells of them is known.
    """
    parser = _Parser(
        prog="communique", description="Event annotations as code: check them, and compile them into a dataset."
    )
    parser.add_argument("--version", action="version", version=f"communique {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    names = catalogue.names(sys.modules[__name__])
    asked = next((word for word in words if not word.startswith("-")), "")
    for name in [asked] if words[:1] == [asked] and asked in names else names:
        module = import_module(f"{__name__}.{name}")
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
        sub.set_defaults(command=name)
        if name == asked:
            module.configure(sub)
    return parser


def _give_up(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, so that Python does not fail over it at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _refuse(message: str) -> int:
    if sys.stderr is not None:
        try:
            sys.stderr.write(f"communique: {visible(message, _LONGEST_REFUSAL)}\n")
            sys.stderr.flush()
        except OSError:
            _give_up(sys.stderr)
    return MISUSE
