"""References: events that name each other, and files that stand where their ids say."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from communique.ids import SLUG
from communique.model.types import event_types
from communique.nearest import ask
from communique.rule import Family, at
from communique.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.bind import Bound, BoundEvent
    from communique.corpus import Corpus
    from communique.fault import Route
    from communique.rule import Findings

FAMILY: Final = Family("REF", "References")

_MOST_ASKED: Final = 100
"""For so many references the whole corpus is searched for a near id; more of them have another cause than a slip."""


def _references(event: BoundEvent) -> Iterator[tuple[Route, str]]:
    """List the events that an event names, with the routes from the top of the file."""
    for route, kind, name in event.references:
        if kind == "event":
            yield route, name


@FAMILY.corpus(1, "no event is called `{name}`", since="0.1")
def dangling_reference(corpus: Corpus) -> Findings:
    """An event names another that does not exist.

    ## Why

    A relation to nothing is lost in the dataset. A name is looked for among the local ids of the file first, then
    among the canonical ids of the corpus. Nothing is reported while a file cannot be read as YAML: the event may be
    in it.

    ## Wrong

    ```yaml
    - id: a-refusal
      relations: [{relation: response-to, event: an-ofer}]
    - id: an-offer
    ```

    ## Right

    ```yaml
    - id: a-refusal
      relations: [{relation: response-to, event: an-offer}]
    - id: an-offer
    ```
    """
    if not all(outline.read for outline in corpus.annotations):
        return
    asked = 0
    for event in corpus.related:
        for _, name, route in event.relations:
            if name not in corpus.canonical and corpus.local(event, name) is None:
                question = ask(name, [each.id for each in corpus.outlines[event.file].events if each.id])
                if question is None and asked < _MOST_ASKED:
                    asked += 1
                    question = ask(name, corpus.canonical)
                cure = question or "give the local id of an event of this file, or a canonical id"
                yield at(*event.route, *route).within(event.file).saying(name=name).helping(cure)


@FAMILY.file(2, "two events of this article are called `{name}`", since="0.1")
def duplicate_local_id(file: Bound) -> Findings:
    """Two events of one article have the same id.

    ## Why

    Whoever refers to the id cannot say which is meant, and only one of the two would reach the dataset.

    ## Wrong

    ```yaml
    - id: an-offer
    - id: an-offer
    ```

    ## Right

    ```yaml
    - id: an-offer
    - id: another-offer
    ```
    """
    for event in file.events:
        first = file.local.get(event.local_id or "")
        if first is not None and first is not event:
            finding = (
                at(*event.route, "id").saying(name=event.local_id or "").helping("give this event an id of its own")
            )
            yield finding.noting(at(*first.route, "id").where, "first given here")


@FAMILY.corpus(3, "`{name}` is both an event of this article and a canonical id of another event", since="0.1")
def ambiguous_reference(corpus: Corpus) -> Findings:
    """An event names another by a word that is a local id here and a canonical id elsewhere, of different events.

    ## Why

    A reader cannot tell which of the two is meant.

    ## Wrong

    ```yaml
    - id: a-refusal
      canonical: an-offer
    - id: an-offer
      canonical: an-offer-of-help
    - id: a-reply
      relations: [{relation: response-to, event: an-offer}]
    ```

    ## Right

    ```yaml
    - id: a-refusal
      canonical: a-refusal-of-talks
    - id: an-offer
      canonical: an-offer-of-help
    - id: a-reply
      relations: [{relation: response-to, event: an-offer}]
    ```
    """
    for event in corpus.related:
        for _, name, route in event.relations:
            here, there = corpus.local(event, name), corpus.reports(name)
            if here is not None and there and here.canonical != name:
                finding = at(*event.route, *route).within(event.file).saying(name=name)
                finding = finding.helping("rename the local id, so that only one event has the name")
                finding = finding.noting(at(*here.route, "id").where, "the event of this article")
                yield finding.noting(at(*there[0].route, "canonical").where, "the other event", there[0].file)


@FAMILY.event(4, "`{name}` is this event itself", since="0.1")
def self_reference(event: BoundEvent) -> Findings:
    """An event stands in a relation to itself.

    ## Why

    It is a slip: the id of another event was meant.

    ## Wrong

    ```yaml
    - id: an-offer
      relations: [{relation: repeats, event: an-offer}]
    ```

    ## Right

    ```yaml
    - id: an-offer
      relations: [{relation: repeats, event: an-older-offer}]
    - id: an-older-offer
    ```
    """
    for route, name in _references(event):
        if name in {event.local_id, event.canonical_id}:
            yield at(*route).saying(name=name).helping("name the other event")


@FAMILY.event(5, "`{relation}` cannot {stand} an event of type `{type}`", since="0.1")
def relation_between_types(event: BoundEvent) -> Findings:
    """A relation stands between events of types that it makes no sense for.

    ## Why

    A visit is no answer that accepts a protest. The codebook says for each relation which types may stand on its sides.

    ## Wrong

    ```yaml
    - id: talks-beside
      relations: [{relation: sidelines-of, event: an-offer}]
    - id: an-offer
      type: statement
    ```

    ## Right

    ```yaml
    - id: talks-beside
      relations: [{relation: sidelines-of, event: a-summit}]
    - id: a-summit
      type: summit
    ```
    """
    if event.event is None:
        return
    for index, relation in enumerate(event.event.relations):
        algebra, other = relation.relation.algebra, event.file.local.get(relation.event)
        route = (*event.route, "relations", index)
        if algebra.from_types and event.event.type in event_types() and event.event.type not in algebra.from_types:
            finding = at(*route, "relation").saying(relation=relation.relation, stand="stand on", type=event.event.type)
            yield finding.helping(f"it can stand on {listed(algebra.from_types)}")
        elif other is not None and algebra.to_types:
            kind = str(other.raw.get("type"))
            if kind in event_types() and kind not in algebra.to_types:
                finding = at(*route, "event").saying(relation=relation.relation, stand="point to", type=kind)
                yield finding.helping(f"it can point to {listed(algebra.to_types)}")


@FAMILY.event(6, "that this event rejects `{name}` is already said by `of`", since="0.1")
def rejection_said_twice(event: BoundEvent) -> Findings:
    """A rejection names what it rejects in `of`, and once more as a relation.

    ## Why

    `of` is the relation `rejects`. Written twice, the two can come to differ.

    ## Wrong

    ```yaml
    - id: a-refusal
      type: rejection
      of: an-offer
      relations: [{relation: rejects, event: an-offer}]
    - id: an-offer
      type: proposal
    ```

    ## Right

    ```yaml
    - id: a-refusal
      type: rejection
      of: an-offer
    - id: an-offer
      type: proposal
    ```
    """
    refused = event.raw.get("of")
    name = refused.get("event") if isinstance(refused, dict) else refused
    if event.event is None or not isinstance(name, str):
        return
    for index, relation in enumerate(event.event.relations):
        if relation.relation == "rejects" and relation.event == name:
            yield at(*event.route, "relations", index).saying(name=name).helping("remove the relation")


@FAMILY.file(7, "the article is called `{name}`, and its file `{file}`", since="0.1")
def file_name_differs(file: Bound) -> Findings:
    """The article's id is not the name of its file.

    ## Why

    Ids of events are made from the article's id; a file must be found by it.
    """
    stem, name = PurePosixPath(file.name).stem.removesuffix(".draft"), file.article_id
    if name is not None and re.fullmatch(SLUG, name) and name != stem != "<stdin>":
        yield at("article", "id").saying(name=name, file=stem).helping("rename the file or the article")
