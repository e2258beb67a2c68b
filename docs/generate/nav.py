"""The navigation: an outline written by hand, filled with the pages that there are."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

Entry: TypeAlias = Any
"""As in `mkdocs.yml`: the path of a page, or a title with a path or a list of entries."""

Groups: TypeAlias = "Mapping[str, Sequence[tuple[str, list[str]]]]"
"""By a pattern of the outline: the titles of groups with the paths of their pages."""


def filled(outline: Iterable[Entry], pages: AbstractSet[str], groups: Groups) -> list[Entry]:
    """Fill an outline.

    A page that is not there is left out. A pattern (`decisions/*`) stands for its groups where it has some, else for
    all pages that it fits and the outline does not name, sorted.
    """
    outline = list(outline)
    named = set(_paths(outline))
    return list(_filled(outline, pages, {path for path in pages if path not in named}, groups))


def _paths(entry: Entry) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    else:
        for each in entry.values() if isinstance(entry, dict) else entry:
            yield from _paths(each)


def _filled(
    outline: Iterable[Entry], pages: AbstractSet[str], unnamed: AbstractSet[str], groups: Groups
) -> Iterator[Entry]:
    for entry in outline:
        if isinstance(entry, dict):
            for title, below in entry.items():
                inner = list(_filled([below] if isinstance(below, str) else below, pages, unnamed, groups))
                if isinstance(below, str) and below in pages:
                    yield {title: below}
                elif inner:
                    yield {title: inner}
        elif entry in pages:
            yield entry
        elif entry in groups:
            yield from ({title: paths} for title, paths in groups[entry])
        else:
            yield from sorted(path for path in unnamed if _fits(path, entry))


def _fits(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern; a star stands for no folder."""
    return path.count("/") == pattern.count("/") and fnmatchcase(path, pattern)
