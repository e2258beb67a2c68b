"""One corpus as it stands at a moment: what is open in the editor stands in for what is on the disk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from communique import pipeline, project
from communique.bind import bind
from communique.documents import ANNOTATION, REFERENCES
from communique.examine import Examiner, with_text
from communique.model.registry import Names
from communique.registered import Registered
from communique.source import Source
from communique.tree import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.bind import Bound
    from communique.tree import Tree


@dataclass(frozen=True, eq=False)
class Shelf:
    """The files of a corpus, with those that are only open, and the texts that are open, by the names of the files.

    `few` are the files that are no annotations, with their bytes; `seen` is the state of the articles' texts on the
    disk; `earlier` are names that were registered before. Nothing of it changes, so that any thread can read it:
    another text makes another shelf.
    """

    opened: project.Project
    corpus: Path
    files: Mapping[str, project.File]
    given: Mapping[str, Source]
    few: tuple[tuple[project.File, Source], ...]
    seen: Mapping[str, object]
    examiner: Examiner
    earlier: Names = field(default_factory=Names)
    _bound: dict[str, Bound] = field(default_factory=dict)

    @classmethod
    def around(cls, path: str, given: Mapping[str, tuple[project.File, Source]]) -> Shelf | None:
        """Open the corpus around a file, with the texts that are open in it; None where there is no corpus.

        Raises MisuseError where its configuration is wrong.
        """
        opened = project.open_standing_in(path)
        if opened.corpus is None:
            return None
        files = {file.name: file for file in opened.files}
        files.update((name, file) for name, (file, _) in given.items())
        sources = {name: source for name, (_, source) in given.items()}
        few = tuple(
            (file, got)
            for _, file in sorted(files.items())
            if file.kind is not ANNOTATION and isinstance(got := sources.get(file.name) or project.read(file), Source)
        )
        seen = project.fingerprint_of_texts(opened)
        examiner = Examiner(Registered(few), pipeline.texts_of(opened))
        return cls(opened, opened.corpus, files, sources, few, seen, examiner)

    def keeping(self, older: Shelf) -> Shelf:
        """Take over what an older state of the corpus had made of the same registries and texts."""
        if self.seen == older.seen and _bytes(self.few) == _bytes(older.few):
            return replace(self, few=older.few, examiner=older.examiner, earlier=older.earlier, _bound={})
        return replace(self, earlier=older._last_names)

    def having(self, file: project.File, source: Source) -> Shelf:
        """Give the corpus with another text of a file."""
        files, given = {**self.files, file.name: file}, {**self.given, file.name: source}
        return self._with(file, source, files, given)

    def without(self, file: project.File) -> Shelf:
        """Give the corpus with a file as it is on the disk, or without it, where it is not there."""
        got = project.read(file)
        source = got if isinstance(got, Source) else None
        given = {name: each for name, each in self.given.items() if name != file.name}
        files = {name: each for name, each in self.files.items() if source is not None or name != file.name}
        return self._with(file, source, files, given)

    def _with(
        self,
        file: project.File,
        source: Source | None,
        files: Mapping[str, project.File],
        given: Mapping[str, Source],
    ) -> Shelf:
        if file.kind is ANNOTATION:
            return replace(self, files=files, given=given, _bound={})
        few = [pair for pair in self.few if pair[0].name != file.name]
        few += [(file, source)] if source is not None else []
        few.sort(key=lambda pair: pair[0].name)
        examiner = Examiner(Registered(few), self.examiner.texts)
        earlier = self._last_names
        return replace(self, files=files, given=given, few=tuple(few), examiner=examiner, earlier=earlier, _bound={})

    @cached_property
    def names(self) -> Names:
        """The registered names; of a registry that cannot be read as it is now, those that it had before."""
        now, before = self.examiner.registered.names, self.earlier
        lost = {plural: kind for plural, kind in REFERENCES.items() if kind not in now.ids and kind in before.ids}
        if not lost:
            return now
        ids = {**now.ids, **{kind: before.ids[kind] for kind in lost.values()}}
        return replace(now, ids=ids, **{plural: getattr(before, plural) for plural in lost})

    @property
    def _last_names(self) -> Names:
        """The names, where someone has asked for them; nobody waits here until a registry is read."""
        known: Names = self.__dict__.get("names", self.earlier)
        return known

    @cached_property
    def annotations(self) -> tuple[project.File, ...]:
        """The annotations of the corpus in the order of their names: without drafts."""
        return tuple(
            file
            for _, file in sorted(self.files.items())
            if file.kind is ANNOTATION
            and (file.name not in self.given or project.belongs(Path(file.path), self.corpus))
        )

    def source(self, name: str) -> Source:
        """Give the text of a file; an empty one, where it cannot be read."""
        if name in self.given:
            return self.given[name]
        got = project.read(self.files[name]) if name in self.files else None
        return got if isinstance(got, Source) else Source(name, b"")

    def tree(self, name: str) -> Tree:
        """Give the values of a file, with their places."""
        file = self.files[name]
        if name in self.given or any(each.name == name for each, _ in self.few):
            return self.bound(name).tree
        return read(self.source(name), pipeline.limit_of(file.kind))

    def bound(self, name: str) -> Bound:
        """Give a file with its models, and an annotation with the text of its article, where that is at hand."""
        if name not in self._bound:
            self._bound[name] = self._bind(self.files[name])
        return self._bound[name]

    def _bind(self, file: project.File) -> Bound:
        registered = self.examiner.registered
        if file.kind is not ANNOTATION:
            return next(each for each in registered.bound if each.name == file.name)
        return with_text(bind(read(self.source(file.name)), file.kind, registered.names), self.examiner.texts)


def _bytes(few: tuple[tuple[project.File, Source], ...]) -> list[tuple[str, bytes]]:
    return [(file.name, source.data) for file, source in few]
