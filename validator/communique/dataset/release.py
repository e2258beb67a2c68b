"""Releases of a dataset: reading a published one back, the version that a new one gets, and its release note.

What makes a release major, minor or a patch is written down in `docs/dataset-versions.md`.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from communique.dataset.diff import Change, Difference, Moved
from communique.dataset.rows import TABLES
from communique.published import VERSION
from communique.words import counted, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from communique.dataset.build import Dataset

Level: TypeAlias = Literal["major", "minor", "patch", "none"]

FIRST: Final = "1.0.0"
NOTE: Final = "RELEASE.md"
_VERSION: Final = re.compile("(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)")
_LONGEST: Final = 200


class UnreadableError(Exception):
    """A folder does not hold a whole dataset; the message says why."""


@dataclass(frozen=True, slots=True)
class Published:
    """A dataset read back: its tables, the version of its schema, and its own version if it was released."""

    tables: Mapping[str, tuple[dict[str, Any], ...]]
    schema_version: int
    version: str | None


def read_published(read: Callable[[str], bytes]) -> Published:
    """Read a dataset back, from `dataset.json` or else from the JSON Lines of its tables.

    `read` gives the bytes of a file, none where there is no such file. Raises UnreadableError where there is no
    manifest, where a file is not the one that the manifest tells of, or where neither format is there.
    """
    try:
        return _published(read)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"it has no manifest, or is damaged ({type(error).__name__})"
        raise UnreadableError(message) from None


def _published(read: Callable[[str], bytes]) -> Published:
    manifest = json.loads(read("manifest.json"))
    rows = _rows({name: entry["sha256"] for name, entry in manifest["files"].items()}, read)
    tables = {table: tuple(rows.get(table, ())) for table in TABLES}
    for row in (row for each in tables.values() for row in each):
        if not isinstance(row["id"], str):
            message = f"a row has no id but `{row['id']}`"
            raise UnreadableError(message)
    version = manifest.get("dataset_version")
    if version is not None and not _VERSION.fullmatch(version):
        message = f"`{version}` is not a version"
        raise UnreadableError(message)
    return Published(tables, int(manifest["schema_version"]), version)


def _rows(digests: Mapping[str, str], read: Callable[[str], bytes]) -> Mapping[str, Any]:
    """Read the tables from the format that is there."""

    def whole(name: str) -> bytes:
        data = read(name)
        if hashlib.sha256(data).hexdigest() != digests[name]:
            message = f"`{name}` is not the file that its manifest tells of"
            raise UnreadableError(message)
        return data

    if "dataset.json" in digests:
        found: dict[str, Any] = json.loads(whole("dataset.json"))
        return found
    tables = [table for table in TABLES if f"{table}.jsonl" in digests]
    if "events" not in tables:
        message = "it has neither `dataset.json` nor `events.jsonl`"
        raise UnreadableError(message)
    return {table: [json.loads(line) for line in whole(f"{table}.jsonl").splitlines()] for table in tables}


def level(difference: Difference, old: int, new: int = VERSION) -> Level:
    """Tell how far a release goes, by what changed and by the old and the new version of the schema."""
    if old != new or difference.gives_up or any(table.removed for table in difference.tables.values()):
        return "major"
    if any(table.added for name, table in difference.tables.items() if name != "retired"):
        return "minor"
    return "patch" if difference else "none"


def next_version(version: str | None, step: Level) -> str:
    """Give the version after a version; without one, the first."""
    if version is None:
        return FIRST
    major, minor, patch = map(int, version.split("."))
    following = {
        "major": f"{major + 1}.0.0",
        "minor": f"{major}.{minor + 1}.0",
        "patch": f"{major}.{minor}.{patch + 1}",
        "none": version,
    }
    return following[step]


def note(dataset: Dataset, since: str | None, step: Level, difference: Difference | None) -> bytes:
    """Write the release note, in Markdown. It says nothing that the datasets do not say: no day, no author."""
    counts = [
        counted(len(dataset.tables[table]), word)
        for table, word in (("events", "event"), ("reports", "report"), ("articles", "article"))
    ]
    lines = [f"# Release {dataset.version}", "", f"{counts[0]} from {counts[1]} in {counts[2]}."]
    if since is None or difference is None:
        lines += ["", "The first release."]
    elif not difference:
        lines += ["", f"The rows are those of {since}."]
    else:
        lines += ["", f"What changed since {since} ({step}):"]
        for title, items in _sections(difference):
            lines += ["", f"## {title}", "", *(f"- {item}" for item in items)]
    return ("\n".join(lines) + "\n").encode()


def _sections(difference: Difference) -> Iterator[tuple[str, list[str]]]:
    """Give what changed as headed lists, those that are not empty."""
    events = difference.tables["events"]
    moves = (
        ("Events merged", difference.merged),
        ("Events split", difference.split),
        ("Events renamed", difference.renamed),
    )
    for title, moved in moves:
        if moved:
            yield title, [f"{_ids(each.old)} → {_ids(each.new)}: {_prose(each.reason)}" for each in moved]
    if difference.retired:
        yield "Events retired", [f"`{name}`: {_prose(reason)}" for name, reason in difference.retired.items()]
    if events.removed:
        yield "Events gone without a word", [f"`{name}`" for name in events.removed]
    for table, each in difference.tables.items():
        what = table.capitalize() if table != "retired" else "Retired ids"
        if each.added:
            yield f"{what} added", [f"`{name}`" for name in each.added]
        if each.removed and table != "events":
            yield f"{what} gone", [f"`{name}`" for name in each.removed]
        if each.changed:
            changed = each.changed.items()
            yield f"{what} changed", [f"`{name}`: {', '.join(c.field for c in changes)}" for name, changes in changed]


def _ids(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _prose(text: str) -> str:
    """Give an author's words as plain Markdown of one line."""
    return re.sub(r"([\\`*_\[\]<>#|~!&])", r"\\\1", visible(" ".join(text.split()), _LONGEST))


def as_json(difference: Difference, old: Published, new: Published) -> dict[str, Any]:
    """Give a difference as JSON: what became of events, and what changed in the other tables."""
    step = level(difference, old.schema_version, new.schema_version)
    events = difference.tables["events"]
    moved = {"renamed": difference.renamed, "merged": difference.merged, "split": difference.split}
    versions = {"old": old.version, "new": new.version}
    return {
        "level": step,
        "versions": {key: value for key, value in versions.items() if value is not None},
        "events": {
            **_table_json(events.added, events.removed, events.changed),
            **{kind: [_moved_json(each) for each in moves] for kind, moves in moved.items()},
            "retired": [{"id": name, "reason": reason} for name, reason in difference.retired.items()],
        },
        **{
            name: _table_json(table.added, table.removed, table.changed)
            for name, table in difference.tables.items()
            if name != "events"
        },
    }


def _table_json(
    added: tuple[str, ...], removed: tuple[str, ...], changed: Mapping[str, tuple[Change, ...]]
) -> dict[str, Any]:
    rows = [{"id": name, "changes": [each.json for each in changes]} for name, changes in changed.items()]
    return {"added": list(added), "removed": list(removed), "changed": rows}


def _moved_json(moved: Moved) -> dict[str, Any]:
    found: dict[str, Any] = {"from": list(moved.old), "into": list(moved.new), "reason": moved.reason}
    return {**found, "changes": [each.json for each in moved.changes]} if moved.changes else found
