"""A file a table, a row a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.canonical import encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.dataset.build import Dataset


def export(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Give `events.jsonl`, `reports.jsonl` and so on: canonical JSON, one row a line."""
    for table, rows in dataset.tables.items():
        yield f"{table}.jsonl", b"".join(encode(row) + b"\n" for row in rows)
