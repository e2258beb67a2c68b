"""The invented corpus of `tests/data/corpus`: copied, changed, compiled, and its datasets read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from communique import pipeline, project
from communique.dataset.build import build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.dataset.build import Dataset
    from communique.model.registry import Names

FOLDER: Final = Path(__file__).parents[1] / "data" / "corpus"
ANNOTATIONS: Final = FOLDER / "annotations"
TALKS: Final = "alder-talks-2025"
TEST: Final = "cape-test-2025"


def copied(root: Path) -> Path:
    """Copy the corpus, with its texts and its settings; give the folder of its annotations."""
    shutil.copytree(FOLDER, root)
    return root / "annotations"


def article(annotations: Path, start: str) -> Path:
    """Give the one annotation whose name begins so."""
    (found,) = annotations.glob(f"*/*/{start}*.yaml")
    return found


def changed(path: Path, old: str, new: str) -> None:
    """Change a file in one place."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


def compiled(annotations: Path) -> Dataset:
    """Compile a corpus that has no errors, and write nothing."""
    opened = project.open_project([str(annotations)])
    result = pipeline.run(opened)
    assert result.sound is not None, [each.message for each in result.outcome.diagnostics if each.severity == "error"]
    return build(result.sound, pipeline.verified(opened))


@cache
def dataset() -> Dataset:
    """Compile the corpus as it is."""
    return compiled(ANNOTATIONS)


@cache
def names() -> Names:
    """Give the names of the corpus."""
    result = pipeline.run(project.open_project([str(ANNOTATIONS)]))
    assert result.sound is not None
    return result.sound.corpus.names


def row(data: Dataset, table: str, name: str) -> dict[str, Any]:
    """Give the row of a table that has an id."""
    (found,) = (each for each in data.tables[table] if each["id"] == name)
    return found


def run(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own."""
    command = [sys.executable, "-m", "communique", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8", **more)


def unmeasured() -> dict[str, str]:
    """Give the environment without what measures coverage: what is killed or has no room breaks its files."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


def files(folder: Path) -> Mapping[str, bytes]:
    """Read what is in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def whole(folder: Path) -> str:
    """Give the digest of a dataset's manifest; fail where the dataset is not what its manifest says."""
    found = dict(files(folder))
    manifest = found.pop("manifest.json")
    said = {name: entry["sha256"] for name, entry in json.loads(manifest)["files"].items()}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in found.items()} == said
    return hashlib.sha256(manifest).hexdigest()


def litter(folder: Path) -> list[str]:
    """Name what compiles of a folder have left beside it."""
    return sorted(path.name for path in folder.parent.glob(f".communique-{folder.name}-*"))
