"""The published schemas, generated from the models: what editors and other tools check annotations by.

Authors get `type: enum` with if/then branches, since that is what gives one right message per mistake in every
validator tried; consumers of the dataset get `oneOf`, since that is what type generators read.
"""

from __future__ import annotations

import inspect
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from communique.documents import ANNOTATION, KINDS, MOST_ENTRIES, MOST_EVENTS, DocumentKind
from communique.model.base import SHARED
from communique.model.documents import model_of
from communique.model.event import Event
from communique.model.types import event_types
from communique.published import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import core_schema

    from communique.model.base import Record

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_REFERENCES: Final = "#/$defs/{model}"
_NEWLINE: Final = {"type": "string", "pattern": r"[\n]"}

BEYOND_THE_SCHEMA: Final = frozenset({"no-such-day", "interval-reversed"})
"""The kinds of fault that no schema can see: but for these, models and published schemas accept the same documents."""


class _Authoring(GenerateJsonSchema):
    """Pydantic's generator without its noise: no titles made of names, no defaults that only say “absent”."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 (pydantic names it)
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        return self.generate_inner(schema["schema"])


def definitions(models: list[type[Record]], mode: JsonSchemaMode) -> Schema:
    """Give the definitions of these models and of all they use, by class name.

    As they are written, or as they stand in the dataset.
    """
    _, published = models_json_schema(
        [(model, mode) for model in models], schema_generator=_Authoring, ref_template=_REFERENCES
    )
    shared: Schema = {}
    found = {name: _tidied(body, shared) for name, body in published["$defs"].items()}
    return {**found, **shared}


def _tidied(schema: Any, shared: Schema) -> Any:
    """Say descriptions in Markdown as well, and refuse the final newline that some engines let `$` stand before.

    A shape that has a name is moved to `shared`; what is said of the place where it stands stays there.
    """
    if isinstance(schema, list):
        return [_tidied(each, shared) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tidied = {key: value if key in {"enum", "required"} else _tidied(value, shared) for key, value in schema.items()}
    tidied.pop("title", None) if isinstance(tidied.get("title"), str) else None
    if isinstance(tidied.get("description"), str):
        tidied["markdownDescription"] = tidied["description"]
    if isinstance(tidied.get("pattern"), str):
        tidied["not"] = _NEWLINE
    name = tidied.pop(SHARED, None)
    if name is None:
        return tidied
    said = {key: tidied.pop(key) for key in ("description", "markdownDescription") if key in tidied}
    shared[name] = tidied
    return {"$ref": _REFERENCES.format(model=name), **said}


def annotation_schema() -> Schema:
    """Give the schema of an annotation file, in the shape for authors."""
    types = event_types()
    head = model_of(ANNOTATION)
    found = definitions([head, Event, *types.values()], "validation")
    body, shared = found.pop(head.__name__), found.pop(Event.__name__)["properties"]
    body["properties"]["events"] = {
        "description": "What the article reports, in its order.",
        "markdownDescription": "What the article reports, in its order.",
        "type": "array",
        "maxItems": MOST_EVENTS,
        "items": {"$ref": "#/$defs/Event"},
    }
    body["required"] = [*body["required"], "events"]
    found["Event"] = _any_event(types)
    body["properties"]["events"]["defaultSnippets"] = [_snippet(word, model, found) for word, model in types.items()]
    for word, model in types.items():
        branch = _branch(word, model, found[model.__name__])
        for name, field in shared.items():
            if name != "type" and branch["properties"][name] == field:
                # Editors show the names of shapes where another sort of value stands.
                shape = name.capitalize() if field.get("type") == "object" else f"event_{name}"
                branch["properties"][name] = {"$ref": f"#/$defs/{shape}"}
                found[shape] = field
    body["description"] = "One article, who annotated it, and what it reports."
    return document("annotation", "An annotation: one article and its events.", body, found)


def _any_event(types: Mapping[str, type[Event]]) -> Schema:
    """Choose the branch by the type, so that a mistake in a rejection is reported as one in a rejection.

    What is no mapping meets no condition: else it would be told once for each type.
    """
    return {
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {
                "description": "What was done.",
                "enum": list(types),
                "markdownEnumDescriptions": [definition(model) for model in types.values()],
            }
        },
        "allOf": [
            {
                "if": {"type": "object", "required": ["type"], "properties": {"type": {"const": word}}},
                "then": {"$ref": f"#/$defs/{model.__name__}"},
            }
            for word, model in types.items()
        ],
    }


def _snippet(word: str, model: type[Event], found: Schema) -> Schema:
    """Offer an event of a type in editors: its required fields, with places to fill in, behind all other proposals."""
    places = count(1)
    fields = found[model.__name__]
    filled = {name: _blank(fields["properties"][name], found, places) for name in fields["required"] if name != "type"}
    body = {"id": filled.pop("id"), "type": word, **filled}
    return {"label": word, "description": definition(model), "sortText": f"~{word}", "body": body}


def _blank(schema: Schema, found: Schema, places: Iterator[int]) -> Any:
    """Give what stands for a value that is to be filled in: `$1`, in the list or mapping that it must stand in."""
    body = found[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if body["type"] == "array":
        return [_blank(body["items"], found, places)]
    if body["type"] == "object":
        return {name: _blank(body["properties"][name], found, places) for name in body["required"]}
    return f"${next(places)}"


def _branch(word: str, model: type[Event], body: Schema) -> Schema:
    """Close one type's branch, and describe it by its page of the codebook."""
    body["properties"]["type"] = {"const": word, "description": definition(model)}
    body["markdownDescription"] = page(model)
    return body


def definition(model: type[Event]) -> str:
    """Give a type's definition: the first sentence of its page."""
    return inspect.cleandoc(model.__doc__ or "").partition("\n")[0]


def page(model: type[Event]) -> str:
    """Give a type's page of the codebook in Markdown: definition, what belongs to it, what does not, and an example."""
    parts = [inspect.cleandoc(model.__doc__ or "")]
    for title, lines in (("Is", model.entry.includes), ("Is not", model.entry.excludes)):
        if lines:
            parts.append(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))
    parts.append("```yaml\n" + inspect.cleandoc(model.entry.example) + "\n```")
    return "\n\n".join(parts)


def registry_schema(kind: DocumentKind) -> Schema:
    """Give the schema of a registry, of the decisions or of the retired ids."""
    found = definitions([model_of(kind)], "validation")
    entry = {"$ref": f"#/$defs/{model_of(kind).__name__}"}
    if kind.form == "list":
        body: Schema = {"type": "array", "maxItems": MOST_ENTRIES, "items": entry}
    else:
        body = {
            "type": "object",
            "maxProperties": MOST_ENTRIES,
            "propertyNames": {"pattern": kind.key, "patternErrorMessage": kind.key_says, "not": _NEWLINE},
            "additionalProperties": entry,
        }
    return document(kind.name, kind.about, body, found)


def document(name: str, title: str, body: Schema, found: Schema) -> Schema:
    """Make a schema of its own: with a name, a title, and its definitions in order."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:communique:schema:v{VERSION}:{name}",
        "title": title,
        **{key: value for key, value in body.items() if key != "markdownDescription"},
        "$defs": dict(sorted(found.items())),
    }


def authoring_schemas() -> dict[str, Schema]:
    """Give all schemas for authors by their file names."""
    schemas = {}
    for kind in KINDS:
        schema = annotation_schema() if kind.form == "annotation" else registry_schema(kind)
        schemas[f"{kind.name}.schema.json"] = schema
    return schemas
