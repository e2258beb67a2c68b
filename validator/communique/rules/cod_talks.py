"""Coding sense, continued: talks and who takes part in them, and the way out that `other` is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.model.events.other import Other
from communique.model.events.talks import Leader, Meeting, Summit, TalkFormat
from communique.model.names import ActorKind
from communique.rule import at
from communique.rules.cod import FAMILY

if TYPE_CHECKING:
    from communique.bind import BoundEvent
    from communique.model.edtf import Edtf
    from communique.model.registry import Names
    from communique.rule import Findings

__all__ = ["FAMILY"]

_LED: Final = frozenset({ActorKind.STATE, ActorKind.IGO})
"""Actors that stand for their leaders, where a text names none of those who met."""


def _participants(event: BoundEvent, *types: type[Summit | Meeting]) -> int | None:
    """Count those who take part in talks that are no plenary; None for other events, and where one is faulty."""
    model, raw = event.event, event.raw.get("participants", [])
    if not isinstance(model, types) or not isinstance(raw, list) or len(raw) != len(model.participants):
        return None
    return None if model.format == TalkFormat.PLENARY else len({each.actor for each in model.participants})


@FAMILY.event(
    9, "fewer than two of the participants are registered as leaders at that time", since="0.1", severity="warning"
)
def summit_without_two_leaders(event: BoundEvent) -> Findings:
    """A summit has fewer than two participants who were heads of state or government.

    ## Why

    A summit is a meeting of leaders; where only one side is led by its leader, it is a `meeting`. Who leads stands in
    `names/actors.yaml`, as an office with `leader: true`. States may stand for leaders whom the text does not name,
    and whoever is not registered might be one.

    ## Wrong

    ```yaml
    - id: the-talks
      type: summit
      participants: [{actor: xi-jinping, role: guest}, {actor: cho-hyun, role: host}]
    ```

    ## Right

    ```yaml
    - id: the-talks
      type: summit
      participants: [{actor: xi-jinping, role: guest}, {actor: lee-jae-myung, role: host}]
    ```
    """
    model, count = event.event, _participants(event, Summit)
    if not isinstance(model, Summit) or count is None or count < 2:
        return
    possible = {each.actor for each in model.participants if _may_lead(each, model.date, event.file.names)}
    if len(possible) < 2:
        cure = "code a `meeting`, name the leaders, or mark their offices `leader: true` in `names/actors.yaml`"
        yield at(*event.route, "participants").helping(cure)


def _may_lead(participant: Leader, date: Edtf, names: Names) -> bool:
    """Whether someone may have been a leader then: by the office that is given, else by any that the registry has."""
    actor = names.actors.get(participant.actor)
    if actor is None or actor.kind in _LED:
        return True
    if participant.office is not None:
        terms = [office for office in actor.offices if office.office == participant.office]
        return not terms or any(term.leader for term in terms)
    return any(
        office.leader
        and not (office.since and date.latest < office.since.earliest)
        and not (office.until and date.earliest > office.until.latest)
        for office in actor.offices
    )


@FAMILY.event(10, "no type but `other` was found for this event (`{label}`)", since="0.1", severity="warning")
def type_other(event: BoundEvent) -> Findings:
    """An event has the type `other`.

    ## Why

    The type is a way out, and it is counted: where one label comes up again and again, the codebook needs a type for
    it. The value `other` inside a list of a type is no fault.

    ## Wrong

    ```yaml
    - id: a-spill
      type: other
      label: accident
    ```

    ## Right

    ```yaml
    - id: the-talks
      type: meeting
      level: other
    ```
    """
    if isinstance(event.event, Other):
        cure = "see whether a type fits, with `other` in its list; if not, the codebook may need a type: propose one"
        yield at(*event.route, "type").saying(label=event.event.label).helping(cure)


@FAMILY.event(18, "talks have at least two participants, and these have {count}", since="0.1")
def talks_with_one_side(event: BoundEvent) -> Findings:
    """A summit or a meeting names fewer than two who take part.

    ## Why

    Nobody talks alone. A conference of which the text names nobody has `format: plenary`, and needs none; who only
    asked for talks made a `proposal` or an `appeal`.

    ## Wrong

    ```yaml
    - id: the-talks
      type: meeting
      participants: [cho-hyun]
      format: in-person
    ```

    ## Right

    ```yaml
    - id: the-talks
      type: meeting
      participants: [cho-hyun, china]
      format: in-person
    ```
    """
    count = _participants(event, Summit, Meeting)
    if count is not None and count < 2:
        route = (*event.route, "participants") if "participants" in event.raw else (*event.route, "type")
        cure = "add the other side; where the text names nobody, `format: plenary` says that it was a conference"
        yield at(*route).saying(count=count or "none").helping(cure)
