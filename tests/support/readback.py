"""What tables say when they are read back from a file, in the values in which they were written."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from communique.dataset.tables import tables

if TYPE_CHECKING:
    from pathlib import Path

    from communique.dataset.columns import Column, Value

Content: TypeAlias = "dict[str, list[tuple[Value, ...]]]"


def from_sqlite(data: bytes) -> Content:
    """Read all tables of a database."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        return {
            table.name: [
                tuple(_stored(column, value) for column, value in zip(table.columns, row, strict=True))
                for row in connection.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')  # noqa: S608 (our names)
            ]
            for table in tables()
        }
    finally:
        connection.close()


def _stored(column: Column, value: Any) -> Value:
    if value is not None and column.type in {"list", "boolean"}:
        read: Value = json.loads(value) if column.type == "list" else bool(value)
        return read
    found: Value = value
    return found


def from_parquet(folder: Path) -> Content:
    """Read the flat columns of all files."""
    from pyarrow import parquet

    found: Content = {}
    for table in tables():
        read = parquet.read_table(folder / f"{table.name}.parquet").to_pydict()
        columns = [[_plain(value) for value in read[column.name]] for column in table.columns]
        found[table.name] = list(zip(*columns, strict=True))
    return found


def _plain(value: Any) -> Value:
    found: Value = value.isoformat() if isinstance(value, date) else value
    return found
