"""A cache in a folder of its own, and entries to keep in it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from communique.cache import FOLDER, LIMIT, Cache

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pytest

TODAY: Final = 20_000
"""A day, in days since 1970, which the files that tests make are not older than."""


def entries(count: int, first: int = 0, size: int = 300) -> dict[bytes, bytes]:
    """Make entries by their keys: each has a value of its own, some none at all, and every tenth is larger."""
    made = {}
    for number in range(first, first + count):
        length = size * (0 if number % 7 == 3 else 10 if number % 10 == 0 else 1)
        made[sha256(b"key %d" % number).digest()] = (b"%d " % number * length)[:length]
    return made


@dataclass(frozen=True)
class Place:
    """Where a cache is: the folder of all caches, and the corpus that it is of."""

    folder: Path
    corpus: Path

    @classmethod
    def below(cls, root: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
        """Let caches lie below a folder, and a corpus beside them."""
        place = cls(root / "cache", root / "corpus")
        place.corpus.mkdir(exist_ok=True)
        monkeypatch.setenv(FOLDER, str(place.folder))
        return place

    @contextmanager
    def opened(self, *, limit: int = LIMIT, today: int | None = None) -> Iterator[Cache]:
        """Open the cache, where there is to be one, and close it."""
        cache = Cache.open(self.corpus, limit=limit, today=today)
        assert cache is not None
        try:
            yield cache
        finally:
            cache.close()

    def keep(self, kept: dict[bytes, bytes], *, limit: int = LIMIT, today: int | None = None) -> None:
        """Keep entries in a run of their own."""
        with self.opened(limit=limit, today=today) as cache:
            cache.keep(kept.items())

    def known(self, keys: Iterable[bytes], *, today: int | None = None) -> dict[bytes, bytes]:
        """Ask for entries in a run of its own."""
        with self.opened(today=today) as cache:
            return cache.known([*keys])

    @property
    def store(self) -> Path:
        """The file that the cache consists of."""
        (found,) = self.folder.glob("*.sqlite")
        return found

    @property
    def names(self) -> list[str]:
        """What lies in the folder of all caches."""
        return sorted(path.name for path in self.folder.iterdir())
