"""Who and what is registered: plain values for the fast way, models for the sure one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from communique.documents import REGISTRIES
from communique.subset import REGISTRY_LIMIT
from communique.tree import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.bind import Bound
    from communique.model.registry import Names
    from communique.project import File
    from communique.source import Source
    from communique.subset import Value
    from communique.tree import Tree


class Registered:
    """The files of a corpus that are no annotations: their plain values, and their models when they are asked for."""

    def __init__(self, files: Sequence[tuple[File, Source]]) -> None:
        """Take the files with their bytes."""
        self._files: Final = files

    @cached_property
    def values(self) -> dict[str, Value]:
        """The values of the registries, by the names of their kinds; None for one that could not be read."""
        return {file.kind.name: self._trees[file.name].value for file, _ in self._files if file.kind in REGISTRIES}

    @cached_property
    def _trees(self) -> dict[str, Tree]:
        return {file.name: read(source, REGISTRY_LIMIT) for file, source in self._files}

    @cached_property
    def bound(self) -> list[Bound]:
        """The files with their models; the registries first, since the others are bound with their names."""
        from communique.bind import bind

        names, few = self.names, self._files
        others = [bind(self._trees[file.name], file.kind, names) for file, _ in few if file.kind not in REGISTRIES]
        return [*self._registries, *others]

    @cached_property
    def _registries(self) -> list[Bound]:
        from communique.bind import bind

        return [bind(self._trees[file.name], file.kind) for file, _ in self._files if file.kind in REGISTRIES]

    @cached_property
    def names(self) -> Names:
        """The names that the registries give."""
        from communique.bind import register

        return register(self._registries)
