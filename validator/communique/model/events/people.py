"""Events of public life: protests, changes of leaders, ceremonies."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from communique.model.base import ActorId, Line, Many, Maybe, Slug, TopicId, Vocabulary
from communique.model.edtf import Edtf
from communique.model.event import Entry, Equivalent, Event
from communique.model.parts import EventPlace, Number, Party


class Tactic(Vocabulary):
    """What the protesters do: the most forceful, where they do several things."""

    DEMONSTRATION = "demonstration", "A rally, march or vigil, largely peaceful."
    SIT_IN = "sit-in", "They stay where they are not wanted: a sit-in, a camp, an occupation."
    OBSTRUCTION = "obstruction", "They block a road, a border, a building."
    RIOT = "riot", "They attack people or property."
    STRIKE = "strike", "Workers of some sectors stop work."
    GENERAL_STRIKE = "general-strike", "Work and public life stop at large."
    HUNGER_STRIKE = "hunger-strike", "They refuse to eat."
    BOYCOTT = "boycott", "They refuse to buy, to vote, to attend."
    PETITION = "petition", "They gather signatures and hand them over in public."
    SYMBOLIC = "symbolic", "They burn, paint, plant or display something to make a point."
    OTHER = "other", "A tactic that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Response(Vocabulary):
    """What the authorities do: the most forceful, where they do several things."""

    NONE = "none", "The text says that they did nothing."
    MONITORING = "monitoring", "They watched, or kept sides apart."
    DIALOGUE = "dialogue", "They received or spoke with the protesters."
    CONCESSION = "concession", "They gave in to some of it."
    BAN = "ban", "They forbade it."
    DISPERSAL = "dispersal", "They drove it off."
    ARRESTS = "arrests", "They arrested people."
    LETHAL_FORCE = "lethal-force", "They shot at people."
    OTHER = "other", "A response that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class ChangeKind(Vocabulary):
    """How the office came to change hands, or stayed in the same."""

    ELECTION = "election", "Elected by the people."
    RE_ELECTION = "re-election", "Elected again, by whomever."
    VOTE = "vote", "Elected by a parliament, party or other body."
    NOMINATION = "nomination", "Put forward, still to be confirmed or elected."
    APPOINTMENT = "appointment", "Named by someone with the power to."
    SUCCESSION = "succession", "Follows by rule or by birth."
    INAUGURATION = "inauguration", "Takes up the office."
    INTERIM = "interim", "Takes it for the time being."
    RESIGNATION = "resignation", "Gives it up, or announces that."
    DISMISSAL = "dismissal", "Is removed by a superior."
    IMPEACHMENT = "impeachment", "Is removed or suspended by a parliament or court."
    NO_CONFIDENCE = "no-confidence", "Loses a vote of confidence."
    DEFEAT = "defeat", "Is voted out."
    COUP = "coup", "Power is seized by force or against the constitution, or it is tried."
    END_OF_TERM = "end-of-term", "Leaves when the term is over."
    DEATH = "death", "Dies in office."
    OTHER = "other", "A way that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class CeremonyKind(Vocabulary):
    """What is celebrated or performed."""

    PARADE = "parade", "A military or civil parade."
    STATE_DINNER = "state-dinner", "A banquet or dinner given for guests."
    RECEPTION = "reception", "A reception or a welcome with honours."
    COMMEMORATION = "commemoration", "An anniversary, a memorial, the laying of wreaths."
    NATIONAL_DAY = "national-day", "A national or party holiday."
    FUNERAL = "funeral", "A funeral or mourning."
    INAUGURATION = "inauguration", "A swearing-in, coronation or installation, as a festivity."
    OPENING = "opening", "Something is opened, launched, unveiled or christened."
    SIGNING = "signing", "The festive signing of what was agreed."
    AWARD = "award", "An order, prize or degree is given."
    CULTURAL = "cultural", "A concert, exhibition or sporting event of state."
    RELIGIOUS = "religious", "A rite attended by officials."
    OTHER = "other", "A ceremony that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Protest(Event):
    """People act together in public, outside the institutions, to show dissent or support."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "rallies, marches, strikes, blockades, hunger strikes, riots",
            "rallies in support of someone, or against another state",
            "each city by itself: several cities on one day are several protests, related to each other",
            "a demonstration that is announced (`status: planned`)",
        ),
        excludes=(
            "a diplomatic protest note or a summoned ambassador (`statement` with `act: protest`)",
            "criticism by a politician or group in words alone (`statement`)",
            "armed attacks (`force`)",
            "a crowd that the state assembles to celebrate (`ceremony`)",
            "a ban on rallies (`directive`); shooting or mass arrests that the text tells apart (`force`)",
        ),
        example="""
            - id: fuel-march-lagos
              type: protest
              date: 2025-06-12
              date_basis: computed
              place: lagos
              status: occurred
              summary: Transport workers marched in Lagos against the price of fuel.
              protesters: [transport-workers-nigeria]
              tactic: demonstration
              target: [nigeria]
              size: {says: thousands}
              evidence:
                event: "thousands marched"
            """,
        equivalents=(
            Equivalent("exact", "PROTEST", "demo", "14", {"tactic": ("demonstration",)}),
            Equivalent("lossy", "PROTEST", "demo", "14", {"tactic": ("sit-in", "symbolic")}),
            Equivalent("exact", "PROTEST", "riot", "14", {"tactic": ("riot",)}),
            Equivalent("exact", "PROTEST", "general", "14", {"tactic": ("general-strike",)}),
            Equivalent("exact", "PROTEST", "strike", "14", {"tactic": ("strike",)}),
            Equivalent("exact", "PROTEST", "hunger", "14", {"tactic": ("hunger-strike",)}),
            Equivalent("exact", "PROTEST", "boycott", "14", {"tactic": ("boycott",)}),
            Equivalent("exact", "PROTEST", "obstruct", "14", {"tactic": ("obstruction",)}),
            Equivalent("lossy", "PROTEST", None, "14"),
        ),
    )

    type: Literal["protest"]
    protesters: Many[Party] = Field(description="Who protests.")
    place: EventPlace = Field(description="Where it happens: one city or site.")
    tactic: Tactic = Field(description="What they do.")
    target: Many[Party] = Field((), description="Against whom it is directed.")
    issue: Many[TopicId] = Field((), description="What it is about: ids in `names/topics.yaml`.")
    slogans: Many[Line] = Field((), description="What is shouted or written on signs, as the text gives it.")
    size: Maybe[Number] = Field(None, description="How many took part.")
    response: Maybe[Response] = Field(None, description="What the authorities did.")
    killed: Maybe[Number] = Field(None, description="How many were killed.")
    injured: Maybe[Number] = Field(None, description="How many were injured.")
    arrested: Maybe[Number] = Field(None, description="How many were arrested.")
    organiser: Many[Party] = Field((), description="Who called for it.")


class LeadershipChange(Event):
    """A person gains, keeps or loses a public office, by whatever way."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "elections, appointments, nominations, resignations, dismissals, deaths in office, coups",
            "heads of state and government, ministers, commanders, heads of parties and of international bodies",
            "a time told in passing (“elected in a snap vote in June”), as `background: true`",
            "one event per person: a successor and a predecessor who go separate ways are two",
        ),
        excludes=(
            "calls for someone to go (`appeal`, or `protest`)",
            "the swearing-in as a festivity (`ceremony`)",
            "a law on how an office is filled (`directive`)",
            "an ambassador recalled in anger or expelled (`sanction`)",
            "the violence of a coup (`force`)",
        ),
        example="""
            - id: lima-new-finance-minister
              type: leadership-change
              date: 2025-05-13
              date_basis: stated
              status: occurred
              summary: Peru's president named a new finance minister.
              person: finance-minister-peru-2025
              office: finance-minister
              kind: appointment
              evidence:
                event: "was named finance minister"
            """,
        equivalents=(
            # CAMEO has no root for it: its codes are for demands about leaders, and for yielding to them.
            Equivalent("lossy", "RETREAT", "resign", None, {"kind": ("resignation",)}),
            Equivalent("none"),
        ),
    )

    type: Literal["leadership-change"]
    person: ActorId = Field(description="Who gains, keeps or loses the office.")
    office: Slug = Field(description="The office, as the person's entry in `names/actors.yaml` lists it.")
    kind: ChangeKind = Field(description="How the office came to change hands.")
    predecessor: Maybe[ActorId] = Field(None, description="Who held it before.")
    body: Maybe[ActorId] = Field(None, description="Who elected, appointed, confirmed or removed.")
    effective: Maybe[Edtf] = Field(None, description="When it takes effect, where that is not the date of the event.")


class Ceremony(Event):
    """A public occasion at which being there, and not talking or deciding, is the point."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "parades, state dinners, commemorations, funerals, openings, award ceremonies",
            "leaders or officials who attend side by side at one of these, without talks being told",
            "an occasion that is to come (`status: planned`)",
        ),
        excludes=(
            "a conference, congress or session, whoever attends (`summit` or `meeting`, with `format: plenary`)",
            "talks held beside it (`summit` or `meeting`, related as `sidelines-of`)",
            "the journey to it (`visit`)",
            "what is signed there (`agreement`)",
            "a weapon fired there (`weapons-test`) or an exercise (`military-activity`)",
            "a crowd that gathers to demand or oppose something (`protest`)",
        ),
        example="""
            - id: harbour-anniversary
              type: ceremony
              date: 2025-09-20
              date_basis: stated
              status: occurred
              summary: Portugal and Brazil marked two centuries of diplomatic ties in Lisbon.
              host: [portugal]
              kind: commemoration
              attendees: [{actor: president-brazil, office: president}]
              evidence:
                event: "a ceremony in Lisbon"
            """,
        equivalents=(Equivalent("none"),),
    )

    type: Literal["ceremony"]
    host: Many[Party] = Field((), description="Who holds it, where the text tells.")
    kind: CeremonyKind = Field(description="What is celebrated or performed.")
    attendees: Many[Party] = Field((), description="Who attends, beside the host.")
    occasion: Maybe[Line] = Field(None, description="What it marks, in your own words.")
