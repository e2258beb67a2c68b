"""References, continued: relations between events of different articles, and the folders of files."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from communique.fault import Place
from communique.model.article import folder_for
from communique.model.types import event_types
from communique.model.vocabulary import RelationKind
from communique.rule import at
from communique.rules.ref import FAMILY
from communique.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.bind import Bound
    from communique.corpus import Corpus
    from communique.fault import Route
    from communique.outline import EventOutline
    from communique.rule import Findings

__all__ = ["FAMILY"]

_FOLDER: Final = re.compile(r"[0-9]{4}/[0-9]{2}|(?:[^/]+/)?undated")
_MOST_LABELS: Final = 8
_KINDS: Final = {str(kind): kind for kind in RelationKind}
"""The kinds of relations by their words."""


class _Edge(NamedTuple):
    """A relation between canonical events, and where it is stated."""

    start: str
    kind: RelationKind
    end: str
    event: EventOutline
    inner: Route
    name: str

    @property
    def route(self) -> Route:
        """The way to it from the top of the file."""
        return (*self.event.route, *self.inner)


@lru_cache(maxsize=1)
def _edges(corpus: Corpus) -> tuple[_Edge, ...]:
    """List all relations between events that exist, `of` of a rejection among them."""
    return tuple(
        _Edge(event.canonical, _KINDS[word], str(end), event, route, name)
        for event in corpus.related
        if event.date is not None and event.canonical is not None
        for word, name, route in event.relations
        if (end := name if (other := corpus.local(event, name)) is None else other.canonical) in corpus.canonical
    )


@FAMILY.file(8, "an article of this date belongs into the folder `{folder}`", since="0.1", severity="warning")
def misplaced_file(file: Bound) -> Findings:
    """An annotation stands in another folder than that of its article's year and month.

    ## Why

    `<year>/<month>/` by the earliest day of `published`, or `undated/` where that is open, is where people look for it.

    ## Wrong

    ```yaml 2025/10/the-article.yaml
    article: {id: the-article, publisher: the-paper, published: 2025-11-02, language: en}
    ```

    ## Right

    ```yaml 2025/11/the-article.yaml
    article: {id: the-article, publisher: the-paper, published: 2025-11-02, language: en}
    ```
    """
    here = PurePosixPath(*PurePosixPath(file.name).parts[-3:-1])
    if file.head is not None and _FOLDER.fullmatch(here.as_posix()):
        folder = folder_for(file.head.article.published)
        if PurePosixPath(*here.parts[-len(folder.parts) :]) != folder:
            finding = at("article", "published").saying(folder=f"{folder}/")
            yield finding.helping("move the file, or correct the date")


@FAMILY.corpus(9, "`{relation}` cannot point to `{name}`, an event of type `{type}`", since="0.1")
def relation_to_other_article(corpus: Corpus) -> Findings:
    """A relation points to an event of another article whose type it makes no sense for.

    ## Why

    The codebook says for each relation which types may stand on its sides. Within one article, REF005 says the same.

    ## Wrong

    ```yaml
    - id: talks-beside
      relations: [{relation: sidelines-of, event: an-offer-of-help}]
    ```

    ```yaml 2025/11/other.yaml
    - id: an-offer
      type: proposal
      canonical: an-offer-of-help
    ```

    ## Right

    ```yaml
    - id: talks-beside
      relations: [{relation: sidelines-of, event: apec-2025}]
    ```

    ```yaml 2025/11/other.yaml
    - id: the-conference
      type: summit
      canonical: apec-2025
    ```
    """
    for event in corpus.related:
        for word, name, route in event.relations if event.date else ():
            allowed = {*_KINDS[word].algebra.to_types} if route[0] == "relations" else set()
            reports = corpus.reports(name) if corpus.local(event, name) is None else ()
            kinds = {report.type for report in reports}
            if allowed and kinds and not kinds & allowed and kinds <= event_types().keys():
                finding = at(*event.route, *route).within(event.file)
                finding = finding.saying(relation=word, name=name, type=min(kinds))
                finding = finding.helping(f"it can point to {listed(sorted(allowed))}")
                other = reports[0]
                yield finding.noting(Place((*other.route, "type")), "the other event", other.file)


@FAMILY.corpus(10, "with this, `{name}` {comes} itself", since="0.1")
def relation_cycle(corpus: Corpus) -> Findings:
    """Relations of one kind lead from an event back to itself.

    ## Why

    Nothing is a part of a part of itself, or comes before what comes before it. One of the relations is the wrong way
    round; the finding stands at the one that closes the circle, and points to the others.

    ## Wrong

    ```yaml
    - id: the-dinner
      relations: [{relation: part-of, event: the-visit}]
    - id: the-visit
      relations: [{relation: part-of, event: the-dinner}]
    ```

    ## Right

    ```yaml
    - id: the-dinner
      relations: [{relation: part-of, event: the-visit}]
    - id: the-visit
    ```
    """
    graphs: dict[RelationKind, dict[str, dict[str, _Edge]]] = {}
    edges = [edge for edge in _edges(corpus) if edge.kind in _COMES]
    begun = {(edge.kind, edge.start) for edge in edges}
    for edge in edges:
        if (edge.kind, edge.end) in begun and not _names_itself(edge):
            graphs.setdefault(edge.kind, {}).setdefault(edge.start, {}).setdefault(edge.end, edge)
    for kind, graph in sorted(graphs.items()):
        for *way, last in _cycles(graph):
            finding = at(*last.route).within(last.event.file).saying(name=last.start, comes=_COMES[kind])
            finding = finding.helping("turn one of the relations round, or remove it")
            for edge in way[:_MOST_LABELS]:
                text = f"`{edge.start}` {kind} `{edge.end}`"
                finding = finding.noting(Place(edge.route), text, edge.event.file)
            yield finding


_COMES: Final = {
    RelationKind.PART_OF: "is a part of",
    RelationKind.RESPONSE_TO: "responds to",
    RelationKind.REJECTS: "rejects",
    RelationKind.ACCEPTS: "accepts",
    RelationKind.REPEATS: "repeats",
    RelationKind.IMPLEMENTS: "implements",
    RelationKind.CANCELS: "cancels",
    RelationKind.CORRECTS: "corrects",
    RelationKind.PRECEDES: "comes before",
    RelationKind.SIDELINES_OF: "stands beside",
}


def _names_itself(edge: _Edge) -> bool:
    """Whether an event plainly names itself, which is reported elsewhere."""
    return edge.start == edge.end and edge.name in {edge.event.id, edge.event.canonical}


def _cycles(graph: dict[str, dict[str, _Edge]]) -> Iterator[list[_Edge]]:
    """Find circles, going through the graph in depth; the relation that closes one is given last, behind its way."""
    done: set[str] = set()
    for root, first in graph.items():
        if root in done:
            continue
        way: list[_Edge] = []
        on_way = {root: 0}
        ahead = [iter(first.values())]
        while ahead:
            edge = next(ahead[-1], None)
            if edge is None:
                ahead.pop()
                node = way.pop().end if way else root
                on_way.pop(node)
                done.add(node)
            elif edge.end in on_way:
                yield [*way[on_way[edge.end] :], edge]
            elif edge.end not in done:
                way.append(edge)
                on_way[edge.end] = len(way)
                ahead.append(iter(graph.get(edge.end, {}).values()))


@FAMILY.corpus(11, "`{other}` does not say in its turn that it {relation} `{name}`", since="0.1", severity="warning")
def one_sided_relation(corpus: Corpus) -> Findings:
    """A relation that holds both ways is stated at one of its two events only.

    ## Why

    Whoever reads the other event must learn of it too: if a contradicts b, then b contradicts a.

    ## Wrong

    ```yaml
    - id: one-account
      relations: [{relation: contradicts, event: another-account}]
    - id: another-account
    ```

    ## Right

    ```yaml
    - id: one-account
      relations: [{relation: contradicts, event: another-account}]
    - id: another-account
      relations: [{relation: contradicts, event: one-account}]
    ```
    """
    edges = [edge for edge in _edges(corpus) if edge.kind.algebra.symmetric]
    stated = {(edge.start, edge.kind, edge.end) for edge in edges}
    for edge in edges:
        if (edge.end, edge.kind, edge.start) in stated:
            continue
        other = corpus.canonical[edge.end]
        local = edge.event.file == other.file and edge.event.id
        back = f"{{relation: {edge.kind}, event: {local or edge.start}}}"
        finding = at(*edge.route).within(edge.event.file).saying(other=edge.end, relation=edge.kind, name=edge.start)
        finding = finding.helping(f"add `{back}` to the `relations` of `{other.id}` in `{other.file}`")
        yield finding.noting(Place((*other.route, "id")), "it belongs here too", other.file)


@FAMILY.corpus(12, "two files annotate the article `{name}`", since="0.1")
def article_annotated_twice(corpus: Corpus) -> Findings:
    """Two annotations have the same article id.

    ## Why

    Ids of reports are made from the article's id: the dataset would have two reports of one id. A second reading of an
    article belongs outside the corpus.

    ## Wrong

    ```yaml 2025/11/a-story.yaml
    - id: an-offer
    ```

    ```yaml 2025/12/a-story.yaml
    article: {id: a-story, publisher: the-paper, published: 2025-12-02, language: en}
    events: []
    ```

    ## Right

    ```yaml 2025/11/a-story.yaml
    - id: an-offer
    ```

    ```yaml 2025/12/another-story.yaml
    article: {id: another-story, publisher: the-paper, published: 2025-12-02, language: en}
    events: []
    ```
    """
    first: dict[str, str] = {}
    for file in corpus.annotations:
        if file.article is None or file.article != file.name.rpartition("/")[2].partition(".")[0]:
            continue  # The name of the file or of the article is wrong, which REF007 says.
        if first.setdefault(file.article, file.name) != file.name:
            finding = at("article", "id").within(file.name).saying(name=file.article)
            finding = finding.helping("remove one of the two files, or give the article an id of its own")
            yield finding.noting(Place(("article", "id")), "first given here", first[file.article])
