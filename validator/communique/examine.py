"""One annotation from its bytes to its verdict: what can be said of it without looking at the others.

There are two ways. The fast one tells of most files that nothing can be found in them, from their plain values; for the
others there is the sure one, which makes models and knows places, and finds what there is (decision 12).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from communique import project, published, quick
from communique.glance import Judge, NamesAtAGlance
from communique.outline import outline
from communique.source import Source
from communique.verdict import Verdict

if TYPE_CHECKING:
    from communique.bind import Bound
    from communique.registered import Registered
    from communique.texts import Found, Texts


class Examiner:
    """What is needed to judge a file besides the file: the names of the corpus, and the texts at hand."""

    def __init__(self, registered: Registered, texts: Texts) -> None:
        """Take who is registered, and the texts."""
        self.registered: Final = registered
        self.texts: Final = texts

    @cached_property
    def _judge(self) -> Judge | None:
        """Who judges on the fast way; nobody, where what it takes is not installed."""
        return Judge.of(NamesAtAGlance(self.registered.values), published.schema("annotation"))

    def prepare(self) -> None:
        """Make what is made when first needed: before processes are forked, which then have it in common."""
        from communique.check import prepare

        prepare()
        _ = self.registered.names
        if self._judge is not None and not self.texts.none:
            self._judge.prepare()

    def examine(self, file: project.File) -> tuple[Source, Verdict]:
        """Read a file and judge it. Never raises for what it says, nor for one that cannot be read."""
        got = project.read(file)
        if isinstance(got, Source):
            return got, self.judge(got)
        from communique.check import explain_fault

        source, fault = got
        return source, Verdict(None, tuple(explain_fault(fault, source)))

    def judge(self, source: Source) -> Verdict:
        """Judge a file by its bytes."""
        return self._fast(source) or self._sure(source)

    def _fast(self, source: Source) -> Verdict | None:
        """Judge a file in which nothing can be found; None for any other."""
        value: Any = quick.values(source.data)
        judge = self._judge
        if value is None or judge is None or not judge.clear(source.name, source.data, value):
            return None
        head = value["article"]
        found = self.texts.find(head["id"], head["text"]["sha256"] if "text" in head else None)
        article = found.article
        if found.faults or (article is not None and not judge.bears_out(source.name, source.data, value, article)):
            return None
        lasting = self.texts.none or (found.by_name and head["id"] == source.stem)
        return Verdict(outline(source, value), unseen=article is None and bool(value["events"]), lasting=lasting)

    def _sure(self, source: Source) -> Verdict:
        """Judge any file: by its models, with all rules."""
        from communique.bind import bind
        from communique.check import check_file, outlined
        from communique.documents import ANNOTATION
        from communique.tree import read

        file = bind(read(source), ANNOTATION, self.registered.names)
        found = self.texts.of(file)
        file = beside(file, found)
        unseen = file.article is None and bool(file.events)
        diagnostics = tuple(check_file(file))
        named = found.by_name and file.article_id in {None, source.stem}
        lasting = (self.texts.none or named) and not any(each.rule == "rule-failed" for each in diagnostics)
        return Verdict(outlined(file), diagnostics, unseen, lasting)


def beside(file: Bound, found: Found) -> Bound:
    """Give an annotation the text of its article, where it was found."""
    if found.article is None and not found.faults:
        return file
    from dataclasses import replace

    return replace(file, article=found.article, faults=(*file.faults, *found.faults))


def with_text(file: Bound, texts: Texts) -> Bound:
    """Give an annotation the text of its article, where it is at hand."""
    return beside(file, texts.of(file))
