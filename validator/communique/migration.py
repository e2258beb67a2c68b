"""Files of an earlier version of the format, rewritten in the present one: by edits of their text, checked by reading.

The steps from one version to the next stand in `migrations/`.
"""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from communique import catalogue, fix, migrations
from communique.diagnostic import Edit
from communique.fault import Place
from communique.layout import Layout
from communique.published import VERSION
from communique.rework import ObstacleError, Step, Versioned
from communique.shape import described
from communique.source import Span
from communique.tree import parse
from communique.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.source import Position, Source
    from communique.tree import Tree

_NAME: Final = re.compile(r"v([0-9]+)_to_v([0-9]+)")
_MODELINE: Final = r"(?m)^[ \t]*#[ \t]*yaml-language-server:[ \t]*\$schema=\S*/(v{})/\S+\.schema\.json[ \t]*\r?$"
_UNFORESEEN: Final = (
    "this is laid out in a way that cannot be rewritten by itself: put it into plain lines, or change it"
)


class Obstacle(NamedTuple):
    """Why a file cannot be migrated: the place that stands against it, and a sentence."""

    start: Position
    says: str


@cache
def ways() -> Mapping[int, tuple[Step, ...]]:
    """Give the steps from each earlier version to the one after it."""
    found = {}
    for name in catalogue.names(migrations):
        match = _NAME.fullmatch(name)
        assert match is not None, name
        assert int(match[2]) == int(match[1]) + 1, name
        found[int(match[1])] = importlib.import_module(f"{migrations.__name__}.{name}").STEPS
    return found


def migrated(source: Source, assumed: int | None = None) -> Source | tuple[Obstacle, ...]:
    """Rewrite an annotation in the present version; give it as it is where it has that already.

    `assumed` is the version of a file that does not tell its own. Where the file cannot be migrated, it is told what
    stands against it.
    """
    tree = parse(source)
    if unread := _unread(tree):
        return unread
    version = _version(tree, assumed)
    if isinstance(version, Obstacle):
        return (version,)
    for number in range(version, VERSION):
        for step in (*ways()[number], Versioned((), number + 1)):
            try:
                tree = _taken(step, tree)
            except ObstacleError as obstacle:
                return (_obstacle(tree, obstacle.where, obstacle.says),)
        tree = parse(fix.apply(tree.source, _modelines(tree, number)))
    return tree.source


def _unread(tree: Tree) -> tuple[Obstacle, ...]:
    """Tell what is wrong with a file as YAML: who cannot read it should not rewrite it."""
    if not tree.faults:
        return ()
    from communique.check import explain_reading

    errors = (each for each in explain_reading(tree) if each.severity == "error")
    return tuple(Obstacle(each.start, f"{each.message} ({each.code})") for each in errors)


def _version(tree: Tree, assumed: int | None) -> int | Obstacle:
    """Tell from which version there is a way; the present one has none to go."""
    if not isinstance(tree.value, dict):
        return _obstacle(tree, Place(()), f"this is no annotation: expected a mapping, found {described(tree.value)}")
    if "schema_version" not in tree.value and assumed is None:
        says = "the file does not tell its version: write `schema_version:`, or tell it with `--from`"
        return _obstacle(tree, Place(()), says)
    version = tree.value.get("schema_version", assumed)
    known = (*ways(), VERSION)
    if isinstance(version, bool) or version not in known:
        says = (
            f"the version is {described(version)}; this communique knows {listed([str(each) for each in known], 'and')}"
        )
        return _obstacle(tree, Place(("schema_version",)), says)
    return int(version)


def _taken(step: Step, tree: Tree) -> Tree:
    """Take a step in the text of a file, and see that it has come to the values that it should."""
    routes = step.routes(tree.value)
    if not routes:
        return tree
    after = parse(fix.apply(tree.source, step.edits(Layout(tree))))
    if after.value != step.result(tree.value) or len(after.faults) != len(tree.faults):
        raise ObstacleError(Place(routes[0]), _UNFORESEEN)
    return after


def _modelines(tree: Tree, number: int) -> Iterator[Edit]:
    """Let comments that name the schema for editors name that of the next version."""
    for match in re.finditer(_MODELINE.format(number), tree.source.text):
        if not tree.inside_scalar(match.start(1)):
            yield Edit(Span(*match.span(1)), f"v{number + 1}")


def _obstacle(tree: Tree, where: Place, says: str) -> Obstacle:
    return Obstacle(tree.source.position(tree.span(where).start), says)
