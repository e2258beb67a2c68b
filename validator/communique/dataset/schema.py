"""The published schema of the dataset, in the shape that type generators read: one type of row beside the other, under `oneOf`."""

from __future__ import annotations

from typing import Any, Final

from communique.dataset.rows import TABLES, EventRow, Identified, Reported
from communique.model.article import Head
from communique.model.event import Event
from communique.model.names import Actor, PlaceEntry, Topic
from communique.model.schema import VERSION, Schema, definitions, document
from communique.model.types import event_types

from communique.model.base import Record

_REGISTRIES: Final[dict[str, type[Record]]] = {"actors": Actor, "places": PlaceEntry, "topics": Topic}


def dataset_schema() -> Schema:
    """Give the schema of `dataset.json`; its definitions are those of the rows of every other format."""
    types = event_types()
    models: list[type[Record]] = [EventRow, Head, Identified, Reported, *_REGISTRIES.values(), *types.values()]
    found = definitions(models, "serialization")
    for model in models:
        _present(found[model.__name__], model)
    reported, identified = found.pop("Reported"), found.pop("Identified")
    head = found.pop("Head")
    rows: dict[str, Schema] = {
        "events": {"$ref": "#/$defs/EventRow"},
        "reports": {"oneOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in types.values()]},
        "articles": {"$ref": "#/$defs/ArticleRow"},
    }
    for word, event in types.items():
        body = _with(found[event.__name__], reported)
        body["properties"]["type"] = {"const": word}
        found[event.__name__] = body
    article = found.pop("Article")
    article["properties"] |= {"annotation": head["properties"]["annotation"], "notes": head["properties"]["notes"]}
    article["required"] = [*article["required"], "annotation"]
    found["ArticleRow"] = article
    for table, model in _REGISTRIES.items():
        found[model.__name__] = _with(found[model.__name__], identified)
        rows[table] = {"$ref": f"#/$defs/{model.__name__}"}
    body = {
        "type": "object",
        "properties": {
            "schema_version": {"const": VERSION},
            **{table: {"type": "array", "items": rows[table]} for table in TABLES},
        },
        "required": ["schema_version", *TABLES],
        "additionalProperties": False,
    }
    return document("dataset", "A communique dataset: all tables in one document.", body, found)


def _present(body: Schema, model: type[Record]) -> None:
    """State what rows always have: fields that the model fills in, lists even where they are empty."""
    required = [name for name, field in model.model_fields.items() if field.is_required() or field.default is not None]
    body["required"] = required
    for name, field in model.model_fields.items():
        if field.default == ():
            body["properties"][name].pop("minItems", None)


def _with(body: Schema, more: Schema) -> Schema:
    """Unite a row's identity with the fields of what it was made from."""
    return {
        **body,
        "properties": {**body["properties"], **more["properties"]},
        "required": list(dict.fromkeys([*more["required"], *body["required"]])),
    }
