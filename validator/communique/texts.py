"""The texts of articles, where a user has them: found by the article's id, or by the digest that its head records."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from communique.anchor import Article, read_article
from communique.fault import Fault, Place
from communique.model.base import SLUG
from communique.subset import ARTICLE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from communique.bind import Bound

_ENDING: Final = ".txt"


class Texts:
    """The folders in which texts are looked for, nearest first. Nothing is read before it is asked for."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """Take the folders; those that do not exist hold nothing."""
        self.folders: Final = folders

    def of(self, file: Bound) -> tuple[Article | None, tuple[Fault, ...]]:
        """Give the text of an annotation's article, and what hindered reading it.

        A file named by the article's id comes first; where the head records a digest and that file has another, a
        file with the digest is preferred, whatever its name. Only a slug is looked for, so that no id leads out of
        the folders.
        """
        recorded = file.head.article.text if file.head else None
        named, faults = self._named(file.article_id or "")
        if recorded is None or (named is not None and named.digest == recorded.sha256):
            return named, faults
        path = self._by_digest.get(recorded.sha256)
        return (named, faults) if path is None else (_read(path), ())

    def _named(self, article: str) -> tuple[Article | None, tuple[Fault, ...]]:
        for folder in self.folders if re.fullmatch(SLUG, article) else ():
            path = folder / f"{article}{_ENDING}"
            if path.is_file():
                try:
                    return _read(path), ()
                except (OSError, ValueError) as error:
                    reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
                    return None, (
                        Fault("unreadable-text", Place(("article", "id")), {"file": path.name, "reason": reason}),
                    )
        return None, ()

    @cached_property
    def _by_digest(self) -> Mapping[str, Path]:
        """All readable texts of the folders by their digests.

        Made only when some head's digest fits no file of its name.
        """
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted(folder.glob(f"*{_ENDING}")):
                try:
                    found.setdefault(_read(path).digest, path)
                except (OSError, ValueError):
                    continue
        return found


def _read(path: Path) -> Article:
    """Read a text. Raises OSError, UnicodeDecodeError, or ValueError for one that is too large."""
    with path.open("rb") as stream:
        data = stream.read(ARTICLE_LIMIT + 1)
    if len(data) > ARTICLE_LIMIT:
        message = "it is larger than 1 MiB"
        raise ValueError(message)
    return read_article(data)
