"""Exporters, a format a file, found by being here.

A format is a module with `export(dataset)` that yields files; or, where it describes the files of other formats, with
`describe(dataset, made, about)` and the formats that it `NEEDS`. A file is made while it is read, so that none is ever
held as a whole. A library that does not come with communique is named
in `REQUIRES`, with the extra that brings it, and imported only when files are made.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from communique import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from communique.dataset.build import Dataset

_CHUNK: Final = 2**18
"""Files are given in chunks of so many bytes, or somewhat more."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a file that was made.

    `logical_sha256` is the digest of what it says, where other versions of a library would write other bytes.
    """

    bytes: int
    sha256: str
    logical_sha256: str | None = None


class File:
    """A file, made while it is read; that can be done once. What is known of it then is `made`.

    `logical`, where it is given, tells the digest of what the file says when the last of its pieces was given.
    """

    def __init__(self, name: str, pieces: Iterable[bytes], logical: Callable[[], str] | None = None) -> None:
        """Take a name, and bytes in pieces of any size."""
        self.name = name
        self._pieces = pieces
        self._logical = logical
        self._bytes = 0
        self._heard = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        """Give the bytes in chunks."""
        waiting: list[bytes] = []
        size = 0
        for piece in self._pieces:
            waiting.append(piece)
            size += len(piece)
            if size >= _CHUNK:
                yield self._chunk(waiting)
                waiting, size = [], 0
        yield self._chunk(waiting)

    def _chunk(self, waiting: list[bytes]) -> bytes:
        chunk = b"".join(waiting)
        self._bytes += len(chunk)
        self._heard.update(chunk)
        return chunk

    @property
    def made(self) -> Made:
        """What is known of the file, as far as it was read."""
        logical = self._logical() if self._logical is not None else None
        return Made(self._bytes, self._heard.hexdigest(), logical)


@dataclass(frozen=True, slots=True)
class About:
    """What a dataset says of itself that does not stand in its rows. All of it is optional."""

    title: str = "Event annotations"
    description: str = "Events as newspapers report them, coded by people, each with the passages that show it."
    authors: tuple[str, ...] = ()
    version: str | None = None
    url: str | None = None


def formats() -> list[str]:
    """Name the formats there are."""
    return catalogue.names(sys.modules[__name__])


def lacking(chosen: Iterable[str]) -> str | None:
    """Say what must be installed before these formats can be written; None, where all is there."""
    for name in _ordered(chosen):
        for library, extra in getattr(_module(name), "REQUIRES", {}).items():
            if find_spec(library) is None:
                return f"the format `{name}` needs {library}: pip install 'communique[{extra}]'"
    return None


def files(dataset: Dataset, chosen: Iterable[str], about: About | None = None) -> Iterator[File]:
    """Make the files of these formats and of those that they need, descriptions last.

    Each is to be read to its end before the next one is asked for. Raises OSError where the space has no room.
    """
    made: dict[str, Made] = {}
    for name in _ordered(chosen):
        module = _module(name)
        described = hasattr(module, "describe")
        found = module.describe(dataset, dict(made), about or About()) if described else module.export(dataset)
        for file in found:
            yield file
            made[file.name] = file.made


def _ordered(chosen: Iterable[str]) -> list[str]:
    """Add what is needed to what was chosen: formats of data in the order given, then those that describe them."""
    found: dict[str, bool] = {}
    for name in chosen:
        for each in (*getattr(_module(name), "NEEDS", ()), name):
            found.setdefault(each, hasattr(_module(each), "describe"))
    return sorted(found, key=lambda name: found[name])


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")
