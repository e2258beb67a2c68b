"""PLOVER records, a line each, and what has no place among them with the reason.

Fields are those of the PLOVER manual (0.7b1); ours stand beside them: `mapping` says whether the meaning survives,
`cameo` is the root of CAMEO, and `type`, `status` and `edtf` are what our own tables say. PLOVER knows neither plans
nor doubts: a plan to cooperate becomes the intention to, and what did not take place is left out.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from iso3166 import countries_by_alpha2

from communique.canonical import encode
from communique.dataset.spilled import Sorted
from communique.export import File
from communique.model.types import event_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from communique.dataset.build import Dataset
    from communique.model.event import Equivalent

Row = dict[str, Any]

SIDES: Final[Mapping[str, str | None]] = {
    **dict.fromkeys(("by", "parties", "participants", "visitor", "giver", "protesters", "alongside"), "source"),
    **dict.fromkeys(("to", "target", "toward", "receiver"), "recipient"),
    "visit.host": "recipient",
    "leadership-change.person": "source",
}
"""On which side of a record the actors of a field stand, or of one type's field; those of others stand on neither."""

_COOPERATION: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_NOT_YET: Final = frozenset({"planned", "conditional", "possible"})
_DENIED: Final = "denied by all its sources"
_NO_EVENT: Final = {
    "hypothetical": "only thought of",
    "did-not-occur": "did not take place",
    "cancelled": "was called off",
}
_CODES: Final = {"igo": "IGO"}
_SECTORS: Final = {"media": "JRN", "agency": "JRN", "state-media": "JRN", "company": "BUS", "party": "PTY"}


def export(dataset: Dataset) -> Iterator[File]:
    """Give `plover.jsonl`, and `plover-left-out.jsonl` with what has no record."""
    left_out = Sorted(dataset.space)
    yield File("plover.jsonl", _lines(dataset, left_out))
    yield File("plover-left-out.jsonl", (line + b"\n" for _, line in left_out))


def _lines(dataset: Dataset, left_out: Sorted) -> Iterator[bytes]:
    """Write the records, and put aside what has none."""
    names = {table: {row["id"]: row for row in dataset.tables[table]} for table in ("actors", "places")}
    for event, reports in _told(dataset):
        match, cameo, reason = _judged(event, reports)
        common = {key: event[key] for key in ("id", "type", "status", "reports")}
        if cameo is not None:
            common["cameo"] = cameo
        if reason is not None or match is None:
            left_out.put(event["id"], encode({**common, "mapping": "none", "reason": reason}))
        else:
            yield encode({**common, **match, **_record(event, reports, names)}) + b"\n"


def _told(dataset: Dataset) -> Iterator[tuple[Row, list[Row]]]:
    """Give every event with its reports, in the order of their ids; each has the `citation` of its article."""
    citations = {row["id"]: encode(_citation(row)) for row in dataset.tables["articles"]}
    sorted_by_event = Sorted(dataset.space)
    for report in dataset.tables["reports"]:
        told = {**report, "evidence": None, "citation": json.loads(citations[report["article"]])}
        sorted_by_event.put(f"{report['canonical']} {report['id']}", encode(told))
    by_event = groupby(sorted_by_event, key=lambda each: each[0].partition(" ")[0])
    for event, (_, lines) in zip(dataset.tables["events"], by_event, strict=True):
        yield event, [json.loads(line) for _, line in lines]


def _judged(event: Row, reports: Sequence[Row]) -> tuple[Row | None, str | None, str | None]:
    """Decide what an event is in PLOVER: its codes, its CAMEO root, or the reason why it is left out."""
    if event["status"] in _NO_EVENT:
        return None, None, _NO_EVENT[event["status"]]
    if all(_denied(report) for report in reports):
        return None, None, _DENIED
    found, agreed = _equivalent(event, reports)
    if found.plover is None:
        return None, found.cameo, f"PLOVER has no place for such a {event['type']}"
    code, mode, cameo = found.plover, found.mode, found.cameo
    mapping = found.match if agreed else "lossy"
    if event["status"] in _NOT_YET:
        mapping = "lossy"
        if code in _COOPERATION:
            code, mode, cameo = "AGREE", None, "03"
        elif code == "RETREAT":
            code, mode = "CONCEDE", None
    return {"event": [code], "mapping": mapping, **({"mode": [mode]} if mode else {})}, cameo, None


def _denied(report: Row) -> bool:
    """Whether all that speak in a report deny that it happened; an article's own voice does not."""
    voices = report.get("according_to", ())
    return bool(voices) and all(voice["stance"] == "denies" for voice in voices)


def _equivalent(event: Row, reports: Sequence[Row]) -> tuple[Equivalent, bool]:
    """Find what most reports of the event's type come to (of several, the first of the list), and whether all agree."""
    known = event_types()[event["type"]].entry.equivalents
    found = Counter(_first(known, report) for report in reports if report["type"] == event["type"])
    best = min(found, key=lambda index: (-found[index], index))
    return known[best], len(found) == 1


def _first(known: Sequence[Equivalent], report: Row) -> int:
    return next(
        index
        for index, each in enumerate(known)
        if all(_spelt(report.get(field)) in values for field, values in each.when.items())
    )


def _spelt(value: object) -> object:
    """Spell a value as conditions do: as JSON has it."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def side_of(word: str, field: str) -> str | None:
    """Tell on which side of a record the actors of a type's field stand."""
    return SIDES.get(f"{word}.{field}", SIDES.get(field))


def _record(event: Row, reports: Sequence[Row], names: Mapping[str, Mapping[str, Row]]) -> Row:
    date, leading = event["date"], reports[0]
    record: Row = {
        "date": date.get("start") or date["end"],
        "edtf": date["edtf"],
        "comment": event["summary"],
        "source": [],
        "cite_info": list({row["article"]: row["citation"] for row in reports}.values()),
    }
    end = event.get("until", {}).get("end")
    if end is not None:
        record["enddate"] = end
    seen: set[tuple[str, str]] = set()
    for report in (leading, *reports[1:]):
        for side, party in _parties(report):
            if (side, party["actor"]) not in seen:
                seen.add((side, party["actor"]))
                record.setdefault(side, []).append(_actor(party, names["actors"]))
    if "place" in event:
        record["event_loc"] = _location(names["places"][event["place"]["place"]])
    return record


def _parties(report: Row) -> Iterator[tuple[str, Row]]:
    for field in event_types()[report["type"]].model_fields:
        side = side_of(report["type"], field)
        if side is not None and field in report:
            value = report[field]
            for each in value if isinstance(value, list) else [value]:
                yield side, each if isinstance(each, dict) else {"actor": each}


def _actor(party: Row, actors: Mapping[str, Row]) -> Row:
    """Describe an actor by the code of its state, as far as the registry tells it, and by our id and name."""
    actor = actors[party["actor"]]
    found = {"identifier_id": party["actor"], "identifier_text": actor["name"]}
    code = _CODES.get(actor["kind"]) or _country(actor, actors)
    sector = _SECTORS.get(actor["kind"])
    optional = {"code": code, "sector": sector, "office": party.get("office")}
    return {**found, **{key: value for key, value in optional.items() if value is not None}}


def _country(actor: Row, actors: Mapping[str, Row]) -> str | None:
    """Find the alpha-3 code of the state that an actor is, or belongs to."""
    seen: set[str] = set()
    while "country" not in actor and "of" in actor and actor["id"] not in seen:
        seen.add(actor["id"])
        actor = actors[actor["of"]]
    return _alpha3(actor.get("country"))


def _alpha3(code: str | None) -> str | None:
    entry = countries_by_alpha2.get(code or "")
    return entry.alpha3 if entry else None


def _location(place: Row) -> Row:
    optional = {
        "geonameid": place.get("geonames"),
        "country code": place.get("country"),
        "cc3": _alpha3(place.get("country")),
    }
    return {"name": place["name"], **{key: value for key, value in optional.items() if value is not None}}


def _citation(article: Row) -> Row:
    found = {"publication": article["publisher"], "language": article["language"]}
    optional = {"title": article.get("headline"), "url": article.get("url")}
    return {**found, **{key: value for key, value in optional.items() if value is not None}}
