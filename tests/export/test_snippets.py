"""The pieces of code in the documentation of the formats that need no large library, run in a dataset."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from communique.export import About
from tests.support.sample import write
from tests.support.snippets import importing, snippets

if TYPE_CHECKING:
    from pathlib import Path


def test_sql(tmp_path: Path) -> None:
    """The SQL finds events by a word of their summaries."""
    connection = sqlite3.connect(write(tmp_path, ["sqlite"]) / "dataset.sqlite")
    (query,) = snippets("sql")
    rows = connection.execute(query).fetchall()
    connection.close()
    assert ("cusco-summit-2025", "2025-08-14", "Ana Rojas", "guest") in rows


def test_communique(tmp_path: Path) -> None:
    """The objects lead from an event to its participants and to the words that show it."""
    folder = write(tmp_path, ["json"])
    command = [sys.executable, "-c", importing("communique")]
    ran = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    assert "2025-08-14" in ran.stdout
    assert "Ana Rojas" in ran.stdout


def test_rdflib(tmp_path: Path) -> None:
    """The query over linked data finds quotes."""
    folder = write(tmp_path, ["jsonld"])
    command = [sys.executable, "-c", importing("rdflib")]
    ran = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    assert "his Chilean guest" in ran.stdout


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq(tmp_path: Path) -> None:
    """The filter gives the summit with its participants."""
    (script,) = snippets("sh")
    ran = subprocess.run(
        ["sh", "-c", script], cwd=write(tmp_path, ["jsonl"]), check=True, capture_output=True, text=True
    )
    assert ran.stdout == "cusco-summit-2025\t2025-08-14\tana-rojas\tluis-quispe\tperu\n"


def test_toml() -> None:
    """The settings in the documentation are those that a dataset has."""
    (text,) = snippets("toml")
    assert About(**tomllib.loads(text)["dataset"]).url == "https://example.org/dataset"
