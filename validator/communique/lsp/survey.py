"""A look at the whole corpus: what its rules find over all files, as they are in the editor and on the disk."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Final

from communique import pipeline, project
from communique.check import check_corpus
from communique.corpus import gather
from communique.documents import ANNOTATION
from communique.examine import Examiner
from communique.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.corpus import Corpus
    from communique.diagnostic import Diagnostic
    from communique.lsp.shelf import Shelf
    from communique.outline import Outline

logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Survey:
    """The corpus in its index, and what was found over it, by the names of the files; of the shelf it was made of."""

    shelf: Shelf
    corpus: Corpus
    found: Mapping[str, tuple[Diagnostic, ...]]


class Surveyor:
    """Looks at a corpus again and again, and remembers the outlines of what has not changed. For one thread."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.halt: Final = Event()
        """Set from any thread, it ends the look that is under way."""
        self._known: Final[dict[str, tuple[object, Outline | None]]] = {}

    def look(self, shelf: Shelf) -> Survey | None:
        """Look at all files; None where it was told to stop."""
        stamps = project.fingerprint(shelf.opened)
        # An outline depends on its file alone, and is made fastest where no text is looked into.
        examiner = Examiner(shelf.examiner.registered, Texts(()))
        outlines = []
        for file in shelf.annotations:
            if self.halt.is_set():
                return None
            outlines.append(self._outline(shelf, file, stamps.get(file.path), examiner))
        read = len(shelf.few) == sum(file.kind is not ANNOTATION for file in shelf.files.values())
        corpus = gather(
            (each for each in outlines if each is not None),
            shelf.examiner.registered.bound,
            shelf.examiner.registered.names,
            whole=shelf.opened.whole and read and None not in outlines,
            released=_released(shelf),
            source=shelf.source,
        )
        found: dict[str, tuple[Diagnostic, ...]] = {}
        for each in check_corpus(corpus) if corpus.whole else ():
            found[each.path] = (*found.get(each.path, ()), each)
        return Survey(shelf, corpus, found)

    def _outline(self, shelf: Shelf, file: project.File, stamp: object, examiner: Examiner) -> Outline | None:
        """Give the outline of a file: the one that is known, where the file is the same; None, if it cannot be read."""
        given = shelf.given.get(file.name)
        state = stamp if given is None else given.data
        known = self._known.get(file.name)
        if known is not None and state is not None and known[0] == state:
            return known[1]
        verdict = examiner.examine(file)[1] if given is None else examiner.judge(given)
        self._known[file.name] = (state, verdict.outline)
        return verdict.outline


def _released(shelf: Shelf) -> frozenset[str]:
    try:
        return pipeline.released(shelf.opened)
    except project.MisuseError as error:
        logger.warning("%s", error)
        return frozenset()
