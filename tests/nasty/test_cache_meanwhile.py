"""Files that change while they are checked, and runs that fail in between: nothing of it is remembered."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest

from communique import check as checks
from communique import evidence, pipeline, verdicts
from communique.cache import FOLDER
from communique.corpus import Corpus
from communique.examine import Examiner
from tests.support.cached import Said, assert_same
from tests.support.commandline import communique, inside
from tests.support.samples import ANNOTATION, write_corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from communique.source import Source
    from communique.verdict import Verdict

TEXT: Final = "Xi and Lee met in “Gyeongju” on Saturday; that they met in Seoul is not so. Lee spoke.\n"


@dataclass(frozen=True)
class Project:
    """A corpus of one annotation, that names an event that nobody reports; and where its text would be."""

    root: Path
    article: Path
    text: Path

    def check(self) -> Said:
        """Check with the cache, in this process."""
        return Said.by(self.root, "--jobs", "1")

    def longer(self) -> None:
        """Put lines before the annotation, so that everything stands elsewhere."""
        self.article.write_bytes(b"# one\n# two\n" + self.article.read_bytes())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a corpus with one finding over the corpus, and a cache that does not know it yet."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    article = write_corpus(tmp_path / "project")
    article.write_text(ANNOTATION.replace("event: xi-lee}", "event: other.lost}"), "utf-8")
    (tmp_path / "project" / "texts").mkdir()
    return Project(tmp_path / "project", article, tmp_path / "project" / "texts" / f"{article.stem}.txt")


def before(function: Callable[..., Any], do: Callable[[], object]) -> Callable[..., Any]:
    """Do something whenever a function is called, before it is."""

    def changed(*arguments: Any, **more: Any) -> Any:
        do()
        return function(*arguments, **more)

    return changed


def after(function: Callable[..., Any], do: Callable[[], object]) -> Callable[..., Any]:
    """Do something whenever a function is called, after it was."""

    def changed(*arguments: Any, **more: Any) -> Any:
        result = function(*arguments, **more)
        do()
        return result

    return changed


def failing(error: BaseException) -> Callable[..., Any]:
    """Give a function that always fails."""

    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail


def test_what_is_found(project: Project) -> None:
    """Without any harm there is one finding, over the corpus."""
    assert assert_same(project.root).codes == ["REF001"]


@pytest.mark.parametrize(
    "change",
    [
        lambda project: project.longer(),
        lambda project: project.article.write_bytes(b"events: ["),
        lambda project: project.article.unlink(),
    ],
    ids=["longer", "broken", "gone"],
)
@pytest.mark.parametrize("at", ["before it is judged", "before it is looked at again", "after all"])
def test_a_file_that_changes(
    at: str, change: Callable[[Project], object], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is changed while a run goes on, and changed back, is what it was."""
    data = project.article.read_bytes()
    with monkeypatch.context() as patch:
        if at == "before it is judged":
            patch.setattr(pipeline, "verdicts", before(verdicts.verdicts, lambda: change(project)))
        elif at == "before it is looked at again":
            patch.setattr(checks, "check", before(checks.check, lambda: change(project)))
        else:
            patch.setattr(checks, "check", after(checks.check, lambda: change(project)))
        project.check()
    changed = project.article.read_bytes() if project.article.exists() else None
    project.article.write_bytes(data)
    assert assert_same(project.root).codes == ["REF001"]
    if changed is not None:
        project.article.write_bytes(changed)
        assert_same(project.root)


@pytest.mark.parametrize("when", [before, after])
def test_a_text_that_changes(when: Callable[..., Any], project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is changed while its annotation is judged does not leave a verdict to the wrong one."""
    project.text.write_text(TEXT, "utf-8")
    with monkeypatch.context() as patch:
        judge = when(Examiner.judge, lambda: project.text.write_text("Nobody met.\n", "utf-8"))
        patch.setattr(Examiner, "judge", judge)
        project.check()
    bare = assert_same(project.root)
    project.text.write_text(TEXT, "utf-8")
    assert assert_same(project.root) != bare


def test_a_file_that_cost_its_worker(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file for which there was no memory is judged again."""
    with monkeypatch.context() as patch:
        patch.setattr(Examiner, "judge", failing(MemoryError()))
        assert "memory" in project.check().full
    assert assert_same(project.root).codes == ["REF001"]


@pytest.mark.usefixtures("no_threads")
def test_files_that_cost_their_workers(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """So are files whose worker died."""
    project.article.with_name("another.yaml").write_bytes(project.article.read_bytes())
    here = os.getpid()

    def die(examiner: Examiner, source: Source) -> Verdict:
        if os.getpid() != here:
            os._exit(9)
        return judge(examiner, source)

    judge = Examiner.judge
    bare = Said.by(project.root, "--no-cache")
    with monkeypatch.context() as patch:
        patch.setattr(Examiner, "judge", die)
        assert "status 9" in Said.by(project.root, "--jobs", "2").full
    assert Said.by(project.root) == bare


def test_a_rule_that_fails(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rule finds that failed once is looked for again: over a file, and over the corpus."""
    project.text.write_text(TEXT, "utf-8")
    failure = failing(MemoryError("none left"))
    places: list[tuple[object, str, object]] = [(evidence, "support", failure), (Corpus, "related", property(failure))]
    for place, name, instead in places:
        project.longer()
        with monkeypatch.context() as patch:
            patch.setattr(place, name, instead)
            assert "none left" in project.check().full
        assert "none left" not in assert_same(project.root).out


def test_a_run_that_is_interrupted(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl-C, whenever it comes, the next run finds all there is."""
    for place, name in ((Examiner, "judge"), (pipeline, "keys_of"), (checks, "check"), (pipeline, "_outcome")):
        project.longer()
        with monkeypatch.context() as patch:
            patch.setattr(place, name, failing(KeyboardInterrupt()))
            assert inside("check", folder=project.root).status == 130
        assert assert_same(project.root).codes == ["REF001"]


def test_texts_that_are_none(project: Project) -> None:
    """What is no file among the texts is not waited for, with the cache or without, and hides none that is."""
    os.mkfifo(project.text)
    (project.root / "texts" / "circle.txt").symlink_to("circle.txt")
    (project.root / "texts" / "nowhere.txt").symlink_to("nothing.txt")
    (project.root / "texts" / "a-text.txt").write_text(TEXT, "utf-8")
    (project.root / "texts" / "folder.txt").mkdir()
    os.mkfifo(project.root / "texts" / "another.txt")
    digest = "text: {sha256: " + "0" * 64 + ", length: 10}\n  language: en"
    project.article.write_text(project.article.read_text("utf-8").replace("language: en", digest), "utf-8")
    bare = communique("check", "--no-cache", folder=project.root)
    assert bare.status == 1
    assert "not at hand" in bare.out
    assert communique("check", folder=project.root) == bare
    project.text.unlink()
    project.text.symlink_to("a-text.txt")
    assert "EVI" in assert_same(project.root).out
    project.text.unlink()
    project.text.mkdir()
    assert_same(project.root)


def test_a_release_that_cannot_be_read(project: Project) -> None:
    """Where the settings name a dataset that is none, that is said where it matters, and nowhere else."""
    (project.root / "communique.toml").write_text('released = "nowhere"\n', "utf-8")
    words = ("check", "--output-format", "json")
    for registries in (True, False):
        for path in () if registries else (project.root / "annotations" / "names").iterdir():
            path.unlink()
        for options in ([], ["--alone", str(project.article)]):
            bare = inside(*words, "--no-cache", *options, folder=project.root)
            assert inside(*words, *options, folder=project.root) == bare
            assert bare.status == (2 if registries or not options else 0)


def test_standard_input(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in for a file is judged as it is, and the file as it was."""
    words = ("check", "--output-format", "json", "-", "--stdin-filename", str(project.article))
    for given in (ANNOTATION, "events: [", project.article.read_text("utf-8"), ANNOTATION):
        said = []
        for options in (["--no-cache"], [], []):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
            said.append(inside(*words, *options, folder=project.root))
        assert said == [said[0]] * 3
        assert assert_same(project.root).codes == ["REF001"]
