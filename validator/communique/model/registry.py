"""The registered names of a corpus, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.ids import ReferenceKind
from communique.model.names import Actor, Annotator, PlaceEntry, Topic


@dataclass(frozen=True)
class Names:
    """The registered names that annotations may use, by id.

    `ids` has the registered ids of a kind, with those whose entries are faulty; a kind that is not in it could not be
    read, and then nothing is said of its ids.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, PlaceEntry] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    annotators: Mapping[str, Annotator] = field(default_factory=dict)
    ids: Mapping[ReferenceKind, frozenset[str]] = field(default_factory=dict)

    def lacks(self, kind: ReferenceKind, name: str) -> bool:
        """Whether it is certain that no such id is registered."""
        return kind in self.ids and name not in self.ids[kind]
