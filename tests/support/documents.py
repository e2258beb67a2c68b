"""Documents as strategies, written by hand from the fields of the models: whole and right ones of every kind."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from communique.model.article import Head
from communique.model.base import (
    FORMS,
    CanonicalId,
    Currency,
    Digest,
    Language,
    Line,
    Record,
    Shorthand,
    Slug,
    Url,
    Vocabulary,
)
from communique.model.documents import model_of
from communique.model.edtf import Edtf
from communique.model.names import CountryCode
from communique.model.parts import FieldName
from communique.model.types import event_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.documents import DocumentKind
    from communique.subset import Value

Strategy: TypeAlias = "st.SearchStrategy[Value]"


def pattern_of(text: Any) -> str:
    """Give the pattern of one of the models' text types."""
    return next(each for each in (_find(text.__metadata__, "pattern")) if isinstance(each, str))


def _find(metadata: Iterable[object], name: str) -> Iterator[Any]:
    """Find what the metadata of a field say under a name, also inside of nested fields."""
    for each in metadata:
        if isinstance(each, FieldInfo):
            yield from _find(each.metadata, name)
        elif getattr(each, name, None) is not None:
            yield getattr(each, name)


_ASTRAL: Final = "\U0001f54a"
"""A character that is one code point and two units of UTF-16, which JavaScript counts by."""

TEXTS: Final[dict[str, tuple[str, ...]]] = {
    pattern_of(Slug): ("a", "0", "south-korea", "a-1-b-2", "x" * 100, "9" * 100),
    pattern_of(CanonicalId): ("a", "a-b.c-d", "talks-2025", "2025.1", "a" * 100 + "." + "b" * 100, "x" * 201),
    pattern_of(Line): ("x", "Two sides met.", " \u00a0 ", "중국", "\u0085\u2028", "x" * 500, _ASTRAL * 500),
    pattern_of(Url): ("http://a", "https://example.org/?q=ü#f", "https://" + "x" * 1_992, "http://\u00a0\u2028"),
    pattern_of(Language): ("en", "kok", "zh-Hant", "en-US-x0", "de-" + "A1b2c3d4-" * 3 + "ab"),
    pattern_of(Digest): ("0" * 64, "0123456789abcdef" * 4),
    pattern_of(Currency): ("USD", "XXX"),
    pattern_of(CountryCode): ("KR", "ZZ"),
    pattern_of(FieldName): ("date", "event", "participants.1", "_", "killed.min", "a.0.b_c", "a." + "1" * 98),
}
"""Right texts for every pattern of the models, the longest among them."""

FREE: Final = ("x", "Two\nlines.\n", " ", "\t", "\u00e9e\u0301", _ASTRAL, "… and “so” on")
"""Right texts where there is no pattern."""

DATES: Final[tuple[Value, ...]] = (
    *("2025", "2025-11", "2025-11-01", "2024-02-29", "1000", "9999-12-31", "2025~", "2025-11?", "2025-11-01%"),
    *("2025-09-01/2025-09-10", "2025/2025", "2025-09/..", "../2025-09-10", "2025-12-31~/2026-01-01~"),
    *(1000, 2019, 9999),
)
"""Right dates, bare years among them."""


@cache
def records(cls: type[Record]) -> Strategy:
    """Make right mappings for a record: its required fields, and some of the others."""
    required: dict[str, Strategy] = {}
    optional: dict[str, Strategy] = {}
    for name, field in cls.model_fields.items():
        (required if field.is_required() else optional)[name] = values(field.annotation, field.metadata)
    mappings: Strategy = st.fixed_dictionaries(required, optional=optional).map(dict[str, Any])
    return mappings


@cache
def _record_or_short(cls: type[Record]) -> Strategy:
    short = cls.shorthand if issubclass(cls, Shorthand) else None
    if short is None:
        return records(cls)
    field = cls.model_fields[short]
    return st.one_of(values(field.annotation, field.metadata), records(cls))


def values(annotation: Any, metadata: Iterable[object] = ()) -> Strategy:
    """Make right values for a type as it is written in a model, with what is known of it besides."""
    metadata = tuple(metadata)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return values(arguments[0], (*arguments[1:], *metadata))
    if origin in {Union, UnionType}:
        (known,) = (each for each in arguments if each is not type(None))
        return values(known, metadata)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return _lists(arguments[0], metadata)
    if origin is dict:
        return _mappings(arguments[1])
    return _plain(annotation, metadata)


def _plain(annotation: type, metadata: tuple[object, ...]) -> Strategy:
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return st.integers(next(_find(metadata, "ge")), next(_find(metadata, "le")))
    if annotation is str:
        return _texts(metadata)
    if issubclass(annotation, Edtf):
        return st.sampled_from(DATES)
    if issubclass(annotation, Vocabulary):
        return st.sampled_from([str(member) for member in annotation])
    assert issubclass(annotation, Record), annotation
    return _record_or_short(annotation)


def _texts(metadata: tuple[object, ...]) -> Strategy:
    pattern = next(_find(metadata, "pattern"), None)
    if pattern is not None:
        return st.sampled_from(TEXTS[pattern])
    longest = next(_find(metadata, "max_length"))
    return st.sampled_from((*FREE, "x" * longest, "\n" * longest, _ASTRAL * longest))


def _lists(inner: Any, metadata: tuple[object, ...]) -> Strategy:
    """Make short lists, and single values alone where these may stand for a list of one."""
    fewest, most = next(_find(metadata, "min_length")), next(_find(metadata, "max_length"))
    item = values(inner)
    lists: Strategy = st.lists(item, min_size=fewest, max_size=min(fewest + 1, most)).map(list[Any])
    alone = any(getattr(each, "func", None) is not None for each in metadata)
    return st.one_of(item, lists) if alone else lists


def _mappings(inner: Any) -> Strategy:
    """Make evidence: the passages of the event, and those of other fields."""
    item = values(inner)
    keys = st.sampled_from(TEXTS[pattern_of(FieldName)])
    others = st.dictionaries(keys, item, max_size=2)
    mappings: Strategy = st.builds(lambda event, more: {**more, "event": event}, item, others)
    return mappings


@cache
def events(word: str) -> Strategy:
    """Make right events of a type."""
    return records(event_types()[word])


def articles(event: Strategy) -> Strategy:
    """Make right annotations of such events."""
    lists = st.lists(event, max_size=2)
    made: Strategy = st.builds(lambda head, some: {**head, "events": some}, records(Head), lists)
    return made


def registries(kind: DocumentKind) -> Strategy:
    """Make right registries, decisions or retired ids."""
    entry = records(model_of(kind))
    made: Strategy
    if kind.form == "list":
        made = st.lists(entry, max_size=2).map(list[Any])
    else:
        made = st.dictionaries(st.sampled_from(TEXTS[kind.key]), entry, max_size=2).map(dict[str, Any])
    return made


def whole(kind: DocumentKind) -> Strategy:
    """Make right files of a kind; annotations have events of all types."""
    if kind.form != "annotation":
        return registries(kind)
    return articles(st.sampled_from(list(event_types())).flatmap(events))


def forms_without_texts() -> set[str]:
    """Tell the patterns of the models for which there are no right texts here."""
    return set(FORMS) - set(TEXTS)
