"""The codebook: a page an event type, from its model: the same source as `communique explain` and the schema."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from communique.model.base import Vocabulary, vocabulary_of
from communique.model.event import Event
from communique.model.schema import annotation_schema, definition
from communique.model.types import event_types
from communique.model.vocabulary import RelationKind
from docs.generate.markdown import bullets, code, fence, inline, link, page, plain, table
from docs.generate.shapes import Book, Schema, anchor, fields, is_shared_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.model.event import Equivalent

FOLDER: Final = "codebook"
COMMON: Final = "common"
_SCHEMA: Final = "../schema/annotation.md"
_EXAMPLE: Final = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ABOUT: Final = """\
A type says what was done. Whether it happened, how sure that is and who says so are [fields of every event](common.md).
`communique explain summit` shows the same pages in a terminal, and an editor shows them where you type.
What no single type can decide stands in the [coding guide](../coding-guide.md)."""
_MAPPING: Final = """\
`exact` keeps the meaning, `lossy` loses or narrows something, `none` is not exported. The first line that fits is
taken. What is planned, hypothetical or denied is treated by [rules of the export](../formats.md#plover) besides."""


def pages(examples: Mapping[str, str]) -> dict[str, str]:
    """Give the pages by their paths: an index, the fields of every event, and a page for each type.

    `examples` has the cases of a type in Markdown, by its word; what they show as right is shown as examples.
    """
    types = event_types()
    definitions: Mapping[str, Schema] = annotation_schema()["$defs"]
    book = Book(definitions, _SCHEMA)
    return {
        f"{FOLDER}/index.md": _index(types),
        f"{FOLDER}/{COMMON}.md": _common(next(iter(types.values())), book),
        **{
            f"{FOLDER}/{word}.md": _type(word, model, book, _EXAMPLE.findall(_right(examples.get(word, ""))))
            for word, model in types.items()
        },
    }


def _right(cases: str) -> str:
    return cases.partition("\n## Right\n")[2].partition("\n## ")[0]


def _index(types: Mapping[str, type[Event]]) -> str:
    rows = [
        (link(code(word), f"{word}.md"), inline(definition(model)), _plover(model)) for word, model in types.items()
    ]
    return page("The codebook", _ABOUT, table(("type", "is", "PLOVER"), rows), description="All event types.", boost=2)


def _plover(model: type[Event]) -> str:
    names = dict.fromkeys(each.plover for each in model.entry.equivalents if each.plover)
    return ", ".join(plain(name) for name in names) or "–"


def _type(word: str, model: type[Event], book: Book, examples: list[str]) -> str:
    schema = book.definitions[model.__name__]
    shared = [name for name in schema["properties"] if _is_shared(schema["properties"][name]) or name == "type"]
    own = [name for name in schema["properties"] if name not in shared]
    needed = [code(name) for name in schema["properties"] if name in shared and name in schema["required"]]
    return page(
        word,
        inline(inspect.cleandoc(model.__doc__ or "")),
        *_lists(word, model),
        "## Example",
        fence(inspect.cleandoc(model.entry.example), "yaml"),
        *_more(examples),
        "## Fields",
        fields(schema, _with_words(book, model, own), own),
        f"Every event has {', '.join(needed)} besides, and may have other [fields of every event]({COMMON}.md).",
        *_vocabularies(model, own),
        "## In PLOVER and CAMEO",
        _equivalents(model.entry.equivalents),
        _MAPPING,
        description=definition(model),
        boost=2,
    )


def _is_shared(schema: Schema) -> bool:
    return is_shared_field(str(schema.get("$ref", "")).rpartition("/")[2])


def _lists(word: str, model: type[Event]) -> Iterator[str]:
    """List what belongs to a type, and what does not: there, words lead to the types to take instead."""
    if model.entry.includes:
        yield "## Is"
        yield bullets(model.entry.includes)
    if model.entry.excludes:
        linked = {code(other): _to_type(other) for other in event_types() if other not in {word, "other"}}
        yield "## Is not"
        yield re.sub("<code>.*?</code>", lambda match: linked.get(match[0], match[0]), bullets(model.entry.excludes))


def _more(examples: list[str]) -> Iterator[str]:
    if examples:
        shown = "\n\n".join(fence(each, "yaml") for each in examples)
        yield '??? example "More examples"\n\n' + "\n".join(f"    {line}".rstrip() for line in shown.splitlines())


def _closed(model: type[Event], names: list[str]) -> dict[str, type[Vocabulary]]:
    """Give the closed lists of some fields, by the names of the fields."""
    listed = {name: vocabulary_of(model.model_fields[name].annotation) for name in names}
    return {name: vocabulary for name, vocabulary in listed.items() if vocabulary is not None}


def _with_words(book: Book, model: type[Event], names: list[str]) -> Book:
    """Let the closed lists of some fields be found on the page that shows them."""
    here = {vocabulary.__name__: anchor(name) for name, vocabulary in _closed(model, names).items()}
    return replace(book, here=here)


def _vocabularies(model: type[Event], names: list[str]) -> Iterator[str]:
    """Show the closed lists of some fields, each under the name of its field."""
    listed = _closed(model, names)
    if listed:
        yield "## Words"
    for name, vocabulary in listed.items():
        yield f"### {code(name)} {{ #{anchor(name)} }}"
        yield inline(inspect.cleandoc(vocabulary.__doc__ or ""))
        yield _words(vocabulary)


def _words(vocabulary: type[Vocabulary]) -> str:
    return table(("word", "means"), ((code(word.value), inline(word.meaning)) for word in vocabulary))


def _equivalents(equivalents: tuple[Equivalent, ...]) -> str:
    rows = []
    for each in equivalents:
        when = " and ".join(
            f"{code(name)} is {' or '.join(code(word) for word in words)}" for name, words in each.when.items()
        )
        others = "otherwise" if len(equivalents) > 1 else "always"
        cells = (each.plover, each.mode, each.cameo)
        rows.append((when or others, *(plain(cell) if cell else "–" for cell in cells), code(each.match)))
    return table(("when", "PLOVER", "mode", "CAMEO root", "match"), rows)


def _common(model: type[Event], book: Book) -> str:
    schema = book.definitions[model.__name__]
    shared = [name for name in schema["properties"] if _is_shared(schema["properties"][name])]
    return page(
        "Fields of every event",
        "What every event has, whatever its [type](index.md): whether it happened, when, where, who says so, and what "
        "shows it.",
        "## Fields",
        fields(schema, _with_words(book, Event, shared), shared),
        *_vocabularies(Event, shared),
        "## Relations",
        "How one event stands to another: `relations: [{relation: part-of, event: the-visit}]`.",
        _relations(),
        description="The fields that every event has, their closed lists, and the relations between events.",
    )


def _relations() -> str:
    """Make the table of the relations with their laws."""
    rows = []
    for each in RelationKind:
        algebra = each.algebra
        laws = [law for law in ("symmetric", "transitive", "acyclic") if getattr(algebra, law)]
        sides = (", ".join(map(_to_type, words)) or "any" for words in (algebra.from_types, algebra.to_types))
        rows.append((code(each.value), inline(each.meaning), ", ".join(laws), *sides))
    return table(("relation", "means", "laws", "from", "to"), rows)


def _to_type(word: str) -> str:
    return link(code(word), f"{word}.md")
