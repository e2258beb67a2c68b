"""Work that is spread over processes comes back in order, as if it had been done here."""

from __future__ import annotations

import mmap
import os
import threading
import time
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NoReturn

import pytest

from communique import crew
from communique.crew import Lost, jobs_for, spread, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("no_threads")

LOOKED_AHEAD = 32
"""Chunks for each worker that may be done before their turn."""


def children() -> bool:
    """Tell whether this process has any, living or dead and not buried."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def double(item: int) -> int:
    """Do what can be told from what was given."""
    return 2 * item


def where(_: int) -> int:
    """Tell in which process the work is done."""
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("chunk", [1, 7, 1_000])
def test_order(jobs: int, chunk: int) -> None:
    """Results come in the order of the items, from any number of workers and in chunks of any size."""
    assert list(spread(double, range(500), jobs=jobs, chunk=chunk)) == list(range(0, 1_000, 2))
    assert not children()


@pytest.mark.parametrize("items", [[], [3]])
def test_few(items: list[int]) -> None:
    """What is too little to be shared is done here."""
    assert list(spread(where, items, jobs=2)) == [os.getpid()] * len(items)


def test_several_processes() -> None:
    """The work is done by so many processes, and none of them is this one."""
    gate = mmap.mmap(-1, 1)

    def meet(item: int) -> int:
        # Who has the first item waits for somebody who has another.
        while item == 0 and gate[0] == 0:
            time.sleep(0.001)
        gate[0] |= item > 0
        return os.getpid()

    done = set(spread(meet, range(100), jobs=2))
    assert (len(done), os.getpid() in done) == (2, False)


def test_one_job_is_done_when_asked_for() -> None:
    """With one job an item is worked on when its result is asked for, and not before."""
    seen: list[int] = []
    results = spread(seen.append, range(10), jobs=1)
    assert (seen, next(results), seen) == ([0], None, [0])


def test_a_heavy_item_holds_nobody() -> None:
    """While one worker is at a heavy item, the others do what comes behind."""
    done = mmap.mmap(-1, 100)

    def heavy(item: int) -> int:
        while item == 0 and sum(done[:]) < 90:
            time.sleep(0.001)
        done[item] = 1
        return item

    assert list(spread(heavy, range(100), jobs=2, chunk=4)) == list(range(100))


@pytest.mark.parametrize("jobs", [2, 3])
def test_results_that_wait_are_bounded(jobs: int) -> None:
    """Where the first item takes long, not more than a bounded number is done before it, and the others then."""
    done = mmap.mmap(-1, 10_000)

    def slow_at_first(item: int) -> int:
        before = -1
        while item == 0 and before < sum(done[:]):
            before = sum(done[:])
            time.sleep(0.2)
        done[item] = 1
        return before

    first, *others = spread(slow_at_first, range(10_000), jobs=jobs, chunk=2)
    assert others == [-1] * 9_999
    assert isinstance(first, int)
    assert 0 < first < 2 * jobs * LOOKED_AHEAD


def test_large_results() -> None:
    """A result may be larger than what a pipe holds."""
    done = spread(lambda item: bytes([item]) * 1_000_000, range(20), jobs=2, chunk=3)
    assert [(each[0], len(each)) for each in done if isinstance(each, bytes)] == [(n, 1_000_000) for n in range(20)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress(jobs: int) -> None:
    """Every item is told of once when it is done, also one that is lost."""
    told: list[int] = []

    def work(item: int) -> None:
        if item == 7:
            raise MemoryError

    assert len(list(spread(work, range(300), jobs=jobs, chunk=5, progress=told.append))) == 300
    assert sum(told) == 300


class StubbornError(Exception):
    """What is raised in a worker, and cannot be made anew from its arguments."""

    def __init__(self, one: int, other: int) -> None:
        """Say two numbers."""
        super().__init__(f"{one} and {other}")


def fail(error: Exception) -> Callable[[int], int]:
    """Give work that fails at one item."""

    def work(item: int) -> int:
        if item >= 42:
            raise error
        return item

    return work


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("error", [KeyError("forty-two"), StubbornError(4, 2)])
def test_what_is_raised(error: Exception, jobs: int) -> None:
    """What the work raises is raised here in the item's turn, tells where it was, and leaves no process behind."""
    done: list[object] = []
    with pytest.raises(Exception, match=r"forty-two|4 and 2") as raised:
        done.extend(spread(fail(error), range(100), jobs=jobs, chunk=5))
    assert done == list(range(42))
    assert jobs == 1 or any("in work" in note and "raise error" in note for note in raised.value.__notes__)
    assert not children()


def test_what_is_raised_keeps_its_kind() -> None:
    """An exception that can be carried over is the same here."""
    with pytest.raises(KeyError):
        list(spread(fail(KeyError("x")), range(100), jobs=2))


def test_what_cannot_be_sent() -> None:
    """A result that cannot be pickled is a mistake of ours, and is raised."""
    with pytest.raises((TypeError, AttributeError)):
        list(spread(lambda _: lambda: None, range(100), jobs=2))


def test_closing_ends_the_workers() -> None:
    """Whoever wants no more results leaves no process behind, whatever they are at."""

    def hang_later(item: int) -> int:
        time.sleep(60 if item > 20 else 0)
        return item

    results = spread(hang_later, range(1_000), jobs=3, chunk=2)
    assert list(islice(results, 5)) == list(range(5))
    assert children()
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert not children()


def test_descriptors_are_given_back() -> None:
    """No file stays open."""
    before = os.dup(0)
    list(spread(double, range(100), jobs=3))
    after = os.dup(0)
    os.close(before)
    os.close(after)
    assert after == before + 1


def test_threads_forbid_forking() -> None:
    """Beside a thread nothing is forked: a lock that it holds would be held forever in the child."""
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    try:
        assert set(spread(where, range(100), jobs=2)) == {os.getpid()}
    finally:
        end.set()
        other.join()


@pytest.mark.parametrize("most", [0, 1])
def test_no_more_processes(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process is to be had, the work is done by fewer, or here."""
    real, forked = os.fork, 0

    def fork() -> int:
        nonlocal forked
        forked += 1
        if forked > most:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return real()

    monkeypatch.setattr(os, "fork", fork)
    assert list(spread(double, range(200), jobs=3, chunk=7)) == list(range(0, 400, 2))
    assert forked > most
    assert not children()


def test_nothing_is_forked_where_nothing_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system without fork all is done here."""
    monkeypatch.delattr(os, "fork")
    assert set(spread(where, range(100), jobs=2)) == {os.getpid()}


def test_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is raised where no process is to be had is raised in its turn, too."""

    def fork() -> NoReturn:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", fork)
    done: list[object] = []
    with pytest.raises(KeyError):
        done.extend(spread(fail(KeyError("x")), range(100), jobs=2))
    assert done == list(range(42))


@pytest.mark.parametrize(
    ("cores", "items", "asked", "jobs"),
    [
        (8, 10, None, 1),
        (8, 100, None, 3),
        (8, 100_000, None, 8),
        (1, 100_000, None, 1),
        (8, 0, None, 1),
        (8, 100_000, 3, 3),
        (8, 5, 20, 5),
        (8, 0, 4, 1),
    ],
)
def test_jobs(cores: int, items: int, asked: int | None, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many workers are taken as there are cores and as are worth it; as many as asked for, but not idle ones."""
    monkeypatch.setattr(crew, "usable_cores", lambda: cores)
    assert jobs_for(items, asked) == jobs


def test_more_items_are_never_fewer_jobs() -> None:
    """The number of workers grows with the items."""
    assert all(fewer <= more for fewer, more in pairwise(jobs_for(items) for items in range(0, 2_000, 10)))


def test_jobs_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS nothing is forked unless it is asked for."""
    monkeypatch.setattr("sys.platform", "darwin")
    assert (jobs_for(100_000), jobs_for(100_000, 4)) == (1, 4)


@pytest.mark.parametrize(
    ("quota", "cores"),
    [("200000 100000\n", 2), ("150000 100000\n", 2), ("1000 100000\n", 1), ("max 100000\n", 8), ("?", 8), (None, 8)],
)
def test_cores(quota: str | None, cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cores are those that this process may run on, and no more than its container has time for."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    monkeypatch.setattr(crew, "_QUOTA", tmp_path / "cpu.max")
    if quota is not None:
        (tmp_path / "cpu.max").write_text(quota, "ascii")
    assert usable_cores() == cores


def test_lost_here() -> None:
    """What takes more memory than there is is lost, and no more, also in this process."""

    def work(item: int) -> int:
        return len(bytearray(2**60)) if item == 1 else item

    assert [*spread(work, range(3), jobs=1)] == [0, Lost("there was not memory enough for it"), 2]
