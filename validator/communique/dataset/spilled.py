"""Rows in the order of their ids, without holding them: sorted runs on a disk, merged whenever they are read.

This is the one place of the dataset that touches files: those of a folder that it is given for the purpose.
"""

from __future__ import annotations

import heapq
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, TypeAlias

from pydantic_core import from_json

from communique.canonical import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Row: TypeAlias = "dict[str, Any]"

_ROOM: Final = 16 * 2**20
_MOST_RUNS: Final = 64
"""So many runs are merged at once: each is an open file, and processes may have few of them."""
_OVERHEAD: Final = 64
"""What a line takes in memory besides its bytes."""
_BUFFER: Final = 2**16


@dataclass(frozen=True, slots=True)
class Space:
    """Where lines are kept that are more than fit into `room` bytes of memory: a folder; without one, in memory."""

    folder: Path | None = None
    room: int = _ROOM

    def spool(self) -> IO[bytes]:
        """Open a file without a name, which is on a disk when it is larger than the room."""
        return tempfile.SpooledTemporaryFile(self.room, dir=None if self.folder is None else str(self.folder))


class Sorted:
    """Lines, each with a key: put in in any order, given in the order of their keys, as often as asked.

    Keys are ASCII without control characters, and sorted by their code points; values are bytes without a line feed.
    """

    def __init__(self, space: Space) -> None:
        """Begin without any."""
        self._space = space
        self._runs: list[Path] = []
        self._held: list[bytes] = []
        self._size = 0
        self._count = 0

    def put(self, key: str, value: bytes) -> None:
        """Put a line in. Raises OSError where the disk has no room."""
        # A tab is less than all that keys have: sorting lines sorts by keys.
        line = b"%b\t%b\n" % (key.encode(), value)
        self._held.append(line)
        self._count += 1
        self._size += len(line) + _OVERHEAD
        if self._size >= self._space.room and self._space.folder is not None:
            self._held.sort()
            self._runs.append(_written(self._held, self._space.folder))
            self._held, self._size = [], 0
            if len(self._runs) >= _MOST_RUNS:
                merged = _written(heapq.merge(*map(_read, self._runs)), self._space.folder)
                for run in self._runs:
                    run.unlink()
                self._runs = [merged]

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Give keys and values in the order of the keys."""
        self._held.sort()
        for line in heapq.merge(*map(_read, self._runs), self._held) if self._runs else self._held:
            key, _, value = line.partition(b"\t")
            yield key.decode(), value[:-1]

    def __len__(self) -> int:
        """Count the lines."""
        return self._count


def _written(lines: Iterable[bytes], folder: Path) -> Path:
    descriptor, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(descriptor, "wb", buffering=_BUFFER) as stream:
        stream.writelines(lines)
    return Path(name)


def _read(run: Path) -> Iterator[bytes]:
    with run.open("rb", buffering=_BUFFER) as stream:
        yield from stream


class Rows:
    """The rows of a table, JSON values without floats or nulls, in the order of their ids."""

    def __init__(self, space: Space) -> None:
        """Begin without any."""
        self._sorted = Sorted(space)

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Rows:
        """Hold rows in memory."""
        found = cls(Space())
        for row in rows:
            found.put(row["id"], encode(row))
        return found

    def put(self, name: str, line: bytes) -> None:
        """Put in the row with an id, as canonical JSON. Raises OSError where the disk has no room."""
        self._sorted.put(name, line)

    def lines(self) -> Iterator[bytes]:
        """Give the rows as canonical JSON."""
        return (line for _, line in self._sorted)

    def __iter__(self) -> Iterator[Row]:
        """Give the rows, the keys of each in the order of the alphabet."""
        return (from_json(line) for line in self.lines())

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._sorted)
