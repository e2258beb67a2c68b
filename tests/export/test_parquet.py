"""Parquet files, opened by pyarrow."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import parquet as reader

from communique.dataset.tables import tables
from communique.export import parquet
from tests.support.sample import compiled, read, write

if TYPE_CHECKING:
    from pathlib import Path


def test_columns_are_typed(tmp_path: Path) -> None:
    """Days are dates, lists are lists, what is required cannot be null, and descriptions travel with the columns."""
    schema = reader.read_schema(write(tmp_path, ["parquet"]) / "events.parquet")
    assert schema.field("start").type == pa.date32()
    assert schema.field("n_articles").type == pa.int64()
    assert schema.field("background").type == pa.bool_()
    assert schema.field("reports").type == pa.list_(pa.string())
    assert not schema.field("edtf").nullable
    assert schema.field("status").metadata[b"description"]
    assert b"Events in the world" in schema.metadata[b"description"]


def test_parts_are_nested(tmp_path: Path) -> None:
    """An event has its participants, fields and contests in it; each is what its own file says."""
    folder = write(tmp_path, ["parquet"])
    events = {row["id"]: row for row in reader.read_table(folder / "events.parquet").to_pylist()}
    summit = events["cusco-summit-2025"]
    assert summit["start"] == date(2025, 8, 14)
    assert [(each["actor"], each["part"]) for each in summit["participants"]] == [
        ("ana-rojas", "guest"),
        ("luis-quispe", "host"),
        ("peru", "host"),
    ]
    for table in tables():
        if table.origin is not None:
            rows = reader.read_table(folder / f"{table.name}.parquet").to_pylist()
            parents = reader.read_table(folder / f"{table.origin.parent}.parquet").to_pylist()
            owner = table.columns[0].name
            nested = [{owner: row["id"], **each} for row in parents for each in row[table.origin.field]]
            assert sorted(map(str, nested)) == sorted(map(str, rows))


def test_bytes_are_the_same_twice() -> None:
    """The same rows give the same bytes."""
    assert read(parquet.export(compiled())) == read(parquet.export(compiled()))
