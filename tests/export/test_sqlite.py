"""The SQLite database, opened by the standard library."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from communique.dataset.tables import tables
from communique.export import sqlite
from tests.support.sample import compiled, exported, read

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    """The sample as a database."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(exported("sqlite")["dataset.sqlite"])
    yield connection
    connection.close()


def test_it_is_whole(database: sqlite3.Connection) -> None:
    """The database is sound, its foreign keys lead somewhere, and its pages are of the size that is asked for."""
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA page_size").fetchone() == (4096,)
    assert database.execute("PRAGMA user_version").fetchone() == (1,)


def test_keys_are_declared(database: sqlite3.Connection) -> None:
    """Every table has the foreign keys and the primary key that are declared for it."""
    for table in tables():
        keys = database.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()
        assert {(row[3], row[2]) for row in keys} == set(table.foreign)
        columns = database.execute(f'PRAGMA table_info("{table.name}")').fetchall()
        assert [row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]] == list(table.key)


def test_foreign_keys_have_indexes(database: sqlite3.Connection) -> None:
    """A join over a foreign key scans no table."""
    plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM participants WHERE actor = 'peru'").fetchall()
    assert "USING INDEX" in plan[0][3]


def test_full_text_search(database: sqlite3.Connection) -> None:
    """Words are found in summaries whatever their case and accents, and lead to their rows."""
    query = "SELECT id FROM events JOIN events_fts ON events.rowid = events_fts.rowid WHERE events_fts MATCH ?"
    assert database.execute(query, ("ELECTRICA",)).fetchall() == [("grid-treaty-2025",)]
    for table in tables():
        if table.searched:
            database.execute(f"INSERT INTO {table.name}_fts({table.name}_fts, rank) VALUES ('integrity-check', 1)")  # noqa: S608


def test_lists_are_json(database: sqlite3.Connection) -> None:
    """A list can be taken apart in SQL."""
    query = "SELECT value FROM events, json_each(events.reports) WHERE events.id = 'cusco-summit-2025' ORDER BY value"
    found = [value for (value,) in database.execute(query)]
    assert found == ["faro-2025-08-14-cusco.summit", "wire-2025-08-15-cuzco.cumbre"]


def test_bytes_are_the_same_twice() -> None:
    """The same rows give the same bytes."""
    assert read(sqlite.export(compiled())) == read(sqlite.export(compiled()))
