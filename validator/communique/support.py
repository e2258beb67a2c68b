"""Whether a passage supports a value: whether the value, or a registered form of it, is among its words.

It is deterministic and asks for little: names for actors and places, an expression that means the date, digits or
words for a number. What a program cannot judge in this way (a topic, a kind, a summary) is uncheckable, and is never
said to be supported.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from communique.anchor import Folded, fold
from communique.model.edtf import Edtf
from communique.model.parts import Attribution, EventPlace, Money, Number, Party
from communique.numerals import spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.ids import ReferenceKind
    from communique.model.names import Actor
    from communique.model.registry import Names

Support: TypeAlias = Literal["supported", "unsupported", "uncheckable"]

LITERAL: Final = frozenset({"title", "name", "slogans"})
"""The fields whose words must stand in the passage as they are."""


def support(
    field: str, value: object, kind: ReferenceKind | None, passage: str, names: Names, published: Edtf | None
) -> Support:
    """Judge one value of one field by one passage.

    `kind` says what a text refers to, where it is an id; `published` is what relative dates are counted from.
    """
    match value:
        case Edtf():
            from communique.when import supports

            shown = supports(passage, value, published)
        case EventPlace():
            shown = _names_place(value.place, passage, names)
        case Party():
            shown = _names_actor(value.actor, passage, names)
        case Attribution():
            shown = any(_names_actor(name, passage, names) for name in (value.source, *value.via))
        case str():
            shown = _text(field, value, kind, passage, names)
        case _:
            shown = _figure(value, passage)
    return "uncheckable" if shown is None else "supported" if shown else "unsupported"


def _text(field: str, value: str, kind: ReferenceKind | None, passage: str, names: Names) -> bool | None:
    if kind == "actor":
        return _names_actor(value, passage, names)
    if kind == "place":
        return _names_place(value, passage, names)
    return _occurs_any((value,), passage) if field in LITERAL else None


def _figure(value: object, passage: str) -> bool | None:
    match value:
        case bool():
            return None
        case int():
            return _occurs_any(spellings(value), passage, fold_case=True)
        case Money():
            return _occurs_any(spellings(value.amount), passage, fold_case=True)
        case Number() if value.says is not None:
            return _occurs_any((value.says,), passage)
        case Number():
            bounds = [bound for bound in (value.min, value.max) if bound is not None]
            return any(_occurs_any(spellings(bound), passage, fold_case=True) for bound in bounds)
        case _:
            return None


def _names_place(name: str, passage: str, names: Names) -> bool | None:
    entry = names.places.get(name)
    return _occurs_any((entry.name, *(alias.name for alias in entry.aliases)), passage) if entry else None


def _names_actor(name: str, passage: str, names: Names) -> bool | None:
    """Whether a passage names an actor.

    By a registered name, or by an office together with the state that it is held in.
    """
    actor = names.actors.get(name)
    if actor is None:
        return None
    if _occurs_any((actor.name, *(alias.name for alias in actor.aliases), *actor.demonyms), passage):
        return True
    return any(
        _occurs_any(role, passage, fold_case=True) and _occurs_any(tuple(_forms(state, names)), passage)
        for role, state in _roles(actor)
    )


def _roles(actor: Actor) -> Iterator[tuple[tuple[str, ...], str | None]]:
    for office in actor.offices:
        words = office.office.replace("-", " ")
        yield (words, *((office.title,) if office.title else ())), office.of or actor.of


def _forms(state: str | None, names: Names) -> Iterator[str]:
    entry = names.actors.get(state) if state else None
    if entry is not None:
        yield entry.name
        yield from (alias.name for alias in entry.aliases)
        yield from entry.demonyms


def _occurs_any(forms: Iterable[str], passage: str, *, fold_case: bool = False) -> bool:
    """Whether one of some words stands in a passage, as whole words, typography folded."""
    text = Folded.of(passage.lower() if fold_case else passage)
    return text.holds(_form(form.lower() if fold_case else form) for form in forms)


_form = lru_cache(maxsize=1 << 14)(fold)
"""Words that are registered are looked for in many passages, and folded once."""
