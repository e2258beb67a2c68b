"""The law that models and published schemas accept the same documents, but for what is listed as beyond a schema."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.documents import ANNOTATION, KINDS, MOST_ENTRIES, MOST_EVENTS, DocumentKind
from communique.model.schema import BEYOND_THE_SCHEMA
from communique.model.types import event_types
from communique.rules import all_rules
from tests.support import documents
from tests.support.changes import changed, changes, mutated
from tests.support.typecases import annotation, event_of, type_cases
from tests.support.verdicts import agreed, fault_kinds, models_accept, schema_accepts, schema_of

if TYPE_CHECKING:
    from communique.subset import Value

REGISTRIES: Final = tuple(kind for kind in KINDS if kind.form != "annotation")
STEP: Final = 31
"""Of all changes to all right events, every so manieth is made: prime, so that each change meets other fields."""

thorough = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
quick = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("word", event_types())
@given(data=st.data())
@quick
def test_both_accept_right_events(word: str, data: st.DataObject) -> None:
    """What is made from the fields of a type is accepted by the models and by the schema."""
    document = annotation(data.draw(documents.events(word)))
    assert agreed(document, ANNOTATION)


@pytest.mark.parametrize("word", event_types())
@given(data=st.data())
@thorough
def test_both_judge_changed_events_alike(word: str, data: st.DataObject) -> None:
    """What up to three changes make of a right event is accepted by both, or refused by both."""
    agreed(annotation(data.draw(mutated(documents.events(word)))), ANNOTATION)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(data=st.data())
@quick
def test_both_accept_right_files(kind: DocumentKind, data: st.DataObject) -> None:
    """What is made from the model of a kind of file is accepted by the models and by the schema."""
    assert agreed(data.draw(documents.whole(kind)), kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(data=st.data())
@thorough
def test_both_judge_changed_files_alike(kind: DocumentKind, data: st.DataObject) -> None:
    """What up to three changes make of a right file, head and keys included, is accepted or refused by both."""
    agreed(data.draw(mutated(documents.whole(kind))), kind)


@pytest.mark.parametrize("word", type_cases())
def test_both_judge_single_changes_alike(word: str) -> None:
    """One change to an event of the case files is accepted or refused by both; some are accepted and most refused."""
    verdicts: list[bool] = []
    for event in map(event_of, type_cases()[word].right):
        some = islice(changes(event), len(word) % STEP, None, STEP)
        verdicts.extend(agreed(annotation(changed(event, change)), ANNOTATION) for change in some)
    assert 0 < verdicts.count(True) < verdicts.count(False)


def test_both_judge_every_change_to_one_event_alike() -> None:
    """All single changes to an event that has every shape of value in it, at their bounds too, are judged alike."""
    event = event_of(type_cases()["agreement"].right[0])
    for change in changes(event):
        agreed(annotation(changed(event, change)), ANNOTATION)


@pytest.mark.parametrize(
    "value", [None, True, 0, "x", [], {}, [{}], ["x"], [None], {"x": {}}, {"": None}, [[]]], ids=repr
)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_both_judge_small_files_alike(kind: DocumentKind, value: Value) -> None:
    """A file that is hardly anything is accepted by both or refused by both."""
    agreed(value, kind)


@pytest.mark.parametrize(
    ("events", "accepted"),
    [("none", False), ({}, False), (None, False), ([], True), ([None], False), ([[]], False), (["x"], False)],
    ids=repr,
)
def test_both_judge_the_list_of_events_alike(events: Value, accepted: bool) -> None:  # noqa: FBT001 (a column of a table)
    """What stands for the events is a list of mappings to both."""
    assert agreed({**annotation(), "events": events}, ANNOTATION) == accepted


def test_both_bound_the_events() -> None:
    """The most events are accepted by both, and one more is refused by both."""
    event = event_of(type_cases()["other"].right[0])
    assert agreed(annotation(*[event] * MOST_EVENTS), ANNOTATION)
    assert not agreed(annotation(*[event] * (MOST_EVENTS + 1)), ANNOTATION)


@pytest.mark.parametrize("kind", REGISTRIES, ids=lambda kind: kind.name)
def test_both_bound_the_entries(kind: DocumentKind, monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema has the bound of the models, and these refuse one entry more (tried with a smaller bound)."""
    assert {schema_of(kind).get(word) for word in ("maxProperties", "maxItems")} == {None, MOST_ENTRIES}
    monkeypatch.setattr("communique.bind.MOST_ENTRIES", 2)
    for count in (2, 3):
        document: Value = [None] * count if kind.form == "list" else {str(index): None for index in range(count)}
        assert ("list-length" in fault_kinds(document, kind)) == (count > 2)


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2025-02-29", "no-such-day"),
        ("2025-11-31", "no-such-day"),
        ("2025-01/2025-04-31", "no-such-day"),
        ("../2025-06-31~", "no-such-day"),
        ("2025-09-10/2025-09-01", "interval-reversed"),
        ("2026/2025", "interval-reversed"),
        ("2025-12/2025-11-30", "interval-reversed"),
    ],
)
def test_what_is_beyond_the_schema(date: str, kind: str) -> None:
    """A day that is in no calendar and an interval that ends before it begins are seen by the models alone."""
    document = annotation({**event_of(type_cases()["other"].right[0]), "date": date})
    assert schema_accepts(document, ANNOTATION)
    assert fault_kinds(document, ANNOTATION) == {kind}
    assert models_accept(document, ANNOTATION)


def test_what_is_beyond_the_schema_has_rules() -> None:
    """Each kind of fault that is listed as beyond the schema is one that a rule puts into words."""
    assert {rule.slug for rule in all_rules() if rule.scope == "fault"} >= BEYOND_THE_SCHEMA


def test_every_pattern_has_texts() -> None:
    """Every pattern of the models has right texts in the strategies, so that none goes untried."""
    assert not documents.forms_without_texts()
