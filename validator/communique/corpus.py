"""All files of a corpus, as an index.

Merging is associative and order-free, so it may be gathered anywhere, in any order. Annotations are held as outlines;
what is few (registries, decisions, retired ids) with its models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from communique.model.registry import Names
from communique.outline import EventOutline, Outline
from communique.tree import Tree, read

if TYPE_CHECKING:
    from communique.bind import Bound
    from communique.source import Source


_KEPT: Final = 1_024
"""So many files that were read again for their places are kept."""


def _nowhere(name: str) -> Source:
    message = f"no one said where to read `{name}` again"
    raise LookupError(message)


@dataclass(frozen=True, eq=False)
class Corpus:
    """Outlines and registries, each by the names of their files.

    `whole` is false where some files of the corpus were left out: absence then proves nothing. `released` are the
    canonical ids of an earlier release. `source` gives the bytes of an annotation, by its name.
    """

    outlines: Mapping[str, Outline] = field(default_factory=dict)
    registries: Mapping[str, Bound] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    whole: bool = True
    released: frozenset[str] = frozenset()
    source: Callable[[str], Source] = _nowhere

    @cached_property
    def annotations(self) -> tuple[Outline, ...]:
        """The outlines of the annotations in the order of their names."""
        return tuple(outline for _, outline in sorted(self.outlines.items()))

    @property
    def canonical(self) -> Mapping[str, EventOutline]:
        """Every canonical event with the first of its reports, in the order of the files."""
        return self._index[0]

    @cached_property
    def _index(self) -> tuple[dict[str, EventOutline], dict[str, list[EventOutline]]]:
        """The first report of every canonical event, and all reports of those that have several."""
        first: dict[str, EventOutline] = {}
        several: dict[str, list[EventOutline]] = {}
        for outline in self.annotations:
            for event in outline.events:
                name = event.canonical
                if name is not None and first.setdefault(name, event) is not event:
                    several.setdefault(name, [first[name]]).append(event)
        return first, several

    def reports(self, name: str) -> Sequence[EventOutline]:
        """Give the reports of a canonical event in the order of the files; none, where there is no such event."""
        first, several = self._index
        return several.get(name) or ((first[name],) if name in first else ())

    @cached_property
    def shared(self) -> Mapping[str, tuple[EventOutline, ...]]:
        """The canonical events of several reports, in the order of their ids.

        Without reports that only have a local id in common with another of their file.
        """
        return {
            name: tuple(each for each in reports if each.named or self.local(each, each.id) is each)
            for name, reports in sorted(self._index[1].items())
        }

    @cached_property
    def related(self) -> tuple[EventOutline, ...]:
        """The events that name other events, in the order of the files."""
        return tuple(event for outline in self.annotations for event in outline.events if event.relations)

    @cached_property
    def unread(self) -> bool:
        """Whether nothing could be made of some file, so that what is missing may stand there."""
        return not (
            all(outline.read for outline in self.outlines.values())
            and all(file.tree.whole for file in self.registries.values())
        )

    def tree(self, name: str) -> Tree:
        """Give the values of a file with their places; annotations are read again for them."""
        file = self.registries.get(name)
        return self._reread(name) if file is None else file.tree

    @cached_property
    def _reread(self) -> Callable[[str], Tree]:
        return lru_cache(_KEPT)(lambda name: read(self.source(name)))

    def local(self, event: EventOutline, name: str | None) -> EventOutline | None:
        """Give the event that a local id means in the file of another event."""
        return self.outlines[event.file].local(name)


def gather(
    outlines: Iterable[Outline],
    registries: Iterable[Bound],
    names: Names,
    *,
    whole: bool = True,
    released: frozenset[str] = frozenset(),
    source: Callable[[str], Source] = _nowhere,
) -> Corpus:
    """Index files; the order in which they come does not matter."""
    by_name = {outline.name: outline for outline in outlines}
    return Corpus(by_name, {file.name: file for file in registries}, names, whole, released, source)
