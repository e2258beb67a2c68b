"""What is known from an earlier run is what this one would have found: to the byte, whatever was changed meanwhile."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import pipeline
from communique.cache import FOLDER
from tests.bench.generate import generate
from tests.support.cached import Said, assert_same, judged_in
from tests.support.commandline import inside
from tests.support.upkeep import OF_FILES, OF_TEXTS, annotation, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class World:
    """A corpus and its cache, both as they were after the first run, and where they are put to be worked on."""

    before: Path
    now: Path

    @property
    def root(self) -> Path:
        """The folder of the corpus."""
        return self.now / "corpus"

    @property
    def store(self) -> Path:
        """The file that the cache consists of."""
        (found,) = (self.now / "cache").glob("*.sqlite")
        return found

    def restored(self) -> World:
        """Put everything back to what it was."""
        shutil.rmtree(self.now, ignore_errors=True)
        shutil.copytree(self.before, self.now, symlinks=True)
        return self


def made(folder: Path, files: int, *, texts: bool = False) -> World:
    """Make a corpus with many mistakes; where there are texts, of the first seven files, and with their digests."""
    world = World(folder / "before", folder / "now")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(world.now / "cache"))
        generate(world.root, files, 3, texts=texts, faulty=0.4)
        if texts:
            inside("anchor", folder=world.root)
            for number in range(7, files):
                text_of(world.root, number).unlink()
        assert_same(world.root)
    shutil.copytree(world.now, world.before)
    return world


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, World]:
    """Make three corpora, for all tests to begin with."""
    folder = tmp_path_factory.mktemp("worlds")
    return {
        "large": made(folder / "large", 40),
        "small": made(folder / "small", 12),
        "with texts": made(folder / "with-texts", 11, texts=True),
    }


@pytest.fixture
def begun(worlds: dict[str, World], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], World]:
    """Give what begins with one of the corpora as it was, and with its cache."""

    def begin(name: str) -> World:
        monkeypatch.setenv(FOLDER, str(worlds[name].now / "cache"))
        return worlds[name].restored()

    return begin


@pytest.fixture
def large(begun: Callable[[str], World]) -> World:
    """Give a corpus of many files, with its cache."""
    return begun("large")


@pytest.fixture
def small(begun: Callable[[str], World]) -> World:
    """Give a corpus of a few files, with its cache."""
    return begun("small")


@pytest.fixture
def with_texts(begun: Callable[[str], World]) -> World:
    """Give a corpus of a few files, with the texts of most of them at hand, and with its cache."""
    return begun("with texts")


@pytest.mark.parametrize("change", OF_FILES)
def test_a_change(change: str, large: World) -> None:
    """After any change to the files of a corpus."""
    OF_FILES[change](large.root)
    assert_same(large.root)


@pytest.mark.parametrize("change", OF_TEXTS)
def test_a_change_of_texts(change: str, with_texts: World) -> None:
    """After any change to the texts."""
    if "called otherwise is" in change:
        OF_TEXTS["a text is called otherwise"](with_texts.root)
        assert_same(with_texts.root)
    OF_TEXTS[change](with_texts.root)
    assert_same(with_texts.root)


class TestWhatIsJudged:
    """Only what changed is judged again."""

    def test_nothing(self, large: World) -> None:
        """Where nothing changed, no file is judged; nor where only times did."""
        assert judged_in(large.root) == []
        for path in large.root.rglob("*.yaml"):
            os.utime(path, (0, 0))
        assert judged_in(large.root) == []

    def test_one_file(self, large: World) -> None:
        """Where one file changed, that one is judged, once; and where it changed back, none."""
        changed = annotation(large.root, 5)
        before = changed.read_bytes()
        changed.write_bytes(before + b"# so\n")
        assert judged_in(large.root) == [changed.name]
        assert judged_in(large.root) == []
        changed.write_bytes(before)
        assert judged_in(large.root) == []

    def test_files_that_come_and_go(self, large: World) -> None:
        """A file that is gone needs no judgement, nor does one that is back; one by another name does."""
        path = annotation(large.root, 5)
        path.rename(large.root / path.name)
        assert judged_in(large.root) == []
        (large.root / path.name).rename(path.with_name("renamed.yaml"))
        assert judged_in(large.root) == ["renamed.yaml"]
        path.with_name("renamed.yaml").rename(path)
        assert judged_in(large.root) == []

    def test_one_text(self, with_texts: World) -> None:
        """Where a text changed, came or went, the annotation of its name is judged."""
        changed, lacking = text_of(with_texts.root, 0), text_of(with_texts.root, 8)
        own, other = f"{changed.stem}.yaml", f"{lacking.stem}.yaml"
        # The texts of the others are looked for by their digests, wherever they are: that is not kept.
        always = {annotation(with_texts.root, number).name for number in range(7, 11)}
        assert judged_in(with_texts.root) == []
        before = changed.read_bytes()
        changed.write_bytes(before + b"More was said.\n")
        assert {*judged_in(with_texts.root)} - always == {own}
        changed.write_bytes(before)
        assert judged_in(with_texts.root) == []
        changed.unlink()
        assert {*judged_in(with_texts.root)} - always == {own}
        lacking.write_bytes(before)
        assert {*judged_in(with_texts.root)} - always == {own}
        assert other in always

    @pytest.mark.parametrize("change", ["a coder is gone", "a registry is broken", "a registry is gone"])
    def test_names(self, change: str, large: World) -> None:
        """Where names changed, all are judged, whoever uses them."""
        OF_FILES[change](large.root)
        assert len(judged_in(large.root)) == 40

    def test_what_no_file_depends_on(self, large: World) -> None:
        """Decisions and retired ids are no matter of single files, nor is what the settings leave out."""
        for change in ("a decision is changed", "an id is retired", "some codes are selected", "an id was released"):
            OF_FILES[change](large.root)
            assert judged_in(large.root) == []

    def test_another_version(self, large: World, monkeypatch: pytest.MonkeyPatch) -> None:
        """Another version of the programs judges all anew, and takes nothing from them that it has not judged."""
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "version", lambda: b"another")
            assert len(judged_in(large.root)) == 40
            assert judged_in(large.root) == []
        assert judged_in(large.root) == []

    def test_no_version(self, large: World, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where it cannot be told what the programs consist of, nothing is taken from earlier runs, nor kept."""
        before = large.store.read_bytes()
        monkeypatch.setattr(pipeline, "version", lambda: None)
        for _ in range(2):
            assert len(judged_in(large.root)) == 40
        assert large.store.read_bytes() == before


def test_a_damaged_cache(small: World) -> None:
    """With a cache of which any stretch is damaged, that is replaced by something else, or that is gone."""
    bare = Said.by(small.root, "--no-cache")
    data = small.store.read_bytes()
    stretches = [data[:start] + bytes(5_000) + data[start + 5_000 :] for start in range(0, len(data), len(data) // 7)]
    for other in (*stretches, data[: len(data) // 2], b"no database", b""):
        small.store.write_bytes(other)
        assert [Said.by(small.root), Said.by(small.root)] == [bare, bare]
    small.store.unlink()
    assert Said.by(small.root) == bare


OPTIONS: Final = (
    ["--select", "NAM,SHP"],
    ["--ignore", "NAM"],
    ["--select", "CAN", "--strict"],
    ["--strict"],
    ["--alone", "{0}"],
    ["--alone", "{0}", "{1}"],
    ["{0}"],
    ["{1}"],
    ["{0}", "{1}"],
    ["annotations/names"],
    ["annotations"],
    ["."],
    ["{absolute}"],
    ["--jobs", "1"],
)


def test_questions(small: World) -> None:
    """Whatever is asked, and whatever was asked before."""
    wrong = [each["path"] for each in inside("check", "--output-format", "json", folder=small.root).findings]
    paths = [min(wrong), max(wrong)]
    asked = [[each.format(*paths, absolute=small.root / paths[0]) for each in options] for options in OPTIONS]
    bare = [Said.by(small.root, "--no-cache", *options) for options in asked]
    assert len({*bare}) > 7
    for _ in range(2):
        assert [Said.by(small.root, *options) for options in asked] == bare


def test_other_working_folders(small: World) -> None:
    """From wherever it is asked: files have other names there."""
    asked = annotation(small.root, 3)
    for folder in (asked.parent, small.root / "annotations", small.root.parent, small.root):
        assert_same(folder, str(asked))
        assert_same(folder, os.path.relpath(asked, folder))


@pytest.mark.parametrize("form", ["json", "full", "concise"])
def test_formats(form: str, small: World) -> None:
    """In each format, as the command gives it."""
    words = ("check", "--output-format", form)
    bare = inside(*words, "--no-cache", folder=small.root)
    assert len(bare.out.splitlines()) > 5
    assert inside(*words, folder=small.root) == bare
    small.store.unlink()
    assert inside(*words, folder=small.root) == bare


def test_datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dataset is the same whether its corpus was judged before, by a check or by another compile, or is now."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    generate(tmp_path / "corpus", 12, 5, faulty=0)
    made = []
    for name, options in (("bare", ["--no-cache"]), ("first", []), ("second", [])):
        ran = inside("compile", *options, "-o", tmp_path / name, folder=tmp_path / "corpus")
        assert ran.status == 0
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert made[0] == made[1] == made[2] != {}
    assert judged_in(tmp_path / "corpus") == []
    for path in (tmp_path / "corpus" / "annotations").glob("[0-9]*/*/*.yaml"):
        path.unlink()
    assert inside("compile", "-o", tmp_path / "none", folder=tmp_path / "corpus").status == 0
    assert (tmp_path / "none" / "events.jsonl").read_bytes() == b""


@given(st.lists(st.sampled_from([*OF_FILES]), min_size=1, max_size=4))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_changes_over_changes(small: World, changes: list[str]) -> None:
    """After any changes, one after the other."""
    small.restored()
    for change in changes:
        with suppress(OSError, AssertionError):  # what it would change is changed already
            OF_FILES[change](small.root)
        assert_same(small.root)
