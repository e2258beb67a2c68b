"""The model of each kind of file: of an annotation's head, or of an entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from communique.documents import (
    ACTORS,
    ANNOTATION,
    ANNOTATORS,
    DECISIONS,
    PLACES,
    RETIRED,
    TOPICS,
    DocumentKind,
)
from communique.model.article import Head
from communique.model.base import Record
from communique.model.names import Actor, Annotator, Decision, PlaceEntry, Retirement, Topic

_MODELS: Final[Mapping[DocumentKind, type[Record]]] = {
    ANNOTATION: Head,
    ACTORS: Actor,
    PLACES: PlaceEntry,
    TOPICS: Topic,
    ANNOTATORS: Annotator,
    DECISIONS: Decision,
    RETIRED: Retirement,
}


def model_of(kind: DocumentKind) -> type[Record]:
    """Give the model of an annotation's head, or of the entries of another kind of file."""
    return _MODELS[kind]
