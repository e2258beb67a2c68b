"""The reference of the command line, from the parsers of the commands."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from communique import catalogue, cli
from docs.generate.markdown import code, fence, inline, page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH: Final = "command-line.md"
_WIDTH: Final = 80
_ABOUT: Final = """\
`communique COMMAND --help` shows the same in a terminal. Commands work in the folder of a corpus, or in one below it:
the nearest `communique.toml` upwards [configures](configuration.md) them."""
_STATUSES: Final = (
    (cli.FINE, "All is well."),
    (cli.FOUND, "Something was found: an error, with `--strict` a warning, with `--exit-code` a difference."),
    (cli.MISUSE, "Misuse, or something that cannot be read or written."),
    (cli.INTERRUPTED, "Ended by Ctrl-C."),
    (cli.BROKEN_PIPE, "Whoever read the output stopped reading, as `head` does."),
)


def pages() -> dict[str, str]:
    """Give the page by its path."""
    parts: list[str] = []
    for name, module in zip(catalogue.names(cli), catalogue.modules(cli), strict=True):
        parser = _parser(f"communique {name}", module.HELP)
        module.configure(parser)
        parts += [f"## {code(name)} {{ #{name} }}", *described(parser)]
    statuses = table(("status", "means"), ((code(str(status)), inline(means)) for status, means in _STATUSES))
    return {
        PATH: page(
            "Command line", _ABOUT, *parts, "## Exit status", statuses, description="All commands and their options."
        )
    }


def _parser(name: str, about: str) -> argparse.ArgumentParser:
    """Make a parser whose lines are as long in every terminal."""
    return argparse.ArgumentParser(
        prog=name, description=about, formatter_class=lambda prog: argparse.HelpFormatter(prog, width=_WIDTH)
    )


def described(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Tell of a command: what it does, how it is called, its arguments, and the commands below it."""
    yield inline(parser.description or "")
    yield fence(parser.format_usage(), "text")
    actions = [each for each in parser._actions if each.help is not argparse.SUPPRESS and each.dest != "help"]  # noqa: SLF001 (argparse has no other way to ask)
    rows = [(_called(each), inline(_help(each, parser))) for each in actions if not isinstance(each.choices, dict)]
    if rows:
        yield table(("argument", "is"), rows)
    for each in actions:
        if isinstance(each.choices, dict):
            for name, sub in each.choices.items():
                yield f"### {code(name)} {{ #{'-'.join(sub.prog.split()[1:])} }}"
                yield from described(sub)


def _called(action: argparse.Action) -> str:
    """Give the ways in which an argument is written."""
    values = action.metavar or ([str(each) for each in action.choices] if action.choices else action.dest.upper())
    value = values if isinstance(values, str) else " or ".join(values)
    if not action.option_strings:
        return code(value)
    names = ", ".join(code(name) for name in action.option_strings)
    return names if action.nargs == 0 else f"{names} {code(value)}"


def _help(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    return (action.help or "") % {**vars(action), "prog": parser.prog} if action.help else ""
