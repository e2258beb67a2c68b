"""The laws of settling: reports may come in any order, and who repeats an agency adds no account."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from hypothesis import given
from hypothesis import strategies as st

from communique.canonical import encode
from communique.dataset.events import event_row
from communique.dataset.reports import Report
from communique.model.article import Article
from communique.model.edtf import Edtf
from communique.model.types import event_types
from tests.support.invented import names

if TYPE_CHECKING:
    from collections.abc import Sequence

DATES: Final = (
    "2025",
    "2025-03",
    "2025-03-02",
    "2025-03-04~",
    "2025-03-01/2025-03-03",
    "../2025-03-02",
    "2025-03-03/..",
)
PUBLISHERS: Final = ("city-herald", "daily-bell", "harbour-post", "north-wire", "sudria-state-news")
ACTORS: Final = ("ida-brandt", "norland", "north-wire", "sudria-army", "sudria-state-news")
PLACES: Final = ("assembly-hall", "norland", "north-cape", "port-alder", "sudria")
STATUSES: Final = ("occurred", "planned", "did-not-occur", "possible")
STANCES: Final = ("asserts", "reports", "denies", "doubts")
EVENTS: Final = ("one", "two")
VALUES: Final = ("type", "date", "until", "place", "status", "fields", "contested", "participants", "relations")

some_ids = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True)
attributions = st.lists(
    st.fixed_dictionaries(
        {"source": st.sampled_from(ACTORS), "stance": st.sampled_from(STANCES)}, optional={"via": some_ids}
    ),
    min_size=1,
    max_size=2,
)


def common(word: str) -> dict[str, st.SearchStrategy[Any]]:
    """Give what every event of a type has."""
    return {
        "id": st.just("local"),
        "type": st.just(word),
        "date": st.sampled_from(DATES),
        "date_basis": st.just("stated"),
        "status": st.sampled_from(STATUSES),
        "summary": st.sampled_from(("This happened.", "That happened.")),
        "evidence": st.just({"event": "a passage"}),
    }


OPTIONAL: Final[dict[str, st.SearchStrategy[Any]]] = {
    "until": st.sampled_from(DATES),
    "place": st.sampled_from(PLACES),
    "according_to": attributions,
    "background": st.booleans(),
    "relations": st.lists(
        st.fixed_dictionaries({"relation": st.sampled_from(("repeats", "precedes")), "event": st.sampled_from(EVENTS)}),
        min_size=1,
        max_size=2,
    ),
}
tests_of_weapons = st.fixed_dictionaries(
    {**common("weapons-test"), "by": some_ids, "system": st.sampled_from(("unknown", "missile", "drone"))},
    optional={
        **OPTIONAL,
        "count": st.integers(1, 2),
        "site": st.sampled_from(PLACES),
        "name": st.sampled_from(("A", "B")),
    },
)
protests = st.fixed_dictionaries(
    {
        **common("protest"),
        "protesters": some_ids,
        "tactic": st.sampled_from(("sit-in", "unknown")),
        "place": st.sampled_from(PLACES),
    },
    optional={
        **{name: strategy for name, strategy in OPTIONAL.items() if name != "place"},
        "size": st.fixed_dictionaries(
            {}, optional={"min": st.integers(1, 3), "max": st.integers(3, 5), "says": st.just("many")}
        ),
        "issue": st.lists(st.sampled_from(("fishing", "trade")), min_size=1, unique=True),
    },
)
articles = st.fixed_dictionaries(
    {"publisher": st.sampled_from(PUBLISHERS), "published": st.sampled_from(DATES), "language": st.just("en")},
    optional={"via": some_ids},
)
loose = st.tuples(articles, st.one_of(tests_of_weapons, protests), st.sampled_from(EVENTS))


def report(number: int, head: dict[str, Any], body: dict[str, Any], canonical: str) -> Report:
    """Make a report of an article of its own."""
    article = Article.model_validate({**head, "id": f"article-{number}"})
    event = event_types()[body["type"]].model_validate(body)
    return Report(f"article-{number}.local", canonical, article, event)


def numbered(given: Sequence[tuple[dict[str, Any], dict[str, Any], str]]) -> list[Report]:
    """Make reports of what is loose."""
    return [report(number, *each) for number, each in enumerate(given)]


reports = st.lists(loose, min_size=1, max_size=6).map(numbered)


def event_rows(some: Sequence[Report]) -> list[dict[str, Any]]:
    """Settle all events that are reported, in the order of their ids."""
    by_event = {name: [each for each in some if each.canonical == name] for name in EVENTS}
    return [event_row(told, names()) for told in by_event.values() if told]


@given(reports, st.data())
def test_order_has_no_influence(some: list[Report], data: st.DataObject) -> None:
    """Reports in any order settle to the same rows, byte for byte."""
    assert list(map(encode, event_rows(data.draw(st.permutations(some))))) == list(map(encode, event_rows(some)))


@given(reports, st.data())
def test_who_repeats_an_agency_adds_no_account(some: list[Report], data: st.DataObject) -> None:
    """One more article by an agency, or that credits it, where another has its word, never raises `n_independent`."""
    base = data.draw(st.sampled_from(some))
    heard = [base.article.publisher, *base.article.via]
    credited = data.draw(st.sampled_from(heard))
    head, body, _ = data.draw(loose)
    own = data.draw(st.booleans())
    head = {**head, "publisher": credited} if own else {**head, "via": [credited]}
    more = report(len(some), head, body, base.canonical)
    before = {row["id"]: row for row in event_rows(some)}[base.canonical]
    after = {row["id"]: row for row in event_rows([*some, more])}[base.canonical]
    assert after["n_articles"] == before["n_articles"] + 1
    assert after["n_independent"] <= before["n_independent"]


@given(reports)
def test_independent_articles_are_articles(some: list[Report]) -> None:
    """There is at least one independent article, and no more than there are articles."""
    for row in event_rows(some):
        assert 1 <= row["n_independent"] <= row["n_articles"] == len(row["reports"])


@given(reports)
def test_saying_it_again_changes_no_value(some: list[Report]) -> None:
    """The same reports in other articles, published later, change nothing of what they come to but who says it."""
    again = [
        replace(each, id=f"{each.id}-again", article=each.article.model_copy(update={"id": f"{each.article.id}-again"}))
        for each in some
    ]
    for old, new in zip(event_rows(some), event_rows([*some, *again]), strict=True):
        for field in VALUES:
            assert without_reports(old.get(field)) == without_reports(new.get(field))


def without_reports(value: Any) -> Any:
    """Leave out the ids of reports, however deep they stand."""
    if isinstance(value, list):
        return [without_reports(each) for each in value]
    if isinstance(value, dict):
        return {key: without_reports(each) for key, each in value.items() if key != "reports"}
    return value


@given(reports)
def test_contests_are_complete(some: list[Report]) -> None:
    """A contested field has two values at least, with all their reports; a settled date is allowed by all."""
    by_id = {each.id: each for each in some}
    for row in event_rows(some):
        contested = {each["field"]: each["claims"] for each in row["contested"]}
        for field, claims in contested.items():
            assert len(claims) >= 2, field
        dates = [by_id[each].event.date for each in row["reports"]]
        if "date" in contested:
            assert sorted(each for claim in contested["date"] for each in claim["reports"]) == row["reports"]
        else:
            settled = Edtf.parse(row["date"]["edtf"])
            assert all(date.earliest <= settled.earliest and settled.latest <= date.latest for date in dates)
