"""Files that kill who works on them, or never let go, and files that change meanwhile: seen from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from communique.rules import all_rules
from tests.bench.generate import generate
from tests.support.commandline import changed, communique
from tests.support.invented import files, litter, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.commandline import Ran

FILES: Final = 16
CHECK: Final = ("check", "--jobs", "2")
COMPILE: Final = ("compile", "--jobs", "2", "-o", "dataset")
DEATHS: Final = {
    "os.kill(os.getpid(), signal.SIGKILL)": "the process that worked on it died of signal 9",
    "time.sleep(600)": "nothing came of it within 2 s",
}
SHORT: Final = (
    "import os, signal, time",
    "from functools import partial",
    "from communique import crew",
    "crew.spread = partial(crew.spread, patience=2)",
)
"""Runs with little patience."""


def judged(name: str, death: str) -> tuple[str, ...]:
    """Give what stands before runs in which it is deadly to judge a file."""
    return changed(
        *SHORT,
        "from communique.examine import Examiner",
        "judge = Examiner.judge",
        f"Examiner.judge = lambda self, source: {death} if source.name == {name!r} else judge(self, source)",
    )


def built(name: str, death: str) -> tuple[str, ...]:
    """Give what stands before runs in which it is deadly to make the rows of a file."""
    return changed(
        *SHORT,
        "from communique.dataset import build",
        "rows_of = build.rows_of",
        f"build.rows_of = lambda file, *more: {death} if file.name == {name!r} else rows_of(file, *more)",
    )


def altered(path: Path, alteration: str) -> tuple[str, ...]:
    """Give what stands before runs in which something happens to a file between check and build."""
    return changed(
        "from pathlib import Path",
        "from communique.dataset import build",
        "made = build.build",
        f"path = Path({str(path)!r})",
        f"build.build = lambda *given: (path.{alteration}, made(*given))[1]",
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Generate a corpus in which some files have mistakes."""
    generate(tmp_path / "corpus", FILES, 2, faulty=0.6)
    return tmp_path / "corpus"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate a corpus without mistakes, and compile it."""
    folder = tmp_path_factory.mktemp("compiled") / "corpus"
    generate(folder, FILES, 2, faulty=0)
    assert communique(*COMPILE, folder=folder).status == 0
    return folder


@pytest.fixture
def sound(compiled: Path, tmp_path: Path) -> Path:
    """Give a corpus without mistakes, with its dataset."""
    return shutil.copytree(compiled, tmp_path / "corpus")


def one_of(corpus: Path) -> str:
    """Name a file of a corpus, from amid the others."""
    return sorted(path.relative_to(corpus).as_posix() for path in corpus.glob("annotations/*/*/*.yaml"))[FILES // 2]


def unharmed(corpus: Path, before: Mapping[str, bytes]) -> bool:
    """Whether a dataset is whole and as it was, and nothing lies beside it."""
    whole(corpus / "dataset")
    return files(corpus / "dataset") == before and not litter(corpus / "dataset")


@pytest.mark.parametrize("death", DEATHS)
def test_check_names_what_it_died_of(death: str, corpus: Path) -> None:
    """The file is named with the reason, all others are judged as without it, and the next run judges it too.

    What only all files together tell is left open.
    """
    name = one_of(corpus)
    as_json = (*CHECK, "--output-format", "json")
    usual = communique(*as_json, "--no-cache", folder=corpus)
    assert len({each["path"] for each in usual.findings} - {name}) > 2
    ran = communique(*as_json, folder=corpus, after=judged(name, death))
    (lost,) = (each for each in ran.findings if each["path"] == name)
    assert (lost["code"], DEATHS[death] in lost["message"]) == ("YML023", True), lost
    of_all = {rule.code for rule in all_rules() if rule.scope == "corpus"}
    assert without(ran, name) == [each for each in without(usual, name) if each["code"] not in of_all]
    assert (ran.status, ran.err) == (1, "")
    assert communique(*as_json, folder=corpus) == usual


def without(ran: Ran, name: str) -> list[dict[str, Any]]:
    """Give the findings of a run in all files but one."""
    return [each for each in ran.findings if each["path"] != name]


def test_what_was_changed_meanwhile_is_not_remembered(corpus: Path) -> None:
    """What was found in a file that changed during the check is not taken for what is in it once it is as it was."""
    path = corpus / one_of(corpus)
    data = path.read_bytes()
    usual = communique(*CHECK, "--no-cache", folder=corpus)
    meanwhile = changed(
        "from pathlib import Path",
        "from communique import pipeline",
        "verdicts = pipeline.verdicts",
        f"path = Path({str(path)!r})",
        "pipeline.verdicts = lambda *given: (path.write_bytes(b'['), verdicts(*given))[1]",
    )
    ran = communique(*CHECK, folder=corpus, after=meanwhile)
    assert "error[YML001]" in ran.out
    path.write_bytes(data)
    assert communique(*CHECK, folder=corpus) == communique(*CHECK, folder=corpus) == usual


def test_check_names_what_it_died_of_in_words(corpus: Path) -> None:
    """What is shown says which file it was, and what became of it."""
    name = one_of(corpus)
    ran = communique(*CHECK, "--select", "YML023", folder=corpus, after=judged(name, next(iter(DEATHS))))
    assert ran.out.startswith(
        f"error[YML023]: communique could not finish with this file: {next(iter(DEATHS.values()))}"
    )
    assert f"--> {name}:1:1\n" in ran.out


@pytest.mark.parametrize("death", DEATHS)
def test_compile_says_what_it_died_of(death: str, sound: Path) -> None:
    """Where nothing comes of a file while the dataset is built, it is named, and nothing is written."""
    before, name = files(sound / "dataset"), one_of(sound)
    ran = communique(*COMPILE, folder=sound, after=built(name, death))
    said = f"communique: nothing was written: nothing came of `{name}`: {DEATHS[death]}\n"
    assert (ran.status, ran.out, ran.err) == (2, "", said)
    assert unharmed(sound, before)


def test_compile_says_what_its_check_died_of(sound: Path) -> None:
    """Where nothing comes of a file while it is checked, that is its finding, and nothing is written."""
    before, name, death = files(sound / "dataset"), one_of(sound), next(iter(DEATHS))
    ran = communique(*COMPILE, "--no-cache", folder=sound, after=judged(name, death))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"error[YML023]: communique could not finish with this file: {DEATHS[death]}")
    assert f"--> {name}:1:1\n" in ran.err
    assert ran.err.endswith("nothing was written: a corpus with errors is not compiled\n")
    assert unharmed(sound, before)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("alteration", ["write_bytes(path.read_bytes() + b'\\n')", "unlink()"], ids=["changed", "gone"])
def test_compile_says_what_was_changed(alteration: str, jobs: str, sound: Path) -> None:
    """A file that is no longer what was checked is named, and nothing is written."""
    before, name = files(sound / "dataset"), one_of(sound)
    ran = communique(*COMPILE, "--jobs", jobs, folder=sound, after=altered(sound / name, alteration))
    said = f"communique: nothing was written: `{name}` was changed while the corpus was compiled\n"
    assert (ran.status, ran.out, ran.err) == (2, "", said)
    assert unharmed(sound, before)
