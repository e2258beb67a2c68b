"""The whole dataset as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.canonical import encode
from communique.published import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.dataset.build import Dataset


def export(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Give `dataset.json`, valid against `dataset.schema.json`."""
    yield "dataset.json", encode({"schema_version": VERSION, **dataset.tables}) + b"\n"
