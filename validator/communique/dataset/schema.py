"""The published schema of the dataset, in the shape that type generators read: types of rows under `oneOf`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from communique.dataset.fields import settled_fields
from communique.dataset.rows import TABLES, EventRow, Identified, Reported, RetiredId
from communique.evidence import State
from communique.model.article import Head
from communique.model.base import Record, records_at
from communique.model.names import Actor, PlaceEntry, Retirement, Topic
from communique.model.parts import Passage
from communique.model.schema import Schema, definition, definitions, document
from communique.model.types import event_types
from communique.published import VERSION
from communique.support import Support

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.model.event import Event

_ENTRIES: Final[dict[str, tuple[type[Record], type[Record], str]]] = {
    "actors": (Actor, Identified, "Actor"),
    "places": (PlaceEntry, Identified, "Place"),
    "topics": (Topic, Identified, "Topic"),
    "retired": (Retirement, RetiredId, "Retired"),
}
_ROWS: Final = {"events": "EventRow", "reports": "ReportRow", "articles": "ArticleRow"}
_TABLES: Final = {
    "events": "Canonical events: what all reports of each come to. Sorted by id, as all tables are.",
    "reports": "Every event of every article, as its author wrote it.",
    "articles": "The articles, and who annotated them how.",
    "actors": "Who acts, speaks and reports.",
    "places": "Where events happen.",
    "topics": "What talks and texts are about.",
    "retired": "Canonical ids that were published once and are no more.",
}
VERIFIED: Final[Schema] = {
    "outcome": {
        "description": "Whether the passage was found in the article's text; absent where that is not known.",
        "enum": list(get_args(State)),
    },
    "support": {
        "description": "Whether the passage shows the value that it is given for; absent where that is not known.",
        "enum": list(get_args(Support)),
    },
}

LOCATED: Final[Schema] = {
    "selectors": {
        "description": "Where the passage is, by the Web Annotation Data Model of the W3C; offsets are in code points.",
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "description": "One way to select the passage.",
            "properties": {
                "type": {
                    "description": "The kind of selector.",
                    "enum": ["TextQuoteSelector", "FragmentSelector", "TextPositionSelector"],
                },
                "exact": {"type": "string", "description": "The words, in full."},
                "conformsTo": {"type": "string", "description": "The rules by which the fragment is read."},
                "value": {"type": "string", "description": "The fragment."},
                "start": {"type": "integer", "minimum": 0, "description": "The offset of the first code point."},
                "end": {"type": "integer", "minimum": 0, "description": "The offset behind the last code point."},
            },
            "required": ["type"],
            "additionalProperties": False,
        },
    },
    "link": {
        "type": "string",
        "description": "The address that scrolls to the passage, where the article has an address.",
    },
}
"""What a passage of a report has besides, so that other programs find it."""


def dataset_schema() -> Schema:
    """Give the schema of `dataset.json`; its definitions are those of the rows of every other format."""
    types = event_types()
    bases = (EventRow, Head, Identified, RetiredId, Reported, Passage)
    models: list[type[Record]] = [*bases, *(model for model, *_ in _ENTRIES.values()), *types.values()]
    found = definitions(models, "serialization")
    for model in _all_records(models):
        _present(found[model.__name__], model)
    event, reported, head = (found.pop(model.__name__) for model in (EventRow, Reported, Head))
    identities: dict[type[Record], Schema] = {model: found.pop(model.__name__) for model in (Identified, RetiredId)}
    found[Passage.__name__]["properties"].update({**VERIFIED, **LOCATED})
    found[Passage.__name__]["required"].append("selectors")
    for word, cls in types.items():
        body, name = found.pop(cls.__name__), cls.__name__
        found[f"{name}Fields"] = _fields(word, body, settled_fields(cls))
        found[f"{name}Event"] = _typed("canonical event", word, _with(event, _own(name)), cls)
        found[f"{name}Report"] = _typed("report", word, _with(body, reported), cls)
    found["EventRow"] = {"oneOf": [{"$ref": f"#/$defs/{model.__name__}Event"} for model in types.values()]}
    found["ReportRow"] = {"oneOf": [{"$ref": f"#/$defs/{model.__name__}Report"} for model in types.values()]}
    found["ArticleRow"] = _article(found.pop("Article"), head)
    for model, identity, name in _ENTRIES.values():
        found[f"{name}Row"] = _with(found.pop(model.__name__), identities[identity])
    body = {
        "type": "object",
        "properties": {
            "schema_version": {
                "const": VERSION,
                "description": "The version of this schema: rows of one version stay readable.",
            },
            **{table: _table(table) for table in TABLES},
        },
        "required": ["schema_version", *TABLES],
        "additionalProperties": False,
    }
    return document("dataset", "A communique dataset: all tables in one document.", body, found)


def _table(table: str) -> Schema:
    row = _ROWS[table] if table in _ROWS else f"{_ENTRIES[table][2]}Row"
    return {"description": _TABLES[table], "type": "array", "items": {"$ref": f"#/$defs/{row}"}}


def _fields(word: str, body: Schema, names: tuple[str, ...]) -> Schema:
    """Describe what a type's own fields come to: none is sure to be there, since reports may be silent or disagree."""
    return {
        "description": f"What reports of a canonical event of the type `{word}` come to in the fields that this type "
        "has of its own. Absent is what no report tells, and what is contested and comes to nothing.",
        "type": "object",
        "properties": {name: body["properties"][name] for name in names},
        "additionalProperties": False,
    }


def _own(name: str) -> Schema:
    about = (
        "The fields that only this type has, as its reports settle them. Whoever takes part stands in `participants`."
    )
    return {"properties": {"fields": {"$ref": f"#/$defs/{name}Fields", "description": about}}, "required": ["fields"]}


def _typed(kind: str, word: str, body: Schema, model: type[Event]) -> Schema:
    about = f"A {kind} of the type `{word}`. {definition(model)}"
    said = body["properties"]["type"].get("description", "What was done.")
    properties = {**body["properties"], "type": {"const": word, "description": said}}
    return {**body, "properties": properties, "description": about, "markdownDescription": about}


def _article(article: Schema, head: Schema) -> Schema:
    """Unite an article with what its head says besides."""
    properties = {name: head["properties"][name] for name in ("annotation", "notes")}
    return {
        **article,
        "properties": {**article["properties"], **properties},
        "required": [*article["required"], "annotation"],
    }


def _all_records(models: Iterable[type[Record]]) -> set[type[Record]]:
    """Give these classes and those of all records inside of them."""
    found: set[type[Record]] = set()
    waiting = list(models)
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting.extend(inner for name in model.model_fields for inner in records_at(model, (name,)))
    return found


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
