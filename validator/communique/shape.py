"""What pydantic says of a value, as faults in our own terms. Every kind of error has one; a last one hides none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from communique.model.edtf import SAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from communique.fault import Argument
    from communique.subset import Value

MAPPING: Final = "a mapping"
TEXT_OR_MAPPING: Final = "a text or a mapping"

_TYPES: Final[Mapping[str, str]] = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "`true` or `false`",
    "dict_type": "a mapping of fields to passages",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": MAPPING,
    "model_attributes_type": MAPPING,
}
_FROM_PYDANTIC: Final[Mapping[str, str]] = {
    **dict.fromkeys(_TYPES, "wrong-type"),
    "missing": "missing-field",
    "missing_key": "missing-field",
    "extra_forbidden": "unknown-field",
    "literal_error": "value-not-allowed",
    "string_pattern_mismatch": "malformed-text",
    "string_too_short": "text-length",
    "string_too_long": "text-length",
    "too_short": "list-length",
    "too_long": "list-length",
    "greater_than_equal": "number-out-of-range",
    "less_than_equal": "number-out-of-range",
    "edtf_syntax": "not-a-date",
    "edtf_calendar": "no-such-day",
    "edtf_reversed": "interval-reversed",
}
_QUOTED = re.compile(r"'([^']*)'")


def fault_of(error: ErrorDetails) -> tuple[str, dict[str, Argument]]:
    """Give the kind of fault that one of pydantic's errors is, and the arguments of its message."""
    given = error["input"]
    kind = _FROM_PYDANTIC.get(error["type"], "other-shape")
    if given is None and kind not in {"missing-field", "unknown-field"}:
        return "empty-value", {"expected": _expected(error), "allowed": _allowed(error)}
    if kind in {"value-not-allowed", "not-a-date"} and isinstance(given, list | dict):
        kind = "wrong-type"
    return kind, _arguments(kind, error)


def _arguments(kind: str, error: ErrorDetails) -> dict[str, Argument]:
    context, given = error.get("ctx", {}), error["input"]
    arguments: dict[str, Argument] = {"value": written(given)}
    match kind:
        case "wrong-type":
            arguments |= {"expected": _expected(error), "given": described(given)}
        case "value-not-allowed":
            arguments["allowed"] = _allowed(error)
        case "text-length" | "list-length":
            counted = len(given) if isinstance(given, str | list | dict) else 0
            arguments["length"] = context.get("actual_length") or counted
            arguments["bound"] = _bound(context.get("min_length"), context.get("max_length"))
        case "number-out-of-range":
            arguments["bound"] = _bound(context.get("ge"), context.get("le"))
        case "malformed-text":
            arguments["pattern"] = context["pattern"]
        case "not-a-date":
            arguments["says"] = SAYS
        case "missing-field":
            arguments = {"field": context["field"]} if "field" in context else {}
        case "other-shape":
            arguments["problem"] = error["msg"]
        case _:
            arguments |= {key: value for key, value in context.items() if isinstance(value, str | int)}
    return arguments


def _bound(least: int | None, most: int | None) -> str:
    return f"at least {least:,}" if least is not None else f"at most {most:,}"


def _expected(error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        return "a word of a closed list"
    return "a date" if error["type"].startswith("edtf") else _TYPES.get(error["type"], "a value")


def _allowed(error: ErrorDetails) -> tuple[str, ...]:
    """Give the words that can stand there, where pydantic tells them."""
    return tuple(_QUOTED.findall(error["ctx"]["expected"])) if error["type"] == "literal_error" else ()


def described(value: Value) -> str:
    """Say what sort of value it is, in an author's words."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f"`{str(value).lower()}`"
        case int():
            return f"the number `{value}`"
        case str():
            return f"the text `{value}`" if value else "an empty text"
        case list():
            return "a list"
        case _:
            return "a mapping"


def written(value: Value) -> str:
    """Give a scalar as its author wrote it; for others, what sort of value it is."""
    match value:
        case bool():
            return str(value).lower()
        case str() | int():
            return str(value)
        case _:
            return described(value)
