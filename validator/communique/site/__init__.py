"""A dataset as a site: pages that need no server, no script to be read, and nothing from elsewhere."""

from __future__ import annotations

from importlib.resources import files as resources
from typing import TYPE_CHECKING, Final

from communique.export import File
from communique.site.holdings import BrokenError, Library
from communique.site.pages import Pages
from communique.site.scripts import Index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.export import About
    from communique.loaded import Dataset

__all__ = ["BrokenError", "files"]

_ASSETS: Final = "assets"
_ENDINGS: Final = (".css", ".js", ".svg")


def files(dataset: Dataset, about: About) -> Iterator[File]:
    """Make the files of a site, each while it is read. Raises BrokenError where a row is not as the schema says."""
    try:
        yield from _files(dataset, about)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        message = f"a row is not as the schema of datasets says ({type(error).__name__}: {error})"
        raise BrokenError(message) from error


def _files(dataset: Dataset, about: About) -> Iterator[File]:
    for each in sorted(resources(__name__).joinpath(_ASSETS).iterdir(), key=lambda each: each.name):
        if each.name.endswith(_ENDINGS):
            yield File(f"{_ASSETS}/{each.name}", [each.read_bytes()])
    library = Library(dataset)
    index = Index(library)
    yield from index.files()
    yield from Pages(library, index, about).files()
