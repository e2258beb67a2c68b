"""From an id to where it is given, and to where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.lsp.mentions import Mention, mentions_of, registry_of, reports_of, words_of
from communique.lsp.tokens import token_at

if TYPE_CHECKING:
    from lsprotocol import types

    from communique.lsp.view import View


def mention_at(view: View, position: types.Position) -> Mention | None:
    """Give what is named at a position; of an event that has only its own id, that of its article."""
    token = token_at(view.words.tokens, view.columns().offset(position))
    return None if token is None else next(view.words.mention(token), None)


def definition(view: View, position: types.Position) -> list[types.Location]:
    """Give the entry of a registered id, the event of a local id, and of a canonical id the other reports."""
    mention = mention_at(view, position)
    if mention is None:
        return []
    thing = mention.thing
    if thing.sort == "canonical":
        found = [(words.name, route, token) for words, route, token in reports_of(view.shelf, view.survey, thing.id)]
        own = (view.name, mention.token.route[:2])
        others = [each for each in found if each[:2] != own] or found
        return [view.location(name, token.inner) for name, _, token in others]
    name = view.name if thing.sort == "local" else registry_of(view.shelf, thing.sort)
    if name is None:
        return []
    declared = (each for each in words_of(view.shelf, name).mentions() if each.declares and each.thing == thing)
    return [view.location(name, each.token.inner) for each in declared]


def references(view: View, position: types.Position, *, declarations: bool) -> list[types.Location]:
    """Give all places of the corpus where what is named at a position is named."""
    mention = mention_at(view, position)
    if mention is None:
        return []
    return [
        view.location(words.name, each.token.inner)
        for words, each in mentions_of(view.shelf, mention.thing)
        if declarations or not each.declares
    ]
