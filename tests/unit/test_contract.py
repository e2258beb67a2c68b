"""Comparing schemas: each keyword, in which direction it changes, and what that means for authors and for consumers."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from communique.contract.change import worst
from communique.contract.compare import compare, compare_all
from communique.contract.document import SchemaError, read

Schema = dict[str, Any]
Told = tuple[str, str, str, str]

WORDS: Final = {"type": "string", "enum": ["a", "b"]}
CLOSED: Final = {"type": "object", "additionalProperties": False}
SUMMIT: Final = {"type": "object", "required": ["type"], "properties": {"type": {"const": "summit"}, "host": WORDS}}
VISIT: Final = {"type": "object", "required": ["type"], "properties": {"type": {"const": "visit"}}}


def on(word: str, then: Schema) -> Schema:
    """Give a condition on the field `type`."""
    return {"if": {"required": ["type"], "properties": {"type": {"const": word}}}, "then": then}


def typed(*words: str, **more: Any) -> Schema:
    """Give a mapping whose `type` is one of some words."""
    return {"type": "object", "properties": {"type": {"enum": list(words)}}, **more}


def told(old: Any, new: Any) -> list[Told]:
    """Compare two schemas, and give of each change where, what, and for authors and consumers how."""
    changes = compare(read("x", json.dumps(old)), read("x", json.dumps(new)))
    return [(each.path, each.what, each.authors, each.consumers) for each in changes]


E, C, B = "extending", "compatible", "breaking"
CASES: Final[tuple[tuple[str, Any, Any, list[Told]], ...]] = (
    ("words to people", {"description": "one"}, {"title": "other"}, [("", "`description` and `title`", C, C)]),
    ("a type more", {"type": "string"}, {"type": ["string", "integer"]}, [("", "it can also be `integer`", E, B)]),
    ("an integer is a number", {"type": "integer"}, {"type": "number"}, [("", "it can also be `fraction`", E, B)]),
    ("a type less", {}, {"type": ["object", "array"]}, [("", "no longer be `boolean`, `fraction`", B, C)]),
    ("a word more", WORDS, {**WORDS, "enum": ["c", "b", "a"]}, [("", "it can also be `c`", E, E)]),
    ("a word less", WORDS, {**WORDS, "enum": ["b"]}, [("", "it can no longer be `a`", B, C)]),
    ("words in another order", WORDS, {**WORDS, "enum": ["b", "a"]}, []),
    ("a number more", {"enum": [1]}, {"enum": [1, 2]}, [("", "it can also be `2`", E, B)]),
    ("no only value any more", {"const": "a"}, {"enum": ["a", "b"]}, [("", "it can also be `b`", E, B)]),
    ("a list of one", {"const": "a"}, {"enum": ["a"]}, []),
    ("a closed list", {"type": "string"}, WORDS, [("", "only these can stand here now: `a` or `b`", B, C)]),
    ("an open list", WORDS, {"type": "string"}, [("", "it is no longer one of: `a` or `b`", E, B)]),
    ("longer texts", {"maxLength": 5}, {"maxLength": 6000}, [("", "at most 6,000 characters, was 5", E, E)]),
    ("shorter texts", {"maxLength": 5}, {"maxLength": 4}, [("", "at most 4 characters, was 5", B, C)]),
    ("texts without end", {"maxLength": 5}, {}, [("", "no longer at most 5 characters", E, E)]),
    ("empty lists", {"minItems": 1}, {}, [("", "at least 0 values, was 1", E, B)]),
    ("fuller lists", {}, {"minItems": 1}, [("", "at least 1 values, was 0", B, C)]),
    ("a bound that says nothing", {}, {"minItems": 0}, []),
    ("larger numbers", {"maximum": 5}, {"maximum": 2**53 - 1}, [("", "at most 9,007,199,254,740,991, was 5", E, E)]),
    ("too large numbers", {"maximum": 5}, {"maximum": 2**53}, [("", "at most 9,007,199,254,740,992", E, B)]),
    ("numbers without end", {"maximum": 5}, {}, [("", "no longer at most 5", E, B)]),
    ("smaller numbers", {"minimum": 0}, {"minimum": -1}, [("", "at least -1, was 0", E, B)]),
    ("a bound on what cannot stand there", {"type": "string"}, {"type": "string", "minimum": 5}, []),
    ("a form", {}, {"pattern": "^a"}, [("", "it has the form `^a`", B, C)]),
    ("no form", {"pattern": "^a"}, {}, [("", "it need not have the form `^a`", E, B)]),
    ("another form", {"pattern": "^a"}, {"pattern": "^b"}, [("", "it has the form `^b`, was `^a`", B, B)]),
    ("a field more", CLOSED, {**CLOSED, "properties": {"a": {}}}, [("a", "a field that was not there", E, E)]),
    (
        "a required field more",
        CLOSED,
        {**CLOSED, "properties": {"a": {}}, "required": ["a"]},
        [("a", "a field that was not there", E, E), ("a", "it is required", B, C)],
    ),
    ("a field less", {**CLOSED, "properties": {"a": {}}}, CLOSED, [("a", "there is no such field any more", B, C)]),
    ("a field may be absent", {"required": ["a"]}, {"required": []}, [("a", "it may be absent", E, B)]),
    ("fields in another order", {"required": ["a", "b"]}, {"required": ["b", "a"]}, []),
    ("an open mapping", CLOSED, {"type": "object"}, [("", "any other field can stand here", E, E)]),
    ("a closed mapping", {"type": "object"}, CLOSED, [("", "no field can stand here but those", B, C)]),
    (
        "a field that any could be",
        {"additionalProperties": {"type": "string"}},
        {"additionalProperties": {"type": "string"}, "properties": {"a": {"type": "integer"}}},
        [("a", "it can also be `integer`", E, B), ("a", "it can no longer be `string`", B, C)],
    ),
    (
        "fields of any name",
        {"additionalProperties": {"maxLength": 1}},
        {"additionalProperties": {"maxLength": 2}},
        [("*", "at most 2 characters, was 1", E, E)],
    ),
    (
        "names of fields",
        {"propertyNames": {"maxLength": 5}},
        {"propertyNames": {"maxLength": 4}},
        [(" (names of fields)", "at most 4 characters, was 5", B, C)],
    ),
    ("what a list has", {"items": {"minLength": 1}}, {}, [("[]", "at least 0 characters, was 1", E, B)]),
    ("nothing in a list", {"items": {}}, {"items": False}, [("[]", "nothing can stand here", B, C)]),
    ("something in a list", {"items": {"not": {}}}, {"items": True}, [("[]", "something can stand here", E, B)]),
    ("an exclusion", {}, {"not": {"const": "a"}}, [("", "something is excluded", B, C)]),
    ("no exclusion", {"not": {"const": "a"}}, {}, [("", "something is no longer excluded", E, B)]),
    ("another exclusion", {"not": {"const": "a"}}, {"not": {"const": "b"}}, [("", "`not` is", B, B)]),
    ("the same exclusion", {"not": {"$ref": "#/$defs/A"}, "$defs": {"A": WORDS}}, {"not": WORDS}, []),
    ("an unknown keyword", {}, {"format": "date"}, [("", "`format` is `date`, was absent", B, B)]),
    ("an unknown keyword that stays", {"format": "date"}, {"format": "date", "title": "x"}, [("", "`title`", C, C)]),
    (
        "beside a keyword that is entangled",
        {"unevaluatedProperties": False},
        {"unevaluatedProperties": False, "properties": {"a": {}}},
        [("", "it is another, and has `unevaluatedProperties`, which is not followed", B, B)],
    ),
    ("another name", {"$id": "urn:a"}, {"$id": "urn:b"}, [("", "`$id` is `urn:b`, was `urn:a`", B, B)]),
    ("another dialect", {"$schema": "a"}, {"$schema": "b"}, [("", "`$schema` is `b`, was `a`", B, B)]),
    (
        "a branch for a word that is new",
        typed("summit", allOf=[on("summit", SUMMIT)]),
        typed("summit", "visit", allOf=[on("visit", VISIT), on("summit", SUMMIT)]),
        [("type", "it can also be `visit`", E, E), ("<visit>", "what it asks for is new", C, C)],
    ),
    (
        "a branch for a word that was there",
        typed("summit", "visit", allOf=[on("summit", SUMMIT)]),
        typed("summit", "visit", allOf=[on("summit", SUMMIT), on("visit", VISIT)]),
        [("<visit>", "what it asks for is new", B, C)],
    ),
    (
        "a branch that is gone with its word",
        typed("summit", "visit", allOf=[on("summit", SUMMIT), on("visit", VISIT)]),
        typed("summit", allOf=[on("summit", SUMMIT)]),
        [("type", "it can no longer be `visit`", B, C), ("<visit>", "it asks for nothing any more", C, C)],
    ),
    (
        "in a branch",
        typed("summit", allOf=[on("summit", SUMMIT)]),
        typed("summit", allOf=[on("summit", {**SUMMIT, "required": ["type", "host"]})]),
        [("<summit>.host", "it is required", B, C)],
    ),
    (
        "a condition of its own is one of those that hold together",
        on("summit", SUMMIT),
        {"allOf": [on("summit", SUMMIT)]},
        [],
    ),
    ("more at once", {}, {"allOf": [WORDS]}, [("", "more is asked for (`allOf`)", B, C)]),
    ("less at once", {"allOf": [WORDS, {"minLength": 1}]}, {"allOf": [WORDS]}, [("", "less is asked for", E, B)]),
    ("one of several", {}, {"anyOf": [WORDS]}, [("", "it is one of several now (`anyOf`)", B, C)]),
    ("none of several", {"oneOf": [WORDS]}, {}, [("", "it is no longer one of several (`oneOf`)", E, B)]),
    (
        "an alternative more, told apart by its type",
        {"oneOf": [SUMMIT]},
        {"oneOf": [VISIT, SUMMIT]},
        [("<visit>", "an alternative that was not there", E, E)],
    ),
    (
        "an alternative more, of any sort",
        {"anyOf": [SUMMIT]},
        {"anyOf": [SUMMIT, {"type": "string"}]},
        [("<new>", "an alternative that was not there", E, B)],
    ),
    (
        "an alternative less",
        {"oneOf": [SUMMIT, VISIT]},
        {"oneOf": [SUMMIT]},
        [("<visit>", "there is no such alternative any more", B, C)],
    ),
    (
        "alternatives that may overlap",
        {"oneOf": [{"maxLength": 1}, {"minimum": 5}]},
        {"oneOf": [{"maxLength": 2}, {"minimum": 5}]},
        [("<1>", "at most 2 characters", E, E), ("", "alternatives may overlap (`oneOf`)", B, B)],
    ),
    (
        "behind references, and beside them",
        {"items": {"$ref": "#/$defs/A", "description": "x"}, "$defs": {"A": WORDS}},
        {"items": {"$ref": "#/$defs/B", "description": "x"}, "$defs": {"B": {**WORDS, "enum": ["a"]}}},
        [("[]", "it can no longer be `b`", B, C)],
    ),
    (
        "in a shape that holds itself",
        {"$ref": "#/$defs/A", "$defs": {"A": {"properties": {"a": {"$ref": "#/$defs/A"}}}}},
        {"$ref": "#/$defs/A", "$defs": {"A": {"properties": {"a": {"$ref": "#/$defs/A"}}, "maxProperties": 3}}},
        [("", "at most 3 fields, was no bound", B, C)],
    ),
    (
        "asked for beside a reference",
        {"$ref": "#/$defs/A", "minLength": 1, "$defs": {"A": WORDS}},
        {"$ref": "#/$defs/A", "minLength": 2, "$defs": {"A": WORDS}},
        [("<and 2>", "at least 2 characters, was 1", B, C)],
    ),
)


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_changes_are_told_apart(old: Any, new: Any, expected: list[Told]) -> None:
    """Each change is told where it is, in words, with what it means for authors and for consumers; and no other is."""
    found = told(old, new)
    assert [(path, authors, consumers) for path, _, authors, consumers in found] == [
        (path.strip("."), authors, consumers) for path, _, authors, consumers in expected
    ]
    for (_, what, _, _), (_, words, _, _) in zip(found, expected, strict=True):
        assert words in what


def test_a_shape_in_many_places_changes_once() -> None:
    """What changed in a definition is told where it is met first, with its name, and not wherever it is used."""
    shape = {"type": "string", "maxLength": 5}
    old = {"properties": {name: {"$ref": "#/$defs/Line"} for name in ("a", "b")}, "$defs": {"Line": shape}}
    new = {**old, "$defs": {"Line": {**shape, "maxLength": 9}}}
    (change,) = compare(read("x", json.dumps(old)), read("x", json.dumps(new)))
    assert (change.path, change.shape) == ("a", "Line")


def test_layout_makes_no_difference() -> None:
    """A schema with its definitions written out, its keys in another order, is the same schema."""
    old = {"$ref": "#/$defs/A", "$defs": {"A": {"items": {"$ref": "#/$defs/B"}}, "B": WORDS}}
    assert told(old, {"items": {"enum": ["b", "a"], "type": ["string"]}}) == []


def test_schemas_come_and_go() -> None:
    """A schema that is gone breaks everything, one that is new breaks nothing."""
    one = read("one", "{}")
    come, gone = compare_all({}, {"one": one}), compare_all({"one": one}, {})
    assert [(each.schema, each.authors, each.consumers) for each in come + gone] == [("one", E, E), ("one", B, B)]


def test_the_worst_counts() -> None:
    """Of several effects the worst is given, and nothing is compatible."""
    assert worst(["extending", "breaking", "compatible"]) == "breaking"
    assert worst([]) == "compatible"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "Expecting"),
        ("[]", "no JSON object"),
        ('{"type": 5}', "`type` has not the form"),
        ('{"properties": {"a": []}}', "`properties` has not the form"),
        ('{"allOf": []}', "`allOf` has not the form"),
        ('{"maxLength": -1}', "`maxLength` has not the form"),
        ('{"items": {"minimum": true}}', "`minimum` has not the form"),
        ('{"required": "a"}', "`required` has not the form"),
        ('{"$ref": "other.json"}', "`other.json` leads out of the file"),
        ('{"items": {"$ref": "#/$defs/A"}}', "`#/$defs/A` leads nowhere"),
        ('{"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/A"}}}', "leads to no schema"),
        ('{"$ref": "#/required", "required": []}', "leads to no schema"),
        ('{"$ref": "#/enum/0", "enum": [5]}', "leads to no schema"),
        ('{"items": {"$id": "urn:x"}}', "`$id` of its own"),
        ('{"items": ' * 20_000, "nested too deeply"),
    ],
)
def test_what_is_no_schema(text: str, says: str) -> None:
    """What cannot be compared is refused with the reason."""
    with pytest.raises(SchemaError, match=says.replace("$", "[$]")):
        read("x", text)


def test_what_is_too_deep_for_a_comparison() -> None:
    """Schemas that can be read but not walked are refused as well."""
    deep = read("x", '{"items": ' * 800 + "{}" + "}" * 800)
    with pytest.raises(SchemaError, match="nested too deeply"):
        compare(deep, read("x", '{"items": ' * 800 + "true" + "}" * 800))
