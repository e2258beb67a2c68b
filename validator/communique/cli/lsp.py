"""`communique lsp`: the language server, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP: Final = "Serve an editor while you type: findings, completion, hover and more. Editors start it."


def configure(parser: ArgumentParser) -> None:
    """Add the argument that some editors give unasked."""
    parser.add_argument("--stdio", action="store_true", help="speak on standard input and output; it does so anyway")


def run(arguments: Namespace) -> int:  # noqa: ARG001 (there is only one way)
    """Serve until the editor ends it."""
    from importlib.util import find_spec

    from communique.cli import FINE, FOUND
    from communique.project import MisuseError

    if find_spec("pygls") is None:
        message = "the language server needs pygls: pip install 'communique[lsp]'"
        raise MisuseError(message)
    from communique.lsp.server import serve

    return FINE if serve() else FOUND
