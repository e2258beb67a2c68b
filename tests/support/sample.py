"""The datasets that the exporters are tested with, compiled: above all `tests/data/sample-corpus`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from communique import pipeline, project
from communique.dataset.build import build
from communique.export import About, File, files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.dataset.build import Dataset

CORPORA: Final = Path(__file__).parents[1] / "data"
ABOUT: Final = About(
    "Andean events", "A made-up corpus | with *a* bar.", ("A. Author", "B. “Author”"), "1.2.0", "https://data.example"
)


@cache
def compiled(corpus: str = "sample-corpus") -> Dataset:
    """Compile one of the corpora in `tests/data`."""
    opened = project.open_project([str(CORPORA / corpus / "annotations")])
    result = pipeline.run(opened)
    assert result.sound is not None, "the corpora that are exported have no errors"
    return build(result.sound, pipeline.verified(opened))


def exported(*formats: str, about: About = ABOUT) -> dict[str, bytes]:
    """Export the sample: bytes by the names of the files."""
    return read(files(compiled(), formats, about))


def read(made: Iterable[File]) -> dict[str, bytes]:
    """Read files while they are made: bytes by the names."""
    return {file.name: b"".join(file) for file in made}


def write(folder: Path, formats: Sequence[str], about: About = ABOUT) -> Path:
    """Export the sample into a folder, for tools that open files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in exported(*formats, about=about).items():
        (folder / name).write_bytes(data)
    return folder
