"""The laws of comparing schemas: what is called harmless refuses nothing that was valid, and brings nothing unread."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from communique.contract.change import worst
from communique.contract.compare import compare
from communique.contract.document import read

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]

NAMES: Final = ("type", "a", "b")
SCALARS: Final = ("", "a", "b", "ab", "x\n", -1, 0, 1, 2, True, None)
LISTS: Final[tuple[Any, ...]] = ([], ["a"], [1], ["a", "b"], [[]], [{"type": "a"}], [{}, {"a": 1}])
MAPPINGS: Final[tuple[Any, ...]] = tuple(
    {name: value for name, value in zip(NAMES, values, strict=True) if value != "absent"}
    for values in product(("absent", "a", "b", 1), ("absent", "b", 1, ["a"]), ("absent", "ab", {"type": "b"}))
)
DOCUMENTS: Final = (*SCALARS, *LISTS, *MAPPINGS, {"c": 1}, {"type": "a", "c": "b"}, {"a": {"a": {"a": 1}}})
"""Small values of every sort: whatever a small schema tells apart, some of them differ in."""

counts = st.integers(0, 2)
names = st.sampled_from(NAMES)
scalars = st.sampled_from(SCALARS)
kinds = st.sampled_from(["string", "integer", "number", "array", "object", "null"])
SIMPLE: Final[dict[str, st.SearchStrategy[Any]]] = {
    "type": kinds | st.lists(kinds, min_size=1, max_size=3, unique=True),
    "enum": st.lists(scalars, min_size=1, max_size=4, unique_by=json.dumps),
    "const": scalars,
    "pattern": st.sampled_from(["^a", "^[ab]+$", "^$"]),
    "required": st.lists(names, max_size=2, unique=True),
    "description": st.sampled_from(["one", "other"]),
    "minimum": counts,
    "maximum": counts,
    "multipleOf": st.just(2),
    "uniqueItems": st.booleans(),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), counts),
}
TAGGED: Final = st.builds(
    lambda word, schema: {"type": "object", "required": ["type"], "properties": {**schema, "type": {"const": word}}},
    st.sampled_from(["a", "b", "ab"]),
    st.just({}) | st.just({"a": {"type": "integer"}}),
)


def compound(below: st.SearchStrategy[Any], *, positive: bool) -> dict[str, st.SearchStrategy[Any]]:
    """Give the keywords that have schemas in them; `positive` are those that accept more where their schemas do."""
    several = st.lists(below | TAGGED, min_size=1, max_size=3)
    found: dict[str, st.SearchStrategy[Any]] = {
        "properties": st.dictionaries(names, below, max_size=3),
        "additionalProperties": st.booleans() | below,
        "propertyNames": st.sampled_from([{"pattern": "^[ab]$"}, {"maxLength": 1}, True]),
        "items": below,
        "allOf": several,
    }
    if positive:
        return found
    condition = TAGGED | below
    return found | {
        "anyOf": several,
        "oneOf": several,
        "not": below,
        "if": condition,
        "then": below,
        "else": below,
        "unevaluatedProperties": st.booleans(),
        "contains": below,
    }


@st.composite
def some_of(draw: st.DrawFn, keywords: dict[str, st.SearchStrategy[Any]]) -> Schema:
    """Make a schema of a few keywords: with many at once, nothing is valid."""
    keys = draw(st.lists(st.sampled_from(sorted(keywords)), max_size=3, unique=True))
    return {key: draw(keywords[key]) for key in keys}


def schemas(*, positive: bool) -> st.SearchStrategy[Any]:
    """Make small schemas; some refer to a definition."""
    reference = st.builds(lambda more: {"$ref": "#/$defs/Shape", **more}, st.just({}) | st.just({"description": "it"}))
    return st.recursive(
        st.booleans() | some_of(SIMPLE) | reference,
        lambda below: some_of(SIMPLE | compound(below, positive=positive)),
        max_leaves=5,
    )


@st.composite
def versions(draw: st.DrawFn, *, positive: bool) -> tuple[Schema, Schema]:
    """Make a schema, and what up to three edits make of it, or the other way round: most edits ask for more."""
    below = schemas(positive=positive)
    edits = SIMPLE | compound(below, positive=positive)
    old = {**draw(some_of(edits)), "$defs": {"Shape": draw(below)}}
    new = copied(old)
    for _ in range(draw(st.integers(1, 3))):
        part = draw(st.sampled_from(list(_parts(new))))
        key = draw(st.sampled_from(sorted((part.keys() - {"$defs", "$ref"}) | edits.keys())))
        if key in part and draw(st.booleans()):
            if isinstance(part[key], list) and len(part[key]) > 1:
                part[key].pop()
            elif isinstance(part[key], dict) and part[key] and key == "properties":
                part[key].popitem()
            else:
                del part[key]
        elif key in part and isinstance(part[key], list) and key != "type":
            part[key] = [*part[key], *copied(draw(edits[key]))]
        elif key == "properties":
            part[key] = {**part.get(key, {}), **copied(draw(edits[key]))}
        else:
            part[key] = copied(draw(edits[key]))
    assume(not any(_circular(each["$defs"]["Shape"]) for each in (old, new)))
    return (old, new) if draw(st.booleans()) else (new, old)


def copied(schema: Any) -> Any:
    """Give a schema that can be edited: what is drawn may be drawn again."""
    return json.loads(json.dumps(schema))


def _circular(shape: Any) -> bool:
    """Whether the definition refers to itself for the same value: no validator comes to an end with it."""
    if not isinstance(shape, dict):
        return False
    inner = [shape.get(key) for key in ("not", "if", "then", "else")]
    inner += [each for key in ("allOf", "anyOf", "oneOf") for each in shape.get(key, [])]
    return "$ref" in shape or any(map(_circular, inner))


def _parts(schema: Any) -> Iterator[Schema]:
    if isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key in {"properties", "$defs"}:
                for each in value.values():
                    yield from _parts(each)
            elif key in {"allOf", "anyOf", "oneOf"}:
                for each in value:
                    yield from _parts(each)
            elif key in {"items", "not", "if", "then", "else", "additionalProperties", "propertyNames", "contains"}:
                yield from _parts(value)


def valid(schema: Schema) -> list[Any]:
    """Give the documents that a schema accepts."""
    validator = Draft202012Validator(schema)
    return [document for document in DOCUMENTS if validator.is_valid(document)]


def effects(old: Schema, new: Schema) -> tuple[str, str]:
    """Give what the comparison comes to for authors and for consumers."""
    changes = compare(read("old", json.dumps(old)), read("new", json.dumps(new)))
    return worst(each.authors for each in changes), worst(each.consumers for each in changes)


@given(versions(positive=False))
@settings(max_examples=150)
def test_what_was_valid_stays_valid(both: tuple[Schema, Schema]) -> None:
    """Where nothing breaks for authors, no document that the old schema accepts is refused by the new one."""
    old, new = both
    authors, _ = effects(old, new)
    if authors == "breaking":
        return
    before = valid(old)
    after = Draft202012Validator(new)
    for document in before:
        assert after.is_valid(document), document
    if authors == "compatible":
        assert valid(new) == before


@given(versions(positive=False))
@settings(max_examples=150)
def test_nothing_comes_that_could_not(both: tuple[Schema, Schema]) -> None:
    """Where all is compatible for consumers, the new schema accepts nothing that the old one refused."""
    old, new = both
    _, consumers = effects(old, new)
    if consumers == "compatible":
        before = Draft202012Validator(old)
        for document in valid(new):
            assert before.is_valid(document), document


@given(versions(positive=True))
@settings(max_examples=150)
def test_a_tolerant_reader_reads_what_comes(both: tuple[Schema, Schema]) -> None:
    """Where nothing breaks for consumers, what comes is read by who minds no further fields, words and lengths."""
    old, new = both
    _, consumers = effects(old, new)
    if consumers != "breaking":
        tolerant = Draft202012Validator(tolerated(old, old["$defs"]["Shape"]))
        for document in valid(new):
            assert tolerant.is_valid(document), document


def tolerated(schema: Any, shape: Any) -> Any:
    """Give the schema of what a tolerant reader takes, who knows this one and its shape."""
    if isinstance(schema, list):
        return [tolerated(each, shape) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: {name: tolerated(each, shape) for name, each in value.items()}
        if key in {"properties", "$defs"}
        else value
        if key in {"enum", "const", "required"}
        else tolerated(value, shape)
        for key, value in schema.items()
        if key not in {"maxLength", "maxItems", "maxProperties", "maximum"}
    }
    if made.get("additionalProperties") is False or (
        shape is False and "$ref" in json.dumps(made.get("additionalProperties"))
    ):
        del made["additionalProperties"]
    known = made.pop("enum", None)
    if known is not None:
        others = [value for value in known if not isinstance(value, str)]
        word = [{"type": "string"}] if len(others) < len(known) else []
        made["allOf"] = [*made.get("allOf", []), {"anyOf": [*word, {"enum": others}]}]
    return made
