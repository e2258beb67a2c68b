"""All files of a corpus, as an index.

Merging is associative and order-free, so it may be gathered anywhere, in any order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from communique.model.registry import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from communique.bind import Bound, BoundEvent


@dataclass(frozen=True)
class Corpus:
    """Files by name.

    `whole` is false where some files of the corpus were left out: absence then proves nothing. `released` are the
    canonical ids of an earlier release.
    """

    files: Mapping[str, Bound] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    whole: bool = True
    released: frozenset[str] = frozenset()

    @cached_property
    def annotations(self) -> tuple[Bound, ...]:
        """The annotation files in the order of their names."""
        return tuple(file for _, file in sorted(self.files.items()) if file.kind.form == "annotation")

    @cached_property
    def canonical(self) -> Mapping[str, tuple[BoundEvent, ...]]:
        """Every canonical event with its reports, both in order."""
        found: dict[str, list[BoundEvent]] = {}
        for file in self.annotations:
            for event in file.events:
                if event.canonical_id is not None:
                    found.setdefault(event.canonical_id, []).append(event)
        return {name: tuple(found[name]) for name in sorted(found)}

    def merged(self, other: Corpus) -> Corpus:
        """Unite two indexes of one corpus."""
        return Corpus(
            {**self.files, **other.files}, self.names, self.whole and other.whole, self.released | other.released
        )


def gather(
    files: Iterable[Bound], names: Names, *, whole: bool = True, released: frozenset[str] = frozenset()
) -> Corpus:
    """Index files; the order in which they come does not matter."""
    return Corpus({file.name: file for file in files}, names, whole, released)
