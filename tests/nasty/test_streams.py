"""Streams that are closed, full or broken, misuse, and users who lose patience."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import IO, TYPE_CHECKING

import pytest

from tests.support.commandline import (
    COMMAND,
    ENVIRONMENT,
    PATIENCE,
    Ran,
    assert_orderly,
    communique,
    inside,
    shell,
    waiting_bytes,
)
from tests.support.samples import ARTICLE, write_corpus

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a corpus that is sound."""
    write_corpus(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", [["check"], ["--help"], ["rules"]])
@pytest.mark.parametrize(
    "script",
    ['"$@" >&-', '"$@" >/dev/full', 'PYTHONUNBUFFERED=1 "$@" >/dev/full'],
    ids=["closed", "full", "full, unbuffered"],
)
def test_output_that_cannot_be_written(script: str, arguments: list[str], folder: Path) -> None:
    """What cannot be written is not taken for done: the run ends with 2, and says why where it can."""
    ran = shell(script, *arguments, folder=folder)
    assert ran.status == 2
    assert len(ran.err.splitlines()) <= 1 or not arguments


@pytest.mark.parametrize("script", ['"$@" 2>&-', '"$@" 2>/dev/full'], ids=["closed", "full"])
def test_errors_that_cannot_be_written(script: str, folder: Path) -> None:
    """Where the reason cannot be told, the status still tells."""
    assert shell(script, "check", folder=folder).status == 0
    assert shell(script, "check", "nowhere", folder=folder).status == 2
    assert shell(script, "check", "--nonsense", folder=folder).status == 2


def test_input_that_is_not_there(folder: Path) -> None:
    """Standard input that is closed is misuse, and one that is empty an empty file."""
    assert shell('"$@" <&-', "check", "-", folder=folder).status == 2
    assert shell('"$@" </dev/null', "check", "-", folder=folder).status == 1


def test_input_without_end(folder: Path) -> None:
    """Standard input is read no further than a file would be."""
    ran = shell('"$@" </dev/zero', "check", "--output-format", "concise", "-", folder=folder)
    assert ran.status == 1
    assert "YML003" in ran.out


@pytest.mark.parametrize("name", ["annotations/x\x1b[31m.yaml", "x\ny.yaml", ""])
def test_input_with_a_name(name: str, folder: Path) -> None:
    """Standard input stands in for a file of any name, and the name is shown as that of a file."""
    ran = communique("check", "-", "--stdin-filename", name, folder=folder, stdin=b"a: 1\na: 2\n")
    assert (ran.status, "\x1b" in ran.out, "x\ny" in ran.out) == (1, False, False)


@pytest.mark.parametrize("path", [f"annotations/{ARTICLE}", f"./annotations/../annotations/{ARTICLE}", "{}"])
def test_input_stands_in_for_a_file(path: str, folder: Path) -> None:
    """What is on standard input counts, and the file of that name does not, however it is named."""
    (folder / "annotations" / ARTICLE).write_text("nonsense", "utf-8")
    path = path.format(folder / "annotations" / ARTICLE)
    text = write_corpus(folder / "elsewhere").read_bytes()
    ran = communique("check", "-", "--stdin-filename", path, folder=folder, stdin=text)
    assert (ran.status, ran.out) == (
        0,
        "1 file checked, nothing to report (passages not looked for: 1 text not at hand)\n",
    )


@pytest.mark.parametrize("arguments", [["check"], ["check", "--output-format", "json"], ["--help"]])
def test_broken_pipe(arguments: list[str], folder: Path) -> None:
    """A reader who has gone away is no error: the run ends as a shell expects it to."""
    (folder / "annotations" / ARTICLE).write_text("- no\n" * 500, "utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*COMMAND, *arguments],
            cwd=folder,
            env=ENVIRONMENT,
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["check", "--nonsense"],
        ["check", "--output-format", "nonsense"],
        ["check", "nowhere"],
        ["check", "-", "--fix"],
        ["compile"],
        ["compile", "-o", "annotations"],
        ["compile", "-o", "out", "--format", "nonsense"],
        ["explain", "nonsense"],
        ["explain"],
        ["schema", "print", "nonsense"],
    ],
    ids=" ".join,
)
def test_misuse(arguments: list[str], folder: Path) -> None:
    """Misuse ends with 2 and a reason, and changes nothing."""
    before = sorted(folder.rglob("*"))
    ran = inside(*arguments, folder=folder)
    assert ran.status == 2
    assert (ran.err or ran.out).strip()
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("communique.toml", b"annotations = "),
        ("communique.toml", b"annotations = 1"),
        ("communique.toml", b"nonsense = 1"),
        ("communique.toml", b"strict = 'yes'"),
        ("communique.toml", b"select = 'REF'"),
        ("communique.toml", b"[tool.communique]"),
        ("communique.toml", b"\xff"),
        ("communique.toml", b"a = " + b"[" * 10_000),
        ("communique.toml", b"a = " + b"1" * 5_000),
        ("communique.toml", b"annotations = 'nowhere'"),
        ("communique.toml", b"'\\u001b[31m' = 1"),
        ("pyproject.toml", b"[tool.communique]\nnonsense = 1"),
        ("pyproject.toml", b"[tool]\ncommunique = 1"),
    ],
)
def test_bad_configuration(name: str, text: bytes, folder: Path) -> None:
    """A configuration that is wrong is misuse, and the file is named."""
    (folder / name).write_bytes(text)
    ran = inside("check", folder=folder)
    assert ran.status == 2
    assert name in ran.err or b"nowhere" in text
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("text", ["tool = 1", "[project]\nname = 'x'", "[tool.other]\nx = 1"])
def test_configuration_of_others(text: str, folder: Path) -> None:
    """A project's configuration that says nothing to us is none."""
    (folder / "pyproject.toml").write_text(text, "utf-8")
    assert inside("check", folder=folder).status == 0


def interrupted(process: subprocess.Popen[bytes]) -> Ran:
    """Press Ctrl-C, and tell how the process takes it."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    ran = Ran(process.returncode, out.decode(), err.decode())
    assert_orderly(ran)
    return ran


def wait_until_read(stream: IO[bytes]) -> None:
    """Wait until a process has taken all that was written to it."""
    for _ in range(1_000):
        if waiting_bytes(stream.fileno()) == 0:
            return
        time.sleep(0.01)
    pytest.fail("nobody reads")


def test_interrupted_while_reading(folder: Path) -> None:
    """Ctrl-C while standard input is awaited ends the run, without a word."""
    with subprocess.Popen(
        [*COMMAND, "check", "-"],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"a: 1\n")
        process.stdin.flush()
        wait_until_read(process.stdin)
        assert interrupted(process) == Ran(130, "", "")


@pytest.mark.parametrize("nth", [1, 20, 60, 150])
def test_interrupted_while_importing(nth: int, folder: Path) -> None:
    """Ctrl-C at the n-th import of a run ends it too."""
    script = (
        "import signal, sys\n"
        "from communique.cli import main\n"
        "count = 0\n"
        "def hook(event, arguments):\n"
        "    global count\n"
        "    count += event == 'import'\n"
        f"    if event == 'import' and count == {nth}:\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "sys.addaudithook(hook)\n"
        "raise SystemExit(main(['check']))\n"
    )
    assert communique(folder=folder, after=(sys.executable, "-c", script)) == Ran(130, "", "")
