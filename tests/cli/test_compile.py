"""`communique compile`: what is written, what is refused, and releases."""

from __future__ import annotations

import errno
import json
import os
from functools import partial
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from communique.dataset.spilled import Space
from communique.schemas import published
from tests.support.invented import TALKS, TEST, article, changed, copied, files, litter, whole

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.corpora import Corpus


@pytest.fixture(name="annotations")
def annotations_of_a_copy(tmp_path: Path) -> Path:
    """Give a copy of the invented corpus."""
    return copied(tmp_path / "corpus")


def ids(folder: Path) -> list[str]:
    """Name the events of a dataset."""
    return [json.loads(line)["id"] for line in (folder / "events.jsonl").read_bytes().splitlines()]


def test_dataset_is_whole_and_valid(corpus: Corpus, annotations: Path, tmp_path: Path) -> None:
    """What is written is what its manifest says, is valid, and is told in one line."""
    ran = corpus.run("compile", str(annotations), "-o", str(tmp_path / "out"))
    assert (ran.status, ran.out, ran.err) == (0, f"{tmp_path / 'out'}: 4 events from 9 reports in 5 articles\n", "")
    whole(tmp_path / "out")
    document = json.loads((tmp_path / "out" / "dataset.json").read_bytes())
    assert list(Draft202012Validator(json.loads(published()["dataset.schema.json"])).iter_errors(document)) == []
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["rows"]["events"] == 4
    assert "dataset_version" not in manifest


def test_working_folder_is_compiled(corpus: Corpus) -> None:
    """Without a path, the corpus of the configuration is meant."""
    ran = corpus.run("compile", "-o", "out")
    assert (ran.status, ran.out) == (0, "out: 2 events from 2 reports in 1 article\n")


def test_unknown_format(corpus: Corpus) -> None:
    """A format that is not there is misuse, and those that are there are named."""
    ran = corpus.run("compile", "-o", "out", "--format", "json,xml")
    assert ran.status == 2
    assert "there is no format `xml`; there are csv," in ran.err
    assert not (corpus.root / "out").exists()


def test_format_whose_library_is_not_installed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that needs more than is installed says what to install."""
    monkeypatch.setattr("communique.export.find_spec", lambda _name: None)
    ran = corpus.run("compile", "-o", "out", "--format", "parquet")
    assert ran.status == 2
    assert "needs pyarrow: pip install 'communique[parquet]'" in ran.err


def test_broken_corpus_is_not_compiled(corpus: Corpus) -> None:
    """Errors are reported, whatever the settings ignore, and nothing is written."""
    corpus.write("/communique.toml", 'annotations = "annotations"\nignore = ["NAM"]\n')
    corpus.write("2025/11/an-article.yaml", corpus.read("2025/11/an-article.yaml").replace("xi-jinping", "xi-jinpin"))
    ran = corpus.run("compile", "-o", "out")
    assert (ran.status, ran.out) == (1, "")
    assert "error[NAM" in ran.err
    assert "warning" not in ran.err
    assert ran.err.endswith("nothing was written: a corpus with errors is not compiled\n")
    assert not (corpus.root / "out").exists()


def test_unreadable_file_is_misuse(corpus: Corpus) -> None:
    """A file that cannot be read leaves the corpus unknown: nothing is compiled."""
    (corpus.root / "annotations" / "2025" / "11" / "gone.yaml").symlink_to("nowhere")
    ran = corpus.run("compile", "-o", "out")
    assert ran.status == 2
    assert not (corpus.root / "out").exists()


def test_texts_are_not_read(corpus: Corpus) -> None:
    """The same dataset is compiled where the texts are, where they are not, and where they are others."""
    assert corpus.run("compile", "-o", "with").status == 0
    corpus.write("/texts/an-article.txt", "Nothing of the kind.\n")
    assert corpus.run("compile", "-o", "changed").status == 0
    (corpus.root / "texts" / "an-article.txt").unlink()
    assert corpus.run("compile", "-o", "without").status == 0
    assert whole(corpus.root / "with") == whole(corpus.root / "changed") == whole(corpus.root / "without")


def test_foreign_folder_is_never_replaced(corpus: Corpus) -> None:
    """What is not a dataset of ours is left alone: a folder with other things, a file, a link."""
    corpus.write("/mine/diary.txt", "Dear diary\n")
    corpus.write("/file", "x")
    (corpus.root / "link").symlink_to("nowhere")
    for name, says in (("mine", "is not a dataset"), ("file", "is not a folder"), ("link", "is not a folder")):
        ran = corpus.run("compile", "-o", name)
        assert ran.status == 2
        assert says in ran.err
    assert corpus.read("/mine/diary.txt") == "Dear diary\n"


def test_dropped_ids_are_refused(corpus: Corpus, annotations: Path, tmp_path: Path) -> None:
    """An id that is neither there any more nor retired is named, with the cure, and nothing is written."""
    assert corpus.run("compile", str(annotations), "-o", str(tmp_path / "old")).status == 0
    for start in ("city-herald", "daily-bell", "harbour-post", "sudria-state-news"):
        changed(article(annotations, start), f"canonical: {TEST}", "canonical: cape-launch-2025")
    arguments = ("compile", str(annotations), "-o", str(tmp_path / "new"), "--against", str(tmp_path / "old"))
    ran = corpus.run(*arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"nothing was written: 1 published id would be gone: `{TEST}`\n")
    assert "retired.yaml" in ran.err
    assert "replaced_by" in ran.err
    assert not (tmp_path / "new").exists()
    retired = annotations / "retired.yaml"
    retired.write_text(
        retired.read_text("utf-8") + f"{TEST}: {{reason: Renamed., replaced_by: [cape-launch-2025]}}\n", "utf-8"
    )
    assert corpus.run(*arguments).status == 0
    assert ids(tmp_path / "new")[1] == "cape-launch-2025"


def test_forgotten_retirement_is_refused(corpus: Corpus, annotations: Path, tmp_path: Path) -> None:
    """An id that was retired once stays on record."""
    assert corpus.run("compile", str(annotations), "-o", str(tmp_path / "old")).status == 0
    (annotations / "retired.yaml").write_text("{}\n", "utf-8")
    ran = corpus.run("compile", str(annotations), "-o", str(tmp_path / "new"), "--against", str(tmp_path / "old"))
    assert ran.status == 1
    assert "2 published ids would be gone: `ministers-talks-2025` and `rumoured-summit-2025`" in ran.err


def test_against_what_is_no_dataset(corpus: Corpus) -> None:
    """A folder that holds no dataset is misuse."""
    ran = corpus.run("compile", "-o", "out", "--against", "annotations")
    assert ran.status == 2
    assert "`annotations` cannot be read as a dataset" in ran.err


def test_against_what_the_settings_name(corpus: Corpus) -> None:
    """The released dataset of the configuration is compared with where none is named."""
    assert corpus.run("compile", "-o", "released", "--release").status == 0
    corpus.write("/communique.toml", 'annotations = "annotations"\nreleased = "released"\n')
    ran = corpus.run("compile", "-o", "next", "--release")
    assert (ran.status, ran.out) == (0, "next 1.0.0: 2 events from 2 reports in 1 article\n")


def test_releases_are_counted(corpus: Corpus, annotations: Path, tmp_path: Path) -> None:
    """The first release is 1.0.0; values make a patch, events a minor release, retired ids a major one."""

    def release(name: str, *against: str) -> tuple[str, str]:
        words = [word for each in against for word in ("--against", str(tmp_path / each))]
        ran = corpus.run("compile", str(annotations), "-o", str(tmp_path / name), "--release", *words)
        assert ran.status == 0, ran.err
        whole(tmp_path / name)
        manifest = json.loads((tmp_path / name / "manifest.json").read_bytes())
        return str(manifest["dataset_version"]), (tmp_path / name / "RELEASE.md").read_text("utf-8")

    assert release("r1") == (
        "1.0.0",
        "# Release 1.0.0\n\n4 events from 9 reports in 5 articles.\n\nThe first release.\n",
    )
    assert release("same", "r1")[0] == "1.0.0"
    changed(article(annotations, "daily-bell"), "from its north cape", "from a cape")
    version, note = release("r2", "r1")
    assert version == "1.0.1"
    assert "What changed since 1.0.0 (patch):" in note
    changed(article(annotations, "city-herald"), f"    canonical: {TALKS}\n", "")
    version, note = release("r3", "r2")
    assert version == "1.1.0"
    assert "## Events added\n\n- `city-herald-2025-03-06-week.talks`\n" in note
    article(annotations, "city-herald").unlink()
    retired = (
        "city-herald-2025-03-06-week.talks",
        "city-herald-2025-03-06-week.earlier-talks",
        "norland-refuses-trade-talks-2025",
    )
    with (annotations / "retired.yaml").open("a", encoding="utf-8") as stream:
        stream.writelines(f"{name}: {{reason: The article was withdrawn.}}\n" for name in retired)
    (annotations / "decisions.yaml").unlink()
    version, note = release("r4", "r3")
    assert version == "2.0.0"
    assert "## Events retired" in note


def test_release_is_not_begun_anew(corpus: Corpus) -> None:
    """A release in the place of another must name the one that it follows, which may be the one it replaces."""
    assert corpus.run("compile", "-o", "out", "--release").status == 0
    ran = corpus.run("compile", "-o", "out", "--release")
    assert ran.status == 2
    assert "--against" in ran.err
    assert corpus.run("compile", "-o", "out", "--release", "--against", "out").status == 0


def test_nothing_is_left_behind(corpus: Corpus, annotations: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put aside on the disk while a corpus is compiled is gone in the end, also where that fails."""
    monkeypatch.setattr("communique.dataset.spilled.Space", partial(Space, room=1))
    output = corpus.root / "out"
    arguments = ("compile", str(annotations), "-o", str(output), "--format", "jsonl,csv,sqlite,plover")
    assert corpus.run(*arguments).status == 0
    found, beside = files(output), sorted(corpus.root.iterdir())
    monkeypatch.setattr("communique.export.plover.encode", failing)
    ran = corpus.run(*arguments)
    assert (ran.status, ran.err) == (2, "communique: No space left on device\n")
    assert (files(output), sorted(corpus.root.iterdir())) == (found, beside)


def failing(_: object) -> bytes:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_release_replaces_what_was_no_release(corpus: Corpus) -> None:
    """A dataset without a version may become the first release in its place."""
    assert corpus.run("compile", "-o", "out").status == 0
    assert corpus.run("compile", "-o", "out", "--release").status == 0
    assert "RELEASE.md" in files(corpus.root / "out")
    assert litter(corpus.root / "out") == []
