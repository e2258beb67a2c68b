"""Coding sense: events coded in a way that the codebook speaks against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from communique.model.events.deals import Agreement, Asked, Rejection, Stage
from communique.model.events.easing import Cooperation
from communique.model.names import ActorKind
from communique.model.types import event_types
from communique.model.vocabulary import RelationKind, Status
from communique.rule import Family, at
from communique.words import listed

if TYPE_CHECKING:
    from communique.bind import BoundEvent
    from communique.corpus import Corpus
    from communique.model.event import Event
    from communique.rule import Findings

FAMILY: Final = Family("COD", "Coding sense")

_ONE_SIDED: Final = frozenset(
    {Stage.ADOPTED, Stage.RATIFIED, Stage.ACCEDED, Stage.WITHDRAWN, Stage.SUSPENDED, Stage.ENDED}
)
"""The stages that one party, or a body, can bring about alone."""

_BODIES: Final = frozenset({ActorKind.IGO, ActorKind.GROUP})
"""Actors that are several by themselves."""

_SILENCE: Final = re.compile(
    r"\b(?:has|have|had|did|does|do)(?: not|n['’]t| yet to| never)(?: yet| immediately| publicly| officially)*"
    r" (?:respond|repl|answer|react|comment)\w*"
    r"|\bno (?:\w+ )?(?:response|reply|answer|reaction|comment)\b"
    r"|\bwithout (?:a |any )?(?:response|reply|answer|comment)\b"
    r"|\b(?:remain|stay|kept|keep)(?:ed|s|ing)? silent\b|\bunanswered\b|\bsilence\b"
    r"|\b(?:declin|refus)(?:ed|es|ing) to (?:comment|respond|reply|answer)\b",
    re.IGNORECASE,
)
_REFUSAL: Final = re.compile(
    r"\b(?:reject|refus|declin|dismiss|rebuff|spurn|veto|snub|defi|boycott)\w*"
    r"|\bturn(?:ed|s|ing)? (?:down|away)\b|\brul(?:ed|es|ing) out\b|\bcall(?:ed|s)? off\b"
    r"|\b(?:will|would|can|could) (?:not|never)\b|\bcannot\b",
    re.IGNORECASE,
)
_SHARED_OPINION: Final = re.compile(
    r"\b(?:agree[sd]?|agreeing|concur(?:red|s)?)(?: \w+){0,2} that\b|\bshared? the view\b", re.IGNORECASE
)
_COMMITMENT: Final = re.compile(
    r"\b(?:sign|conclud|initial|ratif)\w*|\b(?:treaty|memorandum|accord|pact|deal|contract|agreement|will|would|shall)\b",
    re.IGNORECASE,
)


def _passages(event: Event) -> str:
    """Give the passages that show the event itself, one behind the other."""
    return " / ".join(passage.quote for passage in event.evidence.get("event", ()))


@FAMILY.event(
    1, "an agreement has at least two parties, and this one has `{party}` alone", since="0.1", severity="warning"
)
def agreement_with_one_party(event: BoundEvent) -> Findings:
    """An agreement names one party only.

    ## Why

    What one side says that it will do is a `statement` with `act: commit`. Ratifying, leaving or suspending an
    agreement is done by one side, and a body such as the G20 is several by itself: none of these is reported.

    ## Wrong

    ```yaml
    - id: a-swap
      type: agreement
      parties: [south-korea]
      stage: signed
    ```

    ## Right

    ```yaml
    - id: a-swap
      type: agreement
      parties: [south-korea, china]
      stage: signed
    ```
    """
    model, raw = event.event, event.raw.get("parties")
    if isinstance(model, Agreement) and isinstance(raw, list) and len(raw) == len(model.parties):
        actors = dict.fromkeys(party.actor for party in model.parties)
        known = event.file.names.actors
        body = any(actor in known and known[actor].kind in _BODIES for actor in actors)
        if len(actors) == 1 and model.stage not in _ONE_SIDED and not body:
            cure = "add the other side; one side's own promise is a `statement` with `act: commit`"
            yield at(*event.route, "parties").saying(party=next(iter(actors))).helping(cure)


@FAMILY.event(2, "this cooperation does not say between whom it is", since="0.1")
def cooperation_without_sides(event: BoundEvent) -> Findings:
    """A cooperation has neither `parties`, nor a `giver` and a `receiver`.

    ## Why

    Who works with whom, or who gives to whom, is what makes it that event.

    ## Wrong

    ```yaml
    - id: the-aid
      type: cooperation
      kind: humanitarian-aid
      giver: [south-korea]
    ```

    ## Right

    ```yaml
    - id: the-aid
      type: cooperation
      kind: humanitarian-aid
      giver: [south-korea]
      receiver: [north-korea]
    ```
    """
    given = event.raw.keys() & {"parties", "giver", "receiver"}
    if isinstance(event.event, Cooperation) and "parties" not in given and given != {"giver", "receiver"}:
        missing = {"giver", "receiver"} - given
        cure = (
            f"add `{missing.pop()}`"
            if len(missing) == 1
            else "add `parties` where both profit, else `giver` and `receiver`"
        )
        yield at(*event.route, "kind").helping(cure)


@FAMILY.event(3, "this rejection does not say what is refused", since="0.1")
def refused_nothing(event: BoundEvent) -> Findings:
    """A rejection has neither an event nor words in `of`.

    ## Why

    A refusal is a refusal of something; without it, nobody can tell what the event was.

    ## Wrong

    ```yaml
    - id: a-refusal
      type: rejection
      of: {made_by: [south-korea]}
    ```

    ## Right

    ```yaml
    - id: a-refusal
      type: rejection
      of: {what: The offer of talks., made_by: [south-korea]}
    ```
    """
    refused = event.raw.get("of")
    if isinstance(event.event, Rejection) and isinstance(refused, dict) and not refused.keys() - {"made_by"}:
        yield at(*event.route, "of").helping("name the event that is refused, or say in `what` what it is")


@FAMILY.event(4, "nobody is said to have made what is refused", since="0.1", severity="warning")
def refused_by_nobody(event: BoundEvent) -> Findings:
    """A rejection tells in words what is refused, and not whose it was.

    ## Why

    A rejection stands between two sides. If nobody had proposed, asked or arranged anything, there is nothing to
    refuse, and the event is a `statement`. To refuse to meet (`refuses: meet`) needs no one who asked.

    ## Wrong

    ```yaml
    - id: a-refusal
      type: rejection
      of: {what: The offer of talks.}
    ```

    ## Right

    ```yaml
    - id: a-refusal
      type: rejection
      of: {what: The offer of talks., made_by: [south-korea]}
    ```
    """
    refused = event.raw.get("of")
    talks = event.raw.get("refuses") == Asked.MEET
    if isinstance(event.event, Rejection) and isinstance(refused, dict) and refused.keys() == {"what"} and not talks:
        yield at(*event.route, "of").helping("add `made_by`; where nobody had made it, code a `statement`")


@FAMILY.corpus(5, "`{name}` is a {type}, which nobody can refuse", since="0.1", severity="warning")
def cannot_be_refused(corpus: Corpus) -> Findings:
    """A rejection refuses an event of a type that asks for no answer.

    ## Why

    What can be refused was proposed, asked, agreed, arranged, said or ordered. To object to what another has done is
    a `statement` with `act: criticise`.

    ## Wrong

    ```yaml
    - id: a-refusal
      type: rejection
      of: a-launch
    - id: a-launch
      type: weapons-test
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
    allowed = RelationKind.REJECTS.algebra.to_types
    for event in corpus.related:
        refused = [name for _, name, route in event.relations if route == ("of", "event") and event.date]
        for name in refused:
            here = corpus.local(event, name)
            others = corpus.reports(name) if here is None else (here,)
            kinds = {other.type for other in others}
            if kinds and not kinds & {*allowed} and kinds <= event_types().keys():
                finding = at(*event.route, "of").within(event.file).saying(name=name, type=min(kinds))
                finding = finding.helping(
                    f"it can be {listed(allowed)}; objecting is a `statement` with `act: criticise`"
                )
                other = others[0]
                yield finding.noting(at(*other.route, "type").where, "the event that is refused", other.file)


@FAMILY.event(6, "a rejection that did not occur is no event", since="0.1", severity="warning")
def rejection_did_not_occur(event: BoundEvent) -> Findings:
    """A rejection has the status `did-not-occur`.

    ## Why

    That somebody did not refuse is silence, or an acceptance. "Failed to agree" is an `agreement` that did not occur.

    ## Wrong

    ```yaml
    - id: a-refusal
      type: rejection
      status: did-not-occur
    ```

    ## Right

    ```yaml
    - id: an-offer
      type: proposal
      answer: none-yet
    ```
    """
    if isinstance(event.event, Rejection) and event.event.status == Status.DID_NOT_OCCUR:
        cure = "leave it out: the `answer` of the proposal says how it was met; talks that failed are an `agreement`"
        yield at(*event.route, "status").helping(cure)


@FAMILY.event(7, "`{words}` is silence, and silence alone is no rejection", since="0.1", severity="warning")
def silence_as_rejection(event: BoundEvent) -> Findings:
    """A rejection rests on a passage that tells of silence, or of a refusal to comment.

    ## Why

    Who has not answered may still do so. The proposal says it with `answer: none-yet`; a refusal to comment is nothing.

    ## Wrong

    ```yaml
    - id: a-refusal
      type: rejection
      evidence: {event: Pyongyang has not responded to the offer}
    ```

    ## Right

    ```yaml
    - id: a-refusal
      type: rejection
      evidence: {event: Pyongyang has rejected the offer}
    ```
    """
    if isinstance(event.event, Rejection):
        words = _passages(event.event)
        silence = _SILENCE.search(words)
        if silence and not _REFUSAL.search(_SILENCE.sub(" ", words)):
            cure = "code the proposal with `answer: none-yet`, and leave the rejection out"
            yield at(*event.route, "evidence", "event").saying(words=silence[0]).helping(cure)


@FAMILY.event(8, "`{words}` tells of an opinion that is shared, not of an agreement", since="0.1", severity="warning")
def shared_opinion_as_agreement(event: BoundEvent) -> Findings:
    """An agreement rests on a passage in which sides agree that something is so.

    ## Why

    "Both sides agreed that stability matters" binds nobody: it is a `statement` by both. It is reported only where
    the agreement has no `form`, and its passage tells neither of a text nor of what will be done.

    ## Wrong

    ```yaml
    - id: the-accord
      type: agreement
      parties: [south-korea, china]
      evidence: {event: both sides agreed that stability matters}
    ```

    ## Right

    ```yaml
    - id: the-view
      type: statement
      by: [south-korea, china]
      evidence: {event: both sides agreed that stability matters}
    ```
    """
    if isinstance(event.event, Agreement) and event.event.form is None:
        words = _passages(event.event)
        shared = _SHARED_OPINION.search(words)
        if shared and not _COMMITMENT.search(words):
            cure = "code a `statement` by all of them, or give the `form` of what was concluded"
            yield at(*event.route, "evidence", "event").saying(words=shared[0]).helping(cure)
