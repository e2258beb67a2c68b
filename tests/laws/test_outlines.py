"""The laws of outlines and verdicts: plain values tell what models would, and what travels arrives as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from communique import quick
from communique.bind import Bound, bind
from communique.diagnostic import Diagnostic, Edit, Fix, Label
from communique.model.article import Head
from communique.model.base import records_at
from communique.model.types import event_types
from communique.outline import WORDS as SPOKEN
from communique.outline import EventOutline, Outline, outline, outline_of, parties
from communique.source import Position, Source, Span
from communique.tree import Tree, parse
from communique.verdict import Verdict
from tests.bench.generate import generate
from tests.support import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.model.event import Event

lawful = settings(max_examples=15, suppress_health_check=list(HealthCheck))

ROOT: Final = Path(__file__).parents[2]
NAME: Final = "2025/11/an-article.yaml"
SOURCE: Final = Source(NAME, b"")
WORDS: Final = tuple(event_types())


def sound(data: st.DataObject, word: str) -> Bound:
    """Draw an annotation with two events, the first of a type, which has no faults."""
    head: Any = data.draw(documents.records(Head))
    other = data.draw(st.sampled_from(WORDS))
    value = {**head, "events": [data.draw(documents.events(each)) for each in (word, other)]}
    file = bind(Tree(SOURCE, value))
    assume(not file.faults)
    return file


@pytest.mark.parametrize("word", WORDS)
@given(data=st.data())
@lawful
def test_plain_values_tell_what_models_do(word: str, data: st.DataObject) -> None:
    """The outline of what an author wrote, shorthands and all, is that of its models.

    Where a fault is somewhere else in the file, outlines are made of models.
    """
    file = sound(data, word)
    value: Any = file.tree.value
    made = outline(SOURCE, value)
    assert outline_of(file) == made
    assert [each.date for each in made.events] == [str(each["date"]) for each in value["events"]]
    faulty = bind(Tree(SOURCE, {**value, "colour": "red"}))
    assert [each.kind for each in faulty.faults] == ["unknown-field"]
    assert outline_of(faulty) == made


@pytest.mark.parametrize("word", WORDS)
@given(data=st.data())
@lawful
def test_who_takes_part_is_who_the_models_say(word: str, data: st.DataObject) -> None:
    """Actors are those that the fields of the type refer to: who speaks, for words, and all who take part otherwise."""
    file = sound(data, word)
    made, event = outline(SOURCE, file.tree.value).events[0], file.events[0].sketch
    fields = {"by"} if word in SPOKEN else {*lists_of_actors(type(event)), "person"}
    named = {name for route, kind, name in event.references() if kind == "actor" and route[0] in fields}
    assert made.actors == " ".join(sorted(named))


@pytest.mark.parametrize("folder", ["annotations", "tests/data/corpus"])
def test_annotations_of_people(folder: str) -> None:
    """The fast way and the sure way give the annotations of a corpus the same outlines."""
    assert len(list(same_outlines(ROOT / folder))) == 5


def test_generated_annotations(tmp_path: Path) -> None:
    """So they do in a generated corpus, where every type of event tells its usual story."""
    generate(tmp_path / "corpus", 60, 5, faulty=0)
    events = [event for each in same_outlines(tmp_path / "corpus") for event in each.events]
    assert {event.type for event in events} == {*WORDS} - {"other"}  # which accepts a finding, and goes the sure way
    assert any(event.relations for event in events)


def same_outlines(folder: Path) -> Iterator[Outline]:
    """Give the outlines of the annotations in a folder that go the fast way; fail where the sure way's differ."""
    for path in sorted(folder.rglob("[0-9][0-9]/*.yaml")):
        source = Source(path.as_posix(), path.read_bytes())
        value = quick.values(source.data)
        if value is not None:
            made = outline(source, value)
            assert made == outline_of(bind(parse(source)))
            yield made


def test_parties_are_those_of_the_models() -> None:
    """The fields that list actors in the published schema are those of the models."""
    assert parties() == {word: lists_of_actors(cls) for word, cls in event_types().items()}


def lists_of_actors(cls: type[Event]) -> tuple[str, ...]:
    """Name the fields of a type of event that are made of records with an actor."""
    made_of = {name: records_at(cls, (name,)) for name in cls.model_fields}
    return tuple(name for name, parts in made_of.items() if any("actor" in part.model_fields for part in parts))


TEXTS: Final = st.text()
MAYBE: Final = st.none() | TEXTS
PLACES: Final = st.builds(Position, st.integers(1), st.integers(1))
SPANS: Final = st.builds(Span, st.integers(0), st.integers(0))
DIAGNOSTICS: Final = st.builds(
    Diagnostic,
    st.just(NAME),
    PLACES,
    PLACES,
    code=TEXTS,
    rule=TEXTS,
    severity=st.sampled_from(["error", "warning"]),
    message=TEXTS,
    help=MAYBE,
    labels=st.lists(st.builds(Label, TEXTS, PLACES, PLACES, TEXTS), max_size=3).map(tuple),
    fix=st.none()
    | st.builds(Fix, TEXTS, st.lists(st.builds(Edit, SPANS, TEXTS), max_size=3).map(tuple), safe=st.booleans()),
)
STATED: Final = st.tuples(TEXTS, TEXTS, st.lists(TEXTS | st.integers(), max_size=3).map(tuple))
EVENTS: Final = st.builds(
    EventOutline,
    st.just(NAME),
    st.integers(0),
    MAYBE,
    MAYBE,
    st.booleans(),
    TEXTS,
    MAYBE,
    *[TEXTS] * 4,
    relations=st.lists(STATED, max_size=3).map(tuple),
)
OUTLINES: Final = st.builds(
    Outline,
    st.just(NAME),
    MAYBE,
    st.lists(EVENTS, max_size=3).map(tuple),
    read=st.booleans(),
    accepts=st.booleans(),
    digest=TEXTS,
)
VERDICTS: Final = st.builds(
    Verdict,
    st.none() | OUTLINES,
    st.lists(DIAGNOSTICS, max_size=3).map(tuple),
    unseen=st.booleans(),
    lasting=st.booleans(),
    passing=st.just(False),  # noqa: FBT003 (it does not travel)
)


@given(VERDICTS)
@settings(suppress_health_check=list(HealthCheck))
def test_verdicts_arrive_as_they_were(verdict: Verdict) -> None:
    """A verdict that is packed, written as UTF-8, read and unpacked is what it was, types included."""
    arrived = Verdict.unpacked(NAME, verdict.packed().encode().decode())
    assert (arrived, repr(arrived)) == (verdict, repr(verdict))
