"""Golden files: what an exporter should write, kept in a folder and compared byte by byte.

`COMMUNIQUE_REGENERATE=1 python -m pytest tests/export` writes them anew; what changed is then read in the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

GOLDEN: Final = Path(__file__).parents[1] / "export" / "golden"
REGENERATE: Final = bool(os.environ.get("COMMUNIQUE_REGENERATE"))


def assert_golden(name: str, files: Mapping[str, bytes]) -> None:
    """Assert that the files of a format are those that are kept, no more and no fewer."""
    folder = GOLDEN / name
    if REGENERATE:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for each, data in files.items():
            (folder / each).write_bytes(data)
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(kept) == sorted(files)
    for each, data in files.items():
        assert data == kept[each], f"{name}/{each} is not what is kept; see tests/support/golden.py"


def assert_text(path: Path, text: str) -> None:
    """Assert that a generated page, or a generated part of one, is what is kept."""
    if REGENERATE:
        path.write_text(text, "utf-8", newline="\n")
    assert path.read_text("utf-8") == text
