"""Evidence, the second question: what the passages of a file show, and what they leave unshown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique import when
from communique.evidence import Exhibit, assertions, exhibits, value_at
from communique.model.article import Progress
from communique.model.base import fields_of_kind
from communique.model.edtf import Edtf
from communique.model.parts import Attribution, EventPlace, Money, Number, Party
from communique.model.vocabulary import DateBasis
from communique.nearest import ask
from communique.rule import at
from communique.rules.evi import FAMILY
from communique.support import support
from communique.tree import existing
from communique.words import counted

if TYPE_CHECKING:
    from communique.bind import Bound, BoundEvent
    from communique.rule import Findings


@FAMILY.file(7, "the text of this article is not the one that was annotated", since="0.1")
def text_changed(file: Bound) -> Findings:
    """The article's text has another digest than the head records.

    ## Why

    Evidence was found in another text. The publisher may have corrected the article, or the copy was taken differently.

    ## Wrong

    ```yaml
    article:
      id: article
      publisher: the-paper
      published: 2025-11-02
      language: en
      text: {sha256: "0000000000000000000000000000000000000000000000000000000000000000", length: 21}
    ```

    ```text
    They met in Gyeongju.
    ```

    ## Right

    ```yaml
    article:
      id: article
      publisher: the-paper
      published: 2025-11-02
      language: en
    ```

    ```text
    They met in Gyeongju.
    ```
    """
    text = file.head.article.text if file.head else None
    if text is not None and file.article is not None and text.sha256 != file.article.digest:
        length = len(file.article.text)
        lengths = f"it has {counted(length, 'character')}, the recorded one {text.length:,}"
        cure = f"{lengths}: see what changed, then `communique anchor`"
        yield at("article", "text", "sha256").helping(cure)


@FAMILY.file(8, "there is evidence for `{key}`, and this event has no such value", since="0.1")
def evidence_for_nothing(file: Bound) -> Findings:
    """An evidence key names a field that the event does not have, or an item that its list does not have.

    ## Why

    The key is misspelt, or the value was removed and its evidence forgotten. Items are counted from zero.

    ## Wrong

    ```yaml
    - id: an-offer
      by: [lee-jae-myung]
      evidence: {event: a passage, by.1: President Lee}
    ```

    ## Right

    ```yaml
    - id: an-offer
      by: [lee-jae-myung]
      evidence: {event: a passage, by.0: President Lee}
    ```
    """
    for event in file.events:
        known = [name for name, _ in assertions(event.sketch)]
        for key in event.sketch.evidence or {}:
            steps = tuple(int(step) if step.isdigit() else step for step in key.split("."))
            if key != "event" and value_at(event.sketch, key) is None and existing(event.raw, steps) != steps:
                finding = at(*event.route, "evidence", key, part="key").saying(key=key)
                yield finding.helping(ask(key, known))


@FAMILY.file(9, "the passage `{quote}` does not show `{value}`", since="0.1", severity="warning")
def value_not_shown(file: Bound) -> Findings:
    """A value has passages, and in none of them it is among the words, in any registered form.

    ## Why

    A date needs an expression that means it, an actor one of its names (or its office with its state), a number its
    digits or words. If the text does name it so, add the spelling to the registry.

    ## Wrong

    ```yaml
    - id: an-offer
      by: [lee-jae-myung]
      evidence: {event: an offer, by.0: the minister}
    ```

    ```text
    It was an offer, the minister said.
    ```

    ## Right

    ```yaml
    - id: an-offer
      by: [lee-jae-myung]
      evidence: {event: an offer, by.0: Lee said}
    ```

    ```text
    It was an offer, Lee said.
    ```
    """
    given: dict[tuple[int, str], list[Exhibit]] = {}
    for exhibit in exhibits(file):
        given.setdefault((exhibit.event.index, exhibit.key), []).append(exhibit)
    for several in given.values():
        first = several[0]
        if all(each.support == "unsupported" for each in several) and not all(_coarser(each) for each in several):
            value = shown(value_at(first.event.sketch, first.key))
            finding = at(*first.route, "quote").saying(quote=first.passage.quote, value=value)
            yield finding.helping(_cure(first))


def _cure(exhibit: Exhibit) -> str:
    """Say what helps where a value is not shown; of a date, what the words mean."""
    if isinstance(value_at(exhibit.event.sketch, exhibit.key), Edtf):
        read = (each for found in when.resolve(_words(exhibit), _published(exhibit)) for each in found.readings)
        if (meant := next(read, None)) is not None:
            return f"these words mean `{meant}`: correct the date, or quote the words that show it"
    return "quote the words that show it, or register the spelling that the text uses"


def _coarser(exhibit: Exhibit) -> bool:
    """Whether a passage does give the event's date, and only less precisely, which TIM006 reports."""
    date = value_at(exhibit.event.sketch, exhibit.key)
    if exhibit.key != "date" or not isinstance(date, Edtf):
        return False
    return when.finer(_words(exhibit), date, _published(exhibit))


def _words(exhibit: Exhibit) -> str:
    """Give the printed words of a passage; none where it is not in the text, or that is not at hand."""
    article, span = exhibit.event.file.article, exhibit.span
    return "" if article is None or span is None else article.text[span.start : span.end]


def _published(exhibit: Exhibit) -> Edtf | None:
    head = exhibit.event.file.head
    return head.article.published if head else None


@FAMILY.file(10, "no passage shows `{value}`", since="0.1", severity="warning")
def value_without_passage(file: Bound) -> Findings:
    """A date, place, actor or number has no passage of its own, and the event's passage does not show it either.

    ## Why

    Every fact should point to the words that support it. Give a passage for the field: `by.0: Lee said`. Dates that
    are `inferred` or `published` need none.

    ## Wrong

    ```yaml
    - id: an-offer
      by: [lee-jae-myung]
      date_basis: inferred
      evidence: {event: It was an offer}
    ```

    ```text
    It was an offer, he said.
    ```

    ## Right

    ```yaml
    - id: an-offer
      by: [lee-jae-myung]
      date_basis: inferred
      evidence: {event: "It was an offer, Lee said"}
    ```

    ```text
    It was an offer, Lee said.
    ```
    """
    for event in file.events:
        passages = shown_by_event(event)
        if event.event is not None and passages:
            for key, value in assertions(event.event):
                if key not in event.event.evidence and _unshown(event, key, value, " … ".join(passages)):
                    route = [int(step) if step.isdigit() else step for step in key.split(".")]
                    finding = at(*event.route, *route).saying(value=shown(value))
                    yield finding.helping(f"add a passage for `{key}` to the evidence")


def shown_by_event(event: BoundEvent) -> list[str]:
    """Give the printed words of the passages for an event itself, where the text is at hand and they stand in it."""
    article = event.file.article
    found = [each.span for each in exhibits(event.file) if each.event is event and each.key == "event" and each.span]
    return [article.text[span.start : span.end] for span in found] if article else []


def _unshown(event: BoundEvent, key: str, value: object, words: str) -> bool:
    """Whether words leave a value unshown that words can show.

    A date that is inferred or that of publication needs none.
    """
    head = event.file.head
    if isinstance(value, Edtf) and event.sketch.date_basis in {DateBasis.INFERRED, DateBasis.PUBLISHED}:
        return False
    field = key.partition(".")[0]
    kind = fields_of_kind(type(event.sketch)).get(field)
    verdict = support(field, value, kind, words, event.file.names, head.article.published if head else None)
    return verdict == "unsupported" or (isinstance(value, Edtf) and verdict == "uncheckable")


@FAMILY.file(11, "{what}", since="0.1")
def review_without_positions(file: Bound) -> Findings:
    """An annotation is called reviewed or adjudicated, and its passages have no recorded positions.

    ## Why

    A review is a reading of one exact text. The digest and the positions say which, and where.

    ## Wrong

    ```yaml
    annotation: {annotators: [a1], reviewed_by: [a2], method: manual, status: reviewed}
    events:
      - id: an-offer
    ```

    ## Right

    ```yaml
    annotation: {annotators: [a1], method: manual, status: annotated}
    events:
      - id: an-offer
    ```
    """
    if file.head is None or file.head.annotation.status not in {Progress.REVIEWED, Progress.ADJUDICATED}:
        return
    without = [exhibit for exhibit in exhibits(file) if exhibit.passage.at is None]
    status = file.head.annotation.status
    if file.head.article.text is None and exhibits(file):
        what = f"the annotation is {status}, and does not say of which text"
        yield at("annotation", "status").saying(what=what).helping("`communique anchor` records the digest of the text")
    elif without:
        what = f"the annotation is {status}, and {counted(len(without), 'passage')} of it without a position"
        finding = at("annotation", "status").saying(what=what).helping("`communique anchor` records the positions")
        yield finding.noting(at(*without[0].route, "quote").where, "the first of them")


def shown(value: object) -> str:
    """Write a value as its author would name it."""
    match value:
        case Party():
            return value.actor
        case EventPlace():
            return value.place
        case Attribution():
            return value.source
        case Number():
            return value.says or " to ".join(f"{bound:,}" for bound in (value.min, value.max) if bound is not None)
        case Money():
            return f"{value.amount:,} {value.currency}"
        case _:
            return str(value)
