"""The kinds of file a corpus has. Their models are in `model/documents.py`: who only lists files needs none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from communique.ids import CANONICAL, CANONICAL_SAYS, SLUG, SLUG_SAYS, ReferenceKind

MOST_EVENTS: Final = 1_000
"""How many events one file can have."""
MOST_ENTRIES: Final = 100_000
"""How many entries a registry can have."""

Form: TypeAlias = Literal["annotation", "mapping", "list"]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of file: its name and place, its form, what it is for, and what its keys look like."""

    name: str
    path: str
    form: Form
    about: str
    key: str = SLUG
    key_says: str = SLUG_SAYS

    def accepts(self, key: str) -> bool:
        """Whether a key of a mapping of this kind has the form of its ids."""
        return re.fullmatch(self.key, key) is not None


ANNOTATION: Final = DocumentKind(
    "annotation", "<year>/<month>/<article-id>.yaml", "annotation", "One article and its events."
)
ACTORS: Final = DocumentKind("actors", "names/actors.yaml", "mapping", "Who acts, speaks and reports, by id.")
PLACES: Final = DocumentKind("places", "names/places.yaml", "mapping", "Where events happen, by id.")
TOPICS: Final = DocumentKind("topics", "names/topics.yaml", "mapping", "What talks and texts are about, by id.")
ANNOTATORS: Final = DocumentKind("annotators", "names/annotators.yaml", "mapping", "Who annotates, by id.")
DECISIONS: Final = DocumentKind(
    "decisions", "decisions.yaml", "list", "What coders decided about pairs of canonical ids."
)
RETIRED: Final = DocumentKind(
    "retired",
    "retired.yaml",
    "mapping",
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
