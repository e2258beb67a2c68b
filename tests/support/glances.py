"""Corpora as both ways see them: their files, the registered names, and a judge of what can be told at a glance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from communique.bind import bind, register
from communique.check import check_file
from communique.documents import ANNOTATION, REGISTRIES
from communique.glance import Judge, NamesAtAGlance
from communique.published import installed
from communique.source import Source
from communique.subset import REGISTRY_LIMIT
from communique.tree import Tree, parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from communique.anchor import Article
    from communique.diagnostic import Diagnostic
    from communique.model.registry import Names

SCHEMA: Final = (installed() / "annotation.schema.json").read_bytes()


@dataclass(frozen=True)
class World:
    """The registered names of a corpus, as the rules have them and as a judge has them."""

    registries: Mapping[str, Tree]
    names: Names
    judge: Judge

    @classmethod
    def of(cls, texts: Mapping[str, bytes]) -> World:
        """Make it of the bytes of the registries, by the names of their files."""
        trees = {kind.name: parse(Source(kind.path, texts[kind.name]), REGISTRY_LIMIT) for kind in REGISTRIES}
        names = register([bind(trees[kind.name], kind) for kind in REGISTRIES])
        glance = NamesAtAGlance({name: tree.value for name, tree in trees.items() if tree.whole})
        judge = Judge.of(glance, SCHEMA)
        assert judge is not None
        return cls(trees, names, judge)

    def clears(self, tree: Tree, article: Article | None = None) -> bool:
        """Whether a file is cleared, with the text of its article or without."""
        seen = tree.source.name, tree.source.data, tree.value
        return self.judge.clear(*seen) and (article is None or self.judge.bears_out(*seen, article))

    def finds(self, tree: Tree, article: Article | None = None) -> list[Diagnostic]:
        """Give what the rules over one file find, with the text of its article or without."""
        return check_file(replace(bind(tree, ANNOTATION, self.names), article=article))


@cache
def world(folder: Path) -> World:
    """Give the world of a corpus."""
    return World.of({kind.name: (folder / kind.path).read_bytes() for kind in REGISTRIES})


@cache
def files_of(folder: Path) -> tuple[Tree, ...]:
    """Read the annotations of a corpus that the reader has nothing to remark on."""
    found = (
        read(str(path.relative_to(folder)), path.read_bytes()) for path in sorted(folder.glob("[1-9u]*/**/*.yaml"))
    )
    return tuple(tree for tree in found if tree is not None)


def read(name: str, data: bytes) -> Tree | None:
    """Read a file as the fast way does: nothing, where the reader has something to remark."""
    tree = parse(Source(name, data))
    return tree if tree.whole and not tree.faults and isinstance(tree.value, dict) else None


@cache
def texts_of(annotations: Path, texts: Path) -> tuple[tuple[Tree, str], ...]:
    """Read the annotations of a corpus whose texts are in a folder, with those."""
    found = ((tree, texts / f"{tree.source.stem}.txt") for tree in files_of(annotations))
    return tuple((tree, path.read_bytes().decode()) for tree, path in found if path.is_file())


def missed(world: World, tree: Tree | None, article: Article | None = None) -> list[Any]:
    """Give what the rules find in a file that is cleared: it should be nothing."""
    if tree is None or not world.clears(tree, article):
        return []
    found = world.finds(tree, article)
    return [(each.code, each.message, tree.source.text, article and article.text) for each in found]
