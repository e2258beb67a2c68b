"""The flat tables: what they derive from, and what holds of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from pydantic import Field

from communique.dataset.columns import columns_of, getter
from communique.dataset.nested import event_fields
from communique.dataset.passages import fragment, link, selectors
from communique.dataset.rows import TABLES
from communique.dataset.tables import digest, rows_of, tables
from communique.model.base import Line, Many, Maybe, Record
from communique.model.edtf import Edtf
from communique.model.vocabulary import Stance
from tests.support.sample import compiled

if TYPE_CHECKING:
    from communique.dataset.tables import Table

CORPORA = ("corpus", "sample-corpus")


def test_every_table_of_the_dataset_is_flat_too() -> None:
    """No table of the nested dataset is without a flat one of its name."""
    assert set(TABLES) <= {table.name for table in tables()}


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_tables_are_well_formed(table: Table) -> None:
    """A table's columns have names of their own, a sentence each, keys that stand in it, and no column `date`."""
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert "date" not in names
    assert set(table.key) <= set(names)
    assert set(table.searched) <= set(names)
    assert all(column.description.endswith(".") and "\n" not in column.description for column in table.columns)
    assert {other for _, other in table.foreign} <= {each.name for each in tables()}
    required = {column.name for column in table.columns if column.required}
    assert set(table.key) <= required


@pytest.mark.parametrize("corpus", CORPORA)
def test_keys_hold(corpus: str) -> None:
    """Primary keys are unique, foreign keys lead somewhere, and what is required is there."""
    dataset = compiled(corpus)
    ids = {table.name: {row[0] for row in rows_of(table, dataset)} for table in tables()}
    for table in tables():
        places = {column.name: index for index, column in enumerate(table.columns)}
        rows = list(rows_of(table, dataset))
        keys = [tuple(row[places[name]] for name in table.key) for row in rows]
        assert len(keys) == len(set(keys)), table.name
        for name, other in table.foreign:
            assert {row[places[name]] for row in rows} - {None} <= ids[other], (table.name, name)
        for column in table.columns:
            assert not column.required or all(row[places[column.name]] is not None for row in rows), column.name


@pytest.mark.parametrize("corpus", CORPORA)
def test_values_are_of_their_columns_types(corpus: str) -> None:
    """Every value is of the type of its column, and one of its words, if it has any; lists hold no separator."""
    kinds = {"text": str, "json": str, "day": str, "integer": int, "boolean": bool, "list": list}
    for table in tables():
        for row in rows_of(table, compiled(corpus)):
            for column, value in zip(table.columns, row, strict=True):
                assert value is None or type(value) is kinds[column.type], (table.name, column.name)
                if column.words and isinstance(value, str):
                    assert value in column.words
                if isinstance(value, list):
                    assert not any(";" in each for each in value)


def test_digests_tell_rows_apart() -> None:
    """The logical digest changes with a value, and an empty value is none."""
    table = next(table for table in tables() if table.name == "topics")
    assert digest(table, [("a", "A", None)]) != digest(table, [("a", "B", None)])
    assert digest(table, [("a", "A", None)]) == digest(table, iter([("a", "A", None)]))


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("two words", ":~:text=two%20words"),
        ("first words … last words", ":~:text=first%20words,last%20words"),
        ("a-b, c & d", ":~:text=a%2Db%2C%20c%20%26%20d"),
        ("one \\… two", ":~:text=one%20%E2%80%A6%20two"),
        ("over\n  two lines", ":~:text=over%20two%20lines"),
        ("100% #1?", ":~:text=100%25%20%231%3F"),
        ("말했다", ":~:text=%EB%A7%90%ED%96%88%EB%8B%A4"),
    ],
)
def test_fragments(quote: str, expected: str) -> None:
    """A passage becomes a text directive, with everything encoded that a URL or the directive gives a meaning to."""
    assert fragment(quote) == expected


def test_links_keep_the_fragment_that_a_page_has() -> None:
    """The directive stands behind the fragment of an address that has one already."""
    assert link("https://a.example/b", "x") == "https://a.example/b#:~:text=x"
    assert link("https://a.example/b#c", "x") == "https://a.example/b#c:~:text=x"


def test_selectors() -> None:
    """A quote in full has its text, one of two ends has a fragment, and a recorded place is told in code points."""
    whole = selectors({"quote": "two words", "at": [3, 12]})
    assert [each["type"] for each in whole] == ["TextQuoteSelector", "FragmentSelector", "TextPositionSelector"]
    assert whole[0]["exact"] == "two words"
    assert (whole[2]["start"], whole[2]["end"]) == (3, 12)
    assert [each["type"] for each in selectors({"quote": "a … b"})] == ["FragmentSelector"]


class Everything(Record):
    """A record with every sort of field that a later model may have."""

    date: Edtf = Field(description="When.")
    words: Many[Stance] = Field((), description="Words.")
    lines: Many[Line] = Field((), description="Sentences.")
    one: Literal["a", "b"] = Field(description="One of two.")
    mapping: Maybe[dict[str, str]] = Field(None, description="Anything.")


def test_new_fields_get_columns() -> None:
    """A field that is added to a model becomes a column of the type that its values ask for."""
    found = {column.name: column for column in columns_of(Everything)}
    kinds = {name: column.type for name, column in found.items()}
    dates = {"edtf": "text", "start": "day", "end": "day", "precision": "text"}
    assert kinds == {**dates, "words": "list", "lines": "json", "one": "text", "mapping": "json"}
    assert found["one"].words == ("a", "b")
    assert getter(found["mapping"])({"mapping": {"b": "2", "a": "1"}}) == '{"a":"1","b":"2"}'
    assert getter(found["mapping"])({}) is None


def test_fields_in_fields_have_paths() -> None:
    """The values of a field are told by path and position, however deep they are nested, in the order of the model."""
    refused = {"a": {"b": [1, 2]}, "c": [{"d": True}, ["e"]], "made_by": ["peru"], "what": "A plan."}
    row = {"id": "x", "type": "rejection", "fields": {"of": refused}}
    found = [(each["field"], each["position"], each["value"], each.get("integer")) for each in event_fields(row)]
    known = [("of.what", 0, "A plan.", None), ("of.made_by", 0, "peru", None)]
    others = [("of.a.b", 0, "1", 1), ("of.a.b", 1, "2", 2), ("of.c.0.d", 0, "true", None), ("of.c.1", 0, "e", None)]
    assert found == [*known, *others]
