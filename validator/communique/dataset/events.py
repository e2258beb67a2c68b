"""The row of a canonical event: what its reports come to, who took part, who says so, how many are independent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from communique.dataset.fields import actors, settle_fields
from communique.dataset.settle import (
    Settled,
    dated,
    independent,
    settle_date,
    settle_place,
    settle_status,
    settle_type,
)
from communique.model.base import Record, Vocabulary
from communique.model.edtf import Edtf
from communique.model.names import ActorKind
from communique.model.vocabulary import RelationKind, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from communique.dataset.reports import Report
    from communique.fault import Route
    from communique.model.registry import Names

Row: TypeAlias = "dict[str, Any]"

SUPPORTING: Final = frozenset({Stance.ASSERTS, Stance.REPORTS})
_PASSES_ON: Final = frozenset({ActorKind.MEDIA, ActorKind.AGENCY, ActorKind.STATE_MEDIA})


def event_row(reports: Iterable[Report], names: Names) -> Row:
    """Settle one canonical event from all its reports, whatever their order."""
    return _event_row(sorted(reports, key=lambda report: report.rank), names)


def _event_row(reports: Sequence[Report], names: Names) -> Row:
    """Settle one canonical event from its reports, the leading one first."""
    kinds = settle_type([(report.id, report.event.type) for report in reports])
    ends = [(report.id, report.event.until) for report in reports if report.event.until is not None]
    where = [(report.id, report.event.place) for report in reports if report.event.place is not None]
    date = settle_date([(report.id, report.event.date) for report in reports])
    until = settle_date(ends) if ends else Settled(None)
    place = settle_place(where, names.places) if where else Settled(None)
    status = settle_status([(report.id, report.event.status, _supported(report)) for report in reports])
    common: dict[str, Settled[Any]] = {"type": kinds, "date": date, "until": until, "place": place, "status": status}
    own = settle_fields(reports, kinds.value, names.places)
    first, last = _bounds([report.article.published for report in reports])
    row = {
        "id": reports[0].canonical,
        "type": kinds.value,
        "summary": reports[0].event.summary,
        "date": date.value.row(),
        "until": until.value and until.value.row(),
        "place": place.value and dumped(place.value),
        "status": status.value.value,
        "according_to": _voices(reports),
        "background": all(report.event.background for report in reports),
        "participants": _participants(reports),
        "relations": _relations(reports),
        "n_articles": len({report.article.id for report in reports}),
        "n_independent": _independent(reports, names),
        "first_reported": first.row(),
        "last_reported": last.row(),
        "reports": sorted(report.id for report in reports),
        "contested": _contests({**common, **own}),
        "fields": _field_values(own, reports),
    }
    return {key: value for key, value in row.items() if value is not None}


def _contests(settled: Mapping[str, Settled[Any]]) -> list[Row]:
    return [
        {"field": field, "claims": [{"value": value, "reports": list(by)} for value, by in each.claims]}
        for field, each in settled.items()
        if each.claims
    ]


def _field_values(settled: Mapping[str, Settled[Any]], reports: Sequence[Report]) -> Row:
    """Give the values of a type's own fields; those that are contested and come to nothing are left out."""
    found: Row = {}
    for name, each in settled.items():
        value = each.value
        if isinstance(value, Record):
            teller = next((report for report in reports if getattr(report.event, name, None) == value), reports[0])
            found[name] = resolved(value, teller)
        elif value is not None:
            found[name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    """Give a value of a field as a JSON value."""
    match value:
        case Edtf():
            return value.row()
        case Vocabulary():
            return value.value
        case tuple():
            return list(value)
    return value


def resolved(record: Record, report: Report) -> Row:
    """Give a record of a report with references to events as canonical ids."""
    row = dumped(record)
    for route, kind, name in record.references():
        if kind == "event":
            _put(row, route, report.meant(name))
    return row


def dumped(record: Record) -> Row:
    """Give a record as JSON values, without what is absent."""
    return record.model_dump(mode="json", exclude_none=True)


def _put(row: Row, route: Route, value: str) -> None:
    place: Any = row
    for step in route[:-1]:
        place = place[step]
    place[route[-1]] = value


def _supported(report: Report) -> bool:
    """Whether anybody supports a report's claim; what an article says itself, it supports."""
    said = report.event.according_to
    return not said or any(each.stance in SUPPORTING for each in said)


def _voices(reports: Iterable[Report]) -> list[Row]:
    """List who says what of the event, in the order of those who speak."""
    found: dict[tuple[str, Stance, Status], set[str]] = {}
    for report in reports:
        said = [(each.source, each.stance) for each in report.event.according_to]
        for source, stance in said or [(report.article.publisher, Stance.ASSERTS)]:
            found.setdefault((source, stance, report.event.status), set()).add(report.id)
    return [
        {"source": source, "stance": stance.value, "status": status.value, "reports": sorted(by)}
        for (source, stance, status), by in sorted(found.items())
    ]


def _participants(reports: Sequence[Report]) -> list[Row]:
    """Unite those who take part by any report: each actor once for each part.

    Who is named by one report with a role, and by another without, has the role.
    """
    named = [
        (field, party, getattr(party, "role", None), report.id)
        for report in reports
        for field, party in actors(report.event)
    ]
    roles: dict[tuple[str, str], set[str]] = {}
    for field, party, role, _ in named:
        if role is not None:
            roles.setdefault((field, party.actor), set()).add(str(role))
    found: dict[tuple[str, str], tuple[list[str], set[str]]] = {}
    for field, party, role, report in named:
        for part in (str(role),) if role is not None else roles.get((field, party.actor), {field.replace("_", "-")}):
            offices, by = found.setdefault((part, party.actor), ([], set()))
            offices.extend([party.office] if party.office is not None else [])
            by.add(report)
    return [
        {"actor": actor, "part": part, "reports": sorted(by), **({"office": offices[0]} if offices else {})}
        for (part, actor), (offices, by) in sorted(found.items())
    ]


def _relations(reports: Iterable[Report]) -> list[Row]:
    """Unite the relations that reports state; what a rejection is of is the relation `rejects`."""
    found: dict[tuple[RelationKind, str], set[str]] = {}
    for report in reports:
        stated = [(relation.relation, relation.event) for relation in report.event.relations]
        refused = getattr(getattr(report.event, "of", None), "event", None)
        if refused is not None:
            stated.append((RelationKind.REJECTS, refused))
        for relation, other in stated:
            found.setdefault((relation, report.meant(other)), set()).add(report.id)
    return [
        {"relation": relation.value, "event": other, "reports": sorted(by)}
        for (relation, other), by in sorted(found.items())
    ]


def _independent(reports: Iterable[Report], names: Names) -> int:
    """Count the articles that do not pass on each other's word, or the word of one agency or medium."""
    voices: dict[str, set[str]] = {}
    for report in reports:
        heard = voices.setdefault(report.article.id, {report.article.publisher, *report.article.via})
        for said in report.event.according_to:
            heard.update(each for each in (said.source, *said.via) if _passes_on(each, names))
    return independent(frozenset(heard) for heard in voices.values())


def _passes_on(actor: str, names: Names) -> bool:
    entry = names.actors.get(actor)
    return entry is not None and entry.kind in _PASSES_ON


def _bounds(published: Sequence[Edtf]) -> tuple[Edtf, Edtf]:
    """Tell when the first and when the last of several articles was published, as far as their dates tell."""
    starts, ends = [each.earliest for each in published], [each.latest for each in published]
    return dated(min(starts), min(ends), published), dated(max(starts), max(ends), published)
