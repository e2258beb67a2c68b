"""Work spread over processes, for files are many and each stands by itself.

The workers are forked: what they work with they have from their parent without a copy, so that only numbers go to them
and only results come back. A file that kills its worker, or with which its worker does not come to an end, costs
its own result, and nothing else. None of this holds where the work is done in this process: for few items, where
processes cannot be forked (Windows), and where threads run, since a lock that one of them holds would be held forever
in the child. macOS forks, but some of its own libraries do not bear it: `jobs_for` never chooses it there.
"""

from __future__ import annotations

import mmap
import os
import select
import signal
import sys
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from communique.worker import AT_NONE, CHUNK, LENGTH, OUT_OF_MEMORY, Answer, Post, answer, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
R = TypeVar("R")

_WORTH: Final = 32
"""Items for which a worker is worth its price. One that has 100 MB costs 7 ms of a processor: to be forked, to write to
pages that were shared, to end. An item takes 0.3 ms at the least; from there on two workers are no slower than one."""

_AHEAD: Final = 32
"""Chunks for each worker that may be done before those in front of them are: what the results that wait may take up."""

_NO_MEMORY: Final = "there was not memory enough for it"
_PIPE: Final = 1 << 16
_QUOTA: Final = Path("/sys/fs/cgroup/cpu.max")


@dataclass(frozen=True, slots=True)
class Lost:
    """What became of an item that took its worker with it, or on which it did not come to an end; why, in words."""

    reason: str


def spread(
    work: Callable[[T], R],
    items: Sequence[T],
    *,
    jobs: int,
    chunk: int = 32,
    patience: float = 60.0,
    progress: Callable[[int], None] | None = None,
) -> Iterator[R | Lost]:
    """Give what `work` makes of each item, in their order, made by so many workers.

    Items go to the workers in chunks of so many, the next when one is done. A worker that dies, or is at one item for
    longer than `patience` (seconds), is replaced; what it was at is `Lost`, as is what takes more memory than there is.
    `progress` is told, in this process, how many more items are done. Never more than a bounded number of results is
    held; closing the iterator ends all workers. With one job all is done here, when it is asked for, without patience,
    and nothing guards against what kills a process.

    What `work` raises is raised here, in the item's turn, with a note of where. Results and exceptions are pickled.
    """
    told = progress or _tell_nobody
    guarded = partial(_guarded, work)
    if jobs < 2 or len(items) < 2 or not hasattr(os, "fork"):
        for item in items:
            done = guarded(item)
            told(1)
            yield done
        return
    crew = _Crew(guarded, items, jobs, chunk, patience, told)
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


def jobs_for(items: int, asked: int | None = None) -> int:
    """Tell how many workers to spread so many items over: as many as were asked for, or as are worth their price."""
    if asked is not None:
        return max(1, min(asked, items))
    if sys.platform == "darwin":
        return 1
    return max(1, min(usable_cores(), items // _WORTH))


def usable_cores() -> int:
    """Tell how many processors this process may use: by its affinity, and by the quota of its container."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = _QUOTA.read_text("ascii").split()
        # The quota of one who has none is the word `max`: no number.
        cores = min(cores, -(-int(quota) // int(period)))
    return max(1, cores)


def _tell_nobody(_: int) -> None:
    """Take note of nothing."""


def _guarded(work: Callable[[T], R], item: T) -> R | Lost:
    try:
        return work(item)
    except MemoryError:
        return Lost(_NO_MEMORY)


@dataclass(slots=True)
class _Worker:
    """A forked process, as its parent knows it."""

    process: int
    tasks: int
    """Descriptor: where it is told what to do."""
    results: int
    """Descriptor: where it answers, chunk by chunk."""
    desk: int
    given: deque[tuple[int, int]] = field(default_factory=deque)
    """The chunks that it has not answered yet; it works on the first."""
    heard: bytearray = field(default_factory=bytearray)
    """What has come of an answer that is not complete."""


class _Crew(Generic[T, R]):
    """The workers, and what is known of the items: which were given out, are to be done again, are done.

    Chunks are pairs, the first of their items and the one behind their last.
    """

    def __init__(
        self,
        work: Callable[[T], R | Lost],
        items: Sequence[T],
        jobs: int,
        chunk: int,
        patience: float,
        told: Callable[[int], None],
    ) -> None:
        self._work, self._items, self._jobs, self._chunk = work, items, jobs, chunk
        self._patience, self._told = patience, told
        self._workers: dict[int, _Worker] = {}
        self._next = 0
        self._again: list[tuple[int, int]] = []
        self._done: dict[int, Answer[R | Lost]] = {}
        # Shared memory: at each worker's desk stands the number of the item that it is at.
        self._desks = memoryview(mmap.mmap(-1, LENGTH.size * jobs)).cast("q")
        self._ears = select.poll()

    def results(self) -> Iterator[R | Lost]:
        """Give all results, in their order."""
        at = 0
        while at < len(self._items):
            self._hand_out(at)
            self._listen()
            # Also before results are given away: no worker is to wait for what is done with them.
            self._hand_out(at)
            while at in self._done:
                done = self._done.pop(at)
                yield from done.results
                if done.raised is not None:
                    raise done.raised
                at += len(done.results)

    def dismiss(self) -> None:
        """End all workers, whatever they are at."""
        with _undisturbed():
            for worker in self._workers.values():
                with suppress(ProcessLookupError):
                    os.kill(worker.process, signal.SIGKILL)
            for worker in [*self._workers.values()]:
                self._part_from(worker)

    def _hand_out(self, at: int) -> None:
        """See that every worker has something to do, as far as there is; `at` is the item whose turn it is."""
        while len(self._workers) < self._jobs and self._chunk_at(at) and self._hire():
            pass
        # A second chunk, for the time in which nobody listens here; but not near the end, where another may be free.
        for most in (1, 2):
            for worker in self._workers.values():
                chunk = self._chunk_at(at)
                if chunk and len(worker.given) < most and (most == 1 or chunk[1] - chunk[0] == self._chunk):
                    self._take_out(chunk)
                    worker.given.append(chunk)
                    # One that is dead and cannot be told is found where its answers end.
                    with suppress(BrokenPipeError):
                        os.write(worker.tasks, CHUNK.pack(*chunk))
        chunk = self._chunk_at(at)
        if chunk and not self._workers:
            self._take_out(chunk)
            self._note(chunk[0], answer(self._work, self._items, chunk, _tell_nobody))

    def _chunk_at(self, at: int) -> tuple[int, int] | None:
        """Tell what is to be given out next; None where there is nothing, or too much is done before its turn."""
        if self._again:
            return self._again[0]
        left = len(self._items) - self._next
        if left == 0 or self._next >= at + self._chunk * self._jobs * _AHEAD:
            return None
        # Towards the end chunks become smaller, so that all end at about the same time.
        return self._next, self._next + max(1, min(self._chunk, left // (2 * self._jobs)))

    def _take_out(self, chunk: tuple[int, int]) -> None:
        if self._again:
            self._again.remove(chunk)
        else:
            self._next = chunk[1]

    def _note(self, first: int, done: Answer[R | Lost]) -> None:
        self._done[first] = done
        self._told(len(done.results))

    def _listen(self) -> None:
        """Wait until somebody answers or dies, and note it."""
        for descriptor, _ in self._ears.poll() if self._workers else ():
            worker = self._workers[descriptor]
            data = os.read(descriptor, _PIPE)
            if data:
                worker.heard += data
                self._take_in(worker)
            else:
                self._bury(worker)

    def _take_in(self, worker: _Worker) -> None:
        import pickle

        while len(worker.heard) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(worker.heard)[0]
            if len(worker.heard) < end:
                break
            done = pickle.loads(bytes(memoryview(worker.heard)[LENGTH.size : end]))  # noqa: S301 (our own process)
            del worker.heard[:end]
            first, _ = worker.given.popleft()
            self._note(first, done)

    def _bury(self, worker: _Worker) -> None:
        """Note what a dead worker takes with it, and that the rest of what it was given is to be done again."""
        at = self._desks[worker.desk]
        reason = self._reason(self._part_from(worker))
        if not worker.given:
            return
        first, end = worker.given.popleft()
        rest = [*worker.given]
        if at == AT_NONE and end - first > 1:
            # It died of what it had to send, and nobody knows which of them it was.
            half = (first + end) // 2
            rest += [(first, half), (half, end)]
        else:
            at = max(at, first)
            self._note(at, Answer([Lost(reason)], None))
            rest += [(first, at), (at + 1, end)]
        self._again = sorted([*self._again, *((first, end) for first, end in rest if first < end)])

    def _reason(self, status: int | None) -> str:
        if status == -signal.SIGALRM:
            return f"nothing came of it within {self._patience:g} s"
        if status == OUT_OF_MEMORY:
            return _NO_MEMORY
        if status is None:
            return "the process that worked on it died"
        if status < 0:
            return f"the process that worked on it died of signal {-status}"
        return f"the process that worked on it ended with status {status}"

    def _part_from(self, worker: _Worker) -> int | None:
        """Forget a worker that is dead or dying; give the status that it ends with, where it can be known."""
        del self._workers[worker.results]
        self._ears.unregister(worker.results)
        os.close(worker.tasks)
        os.close(worker.results)
        try:
            return os.waitstatus_to_exitcode(os.waitpid(worker.process, 0)[1])
        except ChildProcessError:  # who started us wants no children reported
            return None

    def _hire(self) -> bool:
        """Fork one more worker; False where none is to be had, or threads forbid it."""
        if _threads() > 1:
            return False
        # So that it does not have what is still to be written, and writes it too.
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        number = min({*range(self._jobs)} - {worker.desk for worker in self._workers.values()})
        desk = self._desks[number : number + 1]
        desk[0] = AT_NONE
        others = [end for worker in self._workers.values() for end in (worker.tasks, worker.results)]
        pipes: list[int] = []
        with _undisturbed():
            try:
                pipes += os.pipe()
                pipes += os.pipe()
                process = os.fork()
            except OSError:  # no more processes for this user, no more files, or no memory
                for descriptor in pipes:
                    os.close(descriptor)
                return False
            tasks, telling, hearing, results = pipes
            if process == 0:
                serve(self._work, self._items, Post(tasks, results, desk, self._patience, [telling, hearing, *others]))
            os.close(tasks)
            os.close(results)
            self._workers[hearing] = _Worker(process, telling, hearing, number)
            self._ears.register(hearing, select.POLLIN)
        return True


def _threads() -> int:
    """Count the threads of this process, also those that are not Python's, where the system tells."""
    with suppress(OSError):
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    import threading

    return threading.active_count()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait: every process that is forked is to be known, and every one that is known to be ended."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
