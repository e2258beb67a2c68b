"""What every exporter writes for the sample corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from communique import export
from communique.canonical import encode
from communique.dataset.tables import digest, tables
from tests.support.golden import GOLDEN, assert_golden
from tests.support.readback import from_parquet, from_sqlite
from tests.support.sample import ABOUT, compiled, exported, write

if TYPE_CHECKING:
    from pathlib import Path

BYTES = ("csv", "json", "jsonl", "jsonld", "plover")
"""Formats whose files are the same bytes everywhere."""


def test_every_format_has_golden_files() -> None:
    """Every format has a folder with what it should write, and every folder a format."""
    assert sorted(path.name for path in GOLDEN.iterdir()) == export.formats()


@pytest.mark.parametrize("name", BYTES)
def test_bytes_are_kept(name: str) -> None:
    """A format that depends on no library writes the bytes that are kept."""
    assert_golden(name, exported(name))


def test_package_is_kept() -> None:
    """The descriptions of a dataset are the bytes that are kept, for the CSV files that they describe."""
    described = exported("package")
    assert_golden("package", {name: data for name, data in described.items() if not name.endswith(".csv")})


def test_sqlite_content_is_kept() -> None:
    """The database says what is kept, whatever version of SQLite wrote it: its statements and its rows."""
    import sqlite3

    data = exported("sqlite")["dataset.sqlite"]
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    kinds = "type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE '%_fts_%'"
    statements = connection.execute(f"SELECT sql FROM sqlite_master WHERE {kinds} ORDER BY rowid").fetchall()  # noqa: S608
    connection.close()
    schema = "".join(f"{statement};\n" for (statement,) in statements)
    rows = {
        f"{name}.jsonl": b"".join(encode(list(row)) + b"\n" for row in rows) for name, rows in from_sqlite(data).items()
    }
    assert_golden("sqlite", {"schema.sql": schema.encode(), **rows})


def test_parquet_content_is_kept(tmp_path: Path) -> None:
    """The Parquet files say what is kept, whatever version of pyarrow wrote them: their columns and their rows."""
    from pyarrow import parquet

    folder = write(tmp_path, ["parquet"])
    found = {}
    for path in sorted(folder.glob("*.parquet")):
        table = parquet.read_table(path)
        columns = [f"{field.name}: {field.type}{'' if field.nullable else ' not null'}" for field in table.schema]
        rows = [json.dumps(row, ensure_ascii=False, default=str) for row in table.to_pylist()]
        found[f"{path.stem}.jsonl"] = "".join(f"{line}\n" for line in [json.dumps(columns), *rows]).encode()
    assert_golden("parquet", found)


def test_logical_digests_are_of_what_is_read_back(tmp_path: Path) -> None:
    """The logical digests of SQLite and Parquet files can be computed from what the files say, and agree."""
    from communique.export import sqlite

    folder = write(tmp_path, ["parquet"])
    made, data = {}, b""
    for file in export.files(compiled(), ["parquet", "sqlite"], ABOUT):
        data = b"".join(file)
        made[file.name] = file.made
    content = {"parquet": from_parquet(folder), "sqlite": from_sqlite(data)}
    assert content["parquet"] == content["sqlite"]
    said = {table.name: digest(table, content["sqlite"][table.name]) for table in tables()}
    for name, expected in said.items():
        assert made[f"{name}.parquet"].logical_sha256 == expected
    assert list(made)[-1] == "dataset.sqlite"
    assert made["dataset.sqlite"].logical_sha256 == sqlite.logical(said)
