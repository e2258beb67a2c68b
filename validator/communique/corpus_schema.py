"""The published schema of annotations, narrowed to one corpus: it also refuses names that are not registered.

What it narrows, and what it leaves out because it follows from the rest, makes no difference to what a right file
is: it accepts nothing that the published schema or the models refuse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

Schema = dict[str, Any]

DATE: Final = "edtf"
"""The format that dates are given here: whoever compiles the schema says what it asks for."""

SHAPES: Final = {"ActorId": "actors", "PlaceId": "places", "TopicId": "topics", "AnnotatorId": "annotators"}
"""The shapes of references, by their names in the published schema, with the registries that they refer to."""

_BARE: Final = {"not": {"type": "string", "pattern": "^[\\u0000-\\u0020]|[\\u0000-\\u0009\\u000b-\\u0020][\\n]*$"}}
"""No white space of ASCII at the ends, but for line feeds behind. Others are seen where the file is not ASCII."""

_OF_TEXTS: Final = ("pattern", "patternErrorMessage", "minLength", "maxLength", "not")
_DEFINITION: Final = "#/$defs/"


def narrowed(schema: Schema, ids: Mapping[str, frozenset[str] | None]) -> Schema:
    """Narrow the published schema of annotations to a corpus; `ids` are those of its registries, None where unknown."""
    made: Schema = _narrowed(schema, {shape for shape, registry in SHAPES.items() if ids.get(registry) is not None})
    found = made["$defs"]
    for shape, registry in SHAPES.items():
        known = ids.get(registry)
        if known is not None:
            found[shape] = {"type": "string", "enum": [*sorted(known), None]}
    found["Edtf"] = _dated(found["Edtf"])
    found["Event"] = _chosen(found["Event"])
    return made


def of_entries(schema: Schema) -> Schema:
    """Give the schema of one entry of a registry, from that of the registry; its dates must be in the calendar."""
    shapes = {name: _dated(shape) if name == "Edtf" else shape for name, shape in schema["$defs"].items()}
    return {**schema["additionalProperties"], "$defs": shapes}


def _dated(schema: Schema) -> Schema:
    """Ask for a date, in the place of what looks like one."""
    return {key: value for key, value in schema.items() if key not in _OF_TEXTS} | {"format": DATE}


def _narrowed(schema: Any, known: set[str]) -> Any:
    """Copy a schema with texts that have no white space at their ends, and shorthands that are registered ids."""
    if isinstance(schema, list):
        return [_narrowed(each, known) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made: Schema = {key: _narrowed(value, known) for key, value in schema.items() if key != "enum"}
    if "enum" in schema:
        made["enum"] = schema["enum"]
    if "string" not in made.get("type", ()):
        return made
    shape = _abbreviated(made)
    if shape in known:
        for key in _OF_TEXTS:
            made.pop(key, None)
        made["anyOf"] = [{"type": "object"}, {"$ref": f"{_DEFINITION}{shape}"}]
    elif "enum" not in made and ("pattern" not in made or re.search(made["pattern"], " a ")):
        made |= _BARE
    return made


def _abbreviated(schema: Schema) -> str | None:
    """Tell the shape of the one field that a text alone stands for, where a mapping may be written as a text."""
    required = schema.get("required", [])
    field = schema.get("properties", {}).get(required[0], {}) if len(required) == 1 else {}
    return str(field["$ref"]).removeprefix(_DEFINITION) if "$ref" in field else None


def _chosen(event: Schema) -> Schema:
    """Choose the branch of an event by one condition after the other, and no more of them once one holds."""
    *others, last = event["allOf"]
    chosen: Schema = last["then"]
    for each in reversed(others):
        chosen = {"if": each["if"], "then": each["then"], "else": chosen}
    return {key: value for key, value in event.items() if key != "allOf"} | chosen
