"""The texts of articles, where a user has them: found by the article's id, or by the digest that its head records."""

from __future__ import annotations

import os
import re
import stat
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from communique.anchor import Article, read_article
from communique.fault import Fault, Place
from communique.subset import ARTICLE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from communique.bind import Bound

_ENDING: Final = ".txt"
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TOO_LARGE: Final = "it is larger than 1 MiB"
_NO_FILE: Final = "it is not a regular file"


class Found(NamedTuple):
    """The text of an article, and what hindered reading it.

    `by_name` is false where other texts than the one of the article's name were looked at.
    """

    article: Article | None = None
    faults: tuple[Fault, ...] = ()
    by_name: bool = True


class Texts:
    """The folders in which texts are looked for, nearest first. Nothing is read before it is asked for."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """Take the folders; those that do not exist hold nothing."""
        self.folders: Final = folders

    def of(self, file: Bound) -> Found:
        """Give the text of an annotation's article, as `find` does."""
        recorded = file.head.article.text if file.head else None
        return self.find(file.article_id, recorded.sha256 if recorded else None)

    def find(self, article: str | None, recorded: str | None) -> Found:
        """Give the text of an article.

        A file named by the article's id comes first; where the head has `recorded` a digest (SHA-256, hexadecimal) and
        that file has another, a file with the digest is preferred, whatever its name. Only a slug is looked for, so
        that no id leads out of the folders.
        """
        if self.none:
            return Found()
        named, faults = self._named(article or "")
        if recorded is None or (named is not None and named.digest == recorded):
            return Found(named, faults)
        path = self._by_digest.get(recorded)
        found = (named, faults) if path is None else (read_article(_read(path)), ())
        return Found(*found, by_name=False)

    @cached_property
    def none(self) -> bool:
        """Whether the folders hold no text at all."""
        return not any(_texts_in(folder) for folder in self.folders)

    def digest(self, article: str) -> bytes | None:
        """Tell by what a text of that name would be known: the SHA-256 of its bytes, nothing where there is none.

        None where there is one that cannot be read.
        """
        for folder in () if self.none else self.folders:
            try:
                return sha256(_read(f"{folder}/{article}{_ENDING}")).digest()
            except FileNotFoundError:
                continue
            except (OSError, ValueError):
                return None
        return b""

    def _named(self, article: str) -> tuple[Article | None, tuple[Fault, ...]]:
        for folder in self.folders if _SLUG.fullmatch(article) else ():
            name = f"{article}{_ENDING}"
            path = f"{folder}/{name}"
            try:
                return read_article(_read(path)), ()
            except FileNotFoundError:
                continue
            except (OSError, ValueError) as error:
                if os.path.isfile(path):  # noqa: PTH113 (a path that is a text)
                    reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
                    return None, (Fault("unreadable-text", Place(("article", "id")), {"file": name, "reason": reason}),)
        return None, ()

    @cached_property
    def _by_digest(self) -> Mapping[str, str]:
        """All readable texts of the folders by their digests.

        Made only when some head's digest fits no file of its name.
        """
        found: dict[str, str] = {}
        for folder in self.folders:
            for path in _texts_in(folder):
                try:
                    found.setdefault(read_article(_read(path)).digest, path)
                except (OSError, ValueError):
                    continue
        return found


def _texts_in(folder: Path) -> list[str]:
    """List the texts of a folder in the order of their names; none where it cannot be listed."""
    try:
        return [f"{folder}/{name}" for name in sorted(os.listdir(folder)) if name.endswith(_ENDING)]  # noqa: PTH208
    except OSError:
        return []


def _read(path: str) -> bytes:
    """Read a text, in one call where it is as long as it is said to be.

    Raises OSError, also for what is no regular file, and ValueError for one that is too large.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(_NO_FILE)
        size, most = status.st_size, ARTICLE_LIMIT + 1
        data = os.read(descriptor, min(size + 1, most))
        while len(data) != size and len(data) < most and (more := os.read(descriptor, most - len(data))):
            data += more
    finally:
        os.close(descriptor)
    if len(data) > ARTICLE_LIMIT:
        raise ValueError(_TOO_LARGE)
    return data
