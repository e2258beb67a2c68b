r"""A CSV file a table, by RFC 4180: UTF-8 without a mark, commas, rows that end in CRLF, quotes where they are needed.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or a control for a formula. Such a cell has an apostrophe
before it here; and so that it can be taken off again, one that begins with apostrophes and such a character gets
another. `text.removeprefix("'")` where `^'+[=+@\t\r\n-]` matches gives the text back.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from communique.dataset.tables import rows_of, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.dataset.build import Dataset
    from communique.dataset.columns import Value
    from communique.dataset.tables import Table

SEPARATOR: Final = ";"
"""What stands between the ids or words of a list in one cell."""
_FORMULA: Final = re.compile(
    "'*[=+@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH COMMERCIAL AT}-]"
)


def export(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Give `events.csv`, `reports.csv` and so on."""
    for table in tables():
        yield f"{table.name}.csv", _written(table, dataset)


def _written(table: Table, dataset: Dataset) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(cell, row) for row in rows_of(table, dataset))
    return text.getvalue().encode()


def cell(value: Value) -> str:
    """Write a value as a cell; what is not there is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(SEPARATOR.join(value)) if isinstance(value, list) else str(value)


def safe(text: str) -> str:
    """Make a text safe to open in a spreadsheet."""
    return f"'{text}" if _FORMULA.match(text) else text
