"""What holds of all formats: they are found, ordered, documented, and say what they lack."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from communique import export
from communique.export import _card
from tests.support.golden import assert_text
from tests.support.sample import CORPORA, compiled, read

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE: Final = Path(__file__).parents[2] / "docs" / "formats.md"
_GENERATED: Final = re.compile("(?<=<!-- tables: generated -->\n).*(?=<!-- end -->)", re.DOTALL)


def test_every_format_is_documented() -> None:
    """Every format has a heading of its own in `docs/formats.md`, in the order of the alphabet."""
    assert (
        re.findall("^### `([a-z]+)`$", PAGE.read_text("utf-8").partition("\n## Tables")[0], re.MULTILINE)
        == export.formats()
    )


def test_the_tables_in_the_documentation_are_current() -> None:
    """The tables and columns in `docs/formats.md` are those there are."""
    page = PAGE.read_text("utf-8")
    assert _GENERATED.search(page)
    assert_text(PAGE, _GENERATED.sub(lambda _: f"\n{_card.columns()}\n", page))


def test_what_is_needed_comes_first() -> None:
    """A format that describes files comes after those files, in whatever order formats are named."""
    names = list(read(export.files(compiled(), ["package", "jsonl"])))
    assert names.index("events.csv") < names.index("datapackage.json")
    assert names.index("events.jsonl") < names.index("datapackage.json")
    assert len(names) == len(set(names))


def test_no_two_formats_write_the_same_file() -> None:
    """All formats together give every name once."""
    names = [file.name for file in export.files(compiled(), export.formats()) if b"".join(file)]
    assert sorted(names) == sorted(set(names))


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is not installed, the format says how to install it; others lack nothing."""
    monkeypatch.setattr(export, "find_spec", lambda _: None)
    assert export.lacking(["parquet"]) == "the format `parquet` needs pyarrow: pip install 'communique[parquet]'"
    assert export.lacking(["csv", "sqlite", "package"]) is None


@pytest.mark.parametrize("formats", [["csv", "sqlite", "jsonld", "plover"], ["parquet"]])
def test_libraries_are_imported_when_files_are_made(formats: Sequence[str]) -> None:
    """Looking at a format, or asking what it lacks, imports no large library."""
    script = (
        "import sys; from communique import export; "
        f"export.lacking({formats!r}); sys.exit(any(name in sys.modules for name in ('pyarrow', 'rdflib', 'pandas')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("seed", ["1", "2"])
def test_bytes_depend_on_no_hash_order(seed: str, tmp_path: Path) -> None:
    """Another process with another order of hashes writes the same bytes, SQLite and Parquet included."""
    formats = ",".join(export.formats())
    command = [sys.executable, "-m", "communique", "compile", str(CORPORA / "sample-corpus" / "annotations")]
    environment = {"PYTHONHASHSEED": seed, "TZ": "Asia/Seoul", "LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    output = tmp_path / "dataset"
    subprocess.run([*command, "-o", str(output), "--format", formats], check=True, env=environment, capture_output=True)
    about = export.About(
        "Andean events", "A made-up corpus | with *a* bar.", ("A. Author", "B. “Author”"), url="https://data.example"
    )
    expected = read(export.files(compiled(), formats.split(","), about))
    written = {path.name: path.read_bytes() for path in output.iterdir() if path.name != "manifest.json"}
    assert written == expected
