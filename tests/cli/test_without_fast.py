"""Without the optional libraries that make it fast, communique says the same, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.bench.generate import generate
from tests.support.commandline import changed, communique
from tests.support.invented import files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.commandline import Ran

FILES: Final = 20
CHECK: Final = ("check", "--no-cache", "--output-format", "json")
COMPILE: Final = ("compile", "--no-cache", "-o", "dataset")
WITHOUT: Final = {
    "yaml-rs": (
        "sys.modules['yaml_rs'] = None",
        "from communique.quick import values",
        "assert values(b'a: b\\n') is None",
    ),
    "jsonschema-rs": (
        "sys.modules['jsonschema_rs'] = None",
        "from communique.glance import Judge, NamesAtAGlance",
        "from communique.published import schema",
        "assert Judge.of(NamesAtAGlance({}), schema('annotation')) is None",
    ),
}
"""What lets a library not be there, and makes sure that it is not."""


@pytest.fixture(scope="module", params=[("jsonschema-rs",), ("yaml-rs", "jsonschema-rs")], ids=" and ".join)
def lacking(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Give what stands before runs without some of the libraries."""
    return changed("import sys", *(statement for library in request.param for statement in WITHOUT[library]))


@pytest.fixture(scope="module", params=[True, False], ids=["with texts", "without texts"])
def usual(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """Generate a corpus with mistakes, and check it with all libraries."""
    folder = tmp_path_factory.mktemp("usual") / "corpus"
    generate(folder, FILES, 4, texts=request.param, faulty=0.5)
    ran = communique(*CHECK, folder=folder)
    assert (ran.status, ran.err, len(ran.codes) > FILES / 3) == (1, "", True)
    return folder, ran


def test_check_finds_the_same(lacking: tuple[str, ...], usual: tuple[Path, Ran]) -> None:
    """In a corpus with mistakes, the findings and the status are the same."""
    folder, ran = usual
    assert communique(*CHECK, folder=folder, after=lacking) == ran


def test_compile_makes_the_same(lacking: tuple[str, ...], tmp_path: Path) -> None:
    """A sound corpus is the same dataset."""
    generate(tmp_path / "corpus", FILES, 4, faulty=0)
    usual = communique(*COMPILE, folder=tmp_path / "corpus")
    made = files(tmp_path / "corpus" / "dataset")
    assert communique(*COMPILE, folder=tmp_path / "corpus", after=lacking) == usual
    assert (usual.status, usual.err, files(tmp_path / "corpus" / "dataset")) == (0, "", made)
