"""The site: everything that there is has its page, says what the code says, and asks nothing of other servers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from communique import catalogue, cli
from communique.cli import main
from communique.model.types import event_types
from communique.project import Settings
from communique.rules import all_rules
from communique.schemas import published
from docs.generate.commandline import described
from docs.generate.markdown import code, inline
from docs.generate.site import CONFIGURATION, PAGES, files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.rule import Rule

ROOT: Final = Path(__file__).parents[2]
_OF_PAGES: Final = re.compile(r'<(?:script|img|iframe|link|source)\b[^>]*?(?:src|href)="((?:https?:)?//[^"]+)"')
_OF_STYLES: Final = re.compile(r"url\([\"']?((?:https?:)?//[^)]+)\)")


@pytest.fixture(scope="module")
def made(no_threads: None) -> Mapping[str, bytes]:  # noqa: ARG001 (what is shown of some rules spreads work)
    """What MkDocs reads, by path."""
    return files()


@pytest.fixture(scope="module")
def pages(made: Mapping[str, bytes]) -> Mapping[str, str]:
    """The pages, by their paths in the site."""
    return {name.removeprefix(f"{PAGES}/"): data.decode() for name, data in made.items() if name.endswith(".md")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the site was built: MkDocs ends with an error for whatever it would warn of."""
    folder = tmp_path_factory.mktemp("built")
    build = ["mkdocs", "build", "--strict", "--quiet", "--config-file", str(folder / CONFIGURATION)]
    for words in (["docs.generate", str(folder)], build):
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


def _explained(what: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Give the lines of a page of `explain` that are sentences of its own."""
    assert main(["explain", what]) == 0
    text = re.sub("^```.*?^```$", "", capsys.readouterr().out, flags=re.MULTILINE | re.DOTALL)
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith(("#", "**"))]


@pytest.mark.parametrize("word", event_types())
def test_a_type_has_its_page(word: str, pages: Mapping[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """The page of a type, with that of the fields of every event, says all that `explain` says, and its mapping."""
    page = pages[f"codebook/{word}.md"]
    both = _unlinked(page + pages["codebook/common.md"])
    for line in _explained(word, capsys):
        field = re.fullmatch(r"- `([^`]+)`(?: \(required\))?: (.*)", line)
        for part in field.groups() if field else [line.removeprefix("- ")]:
            assert inline(part) in both or code(part) in both, part
    for each in event_types()[word].entry.equivalents:
        assert f" {each.plover or '–'} |" in page
        assert code(each.match) in page
    assert page.count("```yaml") > 1, "the model's own example, and one of those that the tests hold"


def _unlinked(text: str) -> str:
    return re.sub(r"\[(<code>[^\]]*</code>)\]\([^)]*\)", r"\1", text)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_its_page(rule: Rule, pages: Mapping[str, str]) -> None:
    """The page of a rule has all of its documentation, and the index leads to it."""
    page = pages[f"rules/{rule.code}.md"]
    for paragraph in re.sub("^```.*?^```$", "", rule.documentation, flags=re.MULTILINE | re.DOTALL).split("\n\n"):
        assert inline(paragraph.removeprefix("## ")) in page
    for example in re.findall("^```[^\n]*\n(.*?)^```$", rule.documentation, re.MULTILINE | re.DOTALL):
        assert example in page
    assert f"error[{rule.code}]" in page or f"warning[{rule.code}]" in page or "## Wrong" not in page
    assert f'<span class="fact">{inline(rule.severity)}</span>' in page
    assert f"[{rule.code}]({rule.code}.md)" in pages["rules/index.md"]


@pytest.mark.parametrize(
    ("rule", "cure"),
    [("YML018", "mended by `check --fix`"), ("YML014", "mended by `check --fix`"), ("SHP004", "an edit is offered")],
)
def test_a_page_tells_what_is_mended(rule: str, cure: str, pages: Mapping[str, str]) -> None:
    """What the cases of a rule show to be mended, or offered, is told on its page; all else is mended by hand."""
    assert inline(cure) in pages[f"rules/{rule}.md"]
    assert inline("mended by hand") in pages["rules/EVI001.md"]


@pytest.mark.parametrize("name", published())
def test_a_schema_has_its_page(name: str, pages: Mapping[str, str]) -> None:
    """The page of a schema has every definition under an anchor of its own, every field, and every word."""
    schema = json.loads(published()[name])
    page = pages[f"schema/{name.removesuffix('.schema.json')}.md"]
    anchors = re.findall(r"^### .* \{ #([a-z-]+) \}$", page, re.MULTILINE)
    assert len(anchors) == len(set(anchors)) == len(schema["$defs"])
    for body in (schema, *schema["$defs"].values()):
        for word in (*body.get("properties", {}), *body.get("enum", ())):
            assert code(word) in page
        assert inline(body.get("description", "")) in page


def test_every_command_is_on_the_page_of_commands(pages: Mapping[str, str]) -> None:
    """Every command has a heading, and what it is for."""
    for module in catalogue.modules(cli):
        name = module.__name__.rpartition(".")[2]
        assert f"## {code(name)} {{ #{name} }}\n\n{inline(module.HELP)}\n" in pages["command-line.md"]
    assert f"{code('-o')}, {code('--output')} {code('DIR')}" in pages["command-line.md"]


def test_commands_below_a_command_are_told() -> None:
    """What stands below a command has a heading of its own, with an anchor that no other has."""
    parser = ArgumentParser(prog="communique schema", description="Write or compare.")
    actions = parser.add_subparsers(metavar="ACTION")
    actions.add_parser("diff", description="Tell what changed.").add_argument("old", metavar="OLD", help="100%% of it")
    assert list(described(parser)) == [
        inline("Write or compare."),
        "```text\nusage: communique schema [-h] ACTION ...\n```",
        f"### {code('diff')} {{ #schema-diff }}",
        inline("Tell what changed."),
        "```text\nusage: communique schema diff [-h] OLD\n```",
        f"| argument | is |\n| --- | --- |\n| {code('OLD')} | {inline('100% of it')} |",
    ]


def test_every_setting_is_documented() -> None:
    """Every setting of `communique.toml` has a row in the page on configuration."""
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    known = {"about": "dataset"}
    settings = [known.get(each.name, each.name) for each in fields(Settings) if each.name != "root"]
    assert [name for name in settings if f"\n| `{name}` |" not in page] == []


def test_the_same_is_made_each_time(made: Mapping[str, bytes], built: Path) -> None:
    """What MkDocs reads is the same to the byte, whichever process makes it."""
    assert {name: (built / name).read_bytes() for name in made} == made


def test_the_site_is_built(pages: Mapping[str, str], built: Path) -> None:
    """MkDocs builds the site, with no link or anchor that leads nowhere: every page, the search, the schemas."""
    site = built / "site"
    assert [name for name in pages if not (site / name).with_suffix(".html").is_file()] == []
    assert (site / "search" / "search_index.json").is_file()
    for name, text in published().items():
        assert (site / "schema" / "v1" / name).read_text("utf-8") == text


def test_the_site_asks_nothing_of_others(built: Path) -> None:
    """No page has a script, a style, a font or a picture of another server."""
    pages = [path.read_text("utf-8") for path in built.rglob("*.html")]
    styles = [path.read_text("utf-8") for path in built.rglob("*.css")]
    asked = [found for text in pages for found in _OF_PAGES.findall(text)]
    asked += [found for text in styles for found in _OF_STYLES.findall(text)]
    assert pages
    assert styles
    assert asked == []
