from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from communique import pipeline, project
from communique.model.types import event_types
from tests.bench.generate import MANIFEST, Manifest, generate
from tests.bench.stories import stories

if TYPE_CHECKING:
    from pathlib import Path

FILES, SEED = 40, 3


def found_in(corpus: Path) -> dict[str, list[str]]:
    """Check a corpus, and give the codes found in each file, by its path in the corpus."""
    result = pipeline.run(project.open_project([str(corpus / "annotations")]))
    found: dict[str, list[str]] = {}
    for each in result.outcome.diagnostics:
        found.setdefault(each.path[each.path.index("annotations/") :], []).append(each.code)
    return {name: sorted(codes) for name, codes in found.items()}


def bytes_of(corpus: Path) -> dict[str, bytes]:
    """Read all that a corpus consists of but its manifest."""
    files = (path for path in corpus.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(corpus).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("texts", [True, False], ids=["with texts", "without texts"])
def test_what_is_found_is_what_was_made(tmp_path: Path, texts: bool) -> None:  # noqa: FBT001 (a parameter)
    """A generated corpus has the mistakes that its manifest names, and no others, with texts at hand or not."""
    corpus = tmp_path / "corpus"
    manifest = generate(corpus, FILES, SEED, texts=texts, faulty=0.4)
    assert found_in(corpus) == manifest.expected(texts=texts)
    assert Manifest.read(corpus) == manifest
    assert len(manifest.findings) > FILES / 5


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """A corpus is the same for a seed, another for another one, and the beginning of every longer one."""
    for name, files, seed in (("one", FILES, SEED), ("same", FILES, SEED), ("other", FILES, SEED + 1)):
        generate(tmp_path / name, files, seed, texts=True)
    generate(tmp_path / "longer", FILES + 20, SEED, texts=True)
    one, same, other, longer = (bytes_of(tmp_path / name) for name in ("one", "same", "other", "longer"))
    assert one == same
    assert one != other
    assert one.items() <= longer.items()


def test_every_type_has_stories() -> None:
    """The stories of the generator have every event type of the codebook, and no other."""
    assert stories().keys() == event_types().keys()
