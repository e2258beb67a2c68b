"""The kinds of file a corpus has, and the model of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from communique.model.article import Head
from communique.model.base import CANONICAL, CANONICAL_SAYS, SLUG, SLUG_SAYS, Record, ReferenceKind
from communique.model.names import Actor, Annotator, Decision, PlaceEntry, Retirement, Topic

MOST_EVENTS: Final = 1_000
"""How many events one file can have."""
MOST_ENTRIES: Final = 100_000
"""How many entries a registry can have."""

Form: TypeAlias = Literal["annotation", "mapping", "list"]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of file: its name and place, its form, the model of its head or of an entry, and what it is for."""

    name: str
    path: str
    form: Form
    model: type[Record]
    about: str
    key: str = SLUG
    key_says: str = SLUG_SAYS

    def accepts(self, key: str) -> bool:
        """Whether a key of a mapping of this kind has the form of its ids."""
        return re.fullmatch(self.key, key) is not None


ANNOTATION: Final = DocumentKind(
    "annotation", "<year>/<month>/<article-id>.yaml", "annotation", Head, "One article and its events."
)
ACTORS: Final = DocumentKind("actors", "names/actors.yaml", "mapping", Actor, "Who acts, speaks and reports, by id.")
PLACES: Final = DocumentKind("places", "names/places.yaml", "mapping", PlaceEntry, "Where events happen, by id.")
TOPICS: Final = DocumentKind("topics", "names/topics.yaml", "mapping", Topic, "What talks and texts are about, by id.")
ANNOTATORS: Final = DocumentKind("annotators", "names/annotators.yaml", "mapping", Annotator, "Who annotates, by id.")
DECISIONS: Final = DocumentKind(
    "decisions", "decisions.yaml", "list", Decision, "What coders decided about pairs of canonical ids."
)
RETIRED: Final = DocumentKind(
    "retired",
    "retired.yaml",
    "mapping",
    Retirement,
    "Canonical ids that were published once and are no more.",
    CANONICAL,
    CANONICAL_SAYS,
)

REGISTRIES: Final = (ACTORS, PLACES, TOPICS, ANNOTATORS)
KINDS: Final = (ANNOTATION, *REGISTRIES, DECISIONS, RETIRED)
REFERENCES: Final[Mapping[str, ReferenceKind]] = {
    "actors": "actor",
    "places": "place",
    "topics": "topic",
    "annotators": "annotator",
}
"""What the ids of a registry are called where they are referred to."""
