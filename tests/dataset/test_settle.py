"""How values of one field are settled."""

from __future__ import annotations

import json

import pytest

from communique.dataset.events import event_row
from communique.dataset.fields import settled_fields, ways
from communique.dataset.reports import Report
from communique.dataset.settle import (
    Settled,
    independent,
    settle_date,
    settle_equal,
    settle_number,
    settle_place,
    settle_status,
    settle_type,
    written_number,
)
from communique.model.article import Article
from communique.model.edtf import Edtf
from communique.model.event import Event
from communique.model.parts import EventPlace, Number
from communique.model.schema import definitions
from communique.model.types import event_types
from communique.model.vocabulary import PlacePrecision, Status
from tests.support.invented import names


def dates(*texts: str) -> Settled[Edtf]:
    """Settle dates of reports r0, r1 and so on."""
    return settle_date([(f"r{index}", Edtf.parse(text)) for index, text in enumerate(texts)])


def places(*given: EventPlace | str) -> Settled[EventPlace | None]:
    """Settle places of the invented corpus."""
    values = [each if isinstance(each, EventPlace) else EventPlace(place=each) for each in given]
    return settle_place([(f"r{index}", value) for index, value in enumerate(values)], names().places)


@pytest.mark.parametrize(
    ("texts", "settled"),
    [
        (["2025-03-02"], "2025-03-02"),
        (["2025-03-02", "2025-03", "2025"], "2025-03-02"),
        (["2025-03-01/2025-03-05", "2025-03-04/2025-03-09"], "2025-03-04/2025-03-05"),
        (["2025-03-01/2025-03-05", "2025-03-05/2025-03-09"], "2025-03-05"),
        (["2025-03/..", "2025-04-02"], "2025-04-02"),
        (["../2025-03", "2025-03-30/.."], "2025-03-30/2025-03-31"),
        (["2025-03~", "2025-03"], "2025-03"),
        (["../2025-03-02", "../2025-03"], "../2025-03-02"),
    ],
)
def test_compatible_dates(texts: list[str], settled: str) -> None:
    """Dates that share days come to those days, whatever their order; as written, where one has them."""
    assert dates(*texts) == Settled(Edtf.parse(settled))
    assert dates(*reversed(texts)).value == Edtf.parse(settled)


@pytest.mark.parametrize(
    ("texts", "settled"),
    [
        (["2025-03-02", "2025-03-04"], "2025-03-02/2025-03-04"),
        (["2025-03-02", "2025-03-04", "2025-03", "2025"], "2025-03-02/2025-03-04"),
        (["2025-03-05/2025-03-06", "2025-03-01/2025-03-05", "2025-03-06/2025-03-09"], "2025-03-01/2025-03-09"),
        (["2024", "2025-03"], "2024-01-01/2025-03-31"),
        (["../2024", "2025-03"], "../2025-03-31"),
        (["2024", "2025-03/.."], "2024-01-01/.."),
        (["../2024", "2025-03/.."], "../2024"),
    ],
)
def test_contested_dates(texts: list[str], settled: str) -> None:
    """Dates that share no day are contested, and come to the span of the finest of them."""
    found = dates(*texts)
    assert found.value == Edtf.parse(settled)
    assert found.claims == tuple(sorted((text, (f"r{index}",)) for index, text in enumerate(texts)))


def test_places_within_each_other() -> None:
    """The innermost place wins, as exactly as any report has it."""
    assert places("sudria", "port-alder", "assembly-hall") == Settled(EventPlace(place="assembly-hall"))
    exactly = EventPlace(place="sudria", precision=PlacePrecision.CITY)
    assert places("sudria", exactly) == places(exactly, "sudria") == Settled(exactly)


def test_places_beside_each_other() -> None:
    """Places that do not hold each other come to the smallest that holds both; where there is none, to nothing."""
    found = places("assembly-hall", "north-cape")
    assert found == Settled(EventPlace(place="sudria"), (("assembly-hall", ("r0",)), ("north-cape", ("r1",))))
    assert places("norland", "sudria") == Settled(None, (("norland", ("r0",)), ("sudria", ("r1",))))


def test_numbers() -> None:
    """Bounds are met like dates; a figure is finer than a bound, and words are coarser than either."""
    twelve, ten, about = Number(min=12, max=12), Number(min=10), Number(says="dozens")
    assert settle_number([("a", ten), ("b", twelve), ("c", about)]) == Settled(twelve)
    assert settle_number([("a", about)]) == Settled(about)
    between = settle_number([("a", ten), ("b", Number(max=20))])
    assert (between.value.min, between.value.max, between.claims) == (10, 20, ())
    contested = settle_number([("a", twelve), ("b", Number(min=14, max=14)), ("c", ten)])
    assert (contested.value.min, contested.value.max) == (12, 14)
    assert contested.claims == (("10..", ("c",)), ("12", ("a",)), ("14", ("b",)))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Number(min=3, max=3), "3"),
        (Number(min=3, max=5), "3..5"),
        (Number(max=5), "..5"),
        (Number(says="some"), "some"),
        (Number(), ".."),
    ],
)
def test_numbers_as_text(number: Number, text: str) -> None:
    """A claim writes bounds with two dots."""
    assert written_number(number) == text


def test_words() -> None:
    """What is unknown agrees with everything; two words that are known do not."""
    assert settle_equal([("a", "unknown"), ("b", "drone")]) == Settled("drone")
    assert settle_equal([("a", "unknown")]) == Settled("unknown")
    assert settle_equal([("a", "missile"), ("b", "drone")]) == Settled(None, (("drone", ("b",)), ("missile", ("a",))))


def test_types() -> None:
    """The commonest type is taken, and those that differ are listed."""
    found = settle_type([("a", "visit"), ("b", "meeting"), ("c", "meeting")])
    assert found == Settled("meeting", (("meeting", ("b", "c")), ("visit", ("a",))))


def status(word: str) -> Status:
    """Give a status by its word."""
    return next(each for each in Status if each == word)


@pytest.mark.parametrize(
    ("given", "settled", "contested"),
    [
        ([("planned", True), ("occurred", True)], "occurred", False),
        ([("planned", True), ("occurred", False)], "planned", False),
        ([("occurred", False)], "occurred", False),
        ([("occurred", True), ("did-not-occur", True)], "occurred", True),
        ([("occurred", False), ("did-not-occur", True)], "did-not-occur", False),
        ([("planned", True), ("cancelled", True)], "cancelled", False),
    ],
)
def test_statuses(given: list[tuple[str, bool]], settled: str, contested: bool) -> None:  # noqa: FBT001 (a column of a table)
    """The strongest supported claim prevails; only supported claims that exclude each other are a contest."""
    found = settle_status([(f"r{index}", status(word), stands) for index, (word, stands) in enumerate(given)])
    assert (found.value, bool(found.claims)) == (settled, contested)


@pytest.mark.parametrize(
    ("heard", "count"),
    [
        ([], 0),
        (["a", "b"], 2),
        (["a wire", "b wire"], 1),
        (["a wire", "wire"], 1),
        (["a x", "b y", "c x y"], 1),
        (["a x", "b y", "c"], 3),
        (["a", "a"], 1),
    ],
)
def test_independent_articles(heard: list[str], count: int) -> None:
    """Articles that hear the same voice are one, and so are chains of them, in any order."""
    assert independent(frozenset(each.split()) for each in heard) == count
    assert independent(frozenset(each.split()) for each in reversed(heard)) == count


def test_a_field_has_one_shape() -> None:
    """A type's own field that several types have has the same JSON type in all of them: tables can have it once."""
    shapes: dict[str, set[str]] = {}
    schemas = definitions(list(event_types().values()), "serialization")
    for model in event_types().values():
        for name in settled_fields(model):
            body = schemas[model.__name__]["properties"][name]
            shape = schemas[body["$ref"].rpartition("/")[2]]["type"] if "$ref" in body else body["type"]
            shapes.setdefault(name, set()).add(shape)
    assert {name: kinds for name, kinds in shapes.items() if len(kinds) > 1} == {}


def test_every_own_field_is_settled_somehow() -> None:
    """No type has a field of its own that is forgotten; those of all types are settled in the row itself."""
    for model in event_types().values():
        assert set(ways(model)) == set(model.model_fields) - set(Event.model_fields)


def reports(*bodies: str, word: str) -> list[Report]:
    """Make reports r0, r1 and so on of one event, from what they say in the fields of its type."""
    common = {
        "id": "local",
        "type": word,
        "date": "2025",
        "date_basis": "stated",
        "status": "occurred",
        "summary": "It happened.",
        "evidence": {"event": "a passage"},
    }
    head = {"id": "an-article", "publisher": "daily-bell", "published": "2025", "language": "en"}
    article = Article.model_validate(head)
    return [
        Report(f"r{index}", "one", article, event_types()[word].model_validate({**common, **json.loads(body)}))
        for index, body in enumerate(bodies)
    ]


def own(*bodies: str, word: str) -> tuple[dict[str, object], dict[str, list[str]]]:
    """Settle the fields of a type; give their values in the row, and the values of those that are contested."""
    some = reports(*bodies, word=word)
    row = event_row(some, names())
    contested = {each["field"]: [claim["value"] for claim in each["claims"]] for each in row["contested"]}
    return row["fields"], contested


def test_money_is_settled_whole() -> None:
    """Sums agree or are contested, amount and currency together."""
    parties, amount = '"parties": ["norland", "sudria"], "stage": "signed"', '"value": {"amount": 5, "currency": "USD"}'
    more = '"value": {"amount": 6, "currency": "USD"}'
    value = {"amount": 5, "currency": "USD"}
    found = own(f"{{{parties}, {amount}}}", f"{{{parties}}}", f"{{{parties}, {amount}}}", word="agreement")
    assert found == ({"stage": "signed", "value": value}, {})
    found = own(f"{{{parties}, {amount}}}", f"{{{parties}, {more}}}", word="agreement")
    assert found == ({"stage": "signed"}, {"value": ["5 USD", "6 USD"]})


def test_yes_and_no_are_contested() -> None:
    """What is true by one report and false by another is absent, and both are listed."""
    bodies = [f'{{"by": ["norland"], "kind": "withdrawal", "material": {word}}}' for word in ("true", "false")]
    assert own(*bodies, word="de-escalation") == ({"kind": "withdrawal"}, {"material": ["false", "true"]})


def test_dates_of_a_type_are_rows() -> None:
    """A date that only some types have is settled as the event's own is, and stands as it does."""
    bodies = [
        f'{{"person": "ida-brandt", "office": "envoy", "kind": "appointment", "effective": "{day}"}}'
        for day in ("2025", "2025-04-01")
    ]
    fields, contested = own(*bodies, word="leadership-change")
    day = {"edtf": "2025-04-01", "precision": "day", "start": "2025-04-01", "end": "2025-04-01"}
    assert fields == {"person": "ida-brandt", "office": "envoy", "kind": "appointment", "effective": day}
    assert contested == {}


def test_single_actors_take_part() -> None:
    """Who is appointed is a participant too, though the field is no list of parties."""
    body = '{"person": "ida-brandt", "office": "envoy", "kind": "appointment"}'
    row = event_row(reports(body, word="leadership-change"), names())
    assert [(each["actor"], each["part"]) for each in row["participants"]] == [("ida-brandt", "person")]
