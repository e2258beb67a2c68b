"""`communique init`: a corpus of one's own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP: Final = "Start a corpus of your own: configuration, schemas, registries, ignore file, editor settings."


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("folder", nargs="?", default=".", metavar="DIR", help="where (default: here)")


def run(arguments: Namespace) -> int:
    """Write what is not there yet; nothing is ever overwritten."""
    from pathlib import Path

    from communique.cli import FINE
    from communique.start import corpus_files

    root = Path(arguments.folder)
    written = 0
    for name, text in corpus_files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except FileExistsError:
            sys.stdout.write(f"kept     {path.as_posix()}\n")
        else:
            written += 1
            sys.stdout.write(f"written  {path.as_posix()}\n")
    (root / "texts").mkdir(exist_ok=True)
    if written:
        sys.stdout.write(
            "\nNext: put an article into texts/, then `communique new my-article --text texts/my-article.txt`\n"
        )
    return FINE
