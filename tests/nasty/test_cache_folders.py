"""Where a cache lies, and who could have written it: what others can write to is not used, and nobody is told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from communique.cache import FOLDER, Cache
from tests.support.caches import Place, entries
from tests.support.commandline import inside
from tests.support.samples import write_corpus

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT: Final = entries(5)
SOMEBODY: Final = 54_321
"""A user who is not us, nor root."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Give the place of a cache in which something is kept, in a folder of another one."""
    (tmp_path / "above").mkdir()
    place = Place.below(tmp_path / "above", monkeypatch)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    place.keep(KEPT)
    return place


def test_the_user_alone(place: Place) -> None:
    """What only the user can write to is used, whoever can read it."""
    for path, mode in ((place.store, 0o644), (place.folder, 0o755), (place.folder.parent, 0o755)):
        path.chmod(mode)
    assert place.known(KEPT) == KEPT


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o775, 0o722, 0o1777])
def test_a_folder_of_several(mode: int, place: Place) -> None:
    """A folder that others can write to is not used: not even what is already there, and nothing is put there."""
    place.folder.chmod(mode)
    before = place.store.read_bytes()
    assert Cache.open(place.corpus) is None
    assert (place.store.read_bytes(), place.store.stat().st_mode & 0o777) == (before, 0o600)
    place.folder.chmod(0o700)
    assert place.known(KEPT) == KEPT


@pytest.mark.parametrize(("mode", "used"), [(0o777, False), (0o775, False), (0o1777, True), (0o1775, True)])
def test_a_folder_in_one_of_several(mode: int, used: bool, place: Place) -> None:  # noqa: FBT001
    """A folder in whose place others can put another is not used; where each can only remove his own, it is."""
    place.folder.parent.chmod(mode)
    cache = Cache.open(place.corpus)
    assert (cache is not None) is used
    if cache is not None:
        cache.close()


def test_a_new_folder_in_one_of_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is made where it would not be used."""
    place = Place(tmp_path / "above" / "cache", tmp_path)
    monkeypatch.setenv(FOLDER, str(place.folder))
    (tmp_path / "above").mkdir()
    (tmp_path / "above").chmod(0o777)
    assert Cache.open(tmp_path / "corpus") is None
    assert [*(tmp_path / "above").iterdir()] == []


def test_above_home_nothing_is_asked(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who can put another folder in the place of the user's home has no need of the cache."""
    place.folder.parent.chmod(0o777)
    tmp_path.chmod(0o777)
    monkeypatch.setenv("HOME", str(place.folder.parent))
    assert place.known(KEPT) == KEPT
    monkeypatch.setenv("HOME", str(place.folder))
    assert Cache.open(place.corpus) is None


def test_another_user(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What belongs to somebody else is not used, though nobody else can write there."""
    monkeypatch.setattr(os, "geteuid", lambda: SOMEBODY)
    assert Cache.open(place.corpus) is None


@pytest.mark.parametrize("which", [lambda place: place.folder, lambda place: place.folder.parent])
def test_what_another_user_made(which: Callable[[Place], Path], place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that somebody else has made is not used, nor one in it."""
    seen = Path.lstat

    def as_if(path: Path) -> os.stat_result:
        found = seen(path)
        return os.stat_result([*found[:4], SOMEBODY, *found[5:]]) if path == which(place) else found

    monkeypatch.setattr(Path, "lstat", as_if)
    assert Cache.open(place.corpus) is None


@pytest.mark.parametrize("ending", ["", "-journal"])
@pytest.mark.parametrize("mode", [0o666, 0o660, 0o602])
def test_a_store_of_several(mode: int, ending: str, place: Place) -> None:
    """A store that others could write to, or what is to be played back into it, is thrown away."""
    path = place.store.with_name(place.store.name + ending)
    path.touch()
    path.chmod(mode)
    assert place.known(KEPT) == {}
    place.keep(KEPT)
    assert place.store.stat().st_mode & 0o777 == 0o600
    assert place.known(KEPT) == KEPT


def test_a_link_in_place_of_the_folder(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link in the place of the folder is not followed, nor is anything made where it leads."""
    aim = tmp_path / "aim"
    aim.mkdir(0o700)
    link = tmp_path / "link"
    for leads_to in (aim, place.folder, tmp_path / "nowhere", link):
        link.unlink(missing_ok=True)
        link.symlink_to(leads_to)
        monkeypatch.setenv(FOLDER, str(link))
        assert Cache.open(place.corpus) is None
    assert [*aim.iterdir()] == []
    assert not (tmp_path / "nowhere").exists()


def test_a_link_above_the_folder(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home, or a folder of caches, may be a link; what it leads to is judged."""
    (tmp_path / "link").symlink_to(place.folder.parent)
    monkeypatch.setenv(FOLDER, str(tmp_path / "link" / "cache"))
    assert place.known(KEPT) == KEPT
    place.folder.parent.chmod(0o777)
    assert Cache.open(place.corpus) is None


def check(folder: Path) -> tuple[int, list[str]]:
    """Check a corpus twice with the cache, and assert that it is as without."""
    words = ("check", "--output-format", "json")
    bare = inside(*words, "--no-cache", folder=folder)
    for _ in range(2):
        assert inside(*words, folder=folder) == bare
    return bare.status, bare.codes


def below_a_file(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Say that caches lie below something that is no folder."""
    folder.write_bytes(b"mine")
    patch.setenv(FOLDER, str(folder / "x"))


PLACES: Final[dict[str, Callable[[Path, pytest.MonkeyPatch], object]]] = {
    "a file": lambda folder, _: folder.write_bytes(b"mine"),
    "below a file": below_a_file,
    "a link to itself": lambda folder, _: folder.symlink_to(folder),
    "a name that is too long": lambda folder, patch: patch.setenv(FOLDER, str(folder / ("x" * 300))),
    "a path that is too long": lambda folder, patch: patch.setenv(FOLDER, str(folder) + "/x" * 3_000),
    "a surrogate": lambda folder, patch: patch.setenv(FOLDER, f"{folder}/\udcff"),
    "a system's own": lambda _, patch: patch.setenv(FOLDER, "/proc/self/cache"),
    "a device": lambda _, patch: patch.setenv(FOLDER, "/dev/null"),
}


@pytest.mark.parametrize("kind", PLACES)
def test_places_that_are_none(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever caches are said to lie, a check finds the same."""
    write_corpus(tmp_path / "project")
    folder = tmp_path / "cache"
    monkeypatch.setenv(FOLDER, str(folder))
    PLACES[kind](folder, monkeypatch)
    assert check(tmp_path / "project") == (0, [])
    assert not folder.is_file() or folder.read_bytes() == b"mine"


def test_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody knows the user's home there is no cache, unless its folder is named."""
    write_corpus(tmp_path / "project")

    def nobody(_: object = None) -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nobody)
    for name in (FOLDER, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert check(tmp_path / "project") == (0, [])
    assert Cache.open(tmp_path / "project" / "annotations") is None
    place = Place.below(tmp_path, monkeypatch)
    place.keep(KEPT)
    assert place.known(KEPT) == KEPT


@pytest.mark.parametrize("home", ["x", "/dev/null"])
def test_a_home_that_is_none(home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that is no folder, or has no place, is none, and nothing is made below the working folder."""
    write_corpus(tmp_path)
    for name in (FOLDER, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", home)
    assert check(tmp_path) == (0, [])
    assert [path.name for path in tmp_path.iterdir()] == ["annotations"]


def test_a_folder_to_read_only(place: Place) -> None:
    """In a folder that cannot be written to, what is there is known, and a new store is done without."""
    place.store.chmod(0o400)
    place.folder.chmod(0o500)
    try:
        with place.opened() as cache:
            assert cache.known([*KEPT]) == KEPT
            cache.keep(entries(5, first=5).items())
            assert cache.known([*KEPT]) in ({}, KEPT)
    finally:
        place.folder.chmod(0o700)
    assert place.known(KEPT) == KEPT


class TestWhatCameAlong:
    """A cache that came with a corpus has no say in its verdicts."""

    def test_in_the_corpus(self, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        """A folder in the corpus, or the corpus itself, is not used, by whatever name."""
        (place.corpus.parent / "link").symlink_to(place.corpus)
        for folder in (place.corpus, place.corpus / "cache", place.corpus.parent / "link" / "cache"):
            monkeypatch.setenv(FOLDER, str(folder))
            assert Cache.open(place.corpus) is None
            assert Cache.open(place.corpus.parent / "link") is None
        assert [*place.corpus.iterdir()] == []

    @pytest.mark.parametrize("mark", ["file", "folder"])
    def test_in_a_clone(self, mark: str, place: Place) -> None:
        """Nor is one in the clone that the corpus is part of, also where it is part of another one."""
        git = place.folder.parent / ".git"
        git.touch() if mark == "file" else git.mkdir()
        assert Cache.open(place.corpus) is None
        nearer = place.corpus / "annotations"
        nearer.mkdir()
        (place.corpus / ".git").touch()
        assert Cache.open(nearer) is None

    def test_beside_a_clone(self, place: Place) -> None:
        """One beside the clone is."""
        (place.corpus / "annotations").mkdir()
        (place.corpus / ".git").mkdir()
        place = Place(place.folder, place.corpus / "annotations")
        place.keep(KEPT)
        assert place.known(KEPT) == KEPT

    def test_a_home_under_version_control(self, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        """Who keeps a home under version control has a cache all the same."""
        (place.folder.parent / ".git").mkdir()
        monkeypatch.setenv("HOME", str(place.folder.parent))
        assert place.known(KEPT) == KEPT


def test_one_for_each_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus that is copied with another in its place is not taken for it."""
    write_corpus(tmp_path / "one")
    Place.below(tmp_path, monkeypatch)
    assert check(tmp_path / "one") == (0, [])
    (tmp_path / "one").rename(tmp_path / "two")
    article = write_corpus(tmp_path / "one")
    article.write_text(article.read_text("utf-8").replace("actor: xi,", "actor: nobody,"), "utf-8")
    assert check(tmp_path / "one") == (1, ["NAM001"])
    assert check(tmp_path / "two") == (0, [])
    shutil.rmtree(tmp_path / "two")
    (tmp_path / "one").rename(tmp_path / "two")
    assert check(tmp_path / "two") == (1, ["NAM001"])
