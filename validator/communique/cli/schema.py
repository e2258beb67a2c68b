"""`communique schema`: the published schemas, written, checked, shown, or compared with others."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from communique.contract.change import Change

HELP: Final = "Write, check or show the published JSON Schemas, or tell what changed between two versions of them."


def configure(parser: ArgumentParser) -> None:
    """Add the actions with their arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, says in (
        ("write", "write the files"),
        ("check", "check that the files are current"),
        ("path", "tell the folder of the files"),
    ):
        action = actions.add_parser(name, help=says, description=says)
        action.add_argument(
            "--folder", metavar="DIR", help="where they are, or are to be (default: where they are installed)"
        )
    shown = actions.add_parser("print", help="print one of them")
    shown.add_argument("name", nargs="?", default="annotation", metavar="NAME", help="which one: `annotation`")
    says = "tell what changed, for those who write files and for those who read them; exit with 1 where it breaks any"
    compared = actions.add_parser("diff", help="tell what changed between two versions", description=says)
    compared.add_argument("old", metavar="OLD", help="a folder of `*.schema.json`, or one such file")
    compared.add_argument("new", metavar="NEW", help="a later one")
    compared.add_argument("--output-format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: Namespace) -> int:
    """Do as asked."""
    from pathlib import Path

    from communique.cli import FINE
    from communique.published import installed

    if arguments.action == "print":
        return _print(arguments.name)
    if arguments.action == "diff":
        return _diff(Path(arguments.old), Path(arguments.new), arguments.output_format)
    folder = Path(arguments.folder) if arguments.folder else installed()
    if arguments.action == "path":
        sys.stdout.write(f"{folder}\n")
        return FINE
    return _write(folder) if arguments.action == "write" else _check(folder)


def _print(name: str) -> int:
    from communique.cli import FINE
    from communique.project import MisuseError
    from communique.schemas import published

    texts = {name.partition(".")[0]: text for name, text in published().items()}
    if name not in texts:
        message = f"there is no schema `{name}`; there are {', '.join(texts)}"
        raise MisuseError(message)
    sys.stdout.write(texts[name])
    return FINE


def _write(folder: Path) -> int:
    from communique.cli import FINE
    from communique.schemas import published

    texts = published()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    sys.stdout.write(f"{folder}: {len(texts)} schemas written\n")
    return FINE


def _check(folder: Path) -> int:
    from communique.cli import FINE, FOUND
    from communique.schemas import published

    texts = published()
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


def _diff(old: Path, new: Path, output_format: str) -> int:
    from dataclasses import asdict

    from communique.canonical import encode
    from communique.cli import FINE, FOUND
    from communique.contract.change import worst
    from communique.contract.compare import compare_all
    from communique.contract.document import SchemaError
    from communique.project import MisuseError
    from communique.schemas import read_schemas

    before, after = read_schemas(old), read_schemas(new)
    if not old.is_dir() and not new.is_dir():  # two files are compared whatever they are called
        before = dict(zip(after, before.values(), strict=True))
    try:
        changes = compare_all(before, after)
    except SchemaError as error:
        raise MisuseError(str(error)) from None
    effects = {
        "authors": worst(each.authors for each in changes),
        "consumers": worst(each.consumers for each in changes),
    }
    if output_format == "json":
        sys.stdout.write(encode({**effects, "changes": [asdict(each) for each in changes]}).decode() + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(changes))
        says = f"{effects['authors']} for authors, {effects['consumers']} for consumers" if changes else "no change"
        sys.stdout.write(f"{says}\n")
    return FOUND if "breaking" in effects.values() else FINE


def _lines(changes: tuple[Change, ...]) -> Iterator[str]:
    """Write a change in a line: where, what, and what it means for authors / for consumers."""
    for each in changes:
        where = f"{each.schema} {each.path}".rstrip()
        of_all = f" (all of `{each.shape}`)" if each.shape else ""
        yield f"{where}: {each.what}{of_all}: {each.authors} / {each.consumers}"
