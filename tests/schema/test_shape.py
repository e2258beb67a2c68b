"""What the models say of a value has a rule: every kind of error that pydantic knows, and what authors get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast, get_args

import pytest
from pydantic_core import core_schema
from pydantic_core._pydantic_core import list_all_errors

from communique.bind import bind
from communique.documents import ACTORS, ANNOTATION, DECISIONS, RETIRED, DocumentKind
from communique.fault import Fault, Place
from communique.rules import all_rules
from communique.shape import described, fault_of, written
from communique.tree import Tree
from tests.support.typecases import annotation, event_of, read, type_cases
from tests.support.verdicts import SOURCE

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from communique.fault import Argument, Route
    from communique.subset import Value

RULES: Final = {rule.slug: rule for rule in all_rules() if rule.scope == "fault"}
ERRORS: Final[dict[str, dict[str, Any]]] = {str(error["type"]): dict(error) for error in list_all_errors()}
ADDED: Final[dict[str, dict[str, Argument]]] = {
    "missing-field": {"field": "x"},
    "unknown-field": {"field": "x", "known": ("y",)},
}
"""What `bind` adds to the arguments, since it alone knows where the value stands."""


def details(kind: str, value: object) -> ErrorDetails:
    """Make an error as pydantic gives it, for a value."""
    known = ERRORS[kind]
    error = {"type": kind, "loc": ("events", 0), "msg": str(known["message_template_python"]), "input": value}
    return cast("ErrorDetails", error | ({"ctx": known["example_context"]} if known["example_context"] else {}))


def test_every_kind_of_error_is_tried() -> None:
    """The kinds of error that pydantic lists are those that it declares, and they are many."""
    assert set(ERRORS) == set(get_args(core_schema.ErrorType))
    assert len(ERRORS) > 90


@pytest.mark.parametrize("kind", ERRORS)
def test_every_kind_of_error_has_a_rule(kind: str) -> None:
    """Whatever pydantic says of whatever value becomes a fault, for which a rule has a message with all its words."""
    values: list[Value] = ["x", "", None] if kind.startswith("string_too") else ["x", 1, True, None, [], {}]
    for value in values:
        slug, arguments = fault_of(details(kind, value))
        rule = RULES[slug]
        (finding,) = rule.check(Fault(slug, Place(("events", 0)), {**arguments, **ADDED.get(slug, {})}))
        assert rule.message.format(**finding.arguments)


def test_an_unknown_kind_of_error_has_a_rule() -> None:
    """An error of a kind that is not known yet becomes the fault that hides none, in pydantic's own words."""
    error = cast("ErrorDetails", {"type": "new_in_pydantic", "loc": (), "msg": "Input is odd", "input": "x"})
    assert fault_of(error) == ("other-shape", {"value": "x", "problem": "Input is odd"})


@pytest.mark.parametrize(
    ("value", "said", "kept"),
    [
        (None, "nothing", "nothing"),
        (True, "`true`", "true"),
        (12, "the number `12`", "12"),
        ("x", "the text `x`", "x"),
        ("", "an empty text", ""),
        ([], "a list", "a list"),
        ({}, "a mapping", "a mapping"),
    ],
)
def test_values_are_described(value: Value, said: str, kept: str) -> None:
    """Each sort of value has a name that authors know, and scalars are shown as written."""
    assert described(value) == said
    assert written(value) == kept


@pytest.mark.parametrize(
    ("word", "number"), [(word, i) for word, cases in type_cases().items() for i in range(len(cases.wrong))]
)
def test_wrong_events_have_one_fault(word: str, number: int) -> None:
    """A wrong event of the case files has just one fault, where pydantic names it, or at what lacks a field."""
    refused = type_cases()[word].wrong[number]
    ((slug, route),) = faults(annotation(event_of(refused.text)), ANNOTATION)
    wanted = ("events", 0, *refused.route)
    assert slug == (fault_of(details(refused.error, "x"))[0] if refused.error in ERRORS else slug)
    assert route == (wanted[:-1] if refused.error == "missing" else wanted)


MISTAKES: Final[tuple[tuple[str, str, Route], ...]] = (
    ("summary:", "empty-value", ("summary",)),
    ("summary: 12", "wrong-type", ("summary",)),
    ("summary: ''", "text-length", ("summary",)),
    (f"summary: {'x' * 501}", "text-length", ("summary",)),
    ("summary: [Two sides met.]", "wrong-type", ("summary",)),
    ('summary: "Two\\nlines."', "malformed-text", ("summary",)),
    ("sumary: Two sides met.", "unknown-field", ("sumary",)),
    ("status: ocurred", "value-not-allowed", ("status",)),
    ("status: Occurred", "value-not-allowed", ("status",)),
    ("status: true", "value-not-allowed", ("status",)),
    ("status: [occurred]", "wrong-type", ("status",)),
    ("status:", "empty-value", ("status",)),
    ("background: sometimes", "wrong-type", ("background",)),
    ("background: 1", "wrong-type", ("background",)),
    ("background: 'true'", "wrong-type", ("background",)),
    ("id: An_Offer", "malformed-text", ("id",)),
    ("id: 2025", "wrong-type", ("id",)),
    (f"id: {'x' * 101}", "text-length", ("id",)),
    ("canonical: a.b.c", "malformed-text", ("canonical",)),
    ("date: 1 Nov 2025", "not-a-date", ("date",)),
    ("date: 2025-11-1", "not-a-date", ("date",)),
    ("date: 12", "not-a-date", ("date",)),
    ("date: 2025-02-29", "no-such-day", ("date",)),
    ("date: 2025-09-10/2025-09-01", "interval-reversed", ("date",)),
    ("date:", "empty-value", ("date",)),
    ("type: metting", "value-not-allowed", ("type",)),
    ("type: [meeting]", "wrong-type", ("type",)),
    ("type:", "empty-value", ("type",)),
    ("place: Seoul", "malformed-text", ("place", "place")),
    ("place: [seoul]", "wrong-type", ("place",)),
    ("place: {place: seoul, precision: town}", "value-not-allowed", ("place", "precision")),
    ("place: {precision: city}", "missing-field", ("place",)),
    ("round: -1", "number-out-of-range", ("round",)),
    ("round: third", "wrong-type", ("round",)),
    ("round: '3'", "wrong-type", ("round",)),
    ("topics: []", "list-length", ("topics",)),
    ("topics: water", "wrong-type", ("topics",)),
    ("topics: [Water]", "malformed-text", ("topics", 0)),
    ("topics: [water, 3]", "wrong-type", ("topics", 1)),
    ("participants: []", "list-length", ("participants",)),
    ("participants: [laos, {actor: us, rôle: host}]", "unknown-field", ("participants", 1, "rôle")),
    ("participants: [laos, {role: host}]", "missing-field", ("participants", 1)),
    ("participants: {actor: laos}", "wrong-type", ("participants",)),
    ("according_to: [{source: us, stance: say}]", "value-not-allowed", ("according_to", 0, "stance")),
    ("evidence: {date: on Saturday}", "missing-field", ("evidence",)),
    ("evidence: [the words]", "wrong-type", ("evidence",)),
    ("evidence: {event: []}", "list-length", ("evidence", "event")),
    ("evidence: {event: 12}", "wrong-type", ("evidence", "event", 0)),
    ("evidence: {event: {quote: x, at: [1]}}", "list-length", ("evidence", "event", 0, "at")),
    ("evidence: {event: {quote: x, at: [-1, 2]}}", "number-out-of-range", ("evidence", "event", 0, "at", 0)),
    ("evidence: {event: {quote: x, at: 12}}", "wrong-type", ("evidence", "event", 0, "at")),
    ("relations: [{relation: after, event: x}]", "value-not-allowed", ("relations", 0, "relation")),
    ("coded: {by: coder-1}", "missing-field", ("coded",)),
)
"""Fields of a meeting with a mistake in them, the rule that puts it into words, and where."""


@pytest.mark.parametrize(("text", "rule", "route"), MISTAKES, ids=[text[:60] for text, _, _ in MISTAKES])
def test_known_mistakes(text: str, rule: str, route: Route) -> None:
    """A mistake in an otherwise right event is one fault, of the expected kind and at the expected place."""
    more = read(text)
    assert isinstance(more, dict)
    document = annotation({**event_of(type_cases()["meeting"].right[0]), **more})
    assert faults(document, ANNOTATION) == {(rule, ("events", 0, *route))}


@pytest.mark.parametrize(
    ("kind", "text", "rule", "route"),
    [
        (ANNOTATION, "[]", "wrong-type", ()),
        (ANNOTATION, "~", "empty-value", ()),
        (ANNOTATION, "events: {}", "wrong-type", ("events",)),
        (ANNOTATION, "events:", "empty-value", ("events",)),
        (ANNOTATION, "events: [x]", "wrong-type", ("events", 0)),
        (ANNOTATION, "schema_version: 2", "number-out-of-range", ("schema_version",)),
        (ANNOTATION, "schema_version: '1'", "wrong-type", ("schema_version",)),
        (ANNOTATION, "note: x", "unknown-field", ("note",)),
        (ANNOTATION, "article: a1", "wrong-type", ("article",)),
        (ACTORS, "Seoul: {kind: state, name: Seoul}", "malformed-text", ("Seoul",)),
        (ACTORS, "seoul: {kind: city, name: Seoul}", "value-not-allowed", ("seoul", "kind")),
        (ACTORS, "seoul:", "empty-value", ("seoul",)),
        (ACTORS, "[]", "wrong-type", ()),
        (RETIRED, "a.b.c: {reason: Twice.}", "malformed-text", ("a.b.c",)),
        (DECISIONS, "{}", "wrong-type", ()),
        (DECISIONS, "[{pair: [a], verdict: same, by: b, decided: 2025, why: So.}]", "list-length", (0, "pair")),
    ],
    ids=str,
)
def test_known_mistakes_of_files(kind: DocumentKind, text: str, rule: str, route: Route) -> None:
    """A mistake in the frame of a file is one fault, of the expected kind and at the expected place."""
    value = read(text)
    if kind == ANNOTATION and isinstance(value, dict):
        value = annotation() | value
    assert faults(value, kind) == {(rule, route)}


def faults(value: Value, kind: DocumentKind) -> set[tuple[str, Route]]:
    """Give the faults of the shape of a value: the kind of each, and its route."""
    found = bind(Tree(SOURCE, value), kind).faults
    return {(fault.kind, fault.where.route) for fault in found if isinstance(fault.where, Place)}
