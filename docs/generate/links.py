"""Links of pages that were written for the repository, made to lead to the same in the site."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

_PARTS: Final = re.compile(
    r"^(?P<marks>`{3,}).*?^(?P=marks)$"  # a fence and a piece of code stay as they are
    r"|`[^`\n]*`"
    r"|(?<!!)\[(?P<text>[^\]\[]*)\]\((?P<target>[^)\s]+)\)",
    re.MULTILINE | re.DOTALL,
)
_ELSEWHERE: Final = re.compile("[a-z]+:|#")

BORROWED: Final = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "README.md": "index.md",
    "annotations/README.md": "corpus.md",
    "schema/README.md": "schema/changes.md",
    "tests/data/double-coding/README.md": "double-coding.md",
}
"""Pages that stand elsewhere in the repository, and where they stand in the site, which has no README of its own."""


class DeadLinkError(Exception):
    """A page leads to a file that is not there."""


def relinked(text: str, source: str, page: str, place: Callable[[str], str | None]) -> str:
    """Give a page with the links of the repository as links of the site.

    `source` is the page's path in the repository, `page` that in the site. `place` gives the path in the site of a
    path in the repository, and None for a file that the site does not have: its name stands there without a link.
    """

    def relink(match: re.Match[str]) -> str:
        target = match["target"]
        if target is None or _ELSEWHERE.match(target):
            return match[0]
        path, hash_, anchor = target.partition("#")
        there = place(posixpath.normpath(posixpath.join(posixpath.dirname(source), path)))
        if there is None:
            return match["text"]
        return f"[{match['text']}]({posixpath.relpath(there, posixpath.dirname(page) or '.')}{hash_}{anchor})"

    return _PARTS.sub(relink, text)


def placing(site: AbstractSet[str], exists: Callable[[str], bool]) -> Callable[[str], str | None]:
    """Give a function that places paths of the repository in a site with these paths.

    It raises DeadLinkError for a path that is neither in the site nor in the repository.
    """

    def place(path: str) -> str | None:
        if path in BORROWED:
            return BORROWED[path]
        inside = path.removeprefix("docs/")
        for there in (inside, posixpath.join(inside, "index.md")):
            if there in site:
                return there
        if exists(path):
            return None
        message = f"there is no `{path}`"
        raise DeadLinkError(message)

    return place
