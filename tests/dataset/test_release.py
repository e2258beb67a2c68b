"""Versions of datasets, their release notes, and reading published ones back."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from communique.dataset import release
from communique.dataset.build import Dataset
from communique.dataset.diff import compare
from communique.dataset.rows import TABLES
from communique.dataset.spilled import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

Given = dict[str, list[dict[str, Any]]]


def stored(rows: dict[str, list[Any]], *, form: str = "json", **manifest: Any) -> dict[str, bytes]:
    """Make the files of a dataset with these rows."""
    if form == "json":
        files = {"dataset.json": json.dumps(rows).encode()}
    else:
        files = {
            f"{name}.jsonl": b"".join(json.dumps(row).encode() + b"\n" for row in some) for name, some in rows.items()
        }
    digests = {name: {"sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()}
    return {**files, "manifest.json": json.dumps({"files": digests, "schema_version": 1, **manifest}).encode()}


def read(files: Mapping[str, bytes]) -> release.Published:
    """Read a dataset back from files in memory."""
    return release.read_published(lambda name: files.get(name, b""))


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_reading_back(form: str) -> None:
    """A dataset is read from either JSON format, with its version; a table that is not there is empty."""
    found = read(stored({"events": [{"id": "a"}]}, form=form, dataset_version="1.2.3"))
    assert (found.version, found.schema_version) == ("1.2.3", 1)
    assert found.tables == {name: ({"id": "a"},) if name == "events" else () for name in TABLES}


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "no manifest"),
        ({"manifest.json": b"["}, "no manifest"),
        ({"manifest.json": b"[" * 100_000}, "damaged"),
        ({"manifest.json": b"[]"}, "damaged"),
        ({"manifest.json": b"\xff"}, "damaged"),
        (stored({"events": []}) | {"dataset.json": b"{}"}, "`dataset.json` is not the file"),
        (stored({"reports": []}, form="jsonl"), "neither `dataset.json` nor"),
        (stored({"events": [{"name": "x"}]}), "damaged"),
        (stored({"events": [{"id": 3}]}), "no id but `3`"),
        (stored({"events": ["x"]}), "damaged"),
        (stored({"events": []}, dataset_version="1.0"), "`1.0` is not a version"),
        (stored({"events": []}, dataset_version=["1.0.0"]), "damaged"),
        (stored({"events": []}, schema_version="x"), "damaged"),
    ],
)
def test_what_cannot_be_read_back(files: Mapping[str, bytes], says: str) -> None:
    """A folder that is no whole dataset is refused with a reason, whatever is in it."""
    with pytest.raises(release.UnreadableError, match=says):
        read(files)


def tables(**given: Any) -> Given:
    """Make tables from lists of ids, or of rows."""
    return {
        name: [row if isinstance(row, dict) else {"id": row, "fields": {}} for row in some]
        for name, some in given.items()
    }


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        (tables(events=["a"]), tables(events=["a"]), "none"),
        (tables(events=["a"]), tables(events=["a", "b"]), "minor"),
        (tables(events=["a"], reports=["x"]), tables(events=["a"], reports=["x", "y"]), "minor"),
        (tables(events=["a"]), tables(events=[{"id": "a", "fields": {}, "status": "occurred"}]), "patch"),
        (tables(events=["a"]), tables(events=["a"], retired=["never-published"]), "patch"),
        (tables(events=["a"]), tables(events=[]), "major"),
        (tables(events=["a"]), tables(events=[], retired=[{"id": "a", "reason": "R.", "replaced_by": []}]), "major"),
        (
            tables(events=["a"]),
            tables(events=["b"], retired=[{"id": "a", "reason": "R.", "replaced_by": ["b"]}]),
            "major",
        ),
        (tables(events=["a"], actors=["x"]), tables(events=["a"], actors=[]), "major"),
    ],
)
def test_levels(old: Given, new: Given, level: str) -> None:
    """An id that disappears is major, one that is new is minor, and values are a patch."""
    assert release.level(compare(old, new), 1, 1) == level


def test_another_schema_is_major() -> None:
    """A new version of the schema is major, even if all rows are the same."""
    assert release.level(compare(tables(events=["a"]), tables(events=["a"])), 1, 2) == "major"


@pytest.mark.parametrize(
    ("version", "level", "following"),
    [
        (None, "none", "1.0.0"),
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.9", "patch", "1.2.10"),
        ("1.2.3", "none", "1.2.3"),
    ],
)
def test_versions(version: str | None, level: release.Level, following: str) -> None:
    """Versions count by semantic versioning, from 1.0.0."""
    assert release.next_version(version, level) == following


def dataset(rows: Given) -> Dataset:
    """Make a dataset of rows, with a version."""
    return Dataset({name: Rows.of(rows.get(name, ())) for name in TABLES}, "2.0.0")


def note(old: Given | None, new: Given) -> str:
    """Write the release note from one dataset to another."""
    if old is None:
        return release.note(dataset(new), None, "none", None).decode()
    difference = compare(old, new)
    return release.note(dataset(new), "1.0.0", release.level(difference, 1, 1), difference).decode()


def test_first_note() -> None:
    """The first release says so, and counts."""
    assert (
        note(None, tables(events=["a"]))
        == "# Release 2.0.0\n\n1 event from 0 reports in 0 articles.\n\nThe first release.\n"
    )


def test_note_without_change() -> None:
    """A release of the same rows says so."""
    assert "The rows are those of 1.0.0." in note(tables(events=["a"]), tables(events=["a"]))


def test_note_tells_all_kinds_of_change() -> None:
    """Each kind of change has its heading, and reasons cannot break out of their lines."""

    def gone(name: str, *into: str) -> dict[str, Any]:
        return {"id": name, "reason": f"*{name}*\n# for <b>good</b>", "replaced_by": list(into)}

    retired = [gone("lost"), gone("m1", "m"), gone("m2", "m"), gone("one", "another"), gone("s", "s1", "s2")]
    old = tables(events=["kept", "lost", "m1", "m2", "one", "s", "vanished"], reports=["r1"])
    kept = {"id": "kept", "fields": {"level": "envoy"}, "status": "planned"}
    new = tables(events=[kept, "m", "another", "s1", "s2", "x"], reports=["r2"], retired=retired)
    text = note(old, new)
    for lines in (
        "What changed since 1.0.0 (major):",
        "## Events merged\n\n- `m1`, `m2` → `m`: \\*m1\\* \\# for \\<b\\>good\\</b\\>\n",
        "## Events split\n\n- `s` → `s1`, `s2`:",
        "## Events renamed\n\n- `one` → `another`:",
        "## Events retired\n\n- `lost`: \\*lost\\*",
        "## Events gone without a word\n\n- `vanished`\n",
        "## Events added\n\n- `x`\n",
        "## Events changed\n\n- `kept`: fields.level, status\n",
        "## Reports added\n\n- `r2`\n",
        "## Reports gone\n\n- `r1`\n",
        "## Retired ids added\n\n- `lost`\n",
    ):
        assert lines in text
