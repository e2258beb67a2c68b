"""A store that was damaged: it gives what was kept, or nothing, raises nothing, and a new one takes its place."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.cache import Cache
from tests.support.caches import Place, entries
from tests.support.commandline import PATIENCE, inside, shell
from tests.support.samples import write_corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEPT: Final = entries(150)
MORE: Final = entries(20, first=150)
PAGE: Final = 32_768


class Whole(NamedTuple):
    """A cache, and the bytes of its store before any damage."""

    place: Place
    path: Path
    data: bytes

    def damaged(self, data: bytes) -> None:
        """Put other bytes in their place, beside which nothing lies."""
        for path in self.place.folder.glob("*.sqlite*"):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        self.path.write_bytes(data)
        self.path.chmod(0o600)

    def beside(self, ending: str) -> Path:
        """Tell where something lies beside the store."""
        return self.path.with_name(self.path.name + ending)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Give a cache that was written in several runs."""
    with pytest.MonkeyPatch.context() as patch:
        place = Place.below(tmp_path_factory.mktemp("damage"), patch)
        for first in range(0, 150, 50):
            place.keep(entries(50, first=first))
        yield Whole(place, place.store, place.store.read_bytes())


def assert_harmless(place: Place) -> None:
    """Assert that nothing is known but what was kept, and that a cache with a damage that was seen works again."""
    for _ in range(2):
        with place.opened() as cache:
            assert cache.known([*KEPT]).items() <= KEPT.items()
            cache.keep(MORE.items())
            assert cache.known([*KEPT, *MORE]).items() <= {**KEPT, **MORE}.items()
    assert place.store.stat().st_mode & 0o777 == 0o600


def assert_new(place: Place) -> None:
    """Assert that there is a new store: nothing is known, and what is kept is."""
    assert place.known(KEPT) == {}
    place.keep(MORE)
    assert place.known({**KEPT, **MORE}) == MORE


ANYWHERE: Final = st.integers(0, 2**20)
IN_A_HEADER: Final = st.one_of(
    st.integers(0, 99), st.builds(lambda page, at: page * PAGE + at, st.integers(0, 9), st.integers(0, 40))
)
FLIPS: Final = st.lists(st.tuples(st.one_of(ANYWHERE, IN_A_HEADER), st.integers(1, 255)), min_size=1, max_size=30)


@given(FLIPS)
@example([(18, 3), (19, 3)])  # says that there is a log beside it
@example([(18, 8)])  # says that it is not to be written to
@example([(56, 1)])  # says that texts are UTF-16
@settings(max_examples=100)
def test_bytes_that_were_flipped(whole: Whole, flips: list[tuple[int, int]]) -> None:
    """Whatever bytes are flipped, anywhere in the file."""
    data = bytearray(whole.data)
    for at, by in flips:
        data[at % len(data)] ^= by
    whole.damaged(bytes(data))
    assert_harmless(whole.place)


@given(st.one_of(st.integers(0, 300), st.integers(0, 20).map(lambda pages: pages * PAGE), ANYWHERE))
@settings(max_examples=40)
def test_a_file_that_was_cut(whole: Whole, length: int) -> None:
    """However much of the file is left."""
    whole.damaged(whole.data[:length])
    assert_harmless(whole.place)


@given(st.data())
@settings(max_examples=40)
def test_pages_in_the_wrong_places(whole: Whole, data: st.DataObject) -> None:
    """Whatever pages stand where others should, as after a power cut."""
    pages = [whole.data[at : at + PAGE] for at in range(0, len(whole.data), PAGE)]
    chosen = data.draw(st.lists(st.sampled_from([*pages, bytes(PAGE)]), min_size=len(pages), max_size=len(pages)))
    kept = data.draw(st.sets(st.sampled_from(range(len(pages)))))
    whole.damaged(b"".join(page if at in kept else chosen[at] for at, page in enumerate(pages)))
    assert_harmless(whole.place)


def test_a_value_that_was_changed(whole: Whole) -> None:
    """Of a value that is not as it was kept nothing is known, and with the next run there is a new store."""
    (key,) = [key for key, value in KEPT.items() if value.startswith(b"42 ")]
    whole.damaged(whole.data.replace(b"42 42 42", b"42 43 42"))
    assert whole.place.known(KEPT) == {each: value for each, value in KEPT.items() if each != key}
    assert_new(whole.place)


def other_database(path: Path) -> None:
    """Make a database of somebody else."""
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (value TEXT)")
    other.close()


def later_version(path: Path) -> None:
    """Make a store as another version might have it: with the same table, and one more."""
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE more (value TEXT)")
    other.close()


def trigger(path: Path) -> None:
    """Let something be done whenever an entry is kept."""
    with sqlite3.connect(path) as other:
        other.execute("CREATE TRIGGER t AFTER INSERT ON verdicts BEGIN DELETE FROM verdicts; END")
    other.close()


DAMAGES: Final[dict[str, Callable[[Path], object]]] = {
    "a text": lambda path: path.write_bytes(b"This is no database, but a letter to a friend.\n" * 1_000),
    "a short text": lambda path: path.write_bytes(b"Hello.\n"),
    "zeros": lambda path: path.write_bytes(bytes(3 * PAGE)),
    "nothing": lambda path: path.write_bytes(b""),
    "a database of somebody else": other_database,
    "a store with another table": later_version,
    "a store with a trigger": trigger,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_something_else_in_its_place(damage: str, whole: Whole) -> None:
    """What is none of our stores makes room for one."""
    whole.damaged(whole.data)
    DAMAGES[damage](whole.path)
    assert_new(whole.place)


@pytest.mark.parametrize("name", ["", "-journal", "-wal", "-shm"])
@pytest.mark.parametrize("kind", ["folder", "link to nothing", "link to a file", "pipe"])
def test_no_file_in_its_place(kind: str, name: str, whole: Whole, tmp_path: Path) -> None:
    """A folder in the place of one of its files hinders it; what else is no file makes room; no link is followed."""
    whole.damaged(whole.data)
    path, aim = whole.beside(name), tmp_path / "aim"
    path.unlink(missing_ok=True)
    if kind == "folder":
        path.mkdir()
        assert Cache.open(whole.place.corpus) is None
        return
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(aim)
    if kind == "link to a file":
        aim.write_bytes(whole.data)
    assert_new(whole.place)
    assert not path.is_symlink()
    assert (aim.read_bytes() if aim.exists() else None) == (whole.data if kind == "link to a file" else None)


@given(
    st.one_of(
        st.binary(max_size=2_000),
        st.binary(max_size=2_000).map(lambda rest: b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + rest),
    )
)
@settings(max_examples=40)
def test_a_journal_that_was_left(whole: Whole, journal: bytes) -> None:
    """Whatever lies beside the store, and says that it is to be played back."""
    whole.damaged(whole.data)
    whole.beside("-journal").write_bytes(journal)
    whole.beside("-journal").chmod(0o600)
    assert_harmless(whole.place)


HALF_WRITTEN: Final = """
import os, signal, sqlite3, sys
store = sqlite3.connect(sys.argv[1], isolation_level=None)
store.execute("PRAGMA cache_size = 1")
store.execute("BEGIN IMMEDIATE")
store.execute("UPDATE verdicts SET value = zeroblob(900), sum = 1")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_while_it_wrote(whole: Whole) -> None:
    """What a run that was killed had begun to write is undone by the next."""
    whole.damaged(whole.data)
    done = subprocess.run([sys.executable, "-c", HALF_WRITTEN, whole.path], check=False, timeout=PATIENCE)
    assert done.returncode == -signal.SIGKILL
    assert whole.beside("-journal").stat().st_size > 1_000
    assert whole.path.read_bytes() != whole.data
    assert whole.place.known(KEPT) == KEPT


def test_the_journal_of_another_store(whole: Whole) -> None:
    """A journal that belongs to an earlier store than the one beside it does no harm."""
    whole.damaged(whole.data)
    subprocess.run([sys.executable, "-c", HALF_WRITTEN, whole.path], check=False, timeout=PATIENCE)
    whole.path.unlink()
    whole.path.touch(0o600)
    assert_harmless(whole.place)
    whole.damaged(whole.data)
    subprocess.run([sys.executable, "-c", HALF_WRITTEN, whole.path], check=False, timeout=PATIENCE)
    whole.path.write_bytes(whole.data[: 2 * PAGE])
    assert_harmless(whole.place)


@contextmanager
def full_at(size: int) -> Iterator[None]:
    """Let no file become larger: as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)  # Python would not notice that it writes half of it
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


FULL: Final = [0, 1, 100, 8_192, PAGE - 1, PAGE, 2 * PAGE, 3 * PAGE, 5 * PAGE]


@pytest.mark.parametrize("size", FULL)
def test_a_full_disk(size: int, whole: Whole) -> None:
    """Where the disk becomes full, whenever that is, what was kept before is known, or nothing; later all works."""
    whole.damaged(whole.data)
    with full_at(size), whole.place.opened() as cache:
        cache.keep(MORE.items())
        assert cache.known([*KEPT]) in ({}, KEPT)
    assert whole.place.known(KEPT) == KEPT
    whole.path.unlink()
    with full_at(size):
        opened = Cache.open(whole.place.corpus)
        if opened is not None:
            opened.keep(KEPT.items())
            opened.close()
    assert whole.place.known(KEPT) in ({}, KEPT)
    assert_harmless(whole.place)


def test_a_check_with_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run finds the same, and says nothing of it, wherever the disk becomes full."""
    write_corpus(tmp_path)
    Place.below(tmp_path, monkeypatch)
    words = ("check", "--output-format", "json")
    bare = inside(*words, "--no-cache", folder=tmp_path)
    for size in FULL:
        with full_at(size):
            assert inside(*words, folder=tmp_path) == bare
    assert shell('ulimit -f 8; PYTHONDONTWRITEBYTECODE=1 "$@"', *words, folder=tmp_path) == bare
