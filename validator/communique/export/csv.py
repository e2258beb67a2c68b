r"""A CSV file a table, by RFC 4180: UTF-8 without a mark, commas, rows that end in CRLF, quotes where they are needed.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or a control for a formula. Such a cell has an apostrophe
before it here; and so that it can be taken off again, one that begins with apostrophes and such a character gets
another. `text.removeprefix("'")` where `^'+[=+@\t\r\n-]` matches gives the text back.
"""

from __future__ import annotations

import csv
import re
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Final

from communique.dataset.tables import families, rows_with_parts
from communique.export import File

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.dataset.build import Dataset
    from communique.dataset.columns import Value
    from communique.dataset.tables import Table

SEPARATOR: Final = ";"
"""What stands between the ids or words of a list in one cell."""
_FORMULA: Final = re.compile(
    "'*[=+@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH COMMERCIAL AT}-]"
)


def export(dataset: Dataset) -> Iterator[File]:
    """Give `events.csv`, `reports.csv` and so on."""
    for table, parts in families():
        with ExitStack() as stack:
            aside = [stack.enter_context(dataset.space.spool()) for _ in parts]
            yield File(f"{table.name}.csv", _lines(table, parts, aside, dataset))
            for part, spool in zip(parts, aside, strict=True):
                spool.seek(0)
                yield File(f"{part.name}.csv", spool)


def _lines(table: Table, parts: Sequence[Table], aside: Sequence[IO[bytes]], dataset: Dataset) -> Iterator[bytes]:
    """Write a table, and put the rows of its parts aside, which come next: so the dataset is read once for all."""
    for part, spool in zip(parts, aside, strict=True):
        spool.write(_line([column.name for column in part.columns]))
    yield _line([column.name for column in table.columns])
    for row, nested in rows_with_parts(table, parts, dataset):
        yield _line([cell(value) for value in row])
        for rows, spool in zip(nested, aside, strict=True):
            spool.writelines(_line([cell(value) for value in each]) for each in rows)


class _Echo:
    """Gives back what is written to it: so a writer of the standard library gives its lines."""

    def write(self, text: str) -> str:
        return text


_WRITER: Final = csv.writer(_Echo(), lineterminator="\r\n")


def _line(cells: list[str]) -> bytes:
    line: object = _WRITER.writerow(cells)  # what `_Echo` gives, which the stubs do not know
    return str(line).encode()


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
