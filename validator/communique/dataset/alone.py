"""An event that one report alone tells: there is nothing to settle, and its row is made of the report's.

It is what settling (`events.py`) makes of a single report, at a tenth of the time: a law holds the two together.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from communique.dataset.fields import ways
from communique.model.types import event_types
from communique.model.vocabulary import RelationKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.dataset.fields import Way

Row: TypeAlias = "dict[str, Any]"


def alone(report: Row, article: Row) -> Row | None:
    """Give the row of an event from the rows of its only report and of its article.

    None where a report contradicts itself: a number whose bounds leave nothing has to be settled.
    """
    fields = {}
    for name, way in _own(report["type"]):
        value = report.get(name)
        if value is not None and value != []:
            if way == "number" and value.get("min", 0) > value.get("max", value.get("min", 0)):
                return None
            fields[name] = sorted(set(value)) if way == "ids" else value
    by = [report["id"]]
    row = {
        "according_to": _voices(report, article, by),
        "background": report["background"],
        "contested": [],
        "date": report["date"],
        "fields": fields,
        "first_reported": article["published"],
        "id": report["canonical"],
        "last_reported": article["published"],
        "n_articles": 1,
        "n_independent": 1,
        "participants": _participants(report, by),
    }
    if "place" in report:
        row["place"] = report["place"]
    row |= {"relations": _relations(report, by), "reports": by, "status": report["status"]}
    row |= {"summary": report["summary"], "type": report["type"]}
    if "until" in report:
        row["until"] = report["until"]
    return row


@cache
def _own(word: str) -> tuple[tuple[str, Way], ...]:
    """Give the fields of a type that stand in `fields`, in the order of the alphabet."""
    return tuple((name, way) for name, way in sorted(ways(event_types()[word]).items()) if way != "actors")


@cache
def _naming(word: str) -> tuple[tuple[str, str], ...]:
    """Give the fields of a type that name actors, in the order of the model, with the part that each stands for."""
    found = ways(event_types()[word]).items()
    return tuple((name, name.replace("_", "-")) for name, way in found if way in {"actors", "actor"})


def _voices(report: Row, article: Row, by: list[str]) -> list[Row]:
    said = [(each["source"], each["stance"]) for each in report["according_to"]]
    status = report["status"]
    return [
        {"reports": by, "source": source, "stance": stance, "status": status}
        for source, stance in sorted(set(said or [(article["publisher"], Stance.ASSERTS.value)]))
    ]


def _participants(report: Row, by: list[str]) -> list[Row]:
    named = list(_named(report))
    roles: dict[tuple[str, str], set[str]] = {}
    for part, actor, _, role in named:
        if role is not None:
            roles.setdefault((part, actor), set()).add(role)
    offices: dict[tuple[str, str], str | None] = {}
    for part, actor, office, role in named:
        for each in (role,) if role is not None else roles.get((part, actor), (part,)):
            offices[each, actor] = offices.get((each, actor)) or office
    return [
        {"actor": actor, "office": office, "part": part, "reports": by}
        if office is not None
        else {"actor": actor, "part": part, "reports": by}
        for (part, actor), office in sorted(offices.items())
    ]


def _named(report: Row) -> Iterator[tuple[str, str, str | None, str | None]]:
    """List those who take part: the part that their field stands for, the actor, the office and the role."""
    for field, part in _naming(report["type"]):
        value = report.get(field, ())
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, dict):
                yield part, each["actor"], each.get("office"), each.get("role")
            else:
                yield part, each, None, None


def _relations(report: Row, by: list[str]) -> list[Row]:
    stated = {(each["relation"], each["event"]) for each in report["relations"]}
    refused = report.get("of")
    if isinstance(refused, dict) and "event" in refused:
        stated.add((RelationKind.REJECTS.value, refused["event"]))
    return [{"event": other, "relation": kind, "reports": by} for kind, other in sorted(stated)]
