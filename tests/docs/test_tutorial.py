"""The tutorial, followed from an empty folder: each file is written, each command run, and what it says compared."""

from __future__ import annotations

import html
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from communique.project import read_settings
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


def _fences(page: Path = _PAGE) -> Iterator[Fence]:
    for match in _FENCE.finditer(page.read_text("utf-8")):
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


class Step(NamedTuple):
    """A command of the page, what it is said to print, and what it printed."""

    command: str
    shown: str
    printed: str


class Followed(NamedTuple):
    """The folder in which the tutorial was followed, and its commands."""

    folder: Path
    steps: list[Step]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """The tutorial, followed from its first piece to its last."""
    folder = tmp_path_factory.mktemp("ferry").resolve()
    steps = []
    for fence in _fences():
        if fence.language == "console":
            steps += [Step(command, shown, _run(command, folder)) for command, shown in _said(fence.text)]
        elif fence.language == "diff":
            _change(folder / fence.file, fence.text)
        elif fence.file:
            _write(folder / fence.file, fence.text)
        elif fence.language == "yaml":
            written = steps[-1].printed.removeprefix("written  ").removesuffix("\n")
            assert Path(written.replace(_FOLDER, folder.as_posix())).read_text("utf-8") == fence.text
        else:
            assert fence.language == "sh", "all but the installation is run, written to a file, or read from one"
    return Followed(folder, steps)


def test_the_tutorial_holds(followed: Followed) -> None:
    """Whoever does what the page says sees what the page shows, from the first command to the last."""
    for step in followed.steps:
        assert step.printed == step.shown, step.command
    assert len(followed.steps) == _PAGE.read_text("utf-8").count("\n$ ")


def test_the_front_page_shows_what_the_tutorial_comes_to(followed: Followed) -> None:
    """The terminal, the article, the annotation and the event on the front page are those of the tutorial."""
    page = _PAGE.with_name("index.md").read_text("utf-8")
    terminal = html.unescape(re.sub("<[^>]*>", "", page.partition("<pre")[2].partition("</pre>")[0].partition(">")[2]))
    printed = "\n".join(step.printed for step in followed.steps)
    assert [line for line in terminal.splitlines()[1:] if line not in printed.splitlines()] == []

    article, annotation, event = re.findall("^    ```[a-z]+\n(.*?)^    ```$", page, re.MULTILINE | re.DOTALL)
    text = (followed.folder / "texts" / "courier-2025-03-05-ferry.txt").read_text("utf-8")
    assert " ".join(article.split()) in text
    written = followed.folder / "annotations" / "2025" / "03" / "courier-2025-03-05-ferry.yaml"
    for line in annotation.splitlines():
        assert line.partition("  #")[0].strip() in written.read_text("utf-8")
    shown = json.loads(event.replace("…", ""))
    (whole,) = (each for each in _events(followed.folder) if each["id"] == shown["id"])
    assert shown.pop("contested") == [{"field": each["field"], "claims": []} for each in whole["contested"]]
    assert shown == {key: whole[key] for key in shown}


def _events(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "dataset" / "events.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("page", ["guides/datasets.md", "api/loading.md", "api/findings.md"])
def test_other_pages_have_programs_that_run(page: str, followed: Followed) -> None:
    """The pieces of Python on other pages run where the tutorial ended; a sound corpus has no findings to print."""
    pieces = [fence.text for fence in _fences(_PAGE.parent / page) if fence.language == "python"]
    assert pieces
    for piece in pieces:
        printed = _run(shlex.join(["python", "-c", piece]), followed.folder)
        assert "Error" not in printed
        assert "ferry" in printed or "diagnostics" in piece


def test_the_configuration_shown_can_be_read(tmp_path: Path) -> None:
    """The configuration on its page is one."""
    (text,) = (fence.text for fence in _fences(_PAGE.with_name("configuration.md")) if fence.language == "toml")
    (tmp_path / "communique.toml").write_text(text, "utf-8")
    settings = read_settings(tmp_path)
    assert settings.texts == ("texts", "../shared-texts")
    assert settings.about["title"] == "Korean diplomacy in the news"
