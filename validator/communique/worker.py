"""What a forked process does: it is told chunks of items, and answers with what came of them.

A chunk comes as two numbers, its first item and the one behind its last, and an answer goes as its length and a pickle.
"""

from __future__ import annotations

import os
import signal
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK: Final = struct.Struct("=qq")
LENGTH: Final = struct.Struct("=q")
AT_NONE: Final = -1
OUT_OF_MEMORY: Final = 12
"""The status of a worker that has no memory for what it has to send."""
_COLLECT_AFTER: Final = 100_000


class Answer(NamedTuple, Generic[R]):
    """What came of a chunk: results, as far as nothing was raised, and what was."""

    results: list[R]
    raised: BaseException | None


@dataclass(frozen=True, slots=True)
class Post:
    """Where a worker stands."""

    tasks: int
    """Descriptor: where it is told what to do."""
    results: int
    """Descriptor: where it answers."""
    desk: memoryview
    """Shared with the parent: the number of the item that it is at, or `AT_NONE`."""
    patience: float
    """Seconds after which it dies if it is at one item for longer."""
    others: list[int]
    """Descriptors that are none of its business: the parent's ends of the pipes. Held open, they would keep the other
    workers from noticing that their parent is dead."""


def answer(
    work: Callable[[T], R], items: Sequence[T], chunk: tuple[int, int], begin: Callable[[int], None]
) -> Answer[R]:
    """Do a chunk, until something is raised; `begin` is told the number of each item before it is done."""
    results: list[R] = []
    try:
        for number in range(*chunk):
            begin(number)
            results.append(work(items[number]))
    except BaseException as error:  # noqa: BLE001 (raised in the item's turn)
        return Answer(results, error)
    return Answer(results, None)


def serve(work: Callable[[T], R], items: Sequence[T], post: Post) -> NoReturn:
    """Answer chunk by chunk, until there is nobody to tell the next or to take the answer; then end the process."""
    status = 1
    try:
        _settle(post)
        while task := os.read(post.tasks, CHUNK.size):
            data = memoryview(_encoded(work, items, CHUNK.unpack(task), post))
            while data:
                data = data[os.write(post.results, data) :]
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    except BrokenPipeError:
        status = 0
    finally:
        # Nothing that Python does at its end is for a worker: not what was registered with atexit, nor the buffers.
        os._exit(status)


def _settle(post: Post) -> None:
    import gc

    # Ctrl-C is for the parent, which ends the workers. Nor are they stopped with it (Ctrl-Z): their patience would run
    # out meanwhile. They finish what they have, and wait.
    for number in (signal.SIGINT, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)
    for number in (signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    # What there is now is never garbage, and to look it through would copy the pages that are shared with the parent.
    # What is made of a file has next to no cycles (none in 600 files), and is looked through rarely: never while a
    # usual file is at hand, and still before a hostile one has made too many.
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 10, 10)
    for descriptor in post.others:
        os.close(descriptor)


def _encoded(work: Callable[[T], R], items: Sequence[T], chunk: tuple[int, int], post: Post) -> bytes:
    import pickle

    def begin(number: int) -> None:
        # The alarm ends the process whatever it is at, also where it does not come back from C.
        signal.setitimer(signal.ITIMER_REAL, post.patience)
        post.desk[0] = number

    done = answer(work, items, chunk, begin)
    signal.setitimer(signal.ITIMER_REAL, 0)
    post.desk[0] = AT_NONE
    if done.raised is not None:
        done = Answer(done.results, _portable(done.raised))
    try:
        data = pickle.dumps(done, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever a result's own way of being pickled may raise)
        data = pickle.dumps(Answer([], _portable(error)))
    return LENGTH.pack(len(data)) + data


def _portable(error: BaseException) -> BaseException:
    """Give an exception with a note of where it was raised, or where it cannot be pickled, one that says the same."""
    import pickle
    import traceback

    note = "Raised in a worker:\n" + "".join(traceback.format_exception(error)).rstrip()
    carried: BaseException
    try:
        carried = pickle.loads(pickle.dumps(error))  # noqa: S301 (made in this line)
        assert isinstance(carried, type(error))
    except Exception:  # noqa: BLE001 (whatever an exception's own way of being pickled may raise)
        carried = RuntimeError(f"{type(error).__name__}: {error}")
    carried.add_note(note)
    return carried
