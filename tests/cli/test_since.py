"""`check --since`: only what concerns changed files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from communique.check import explain_fault
from communique.fault import Fault
from communique.rules import all_rules
from communique.since import touching
from communique.source import Source, Span
from tests.support.corpora import ARTICLE, Corpus, Ran
from tests.support.findings import OTHER, PATH, finding, label, outcome

BROKEN: Final = ARTICLE.replace("status: occurred\n    summary: The", "status: ocurred\n    summary: The")
OLD, NEW = "2025/11/an-article.yaml", "2025/11/another.yaml"


def called(name: str, text: str = BROKEN) -> str:
    """Give an article its file's name, and its events their own canonical ids."""
    stem = Path(name).stem
    return text.replace("id: an-article", f"id: {stem}").replace("canonical: lee-xi-summit", f"canonical: {stem}")


@dataclass(frozen=True)
class Repository:
    """A corpus in a git repository, where everything is committed at first."""

    corpus: Corpus

    def git(self, *arguments: str) -> None:
        """Run git, and see to it that it succeeds."""
        subprocess.run(["git", *arguments], cwd=self.corpus.root, check=True, capture_output=True)

    def commit(self) -> None:
        """Commit everything."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a change", "--allow-empty")

    def since(self, revision: str, *arguments: str) -> Ran:
        """Check since a revision."""
        return self.corpus.run("check", "--since", revision, "--output-format", "concise", *arguments)

    def reported(self, revision: str, *arguments: str) -> list[str]:
        """Give the files of the findings since a revision, each once."""
        ran = self.since(revision, *arguments)
        found = [line.partition(":")[0] for line in ran.out.splitlines()[:-1]]
        assert ran.status == (1 if found else 0), ran
        return list(dict.fromkeys(path.removeprefix("annotations/") for path in found))


@pytest.fixture
def _git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give git a user, and nobody's settings."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "a1")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a1@example.org")


@pytest.fixture
def repository(_git: None, corpus: Corpus) -> Repository:
    """Give a repository with a backlog: one article with an error, committed."""
    corpus.write(OLD, BROKEN)
    made = Repository(corpus)
    made.git("init", "-q", "-b", "main")
    made.commit()
    return made


def test_what_was_there_before_is_not_reported(repository: Repository) -> None:
    """The backlog is reported without `--since`, and not with it; the exit status counts what is reported."""
    assert repository.corpus.run("check").status == 1
    ran = repository.since("HEAD")
    assert (ran.status, ran.out) == (0, "5 files checked, nothing to report\n")
    assert ran.err == "0 files changed since `HEAD`: only what concerns them is reported\n"


@pytest.mark.parametrize("how", ["untracked", "ignored", "staged", "committed"])
def test_a_new_file_is_reported(repository: Repository, how: str) -> None:
    """A new file is changed, whether git knows it not yet, in its index, or in a commit."""
    repository.corpus.write(NEW, called(NEW))
    if how == "ignored":
        repository.corpus.write("/.gitignore", "another.yaml\n")
    if how in ("staged", "committed"):
        repository.git("add", "-A")
    if how == "committed":
        repository.git("commit", "-q", "-m", "new")
    assert repository.reported("HEAD~1" if how == "committed" else "HEAD") == [NEW]


@pytest.mark.parametrize("how", ["unstaged", "staged", "committed"])
def test_a_changed_file_is_reported(repository: Repository, how: str) -> None:
    """A changed file is reported with all its findings, from the working tree, the index or a commit."""
    repository.corpus.write(OLD, f"# changed\n{BROKEN}")
    if how == "staged":
        repository.git("add", "-A")
    if how == "committed":
        repository.commit()
    assert repository.reported("HEAD~1" if how == "committed" else "HEAD") == [OLD]


def test_a_renamed_file_is_changed(repository: Repository) -> None:
    """A file that was only moved is changed: where it stands is part of what it says."""
    repository.git("mv", f"annotations/{OLD}", f"annotations/{NEW}")
    assert repository.reported("HEAD") == [NEW]
    repository.commit()
    assert repository.reported("HEAD~1") == [NEW]


def test_only_my_branch_counts(repository: Repository) -> None:
    """What others have done since the branches parted is not mine."""
    repository.git("checkout", "-q", "-b", "mine")
    repository.corpus.write(NEW, called(NEW))
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.corpus.write(OLD, f"# changed\n{BROKEN}")
    repository.commit()
    repository.git("checkout", "-q", "mine")
    assert repository.reported("main") == [NEW]


def test_what_points_into_a_changed_file_is_reported(repository: Repository) -> None:
    """A finding over two files that stands in the one that did not change is mine, since it points into the other."""
    older, newer = "2025/11/z-older.yaml", "2025/11/a-newer.yaml"
    shared = ARTICLE.replace("canonical: lee-xi-summit", "canonical: shared")
    repository.corpus.write(older, called(older, shared))
    repository.commit()
    repository.corpus.write(newer, called(newer, shared).replace("date: 2025-11-01", "date: 2025-06-01"))
    ran = repository.since("HEAD", "--select", "CAN")
    assert [line.partition(":")[0] for line in ran.out.splitlines()[:-1]] == [f"annotations/{older}"]


def test_registries_reach_further(repository: Repository) -> None:
    """Where a registry changed, or a file went, it is said that other files may miss something."""
    assert "registries" not in repository.since("HEAD").err
    path = repository.corpus.root / "annotations" / "names" / "places.yaml"
    before = path.read_text("utf-8")
    path.write_text(f"{before}# changed\n", "utf-8")
    ran = repository.since("HEAD")
    assert "1 file changed" in ran.err
    assert "registries changed too" in ran.err
    path.write_text(before, "utf-8")
    (repository.corpus.root / "annotations" / OLD).unlink()
    assert "or files went" in repository.since("HEAD").err


def test_fixes_are_for_changed_files(repository: Repository) -> None:
    """`--fix` leaves the files alone that did not change."""
    disputed = ARTICLE.replace("summary: Lee", "note: NO\n    summary: Lee")
    repository.corpus.write(OLD, disputed)
    repository.commit()
    repository.corpus.write(NEW, called(NEW, disputed))
    repository.since("HEAD", "--fix")
    assert "note: NO" in repository.corpus.read(OLD)
    assert 'note: "NO"' in repository.corpus.read(NEW)


def test_files_outside_of_the_corpus(repository: Repository) -> None:
    """Named files that belong to no corpus are looked up where they stand."""
    repository.corpus.write("/elsewhere/a.yaml", called("a.yaml"))
    repository.commit()
    repository.corpus.write("/elsewhere/[b].yaml", called("b.yaml"))
    ran = repository.since("HEAD", "elsewhere/a.yaml", "elsewhere/[b].yaml", "annotations")
    assert {line.partition(":")[0] for line in ran.out.splitlines()[:-1]} == {"elsewhere/[b].yaml"}


def test_links_are_changed_with_what_they_lead_to(repository: Repository) -> None:
    """A link in the corpus is what it leads to."""
    (repository.corpus.root / "annotations" / NEW).symlink_to("an-article.yaml")
    repository.commit()
    assert repository.reported("HEAD") == []
    repository.corpus.write(OLD, f"# changed\n{BROKEN}")
    assert set(repository.reported("HEAD")) == {OLD, NEW}


def test_a_repository_in_the_repository(repository: Repository) -> None:
    """What is in a repository of its own, which git does not look into, is changed."""
    repository.corpus.write("inner/another.yaml", called("another.yaml"))
    repository.git("init", "-q", "annotations/inner")
    assert repository.reported("HEAD") == ["inner/another.yaml"]


def test_names_that_need_quotes(repository: Repository) -> None:
    """Names are compared as bytes, whatever is in them."""
    name = '2025/11/été "x"\t🙂.yaml'
    repository.corpus.write(name, BROKEN)
    ran = repository.since("HEAD")
    assert ran.status == 1
    assert {line.partition(":")[0] for line in ran.out.splitlines()[:-1]} == {
        'annotations/2025/11/été "x"\\u{9}🙂.yaml'
    }


def test_from_a_folder_below(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from a folder within the repository, the same is found."""
    repository.corpus.write(NEW, called(NEW))
    monkeypatch.chdir(repository.corpus.root / "annotations" / "2025")
    ran = repository.since("HEAD")
    assert "/another.yaml:" in ran.out
    assert "/an-article.yaml:" not in ran.out


def test_in_a_hook(repository: Repository) -> None:
    """A commit is stopped by what it brings, and not by what was there: git's own variables lead nowhere wrong."""
    hook = repository.corpus.root / ".git" / "hooks" / "pre-commit"
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m communique check --since HEAD\n', "utf-8")
    hook.chmod(0o755)
    repository.corpus.write(OLD, BROKEN.replace("ocurred", "occurred"))
    repository.git("commit", "-q", "-a", "-m", "mended")
    repository.corpus.write(OLD, BROKEN)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        repository.git("commit", "-q", "-a", "-m", "broken again")
    assert b"SHP004" in refused.value.stdout + refused.value.stderr


@pytest.mark.parametrize("revision", ["nowhere", "-x", "", "HEAD:annotations", "main..main", "a\nb"])
def test_a_revision_that_is_none(repository: Repository, revision: str) -> None:
    """What is no commit is misuse, told in one line."""
    ran = repository.corpus.run("check", f"--since={revision}")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "git knows no commit" in ran.err


def test_histories_that_have_nothing_in_common(repository: Repository) -> None:
    """Branches that never parted cannot be compared."""
    repository.git("checkout", "-q", "--orphan", "other")
    repository.git("commit", "-q", "-m", "another beginning")
    ran = repository.since("main")
    assert (ran.status, ran.out) == (2, "")
    assert "`main` and HEAD have in common" in ran.err


def test_a_shallow_clone(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where the history was cut off, it is said how to fetch it."""
    repository.commit()
    folder = tmp_path_factory.mktemp("clone")
    repository.git("clone", "-q", "--depth", "1", repository.corpus.root.as_uri(), str(folder))
    ran = repository.corpus.run("check", str(folder / "annotations"), "--since", "HEAD~1")
    assert (ran.status, ran.out) == (2, "")
    assert "git knows no commit `HEAD~1`; this clone is shallow" in ran.err
    assert repository.corpus.run("check", str(folder / "annotations"), "--since", "HEAD").status == 0


@pytest.mark.usefixtures("_git")
def test_where_git_cannot_tell(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, a repository without a commit, and no git are misuse, each told in one line."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(corpus.root.parent))
    ran = corpus.run("check", "--since", "HEAD")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "not a git repository" in ran.err
    subprocess.run(["git", "init", "-q"], check=True)
    assert "git knows no commit `HEAD`" in corpus.run("check", "--since", "HEAD").err
    monkeypatch.setattr(shutil, "which", lambda _: None)
    ran = corpus.run("check", "--since", "HEAD")
    assert (ran.status, ran.err) == (2, "communique: `--since` asks git what has changed, and git is not installed\n")


def test_a_broken_repository(repository: Repository) -> None:
    """What git says of a broken repository is passed on."""
    (repository.corpus.root / ".git" / "index").write_bytes(b"no index")
    ran = repository.since("HEAD")
    assert (ran.status, ran.out) == (2, "")
    assert "`git diff` failed in" in ran.err


def test_it_goes_with_a_baseline(repository: Repository) -> None:
    """Of a changed file, what was recorded before is left out too."""
    options = ("--baseline", "b.json")
    assert repository.corpus.run("check", *options, "--write-baseline").status == 0
    repository.commit()
    repository.corpus.write(OLD, BROKEN.replace("place: gyeongju", "place: gyongju"))
    repository.corpus.write(NEW, called(NEW))
    ran = repository.since("HEAD", *options, "--select", "SHP,NAM")
    assert [line.split(" ")[:2] for line in ran.out.splitlines()[:-1]] == [
        [f"annotations/{OLD}:17:12:", "NAM002"],
        [f"annotations/{NEW}:18:13:", "SHP004"],
    ]


def test_standard_input_is_always_changed(repository: Repository) -> None:
    """What an editor holds is not compared."""
    ran = repository.corpus.run("check", "-", "--since", "HEAD")
    assert (ran.status, ran.out) == (2, "")
    assert "without `--since`" in ran.err


def test_findings_touch_files() -> None:
    """A finding is kept where its own file or that of one of its labels was changed, and nothing else is."""
    own, pointing, other = finding(), finding(at=(5, 1), labels=(label(path=OTHER),)), finding(path=OTHER)
    found = outcome(own, pointing, other)
    assert touching(found, {PATH}).diagnostics == (own, pointing)
    assert touching(found, {OTHER}).diagnostics == (pointing, other)
    assert touching(found, set()).diagnostics == ()


def test_what_could_not_be_judged_is_always_told() -> None:
    """That a file cannot be read is reported wherever it is: the exit status tells of it too."""
    slugs = {"unreadable-file": {"reason": "x"}, "unfinished-file": {"reason": "x"}}
    slugs["rule-failed"] = {"rule": "REF001", "problem": "x"}
    assert slugs.keys() <= {rule.slug for rule in all_rules()}
    faults = [Fault(slug, Span(0, 0), arguments) for slug, arguments in slugs.items()]
    told = [each for fault in faults for each in explain_fault(fault, Source("x.yaml", b""))]
    assert len(touching(outcome(*told, finding()), set()).diagnostics) == 3
