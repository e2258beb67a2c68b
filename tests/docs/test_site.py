"""The site: everything that there is has its page, says what the code says, and asks nothing of other servers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
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
from docs.generate.markdown import code, inline
from docs.generate.site import files, generated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.rule import Rule

ROOT: Final = Path(__file__).parents[2]
_ASKED: Final = re.compile(r'<(?:script|img|iframe|link|source)\b[^>]*?(?:src|href)="((?:https?:)?//[^"]+)"')


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    """The pages that follow from the code, by their paths."""
    return generated()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site: MkDocs ends with an error for whatever it would warn of."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for words in (["docs.generate", folder], ["mkdocs", "build", "--strict", "--quiet", "-f", folder / "mkdocs.yml"]):
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


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


def test_every_setting_is_documented() -> None:
    """Every setting of `communique.toml` has a row in the page on configuration."""
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    known = {"about": "dataset"}
    settings = [known.get(each.name, each.name) for each in fields(Settings) if each.name != "root"]
    assert [name for name in settings if f"\n| `{name}` |" not in page] == []


def test_the_same_pages_are_made_each_time() -> None:
    """What MkDocs reads is the same to the byte, whenever it is made."""
    assert files() == files()


def test_the_site_is_built(site: Path, pages: Mapping[str, str]) -> None:
    """MkDocs builds the site, with no link or anchor that leads nowhere, and with every page that was made."""
    assert [name for name in pages if not (site / name).with_suffix(".html").is_file()] == []
    assert (site / "search" / "search_index.json").is_file()
    assert (site / "schema" / "v1" / "annotation.schema.json").read_text("utf-8") == published()[
        "annotation.schema.json"
    ]


def test_the_site_asks_nothing_of_others(site: Path) -> None:
    """No page has a script, a style, a font or a picture of another server."""
    asked = {found for page in site.rglob("*.html") for found in _ASKED.findall(page.read_text("utf-8"))}
    asked |= {
        found
        for style in site.rglob("*.css")
        for found in re.findall(r"url\((https?:[^)]+)\)", style.read_text("utf-8"))
    }
    assert asked == set()
