"""The event types: their case files, their pages of the codebook, their words, and what they are in other codebooks."""

from __future__ import annotations

import re
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import ValidationError

from communique.documents import ANNOTATION
from communique.model.base import Vocabulary, fields_at
from communique.model.schema import definition, page
from communique.model.types import event_types
from tests.support.typecases import annotation, event_of, type_cases
from tests.support.verdicts import fault_kinds, schema_accepts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.model.event import Equivalent, Event
    from tests.support.typecases import Refused

TYPES = pytest.mark.parametrize(("word", "model"), event_types().items(), ids=list(event_types()))
RIGHT = pytest.mark.parametrize(
    ("word", "text"), [(word, text) for word, cases in type_cases().items() for text in cases.right]
)
WRONG = pytest.mark.parametrize(
    ("word", "refused"), [(word, refused) for word, cases in type_cases().items() for refused in cases.wrong]
)


def vocabularies(cls: type[Vocabulary] = Vocabulary) -> Iterator[type[Vocabulary]]:
    """Walk all closed lists of the models."""
    for each in cls.__subclasses__():
        yield each
        yield from vocabularies(each)


def words_of(annotation: Any) -> set[str]:
    """Tell the words that a field can have, by its type."""
    if isinstance(annotation, type) and issubclass(annotation, Vocabulary):
        return {str(member) for member in annotation}
    if annotation is bool:
        return {"true", "false"}
    if get_origin(annotation) in {Annotated, Union, UnionType, tuple}:
        return {word for each in get_args(annotation) for word in words_of(each)}
    return set()


def test_every_type_has_a_case_file() -> None:
    """There is one case file for each event type and none besides, each with right and with wrong events."""
    assert set(type_cases()) == set(event_types())
    assert all(cases.right and cases.wrong for cases in type_cases().values())


@RIGHT
def test_right_events_are_accepted(word: str, text: str) -> None:
    """The models, event and whole file, and the published schema accept a right event, which is of the file's type."""
    event = event_of(text)
    assert event["type"] == word
    event_types()[word].model_validate(event)
    assert not fault_kinds(annotation(event), ANNOTATION)
    assert schema_accepts(annotation(event), ANNOTATION)


@WRONG
def test_wrong_events_are_refused(word: str, refused: Refused) -> None:
    """The model gives the error that the case file names and no other, and the published schema refuses it too."""
    event = event_of(refused.text)
    assert event["type"] == word
    with pytest.raises(ValidationError) as caught:
        event_types()[word].model_validate(event)
    assert [(error["type"], error["loc"]) for error in caught.value.errors()] == [(refused.error, refused.route)]
    assert not schema_accepts(annotation(event), ANNOTATION)


@TYPES
def test_right_events_show_every_field(word: str, model: type[Event]) -> None:
    """The right events of a case file use, together, every field that the type has of its own."""
    own = set(model.__annotations__) - {"entry", "type"}
    assert own <= {key for text in type_cases()[word].right for key in event_of(text)}


@TYPES
def test_every_type_has_a_page(word: str, model: type[Event]) -> None:
    """Each type says in one sentence what it is, what belongs to it, what does not, and shows an event."""
    entry = model.entry
    assert re.fullmatch(r"[A-Z].*[.]", definition(model))
    assert entry.includes
    assert entry.excludes
    assert all(line == line.strip() and line for line in (*entry.includes, *entry.excludes))
    assert all(part in page(model) for part in (definition(model), "**Is**", "**Is not**", f"type: {word}"))


@TYPES
def test_exclusions_name_types_that_there_are(word: str, model: type[Event]) -> None:
    """Where a page sends readers elsewhere, it names other types, fields or words that there are."""
    fields = {name for each in event_types().values() for name in each.model_fields}
    words = {str(member) for each in vocabularies() for member in each}
    for line in model.entry.excludes:
        for quoted in re.findall(r"`([^`]+)`", line):
            field, _, value = quoted.partition(": ")
            below = {name for each in event_types().values() for name in fields_at(each, (field,))}
            values = {"", "true", *words, *(f"{{{name}}}" for name in below)}
            named = quoted in {*event_types(), *words} or (field in fields and value in values)
            assert named, f"{word}: `{quoted}`"


@TYPES
def test_examples_are_right(word: str, model: type[Event]) -> None:
    """The example of a type's page is an event of that type, which models and schema accept."""
    event = event_of("\n".join(line.removeprefix(" " * 12) for line in model.entry.example.strip("\n").splitlines()))
    assert event["type"] == word
    assert not fault_kinds(annotation(event), ANNOTATION)
    assert schema_accepts(annotation(event), ANNOTATION)


def test_every_word_has_a_meaning() -> None:
    """Every word of every closed list says in a sentence what it means, in other words than its neighbours."""
    found = list(vocabularies())
    assert len(found) > len(event_types())
    for vocabulary in found:
        meanings = [member.meaning for member in vocabulary]
        assert all(re.fullmatch(r"[A-Z“].*[.]", meaning) for meaning in meanings), vocabulary
        assert len(set(meanings)) == len(meanings), vocabulary


def test_every_word_is_written_alike() -> None:
    """Words of closed lists are slugs, and stand in their list once, under a name made of the word."""
    for vocabulary in vocabularies():
        assert vocabulary.__doc__, vocabulary
        for name, member in vocabulary.__members__.items():
            assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", member), member
            assert name == member.name, f"{name} stands twice"
            assert name.lower().replace("_", "-") == str(member), name


@TYPES
def test_equivalents_name_what_there_is(word: str, model: type[Event]) -> None:
    """The conditions of an equivalent name fields of the type, and words that these can have."""
    for equivalent in model.entry.equivalents:
        for name, wanted in equivalent.when.items():
            assert wanted, f"{word}: {name}"
            assert set(wanted) <= words_of(model.model_fields[name].annotation), f"{word}: {name}"


@TYPES
def test_equivalents_are_all_reached(word: str, model: type[Event]) -> None:
    """Only the last equivalent has no condition, and none is hidden by one before it that asks for less."""
    *before, last = model.entry.equivalents
    assert not last.when
    assert all(equivalent.when for equivalent in before)
    for index, equivalent in enumerate(before):
        assert not any(hides(earlier, equivalent) for earlier in before[:index]), f"{word}: {equivalent}"


def hides(earlier: Equivalent, later: Equivalent) -> bool:
    """Whether all that is later is earlier too."""
    return all(name in later.when and set(later.when[name]) <= set(words) for name, words in earlier.when.items())


@TYPES
def test_equivalents_are_well_formed(word: str, model: type[Event]) -> None:
    """PLOVER's types stand in capitals, CAMEO's roots have two digits, and what has no match names neither."""
    for equivalent in model.entry.equivalents:
        named = [equivalent.plover, equivalent.cameo]
        assert any(named) == (equivalent.match != "none"), word
        assert equivalent.plover or not equivalent.mode, f"{word}: a mode is one of a type of PLOVER"
        assert re.fullmatch("[A-Z]+", equivalent.plover or "NONE"), word
        assert re.fullmatch("0[1-9]|1[0-9]|20", equivalent.cameo or "20"), word
        assert re.fullmatch("[a-z]+(-[a-z]+)*", equivalent.mode or "none"), word
