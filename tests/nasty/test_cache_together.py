"""Several processes with one cache: each finds the same as alone, whoever writes, waits, is killed or removes it."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pytest

from communique.cache import FOLDER, Cache
from tests.bench.generate import generate
from tests.support.caches import Place, entries
from tests.support.commandline import ENVIRONMENT, PATIENCE, communique, inside

if TYPE_CHECKING:
    from pathlib import Path

KEPT: Final = entries(100)
LARGE: Final = entries(3_000, first=100, size=2_000)

BUSY: Final = """
import sys
from pathlib import Path
from communique.cache import Cache
from tests.support.caches import entries

first, rounds = int(sys.argv[2]), int(sys.argv[3])
everything = entries(400)
print("begun", flush=True)
for number in range(rounds):
    cache = Cache.open(Path(sys.argv[1]))
    if cache is None:
        continue
    cache.keep(entries(20, first=first + number % 5 * 20).items())
    found = cache.known([*everything])
    assert found.items() <= everything.items()
    cache.close()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Give the place of a cache, for the processes that tests start too."""
    place = Place.below(tmp_path, monkeypatch)
    monkeypatch.setitem(ENVIRONMENT, FOLDER, str(place.folder))
    monkeypatch.setitem(ENVIRONMENT, "PYTHONPATH", ":".join(sys.path))
    return place


def busy(place: Place, first: int, rounds: int) -> subprocess.Popen[bytes]:
    """Start a process that keeps the hundred entries from one on, over and over, and asks for all."""
    words = [sys.executable, "-c", BUSY, str(place.corpus), str(first), str(rounds)]
    begun = subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert begun.stdout is not None
    assert begun.stdout.readline() == b"begun\n"
    return begun


def test_several_that_write(place: Place) -> None:
    """Several processes keep and ask at once, and at the end all is known."""
    running = [busy(place, first, 20) for first in (0, 100, 200, 300)]
    for each in running:
        assert each.communicate(timeout=PATIENCE) == (b"", b"")
        assert each.returncode == 0
    assert place.known(entries(400)) == entries(400)


def test_some_that_are_killed(place: Place) -> None:
    """Whenever processes are killed, what is known is what was kept, and who comes later can keep."""
    place.keep(KEPT)
    steady = busy(place, 300, 40)
    for number in range(4):
        killed = busy(place, 100, 10_000)
        time.sleep(0.01 + 0.013 * number)
        killed.kill()
        assert killed.communicate(timeout=PATIENCE)[1] == b""
        assert killed.returncode == -signal.SIGKILL
    assert steady.communicate(timeout=PATIENCE) == (b"", b"")
    place.keep(entries(100, first=200))
    known = place.known(entries(400))
    assert known.items() <= entries(400).items()
    assert {*KEPT, *entries(200, first=200)} <= known.keys()


@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
def test_one_that_does_not_let_go(lock: str, place: Place) -> None:
    """Where another process keeps the store to itself, nothing is waited for long, and nothing is lost."""
    place.keep(KEPT)
    with closing(sqlite3.connect(place.store, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        cache = Cache.open(place.corpus)
        assert (cache is None) is (lock == "EXCLUSIVE")
        if cache is not None:
            assert cache.known([*KEPT]) == KEPT
            cache.keep(LARGE.items())
            assert cache.known([*KEPT]) == {}
            cache.close()
        other.execute("ROLLBACK")
    assert place.known([*KEPT, *LARGE]) == KEPT


def test_one_that_reads(place: Place) -> None:
    """Who only reads hinders nobody for long who writes, nor does who writes hinder reading."""
    place.keep(KEPT)
    with place.opened() as one, place.opened() as other:
        one.keep(LARGE.items())
        assert other.known([*KEPT, *LARGE]) == {**KEPT, **LARGE}
        other.keep([(key, b"another") for key in KEPT])
        assert one.known([*KEPT]) == dict.fromkeys(KEPT, b"another")


def test_a_store_that_is_removed(place: Place) -> None:
    """Who has a store open that somebody removes goes on without, and does no harm to the next one."""
    place.keep(KEPT)
    with place.opened() as cache:
        place.store.unlink()
        place.keep(entries(10, first=5_000))
        cache.keep(LARGE.items())
        assert cache.known([*KEPT]) in ({}, KEPT)
    assert place.known([*entries(10, first=5_000)]) == entries(10, first=5_000)
    assert place.known([*KEPT, *LARGE]).items() <= {**KEPT, **LARGE}.items()


def test_a_store_that_is_replaced_in_the_middle(place: Place) -> None:
    """A journal of a store that somebody removed is not played back into the next one so that anyone would see."""
    place.keep(KEPT)
    with closing(sqlite3.connect(place.store, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE verdicts SET value = zeroblob(900), sum = 1")
        place.store.unlink()
        for first in (0, 200, 300):
            place.keep(entries(100, first=first))
            assert place.known(entries(400)).items() <= entries(400).items()
    assert place.known(entries(400)).items() <= entries(400).items()
    place.keep(LARGE)
    assert place.known(LARGE) == LARGE


def test_two_checks(place: Place, tmp_path: Path) -> None:
    """Two runs at once over one corpus, that find no cache, say what a run without one says; so does one after them."""
    folder = tmp_path / "generated"
    generate(folder, 40, 11, faulty=0.5)
    words = ("check", "--output-format", "json")
    bare = inside(*words, "--no-cache", folder=folder)
    assert bare.status == 1
    with ThreadPoolExecutor() as threads:
        ran = [threads.submit(communique, *words, "--jobs", "2", folder=folder) for _ in range(2)]
    assert [each.result() for each in ran] == [bare, bare]
    assert place.store.stat().st_size > 40_000
    assert inside(*words, folder=folder) == bare
