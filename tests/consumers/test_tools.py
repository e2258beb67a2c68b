"""Every output, opened by the tools that its users use. `make test-consumers` installs them and runs this."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from communique import export
from communique.dataset.tables import rows_of, tables
from tests.support.sample import compiled, write
from tests.support.snippets import importing, snippets

pytestmark = [pytest.mark.consumers, pytest.mark.filterwarnings("default")]

BIN: Final = Path(sys.executable).parent
NODE: Final = Path(__file__).parent / "node"
COUNTS: Final = {"corpus": 4, "sample-corpus": 16}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in all formats."""
    return write(tmp_path_factory.mktemp("dataset"), export.formats())


@pytest.fixture(autouse=True)
def inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in that folder, without a network."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(folder.parent / "hub"))


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb", "datasets", "rdflib"])
def test_snippets(library: str, folder: Path) -> None:
    """The piece of code in the documentation runs, and shows something of the sample."""
    command = [sys.executable, "-c", importing(library)]
    ran = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, env=dict(os.environ))
    assert ran.returncode == 0, ran.stderr
    expected = {"pandas": "joint-exercise", "polars": "puna-miners", "duckdb": "ana-rojas", "datasets": "Cusco"}
    assert expected.get(library, "his Chilean guest") in ran.stdout


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_pandas(table: Any) -> None:
    """With pandas, every table is read from CSV and from Parquet with the same columns and as many rows."""
    import pandas as pd

    columns = [column.name for column in table.columns]
    rows = list(rows_of(table, compiled()))
    days = [column.name for column in table.columns if column.type == "day"]
    read = pd.read_csv(f"{table.name}.csv", parse_dates=days, true_values=["true"], false_values=["false"])
    assert list(read.columns) == columns
    assert len(read) == len(rows)
    typed = pd.read_parquet(f"{table.name}.parquet")
    assert list(typed.columns)[: len(columns)] == columns
    assert len(typed) == len(rows)
    for column in table.columns:
        if column.type == "text":
            assert [each if isinstance(each, str) else None for each in typed[column.name]] == [
                row[columns.index(column.name)] for row in rows
            ]


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_polars(table: Any) -> None:
    """Polars reads every table from CSV, and from Parquet with days as dates and lists as lists."""
    import polars as pl

    columns = [column.name for column in table.columns]
    rows = list(rows_of(table, compiled()))
    assert pl.read_csv(f"{table.name}.csv", infer_schema=False).shape == (len(rows), len(columns))
    typed = pl.read_parquet(f"{table.name}.parquet")
    kinds = {"day": pl.Date, "list": pl.List(pl.String), "integer": pl.Int64, "boolean": pl.Boolean}
    for column in table.columns:
        assert typed.schema[column.name] == kinds.get(column.type, pl.String)
    assert typed.height == len(rows)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_duckdb(ending: str) -> None:
    """DuckDB counts the rows of every table."""
    import duckdb

    for table in tables():
        options = ", header = true, all_varchar = true" if ending == "csv" else ""
        source = f"read_{ending}('{table.name}.{ending}'{options})"
        counted = duckdb.sql(f"SELECT count(*) FROM {source}").fetchall()  # noqa: S608 (our names)
        assert counted == [(len(list(rows_of(table, compiled()))),)], table.name


def test_duckdb_reads_json_lines() -> None:
    """DuckDB reads the nested rows, dates as structs."""
    import duckdb

    query = """SELECT "date".edtf FROM read_json('events.jsonl') WHERE type = 'summit'"""
    assert duckdb.sql(query).fetchall() == [("2025-08-14",)]


def test_datasette() -> None:
    """Datasette serves rows by JSON, finds by words, and knows the foreign keys."""
    command = [str(BIN / "datasette"), "dataset.sqlite", "--get"]

    def get(path: str) -> Any:
        ran = subprocess.run([*command, path], check=True, capture_output=True, text=True)
        return json.loads(ran.stdout)

    assert get("/dataset/events.json?_shape=array&_size=max&_nofacet=1")[0]["id"] == "cusco-summit-2025"
    found = get("/dataset/events.json?_search=grid&_shape=array")
    assert [row["id"] for row in found] == ["cusco-summit-2025"]
    labels = get("/dataset.json")
    keys = {table["name"]: table["foreign_keys"]["outgoing"] for table in labels["tables"]}
    assert {key["column"] for key in keys["participants"]} == {"event", "actor"}


@pytest.mark.parametrize("corpus", COUNTS)
def test_frictionless(corpus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data package is valid: types, constraints, primary and foreign keys, sizes and digests."""
    import frictionless

    for file in export.files(compiled(corpus), ["package"]):
        (tmp_path / file.name).write_bytes(b"".join(file))
    monkeypatch.chdir(tmp_path)
    report = frictionless.validate("datapackage.json")
    assert report.valid, [error.message for task in report.tasks for error in task.errors]
    assert report.stats["tasks"] == len(tables())


def test_frictionless_finds_what_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A foreign key that leads nowhere is found: the validation is no formality."""
    import frictionless

    write(tmp_path, ["package"])
    monkeypatch.chdir(tmp_path)
    package = json.loads(Path("datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        del resource["bytes"], resource["hash"]
    Path("datapackage.json").write_text(json.dumps(package), "utf-8")
    path = Path("participants.csv")
    path.write_text(path.read_text("utf-8").replace(",ana-rojas,", ",nobody,"), "utf-8")
    report = frictionless.validate("datapackage.json")
    assert {error.type for task in report.tasks for error in task.errors} == {"foreign-key"}


def test_mlcroissant() -> None:
    """The description of the files is valid, and leads to their rows."""
    import mlcroissant

    described = mlcroissant.Dataset(jsonld="croissant.json")
    assert not described.metadata.ctx.issues.errors
    for table in tables():
        records = list(described.records(table.name))
        assert len(records) == len(list(rows_of(table, compiled())))
    events = list(described.records("events"))
    assert events[0]["events/id"] == b"cusco-summit-2025"
    assert events[0]["events/n_articles"] == 2


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_datasets(table: Any, tmp_path: Path) -> None:
    """The library of the Hugging Face Hub loads every table by the card, and leaves texts texts."""
    from datasets import load_dataset

    loaded = load_dataset(str(Path.cwd()), table.name, split="train", cache_dir=str(tmp_path))
    assert loaded.num_rows == len(list(rows_of(table, compiled())))
    for column in table.columns:
        if column.type == "text":
            assert loaded.features[column.name].dtype == "string"


@pytest.mark.skipif(shutil.which("npm") is None, reason="there is no Node.js")
def test_typescript(tmp_path: Path) -> None:
    """The piece of TypeScript compiles strictly and runs, and types generated from our schema fit our file."""
    subprocess.run(
        ["npm", "install", "--prefix", NODE, "--no-audit", "--no-fund", "--no-package-lock", "--silent"], check=True
    )
    tools = NODE / "node_modules" / ".bin"
    shutil.copy("events.jsonl", tmp_path)
    schema = Path(__file__).parents[2] / "schema" / "v1" / "dataset.schema.json"
    types = subprocess.run([str(tools / "json2ts"), str(schema)], check=True, capture_output=True, text=True).stdout
    (tmp_path / "dataset.ts").write_text(types, "utf-8")
    (snippet,) = snippets("ts")
    (tmp_path / "snippet.ts").write_text(snippet, "utf-8")
    options = ["--strict", "--module", "commonjs", "--target", "es2022", "--skipLibCheck"]
    roots = ["--typeRoots", str(NODE / "node_modules" / "@types"), "--types", "node"]
    ran = subprocess.run(
        [str(tools / "tsc"), *options, *roots, "dataset.ts", "snippet.ts"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
    )
    assert ran.returncode == 0, ran.stdout
    shown = subprocess.run(["node", "snippet.js"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert "2025-08-14" in shown


def test_loaded_tables(folder: Path) -> None:
    """`communique.load` gives pandas and polars the same tables as the files hold."""
    import communique

    dataset = communique.load(folder)
    assert list(dataset.to_pandas("events")["id"]) == [event.id for event in dataset.events]
    assert dataset.to_polars("participants").height == sum(len(event.participants) for event in dataset.events)
