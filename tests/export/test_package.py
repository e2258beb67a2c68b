"""The descriptions of a dataset: against the files they describe, and as the programs read them that they are for."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import yaml

from communique.dataset.tables import tables
from communique.export import About
from tests.support.sample import ABOUT, exported


def read(name: str, about: About = ABOUT) -> Any:
    """Read one of the JSON descriptions."""
    return json.loads(exported("package", about=about)[name])


def header(readme: bytes) -> Any:
    """Read what stands before the text, as the Hub does."""
    _, text, _ = readme.decode().split("---\n", 2)
    return yaml.safe_load(text)


def test_datapackage_describes_every_file() -> None:
    """Every table is a resource with its bytes and digest, its fields in order, and its keys."""
    made = exported("package")
    package = read("datapackage.json")
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in tables()]
    for resource, table in zip(package["resources"], tables(), strict=True):
        data = made[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert [field["name"] for field in resource["schema"]["fields"]] == data.decode().split("\r\n")[0].split(",")
        assert resource["schema"]["primaryKey"] == list(table.key)


def test_croissant_describes_every_file() -> None:
    """Every file has its digest, every field its column."""
    made = exported("package")
    croissant = read("croissant.json")
    for file in croissant["distribution"]:
        assert file["sha256"] == hashlib.sha256(made[file["contentUrl"]]).hexdigest()
    fields = [field["@id"] for records in croissant["recordSet"] for field in records["field"]]
    assert fields == [f"{table.name}/{column.name}" for table in tables() for column in table.columns]


def test_citation() -> None:
    """The citation file is YAML with what its format requires, whatever characters a title has."""
    for about in (ABOUT, About(), About('A "title": #1', "Text\nof two lines")):
        citation = yaml.safe_load(exported("package", about=about)["CITATION.cff"])
        assert citation["cff-version"] == "1.2.0"
        assert citation["title"] == about.title
        assert citation["type"] == "dataset"
        assert citation["authors"]
        assert citation["license"] == "CC-BY-4.0"


def test_readme_tells_what_there_is() -> None:
    """The README names the licence, the counts, every type, every table, and the apostrophes in CSV."""
    readme = exported("package")["README.md"].decode()
    assert "16 events from 17 reports in 3 articles. Version 1.2.0." in readme
    assert "CC BY" in readme or "Creative Commons Attribution 4.0" in readme
    assert "apostrophe" in readme
    for table in tables():
        assert f"### `{table.name}`" in readme
    assert "A made-up corpus \\| with \\*a\\* bar." in readme


def test_the_hub_is_told_of_parquet_files_alone() -> None:
    """Without Parquet files the README has no header; with them, it has a configuration for each."""
    assert not exported("package")["README.md"].startswith(b"---")
    card = header(exported("package", "parquet")["README.md"])
    assert card["license"] == "cc-by-4.0"
    assert card["language"] == ["en", "es"]
    assert {config["data_files"] for config in card["configs"]} == {f"{table.name}.parquet" for table in tables()}
    assert [config["config_name"] for config in card["configs"] if config.get("default")] == ["events"]


def test_no_text_of_an_article_is_written() -> None:
    """Of an article's text there are its digest and its length; quotes are the annotators' own."""
    for name, data in exported("package", "jsonl", "jsonld", "plover").items():
        if name.endswith((".jsonl", ".json", ".jsonld")):
            assert b'"text":"' not in data
