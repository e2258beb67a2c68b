"""The tutorial, followed from an empty folder: each file is written, each command run, and what it says compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.support.commandline import ENVIRONMENT, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE: Final = Path(__file__).parents[2] / "docs" / "tutorial.md"
_FENCE: Final = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_FOLDER: Final = "/home/kim/ferry"
"""Where the reader of the page is said to work."""


class Fence(NamedTuple):
    """A piece of the page: its language, the file that it is of (or nothing), and its text."""

    language: str
    file: str
    text: str


def _fences() -> Iterator[Fence]:
    for match in _FENCE.finditer(_PAGE.read_text("utf-8")):
        yield Fence(match[1], match[2] or "", match[3])


def _write(path: Path, text: str) -> None:
    """Write a file as the page says: a piece that begins with `events:` takes the place of the annotation's own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if text.startswith("events:\n"):
        head, found, _ = path.read_text("utf-8").partition("events: []\n")
        assert found, f"{path.name} has no `events: []` to be replaced"
        text = head + text
    path.write_text(text, "utf-8")


def _change(path: Path, diff: str) -> None:
    """Change a file by the lines with a minus and a plus, in the one place where the others stand."""
    lines = diff.splitlines(keepends=True)
    old, new = ("".join(line[1:] for line in lines if line[0] in f" {sign}") for sign in "-+")
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} has {text.count(old)} places for\n{old}"
    path.write_text(text.replace(old, new), "utf-8")


def _run(command: str, folder: Path) -> str:
    """Run a command line as in a shell whose `communique` and `python` are those under test."""
    words = shlex.split(command)
    program = {"communique": [sys.executable, "-m", "communique"], "python": [sys.executable]}.get(words[0], words[:1])
    done = subprocess.run(
        [*program, *words[1:]],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=PATIENCE,
        check=False,
    )
    return done.stdout.decode().replace(folder.as_posix(), _FOLDER)


def _said(console: str) -> Iterator[tuple[str, str]]:
    """Give the commands of a console, each with what it is said to print."""
    for each in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, output = each.partition("\n")
        yield command, output


def test_the_tutorial_holds(tmp_path: Path) -> None:
    """Whoever does what the page says sees what the page shows, from the first command to the last."""
    folder = tmp_path.resolve()
    commands = 0
    for fence in _fences():
        if fence.language == "console":
            for command, output in _said(fence.text):
                assert _run(command, folder) == output, command
                commands += 1
        elif fence.language == "diff":
            _change(folder / fence.file, fence.text)
        elif fence.file:
            _write(folder / fence.file, fence.text)
        else:
            assert fence.language == "sh", "all but the installation is run, or written to a file"
    assert commands == _PAGE.read_text("utf-8").count("\n$ ")
