"""The same corpus gives the same bytes: on any machine, in any place, whatever surrounds it."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from communique import export
from tests.support.invented import FOLDER, files, run

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMATS: Final = ",".join(name for name in export.formats() if export.lacking([name]) is None)
"""All formats whose libraries are installed here."""
ENVIRONMENT: Final = {key: value for key, value in os.environ.items() if key not in {"LANG", "LC_ALL", "TZ"}}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Compile the invented corpus as anybody would, in every format."""
    return compiled(FOLDER / "annotations", tmp_path_factory.mktemp("usual") / "dataset")


def compiled(annotations: Path, folder: Path, **more: str) -> Mapping[str, bytes]:
    """Compile a release in a process of its own, with these variables in its environment."""
    ran = run("compile", annotations, "-o", folder, "--release", "--format", FORMATS, env={**ENVIRONMENT, **more})
    assert ran.returncode == 0, ran.stderr
    return files(folder)


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "4294967295"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "Etc/GMT+12"},
        {"PYTHONOPTIMIZE": "1"},
        {"COLUMNS": "20", "NO_COLOR": "1", "HOME": "/nowhere", "USER": "nobody", "SOURCE_DATE_EPOCH": "0"},
    ],
    ids=str,
)
def test_surroundings(usual: Mapping[str, bytes], tmp_path: Path, variables: dict[str, str]) -> None:
    """Hash seeds, locales, time zones and the like have no influence."""
    assert compiled(FOLDER / "annotations", tmp_path / "dataset", **variables) == usual


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o177])
def test_umask(usual: Mapping[str, bytes], tmp_path: Path, mask: int) -> None:
    """The mask for new files decides who may read the dataset, and not what is in it."""
    old = os.umask(mask)
    try:
        found = compiled(FOLDER / "annotations", tmp_path / "dataset")
    finally:
        os.umask(old)
    assert found == usual
    assert (tmp_path / "dataset").stat().st_mode & 0o777 == 0o777 & ~mask


@pytest.mark.parametrize("seed", range(3))
def test_order_of_files(usual: Mapping[str, bytes], tmp_path: Path, seed: int) -> None:
    """The order in which files were made, and so may be listed in, has no influence; nor have their times and modes."""
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    random.Random(seed).shuffle(paths)  # noqa: S311 (nothing secret about it)
    for number, path in enumerate(paths):
        copy = tmp_path / "corpus" / path.relative_to(FOLDER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (number, number))
        copy.chmod(0o600)
    assert compiled(tmp_path / "corpus" / "annotations", tmp_path / "dataset") == usual


def test_working_folder(usual: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From where a corpus is compiled, and under which name it is known, has no influence."""
    shutil.copytree(FOLDER, tmp_path / "corpus")
    monkeypatch.chdir(tmp_path / "corpus")
    ran = run("compile", "--release", "-o", tmp_path / "one", "--format", FORMATS)
    assert ran.returncode == 0, ran.stderr
    monkeypatch.chdir(tmp_path / "corpus" / "annotations" / "2025")
    assert compiled(Path(".."), Path("../../../other")) == files(tmp_path / "one") == usual


def test_file_systems(usual: Mapping[str, bytes]) -> None:
    """A corpus and a dataset on another file system, where there is one, are the same."""
    memory = Path("/dev/shm")  # noqa: S108 (another file system than that of temporary files)
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        shutil.copytree(FOLDER, Path(name) / "corpus")
        assert compiled(Path(name) / "corpus" / "annotations", Path(name) / "dataset") == usual


def test_formats_without_libraries_are_among_them() -> None:
    """At least what needs no library is compared; with pyarrow, Parquet is too."""
    chosen = FORMATS.split(",")
    assert {"json", "jsonl"} <= set(chosen)
    assert ("parquet" in chosen) == (find_spec("pyarrow") is not None)
