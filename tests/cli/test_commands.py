"""`explain`, `rules`, `schema`, `init`, `new`, and what every command has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from communique import catalogue, cli, report
from communique.model.types import event_types
from communique.rules import all_rules

if TYPE_CHECKING:
    from tests.support.corpora import Corpus


@pytest.mark.parametrize("command", catalogue.names(cli))
def test_every_command_has_help(corpus: Corpus, command: str) -> None:
    """Every command explains itself, and stands in the list of commands."""
    ran = corpus.run(command, "--help")
    assert ran.status == 0
    assert command in corpus.run("--help").out


def test_everything_is_documented() -> None:
    """Every command and every report is named in the README."""
    page = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert [name for name in (*catalogue.names(cli), *catalogue.names(report)) if f"`{name}" not in page] == []


def test_version(corpus: Corpus) -> None:
    """The version is told in one line."""
    assert corpus.run("--version").out.startswith("communique ")


def test_explain_rules_and_types(corpus: Corpus) -> None:
    """Every rule by its code or name, and every event type by its word, has a page."""
    for rule in all_rules():
        ran = corpus.run("explain", rule.code.lower())
        assert ran.out.startswith(f"# {rule.code} {rule.slug}")
        assert corpus.run("explain", rule.slug).out == ran.out
    for word in event_types():
        assert corpus.run("explain", word).out.startswith(f"# {word}\n")


def test_explain_asks_back(corpus: Corpus) -> None:
    """A code that does not exist is misuse, with the nearest one."""
    ran = corpus.run("explain", "sumit")
    assert ran.status == 2
    assert "did you mean `summit`?" in ran.err


def test_rules_lists_all(corpus: Corpus) -> None:
    """The list has every rule once, as text and as JSON."""
    text = corpus.run("rules").out
    rows = json.loads(corpus.run("rules", "--output-format", "json").out)
    assert [row["code"] for row in sorted(rows, key=lambda row: str(row["code"]))] == [
        rule.code for rule in all_rules()
    ]
    assert all(f"  {row['code']}  " in text for row in rows)


def test_schema_is_written_and_checked(corpus: Corpus, tmp_path: Path) -> None:
    """Schemas are written, found current, and found stale once one of them is changed."""
    folder = str(tmp_path / "schemas")
    assert corpus.run("schema", "check", "--folder", folder).status == 1
    assert corpus.run("schema", "write", "--folder", folder).status == 0
    assert corpus.run("schema", "check", "--folder", folder).status == 0
    (tmp_path / "schemas" / "topics.schema.json").write_text("{}", "utf-8")
    ran = corpus.run("schema", "check", "--folder", folder)
    assert ran.status == 1
    assert "topics.schema.json: not what the models say" in ran.out
    assert json.loads(corpus.run("schema", "print", "topics").out)["title"]


def test_init_starts_a_corpus_and_overwrites_nothing(corpus: Corpus, tmp_path: Path) -> None:
    """A new corpus is sound from the first moment; a second `init` keeps what is there."""
    folder = tmp_path / "own"
    assert corpus.run("init", str(folder)).status == 0
    assert corpus.run("check", str(folder / "annotations")).out == "6 files checked, nothing to report\n"
    (folder / "communique.toml").write_text("strict = true\n", "utf-8")
    assert "kept" in corpus.run("init", str(folder)).out
    assert (folder / "communique.toml").read_text("utf-8") == "strict = true\n"
    assert (folder / "schema" / "v1" / "annotation.schema.json").is_file()


def test_new_writes_a_skeleton(corpus: Corpus) -> None:
    """A skeleton has what is known, asks in comments for what is not, and is found at the place of its date."""
    ran = corpus.run("new", "fresh", "--text", "texts/an-article.txt", "--published", "2025-11-02", "--annotator", "a1")
    assert ran.out == f"written  {(corpus.root / 'annotations/2025/11/fresh.yaml').as_posix()}\n"
    written = corpus.read("2025/11/fresh.yaml")
    assert "# publisher: who published it" in written
    assert "length: 155" in written
    ran = corpus.run("check", "--output-format", "concise")
    assert [line.split(": ")[1].split(" ")[0] for line in ran.out.splitlines()[:-1]] == ["SHP001"]
    corpus.write("2025/11/fresh.yaml", written.replace("  # publisher: who", "  publisher: the-paper  # who"))
    assert corpus.run("check").status == 0


@pytest.mark.parametrize("name", ["../evil", "An Article", "a/b", ""])
def test_new_makes_no_path_of_a_name(corpus: Corpus, name: str) -> None:
    """An id that is not a slug never becomes a path."""
    ran = corpus.run("new", name)
    assert ran.status == 2
    assert "is no id" in ran.err


def test_new_never_overwrites(corpus: Corpus) -> None:
    """A second `new` for an article is refused, and a date that is none as well."""
    assert corpus.run("new", "an-article", "--published", "2025-11-02").status == 2
    assert corpus.run("new", "another", "--published", "yesterday").status == 2
