"""What is cleared at a glance has no findings, whatever was changed in it; and what is right is mostly cleared."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from random import Random
from typing import Any, Final, get_args

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.bind import bind
from communique.corpus_schema import narrowed
from communique.documents import REFERENCES as KINDS
from communique.documents import REGISTRIES
from communique.glance import Judge, NamesAtAGlance
from communique.model.article import Method, Progress
from communique.model.base import Record, fields_of_kind
from communique.model.events.deals import Asked, Refused, Stage
from communique.model.events.talks import TalkFormat
from communique.model.names import ActorKind
from communique.model.parts import Relation
from communique.model.types import event_types
from communique.model.vocabulary import DateBasis, How, RelationKind, Status
from communique.rules import all_rules, cod, cod_talks, ref_corpus, tim, txt
from communique.screens import cod as screen_cod
from communique.screens import cod_provenance as screen_provenance
from communique.screens import covered
from communique.screens import ref as screen_ref
from communique.screens import tim as screen_tim
from communique.screens import txt as screen_txt
from communique.source import Source
from communique.tree import Tree
from tests.bench.generate import generate
from tests.support.cases import cases
from tests.support.glances import SCHEMA, World, files_of, missed, read, world
from tests.support.spoiling import Pool, dumped, scrawled, spoilt
from tests.support.typecases import ROOT, annotation, event_of, type_cases

REAL: Final = ROOT / "annotations"
SMALL: Final = ROOT / "tests" / "data" / "corpus" / "annotations"
COMMON: Final = ROOT / "tests" / "support" / "names"
RULES: Final = ROOT / "tests" / "rules"

SEEDS: Final = st.integers(0, 2**64)
thorough = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


def common_world() -> World:
    """Give the names that the cases of the rules have in common."""
    return World.of({kind.name: (COMMON / f"{kind.name}.yaml").read_bytes() for kind in REGISTRIES})


def case_files() -> list[Tree]:
    """Read the annotations in the cases of all rules."""
    found = []
    for path in sorted(RULES.glob("*.md")):
        for case in cases(path.read_text("utf-8")):
            for name, text in case.files.items():
                tree = None if name.startswith("names/") or "/" not in name else read(name, text.encode())
                found.extend([tree] if tree is not None else [])
    return found


def test_every_rule_is_covered() -> None:
    """Each rule over one event or one file is covered by a screen, and each code that a screen covers is a rule's."""
    rules = {rule.code for rule in all_rules() if rule.scope in {"event", "file"}}
    lacking = sorted(rules - covered())
    assert not lacking, (
        f"nothing screens for {lacking}: in `screens/`, write when the rule can find something, seen from plain "
        "values, and name its code in `COVERS`; until then a file that only it finds fault with is called right"
    )
    assert covered() <= rules


@pytest.mark.parametrize("tree", case_files(), ids=lambda tree: str(tree.source.name))
def test_cases_of_rules(tree: Tree) -> None:
    """Of all files in the cases of rules, those that are cleared have no findings."""
    assert missed(common_world(), tree) == []


def test_cases_of_rules_are_found() -> None:
    """A file in which a rule over one event or one file finds something is not cleared."""
    names, found = common_world(), set()
    for tree in case_files():
        codes = {each.code for each in names.finds(tree)}
        found |= codes
        assert not (codes and names.clears(tree))
    assert len(found) > 50


WORLDS: Final = ((world(REAL), files_of(REAL)), (world(SMALL), files_of(SMALL)), (common_world(), case_files()))
POOLS: Final = tuple(Pool([tree.value for tree in trees]) for _, trees in WORLDS)


@given(st.integers(0, len(WORLDS) - 1), SEEDS, st.data())
@thorough
def test_changed_values(which: int, seed: int, data: st.DataObject) -> None:
    """What one to three changes make of an annotation has no findings where it is cleared."""
    (names, trees), random = WORLDS[which], Random(seed)  # noqa: S311 (for no secret)
    tree = data.draw(st.sampled_from(trees))
    made = dumped(spoilt(tree.value, POOLS[which], random), random)
    assert missed(names, read(tree.source.name, made)) == []


@given(st.integers(0, len(WORLDS) - 1), SEEDS, st.data())
@thorough
def test_changed_writing(which: int, seed: int, data: st.DataObject) -> None:
    """What is scrawled into the bytes of an annotation leaves no finding where it is cleared."""
    (names, trees), random = WORLDS[which], Random(seed)  # noqa: S311 (for no secret)
    tree = data.draw(st.sampled_from(trees))
    assert missed(names, read(tree.source.name, scrawled(tree.source.data, random))) == []


@given(SEEDS, st.sampled_from(REGISTRIES), st.data())
@settings(thorough, max_examples=60)
def test_changed_registries(seed: int, kind: Any, data: st.DataObject) -> None:
    """Where a registry has mistakes, or cannot be read, what is cleared has no findings all the same."""
    random = Random(seed)  # noqa: S311 (for no secret)
    names, trees = WORLDS[0]
    texts = {name: tree.source.data for name, tree in names.registries.items()}
    changed = names.registries[kind.name].value
    for _ in range(5):
        changed = spoilt(changed, POOLS[0], random)
    texts[kind.name] = b"[" if random.random() < 0.1 else dumped(changed, random)
    other = World.of(texts)
    for tree in data.draw(st.lists(st.sampled_from(trees), min_size=1, max_size=2, unique_by=id)):
        assert missed(other, tree) == []


def test_generated_mistakes(tmp_path: Path) -> None:
    """Of a generated corpus with many mistakes, what is cleared has no findings."""
    generate(tmp_path / "corpus", 60, 5, faulty=0.6)
    folder = tmp_path / "corpus" / "annotations"
    cleared = [tree for tree in files_of(folder) if world(folder).clears(tree)]
    assert [each for tree in cleared for each in missed(world(folder), tree)] == []
    assert cleared


def test_most_of_what_is_right_is_cleared(tmp_path: Path) -> None:
    """Of annotations without findings and suppressions, hardly one is not cleared."""
    generate(tmp_path / "corpus", 80, 7, faulty=0)
    right = cleared = 0
    for folder in (REAL, SMALL, tmp_path / "corpus" / "annotations"):
        for tree in files_of(folder):
            if b"communique: ignore" not in tree.source.data and not world(folder).finds(tree):
                right += 1
                cleared += world(folder).clears(tree)
    assert right > 70
    assert cleared >= 0.95 * right


@pytest.mark.parametrize("word", event_types())
def test_names_that_are_not_registered(word: str) -> None:
    """An event of the case files is accepted where its actors, places, topics and annotators are registered, all."""
    for event in map(event_of, type_cases()[word].right):
        document: Any = annotation(event)
        file = bind(Tree(Source("document", b""), document))
        assert file.head is not None
        found = [*file.head.references(), *(each for bound in file.events for each in bound.references)]
        ids = {name: {str(each) for _, kind, each in found if kind == KINDS[name]} for name in KINDS}
        assert _accepts(ids, document)
        for name, several in ids.items():
            for one in several:
                assert not _accepts({**ids, name: several - {one}}, document), one


def _accepts(ids: dict[str, set[str]], document: Any) -> bool:
    schema = narrowed(json.loads(SCHEMA), {name: frozenset(several) for name, several in ids.items()})
    return bool(jsonschema_rs.Draft202012Validator(schema).is_valid(document))


def test_events_are_referred_to_where_screens_look() -> None:
    """No part of the models but a relation and what is refused refers to events."""
    parts = _parts(list(event_types().values()))
    found = {(cls.__name__, name) for cls in parts for name, kind in fields_of_kind(cls).items() if kind == "event"}
    assert found == {(Relation.__name__, "event"), (Refused.__name__, "event")}


def _parts(classes: list[type[Record]]) -> set[type[Record]]:
    """Give some records with all that they are made of."""
    found: set[type[Record]] = set()
    waiting = list(classes)
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            for field in each.model_fields.values():
                waiting.extend(_records_of((field.annotation, *field.metadata)))
    return found


def _records_of(types: tuple[Any, ...]) -> list[type[Record]]:
    found: list[type[Record]] = []
    for each in types:
        if isinstance(each, type) and issubclass(each, Record):
            found.append(each)
        else:
            found.extend(_records_of((*get_args(each), *getattr(each, "__metadata__", ()))))
    return found


def test_words_of_screens() -> None:
    """The words that screens write out are those of the models and of the rules."""
    assert frozenset(cod._ONE_SIDED) == screen_cod.ONE_SIDED <= {*Stage}
    assert frozenset(cod_talks._LED) == screen_cod.LED <= {*ActorKind}
    assert (screen_cod.PLENARY, screen_cod.MEET) == (TalkFormat.PLENARY, Asked.MEET)
    assert Status.DID_NOT_OCCUR.value == screen_cod.DID_NOT_OCCUR
    assert set(screen_cod._BY_TYPE) <= set(event_types())
    assert (screen_provenance.MANUAL, screen_provenance.AUTOMATIC) == (Method.MANUAL, Method.AUTOMATIC)
    assert How.MANUAL.value == screen_provenance.BY_HAND
    assert {Progress.REVIEWED, Progress.ADJUDICATED} == screen_provenance.REVIEWED
    assert frozenset(tim._TOOK_PLACE) == screen_tim.TOOK_PLACE
    assert frozenset(tim._TO_COME) == screen_tim.TO_COME
    assert DateBasis.COMPUTED.value == screen_tim.COMPUTED
    algebras = {str(kind): kind.algebra for kind in RelationKind}
    for mine, side in ((screen_ref.FROM_TYPES, "from_types"), (screen_ref.TO_TYPES, "to_types")):
        assert mine == {kind: {*getattr(each, side)} for kind, each in algebras.items() if getattr(each, side)}
    assert ref_corpus._FOLDER.pattern == "[0-9]{4}/[0-9]{2}|(?:[^/]+/)?undated"


def test_characters_of_screens() -> None:
    """Of every character, a screen sees what the rules on texts see."""
    for point in (*range(0xD800), *range(0xE000, sys.maxunicode + 1)):
        character = chr(point)
        if screen_txt.PLAIN.fullmatch(character):
            assert character.isascii() or not character.isspace()
            assert not unicodedata.combining(character)
            assert not screen_txt.UNSEEN.search(character)
            assert not screen_txt.GREEK_OR_CYRILLIC.search(character)
            assert unicodedata.is_normalized("NFC", f"e{character}")
        if txt._UNSEEN.search(character) or txt._DIRECTIONS.search(character):
            assert screen_txt.UNSEEN.search(character)
        if re.fullmatch(r"\w", character):
            script = unicodedata.name(character, "").partition(" ")[0]
            assert script not in {"GREEK", "CYRILLIC"} or screen_txt.GREEK_OR_CYRILLIC.search(character), character
            assert script != "LATIN" or screen_txt.NEITHER.search(character), character


@pytest.mark.parametrize("value", [None, [], {}, {1: 2}, {"events": "\ud800"}, {"a": object()}, float("nan")], ids=repr)
def test_odd_values_are_not_cleared(value: Any) -> None:
    """Whatever is given for a value, nothing is raised, and it is not cleared."""
    assert not world(REAL).judge.clear("x.yaml", b"", value)


def test_a_suppression_is_not_cleared() -> None:
    """A file that accepts a finding is left to the rules, also where there is none to accept."""
    tree = files_of(REAL)[0]
    data = tree.source.data + b"# communique: ignore[COD010] so\n"
    assert world(REAL).clears(tree)
    assert not world(REAL).judge.clear(tree.source.name, data, tree.value)


def test_there_is_no_judge_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where jsonschema-rs is not installed, or judges otherwise than it should, nothing can be told at a glance."""
    monkeypatch.setattr("communique.validity._WRONG", ("a",))
    assert Judge.of(NamesAtAGlance({}), SCHEMA) is None
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    assert Judge.of(NamesAtAGlance({}), SCHEMA) is None
