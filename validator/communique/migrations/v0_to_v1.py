"""From version 0, the form of the first trials, to version 1. What differs is told in `docs/migration.md`."""

from __future__ import annotations

from typing import Final

from communique.rework import EACH, Listed, Moved, Renamed, Reworded, Step

_FILE: Final = ()
_ARTICLE: Final = ("article",)
_ANNOTATION: Final = ("annotation",)
_EVENTS: Final = ("events", EACH)

_METHODS: Final = {"by-hand": "manual", "machine-aided": "assisted", "machine": "automatic"}
_STAGES: Final = {"open": "draft", "done": "annotated", "checked": "reviewed", "agreed": "adjudicated"}
_STATUS: Final = {
    "done": "occurred",
    "failed": "did-not-occur",
    **{word: word for word in ("ongoing", "planned", "cancelled", "possible", "conditional", "hypothetical")},
}
_BASES: Final = {"text": "stated", "counted": "computed", "article": "published", "guessed": "inferred"}
_SURE: Final = {"sure": "high", "fairly-sure": "medium", "unsure": "low"}

STEPS: Final[tuple[Step, ...]] = (
    # The article was called a source, and its fields were named by the page they were read from.
    Renamed(_FILE, "source", "article"),
    Renamed(_ARTICLE, "outlet", "publisher"),
    Renamed(_ARTICLE, "title", "headline"),
    Renamed(_ARTICLE, "link", "url"),
    Renamed(_ARTICLE, "date", "published"),
    Renamed(_ARTICLE, "lang", "language"),
    Renamed(_ARTICLE, "agency", "via"),
    Listed(_ARTICLE, "via"),
    # Who annotated, and how, stood at the top of the file.
    Reworded(_FILE, "method", _METHODS),
    Reworded(_FILE, "stage", _STAGES),
    Moved(_FILE, "coder", "annotation", "annotators"),
    Listed(_ANNOTATION, "annotators"),
    Moved(_FILE, "reviewer", "annotation", "reviewed_by"),
    Listed(_ANNOTATION, "reviewed_by"),
    Moved(_FILE, "method", "annotation", "method"),
    Moved(_FILE, "stage", "annotation", "status"),
    Renamed(_FILE, "remarks", "notes"),
    # Events had a kind; what is a kind now was a sort.
    Renamed(_EVENTS, "kind", "type"),
    Renamed(_EVENTS, "sort", "kind"),
    Renamed(_EVENTS, "same_as", "canonical"),
    Renamed(_EVENTS, "dated", "date_basis"),
    Reworded(_EVENTS, "date_basis", _BASES),
    Reworded(_EVENTS, "status", _STATUS),
    Renamed(_EVENTS, "confidence", "certainty"),
    Reworded(_EVENTS, "certainty", _SURE),
    # Whoever took part was an actor.
    Renamed(_EVENTS, "actors", "participants", ("summit", "meeting")),
    Renamed(_EVENTS, "actors", "parties", ("agreement", "cooperation")),
    Listed(_EVENTS, "participants"),
    Listed(_EVENTS, "parties"),
    # The precision stood beside the place, and the passage of the event beside those of its fields.
    Moved(_EVENTS, "place", "place", "place", beside="precision"),
    Moved(_EVENTS, "precision", "place", "precision"),
    Moved(_EVENTS, "quote", "evidence", "event"),
)
