"""However many processes share the work, the same comes of it; and how far it is, is shown on terminals only."""

from __future__ import annotations

import os
import pty
import select
import subprocess
from contextlib import suppress
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final

import pytest

from communique.words import visible
from tests.bench.generate import generate
from tests.support.commandline import ENVIRONMENT, PATIENCE, changed, communique, inside
from tests.support.invented import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.support.commandline import Ran

FILES: Final = 80
CHECK: Final = ("check", "--no-cache", "--output-format", "json")
COMPILE: Final = ("compile", "--no-cache", "--format", "jsonl,csv,sqlite", "-o", "dataset")
AT_ONCE: Final = changed("from communique import progress", "progress._PATIENCE = progress._INTERVAL = 0")
"""Runs in which nobody waits for the bar, or for its next state."""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate a corpus, with its texts, in which every third file has mistakes."""
    folder = tmp_path_factory.mktemp("faulty") / "corpus"
    generate(folder, FILES, 2, texts=True, faulty=0.3)
    return folder


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate a corpus without mistakes."""
    folder = tmp_path_factory.mktemp("sound") / "corpus"
    generate(folder, FILES, 2, faulty=0)
    return folder


@pytest.fixture(scope="module")
def checked(faulty: Path) -> Ran:
    """Check the faulty corpus by one process."""
    ran = communique(*CHECK, "--jobs", "1", folder=faulty)
    assert len(ran.codes) > FILES / 5
    return ran


@pytest.fixture(scope="module")
def compiled(sound: Path) -> tuple[Ran, Mapping[str, bytes]]:
    """Compile the sound corpus by one process."""
    ran = communique(*COMPILE, "--jobs", "1", folder=sound)
    assert (ran.status, ran.err) == (0, "")
    return ran, files(sound / "dataset")


@pytest.mark.parametrize("jobs", [["--jobs", "2"], ["-j3"]], ids=["two", "three"])
def test_check_is_the_same(checked: Ran, faulty: Path, jobs: list[str]) -> None:
    """The findings of a corpus, their order and the status do not depend on who looks for them."""
    ran = communique(*CHECK, *jobs, folder=faulty)
    assert ran == checked
    assert (ran.status, ran.err) == (1, "")


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_compile_is_the_same(compiled: tuple[Ran, Mapping[str, bytes]], sound: Path, jobs: str) -> None:
    """Every byte of a dataset, and what is said of it, does not depend on who makes it."""
    ran = communique(*COMPILE, "--jobs", jobs, folder=sound)
    assert (ran, files(sound / "dataset")) == compiled


def on_a_terminal(*arguments: str, folder: Path) -> tuple[int, str, str]:
    """Run a command whose standard error is a terminal, with a bar that appears at once.

    Gives its status, its output, and what the terminal was sent.
    """
    far, near = pty.openpty()
    environment = {**ENVIRONMENT, "TERM": "xterm"}
    with (
        TemporaryFile() as out,
        subprocess.Popen([*AT_ONCE, *arguments], cwd=folder, env=environment, stdout=out, stderr=near) as process,
    ):
        os.close(near)
        sent = b"".join(received(far))
        os.close(far)
        status = process.wait(PATIENCE)
        out.seek(0)
        return status, out.read().decode(), sent.decode()


def received(terminal: int) -> Iterator[bytes]:
    """Give what a terminal is sent, until all have closed it."""
    with suppress(OSError):  # what Linux has for an end
        while select.select([terminal], [], [], PATIENCE)[0] and (data := os.read(terminal, 1 << 16)):
            yield data


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_progress_of_check(checked: Ran, faulty: Path, jobs: str) -> None:
    """Who waits at a terminal sees how far it is, up to the end; then the line is taken away."""
    status, out, sent = on_a_terminal(*CHECK, "--jobs", jobs, folder=faulty)
    assert (status, out) == (checked.status, checked.out)
    shown = sent.split("\r")
    assert shown[-3:] == [f"checking {FILES} of {FILES} [{'#' * 24}]", " " * len(shown[-3]), ""]
    assert shown[1].startswith("checking ")


def test_progress_of_compile(compiled: tuple[Ran, Mapping[str, bytes]], sound: Path) -> None:
    """A compile shows how far each of its two passes is, and leaves nothing of it."""
    status, out, sent = on_a_terminal(*COMPILE, "--jobs", "2", folder=sound)
    assert (status, out, files(sound / "dataset")) == (0, compiled[0].out, compiled[1])
    shown = sent.split("\r")
    assert [each.partition(" ")[0] for each in shown if each.endswith(f" {FILES} of {FILES} [{'#' * 24}]")] == [
        "checking",
        "compiling",
    ]
    assert shown[-1] == ""
    assert not shown[-2].strip()


def test_pipes_show_nothing(sound: Path) -> None:
    """In a pipe nothing is shown, however long it takes."""
    ran = communique(*COMPILE, "--jobs", "2", folder=sound, after=AT_ONCE)
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("command", ["check", "compile"])
@pytest.mark.parametrize(
    "number", ["0", "-1", "x", "1e3", "1.5", "", " 2", "２", "257", "9" * 5_000, "0" * 5_000 + "1", "\x1b[31m", "%s"]
)
def test_bad_numbers_of_jobs(command: str, number: str, tmp_path: Path) -> None:
    """What is no number of processes, or more than anybody has, is refused in words, and shown as it may be."""
    ran = inside(command, f"--jobs={number}", folder=tmp_path)
    *_, said = ran.err.splitlines()
    start = f"communique {command}: error: argument -j/--jobs: `{visible(number)}`"
    assert (ran.status, ran.out) == (2, "")
    assert said == f"{start} is no number of processes: expected 1 to 256"


def test_numbers_of_jobs(sound: Path) -> None:
    """Zeros in front, and more processes than there are files, do no harm."""
    some = sorted((sound / "annotations" / "2001").rglob("*.yaml"))[:6]
    ran = communique("check", "--alone", "--no-cache", "--jobs", "0256", *some, folder=sound)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("6 files checked, nothing to report")
