"""Who asks for little need not wait for what it does not take: what is not needed is not imported."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

from tests.support.commandline import communique
from tests.support.invented import ANNOTATIONS, copied

REAL: Final = Path(__file__).parents[2] / "annotations"
TELLING: Final = (sys.executable, "-X", "importtime", "-m", "communique")
"""Runs that say on standard error what they import."""
MODELS: Final = frozenset({"pydantic", "communique.model", "communique.rules"})
CACHE: Final = frozenset({"sqlite3"})
READER: Final = frozenset({"yaml", "communique.reading"})


def imported(*arguments: str | Path, folder: Path) -> set[str]:
    """Run a command that finds nothing, and name the modules that it imports."""
    ran = communique(*arguments, folder=folder, after=TELLING)
    assert ran.status == 0, ran.out
    return {line.rpartition("|")[2].strip() for line in ran.err.splitlines() if line.startswith("import time:")}


def test_version(tmp_path: Path) -> None:
    """To tell of itself, it needs nothing of what it works with."""
    found = imported("--version", folder=tmp_path)
    assert "communique.cli" in found
    assert not found & (MODELS | CACHE | READER | {"communique.project", "communique.pipeline", "dataclasses"})


def test_a_file_by_itself(tmp_path: Path) -> None:
    """A right file outside of any corpus is read and judged the fast way, and nothing is remembered of it."""
    path = min(ANNOTATIONS.glob("*/*/*.yaml"))
    (tmp_path / path.name).write_bytes(path.read_bytes())
    found = imported("check", path.name, folder=tmp_path)
    assert "communique.glance" in found
    assert not found & (MODELS | CACHE | READER | {"communique.anchor", "tomllib"})


def test_a_corpus_without_mistakes(tmp_path: Path) -> None:
    """In a corpus whose files are all read the fast way, the sure reader has nothing to do."""
    shutil.copytree(REAL, tmp_path / "annotations")
    found = imported("check", "--no-cache", folder=tmp_path)
    assert "communique.rules" in found
    assert not found & (CACHE | READER)


def test_what_was_found_before(tmp_path: Path) -> None:
    """What an earlier run found is told without models, rules and readers."""
    copied(tmp_path / "corpus")
    first, then = (imported("check", folder=tmp_path / "corpus") for _ in range(2))
    assert "communique.rules" in first
    assert "sqlite3" in then
    assert not then & (MODELS | READER | {"yaml_rs", "jsonschema_rs"})
