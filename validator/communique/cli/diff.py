"""`communique diff`: what changed from one dataset to another."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from communique.dataset.diff import Change, Difference, Table
    from communique.dataset.release import Level

HELP: Final = "Tell what changed from one dataset to another."
_LONGEST: Final = 200


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("old", metavar="OLD", help="the folder of a dataset")
    parser.add_argument("new", metavar="NEW", help="the folder of a later one")
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 where something changed")


def run(arguments: Namespace) -> int:
    """Compare, show, and give the exit status."""
    from pathlib import Path

    from communique.canonical import encode
    from communique.cli import FINE, FOUND
    from communique.dataset import release
    from communique.dataset.diff import compare
    from communique.publish import read_back

    old, new = read_back(Path(arguments.old)), read_back(Path(arguments.new))
    difference = compare(old.tables, new.tables)
    if arguments.output_format == "json":
        sys.stdout.write(encode(release.as_json(difference, old, new)).decode() + "\n")
    else:
        step = release.level(difference, old.schema_version, new.schema_version)
        sys.stdout.writelines(f"{line}\n" for line in _text(difference, step))
    return FOUND if difference and arguments.exit_code else FINE


def _text(difference: Difference, step: Level) -> Iterator[str]:
    """Write what changed: a block for what became of ids, then one for each table."""
    moves = (("merged", difference.merged), ("split", difference.split), ("renamed", difference.renamed))
    for word, moved in moves:
        for each in moved:
            yield f"{word}: {', '.join(each.old)} -> {', '.join(each.new)} ({_short(each.reason)})"
            yield from _changes(each.changes)
    for name, reason in difference.retired.items():
        yield f"retired: {name} ({_short(reason)})"
    for name, table in difference.tables.items():
        yield from _table(name, table)
    yield f"{step} change" if step != "none" else "no change"


def _table(name: str, table: Table) -> Iterator[str]:
    for word, ids in (("added", table.added), ("removed", table.removed)):
        for each in ids:
            yield f"{name}: {word} {each}"
    for each, changes in table.changed.items():
        yield f"{name}: changed {each}"
        yield from _changes(changes)


def _changes(changes: tuple[Change, ...]) -> Iterator[str]:
    """Write the old and the new value of each field; of lists, only what came and went."""
    for change in changes:
        yield f"  {change.field}:"
        if isinstance(change.old, list) and isinstance(change.new, list):
            gone, come = ([each for each in one if each not in other] for one, other in _both(change))
        else:
            gone, come = ([each] if each is not None else [] for each in (change.old, change.new))
        yield from (f"    - {_value(each)}" for each in gone)
        yield from (f"    + {_value(each)}" for each in come)


def _both(change: Change) -> tuple[tuple[list[Any], list[Any]], tuple[list[Any], list[Any]]]:
    return (change.old, change.new), (change.new, change.old)


def _value(value: Any) -> str:
    """Write a value: dates as they were written, other texts as they are, the rest as JSON."""
    from communique.canonical import encode

    if isinstance(value, dict) and "edtf" in value:
        value = value["edtf"]
    return _short(value if isinstance(value, str) else encode(value).decode())


def _short(text: str) -> str:
    from communique.words import visible

    return visible(text, _LONGEST)
