"""What a worker does with what it is told, seen from within: here it is no process of its own."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from typing import TYPE_CHECKING, NoReturn

import pytest

from communique.worker import AT_NONE, CHUNK, LENGTH, OUT_OF_MEMORY, Answer, Post, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HANDLED = (signal.SIGINT, signal.SIGTSTP, signal.SIGALRM, signal.SIGTERM)
PATIENCE = 60.0


class EndError(Exception):
    """The end of the process, which is none."""


@pytest.fixture(autouse=True)
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give back afterwards what a worker takes for itself, and keep it from ending this process."""

    def leave(status: int) -> NoReturn:
        raise EndError(status)

    monkeypatch.setattr(os, "_exit", leave)
    handlers, thresholds = [signal.getsignal(number) for number in HANDLED], gc.get_threshold()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    for number, handler in zip(HANDLED, handlers, strict=True):
        signal.signal(number, handler)


def served(
    work: Callable[[int], object], chunks: Sequence[tuple[int, int]], *, heard: bool = True
) -> tuple[int, list[Answer[object]]]:
    """Serve some chunks of a thousand numbers; give the status, and the answers, for which somebody waits or nobody."""
    tasks, telling = os.pipe()
    hearing, results = os.pipe()
    desk = memoryview(bytearray(LENGTH.size)).cast("q")
    os.write(telling, b"".join(CHUNK.pack(*chunk) for chunk in chunks))
    with os.fdopen(hearing, "rb") as stream:
        if not heard:
            stream.close()
        with pytest.raises(EndError) as end:
            serve(work, range(1_000), Post(tasks, results, desk, PATIENCE, [telling]))
        os.close(tasks)
        os.close(results)
        answers: list[Answer[object]] = []
        while heard and (length := stream.read(LENGTH.size)):
            answers.append(pickle.loads(stream.read(*LENGTH.unpack(length))))  # noqa: S301 (made here)
    assert desk[0] == AT_NONE or not chunks
    return int(end.value.args[0]), answers


def test_chunks_are_answered_in_turn() -> None:
    """Each chunk has an answer, and who is told nothing more ends in peace."""
    status, answers = served(lambda item: item + 1, [(0, 3), (500, 501)])
    assert (status, answers) == (0, [Answer([1, 2, 3], None), Answer([501], None)])


def test_nobody_listens() -> None:
    """Where nobody takes the answer, there is nothing to work for."""
    assert served(lambda item: item, [(0, 3)], heard=False) == (0, [])


def test_what_is_raised_is_told() -> None:
    """An exception comes after the results before it, with a note of where it was raised."""
    status, [answer] = served(lambda item: 10 // (3 - item), [(0, 9)])
    assert (status, answer.results) == (0, [3, 5, 10])
    assert isinstance(answer.raised, ZeroDivisionError)
    assert "test_worker" in answer.raised.__notes__[0]


def test_what_is_raised_cannot_be_sent() -> None:
    """An exception that cannot be pickled is told by another that says the same."""

    class LocalError(Exception):
        """Known in this function alone."""

    def work(_: int) -> None:
        message = "no"
        raise LocalError(message)

    _, [answer] = served(work, [(0, 1)])
    assert isinstance(answer.raised, RuntimeError)
    assert str(answer.raised) == "LocalError: no"


def test_results_that_cannot_be_sent() -> None:
    """Why a result cannot be pickled is told in its place."""
    _, [answer] = served(lambda _: lambda: None, [(0, 1)])
    assert isinstance(answer.raised, (TypeError, AttributeError, pickle.PicklingError))


class Large:
    """A result for which there is no memory."""

    def __reduce__(self) -> str:
        """Fail."""
        raise MemoryError


def test_no_memory() -> None:
    """Where there is no memory for the answer, the status says so."""
    assert served(lambda _: Large(), [(0, 1)]) == (OUT_OF_MEMORY, [])


def test_patience_is_set_for_each_item() -> None:
    """While an item is at hand the alarm is set, and the worker deaf to Ctrl-C; while none is, nothing rings."""

    def work(_: int) -> bool:
        left = signal.getitimer(signal.ITIMER_REAL)[0]
        return PATIENCE / 2 < left <= PATIENCE and signal.getsignal(signal.SIGINT) is signal.SIG_IGN

    assert served(work, [(0, 2)]) == (0, [Answer([True, True], None)])
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
