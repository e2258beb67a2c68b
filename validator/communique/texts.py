"""The texts of articles, where a user has them: found by the article's id, or by the digest that its head records."""

from __future__ import annotations

import os
import re
import stat
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from communique.fault import Fault, Place
from communique.subset import ARTICLE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from communique.anchor import Article
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
        found = (named, faults) if path is None else (_article(path), ())
        return Found(*found, by_name=False)

    @cached_property
    def none(self) -> bool:
        """Whether the folders hold no text at all."""
        return not self._listed

    @cached_property
    def _listed(self) -> list[str]:
        return [path for folder in self.folders for path in _texts_in(folder)]

    def digest(self, article: str) -> bytes | None:
        """Tell by what a text of that name would be known: the SHA-256 of its bytes, nothing where there is none.

        None where there is one that cannot be read.
        """
        for folder in () if self.none else self.folders:
            path = f"{folder}/{article}{_ENDING}"
            if os.path.isfile(path):  # noqa: PTH113 (as below)
                return _digest(path)
        return b""

    def others(self, articles: Iterable[str]) -> Iterator[bytes | str]:
        """Tell of the texts that `digest` does not speak of for some articles: names, and digests as far as there are.

        With these digests, they are all that any annotation's text may be found by.
        """
        named = set() if self.none else {f"{article}{_ENDING}" for article in articles}
        for path in self._listed:
            name = path.rpartition("/")[2]
            if name in named:
                named.remove(name)  # what stands in a later folder is another
            else:
                yield name
                yield _digest(path) or b""

    def _named(self, article: str) -> tuple[Article | None, tuple[Fault, ...]]:
        for folder in self.folders if _SLUG.fullmatch(article) else ():
            name = f"{article}{_ENDING}"
            path = f"{folder}/{name}"
            if os.path.isfile(path):  # noqa: PTH113 (a Path for each takes longer than the rest)
                try:
                    return _article(path), ()
                except (OSError, ValueError) as error:
                    reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
                    return None, (Fault("unreadable-text", Place(("article", "id")), {"file": name, "reason": reason}),)
        return None, ()

    @cached_property
    def _by_digest(self) -> Mapping[str, str]:
        """All readable texts of the folders by their digests.

        Made only when some head's digest fits no file of its name.
        """
        found: dict[str, str] = {}
        for path in self._listed:
            try:
                found.setdefault(_article(path).digest, path)
            except (OSError, ValueError):
                continue
        return found


def _texts_in(folder: Path) -> list[str]:
    """List the texts of a folder in the order of their names; none where it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(_ENDING) and _is_file(entry))
    except OSError:
        return []
    return [f"{folder}/{name}" for name in names]


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a file, or leads to one; not, where it leads in a circle."""
    return os.path.isfile(entry.path) if entry.is_symlink() else entry.is_file()  # noqa: PTH113 (as above)


def _article(path: str) -> Article:
    """Read a text as an article. Raises OSError, and ValueError for one that is too large or not UTF-8."""
    from communique.anchor import read_article

    return read_article(_read(path))


def _digest(path: str) -> bytes | None:
    try:
        return sha256(_read(path)).digest()
    except (OSError, ValueError):
        return None


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
