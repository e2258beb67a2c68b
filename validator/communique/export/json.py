"""The whole dataset as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.canonical import listed
from communique.export import File
from communique.published import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.dataset.build import Dataset


def export(dataset: Dataset) -> Iterator[File]:
    """Give `dataset.json`, valid against `dataset.schema.json`."""
    yield File("dataset.json", _document(dataset))


def _document(dataset: Dataset) -> Iterator[bytes]:
    """Write canonical JSON: the keys of the document are in the order of the alphabet, and so are those of the rows."""
    before = b"{"
    for name in sorted(["schema_version", *dataset.tables]):
        yield b'%b"%b":' % (before, name.encode())
        if name == "schema_version":
            yield b"%d" % VERSION
        else:
            yield from listed(dataset.tables[name].lines())
        before = b","
    yield b"}\n"
