"""How far a run has come: one line on the terminal, for whom waits, that is gone when it is done."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

_PATIENCE: Final = 0.5
"""Seconds for which nobody needs to be told."""
_INTERVAL: Final = 0.1
_CELLS: Final = 24


@contextmanager
def bar(total: int, doing: str, clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[int], None]]:
    """Show on standard error how many of so many are done; give the function to call with how many more are.

    Nothing is shown where nobody looks (a pipe, a file, a terminal that cannot go back in its line), nor before half
    a second has passed by `clock` (seconds). A line that cannot be written is no reason to fail.
    """
    if not _watched(sys.stderr):
        yield _show_nothing
        return
    line = _Line(sys.stderr, total, doing, clock)
    try:
        yield line.advance
    finally:
        line.clear()


def _watched(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
    except ValueError:  # it is closed
        return False


def _show_nothing(_: int) -> None:
    """Take note of nothing."""


class _Line:
    """The line, and what stands in it."""

    def __init__(self, stream: TextIO, total: int, doing: str, clock: Callable[[], float]) -> None:
        self._stream, self._total, self._doing, self._clock = stream, total, doing, clock
        self._done = 0
        self._due = clock() + _PATIENCE
        self._shown = 0

    def advance(self, more: int) -> None:
        """Count more as done, and show it if it is time to."""
        self._done += more
        now = self._clock()
        if now >= self._due:
            self._due = now + _INTERVAL
            self._write(self._text())

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._write("")

    def _text(self) -> str:
        full = _CELLS * self._done // self._total if self._total else 0
        return f"{self._doing} {self._done:,} of {self._total:,} [{'#' * full:.<{_CELLS}}]"

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            # A line that reached the last column would go on in the next, and could not be taken back.
            text = text[: max(0, self._columns() - 1)]
            blank = " " * (self._shown - len(text))
            self._shown = len(text)
            self._stream.write(f"\r{text}{blank}" if text else f"\r{blank}\r")
            self._stream.flush()

    def _columns(self) -> int:
        # A terminal that does not know its width says 0.
        return os.get_terminal_size(self._stream.fileno()).columns or 80
