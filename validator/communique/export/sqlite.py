"""All tables in one SQLite database, with foreign keys, indexes and full-text search; opens in Datasette.

The same rows give the same bytes with the same version of SQLite: a fixed page size, no times, written in one order.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Final

from communique.canonical import encode
from communique.dataset.tables import digest, rows_of, tables
from communique.published import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.dataset.build import Dataset
    from communique.dataset.columns import Column, Value
    from communique.dataset.tables import Table

_TYPES: Final = {"integer": "INTEGER", "boolean": "INTEGER"}
_INDEXED: Final = ("type", "start", "field")
"""Columns that are often asked for, wherever they stand; foreign keys have indexes besides."""


def export(dataset: Dataset) -> Iterator[tuple[str, bytes, str]]:
    """Give `dataset.sqlite`."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        said = {table.name: _filled(connection, table, dataset) for table in tables()}
        connection.execute("VACUUM")
        # The search tables refer to row numbers, which VACUUM need not keep: they come after it.
        for table in tables():
            _searched(connection, table)
        data = connection.serialize()
    finally:
        connection.close()
    yield "dataset.sqlite", data, logical(said)


def logical(said: dict[str, str]) -> str:
    """Give the digest of what a database says from those of its tables."""
    return hashlib.sha256(encode(said)).hexdigest()


def _filled(connection: sqlite3.Connection, table: Table, dataset: Dataset) -> str:
    """Create and fill a table; give the digest of its rows."""
    connection.execute(_definition(table))
    places = ", ".join("?" * len(table.columns))
    rows = list(rows_of(table, dataset))
    connection.execute("BEGIN")
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', ([*map(_cell, row)] for row in rows))  # noqa: S608
    connection.execute("COMMIT")
    for column in _indexes(table):
        connection.execute(f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")')
    return digest(table, rows)


def _cell(value: Value) -> str | int | None:
    """A list becomes a JSON array, which SQLite and Datasette know how to take apart."""
    return encode(value).decode() if isinstance(value, list) else value


def _definition(table: Table) -> str:
    """Write the statement that creates a table; the descriptions in it are what `.schema` shows."""
    lines = [(_column(column), column.description) for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    lines.append((f"PRIMARY KEY ({key})", ""))
    lines.extend((f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("id")', "") for name, other in table.foreign)
    last = len(lines) - 1
    body = "".join(
        f"  {line}{',' if index < last else ''}{f' -- {says}' if says else ''}\n"
        for index, (line, says) in enumerate(lines)
    )
    return f'CREATE TABLE "{table.name}" ( -- {table.description}\n{body})'


def _column(column: Column) -> str:
    kind = _TYPES.get(column.type, "TEXT")
    check = f' CHECK ("{column.name}" IN (0, 1))' if column.type == "boolean" else ""
    return f'"{column.name}" {kind}{" NOT NULL" if column.required else ""}{check}'


def _indexes(table: Table) -> list[str]:
    """Name the columns that have an index, unless the primary key begins with them."""
    asked = [name for name, _ in table.foreign] + [column.name for column in table.columns if column.name in _INDEXED]
    return [name for name in dict.fromkeys(asked) if name != table.key[0]]


def _searched(connection: sqlite3.Connection, table: Table) -> None:
    """Make a table's texts searchable, in a form in which Datasette finds that they are."""
    if table.searched:
        name = f"{table.name}_fts"
        columns = ", ".join(f'"{column}"' for column in table.searched)
        options = f"content=\"{table.name}\", tokenize='unicode61 remove_diacritics 2'"
        connection.execute(f'CREATE VIRTUAL TABLE "{name}" USING fts5({columns}, {options})')
        connection.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')')  # noqa: S608
        connection.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'optimize\')')  # noqa: S608
