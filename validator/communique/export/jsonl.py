"""A file a table, a row a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.export import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.dataset.build import Dataset


def export(dataset: Dataset) -> Iterator[File]:
    """Give `events.jsonl`, `reports.jsonl` and so on: canonical JSON, one row a line."""
    for table, rows in dataset.tables.items():
        yield File(f"{table}.jsonl", (line + b"\n" for line in rows.lines()))
