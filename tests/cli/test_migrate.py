"""`migrate`: all files or none, shown before they are written, and again after a run that was cut off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from communique import project
from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from tests.support.corpora import Corpus

ONE, TWO = "2025/11/one.yaml", "2025/11/two.yaml"
EARLY: Final = """\
schema_version: 0
source: {id: one, outlet: the-paper, date: 2025-11-02, lang: en}
coder: a1  # alone
method: by-hand
stage: done
events: []
"""
LATE: Final = """\
schema_version: 1
article: {id: one, publisher: the-paper, published: 2025-11-02, language: en}
annotation:
  annotators: [a1]  # alone
  method: manual
  status: annotated
events: []
"""


@pytest.fixture
def early(corpus: Corpus) -> Corpus:
    """Give a corpus with two files of version 0 beside one of the present version."""
    corpus.write(ONE, EARLY)
    corpus.write(TWO, EARLY.replace("id: one", "id: two"))
    return corpus


def test_a_corpus_is_migrated(early: Corpus) -> None:
    """Files of version 0 are rewritten, with their permissions, and are then right; others are left as they are."""
    (early.root / "annotations" / ONE).chmod(0o640)
    ran = early.run("migrate")
    assert (ran.status, ran.out, ran.err) == (0, "", "2 files of 3 migrated\n")
    assert early.read(ONE) == LATE
    assert early.read(TWO) == LATE.replace("id: one", "id: two")
    assert early.read("2025/11/an-article.yaml") == ARTICLE
    assert (early.root / "annotations" / ONE).stat().st_mode & 0o777 == 0o640
    assert early.run("check").status == 0
    ran = early.run("migrate")
    assert (ran.status, ran.err) == (0, "0 files of 3 migrated\n")


def test_check_tells_of_it(early: Corpus) -> None:
    """Of a file of version 0, `check` says what is to be done, and nothing of what it lacks."""
    ran = early.run("check", "--output-format", "concise")
    assert ran.status == 1
    first, second, _ = ran.out.splitlines()
    for line, name in ((first, ONE), (second, TWO)):
        assert line.startswith(f"annotations/{name}:1:17: SHP008 ")
        assert "run `communique migrate`" in line


def test_a_dry_run_shows_and_writes_nothing(early: Corpus) -> None:
    """A dry run prints the differences and exits with 1, and with 0 where there are none."""
    ran = early.run("migrate", f"annotations/{ONE}", "--dry-run")
    assert ran.status == 1
    assert ran.err == "1 file of 1 to migrate\n"
    assert ran.out.startswith(f"--- a/annotations/{ONE}\n+++ b/annotations/{ONE}\n@@ ")
    assert "\n-coder: a1  # alone\n" in ran.out
    assert "\n+  annotators: [a1]  # alone\n" in ran.out
    assert early.read(ONE) == EARLY
    assert early.run("migrate", "annotations/2025/11/an-article.yaml", "--dry-run").status == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("schema_version: 0\nevents: [\n", ":3:1: not YAML: a value should stand here (YML001)"),
        ("schema_version: 0\nstage: half-done\n", ":2:8: `stage` is the text `half-done`"),
        ("events: []\n", ":1:1: the file does not tell its version"),
        ('schema_version: 0\nstage: "\\u202e"\n', ":2:8: `stage` is the text `\\u{202e}`"),
    ],
)
def test_one_that_cannot_be_migrated_keeps_all(early: Corpus, text: str, says: str) -> None:
    """Where one file cannot be migrated, none is written, and the place and the reason are told."""
    early.write("2025/12/three.yaml", text)
    ran = early.run("migrate")
    assert ran.status == 1
    first, last = ran.err.splitlines()
    assert first.startswith(f"annotations/2025/12/three.yaml{says}")
    assert last == "nothing was written: each file can be migrated, or none is"
    assert early.read(ONE) == EARLY
    assert early.run("migrate", "--dry-run").status == 1


def test_files_without_a_version(early: Corpus) -> None:
    """`--from` tells the version of files that do not, and of no other."""
    early.write(TWO, EARLY.removeprefix("schema_version: 0\n").replace("id: one", "id: two"))
    assert early.run("migrate").status == 1
    assert early.run("migrate", "--from", "0").status == 0
    assert early.read(TWO) == LATE.replace("id: one", "id: two")
    assert early.read("2025/11/an-article.yaml") == ARTICLE


def test_what_cannot_be_read_or_is_a_link_keeps_all(early: Corpus) -> None:
    """A file that cannot be read is told with status 2, and a link is not written through."""
    link = early.root / "annotations" / "2025" / "11" / "link.yaml"
    link.symlink_to("one.yaml")
    ran = early.run("migrate")
    assert ran.status == 1
    assert "annotations/2025/11/link.yaml: it is a link: name the file it leads to" in ran.err
    link.unlink()
    link.symlink_to("nowhere.yaml")
    assert early.run("migrate").status == 2
    assert early.read(ONE) == EARLY


def test_a_run_that_was_cut_off_is_taken_up(early: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails, what was written is whole, it is told how far it came, and the next run does the rest."""
    write = project.write

    def full(path: Path, data: bytes) -> None:
        if path.name == "two.yaml":
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(project, "write", full)
    ran = early.run("migrate")
    assert ran.status == 2
    assert f"`annotations/{TWO}`: no space left on device; 1 of 2 files were migrated before it" in ran.err
    assert (early.read(ONE), early.read(TWO)) == (LATE, EARLY.replace("id: one", "id: two"))
    monkeypatch.undo()
    assert early.run("migrate", str(early.root / "annotations")).err == "1 file of 3 migrated\n"
    assert early.read(TWO) == LATE.replace("id: one", "id: two")


def test_what_changes_meanwhile_is_not_overwritten(early: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that someone saves while others are written is left as it was saved."""
    write = project.write

    def slow(path: Path, data: bytes) -> None:
        write(path, data)
        early.write(TWO, "saved: meanwhile\n")

    monkeypatch.setattr(project, "write", slow)
    ran = early.run("migrate")
    assert ran.status == 2
    assert "it was changed meanwhile" in ran.err
    assert early.read(TWO) == "saved: meanwhile\n"
