"""`check --summary`: what was found, in Markdown."""

from __future__ import annotations

import html
import os
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from communique.cli._summary import address
from communique.report._summary import markdown
from communique.words import visible
from tests.support.corpora import ARTICLE
from tests.support.findings import ANY_TEXT, HOSTILE, PATH, finding, many, outcome

if TYPE_CHECKING:
    from tests.support.corpora import Corpus

RENDERER = MarkdownIt("gfm-like")
FILE = "2025/11/an-article.yaml"


@pytest.fixture
def faulty(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """Give a corpus with one error, on no platform."""
    for name in ("GITHUB_REPOSITORY", "GITHUB_SHA", "CI_PROJECT_URL", "CI_COMMIT_SHA"):
        monkeypatch.delenv(name, raising=False)
    corpus.write(FILE, ARTICLE.replace("place: gyeongju", "place: gyongju"))
    return corpus


def cells(text: str) -> list[list[str]]:
    """Render Markdown as GitHub does, and give the cells of its tables, as people read them."""
    rows = re.findall("<tr>(.*?)</tr>", RENDERER.render(text), re.DOTALL)
    found = [re.findall("<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return [[html.unescape(re.sub("<[^>]*>", "", cell)) for cell in row] for row in found]


def test_counts_and_the_first_findings() -> None:
    """Counts by code come first; then the findings with their places, errors first."""
    text = markdown(outcome(finding(severity="warning", code="YML018", cure=None), finding(at=(5, 1))), "https://x/")
    assert text.startswith("### communique\n\n3 files checked: 1 error and 1 warning.\n\n")
    assert cells(text) == [
        ["", "code", "rule", "found"],
        ["error", "NAM002", "unknown-place", "1"],
        ["warning", "YML018", "disputed-scalar", "1"],
        ["place", "code", "finding"],
        [f"{PATH}:5:1", "NAM002", "no place is registered as `gyongju`did you mean `gyeongju`?"],
        [f"{PATH}:4:12", "YML018", "no place is registered as `gyongju`"],
    ]
    assert f'<a href="https://x/{PATH}#L5">' in RENDERER.render(text)


def test_nothing_found_is_one_line() -> None:
    """Where nothing was found, there is no table."""
    assert markdown(outcome()) == "### communique\n\n3 files checked, nothing to report.\n\n"


def test_fifty_are_shown_and_the_rest_is_counted() -> None:
    """Of many findings the first fifty are in the table, and the others are counted."""
    text = markdown(outcome(*many(errors=40, warnings=30)))
    assert len([row for row in cells(text) if row[0].startswith("annotations/")]) == 50
    assert "Not in the table: 20 more findings." in text
    assert cells(text)[1:3] == [
        ["error", "NAM002", "unknown-place", "40"],
        ["warning", "YML018", "disputed-scalar", "30"],
    ]


def inert(message: str, path: str) -> None:
    """See that words and a name are rendered as they are, as code, with no element but ours."""
    text = markdown(outcome(finding(message, path=path, cure=message)))
    rendered = RENDERER.render(text)
    assert cells(text)[-1] == [
        visible(f"{path}:4:12", 10_000),
        "NAM002",
        visible(message, 10_000) * 2,
    ]
    assert text.count("\n") == 12
    assert set(re.findall("<([a-z0-9]+)", rendered)) <= {
        *("h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "a", "br")
    }
    assert len(re.findall("<a ", rendered)) == (0 if re.match("/|[A-Za-z]:/|<", path) else 1)


@given(ANY_TEXT, ANY_TEXT)
def test_words_are_words(message: str, path: str) -> None:
    """Whatever is in a message or a name, Markdown finds nothing in it."""
    inert(f"a{message}b", f"a{path}b")


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_words_are_words(value: str) -> None:
    """Nor does it in what is made to deceive it."""
    inert(value, value)


def test_it_is_appended_whole(faulty: Corpus) -> None:
    """A summary is put after what is in the file, on a line of its own; the report is as ever."""
    plain = faulty.run("check").out
    path = faulty.root / "summary.md"
    path.write_text("before", "utf-8")
    ran = faulty.run("check", "--summary", "summary.md")
    assert (ran.status, ran.out) == (1, plain)
    once = path.read_text("utf-8")
    assert once.startswith("before\n### communique\n\n5 files checked: 1 error.\n")
    faulty.run("check", "--summary", "summary.md")
    assert path.read_text("utf-8") == once + once.removeprefix("before\n")
    assert [each.name for each in faulty.root.iterdir() if each.name.startswith(".")] == []


def test_it_is_written_where_there_was_nothing(faulty: Corpus) -> None:
    """A file that is not there yet is begun; a folder that is not there is told of."""
    faulty.run("check", "--summary", "new.md")
    assert (faulty.root / "new.md").read_text("utf-8").startswith("### communique\n")
    ran = faulty.run("check", "--summary", "nowhere/new.md")
    assert ran.status == 2
    assert ran.err == "communique: No such file or directory: `nowhere/new.md`\n"


def test_no_link_is_followed(faulty: Corpus) -> None:
    """What a link leads to is not written to."""
    (faulty.root / "there.md").write_text("kept\n", "utf-8")
    (faulty.root / "link.md").symlink_to("there.md")
    ran = faulty.run("check", "--summary", "link.md")
    assert ran.status == 2
    assert "is a link" in ran.err
    assert (faulty.root / "there.md").read_text("utf-8") == "kept\n"


def test_a_pipe_is_written_into(faulty: Corpus) -> None:
    """A pipe gets the summary, and stays a pipe."""
    os.mkfifo(faulty.root / "pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append((faulty.root / "pipe").read_text("utf-8")))
    reader.start()
    assert faulty.run("check", "--summary", "pipe").status == 1
    reader.join()
    assert got[0].startswith("### communique\n")
    assert (faulty.root / "pipe").is_fifo()


def test_links_lead_to_the_commit_on_a_platform() -> None:
    """GitHub and GitLab say where the repository is, and communique which folder of it was checked."""
    here = Path("/srv/repository/my corpus")
    github = {"GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "o/r", "GITHUB_SHA": "abc"}
    gitlab = {"CI_PROJECT_URL": "https://gitlab.example/o/r", "CI_COMMIT_SHA": "abc"}
    assert address({}, here) == ""
    assert address(github, here) == "https://github.example/o/r/blob/abc/"
    assert address({**github, "GITHUB_WORKSPACE": "/srv/repository"}, here) == (
        "https://github.example/o/r/blob/abc/my%20corpus/"
    )
    assert address({**github, "GITHUB_WORKSPACE": str(here)}, here) == "https://github.example/o/r/blob/abc/"
    assert address({**gitlab, "CI_PROJECT_DIR": "/srv/repository"}, here) == (
        "https://gitlab.example/o/r/-/blob/abc/my%20corpus/"
    )
