"""CSV files, read by the standard library."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.dataset.tables import rows_of, tables
from communique.export.csv import cell, safe
from tests.support.sample import compiled, exported


def test_cells_are_read_back() -> None:
    """Every cell of every file is what the table says; the header names the columns, and rows end in CRLF."""
    for table in tables():
        data = exported("csv")[f"{table.name}.csv"]
        lines = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
        assert lines[0] == [column.name for column in table.columns]
        assert lines[1:] == [[cell(value) for value in row] for row in rows_of(table, compiled())]
        assert data.endswith(b"\r\n")


def test_formulas_are_made_safe() -> None:
    """No cell begins with a character that a spreadsheet takes for a formula; in the sample some would."""
    found: list[str] = []
    for data in exported("csv").values():
        for row in csv.reader(io.StringIO(data.decode(), newline="")):
            assert not any(each.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for each in row)
            found.extend(each for each in row if each.startswith("'"))
    assert {each[:2] for each in found} >= {"'=", "'+", "'-"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("=1+1", "'=1+1"), ("-5", "'-5"), ("＝1", "'＝1"), ("'=1", "''=1"), ("'quoted'", "'quoted'"), ("a=b", "a=b")],
)
def test_apostrophes(text: str, expected: str) -> None:
    """An apostrophe is put before what looks like a formula, and before an apostrophe that would look like ours."""
    assert safe(text) == expected


@given(st.text())
def test_apostrophes_can_be_taken_off(text: str) -> None:
    """The rule of the documentation gives every text back."""
    written = safe(text)
    read = written.removeprefix("'") if re.match("'+[=+@\t\r\n＝＋＠-]", written) else written
    assert read == text
