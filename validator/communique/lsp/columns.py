"""Places as editors count them: lines and columns from zero, in units of the encoding that was agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from communique.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.source import Source

_LINE_END: Final = re.compile("\r\n|\n|\r")
_UNITS: Final[dict[str, Callable[[str], int]]] = {
    types.PositionEncodingKind.Utf8.value: lambda text: len(text.encode()),
    types.PositionEncodingKind.Utf16.value: lambda text: len(text) + sum(character > "\uffff" for character in text),
    types.PositionEncodingKind.Utf32.value: len,
}


class Columns:
    """The lines of one file, between offsets (code points, without a byte order mark) and an editor's positions.

    A lone CR ends a line for editors; a byte order mark that an editor keeps in its text has a column there.
    """

    def __init__(self, source: Source, encoding: str) -> None:
        """Take the file, and the encoding by its name in the protocol: `utf-8`, `utf-16`, `utf-32`."""
        self._shift: Final = int(source.marked)
        self._text: Final = "\ufeff" * self._shift + source.text
        self._units: Final = _UNITS[encoding]
        self._starts: Final = [0, *(match.end() for match in _LINE_END.finditer(self._text))]

    def position(self, offset: int) -> types.Position:
        """Give the position of an offset, clipped to the text."""
        at = max(0, min(offset + self._shift, len(self._text)))
        line = bisect_right(self._starts, at) - 1
        return types.Position(line, self._units(self._text[self._starts[line] : at]))

    def offset(self, position: types.Position) -> int:
        """Give the offset of a position, clipped to its line; one that lies within a character is at its beginning."""
        line = max(0, min(position.line, len(self._starts) - 1))
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
        written = self._text[start:end].rstrip("\r\n")
        if written.isascii():
            at = start + max(0, min(position.character, len(written)))
        else:
            at = start + self._characters(written, position.character)
        return max(0, at - self._shift)

    def _characters(self, written: str, units: int) -> int:
        """Count the characters of a line that lie before so many units."""
        for number, character in enumerate(written):
            units -= self._units(character)
            if units < 0:
                return number
        return len(written)

    def range(self, span: Span) -> types.Range:
        """Give the range of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def span(self, there: types.Range) -> Span:
        """Give the span of a range."""
        start = self.offset(there.start)
        return Span(start, max(start, self.offset(there.end)))
