"""What is kept is known in the next run, by its key and no other, until it is old or there is no room."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.cache import FOLDER, LIFETIME, Cache, folder_of_caches
from tests.support.caches import Place, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY: Final = 86_400
TODAY: Final = 20_000


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Give the place of a cache that is not there yet."""
    return Place.below(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def lasting_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Give the place of a cache for many examples, each of which begins with a new one."""
    with pytest.MonkeyPatch.context() as patch:
        yield Place.below(tmp_path_factory.mktemp("cache"), patch)


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1_203])
def test_known_in_the_next_run(count: int, place: Place) -> None:
    """All that was kept is known, however much it is, and however often it is asked for."""
    kept = entries(count)
    place.keep(kept)
    assert place.known([*kept, *kept]) == kept


def test_known_in_the_same_run(place: Place) -> None:
    """What is kept is known at once; a cache that is closed knows nothing, and keeps nothing."""
    kept = entries(20)
    with place.opened() as cache:
        cache.keep(kept.items())
        assert cache.known([*kept]) == kept
    cache.keep(entries(5, first=20).items())
    assert cache.known([*kept]) == {}
    cache.close()
    assert place.known([*entries(25)]) == kept


def test_nothing_else_is_known(place: Place) -> None:
    """A key that nothing was kept under is not known, though it begins as another does."""
    kept = entries(30)
    place.keep(kept)
    alike = [key[:-1] + bytes([key[-1] ^ 1]) for key in kept]
    assert place.known([*entries(30, first=30), *alike]) == {}
    assert place.known(kept) == kept


def test_keys_that_begin_alike(place: Place) -> None:
    """Of keys that begin alike, each gives what was kept under it, or nothing."""
    kept = {b"begun so" + bytes([number]) * 24: b"%d" % number for number in range(5)}
    place.keep(kept)
    assert place.known(kept).items() <= kept.items()


def test_kept_again(place: Place) -> None:
    """What is kept under a key again takes the place of what was there."""
    kept = entries(10)
    place.keep(kept)
    place.keep(dict.fromkeys(kept, b"another"))
    assert place.known(kept) == dict.fromkeys(kept, b"another")


def test_each_corpus_has_its_own(place: Place, tmp_path: Path) -> None:
    """What is kept for one corpus is not known for another, and is for the same one by another name."""
    kept = entries(3)
    place.keep(kept)
    other = tmp_path / "other"
    other.mkdir()
    assert Place(place.folder, other).known(kept) == {}
    (tmp_path / "link").symlink_to(place.corpus)
    assert Place(place.folder, tmp_path / "link").known(kept) == kept
    assert Place(place.folder, tmp_path / "other" / ".." / "corpus").known(kept) == kept


@given(st.lists(st.dictionaries(st.sampled_from([*entries(12)]), st.binary(max_size=40), max_size=6), max_size=6))
@settings(max_examples=40)
def test_as_a_dictionary(lasting_place: Place, runs: list[dict[bytes, bytes]]) -> None:
    """Run by run it knows what a dictionary would."""
    if lasting_place.folder.exists():
        lasting_place.store.unlink()
    wanted: dict[bytes, bytes] = {}
    for kept in runs:
        lasting_place.keep(kept)
        wanted |= kept
        assert lasting_place.known(entries(12)) == wanted


def test_files_of_a_cache(place: Place) -> None:
    """A cache is one file, for the user's eyes only, in a folder that backups leave out."""
    umask = os.umask(0)
    try:
        place.keep(entries(3))
    finally:
        os.umask(umask)
    assert place.names == sorted(["CACHEDIR.TAG", place.store.name])
    assert (place.folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert (place.folder.stat().st_mode & 0o777, place.store.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_folder_that_is_there(place: Place) -> None:
    """Of a folder that somebody else made nobody says that it can be removed."""
    place.folder.mkdir(0o700)
    place.keep(entries(3))
    assert place.names == [place.store.name]


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({FOLDER: "/a/b", "XDG_CACHE_HOME": "/c"}, "linux", "/a/b"),
        ({FOLDER: "", "XDG_CACHE_HOME": "/c"}, "linux", "/c/communique"),
        ({"XDG_CACHE_HOME": "c"}, "linux", "/home/a/.cache/communique"),
        ({}, "linux", "/home/a/.cache/communique"),
        ({}, "darwin", "/home/a/Library/Caches/communique"),
        ({"XDG_CACHE_HOME": "/c"}, "darwin", "/c/communique"),
        ({"LOCALAPPDATA": "/l"}, "win32", "/l/communique/cache"),
        ({"LOCALAPPDATA": "/l"}, "linux", "/home/a/.cache/communique"),
        ({}, "win32", "/home/a/.cache/communique"),
    ],
)
def test_where_caches_lie(
    environment: dict[str, str], platform: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our own variable says where, else that of the desktop, else the custom of the system."""
    monkeypatch.setenv("HOME", "/home/a")
    assert folder_of_caches(environment, platform) == Path(expected)


def test_a_folder_below_the_working_folder(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is named without its beginning is below the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(FOLDER, "here")
    place.keep(entries(3))
    assert (tmp_path / "here").is_dir()


def test_a_python_without_sqlite(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python was built without SQLite there is no cache."""
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    assert Cache.open(place.corpus) is None


def age(place: Place, days: int) -> None:
    """Let a cache have been written to so many days before `TODAY`, as its file says."""
    then = (TODAY - days) * DAY + DAY // 2
    os.utime(place.store, (then, then))


class TestAge:
    """What nobody asks for is removed, whatever the clock says."""

    def test_what_is_not_asked_for(self, place: Place) -> None:
        """After the lifetime of an entry, the first to write removes it; what was asked for meanwhile stays."""
        used, unused = entries(5), entries(5, first=5)
        place.keep({**used, **unused}, today=TODAY - LIFETIME - 1)
        assert place.known(used, today=TODAY - LIFETIME + 10) == used
        age(place, 1)
        assert place.known(unused, today=TODAY - LIFETIME - 1) == unused
        place.keep(entries(1, first=10), today=TODAY)
        assert place.known({**used, **unused}, today=TODAY) == used

    def test_once_a_day(self, place: Place) -> None:
        """A cache that was written to on the same day is not looked through."""
        old = entries(5)
        place.keep(old, today=TODAY - 2 * LIFETIME)
        age(place, 0)
        place.keep(entries(1, first=5), today=TODAY)
        assert place.known(old, today=TODAY - 2 * LIFETIME) == old

    def test_what_is_asked_for_stays(self, place: Place) -> None:
        """What is asked for in time is known for ever."""
        kept = entries(5)
        place.keep(kept, today=0)
        for today in range(0, 10 * LIFETIME, LIFETIME - 1):
            then = (today - 1) * DAY
            os.utime(place.store, (then, then))
            assert place.known(kept, today=today) == kept

    def test_most_runs_only_read(self, place: Place) -> None:
        """The day of the last use is not written each time, nor each day."""
        kept = entries(5)
        place.keep(kept, today=TODAY)
        age(place, 0)
        before = place.store.stat().st_mtime_ns
        for today in (TODAY, TODAY + 1, TODAY + 5):
            place.known(kept, today=today)
            assert place.store.stat().st_mtime_ns == before
        place.known(kept, today=TODAY + 8)
        assert place.store.stat().st_mtime_ns != before

    @pytest.mark.parametrize("jump", [-TODAY, -LIFETIME - 1, -1, 1, LIFETIME + 1, 10**6])
    def test_a_clock_that_jumps(self, jump: int, place: Place) -> None:
        """A clock that is wrong for one run costs at most what is not asked for in it."""
        kept = entries(10)
        place.keep(kept, today=TODAY)
        age(place, 0)
        assert place.known(kept, today=TODAY + jump) == kept
        place.keep(entries(1, first=10), today=TODAY + jump)
        assert place.known(kept, today=TODAY + jump) == kept
        assert place.known(kept, today=TODAY) == kept
        place.keep(entries(1, first=11), today=TODAY)
        assert place.known(kept, today=TODAY) == kept

    def test_entries_from_the_future(self, place: Place) -> None:
        """What a wrong clock has dated later than today does not stay for ever."""
        place.keep(entries(5), today=TODAY + 10**6)
        age(place, 1)
        place.keep(entries(1, first=5), today=TODAY)
        assert place.known(entries(6), today=TODAY) == entries(1, first=5)

    def test_forgotten_caches(self, place: Place, tmp_path: Path) -> None:
        """The caches of corpora that nobody checks are removed, with what lies beside them; and nothing else is."""
        place.keep(entries(3))
        old, young = place.folder / f"{'0' * 32}.sqlite", place.folder / f"{'1' * 32}.sqlite"
        journal = old.with_name(f"{old.name}-journal")
        for path in (old, journal, young):
            path.touch()
        for name in ("mine.sqlite", f"{'0' * 32}.sqlite3", f"{'0' * 33}.sqlite", "notes"):
            (place.folder / name).touch()
        (place.folder / f"{'2' * 32}.sqlite").mkdir()
        (place.folder / f"{'3' * 32}.sqlite").symlink_to(tmp_path)
        for path in place.folder.iterdir():
            then = (TODAY - LIFETIME + (1 if path == young else -1)) * DAY
            os.utime(path, (then, then), follow_symlinks=False)
        before = {*place.names}
        place.keep(entries(1, first=3), today=TODAY)
        assert before - {*place.names} == {old.name, journal.name}


class TestRoom:
    """A cache takes no more room than it may."""

    LIMIT: Final = 2**20

    def test_the_oldest_goes_first(self, place: Place) -> None:
        """Where there is no room, what was used longest ago is removed, and as little of the rest as can be."""
        for day in range(12):
            place.keep(entries(100, first=100 * day, size=1_000), limit=self.LIMIT, today=TODAY + day)
            assert place.store.stat().st_size <= 1.5 * self.LIMIT
        known = place.known(entries(1_200, size=1_000), today=TODAY + 11)
        assert known == {key: value for key, value in entries(1_200, size=1_000).items() if key in known}
        last = entries(100, first=1_100, size=1_000)
        assert last.keys() <= known.keys()
        assert not known.keys() & entries(300, size=1_000).keys()

    def test_what_would_fill_it(self, place: Place) -> None:
        """What would take more than half of the room is not kept, and nothing is removed for it."""
        kept = entries(100, size=1_000)
        place.keep(kept, limit=self.LIMIT)
        place.keep({b"k" * 32: b"v" * (self.LIMIT // 2 + 1)}, limit=self.LIMIT)
        place.keep(entries(2_000, first=100, size=1_000), limit=self.LIMIT)
        assert place.known([*entries(2_100), b"k" * 32]) == kept

    @pytest.mark.parametrize("limit", [0, 1, 1_000, 70_000])
    def test_hardly_any_room(self, limit: int, place: Place) -> None:
        """With less room than an empty store takes nothing is kept, and nobody is told."""
        with place.opened(limit=limit) as cache:
            cache.keep(entries(3, size=10).items())
            assert cache.known([*entries(3, size=10)]) in ({}, entries(3, size=10))
