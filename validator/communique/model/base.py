"""What every model is made of: strict records, texts with portable patterns, vocabularies, references.

The models and the published schema must accept the same documents, so everything here keeps to what both can say the
same way: no coercion, no floats, patterns with spelt-out classes, bounded lists, no explicit null.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Self, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import core_schema

from communique.ids import CANONICAL, CANONICAL_SAYS, SLUG, SLUG_SAYS, ReferenceKind

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

    from communique.fault import Route

T = TypeVar("T")

LARGEST = 2**53 - 1
"""The largest integer that every JSON reader keeps exactly (RFC 8259, section 6)."""

SHARED: Final = "$shared"
"""In a model's schema: the name under which a shape is published once, for all who use it; in no published file."""


class Vocabulary(StrEnum):
    """A closed list of words, each with its meaning: `MEMBER = "word", "what it means"`."""

    meaning: str

    def __new__(cls, word: str, meaning: str) -> Self:
        """Make the member: a text that knows what it means."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.meaning = meaning
        return member

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Accept the words alone (strict mode would want members), and give members."""
        words = core_schema.literal_schema([member.value for member in cls])
        return core_schema.no_info_after_validator_function(cls, words)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """List the words with their meanings beside them, where editors look for them."""
        return {
            "type": "string",
            "enum": [member.value for member in cls],
            "markdownEnumDescriptions": [member.meaning for member in cls],
            SHARED: cls.__name__,
        }


class _NotNull:
    """Takes the null out of `T | None`: a field that is not known is left out, never written as null."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


Maybe = Annotated[T | None, _NotNull()]
"""A field that may be absent; `None` in Python, never null in a file."""

Many = Annotated[tuple[T, ...], Field(strict=False, min_length=1, max_length=1_000)]
"""A list of at least one and at most 1,000 values."""

Pair = Annotated[tuple[T, ...], Field(strict=False, min_length=2, max_length=1_000)]
"""A list of at least two values."""


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


class _OneOrMany:
    """States in the schema what `_listed` accepts: one value, or a list of them, by types that do not overlap."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(schema)
        if handler.mode == "serialization":
            return many
        one = handler.resolve_ref_schema(dict(many["items"]))
        kinds = [one["type"]] if isinstance(one["type"], str) else list(one["type"])
        alone = {key: value for key, value in one.items() if key != SHARED}
        return {**alone, **many, "type": [*kinds, "array"]}


OneOrMany = Annotated[
    tuple[T, ...],
    Field(strict=False, min_length=1, max_length=1_000),
    BeforeValidator(_listed),
    _OneOrMany(),
]
"""A value that may stand alone or in a list of at least one."""


FORMS: Final[dict[str, str]] = {}
"""Every pattern of the models, and what it asks for in words."""


def patterned(name: str, pattern: str, longest: int, says: str) -> Any:
    """Constrain a text to a portable pattern and so many code points.

    `name` is what its shape is called in the published schemas, `says` is what people are told it asks for.
    """
    FORMS[pattern] = says
    extra: dict[str, Any] = {"patternErrorMessage": says, SHARED: name}
    return Field(pattern=pattern, min_length=1, max_length=longest, json_schema_extra=extra)


Slug = Annotated[str, patterned("Slug", SLUG, 100, SLUG_SAYS)]
CanonicalId = Annotated[str, patterned("CanonicalId", CANONICAL, 201, CANONICAL_SAYS)]
Line = Annotated[str, patterned("Line", "^[^\\u0000-\\u001f\\u007f]+$", 500, "one line of text")]
Prose = Annotated[str, Field(min_length=1, max_length=5_000, json_schema_extra={SHARED: "Prose"})]
Url = Annotated[
    str,
    patterned("Url", "^https?://[^\\u0000-\\u0020\\u007f]+$", 2_000, "an address that begins with http:// or https://"),
]
Language = Annotated[
    str,
    patterned("Language", "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", 35, "a language tag as in BCP 47: `en`, `ko`, `zh-Hant`"),
]
Digest = Annotated[
    str, patterned("Digest", "^[0-9a-f]{64}$", 64, "a SHA-256 digest: 64 hexadecimal digits, lower case")
]
Currency = Annotated[str, patterned("Currency", "^[A-Z]{3}$", 3, "an ISO 4217 code: `USD`, `KRW`")]
Count = Annotated[int, Field(ge=0, le=LARGEST)]


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a text as the id of something that must exist elsewhere."""

    kind: ReferenceKind


# Each kind has a shape of its own in the published schemas, so that a corpus can put its registered ids there.
ActorId = Annotated[str, patterned("ActorId", SLUG, 100, SLUG_SAYS), Reference("actor")]
PlaceId = Annotated[str, patterned("PlaceId", SLUG, 100, SLUG_SAYS), Reference("place")]
TopicId = Annotated[str, patterned("TopicId", SLUG, 100, SLUG_SAYS), Reference("topic")]
AnnotatorId = Annotated[str, patterned("AnnotatorId", SLUG, 100, SLUG_SAYS), Reference("annotator")]
EventId = Annotated[str, patterned("EventId", CANONICAL, 201, CANONICAL_SAYS), Reference("event")]


class Record(BaseModel):
    """A mapping with known keys."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    def references(self) -> Iterator[tuple[Route, ReferenceKind, str]]:
        """List every reference in this record: its route from here, the kind of thing it names, and the id."""
        for name, kind in _plan(type(self)):
            yield from _within(getattr(self, name), kind, (name,))


class Shorthand(Record):
    """A mapping that may be written as the one value alone that its `shorthand` names.

    A subclass with none takes mappings only.
    """

    shorthand: ClassVar[str | None] = None

    @model_validator(mode="before")
    @classmethod
    def _unfold(cls, value: object) -> object:
        return {cls.shorthand: value} if cls.shorthand is not None and isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the shorthand as a second type: what constrains texts does not touch mappings, nor the reverse."""
        published = handler(schema)
        if cls.shorthand is None or handler.mode == "serialization":
            return published
        body = handler.resolve_ref_schema(published)
        text = handler.resolve_ref_schema(dict(body["properties"][cls.shorthand]))
        of_the_field = {"description", "title", "default", SHARED}
        body.update({key: value for key, value in text.items() if key not in of_the_field})
        body["type"] = ["string", "object"]
        return published


_PLANS: dict[type[Record], tuple[tuple[str, ReferenceKind | None], ...]] = {}


def _plan(cls: type[Record]) -> tuple[tuple[str, ReferenceKind | None], ...]:
    """Give the fields of a record in which references can stand, with the kind of those that are ids themselves."""
    if cls not in _PLANS:
        found = []
        for name, field in cls.model_fields.items():
            marks = list(_marks((field.annotation, *field.metadata)))
            kinds = [mark.kind for mark in marks if isinstance(mark, Reference)]
            if kinds or any(_plan(mark) for mark in marks if isinstance(mark, type) and issubclass(mark, Record)):
                found.append((name, kinds[0] if kinds else None))
        _PLANS[cls] = tuple(found)
    return _PLANS[cls]


def _marks(types: tuple[object, ...]) -> Iterator[object]:
    for each in types:
        if isinstance(each, Reference) or (isinstance(each, type) and issubclass(each, Record)):
            yield each
        else:
            yield from _marks((*get_args(each), *getattr(each, "__metadata__", ())))


def _within(value: object, kind: ReferenceKind | None, route: Route) -> Iterator[tuple[Route, ReferenceKind, str]]:
    if isinstance(value, str):
        if kind is not None:
            yield route, kind, str(value)
    elif isinstance(value, Record):
        for inner, inner_kind, name in value.references():
            yield (*route, *inner), inner_kind, name
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _within(item, kind, (*route, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _within(item, kind, (*route, key))


def records_at(cls: type[Record], route: Route) -> tuple[type[Record], ...]:
    """Give the classes that the record at a route below a record of this class may have.

    None where there is no record.
    """
    current: tuple[type[Record], ...] = (cls,)
    for step in route:
        if isinstance(step, str) and any(step in each.model_fields for each in current):
            fields = [each.model_fields[step] for each in current if step in each.model_fields]
            types = tuple(mark for each in fields for mark in _marks((each.annotation, *each.metadata)))
            current = tuple(each for each in types if isinstance(each, type) and issubclass(each, Record))
    return current


def fields_at(cls: type[Record], route: Route) -> tuple[str, ...]:
    """Name the fields of the record that stands at a route below a record of this class.

    None where there is no record.
    """
    return tuple(dict.fromkeys(name for each in records_at(cls, route) for name in each.model_fields))


def fields_of_kind(cls: type[Record]) -> dict[str, ReferenceKind]:
    """Give the fields of a record whose values are ids, alone or in a list, with the kind of thing they name."""
    return {name: kind for name, kind in _plan(cls) if kind is not None}


def vocabulary_of(annotation: object) -> type[Vocabulary] | None:
    """Give the closed list that a field takes its words from, alone or in a list; None for a field that has none."""
    if isinstance(annotation, type) and issubclass(annotation, Vocabulary):
        return annotation
    return next((found for each in get_args(annotation) if (found := vocabulary_of(each)) is not None), None)
