"""Ids that are given another word, wherever they stand; by the smallest edits, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsprotocol import types

from communique.diagnostic import Edit
from communique.ids import CANONICAL, CANONICAL_SAYS, SLUG, SLUG_SAYS
from communique.lsp.mentions import Thing, mentions_of, registry_of
from communique.lsp.references import mention_at
from communique.lsp.scalars import scalar
from communique.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.lsp.mentions import Mention, Sort, Words
    from communique.lsp.view import View


class RefusedError(Exception):
    """Why something cannot be renamed, in words for the user."""


def renameable(view: View, position: types.Position) -> types.PrepareRenamePlaceholder | None:
    """Give the stretch and the word that would be renamed at a position; None where no id stands."""
    mention = mention_at(view, position)
    if mention is None:
        return None
    _ensure_known(view, mention.thing)
    return types.PrepareRenamePlaceholder(view.columns().range(mention.token.inner), mention.thing.id)


def renamed(view: View, position: types.Position, new: str) -> types.WorkspaceEdit | None:
    """Give the edits that rename what is named at a position; None where no id stands.

    Raises RefusedError where the new word is no id or is taken, and where a file that is to be edited cannot be read.
    """
    mention = mention_at(view, position)
    if mention is None:
        return None
    thing = mention.thing
    _ensure_known(view, thing)
    _ensure_free(view, thing, new)
    edits: dict[str, dict[Edit, None]] = {}
    for words, each, text in _places(view, thing, new):
        if not words.sure:
            message = f"`{visible(words.name)}` names it and cannot be read as it is now: mend it first"
            raise RefusedError(message)
        span = each.token.inner
        written = text if span != each.token.span else scalar(text)
        edits.setdefault(words.name, {})[Edit(span, written)] = None
    return view.edit(edits)


def _places(view: View, thing: Thing, new: str) -> Iterator[tuple[Words, Mention, str]]:
    """Find where a thing is named, with what is to stand there."""
    for words, mention in mentions_of(view.shelf, thing):
        yield words, mention, new
    route = view.words.event_route(thing.id) if thing.sort == "local" else None
    made = view.words.canonical_of(route) if route is not None else None
    if made is not None and made == f"{view.words.article}.{thing.id}":
        # Other files know the event by the article's id and its own.
        for words, mention in mentions_of(view.shelf, Thing("canonical", made)):
            if not mention.declares:
                yield words, mention, f"{view.words.article}.{new}"


def _ensure_known(view: View, thing: Thing) -> None:
    """Refuse what has no place of its own in which it is named: an id that is made of two, or that nobody gave."""
    if thing.sort == "local":
        return
    name = visible(thing.id)
    if thing.sort != "canonical":
        if thing.id not in _registered(view, thing.sort):
            message = f"`{name}` is not registered: there is nothing to rename"
            raise RefusedError(message)
        return
    declared = [each.token.route[-1] for _, each in mentions_of(view.shelf, thing) if each.declares]
    if not declared:
        message = f"no event has the id `{name}`: there is nothing to rename"
        raise RefusedError(message)
    if "canonical" not in declared:
        cure = "rename the event in its file, or give it a `canonical` id"
        message = f"`{name}` is made of an article's id and an event's: {cure}"
        raise RefusedError(message)


def _registered(view: View, sort: Sort) -> frozenset[str]:
    return next((ids for kind, ids in view.shelf.names.ids.items() if kind == sort), frozenset())


def _ensure_free(view: View, thing: Thing, new: str) -> None:
    """Refuse a word that is no id, or that something has already."""
    canonical = thing.sort == "canonical"
    if not re.fullmatch(CANONICAL if canonical else SLUG, new):
        message = f"`{visible(new)}` is no id; ids are {CANONICAL_SAYS if canonical else SLUG_SAYS}"
        raise RefusedError(message)
    if new == thing.id:
        return
    if thing.sort in {"local", "canonical"}:
        taken = _event_called(view, thing, new)
    else:
        taken = registry_of(view.shelf, thing.sort) if new in _registered(view, thing.sort) else None
    if taken is not None:
        message = f"`{new}` is taken: it stands in `{visible(taken)}`"
        raise RefusedError(message)


def _event_called(view: View, thing: Thing, new: str) -> str | None:
    """Give the file in which a word is the id of an event already, of the article or of the world."""
    in_world = next((words.name for words, _ in mentions_of(view.shelf, Thing("canonical", new))), None)
    if in_world is not None:
        return in_world
    if thing.sort == "local":
        return view.name if view.words.event_route(new) is not None else None
    named = (words for words, each in mentions_of(view.shelf, thing))
    return next((words.name for words in named if words.event_route(new) is not None), None)
