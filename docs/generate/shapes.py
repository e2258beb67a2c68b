"""JSON Schema in words: what kind of value may stand somewhere, and within which bounds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from docs.generate.markdown import code, inline, link, table

if TYPE_CHECKING:
    from collections.abc import Iterable

Schema: TypeAlias = Mapping[str, Any]

_DEFINED: Final = "#/$defs/"
_KINDS: Final = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "mapping",
    "array": "list",
}
_BOUNDS: Final = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minItems": "at least {} values",
    "maxItems": "at most {} values",
    "maxProperties": "at most {} keys",
}
_SAID_ELSEWHERE: Final = frozenset(
    {
        "$defs",
        "$id",
        "$ref",
        "$schema",
        "additionalProperties",
        "allOf",
        "const",
        "description",
        "enum",
        "items",
        "markdownDescription",
        "markdownEnumDescriptions",
        "not",
        "oneOf",
        "patternErrorMessage",
        "properties",
        "propertyNames",
        "required",
        "title",
        "type",
    }
)
_USUAL: Final = {"minItems": 1, "minLength": 1, "minimum": 0, "maximum": 2**53 - 1}
"""Bounds that say nothing worth reading beside a field."""


@dataclass(frozen=True)
class Book:
    """The definitions of one schema, and the page (by its path from the one that is written) that shows them.

    `here` are the anchors of definitions that the page that is written shows itself.
    """

    definitions: Mapping[str, Schema]
    page: str = ""
    here: Mapping[str, str] = field(default_factory=dict)

    def link(self, name: str) -> str:
        """Lead to a definition."""
        return link(code(name), f"#{self.here[name]}" if name in self.here else f"{self.page}#{anchor(name)}")

    def resolved(self, schema: Schema) -> Schema:
        """Follow a reference to a field that all events share; the field itself may refer to a definition."""
        name = str(schema.get("$ref", "")).removeprefix(_DEFINED)
        return {**self.definitions[name], **_without(schema, "$ref")} if is_shared_field(name) else schema

    def description(self, schema: Schema) -> str:
        """Give what is said of a value: where it stands, else of its definition."""
        name = str(schema.get("$ref", "")).removeprefix(_DEFINED)
        return str(schema.get("description") or self.definitions.get(name, {}).get("description", ""))


def anchor(name: str) -> str:
    """Give the anchor of a definition: its name in lower case, as ids of headings are."""
    return name.lower().replace("_", "-")


def is_shared_field(name: str) -> bool:
    """Whether a definition is a field that all events share: `event_date`, beside shapes such as `EventPlace`."""
    return name.startswith("event_")


def kind(schema: Schema, book: Book) -> str:
    """Say in inline Markdown what may stand where a schema does, with links to definitions."""
    schema = book.resolved(schema)
    if "$ref" in schema:
        return book.link(schema["$ref"].removeprefix(_DEFINED))
    if "const" in schema:
        return code(json.dumps(schema["const"], ensure_ascii=False))
    if "minimum" in schema and schema["minimum"] == schema.get("maximum"):
        return code(str(schema["minimum"]))
    kinds = schema.get("type", [])
    return " or ".join(_kind(each, schema, book) for each in ([kinds] if isinstance(kinds, str) else kinds))


def _kind(word: str, schema: Schema, book: Book) -> str:
    if word == "array" and "items" in schema:
        return f"{_bounded_list(schema)} {kind(schema['items'], book)}"
    if word == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return f"mapping to {kind(schema['additionalProperties'], book)}"
    return _KINDS.get(word, word)


def _bounded_list(schema: Schema) -> str:
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    if least == most:
        return f"{least} of"
    return f"list of at least {least}" if least > 1 else "list of"


def bounds(schema: Schema) -> list[str]:
    """List in inline Markdown what else a schema asks of a value: lengths, limits, patterns."""
    found = []
    if "patternErrorMessage" in schema:
        found.append(inline(schema["patternErrorMessage"]))
    for keyword, value in schema.items():
        if keyword == "pattern":
            found.append(f"pattern {code(value)}")
        elif keyword in _BOUNDS:
            usual = _USUAL.get(keyword) == value or schema.get("minimum", 0) == schema.get("maximum")
            found += [] if usual else [_BOUNDS[keyword].format(f"{value:,}")]
        elif keyword not in _SAID_ELSEWHERE:
            found.append(f"{code(keyword)}: {code(json.dumps(value, ensure_ascii=False))}")
    if "propertyNames" in schema:
        found.append("keys: " + ", ".join(bounds(schema["propertyNames"])))
    return found


def fields(schema: Schema, book: Book, names: Iterable[str]) -> str:
    """Make the table of some fields of a mapping, the required ones first."""
    required = frozenset(schema.get("required", ()))
    ordered = sorted(names, key=lambda name: name not in required)
    rows = (_field(name, book.resolved(schema["properties"][name]), book, name in required) for name in ordered)
    return table(("field", "says"), rows)


def _field(name: str, schema: Schema, book: Book, required: bool) -> tuple[str, str]:  # noqa: FBT001 (a cell of the row)
    limits = [] if "$ref" in schema else bounds(_without(schema, "items", "minItems", "maxItems", "maxProperties"))
    said = inline(book.description(schema)) + (f" ({'; '.join(limits)})" if limits else "")
    return f"{code(name)}<br>{kind(schema, book)}", f"**Required.** {said}" if required else said


def words(schema: Schema) -> str:
    """Make the table of the words of a closed list."""
    meanings = schema.get("markdownEnumDescriptions", [""] * len(schema["enum"]))
    return table(
        ("word", "means"),
        ((code(str(word)), inline(said)) for word, said in zip(schema["enum"], meanings, strict=True)),
    )


def _without(schema: Schema, *keywords: str) -> Schema:
    return {key: value for key, value in schema.items() if key not in keywords}
