"""`communique.load`: a dataset as frozen objects that lead to each other."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from typing import TYPE_CHECKING

import pytest

import communique
from communique.loaded import NotADatasetError
from tests.support.sample import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a compiled sample."""
    return write(tmp_path_factory.mktemp("dataset"), ["json", "jsonl"])


def test_every_way_leads_back(folder: Path) -> None:
    """From events to reports, articles, actors, places and relations, and back again."""
    dataset = communique.load(folder)
    assert len(dataset.events) > 1
    for event in dataset.events:
        assert all(report.event is event for report in event.reports)
        assert event.n_articles == len({report.article for report in event.reports}) >= event.n_independent >= 1
        assert all(event in participant.actor.events for participant in event.participants)
        assert event.place is None or event in event.place.events
        assert all(relation.event in list(dataset.events) for relation in event.relations)
    for report in dataset.reports:
        assert report in report.article.reports
        assert report.article.publisher.id in dataset.actors
        assert "event" in {passage.field for passage in report.passages}


def test_values_are_typed(folder: Path) -> None:
    """Dates are days with their coarseness, positions are pairs, and what a row has besides is in `row`."""
    dataset = communique.load(folder)
    event = next(iter(dataset.events))
    assert isinstance(event.date.start, date)
    assert event.date.edtf == event.row["date"]["edtf"]
    assert (event.type, event.status, event.summary) == tuple(event.row[name] for name in ("type", "status", "summary"))
    assert event.contested == tuple(each["field"] for each in event.row["contested"])
    assert repr(event) == f"<Event {event.id}>"
    assert repr(dataset).startswith("<Dataset of ")
    actor = next(iter(dataset.actors))
    assert (actor.name, actor.kind) == (actor.row["name"], actor.row["kind"])


def test_objects_are_frozen(folder: Path) -> None:
    """Nothing of a loaded dataset can be assigned to."""
    event = next(iter(communique.load(folder).events))
    with pytest.raises((FrozenInstanceError, AttributeError)):
        event.row = {}  # type: ignore[misc]
    with pytest.raises((FrozenInstanceError, AttributeError)):
        event.summary = "another"  # type: ignore[misc]


def test_json_and_json_lines_are_one(folder: Path, tmp_path: Path) -> None:
    """A folder with JSON Lines alone, and the document alone, give the same rows."""
    lines = write(tmp_path / "lines", ["jsonl"])
    rows = communique.load(folder).rows
    assert communique.load(lines).rows == rows == communique.load(folder / "dataset.json").rows


def test_flat_tables_are_those_of_the_other_formats(folder: Path) -> None:
    """The columns given to pandas and polars are those of CSV, and a table that there is not is a KeyError."""
    columns = communique.load(folder)._columns("participants")
    assert list(columns)[:2] == ["event", "actor"]
    with pytest.raises(KeyError):
        communique.load(folder)._columns("parties")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema_version": 1}', '{"schema_version": 2}', '{"schema_version": 1, "events": 3}'],
)
def test_something_else_is_no_dataset(tmp_path: Path, text: str) -> None:
    """A file that is no dataset, or one of a later version, is named as such."""
    path = tmp_path / "dataset.json"
    path.write_text(text, "utf-8")
    with pytest.raises(NotADatasetError, match=r"dataset\.json: "):
        communique.load(path)


def test_nothing_is_not_found(tmp_path: Path) -> None:
    """Where there is nothing, that is said."""
    with pytest.raises(FileNotFoundError):
        communique.load(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        communique.load(tmp_path)
