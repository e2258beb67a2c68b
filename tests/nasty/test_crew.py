"""Workers that die, hang and are abandoned: what one file does to its worker is no matter of the others."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

from communique.crew import Lost, spread
from tests.support.commandline import ENVIRONMENT, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("no_threads")


def crash() -> None:
    """Die as after a mistake in C."""
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)


def hang_in_c() -> None:
    """Do not come back from C, where no handler of Python is run."""
    re.match("(a+)+$", "a" * 64 + "b")


DEATHS: Final[dict[str, tuple[Callable[[], object], str]]] = {
    "killed": (lambda: os.kill(os.getpid(), signal.SIGKILL), "the process that worked on it died of signal 9"),
    "crashed": (crash, "the process that worked on it died of signal 11"),
    "left": (lambda: os._exit(3), "the process that worked on it ended with status 3"),
    "left in peace": (lambda: os._exit(0), "the process that worked on it ended with status 0"),
    "hung": (lambda: time.sleep(PATIENCE), "nothing came of it within 0.3 s"),
    "hung in C": (hang_in_c, "nothing came of it within 0.3 s"),
    "filled the memory": (lambda: bytearray(2**60), "there was not memory enough for it"),
}


class Deadly:
    """A result that kills when it is sent."""

    def __init__(self, death: Callable[[], object]) -> None:
        """Choose the death."""
        self.death = death

    def __reduce__(self) -> str:
        """Die."""
        self.death()
        raise AssertionError


def dying(deaths: dict[int, Callable[[], object]]) -> Callable[[int], int]:
    """Give work that dies at some items."""

    def work(item: int) -> int:
        if item in deaths:
            deaths[item]()
        return 2 * item

    return work


def expected(items: int, lost: dict[int, str]) -> list[int | Lost]:
    """Give what is to come of it."""
    return [Lost(lost[item]) if item in lost else 2 * item for item in range(items)]


def assert_no_child() -> None:
    """Assert that there is no child of this process, living or dead."""
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("at", [0, 17, 39])
@pytest.mark.parametrize("death", DEATHS)
def test_one_death(death: str, at: int) -> None:
    """An item that ends its worker is lost, with the reason, and no other is."""
    action, reason = DEATHS[death]
    assert [*spread(dying({at: action}), range(40), jobs=2, patience=0.3)] == expected(40, {at: reason})
    assert_no_child()


@pytest.mark.parametrize("chunk", [1, 8])
def test_many_deaths(chunk: int) -> None:
    """Several die of several things in one run, also side by side."""
    items = dict(zip([0, 1, 2, 10, 12, 98, 99], DEATHS.values(), strict=True))
    work = dying({item: action for item, (action, _) in items.items()})
    lost = {item: reason for item, (_, reason) in items.items()}
    assert [*spread(work, range(100), jobs=2, chunk=chunk, patience=0.3)] == expected(100, lost)
    assert_no_child()


def test_all_die() -> None:
    """Where every item is deadly, every item is lost, and an end is found."""
    action, reason = DEATHS["killed"]
    work = dying(dict.fromkeys(range(50), action))
    assert [*spread(work, range(50), jobs=3, chunk=8)] == expected(50, dict.fromkeys(range(50), reason))


@pytest.mark.parametrize("death", ["killed", "left", "filled the memory"])
def test_died_of_the_result(death: str) -> None:
    """A worker may die of what it has to send: the one result is lost that it died of."""
    action, reason = DEATHS[death]
    done = spread(lambda item: Deadly(action) if item == 17 else item, range(100), jobs=2, chunk=20)
    assert [*done] == [Lost(reason) if item == 17 else item for item in range(100)]
    assert_no_child()


def test_patience_is_for_each_item() -> None:
    """A chunk may take longer than one item may."""

    def work(item: int) -> int:
        time.sleep(0.05)
        return 2 * item

    assert [*spread(work, range(60), jobs=2, chunk=15, patience=0.5)] == expected(60, {})


def test_nobody_waits_for_an_idle_worker() -> None:
    """Who has nothing to do is not taken to hang."""
    results = spread(dying({}), range(200), jobs=2, chunk=2, patience=0.2)
    first = next(results)
    time.sleep(0.5)
    assert [first, *results] == expected(200, {})


def test_killed_from_outside() -> None:
    """A worker that somebody else kills costs the one item that it is at, at most."""

    def work(item: int) -> tuple[int, int]:
        time.sleep(0.001)
        return item, os.getpid()

    done: list[int | Lost] = []
    for result in spread(work, range(400), jobs=2, chunk=4):
        done.append(result if isinstance(result, Lost) else result[0])
        if len(done) == 100 and not isinstance(result, Lost):
            os.kill(result[1], signal.SIGKILL)
    assert len(done) == 400
    assert sum(isinstance(each, Lost) for each in done) <= 1
    assert [each for item, each in enumerate(done) if each != item and not isinstance(each, Lost)] == []


def test_children_that_are_not_reported() -> None:
    """Where whoever started us wants no children reported, a death is still noticed."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        done = [*spread(dying({5: DEATHS["killed"][0]}), range(40), jobs=2)]
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert done == expected(40, {5: "the process that worked on it died"})


ABANDONED: Final = """
import sys, time
from communique.crew import spread

def work(item):
    if item == 0:
        return item
    {at}

try:
    for result in spread(work, range(100), jobs=2, chunk=1, patience={patience}):
        print("begun", flush=True)
except KeyboardInterrupt:
    sys.exit(130)
"""


def abandon(number: int, at: str, patience: float) -> tuple[int, bytes, bytes]:
    """Send a process that spreads work a signal as a terminal does, to it and its children, or to it alone if SIGKILL.

    Gives status, output and errors once nobody who could write to them is left.
    """
    with subprocess.Popen(
        [sys.executable, "-c", ABANDONED.format(at=at, patience=patience)],
        env={**ENVIRONMENT, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"begun\n"
            if number == signal.SIGKILL:
                process.kill()
            else:
                os.killpg(process.pid, number)
            out, err = process.communicate(timeout=PATIENCE)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, out, err


def test_interrupted() -> None:
    """Ctrl-C ends the run and its workers at once, without a word from any of them."""
    assert abandon(signal.SIGINT, "time.sleep(600)", 600) == (130, b"", b"")


def test_terminated() -> None:
    """SIGTERM ends the run and its workers."""
    assert abandon(signal.SIGTERM, "time.sleep(600)", 600) == (-signal.SIGTERM, b"", b"")


@pytest.mark.parametrize(("at", "patience"), [("time.sleep(0.01)", 600), ("time.sleep(600)", 0.5)])
def test_abandoned(at: str, patience: float) -> None:
    """Where the parent is killed the workers end, idle ones and those that hang."""
    assert abandon(signal.SIGKILL, at, patience) == (-signal.SIGKILL, b"", b"")
