"""The published schemas: that they are current, valid, and portable between engines and editors."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from communique.documents import KINDS
from communique.model.base import SHARED
from communique.published import installed
from communique.schemas import published
from tests.support.typecases import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.fault import Route
    from communique.model.schema import Schema

FILES = [f"{kind.name}.schema.json" for kind in KINDS]
AUTHORING = pytest.mark.parametrize("name", FILES)
SCHEMAS = pytest.mark.parametrize("name", [*FILES, "dataset.schema.json"])
FOLDER = ROOT / "schema" / "v1"
NAMES_OF_SCHEMAS = frozenset({"properties", "patternProperties", "$defs"})
"""Keywords whose value maps names to schemas."""
SCHEMAS_BELOW = frozenset({"items", "not", "if", "then", "else", "additionalProperties", "propertyNames", "contains"})
LISTS_OF_SCHEMAS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
NOT_PORTABLE = re.compile(r"\\[dwsDWSbBAZzGpPkK]|\(\?|(?<!\\)(?<!\[)\.(?!\])|[*+?}][+?]|\[\[|&&|\\[1-9]")
"""What engines differ on: classes by letter, word ends, a bare dot, groups with options, look-around, possessives."""


def schema(name: str) -> Schema:
    """Read a schema file from the repository."""
    read: Schema = json.loads((FOLDER / name).read_text("utf-8"))
    return read


def walk(value: Any, route: Route = ()) -> Iterator[tuple[Route, Schema]]:
    """Walk all schemas inside of a schema, each with its route."""
    if not isinstance(value, dict):
        return
    yield route, value
    for key, inner in value.items():
        if key in NAMES_OF_SCHEMAS:
            for name, each in inner.items():
                yield from walk(each, (*route, key, name))
        elif key in SCHEMAS_BELOW:
            yield from walk(inner, (*route, key))
        elif key in LISTS_OF_SCHEMAS:
            for index, each in enumerate(inner):
                yield from walk(each, (*route, key, index))


def types_of(part: Schema) -> set[str]:
    """Tell the types that a schema names."""
    named = part.get("type", [])
    return {named} if isinstance(named, str) else set(named)


def test_the_files_are_current(tmp_path: Path) -> None:
    """`communique schema check` finds the committed files current, and names those that are outdated or missing."""

    def check(folder: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "communique", "schema", "check", "--folder", str(folder)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert check(FOLDER).returncode == 0, "run `communique schema write`"
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "topics.schema.json").write_text("{}\n", "utf-8")
    (tmp_path / "places.schema.json").unlink()
    stale = check(tmp_path)
    assert stale.returncode == 1
    assert re.findall(r"(\w+)[.]schema[.]json: not what", stale.stdout) == ["places", "topics"]


def test_the_files_are_those_of_the_models() -> None:
    """There is a schema file for each kind of file and for the dataset, and none is left over."""
    assert installed() == FOLDER
    assert {path.name for path in FOLDER.iterdir()} == set(published()) == {*FILES, "dataset.schema.json"}


@SCHEMAS
def test_schemas_are_valid(name: str) -> None:
    """Each file is a schema of draft 2020-12 that says so, and has an id and a title of its own."""
    read = schema(name)
    Draft202012Validator.check_schema(read)
    assert read["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert read["$id"] == f"urn:communique:schema:v1:{name.partition('.')[0]}"
    assert read["title"].endswith(".")


@SCHEMAS
def test_references_lead_somewhere(name: str) -> None:
    """Every reference is to a definition of the same file, all are referred to, and none has our own marks."""
    read = schema(name)
    used = {part["$ref"] for _, part in walk(read) if "$ref" in part}
    assert used == {f"#/$defs/{each}" for each in read["$defs"]}
    assert SHARED not in (FOLDER / name).read_text("utf-8")


@SCHEMAS
def test_every_part_is_walked(name: str) -> None:
    """Only keywords that this lint knows are used, so that nothing escapes it."""
    plain = {"$schema", "$id", "$ref", "title", "description", "type", "const", "enum", "required", "pattern"}
    bounds = {"minLength", "maxLength", "minItems", "maxItems", "maxProperties", "minimum", "maximum"}
    editors = {"markdownDescription", "markdownEnumDescriptions", "patternErrorMessage", "defaultSnippets"}
    known = NAMES_OF_SCHEMAS | SCHEMAS_BELOW | LISTS_OF_SCHEMAS | plain | bounds | editors
    for route, part in walk(schema(name)):
        assert set(part) <= known, route


@SCHEMAS
def test_patterns_are_portable(name: str) -> None:
    """Patterns are anchored, compile, use nothing that engines differ on, and guard against a final line feed."""
    for route, part in walk(schema(name)):
        if "pattern" in part and route[-1:] != ("not",):
            assert not NOT_PORTABLE.search(part["pattern"]), (route, part["pattern"])
            assert part["pattern"].startswith("^"), route
            assert part["pattern"].endswith("$"), route
            assert part["not"] == {"type": "string", "pattern": r"[\n]"}, route
            re.compile(part["pattern"])


@pytest.mark.parametrize(
    "pattern", [r"\d", r"^\w+$", ".*", "(?i)a", "(?=a)", "(?<!a)b", r"a\b", r"\Aa\Z", "a++", "a*?"]
)
def test_the_lint_sees_what_is_not_portable(pattern: str) -> None:
    """The lint of patterns refuses what engines read differently."""
    assert NOT_PORTABLE.search(pattern)


@pytest.mark.parametrize(
    "pattern", ["^[a-z]+([.][a-z]+)*$", "^https?://[^\\u0000-\\u0020]+$", "^(a|[.][.])$", "^a{2,3}$"]
)
def test_the_lint_passes_what_is_portable(pattern: str) -> None:
    """The lint of patterns has nothing against spelt-out classes, groups and counts."""
    assert not NOT_PORTABLE.search(pattern)


@SCHEMAS
def test_objects_are_closed(name: str) -> None:
    """Every mapping says what keys it can have, or how they are formed and what they lead to."""
    for route, part in walk(schema(name)):
        if "object" not in types_of(part) or route == ("$defs", "Event") or route[-1:] == ("if",):
            continue
        if part.get("additionalProperties") is not False:
            assert isinstance(part["additionalProperties"], dict), route
            assert "pattern" in part["propertyNames"], route
        assert set(part.get("required", [])) <= set(part.get("properties", {})), route


def test_events_are_closed_by_their_type() -> None:
    """An event is judged by the closed branch of its type, and there is one for each type that can stand there."""
    event = schema("annotation.schema.json")["$defs"]["Event"]
    branches = {each["if"]["properties"]["type"]["const"]: each["then"]["$ref"] for each in event["allOf"]}
    assert list(branches) == event["properties"]["type"]["enum"]
    assert len(set(branches.values())) == len(branches)
    assert event["required"] == ["type"]
    assert all(each["if"]["type"] == event["type"] for each in event["allOf"])


def test_editors_offer_an_event_of_each_type() -> None:
    """What editors put in for a new event has its type, and of its required fields all and no others, each once."""
    read = schema("annotation.schema.json")
    shapes = {shape["properties"]["type"]["const"]: shape for shape in read["$defs"].values() if _is_event(shape)}
    offered = {each["label"]: each["body"] for each in read["properties"]["events"]["defaultSnippets"]}
    assert list(offered) == read["$defs"]["Event"]["properties"]["type"]["enum"]
    for word, body in offered.items():
        assert (body["type"], set(body)) == (word, set(shapes[word]["required"]))
        places = re.findall(r"[$]([0-9]+)", json.dumps(body))
        assert places == [str(number) for number in range(1, len(places) + 1)]


def _is_event(shape: Schema) -> bool:
    return "const" in shape.get("properties", {}).get("type", {})


@AUTHORING
def test_arrays_and_texts_are_bounded(name: str) -> None:
    """Lists, texts, free keys and numbers that authors write have bounds, within which every reader is exact."""
    for route, part in walk(schema(name)):
        types = types_of(part)
        if "array" in types:
            assert 0 < part["maxItems"] <= 100_000, route
        if "string" in types and "enum" not in part and route[-1] != "not":
            assert 0 < part["maxLength"] <= 5_000, route
        if isinstance(part.get("additionalProperties"), dict):
            assert 0 < part["maxProperties"] <= 100_000, route
        if "integer" in types and "const" not in part:
            assert part["minimum"] >= 0, route
            assert part["maximum"] < 2**53, route


@SCHEMAS
def test_types_are_plain(name: str) -> None:
    """No value is null, none is a number with a fraction, and words of closed lists are texts."""
    for route, part in walk(schema(name)):
        assert types_of(part) <= {"string", "integer", "boolean", "array", "object"}, route
        assert all(isinstance(word, str) for word in part.get("enum", [])), route
        if "markdownEnumDescriptions" in part:
            assert len(part["markdownEnumDescriptions"]) == len(part["enum"]) == len(set(part["enum"])), route


@AUTHORING
def test_every_property_is_described(name: str) -> None:
    """Every field says what it is, in plain text and in Markdown, where it stands or where it refers to."""
    read = schema(name)
    for route, part in walk(read):
        if route[-2:-1] == ("properties",) and "if" not in route:
            target = read["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else {}
            text = part.get("description") or target.get("description")
            assert text, route
            if route[-1] != "type":
                assert (part if "description" in part else target)["markdownDescription"] == text, route
