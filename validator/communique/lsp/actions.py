"""What an editor can do at a place: the cures of findings, the places of passages, new entries in registries."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from communique.diagnostic import Edit
from communique.documents import ANNOTATION, REFERENCES
from communique.evidence import exhibits
from communique.fix import fixed
from communique.lsp.additions import addition
from communique.lsp.findings import judge, shown, span_of
from communique.lsp.mentions import registry_of
from communique.lsp.scalars import scalar
from communique.lsp.tokens import Token, token_at, value_at
from communique.model.vocabulary import PlacePrecision
from communique.nearest import nearest
from communique.recording import recording_of, recordings
from communique.source import Span
from communique.tree import existing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from communique.diagnostic import Diagnostic
    from communique.ids import ReferenceKind
    from communique.lsp.view import View
    from communique.source import Source

QUICK: Final = types.CodeActionKind.QuickFix.value
REWRITE: Final = types.CodeActionKind.RefactorRewrite.value
FIX_ALL: Final = f"{types.CodeActionKind.SourceFixAll.value}.communique"
ANCHOR: Final = f"{types.CodeActionKind.Source.value}.communique.anchor"
KINDS: Final = (QUICK, REWRITE, FIX_ALL, ANCHOR)

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_UNKNOWN: Final[dict[str, ReferenceKind]] = {f"unknown-{kind}": kind for kind in REFERENCES.values()}
"""The rules that miss an entry in a registry, and what it is an entry of."""


def actions(view: View, there: types.Range, only: Sequence[str] | None) -> list[types.CodeAction]:
    """Give what can be done in a range, as far as the editor asks for actions of these kinds."""
    span = view.columns().span(there)

    def asked(kind: str) -> bool:
        return only is None or any(kind == each or kind.startswith(f"{each}.") for each in only)

    found: list[types.CodeAction] = []
    if asked(QUICK):
        for each in view.found:
            place = span_of(each, view.source)
            if place.start <= span.end and span.start <= place.end:
                found.extend(_cures(view, each))
    if asked(FIX_ALL):
        found.extend(_fix_all(view))
    if asked(REWRITE):
        found.extend(_anchor(view, span))
    if asked(ANCHOR):
        found.extend(_anchor_all(view))
    return found


def _cures(view: View, found: Diagnostic) -> Iterator[types.CodeAction]:
    if found.fix is not None:
        edit = view.edit({view.name: found.fix.edits})
        yield types.CodeAction(
            found.fix.title, types.CodeActionKind(QUICK), [shown(found, view)], found.fix.safe or None, edit=edit
        )
    kind = _UNKNOWN.get(found.rule)
    token = token_at(view.words.tokens, span_of(found, view.source).start)
    if kind is not None and token is not None:
        yield from _rename(view, found, kind, token)
        yield from _register(view, found, kind, token)


def _rename(view: View, found: Diagnostic, kind: ReferenceKind, token: Token) -> Iterator[types.CodeAction]:
    """Offer the registered id that looks like the one that is not."""
    near = nearest(token.text, view.shelf.names.ids.get(kind, ()))
    if near is not None:
        edit = view.edit({view.name: [Edit(token.span, scalar(near))]})
        yield types.CodeAction(f"change to `{near}`", types.CodeActionKind(QUICK), [shown(found, view)], edit=edit)


def _register(view: View, found: Diagnostic, kind: ReferenceKind, token: Token) -> Iterator[types.CodeAction]:
    """Offer to add the entry that is missed."""
    name = registry_of(view.shelf, kind) if kind != "event" else None
    if name is None or not view.shelf.files[name].kind.accepts(token.text):
        return
    written = value_at(view.words.value, (*token.route[:-1], "precision")) if kind == "place" else None
    precision = next((each for each in PlacePrecision if each.value == written), None)
    edit = addition(view.shelf.tree(name), kind, token.text, precision)
    if edit is not None:
        title = f"add `{token.text}` to `{view.shelf.files[name].kind.path}`"
        diagnostics = [shown(found, view)]
        yield types.CodeAction(title, types.CodeActionKind(QUICK), diagnostics, edit=view.edit({name: [edit]}))


def _fix_all(view: View) -> Iterator[types.CodeAction]:
    """Offer to apply all safe cures of the file, and those that these uncover."""
    if not any(each.fix is not None and each.fix.safe for each in view.found):
        return
    file = view.shelf.files[view.name]
    after, count = fixed(view.source, lambda source: judge(view.shelf.having(file, source), view.name))
    if count:
        edit = view.edit({view.name: difference(view.source, after)})
        yield types.CodeAction("fix all safe problems of this file", FIX_ALL, edit=edit)


def difference(before: Source, after: Source) -> list[Edit]:
    """Give the edits, line by line, that make one text of another."""
    old, new = (_LINE.findall(source.text) for source in (before, after))
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        Edit(Span(starts[first], starts[last]), "".join(new[start:end]))
        for kind, first, last, start, end in matcher.get_opcodes()
        if kind != "equal"
    ]


def _anchor(view: View, span: Span) -> Iterator[types.CodeAction]:
    """Offer to record where the passage in a range stands."""
    if view.kind is not ANNOTATION or not view.words.sure:
        return
    bound = view.shelf.bound(view.name)
    here = [token.route for token in view.words.tokens if token.span.start <= span.end and span.start <= token.span.end]
    for exhibit in exhibits(bound):
        own = existing(bound.tree.value, exhibit.route)
        if any(route[: len(own)] == own for route in here):
            yield from _recording(view, "record where this passage stands", REWRITE, recording_of(bound, exhibit))


def _anchor_all(view: View) -> Iterator[types.CodeAction]:
    """Offer to record what the text at hand shows of the whole file."""
    if view.kind is ANNOTATION and view.words.sure:
        title = "record where all passages stand, and the digest of the text"
        yield from _recording(view, title, ANCHOR, recordings(view.shelf.bound(view.name)))


def _recording(view: View, title: str, kind: str, edits: Iterable[Edit]) -> Iterator[types.CodeAction]:
    edits = list(edits)
    if edits:
        yield types.CodeAction(title, kind, edit=view.edit({view.name: edits}))
