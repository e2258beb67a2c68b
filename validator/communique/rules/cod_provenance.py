"""Coding sense, continued: who coded, suggested and reviewed, in the head and in the events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.model.article import Method, Progress
from communique.model.vocabulary import How
from communique.rule import at
from communique.rules.cod import FAMILY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.bind import Bound, BoundEvent
    from communique.model.article import Annotation
    from communique.model.event import Coded
    from communique.rule import Finding, Findings

__all__ = ["FAMILY"]

_MOST_LABELS = 5


def _coded(file: Bound) -> Iterator[tuple[BoundEvent, Coded]]:
    """List the events that say themselves who coded them."""
    for event in file.events:
        if event.event is not None and event.event.coded is not None:
            yield event, event.event.coded


def _annotation(file: Bound) -> Annotation | None:
    """Give the head's account of the annotation, unless something is wrong with the people it names."""
    value = file.tree.value
    raw = value.get("annotation") if isinstance(value, dict) else None
    if file.head is None or not isinstance(raw, dict):
        return None
    head = file.head.annotation
    named = ((raw.get("annotators"), head.annotators), (raw.get("reviewed_by", []), head.reviewed_by))
    return head if all(isinstance(written, list) and len(written) == len(read) for written, read in named) else None


@FAMILY.file(11, "`{name}` {did}, and cannot review it", since="0.1")
def reviewed_by_its_coder(file: Bound) -> Findings:
    """A reviewer of the annotation has annotated, coded or suggested something in it.

    ## Why

    A review is a second pair of eyes. Who suggested an event, be it a machine, finds in it what they put there.

    ## Wrong

    ```yaml
    annotation: {annotators: [a1], reviewed_by: [a1], method: manual, status: reviewed}
    ```

    ## Right

    ```yaml
    annotation: {annotators: [a1], reviewed_by: [a2], method: manual, status: reviewed}
    ```
    """
    head = _annotation(file)
    for index, name in enumerate(head.reviewed_by if head else ()):
        route = ("annotation", "reviewed_by", index)
        finding = at(*route).helping("let somebody else review it, and name them here")
        suggested = [event for event, coded in _coded(file) if coded.suggester == name]
        coded_by = [event for event, coded in _coded(file) if coded.by == name]
        if head and name in head.annotators:
            place = at("annotation", "annotators", head.annotators.index(name)).where
            yield finding.saying(name=name, did="is an annotator of this article").noting(place, "named here")
        elif coded_by:
            yield _pointing(finding.saying(name=name, did="coded an event of this article"), coded_by, "by")
        elif suggested:
            yield _pointing(finding.saying(name=name, did="suggested an event of this article"), suggested, "suggester")


def _pointing(finding: Finding, events: list[BoundEvent], field: str) -> Finding:
    """Add labels to the first of some events, at who coded or suggested them."""
    for event in events[:_MOST_LABELS]:
        finding = finding.noting(at(*event.route, "coded", field).where, "named here")
    return finding


@FAMILY.file(12, "the method is `manual`, and this event was suggested", since="0.1", severity="warning")
def manual_with_suggestions(file: Bound) -> Findings:
    """The head says that people wrote all by hand, and an event is an accepted or edited suggestion.

    ## Why

    Studies compare hand-made annotations with assisted ones. One suggestion makes the method `assisted`.

    ## Wrong

    ```yaml
    annotation: {annotators: [a1], method: manual, status: annotated}
    events:
      - id: an-offer
        coded: {by: a1, how: accepted-suggestion, suggester: drafter}
    ```

    ## Right

    ```yaml
    annotation: {annotators: [a1], method: assisted, status: annotated}
    events:
      - id: an-offer
        coded: {by: a1, how: accepted-suggestion, suggester: drafter}
    ```
    """
    head = _annotation(file)
    if head and head.method == Method.MANUAL:
        for event, coded in _coded(file):
            if coded.how != How.MANUAL:
                finding = at(*event.route, "coded", "how").helping("write `method: assisted` in the head")
                yield finding.noting(at("annotation", "method").where, "said here")


@FAMILY.file(13, "the method is `automatic`, and `{name}` coded this event by hand", since="0.1", severity="warning")
def automatic_with_manual(file: Bound) -> Findings:
    """The head says that a machine wrote all, and a person has coded an event by hand.

    ## Why

    `automatic` tells users that no person has looked. Where one has, the method is `assisted`.

    ## Wrong

    ```yaml
    annotation: {annotators: [drafter, a1], method: automatic, status: annotated}
    events:
      - id: an-offer
        coded: {by: a1, how: manual}
    ```

    ## Right

    ```yaml
    annotation: {annotators: [drafter, a1], method: assisted, status: annotated}
    events:
      - id: an-offer
        coded: {by: a1, how: manual}
    ```
    """
    head = _annotation(file)
    if head and head.method == Method.AUTOMATIC:
        for event, coded in _coded(file):
            coder = file.names.annotators.get(coded.by)
            if coded.how == How.MANUAL and coder is not None and not coder.machine:
                finding = at(*event.route, "coded", "by").saying(name=coded.by)
                finding = finding.helping("write `method: assisted` in the head")
                yield finding.noting(at("annotation", "method").where, "said here")


@FAMILY.file(14, "`{name}` is not among the annotators of this article", since="0.1", severity="warning")
def coder_not_an_annotator(file: Bound) -> Findings:
    """An event was coded by someone whom the head does not name as an annotator.

    ## Why

    The head names all who wrote the annotation; agreement between coders is computed from it.

    ## Wrong

    ```yaml
    annotation: {annotators: [a1], method: manual, status: annotated}
    events:
      - id: an-offer
        coded: {by: a2, how: manual}
    ```

    ## Right

    ```yaml
    annotation: {annotators: [a1, a2], method: manual, status: annotated}
    events:
      - id: an-offer
        coded: {by: a2, how: manual}
    ```
    """
    head = _annotation(file)
    for event, coded in _coded(file):
        named = head and coded.by in {*head.annotators, *head.reviewed_by}
        if head and not named and not file.names.lacks("annotator", coded.by):
            finding = at(*event.route, "coded", "by").saying(name=coded.by).helping("add them to `annotators`")
            yield finding.noting(at("annotation", "annotators").where, "the annotators")


@FAMILY.event(15, "this event is said to be a suggestion, and not whose", since="0.1", severity="warning")
def suggestion_without_suggester(event: BoundEvent) -> Findings:
    """An event is an accepted or edited suggestion, and nobody is named who suggested it.

    ## Why

    Who suggested an event must not review it, and which program suggests what is worth knowing.

    ## Wrong

    ```yaml
    annotation: {annotators: [a1], method: assisted, status: annotated}
    events:
      - id: an-offer
        coded: {by: a1, how: edited-suggestion}
    ```

    ## Right

    ```yaml
    annotation: {annotators: [a1], method: assisted, status: annotated}
    events:
      - id: an-offer
        coded: {by: a1, how: edited-suggestion, suggester: drafter}
    ```
    """
    coded, raw = event.event.coded if event.event else None, event.raw.get("coded")
    if coded and coded.how != How.MANUAL and isinstance(raw, dict) and "suggester" not in raw:
        yield at(*event.route, "coded", "how").helping("add `suggester`, an id in `names/annotators.yaml`")


@FAMILY.file(16, "the method is `manual`, and no annotator is a person", since="0.1", severity="warning")
def machine_alone(file: Bound) -> Findings:
    """All annotators are machines, and the method is said to be `manual`.

    ## Why

    What a machine wrote alone is `automatic`, and users must be able to tell.

    ## Wrong

    ```yaml
    annotation: {annotators: [drafter], method: manual, status: annotated}
    ```

    ## Right

    ```yaml
    annotation: {annotators: [drafter], method: automatic, status: annotated}
    ```
    """
    head = _annotation(file)
    if head and head.method == Method.MANUAL:
        coders = [file.names.annotators.get(name) for name in head.annotators]
        if all(coder is not None and coder.machine for coder in coders):
            yield at("annotation", "method").helping("write `automatic`, or name the person who annotated")


@FAMILY.file(17, "the status is `{status}`, and no reviewer is named", since="0.1", severity="warning")
def review_without_reviewer(file: Bound) -> Findings:
    """An annotation is reviewed or adjudicated, and does not say by whom.

    ## Why

    Without a name nobody can tell whether someone else has read it.

    ## Wrong

    ```yaml
    annotation: {annotators: [a1], method: manual, status: reviewed}
    ```

    ## Right

    ```yaml
    annotation: {annotators: [a1], reviewed_by: [a2], method: manual, status: reviewed}
    ```
    """
    head = _annotation(file)
    if head and head.status in {Progress.REVIEWED, Progress.ADJUDICATED} and not head.reviewed_by:
        yield at("annotation", "status").saying(status=head.status).helping("add `reviewed_by`")
