"""`communique site`: a dataset as a folder of pages, whole or not at all."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from typing import TYPE_CHECKING

import pytest

from communique.canonical import encode
from communique.publish import SITE, publish
from tests.support.sample import write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.corpora import Corpus


@pytest.fixture
def dataset(corpus: Corpus, tmp_path: Path) -> Path:
    """Compile the small corpus."""
    assert corpus.run("compile", "-o", "dataset").status == 0
    return tmp_path / "dataset"


def contents(folder: Path) -> dict[str, bytes]:
    """Read a folder with those in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("dataset")
def test_a_site_is_written_and_replaced(corpus: Corpus, tmp_path: Path) -> None:
    """A site is a folder with pages and a manifest; written again, it has the same bytes, and nothing of another."""
    ran = corpus.run("site", "dataset", "-o", "out/site")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "out/site: 2 events from 1 article; open index.html in it\n"
    first = contents(tmp_path / "out" / "site")
    assert {"index.html", "assets/site.css", "data/names.js", "event/lee-xi-summit.html"} < set(first)
    assert set(json.loads(first["manifest.json"])["files"]) == set(first) - {"manifest.json"}
    assert corpus.run("site", "dataset", "-o", "out/site").status == 0
    assert contents(tmp_path / "out" / "site") == first
    write(tmp_path / "other", ["jsonl"])
    corpus.write("/other/manifest.json", manifest(tmp_path / "other"))
    assert corpus.run("site", "other", "-o", "out/site").status == 0
    assert "event/lee-xi-summit.html" not in contents(tmp_path / "out" / "site")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["site"]


def manifest(folder: Path) -> str:
    """Write the manifest of a dataset."""
    files = {path.name: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in folder.iterdir()}
    return encode({"files": files, "schema_version": 1, "tool": "communique"}).decode()


@pytest.mark.usefixtures("dataset")
def test_titles_come_from_the_configuration_or_the_command_line(corpus: Corpus, tmp_path: Path) -> None:
    """What the configuration says of the dataset stands on the pages, unless the command line says something else."""
    corpus.write("/communique.toml", '[dataset]\ntitle = "Peace & quiet"\ndescription = "Of a kind."\n')
    assert corpus.run("site", "dataset", "-o", "site").status == 0
    front = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '<h1 dir="auto">Peace &amp; quiet</h1>' in front
    assert "Of a kind." in front
    assert corpus.run("site", "dataset", "-o", "site", "--title", "War", "--description", "Of another.").status == 0
    front = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '<h1 dir="auto">War</h1>' in front
    assert "Of another." in front


@pytest.mark.usefixtures("dataset")
def test_what_is_no_site_is_not_replaced(corpus: Corpus, tmp_path: Path) -> None:
    """A folder with anything else in it is left as it is: a dataset, a stranger's file, deep down too."""
    ran = corpus.run("site", "dataset", "-o", "dataset")
    assert ran.status == 2
    assert "is not a site: it holds `actors.jsonl`; name an empty or a new folder" in ran.err
    assert corpus.run("site", "dataset", "-o", "site").status == 0
    assert "is not a dataset" in corpus.run("compile", "-o", "site").err
    for name in ("event/mine.html", ".git/config", "more"):
        corpus.write(f"/site/{name}", "mine")
        before = contents(tmp_path / "site")
        ran = corpus.run("site", "dataset", "-o", "site")
        assert ran.status == 2
        assert f"it holds `{name.removesuffix('/config')}`" in ran.err
        assert contents(tmp_path / "site") == before
        (tmp_path / "site" / name).unlink()
        if name == ".git/config":
            (tmp_path / "site" / ".git").rmdir()


def test_what_is_no_dataset_makes_no_site(corpus: Corpus, dataset: Path) -> None:
    """Without a dataset, or with a damaged one, nothing is written."""
    assert "there is no folder `nowhere`" in corpus.run("site", "nowhere", "-o", "site").err
    whole = dataset / "dataset.json"
    whole.write_bytes(whole.read_bytes() + b"\n")
    ran = corpus.run("site", "dataset", "-o", "site")
    assert ran.status == 2
    assert "is not the file that its manifest tells of" in ran.err
    assert not (dataset.parent / "site").exists()


def test_a_row_that_is_none_makes_no_site(corpus: Corpus, dataset: Path) -> None:
    """Where a row is not as its schema says, the command says so, and the old site stays."""
    assert corpus.run("site", "dataset", "-o", "site").status == 0
    before = contents(dataset.parent / "site")
    tables = json.loads((dataset / "dataset.json").read_bytes())
    for table, broken in (("events", {"id": "a"}), ("reports", {"id": "an-article.a-summit"}), ("actors", {"id": "x"})):
        (dataset / "dataset.json").write_bytes(encode({**tables, table: [broken]}))
        (dataset / "manifest.json").write_text(manifest(dataset), "utf-8")
        ran = corpus.run("site", "dataset", "-o", "site")
        assert ran.status == 2
        assert "`dataset` cannot be shown: a row is not as the schema of datasets says" in ran.err
        assert contents(dataset.parent / "site") == before


def test_the_library_is_asked_for(corpus: Corpus, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library that makes pages, the command says how to get it."""
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "jinja2" else found(name))
    ran = corpus.run("site", str(dataset), "-o", "site")
    assert (ran.status, ran.err) == (2, "communique: `site` needs jinja2: pip install 'communique[site]'\n")


def test_a_site_is_no_dataset(corpus: Corpus, tmp_path: Path) -> None:
    """A site cannot be read as a dataset, nor can a site of nothing take the place of one."""
    publish([], {}, tmp_path / "empty", kind=SITE)
    assert "cannot be read as a dataset" in corpus.run("site", "empty", "-o", "site").err
