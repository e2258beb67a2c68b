"""`communique schema`: the published schemas, written, checked, or shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP: Final = "Write, check or show the published JSON Schemas."
_ACTIONS: Final = ("write", "check", "path", "print")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "action", choices=_ACTIONS, help="write the files, check that they are current, tell their folder, print one"
    )
    parser.add_argument(
        "name", nargs="?", default="annotation", metavar="NAME", help="which one to print: `annotation`"
    )
    parser.add_argument(
        "--folder", metavar="DIR", help="where they are, or are to be (default: where they are installed)"
    )


def run(arguments: Namespace) -> int:
    """Do as asked."""
    from pathlib import Path

    from communique.cli import FINE, FOUND
    from communique.project import MisuseError
    from communique.published import installed
    from communique.schemas import published

    if arguments.action == "print":
        texts = {name.partition(".")[0]: text for name, text in published().items()}
        if arguments.name not in texts:
            message = f"there is no schema `{arguments.name}`; there are {', '.join(texts)}"
            raise MisuseError(message)
        sys.stdout.write(texts[arguments.name])
        return FINE
    folder = Path(arguments.folder) if arguments.folder else installed()
    if arguments.action == "path":
        sys.stdout.write(f"{folder}\n")
        return FINE
    texts = published()
    if arguments.action == "write":
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{folder}: {len(texts)} schemas written\n")
        return FINE
    stale = [
        name
        for name, text in texts.items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
    for name in stale:
        sys.stdout.write(f"{folder / name}: not what the models say; run `communique schema write`\n")
    if not stale:
        sys.stdout.write(f"{folder}: {len(texts)} schemas are current\n")
    return FOUND if stale else FINE
