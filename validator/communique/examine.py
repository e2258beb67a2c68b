"""One annotation from its bytes to its verdict: what can be said of it without looking at the others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from communique import project
from communique.bind import bind
from communique.check import check_file, explain_fault
from communique.model.documents import ANNOTATION
from communique.outline import outline_of
from communique.source import Source
from communique.tree import parse
from communique.verdict import Verdict

if TYPE_CHECKING:
    from communique.bind import Bound
    from communique.model.registry import Names
    from communique.texts import Texts


@dataclass(frozen=True)
class Examiner:
    """What the rules over one file need besides the file: the names of the corpus, and the texts at hand."""

    names: Names
    texts: Texts

    def examine(self, file: project.File) -> Verdict:
        """Read a file and judge it. Never raises for what it says, nor for one that cannot be read."""
        got = project.read(file)
        if isinstance(got, Source):
            return self.judge(got)
        source, fault = got
        return Verdict(None, tuple(explain_fault(fault, source)))

    def judge(self, source: Source) -> Verdict:
        """Judge a file by its bytes."""
        file = self.bound(source)
        unseen = file.article is None and bool(file.events)
        return Verdict(outline_of(file), tuple(check_file(file)), unseen)

    def bound(self, source: Source) -> Bound:
        """Parse and bind an annotation, with the text of its article, if that is at hand."""
        return with_text(bind(parse(source), ANNOTATION, self.names), self.texts)


def with_text(file: Bound, texts: Texts) -> Bound:
    """Give an annotation the text of its article, where it is at hand."""
    article, faults = texts.of(file)
    return file if article is None and not faults else replace(file, article=article, faults=(*file.faults, *faults))
