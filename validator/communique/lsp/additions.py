"""Entries that are added to registries, in the style of those that are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from communique.diagnostic import Edit
from communique.fault import Place
from communique.lsp.scalars import scalar
from communique.source import Span

if TYPE_CHECKING:
    from communique.ids import ReferenceKind
    from communique.model.vocabulary import PlacePrecision
    from communique.tree import Tree

_OPEN: Final[dict[ReferenceKind, str]] = {
    "actor": "kind: person, state, government-body, igo, party, media, agency, group …",
    "place": "precision: venue, city, district, province, country or none",
}
"""What an entry must also have, and nobody knows but its author: asked for in a comment."""


def addition(tree: Tree, kind: ReferenceKind, name: str, precision: PlacePrecision | None = None) -> Edit | None:
    """Give the edit that adds an entry with an id to a registry; None where the registry cannot be read.

    It has what the id tells: a name made of it, for a place the precision that an event gives. What else is needed is
    asked for in a comment.
    """
    text = tree.source.text
    fields = [f"name: {scalar(_name(name))}", *([f"precision: {precision.value}"] if precision else [])]
    asked = None if precision else _OPEN.get(kind)
    if tree.value == {}:
        span = tree.span(Place(()))
        return Edit(span, _block(name, fields, asked).removesuffix("\n"))
    if not isinstance(tree.value, dict):
        return None
    whole = tree.span(Place(()))
    if text[whole.start] == "{":
        end = whole.start + len(text[whole.start : whole.end - 1].rstrip(" \r\n,"))
        return Edit(Span(end, end), f", {scalar(name)}: {{{', '.join(fields)}}}")
    last = tree.span(Place((next(reversed(tree.value)),), "key"))
    flow = re.match(r"[\"']?[ \t]*:[ \t]*\{", text[last.end :]) is not None
    made = _flow(name, fields, asked) if flow else _block(name, fields, asked)
    gap = "\n" if re.search(r"\n[ \t]*\r?\n(?:#[^\n]*\n)*\Z", text[: last.start]) else ""
    start = "" if text.endswith("\n") else "\n"
    added = start + ("" if text.endswith(("\n\n", "\n\r\n")) else gap) + made
    return Edit(Span(len(text), len(text)), added.replace("\n", "\r\n") if "\r\n" in text else added)


def _block(name: str, fields: list[str], asked: str | None) -> str:
    lines = [f"{scalar(name)}:", *(f"  {field}" for field in fields), *([f"  # {asked}"] if asked else [])]
    return "".join(f"{line}\n" for line in lines)


def _flow(name: str, fields: list[str], asked: str | None) -> str:
    return f"{scalar(name)}: {{{', '.join(fields)}}}" + (f"  # {asked}\n" if asked else "\n")


def _name(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split("-"))
