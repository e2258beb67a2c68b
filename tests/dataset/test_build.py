"""What the reports of the invented corpus come to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from communique.dataset.rows import TABLES
from communique.schemas import published
from tests.support.invented import ANNOTATIONS, TALKS, TEST, article, changed, compiled, copied, dataset, row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def talks() -> dict[str, Any]:
    """Give the row of the talks."""
    return row(dataset(), "events", TALKS)


def launch() -> dict[str, Any]:
    """Give the row of the weapons test."""
    return row(dataset(), "events", TEST)


def claims(event: dict[str, Any], field: str) -> dict[str, list[str]]:
    """Give the values of a contested field, each with the articles that give it."""
    (contest,) = (each for each in event["contested"] if each["field"] == field)
    return {
        claim["value"]: [report.partition(".")[0][:5] for report in claim["reports"]] for claim in contest["claims"]
    }


def test_tables_are_complete_and_sorted() -> None:
    """Every table is there, and its rows are in the order of their ids."""
    tables = dataset().tables
    assert tuple(tables) == TABLES
    for rows in tables.values():
        names = [each["id"] for each in rows]
        assert names == sorted(set(names))


def test_dataset_fits_its_schema() -> None:
    """The invented dataset is valid against the published schema."""
    schema = json.loads(published()["dataset.schema.json"])
    document = json.loads(
        json.dumps({"schema_version": 1, **{name: list(rows) for name, rows in dataset().tables.items()}})
    )
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


def test_every_field_is_described() -> None:
    """Every field of every row says what it is, where it stands or where it is defined."""
    schema = json.loads(published()["dataset.schema.json"])
    assert list(undescribed(schema, schema["$defs"])) == []


def undescribed(schema: dict[str, Any], definitions: dict[str, Any]) -> Iterator[str]:
    """Name the properties that say nothing."""
    for name, body in {"": schema, **definitions}.items():
        if name != "Edtf":
            for field, property_ in body.get("properties", {}).items():
                if "description" not in property_:
                    yield f"{name}.{field}"


def test_finer_dates_and_places_win() -> None:
    """A day within a month and a cape within a country are no contest."""
    assert launch()["date"]["edtf"] == "2025-03-02"
    assert launch()["place"] == {"place": "north-cape"}
    assert launch()["fields"]["system"] == "ballistic-missile"
    assert talks()["place"] == {"place": "assembly-hall", "precision": "venue"}


def test_contests_list_who_says_what() -> None:
    """Days that exclude each other are contested; what is said of both remains."""
    assert talks()["date"]["edtf"] == "2025-03-03/2025-03-04"
    assert claims(talks(), "date") == {"2025-03": ["harbo"], "2025-03-03": ["north"], "2025-03-04": ["city-"]}
    assert claims(talks(), "level") == {"minister": ["harbo", "north"], "vice-minister": ["city-"]}
    assert "level" not in talks()["fields"]
    assert claims(launch(), "range_km") == {"300": ["daily", "harbo"], "450": ["city-"]}
    assert [each["field"] for each in talks()["contested"]] == ["date", "level"]


def test_participants_are_united() -> None:
    """Who has a role by one report has it by those that name none; the office comes from one that tells it."""
    found = {(each["actor"], each["part"]): each for each in talks()["participants"]}
    assert set(found) == {
        ("ida-brandt", "guest"),
        ("karel-moss", "host"),
        ("norland", "participants"),
        ("sudria", "participants"),
    }
    assert found["ida-brandt", "guest"]["office"] == "foreign-minister"
    assert "office" not in found["karel-moss", "host"]
    assert len(found["karel-moss", "host"]["reports"]) == 2
    assert ("norland-ministry", "detected-by") in {(each["actor"], each["part"]) for each in launch()["participants"]}


def test_topics_are_united() -> None:
    """Lists of ids are united, and lists of participants stand in `participants` alone."""
    assert talks()["fields"] == {"format": "in-person", "topics": ["fishing", "trade"]}


def test_an_agency_counts_once() -> None:
    """Articles that credit the agency, and the agency's own, are one independent account."""
    assert (talks()["n_articles"], talks()["n_independent"]) == (3, 2)
    assert (launch()["n_articles"], launch()["n_independent"]) == (4, 3)


def test_status_is_the_strongest_supported_claim() -> None:
    """A denial stays visible; that it took place and that it did not is a contest."""
    event = launch()
    assert event["status"] == "occurred"
    assert claims(event, "status") == {"did-not-occur": ["sudri"], "occurred": ["city-", "daily", "harbo"]}
    voices = {(each["source"], each["stance"], each["status"]) for each in event["according_to"]}
    assert voices == {
        ("city-herald", "asserts", "occurred"),
        ("norland-ministry", "asserts", "occurred"),
        ("sudria-army", "asserts", "did-not-occur"),
        ("sudria-army", "denies", "occurred"),
    }


def test_a_denied_claim_is_not_support(tmp_path: Path) -> None:
    """Where all who speak of the strongest claim deny it, a weaker one that somebody supports prevails."""
    annotations = copied(tmp_path / "corpus")
    for start in ("city-herald", "daily-bell", "harbour-post"):
        path = article(annotations, start)
        text = path.read_text("utf-8").replace("      - {source: norland-ministry, via: [north-wire]}\n", "")
        text = text.replace(
            "according_to: [{source: norland-ministry, via: [north-wire]}]",
            "according_to: [{source: sudria-army, stance: denies}]",
        )
        text = text.replace(
            "summary: A missile had",
            "according_to: [{source: sudria-army, stance: doubts}]\n    summary: A missile had",
        )
        path.write_text(text, "utf-8")
    event = row(compiled(annotations), "events", TEST)
    assert event["status"] == "did-not-occur"
    assert "status" not in {each["field"] for each in event["contested"]}


def test_the_leading_report_gives_the_words() -> None:
    """The summary comes from the earliest report that is not background; an event told as context alone says so."""
    assert launch()["summary"] == "Sudria launched a missile."
    assert not launch()["background"]
    earlier = row(dataset(), "events", "city-herald-2025-03-06-week.earlier-talks")
    assert earlier["background"]


def test_when_it_was_reported() -> None:
    """The first and the last day of publication bound the reports."""
    assert (talks()["first_reported"]["edtf"], talks()["last_reported"]["edtf"]) == ("2025-03-03", "2025-03-06")


def test_relations_name_canonical_events() -> None:
    """A relation to a local id is one to its canonical event, in the row of the event and in that of the report."""
    assert launch()["relations"] == [
        {"relation": "precedes", "event": TALKS, "reports": ["harbour-post-2025-03-04-talks.test"]}
    ]
    report = row(dataset(), "reports", "harbour-post-2025-03-04-talks.test")
    assert report["relations"] == [{"relation": "precedes", "event": TALKS}]


def test_what_is_refused_is_a_relation(tmp_path: Path) -> None:
    """A rejection of an event is the relation `rejects`, and its field names the canonical event."""
    annotations = copied(tmp_path / "corpus")
    refused = "of: {what: Talks about trade., made_by: [sudria]}"
    changed(article(annotations, "city-herald"), refused, "of: talks")
    event = row(compiled(annotations), "events", "norland-refuses-trade-talks-2025")
    assert event["fields"]["of"] == {"event": TALKS, "made_by": []}
    assert [(each["relation"], each["event"]) for each in event["relations"]] == [("rejects", TALKS)]


def test_verified_outcomes_travel(tmp_path: Path) -> None:
    """What was verified of a passage stands beside it, as long as the annotation is the one that was looked at."""
    name = "city-herald-2025-03-06-week.talks"
    (passage,) = row(dataset(), "reports", name)["evidence"]["date"]
    assert (passage["outcome"], passage["support"]) == ("found", "supported")
    annotations = copied(tmp_path / "corpus")
    path = article(annotations, "city-herald")
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    (passage,) = row(compiled(annotations), "reports", name)["evidence"]["date"]
    assert set(passage) == {"quote", "at", "selectors"}


def test_passages_can_be_found_by_other_programs() -> None:
    """A passage has the W3C's selectors, and a link that scrolls to it where its article has an address."""
    for report in dataset().tables["reports"]:
        article = row(dataset(), "articles", report["article"])
        for passage in (each for several in report["evidence"].values() for each in several):
            kinds = [selector["type"] for selector in passage["selectors"]]
            assert ("TextQuoteSelector" in kinds) == ("…" not in passage["quote"])
            assert ("TextPositionSelector" in kinds) == ("at" in passage)
            assert ("link" in passage) == ("url" in article)
            assert passage.get("link", "#:~:text=").find("#:~:text=") >= 0


def test_retired_ids_are_published() -> None:
    """What was given up stands in a table, with its reason and what took its place."""
    old = row(dataset(), "retired", "ministers-talks-2025")
    assert (old["replaced_by"], old["since"]["edtf"]) == ([TALKS], "2025-03-10")
    assert row(dataset(), "retired", "rumoured-summit-2025")["replaced_by"] == []


@pytest.mark.parametrize("field", ["actors", "places", "topics"])
def test_registries_are_published(field: str) -> None:
    """Every entry of a registry is a row with its id."""
    lines = (ANNOTATIONS / "names" / f"{field}.yaml").read_text("utf-8").splitlines()
    ids = sorted(line.partition(":")[0] for line in lines if line[:1].isalpha())
    assert [each["id"] for each in dataset().tables[field]] == ids
