"""A file as it was read: its text, and the places in it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Position(NamedTuple):
    """A place people can go to: line and column, both from one, in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A half-open stretch of a text: offsets in code points, `start` included, `end` not."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """The bytes of one file and the name it is reported under.

    `name` is what people see, with `/` between folders; nothing is opened by it. A UTF-8 byte order mark is not part
    of `text`; bytes that are not UTF-8 stand in it as U+FFFD, so that every place before and after keeps its line.
    """

    name: str
    data: bytes

    @cached_property
    def text(self) -> str:
        """The decoded text, in code points, with its own line ends."""
        return self.data.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace")

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def stem(self) -> str:
        """The name of the file without folders and endings: what the article in it should be called."""
        return self.name.rpartition("/")[2].partition(".")[0]

    @property
    def marked(self) -> bool:
        """Whether the file begins with a byte order mark."""
        return self.data.startswith(BYTE_ORDER_MARK)

    @cached_property
    def _starts(self) -> list[int]:
        """Offset of every line's first code point; only a line feed ends a line, as editors count."""
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    @property
    def lines(self) -> int:
        """The number of lines, at least one."""
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Give the line and column of an offset in code points, clipped to the text."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Give the offset in code points of a position, clipped to its line; the inverse of `position`."""
        line = max(1, min(position.line, len(self._starts)))
        start = self._starts[line - 1]
        return min(start + max(0, position.column - 1), start + len(self.line(line)))

    def line(self, number: int) -> str:
        """Give the text of a line, counted from one, without its line end; nothing, where there is no such line."""
        if number > len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end].removesuffix("\r")
