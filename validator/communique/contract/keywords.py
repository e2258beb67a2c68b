"""The keywords of JSON Schema (draft 2020-12) that are followed, and what the form of each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

SAID: Final = frozenset(
    {
        *("title", "description", "$comment", "examples", "deprecated"),
        *("markdownDescription", "enumDescriptions", "markdownEnumDescriptions", "deprecationMessage"),
        *("patternErrorMessage", "errorMessage", "defaultSnippets", "doNotSuggest", "suggestSortText"),
    }
)
"""Keywords that speak to people and to editors: no value is accepted or refused for them."""

SCHEMAS: Final = frozenset(
    {
        *("items", "not", "if", "then", "else", "additionalProperties", "propertyNames"),
        *("contains", "unevaluatedItems", "unevaluatedProperties", "contentSchema"),
    }
)
LISTS_OF_SCHEMAS: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
NAMED_SCHEMAS: Final = frozenset({"properties", "patternProperties", "dependentSchemas", "$defs", "definitions"})
DEFINITIONS: Final = frozenset({"$defs", "definitions"})
"""Where schemas stand that are only referred to."""

ENTANGLED: Final = frozenset(
    {
        *("unevaluatedItems", "unevaluatedProperties", "patternProperties", "prefixItems", "contains"),
        *("minContains", "maxContains"),
        *("$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveAnchor", "$recursiveRef"),
    }
)
"""Keywords that change what stands beside or below them: where there is one, any difference counts as breaking."""

FOLLOWED: Final = frozenset(
    {
        *("$id", "$schema", "type", "enum", "const", "pattern", "properties", "additionalProperties", "propertyNames"),
        *("required", "items", "not", "if", "then", "else", "allOf", "anyOf", "oneOf"),
    }
)
"""Keywords whose changes are told apart, besides bounds."""


class Bound(NamedTuple):
    """A keyword that bounds values of some types: its side, its noun, and the bound where there is none."""

    types: frozenset[str]
    least: bool
    noun: str
    default: int | None


_TEXTS, _LISTS, _MAPPINGS = frozenset({"string"}), frozenset({"array"}), frozenset({"object"})
_NUMBERS: Final = frozenset({"integer", "fraction"})
BOUNDS: Final[Mapping[str, Bound]] = {
    "minLength": Bound(_TEXTS, least=True, noun=" characters", default=0),
    "maxLength": Bound(_TEXTS, least=False, noun=" characters", default=None),
    "minItems": Bound(_LISTS, least=True, noun=" values", default=0),
    "maxItems": Bound(_LISTS, least=False, noun=" values", default=None),
    "minProperties": Bound(_MAPPINGS, least=True, noun=" fields", default=0),
    "maxProperties": Bound(_MAPPINGS, least=False, noun=" fields", default=None),
    "minimum": Bound(_NUMBERS, least=True, noun="", default=None),
    "maximum": Bound(_NUMBERS, least=False, noun="", default=None),
}


def ill_formed(key: str, value: Any) -> bool:
    """Whether the value of a keyword that is followed has another form than the draft gives it."""
    return key in _FORMS and not _FORMS[key](value)


def _schema(value: Any) -> bool:
    return isinstance(value, dict | bool)


def _schemas(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_schema, value))


def _named_schemas(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_schema, value.values()))


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _count(value: Any) -> bool:
    return _number(value) and value >= 0


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


_FORMS: Final[Mapping[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(SCHEMAS, _schema),
    **dict.fromkeys(LISTS_OF_SCHEMAS, _schemas),
    **dict.fromkeys(NAMED_SCHEMAS, _named_schemas),
    **dict.fromkeys(BOUNDS, _count),
    **dict.fromkeys(("minimum", "maximum"), _number),
    **dict.fromkeys(("$ref", "$id", "$schema", "pattern"), _text),
    "type": lambda value: _text(value) or _texts(value),
    "required": _texts,
    "enum": lambda value: isinstance(value, list),
}
