"""All tables in one SQLite database, with foreign keys, indexes and full-text search; opens in Datasette.

The same rows give the same bytes with the same version of SQLite: a fixed page size, no times, written in one order.
"""

from __future__ import annotations

import errno
import hashlib
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from communique.canonical import encode
from communique.dataset.tables import families, rows_with_parts, saying, tables
from communique.export import File
from communique.published import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from communique.dataset.build import Dataset
    from communique.dataset.columns import Column, Value
    from communique.dataset.tables import Table

_TYPES: Final = {"integer": "INTEGER", "boolean": "INTEGER"}
_INDEXED: Final = ("type", "start", "field")
"""Columns that are often asked for, wherever they stand; foreign keys have indexes besides."""
_UNSAFE: Final = ("journal_mode = OFF", "synchronous = OFF")
_HEADER: Final = 100
_COUNTERS: Final = ((24, 28), (92, 96), (96, 100))
"""Where the header counts changes, says when they were counted, and names the version of SQLite: three numbers that say
nothing of what is in the database. They are zero, as they are in a database that was made in memory."""
_CHUNK: Final = 2**18


def export(dataset: Dataset) -> Iterator[File]:
    """Give `dataset.sqlite`."""
    told: dict[str, str] = {}
    yield File("dataset.sqlite", _database(dataset, told), lambda: logical(told))


def _database(dataset: Dataset, told: dict[str, str]) -> Iterator[bytes]:
    """Make the database as a file, since it may be larger than memory, and give its bytes; tell the tables' digests."""
    with tempfile.TemporaryDirectory(dir=dataset.space.folder) as folder:
        loose, whole = Path(folder, "loose"), Path(folder, "whole")
        try:
            with _opened(loose) as connection:
                for table, parts in families():
                    told.update(_filled(connection, table, parts, dataset))
                connection.execute("VACUUM INTO ?", (str(whole),))
            loose.unlink()
            with _opened(whole) as connection:
                # The search tables refer to row numbers, which VACUUM need not keep: they come after it.
                for table in tables():
                    _searched(connection, table)
        except sqlite3.OperationalError as error:
            message = f"the database cannot be written: {error}"
            raise OSError(errno.EIO, message) from error
        with whole.open("rb") as stream:
            header = bytearray(stream.read(_HEADER))
            for start, end in _COUNTERS:
                header[start:end] = bytes(end - start)
            yield bytes(header)
            while chunk := stream.read(_CHUNK):
                yield chunk


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database that nobody else sees, and that is thrown away if it fails: nothing is kept to undo it."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for setting in ("page_size = 4096", "encoding = 'UTF-8'", f"user_version = {VERSION}", *_UNSAFE):
            connection.execute(f"PRAGMA {setting}")
        yield connection
    finally:
        connection.close()


def logical(said: dict[str, str]) -> str:
    """Give the digest of what a database says from those of its tables."""
    return hashlib.sha256(encode(said)).hexdigest()


def _filled(
    connection: sqlite3.Connection, table: Table, parts: Sequence[Table], dataset: Dataset
) -> Mapping[str, str]:
    """Create and fill a table and those of its parts, so that the dataset is read once for all; give their digests."""
    family = (table, *parts)
    totals, says = [hashlib.sha256() for _ in family], [saying(each) for each in family]
    statements = [f'INSERT INTO "{each.name}" VALUES ({", ".join("?" * len(each.columns))})' for each in family]  # noqa: S608
    for each in family:
        connection.execute(_definition(each))
    connection.execute("BEGIN")
    for row, nested in rows_with_parts(table, parts, dataset):
        for total, say, statement, rows in zip(totals, says, statements, ([row], *nested), strict=True):
            for values in rows:
                total.update(say(values))
                connection.execute(statement, [*map(_cell, values)])
    connection.execute("COMMIT")
    for each in family:
        for column in _indexes(each):
            connection.execute(f'CREATE INDEX "{each.name}_{column}" ON "{each.name}" ("{column}")')
    return {each.name: total.hexdigest() for each, total in zip(family, totals, strict=True)}


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
