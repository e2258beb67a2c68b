"""A sound corpus to a dataset: reports as their authors wrote them, and the canonical events that they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from communique.dataset.rows import Claim, Contest, EventRelation, EventRow, Participant
from communique.dataset.settle import Settled, settle_date, settle_place, settle_status, settle_type
from communique.model.parts import Party
from communique.model.vocabulary import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.bind import Bound, BoundEvent, Names
    from communique.check import Sound
    from communique.corpus import Corpus
    from communique.fault import Route
    from communique.model.base import Record
    from communique.model.event import Event

Row: TypeAlias = "dict[str, Any]"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The rows of all tables, ready to be written: JSON values without floats or nulls, in a stable order."""

    tables: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class _Report:
    """One event of one article, complete."""

    id: str
    canonical: str
    file: Bound
    event: Event


def build(sound: Sound) -> Dataset:
    """Build the dataset. The order of files has no influence on it."""
    corpus = sound.corpus
    reports = [report for file in corpus.annotations for report in _reports(file)]
    by_canonical: dict[str, list[_Report]] = {}
    for report in sorted(reports, key=_publication):
        by_canonical.setdefault(report.canonical, []).append(report)
    names = corpus.names
    tables = {
        "events": [_event_row(name, by_canonical[name], names) for name in sorted(by_canonical)],
        "reports": [_report_row(report) for report in sorted(reports, key=lambda report: report.id)],
        "articles": sorted((_article_row(file) for file in corpus.annotations), key=lambda row: str(row["id"])),
        "actors": _registry_rows(names.actors),
        "places": _registry_rows(names.places),
        "topics": _registry_rows(names.topics),
    }
    return Dataset({name: tuple(rows) for name, rows in tables.items()})


def _reports(file: Bound) -> Iterator[_Report]:
    for each in file.events:
        if each.event is not None and each.canonical_id is not None:
            yield _Report(f"{file.article_id}.{each.local_id}", each.canonical_id, file, each.event)


def _publication(report: _Report) -> tuple[str, str]:
    """Order reports by the first day their article may have been published."""
    head = report.file.head
    return (head.article.published.earliest.isoformat() if head else "", report.id)


def _resolved(name: str, file: Bound) -> str:
    """Give the canonical id that an author's reference means: a local id first."""
    local: BoundEvent | None = file.local.get(name)
    return (local.canonical_id if local is not None else None) or name


def _dumped(record: Record) -> Row:
    return record.model_dump(mode="json", exclude_none=True)


def _report_row(report: _Report) -> Row:
    """Give the event as its author wrote it, with shorthands unfolded and references as canonical ids."""
    row = _dumped(report.event)
    for route, kind, name in report.event.references():
        if kind == "event":
            _put(row, route, _resolved(name, report.file))
    return {**row, "id": report.id, "canonical": report.canonical, "article": report.file.article_id}


def _put(row: Row, route: Route, value: str) -> None:
    place: Any = row
    for step in route[:-1]:
        place = place[step]
    place[route[-1]] = value


def _event_row(name: str, reports: list[_Report], names: Names) -> Row:
    kinds = settle_type([(report.id, report.event.type) for report in reports])
    dates = settle_date([(report.id, report.event.date) for report in reports])
    ends = [(report.id, report.event.until) for report in reports if report.event.until is not None]
    until = settle_date(ends) if ends else Settled(None)
    places = settle_place(
        [(report.id, report.event.place) for report in reports if report.event.place is not None], names.places
    )
    statuses = settle_status([(report.id, report.event.status) for report in reports])
    settled = {"type": kinds, "date": dates, "until": until, "place": places, "status": statuses}
    return _dumped(
        EventRow.model_construct(
            id=name,
            type=kinds.value,
            summary=reports[0].event.summary,
            date=dates.value,
            until=until.value,
            place=places.value,
            status=statuses.value,
            participants=_participants(reports),
            relations=_relations(reports),
            n_articles=len({report.file.article_id for report in reports}),
            reports=tuple(sorted(report.id for report in reports)),
            contested=tuple(
                Contest(
                    field=field,
                    claims=tuple(Claim(value=value, reports=by) for value, by in each.claims),
                )
                for field, each in settled.items()
                if each.claims
            ),
        )
    )


def _participants(reports: list[_Report]) -> tuple[Participant, ...]:
    """Unite those who take part by any report: each actor once for each part, in the order of part and id."""
    found: dict[tuple[str, str], Participant] = {}
    for report in reports:
        for field, party in parties(report.event):
            part = str(getattr(party, "role", None) or field.replace("_", "-"))
            known = found.get((part, party.actor))
            if known is None or known.office is None:
                found[part, party.actor] = Participant(actor=party.actor, part=part, office=party.office)
    return tuple(found[key] for key in sorted(found))


def parties(event: Event) -> Iterator[tuple[str, Party]]:
    """List those who take part in an event, each with the field that names them."""
    for field in type(event).model_fields:
        value = getattr(event, field)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Party):
                yield field, each


def _relations(reports: list[_Report]) -> tuple[EventRelation, ...]:
    """Unite the relations that reports state; what a rejection is of is the relation `rejects`."""
    found: dict[tuple[RelationKind, str], set[str]] = {}
    for report in reports:
        stated = [(relation.relation, relation.event) for relation in report.event.relations]
        refused = getattr(getattr(report.event, "of", None), "event", None)
        if refused is not None:
            stated.append((RelationKind.REJECTS, refused))
        for relation, other in stated:
            found.setdefault((relation, _resolved(other, report.file)), set()).add(report.id)
    return tuple(
        EventRelation(relation=relation, event=other, reports=tuple(sorted(by)))
        for (relation, other), by in sorted(found.items())
    )


def _article_row(file: Bound) -> Row:
    assert file.head is not None, "a sound corpus has a head in every annotation"
    head = _dumped(file.head)
    notes = {"notes": head["notes"]} if "notes" in head else {}
    return {**head["article"], "annotation": head["annotation"], **notes}


def _registry_rows(entries: Mapping[str, Record]) -> list[Row]:
    return [{**_dumped(entries[name]), "id": name} for name in sorted(entries)]
