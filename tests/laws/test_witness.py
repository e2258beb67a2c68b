"""What is cleared at a glance beside its text has no findings with it; and of what is right, most is cleared."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import looks, witness
from communique.anchor import read_article
from communique.evidence import UNCODED
from communique.looks import fields
from communique.model.base import Record, Reference, Vocabulary
from communique.model.edtf import Edtf
from communique.model.parts import Attribution, EventPlace, Money, Number, Party
from communique.model.types import event_types
from communique.model.vocabulary import DateBasis
from communique.screens import OF_TEXTS
from communique.support import LITERAL
from tests.bench.generate import generate
from tests.laws.test_glance import POOLS, REAL, RULES, SEEDS, SMALL, common_world, thorough
from tests.support.cases import cases
from tests.support.glances import files_of, missed, read, texts_of, world
from tests.support.rewording import requoted, reworded
from tests.support.spoiling import dumped, spoilt
from tests.support.typecases import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from communique.tree import Tree

HERE: Final = ROOT / "texts"
"""The texts of the real articles, where somebody has them."""


def case_texts() -> list[tuple[Tree, str]]:
    """Read the annotations in the cases of all rules, with the texts that stand beside them."""
    found = []
    for path in sorted(RULES.glob("*.md")):
        for case in cases(path.read_text("utf-8")):
            for name, text in case.files.items():
                tree = None if name.startswith("names/") or "/" not in name else read(name, text.encode())
                words = None if tree is None else case.texts.get(tree.source.stem)
                found.extend([(tree, words)] if tree is not None and words is not None else [])
    return found


def made(folder: Path, seed: int, *, faulty: float) -> list[tuple[Tree, str]]:
    """Generate annotations with their texts."""
    generate(folder, 60, seed, texts=True, faulty=faulty)
    return list(texts_of(folder / "annotations", folder / "texts"))


CASES: Final = case_texts()
PAIRS: Final = (
    (world(REAL), POOLS[0], texts_of(REAL, HERE)),
    (world(SMALL), POOLS[1], texts_of(SMALL, SMALL.parent / "texts")),
    (common_world(), POOLS[2], CASES),
)


@pytest.mark.parametrize("pair", CASES, ids=lambda pair: str(pair[0].source.name))
def test_cases_of_rules(pair: tuple[Tree, str]) -> None:
    """Of the annotations in the cases of rules, those that are cleared with their texts have no findings with them."""
    tree, text = pair
    assert missed(common_world(), tree, read_article(text.encode())) == []


def test_cases_of_rules_are_found() -> None:
    """A file in which a rule finds something with the text is not cleared, for each rule that needs a text."""
    names, found = common_world(), set()
    for tree, text in CASES:
        article = read_article(text.encode())
        codes = {each.code for each in names.finds(tree, article)} - {each.code for each in names.finds(tree)}
        found |= codes
        assert not (codes and names.clears(tree, article))
    assert found == OF_TEXTS


@given(st.sampled_from([which for which, (_, _, pairs) in enumerate(PAIRS) if pairs]), SEEDS, st.data())
@thorough
def test_changed_texts_and_passages(which: int, seed: int, data: st.DataObject) -> None:
    """Whatever is changed in a text, in a passage or in a value, has no findings where it is cleared."""
    (names, pool, pairs), random = PAIRS[which], Random(seed)  # noqa: S311 (for no secret)
    tree, text = data.draw(st.sampled_from(pairs))
    value = requoted(tree.value, text, random) if random.random() < 0.7 else tree.value
    value = spoilt(value, pool, random) if random.random() < 0.3 else value
    changed = read(tree.source.name, dumped(value, random))
    assert missed(names, changed, read_article(reworded(text, random))) == []


def test_generated_mistakes(tmp_path: Path) -> None:
    """Of generated annotations with mistakes, and with texts that were changed, what is cleared has no findings."""
    random, cleared = Random(5), 0  # noqa: S311 (for no secret)
    for tree, text in made(tmp_path / "corpus", 5, faulty=0.4):
        names = world(tmp_path / "corpus" / "annotations")
        for words in (text.encode(), *(reworded(text, random) for _ in range(5))):
            article = read_article(words)
            cleared += names.clears(tree, article)
            assert missed(names, tree, article) == []
        for _ in range(5):
            changed = read(tree.source.name, dumped(requoted(tree.value, text, random), random))
            cleared += changed is not None and names.clears(changed, read_article(text.encode()))
            assert missed(names, changed, read_article(text.encode())) == []
    assert cleared > 200


def test_most_of_what_is_right_is_cleared(tmp_path: Path) -> None:
    """Of generated annotations without mistakes and suppressions, hardly one is not cleared with its text."""
    pairs = made(tmp_path / "corpus", 7, faulty=0)
    names = world(tmp_path / "corpus" / "annotations")
    right = [(tree, text) for tree, text in pairs if b"communique: ignore" not in tree.source.data]
    cleared = sum(names.clears(tree, read_article(text.encode())) for tree, text in right)
    assert len(right) > 50
    assert cleared >= 0.95 * len(right)


def test_another_text_is_not_borne_out() -> None:
    """A text with another digest than the head records is not the one that was annotated."""
    tree = next(tree for tree in files_of(SMALL) if b"sha256" in tree.source.data)
    assert world(SMALL).clears(tree)
    assert not world(SMALL).clears(tree, read_article(b"Another text."))


def test_fields_are_those_of_the_models() -> None:
    """What words can show, the published schema says as the models and `support` do."""
    assert set(fields()) == set(event_types())
    for word, cls in event_types().items():
        dates, shown = fields()[word]
        sorts = {name: _sort(name, field) for name, field in cls.model_fields.items()}
        assert dates == {name for name, sort in sorts.items() if sort == "date"}
        told = {name: look.__name__ for name, look in shown.items()}
        assert told == {name: f"_has_{sort}" for name, sort in sorts.items() if sort not in {"date", ""}}
        assert not (dates | shown.keys()) & (UNCODED - {"id"})
        given = [field.default for field in cls.model_fields.values() if not field.is_required()]
        assert {*given} <= {None, (), False}, "what is not written is nothing that a passage could show"


def _sort(name: str, field: Any) -> str:
    """Tell what sort of value a field of a model has, alone or in a list; nothing where no words can show it."""
    parts = list(_parts((field.annotation, *field.metadata)))
    for part in parts:
        for cls, sort in _SORTS.items():
            if isinstance(part, type) and issubclass(part, cls):
                return sort
        if isinstance(part, Reference) and part.kind in {"actor", "place"}:
            return part.kind
    if int in parts:
        return "count"
    return "text" if name in LITERAL and str in parts else ""


_SORTS: Final[dict[type, str]] = {
    Edtf: "date",
    Party: "party",
    EventPlace: "place",
    Attribution: "source",
    Money: "money",
    Number: "number",
    Record: "",
    Vocabulary: "",
    bool: "",
}


def _parts(types: tuple[Any, ...]) -> list[Any]:
    found: list[Any] = []
    for each in types:
        inner = (*get_args(each), *getattr(each, "__metadata__", ()))
        found.extend(_parts(inner) if inner and not isinstance(each, type) else [each])
    return found


def test_words_of_the_witness() -> None:
    """The words that the witness writes out are those of the models and of the rules."""
    assert looks.LITERAL == LITERAL
    assert DateBasis.PUBLISHED.value == witness.PUBLISHED
    assert {DateBasis.INFERRED, DateBasis.PUBLISHED} == witness.NEEDS_NO_PASSAGE
