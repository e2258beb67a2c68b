"""The reference of the published schemas: a page a file, a heading with an anchor for each definition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from communique.documents import KINDS
from communique.schemas import published
from docs.generate.markdown import code, inline, link, page, table
from docs.generate.shapes import Book, Schema, anchor, bounds, fields, kind, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER: Final = "schema"
_DESCRIPTION: Final = "The JSON Schemas of annotations, registries and the dataset."
_ABOUT: Final = """\
Every file of a corpus has a [JSON Schema](https://json-schema.org/) (2020-12), generated from the models, and so has
the dataset. Editors read them for completion and help, other programs to validate without communique.
[What may change in them](changes.md) is a promise; what they cannot say is left to [the rules](../rules/index.md)."""
_NOTES: Final = """\
No field is ever `null`: what is not known is left out. A key that is not listed is refused. Patterns match the whole
text, and no text ends in a line break where it has a pattern. A list that is given has at least one value."""


def pages() -> dict[str, str]:
    """Give the pages by their paths: an index, and one for each schema."""
    schemas = {name.partition(".")[0]: json.loads(text) for name, text in published().items()}
    found = {f"{FOLDER}/index.md": _index(schemas)}
    for name, schema in schemas.items():
        found[f"{FOLDER}/{name}.md"] = _page(name, schema)
    return found


def files() -> dict[str, str]:
    """Give the schemas themselves by their paths in the site."""
    return {f"{FOLDER}/v1/{name}": text for name, text in published().items()}


def _index(schemas: Mapping[str, Schema]) -> str:
    stands = {each.name: f"annotations/{each.path}" for each in KINDS}
    rows = [
        (link(code(name), f"{name}.md"), inline(schema["title"]), code(stands.get(name, "dataset.json")))
        for name, schema in schemas.items()
    ]
    return page(
        "Schema reference", _ABOUT, table(("schema", "for", "stands in"), rows), _NOTES, description=_DESCRIPTION
    )


def _page(name: str, schema: Schema) -> str:
    definitions: Mapping[str, Schema] = schema["$defs"]
    book = Book(definitions)
    file = f"v1/{name}.schema.json"
    top = [inline(schema["title"]), f"The file is {link(code(file), file)}.", *_body(schema, book)]
    common = {part: (whole, shared) for whole in definitions for part, shared in _branches(whole, definitions)}
    parts = []
    for each, body in definitions.items():
        parts.append(f"### {code(each)} {{ #{anchor(each)} }}")
        if each in common:
            parts += _branch(body, book, *common[each])
        else:
            parts += _body(body, book)
            parts += _alternatives(each, definitions, book)
    return page(name, *top, "## Definitions", *parts, description=schema["title"], boost=0.5)


def _body(schema: Schema, book: Book) -> Iterator[str]:
    """Say what a definition asks for."""
    yield inline(schema.get("description", ""))
    if "enum" in schema:
        yield words(schema)
        return
    if "properties" not in schema or schema["type"] != "object":
        what = kind(schema, book)
        yield f"{what[:1].upper()}{what[1:]}." if what else ""
        yield "\n".join(f"- {each}" for each in bounds(schema))
    if "properties" in schema and "allOf" not in schema:
        yield fields(schema, book, schema["properties"])
    if "additionalProperties" in schema and "properties" in schema and schema["additionalProperties"] is not False:
        yield f"Any other key: {kind(schema['additionalProperties'], book)}."


def _branch(schema: Schema, book: Book, whole: str, shared: frozenset[str]) -> Iterator[str]:
    """Say what an alternative asks for besides what all alternatives have."""
    yield inline(schema.get("description", ""))
    own = [name for name in schema["properties"] if name not in shared]
    yield f"What every {book.link(whole)} has, and:"
    yield fields(schema, book, own)


def _alternatives(name: str, definitions: Mapping[str, Schema], book: Book) -> Iterator[str]:
    """List the alternatives of a definition, and the fields that all of them have."""
    branches = _branches(name, definitions)
    if not branches:
        return
    yield f"One of these, by its `type`: {', '.join(book.link(part) for part, _ in branches)}."
    first, shared = branches[0]
    yield "Each of them has these fields:"
    yield fields(definitions[first], book, [each for each in definitions[first]["properties"] if each in shared])


def _branches(name: str, definitions: Mapping[str, Schema]) -> list[tuple[str, frozenset[str]]]:
    """Give the alternatives of a definition by name, each with the fields that are the same in all of them."""
    schema = definitions[name]
    listed = schema.get("oneOf") or [each["then"] for each in schema.get("allOf", ()) if "then" in each]
    parts = [each["$ref"].rpartition("/")[2] for each in listed]
    if not parts:
        return []
    first, *others = [definitions[part]["properties"] for part in parts]
    shared = frozenset(field for field in first if all(other.get(field) == first[field] for other in others))
    return [(part, shared) for part in parts]
