"""What pydantic says of a value, as faults in our own terms. Every kind of error it knows has one; a last one hides none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from communique.model.edtf import SAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from communique.fault import Argument
    from communique.tree import Value

MAPPING: Final = "a mapping"

_TYPES: Final[Mapping[str, str]] = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "`true` or `false`",
    "dict_type": MAPPING,
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
    context = error.get("ctx", {})
    given = error["input"]
    kind = _FROM_PYDANTIC.get(error["type"], "other-shape")
    if given is None and kind not in {"missing-field", "unknown-field"}:
        return "empty-value", {"expected": _expected(error)}
    arguments: dict[str, Argument] = {"value": written(given)}
    match kind:
        case "wrong-type":
            arguments = {"expected": _expected(error), "given": described(given)}
        case "value-not-allowed":
            arguments["allowed"] = tuple(_QUOTED.findall(context["expected"]))
        case "text-length" | "list-length":
            arguments["length"] = context.get("actual_length", len(given))
            arguments["bound"] = f"at least {least}" if (least := context.get("min_length")) else f"at most {context['max_length']}"
        case "number-out-of-range":
            arguments["bound"] = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
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
    return kind, arguments


def _expected(error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        return "one of " + ", ".join(f"`{word}`" for word in _QUOTED.findall(error["ctx"]["expected"]))
    return SAYS if error["type"].startswith("edtf") else _TYPES.get(error["type"], "a value")


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
            return f"the text `{value}`"
        case list():
            return "a list"
        case _:
            return "a mapping"


def written(value: Value) -> str:
    """Give a scalar as its author wrote it; for others, what sort of value it is."""
    return value if isinstance(value, str) else described(value).strip("`")
