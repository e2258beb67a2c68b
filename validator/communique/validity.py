"""Tests of plain values against a schema, where the library for them is at hand and judges as it should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from communique.corpus_schema import DATE
from communique.dates import is_date

if TYPE_CHECKING:
    from collections.abc import Callable

_TRIED: Final = {
    "type": ["string", "integer", "array", "object"],
    "pattern": "^[a-z0-9\\u00e9-]+$",
    "maxLength": 10,
    "maximum": 9,
    "items": {"type": "string", "format": DATE},
    "maxItems": 1,
    "properties": {"a": {"enum": ["a", None], "type": "string"}},
    "additionalProperties": False,
    "if": {"required": ["a"]},
    "else": {"not": {"type": "object"}},
}
_RIGHT: Final = ("é" * 10, 9, ["2024-02-29"], {"a": "a"})
_WRONG: Final[tuple[Any, ...]] = (
    "é" * 11,
    "e\n",
    "",
    10,
    True,
    None,
    ["2025-02-29"],
    [1],
    ["2025"] * 2,
    {"a": None},
    {"a": "a", "b": 1},
    {},
)
"""Values that are accepted and refused by whatever judges as it should."""


def compiled(schema: dict[str, Any]) -> Callable[[Any], bool] | None:
    """Compile a schema; None where jsonschema-rs is not here, or judges otherwise than the one that we tested."""
    try:
        from jsonschema_rs import Draft202012Validator
    except ImportError:
        return None
    formats = {DATE: is_date}
    tried = Draft202012Validator(_TRIED, formats=formats, validate_formats=True).is_valid
    if not all(map(tried, _RIGHT)) or any(map(tried, _WRONG)):
        return None
    return Draft202012Validator(schema, formats=formats, validate_formats=True).is_valid
