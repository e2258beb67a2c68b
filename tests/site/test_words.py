"""What is said of dates, fields and relations, and where pages stand."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.vocabulary import RelationKind
from communique.site import facts, paths, said
from tests.support.pages import library, made, pages, tables

WHEN: Final = {
    "2025-11-01": "1 November 2025",
    "2025-11": "November 2025",
    "2025": "2025",
    "2025-11~": "about November 2025",
    "2025?": "perhaps 2025",
    "2025-11-01%": "perhaps about 1 November 2025",
    "2025-11-01/2025-11-07": "between 1 and 7 November 2025",
    "2025-10-30/2025-11-07": "between 30 October and 7 November 2025",
    "2024-10-30/2025-11-07": "between 30 October 2024 and 7 November 2025",
    "2025-10/2025-11": "between October 2025 and November 2025",
    "2019/2021": "between 2019 and 2021",
    "../2025-11-01": "by 1 November 2025",
    "2025-11-01/..": "1 November 2025 or later",
    "2025-11-01~/2025-11-07": "between about 1 November 2025 and 7 November 2025",
    "not a date": "not a date",
    "\u202e2025": "\\u{202e}2025",
}


@pytest.mark.parametrize("edtf", WHEN)
def test_dates_in_words(edtf: str) -> None:
    """A date is told as people say it, no more exact than it is."""
    assert said.when({"edtf": edtf}) == WHEN[edtf]


@pytest.mark.parametrize(
    ("date", "until", "words"),
    [
        ("2025-10-31", "2025-11-01", "31 October to 1 November 2025"),
        ("2025-11-01", "2025-11-03", "1 to 3 November 2025"),
        ("2024", "2025-11-03", "2024 to 3 November 2025"),
        ("../2024", "2025", "by 2024, until 2025"),
        ("2025-11-01", None, "1 November 2025"),
    ],
)
def test_what_lasted(date: str, until: str | None, words: str) -> None:
    """What lasted is told with its begin and its end."""
    assert said.lasting({"edtf": date}, None if until is None else {"edtf": until}) == words


@pytest.mark.parametrize(("edtf", "machine"), [("2025-11", "2025-11"), ("2025~", None), ("2025/2026", None)])
def test_dates_for_machines(edtf: str, machine: str | None) -> None:
    """HTML is told a date only where it can say what the date says."""
    assert said.machine({"edtf": edtf}) == machine


@given(st.text())
def test_what_is_shown_can_be_seen(text: str) -> None:
    """Nothing hidden is left in a text that is shown, but for joiners; and what can be seen stays as it is."""
    shown = said.shown(text)
    assert not re.search("[\x00-\x1f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", shown)
    assert shown.count("\u200c") == text.count("\u200c")
    assert said.shown("می\u200cخواهم") == "می\u200cخواهم"
    if text.isascii() and text.isprintable():
        assert shown == text


@pytest.mark.parametrize(
    ("word", "label"),
    [("did-not-occur", "did not occur"), ("first_since", "first since"), ("de-escalation", "de-escalation")],
)
def test_words_of_vocabularies(word: str, label: str) -> None:
    """Words and fields are written as people write them, with a space, or with the hyphen of a prefix."""
    assert said.label(word) == label


@pytest.mark.parametrize("relation", RelationKind)
def test_every_relation_can_be_read_backwards(relation: RelationKind) -> None:
    """A relation has words for both ways; one that is the same both ways has the same words."""
    forwards, backwards = said.related(relation), said.related(relation, backwards=True)
    assert (forwards == backwards) == relation.algebra.symmetric
    assert set(said.BACKWARDS) == set(RelationKind)


@pytest.mark.parametrize(
    ("word", "fields", "texts"),
    [
        ("agreement", {"value": {"amount": 5_000_000, "currency": "USD"}}, ["5,000,000 USD"]),
        ("agreement", {"stage": "in-force"}, ["in force"]),
        ("agreement", {"title": "Joint-Statement"}, ["Joint-Statement"]),
        ("agreement", {"count": 7_000}, ["7,000"]),
        ("force", {"killed": {"min": 10, "max": 12}}, ["10 to 12"]),
        ("force", {"killed": {"min": 10}}, ["at least 10"]),
        ("force", {"killed": {"max": 10}}, ["at most 10"]),
        ("force", {"killed": {"min": 3, "max": 3}}, ["3"]),
        ("force", {"killed": {"says": "dozens"}}, ["“dozens”"]),
        ("visit", {"first_since": {"edtf": "2018"}}, ["2018"]),
        ("visit", {"destination": "no-such-place"}, ["no-such-place"]),
        ("protest", {"slogans": ["Out-now", "Stay"]}, ["Out-now", "Stay"]),
        ("rejection", {"of": {"what": "Talks.", "made_by": []}}, ["Talks."]),
        ("rejection", {"of": {"event": "no-such-event"}}, ["no-such-event"]),
        ("no-such-type", {"some_field": "a-value", "other": True}, ["yes", "a-value"]),
        ("no-such-type", {"some_field": {"inner": {"deep": 1}}}, ["1"]),
    ],
)
def test_fields_of_a_type(word: str, fields: dict[str, Any], texts: list[str]) -> None:
    """Values are told by what they are: money, numbers, dates, words of a list, what people wrote, names."""
    found = facts.facts(library(), word, fields)
    assert [value.text for fact in found for value in fact.values] == texts
    assert sorted(fact.label for fact in found) == sorted(said.label(name) for name in fields)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("status", "did-not-occur", "did not occur"),
        ("date", "../2025", "by 2025"),
        ("place", "no-such-place", "no-such-place"),
        ("arrives", "2025-11", "November 2025"),
        ("level", "vice-minister", "vice minister"),
        ("purpose", "To-day", "To-day"),
    ],
)
def test_claims(field: str, value: str, text: str) -> None:
    """A value that reports claim of a field is told as the field's values are."""
    assert facts.claimed(library(), "visit", field, value).text == text


@given(st.text())
def test_any_id_is_a_name_of_a_file(name: str) -> None:
    """Whatever an id is, its page has a name that every system takes; two ids never share one."""
    stem = paths.stem(name)
    assert re.fullmatch("[a-z0-9_.-]{1,201}", stem)
    assert (stem == name) == (not stem.startswith("_"))


@pytest.mark.parametrize("name", ["con", "aux.b", "..", "a/b", "A", "", "a" * 300, "lpt1", "a.b.c", "\ud800", "a\n"])
def test_names_that_are_no_names_of_files(name: str) -> None:
    """What a system would take for a device or a folder, or not at all, is replaced by a digest."""
    assert re.fullmatch("_[0-9a-f]{32}", paths.stem(name))


def test_what_is_not_in_the_dataset_is_shown_by_its_id() -> None:
    """Actors, places, topics and events that have no row are named by their ids, and lead nowhere."""
    rows = tables()
    for table in ("actors", "places", "topics"):
        rows[table] = []
    rows["events"][0]["relations"] = [{"relation": "part-of", "event": "gone-event", "reports": []}]
    page = pages(made(rows))[paths.page("event", rows["events"][0]["id"])]
    texts = {each.text for each in page.all("span", dir="auto")}
    assert {"gone-event", *(each["actor"] for each in rows["events"][0]["participants"])} <= texts
