"""PLOVER records: what becomes of each event of the sample, and what does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from communique.dataset.build import Dataset
from communique.dataset.fields import ways
from communique.dataset.spilled import Rows
from communique.export import plover
from communique.model.types import event_types
from communique.model.vocabulary import Status
from tests.support.sample import compiled, exported, read

NEITHER = {"host", "mediator", "requested_by", "announced_by", "detected_by", "on_behalf_of", "organiser", "claimed_by"}
NEITHER |= {"attendees", "predecessor", "body"}
"""Fields whose actors stand on neither side of a record."""


def records(name: str = "plover.jsonl") -> dict[str, Any]:
    """Give the records of a file by their ids."""
    lines = map(json.loads, exported("plover")[name].splitlines())
    return {record["id"]: record for record in lines}


@pytest.mark.parametrize(
    ("event", "code", "mode", "cameo", "mapping"),
    [
        ("cusco-summit-2025", "CONSULT", None, "04", "exact"),
        ("grid-treaty-2025", "SUPPORT", None, "05", "exact"),
        ("faro-2025-08-20-border.refusal", "REJECT", "assist", "12", "exact"),
        ("faro-2025-08-20-border.shots", "ASSAULT", "firearms", "19", "lossy"),
        ("wire-2025-08-15-cuzco.promesa", "CONCEDE", None, "08", "exact"),
        ("faro-2025-08-14-cusco.visit", "AGREE", None, "03", "lossy"),
        ("faro-2025-08-14-cusco.pull-back", "CONCEDE", None, "08", "lossy"),
        ("faro-2025-08-20-border.la-paz-call", "AGREE", None, "03", "lossy"),
    ],
)
def test_codes(event: str, code: str, mode: str | None, cameo: str, mapping: str) -> None:
    """Each event has the code of its type and fields; plans to cooperate and to withdraw have those of intentions."""
    record = records()[event]
    assert record["event"] == [code]
    assert record.get("mode") == ([mode] if mode else None)
    assert (record["cameo"], record["mapping"]) == (cameo, mapping)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("faro-2025-08-20-border.denied-raid", "denied by all its sources"),
        ("faro-2025-08-20-border.drill", "was called off"),
        ("faro-2025-08-20-border.no-deal", "did not take place"),
        ("faro-2025-08-20-border.strike", "only thought of"),
        ("faro-2025-08-20-border.banquet", "PLOVER has no place for such a ceremony"),
        ("faro-2025-08-14-cusco.formula", "PLOVER has no place for such a statement"),
    ],
)
def test_left_out(event: str, reason: str) -> None:
    """What has no record stands in the other file with its reason."""
    assert event not in records()
    assert records("plover-left-out.jsonl")[event]["reason"] == reason


def test_every_event_is_in_one_of_the_files() -> None:
    """No event is lost, none is told twice."""
    ids = [row["id"] for row in compiled().tables["events"]]
    assert sorted([*records(), *records("plover-left-out.jsonl")]) == ids


def test_records_have_what_the_manual_requires() -> None:
    """Id, date, source and event are always there, a date is a day, and our text is no article's."""
    for record in records().values():
        assert {"id", "date", "source", "event"} <= set(record)
        assert len(record["date"]) == len("2025-01-01")
        assert "text" not in record


def test_actors_are_described() -> None:
    """An actor has the code of its state, however far up it is named, and a sector where its kind tells one."""
    offer = records()["faro-2025-08-20-border.offer"]
    assert offer["source"] == [
        {"code": "CHL", "identifier_id": "cobre-sur", "identifier_text": "Cobre Sur", "sector": "BUS"}
    ]
    assert offer["recipient"][0]["code"] == "PER"


def test_reports_that_disagree_make_a_mapping_lossy() -> None:
    """Where reports come to different codes, that of most is taken, and the mapping is not exact."""
    dataset = compiled()
    rows = [dict(row) for row in dataset.tables["reports"]]
    other = next(row for row in rows if row["id"] == "wire-2025-08-15-cuzco.cumbre")
    other["format"] = "phone"
    lines = read(plover.export(Dataset({**dataset.tables, "reports": Rows.of(rows)})))["plover.jsonl"].splitlines()
    record = next(each for each in map(json.loads, lines) if each["id"] == "cusco-summit-2025")
    assert (record["mode"], record["mapping"]) == (["phone"], "lossy")


def test_every_status_is_decided() -> None:
    """Each status is one of events that take place, that may, or that are left out."""
    happened = {"occurred", "ongoing"}
    assert {str(status) for status in Status} == happened | plover._NOT_YET | set(plover._NO_EVENT)


@pytest.mark.parametrize("word", event_types())
def test_every_field_of_actors_has_a_side(word: str) -> None:
    """No field that names actors was forgotten: each has a side, or is known to have none."""
    fields = {field for field, way in ways(event_types()[word]).items() if way in {"actors", "actor"}}
    assert {field for field in fields if plover.side_of(word, field) is None} <= NEITHER
