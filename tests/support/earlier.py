"""Annotations of version 0, made of those of version 1: the way back from what `migrations/v0_to_v1.py` does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tests.support.hand import Hand

if TYPE_CHECKING:
    from random import Random

    from communique.subset import Value

_ARTICLE: Final = {
    "publisher": "outlet",
    "headline": "title",
    "url": "link",
    "published": "date",
    "language": "lang",
    "via": "agency",
}
_METHODS: Final = {"manual": "by-hand", "assisted": "machine-aided", "automatic": "machine"}
_STAGES: Final = {"draft": "open", "annotated": "done", "reviewed": "checked", "adjudicated": "agreed"}
_STATUS: Final = {"occurred": "done", "did-not-occur": "failed"}
_BASES: Final = {"stated": "text", "computed": "counted", "published": "article", "inferred": "guessed"}
_SURE: Final = {"high": "sure", "medium": "fairly-sure", "low": "unsure"}
_EVENT: Final = {
    "type": "kind",
    "kind": "sort",
    "canonical": "same_as",
    "date_basis": "dated",
    "certainty": "confidence",
}
_PARTIES: Final = {
    "summit": "participants",
    "meeting": "participants",
    "agreement": "parties",
    "cooperation": "parties",
}

Entries = dict[str, Any]


def earlier(document: Entries, random: Random) -> Entries:
    """Give an annotation of version 1 as version 0 had it, its entries in any order."""
    article = {_ARTICLE.get(key, key): value for key, value in document["article"].items()}
    head = document["annotation"]
    made = {
        "schema_version": 0,
        "source": _alone(article, "agency", random),
        "coder": head["annotators"],
        "reviewer": head.get("reviewed_by"),
        "method": _METHODS[head["method"]],
        "stage": _STAGES[head["status"]],
        "events": [_event(event, random) for event in document["events"]],
        "remarks": document.get("notes"),
    }
    made = {key: value for key, value in made.items() if value is not None}
    return _shuffled(_alone(_alone(made, "coder", random), "reviewer", random), random)


def _event(event: Entries, random: Random) -> Entries:
    names = _EVENT | {_PARTIES.get(event["type"], ""): "actors"}
    made = {names.get(key, key): value for key, value in event.items()}
    for key, words in (("dated", _BASES), ("status", _STATUS), ("confidence", _SURE)):
        if key in made:
            made[key] = words.get(made[key], made[key])
    if isinstance(made.get("place"), dict) and "precision" in made["place"]:
        made |= made["place"]
    evidence = dict(made.pop("evidence"))
    made["quote"] = evidence.pop("event")
    if evidence or random.random() < 0.2:
        made["evidence"] = evidence
    return _shuffled(_alone(made, "actors", random), random)


def _alone(entries: Entries, key: str, random: Random) -> Entries:
    """Let a list of one be the value alone, as version 0 allowed."""
    if len(entries.get(key, ())) == 1 and random.random() < 0.7:
        return {**entries, key: entries[key][0]}
    return entries


def _shuffled(entries: Entries, random: Random) -> Entries:
    items = list(entries.items())
    random.shuffle(items)
    return dict(items)


class Careful(Hand):
    """Writes whatever a text may have in it: with escapes, where it could not be read as it is."""

    def _scalar(self, value: str | int | None, column: int) -> str:
        if isinstance(value, str) and not value.isprintable():
            return json.dumps(value)
        return super()._scalar(value, column)

    def _line(self, head: str, value: Value, column: int, indent: int) -> str:
        comment = f"{' ' * column}# Above.\n" if head != "-" and self.random.random() < 0.1 else ""
        return comment + super()._line(head, value, column, indent)
