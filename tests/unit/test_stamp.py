"""What a stamp depends on: the parts and where they are divided; and all code that judges, by its contents."""

from __future__ import annotations

import os
import shutil
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import published, stamp
from communique.stamp import LIBRARIES, version

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS: Final = st.lists(st.binary(max_size=6), max_size=4)


@given(PARTS, PARTS)
def test_other_parts(one: list[bytes], other: list[bytes]) -> None:
    """The same parts have the same stamp, and others another."""
    assert (stamp.stamp(*one) == stamp.stamp(*other)) is (one == other)
    assert len(stamp.stamp(*one)) == 32


@given(PARTS, st.integers(0, 3), st.integers(0, 5))
def test_parts_that_are_divided_otherwise(parts: list[bytes], which: int, at: int) -> None:
    """The same bytes divided otherwise have another stamp, also where nothing is divided off."""
    if which < len(parts):
        divided = [*parts[:which], parts[which][:at], parts[which][at:], *parts[which + 1 :]]
        assert stamp.stamp(*divided) != stamp.stamp(*parts)
    assert stamp.stamp(*parts, b"") != stamp.stamp(*parts)


@given(st.text(max_size=6))
def test_texts(text: str) -> None:
    """A text counts as its bytes, also one that has none by the rules."""
    assert stamp.stamp(text, "") == stamp.stamp(text.encode(), b"")
    assert stamp.stamp(f"{text}\ud800") != stamp.stamp(f"{text}\ud801")


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a copy of this package, of its schemas, and with stand-ins of the libraries."""
    root = tmp_path_factory.mktemp("programs")
    package = Path(stamp.__file__).parent
    shutil.copytree(package, root / "validator" / "communique", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(published.installed().parent, root / "schema")
    for name, distribution in LIBRARIES.items():
        (root / "libraries" / name).mkdir(parents=True)
        (root / "libraries" / name / "__init__.py").touch()
        (root / "libraries" / f"{distribution}-1.0.dist-info").mkdir()
        (root / "libraries" / f"{distribution}-1.0.dist-info" / "RECORD").write_text(f"{name}/__init__.py,sha256=0,0\n")
    return root


def version_of(programs: Path) -> bytes | None:
    """Give the stamp of programs in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamp, "__file__", str(programs / "validator" / "communique" / "stamp.py"))
        patch.setattr(published, "_HERE", programs / "validator" / "communique")
        patch.setattr(sys, "path", [str(programs / "nowhere"), str(programs / "libraries")])
        return version()


def test_the_same_programs(programs: Path, tmp_path: Path) -> None:
    """The same programs have the same stamp, wherever they are, whenever they were written, compiled or not."""
    before = version_of(programs)
    assert before is not None
    copy = shutil.copytree(programs, tmp_path / "copy")
    for path in copy.rglob("*.py"):
        os.utime(path, (0, 0))
    (copy / "validator" / "communique" / "__pycache__").mkdir()
    (copy / "validator" / "communique" / "__pycache__" / "stamp.pyc").touch()
    assert version_of(copy) == before


def edit(path: Path) -> None:
    """Add a line to a file."""
    path.write_bytes(path.read_bytes() + b"\n")


CHANGES: Final[dict[str, Callable[[Path], object]]] = {
    "a module": lambda root: edit(root / "validator/communique/rules/ref.py"),
    "a module that is renamed": lambda root: (root / "validator/communique/when.py").rename(
        root / "validator/communique/then.py"
    ),
    "a module that is moved": lambda root: (root / "validator/communique/when.py").rename(
        root / "validator/communique/rules/when.py"
    ),
    "a module that is removed": lambda root: (root / "validator/communique/rules/ref.py").unlink(),
    "a module that is added": lambda root: (root / "validator/communique/rules/new.py").touch(),
    "a schema": lambda root: edit(root / "schema/v1/annotation.schema.json"),
    "another version of a library": lambda root: (root / "libraries/pydantic-1.0.dist-info").rename(
        root / "libraries/pydantic-1.1.dist-info"
    ),
    "a build of a library": lambda root: edit(root / "libraries/pyyaml-1.0.dist-info/RECORD"),
    "a library that is removed": lambda root: shutil.rmtree(root / "libraries/yaml_rs"),
    "a library that comes first": lambda root: shutil.copytree(root / "libraries/yaml", root / "nowhere/yaml"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_other_programs(change: str, programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other programs have another stamp."""
    for name in LIBRARIES:
        monkeypatch.delitem(sys.modules, name, raising=False)
    copy = shutil.copytree(programs, tmp_path / "copy")
    CHANGES[change](copy)
    changed = version_of(copy)
    assert changed is not None
    assert changed != version_of(programs)


def test_another_python(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Python has another stamp."""
    before = version_of(programs)
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert version_of(programs) not in {before, None}


def test_what_an_update_left_behind(programs: Path, tmp_path: Path) -> None:
    """Where two versions of a library are written down, both count: nobody knows which is there."""
    copy = shutil.copytree(programs, tmp_path / "copy")
    found = [version_of(copy)]
    for number in (0, 2):
        record = copy / "libraries" / f"jsonschema_rs-{number}.0.dist-info" / "RECORD"
        record.parent.mkdir()
        record.touch()
        found.append(version_of(copy))
        edit(record)
        found.append(version_of(copy))
    edit(copy / "libraries" / "jsonschema_rs-1.0.dist-info" / "RECORD")
    found.append(version_of(copy))
    assert len({*found, None}) == len(found) + 1


def test_a_library_without_a_list(programs: Path, tmp_path: Path) -> None:
    """Where nobody wrote down what was installed, size and time of the first file tell versions apart."""
    copy = shutil.copytree(programs, tmp_path / "copy")
    shutil.rmtree(copy / "libraries" / "iso3166-1.0.dist-info")
    first = copy / "libraries" / "iso3166" / "__init__.py"
    found = [version_of(programs), version_of(copy)]
    edit(first)
    found.append(version_of(copy))
    os.utime(first, (0, 0))
    found.append(version_of(copy))
    assert None not in found
    assert len({*found}) == len(found)


def test_what_cannot_be_told(programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no stamp of a package in an archive, nor where a library, or the schemas, are in no folder."""
    archive = tmp_path / "archive"
    (archive / "validator").mkdir(parents=True)
    shutil.copytree(programs / "libraries", archive / "libraries")
    shutil.copytree(programs / "schema", archive / "schema")
    (archive / "validator" / "communique").write_bytes(b"PK")
    assert version_of(archive) is None
    elsewhere = shutil.copytree(programs, tmp_path / "elsewhere")
    (elsewhere / "libraries" / "pydantic" / "__init__.py").rename(elsewhere / "libraries" / "pydantic.py")
    monkeypatch.delitem(sys.modules, "pydantic", raising=False)
    assert version_of(elsewhere) is None
    bare = shutil.copytree(programs, tmp_path / "bare")
    shutil.rmtree(bare / "schema")
    assert version_of(bare) is None


def test_what_is_installed() -> None:
    """Here all libraries are found, by what was written down of them, and nothing is imported for it."""
    parts = [*stamp._libraries()]
    assert {*LIBRARIES} <= {*parts}
    assert version() == version() is not None
    records = [after for before, after in pairwise(parts) if str(before).endswith(".dist-info")]
    assert len(records) == len(LIBRARIES)
    assert all(isinstance(each, bytes) and b"sha256=" in each for each in records)
