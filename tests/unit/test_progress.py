"""How far a run has come is shown to whom waits at a terminal, and to nobody else."""

from __future__ import annotations

import io
import os
import pty
import termios
from contextlib import redirect_stderr
from typing import TYPE_CHECKING

import pytest

from communique import progress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

END = "\x03"
"""What a terminal is sent when it is asked what it received: it takes its time."""


class Terminal:
    """A terminal with a standard error that leads to it."""

    def __init__(self, columns: int = 80) -> None:
        """Open it, so many columns wide."""
        self.far, near = pty.openpty()
        termios.tcsetwinsize(near, (24, columns))
        self.stream: TextIO = os.fdopen(near, "w", encoding="utf-8")

    def received(self) -> str:
        """Give what was written since this was last asked."""
        self.stream.write(END)
        self.stream.flush()
        data = b""
        while not data.endswith(END.encode()):
            data += os.read(self.far, 1 << 16)
        return data.decode().removesuffix(END)


def shown(written: str) -> str:
    """Tell what stands in the line after something was written; what ends a line is not expected."""
    line: list[str] = []
    column = 0
    for character in written:
        assert character.isprintable() or character == "\r"
        if character == "\r":
            column = 0
        else:
            line[column : column + 1] = [character]
            column += 1
    return "".join(line).rstrip()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """Give a terminal, as wide as the test asks for."""
    opened = Terminal(getattr(request, "param", 80))
    monkeypatch.setenv("TERM", "xterm")
    yield opened
    opened.stream.close()
    os.close(opened.far)


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def run(errors: TextIO | None, step: float = 0.01, steps: int = 200) -> Iterator[int]:
    """Do work that takes so long a step, with such a standard error, and give how many steps are done."""
    clock = Clock()
    with redirect_stderr(errors), progress.bar(steps, "checking", clock) as advance:
        for done in range(1, steps + 1):
            clock.now += step
            advance(1)
            yield done


def test_shown_on_a_terminal(terminal: Terminal) -> None:
    """The line tells what is done and how much of it, and is gone at the end."""
    steps = run(terminal.stream)
    assert 100 in steps
    written = terminal.received()
    assert shown(written) == "checking 100 of 200 [############............]"
    assert list(steps)[-1] == 200
    assert shown(written + terminal.received()) == ""


def test_short_work_is_not_shown(terminal: Terminal) -> None:
    """Who has to wait for less than half a second sees nothing."""
    assert len(list(run(terminal.stream, step=0.002))) == 200
    assert terminal.received() == ""


def test_shown_ten_times_a_second(terminal: Terminal) -> None:
    """Two seconds of work are shown sixteen times at most."""
    assert len(list(run(terminal.stream, step=0.001, steps=2_000))) == 2_000
    assert 10 <= terminal.received().count("checking") <= 16


@pytest.mark.parametrize("terminal", [1, 2, 10, 20, 46], indirect=True)
def test_narrow_terminal(terminal: Terminal) -> None:
    """The line never reaches the last column, whatever the width, and is gone at the end."""
    columns = os.get_terminal_size(terminal.stream.fileno()).columns
    assert len(list(run(terminal.stream))) == 200
    written = terminal.received()
    assert written or columns == 1
    assert max(map(len, written.split("\r"))) < columns
    assert shown(written) == ""


@pytest.mark.parametrize("terminal", [0], indirect=True)
def test_terminal_without_a_width(terminal: Terminal) -> None:
    """A terminal that does not know its width gets the whole line."""
    assert len(list(run(terminal.stream))) == 200
    assert "]" in terminal.received()


def test_gone_after_a_failure(terminal: Terminal) -> None:
    """The line is taken away also where the work fails."""
    clock = Clock()
    written = ""

    def fail() -> None:
        nonlocal written
        with redirect_stderr(terminal.stream), progress.bar(10, "checking", clock) as advance:
            clock.now += 1
            advance(3)
            written = terminal.received()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert shown(written) == "checking 3 of 10 [#######.................]"
    assert shown(written + terminal.received()) == ""


def test_terminal_that_is_gone(terminal: Terminal) -> None:
    """A terminal that was closed meanwhile does not stop the work."""
    steps = run(terminal.stream)
    assert 100 in steps
    os.close(terminal.far)
    assert list(steps)[-1] == 200
    terminal.far = os.open(os.devnull, os.O_RDONLY)


def test_dumb_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that cannot go back in its line is left alone."""
    monkeypatch.setenv("TERM", "dumb")
    assert len(list(run(terminal.stream))) == 200
    assert terminal.received() == ""


def test_silent_in_a_pipe() -> None:
    """Where standard error is no terminal, nothing is written to it."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as other:
        with os.fdopen(writing, "w", encoding="utf-8") as stream:
            assert len(list(run(stream))) == 200
        assert other.read() == b""


@pytest.mark.parametrize("closed", [True, False])
def test_silent_without_errors(closed: bool) -> None:  # noqa: FBT001
    """Where standard error is closed or not there, the work is done all the same."""
    stream = io.StringIO()
    stream.close()
    assert len(list(run(stream if closed else None))) == 200
