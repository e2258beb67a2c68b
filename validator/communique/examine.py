"""One annotation from its bytes to its verdict: what can be said of it without looking at the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    from communique.texts import Found, Texts


@dataclass(frozen=True)
class Examiner:
    """What the rules over one file need besides the file: the names of the corpus, and the texts at hand."""

    names: Names
    texts: Texts

    def examine(self, file: project.File) -> tuple[Source, Verdict]:
        """Read a file and judge it. Never raises for what it says, nor for one that cannot be read."""
        got = project.read(file)
        if isinstance(got, Source):
            return got, self.judge(got)
        source, fault = got
        return source, Verdict(None, tuple(explain_fault(fault, source)))

    def judge(self, source: Source) -> Verdict:
        """Judge a file by its bytes."""
        file = bind(parse(source), ANNOTATION, self.names)
        found = self.texts.of(file)
        file = beside(file, found)
        unseen = file.article is None and bool(file.events)
        lasting = self.texts.none or (found.by_name and file.article_id == source.stem)
        return Verdict(outline_of(file), tuple(check_file(file)), unseen, lasting)


def beside(file: Bound, found: Found) -> Bound:
    """Give an annotation the text of its article, where it was found."""
    if found.article is None and not found.faults:
        return file
    return replace(file, article=found.article, faults=(*file.faults, *found.faults))


def with_text(file: Bound, texts: Texts) -> Bound:
    """Give an annotation the text of its article, where it is at hand."""
    return beside(file, texts.of(file))
