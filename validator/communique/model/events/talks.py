"""Events at which people meet: summits, meetings, visits."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from communique.model.base import Count, Line, Many, Maybe, PlaceId, TopicId, Vocabulary
from communique.model.edtf import Edtf
from communique.model.event import Entry, Equivalent, Event
from communique.model.parts import Party


class TalkRole(Vocabulary):
    """The part someone plays in a meeting."""

    HOST = "host", "Receives the others."
    GUEST = "guest", "Was received by the host."
    CHAIR = "chair", "Presides without being host."
    ATTENDEE = "attendee", "Takes part, with no other role told."
    MEDIATOR = "mediator", "Brings the others together."
    OTHER = "other", "A part that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class TalkFormat(Vocabulary):
    """How people met."""

    IN_PERSON = "in-person", "They were in one room."
    PHONE = "phone", "They spoke by telephone."
    VIDEO = "video", "They spoke by video link."
    SIDELINES = "sidelines", "They met beside a larger event."
    PLENARY = "plenary", "A conference or session: many delegations sat together, whether or not the text names any."
    THIRD_PARTY = "third-party", "They talked through, or at the seat of, someone else."
    OTHER = "other", "A way that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class MeetingLevel(Vocabulary):
    """The rank that every side of a meeting reached: a president who receives a minister makes it `minister`."""

    MINISTER = "minister", "Members of a cabinet, or others of that rank."
    VICE_MINISTER = "vice-minister", "Deputies of a minister, or others of that rank."
    ENVOY = "envoy", "Ambassadors, special envoys and others sent to speak for someone."
    SENIOR_OFFICIAL = "senior-official", "Heads of department, advisers and others who decide below a deputy minister."
    WORKING = "working", "Experts and staff who prepare or carry out."
    MILITARY = "military", "Officers who speak for their armed forces."
    LEGISLATIVE = "legislative", "Members of parliaments, as such."
    PARTY = "party", "Officials of political parties, as such."
    TRACK_1_5 = "track-1-5", "Officials in a private capacity together with outsiders (track 1.5)."
    TRACK_2 = "track-2", "Outsiders alone: scholars, former officials, businesses (track 2)."
    OTHER = "other", "A rank that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class VisitLevel(Vocabulary):
    """The rank of the highest visitor."""

    LEADER = "leader", "A head of state or government."
    ROYAL = "royal", "A member of a reigning house who does not head the state."
    MINISTER = "minister", "A member of a cabinet, or someone of that rank."
    VICE_MINISTER = "vice-minister", "The deputy of a minister, or someone of that rank."
    ENVOY = "envoy", "Someone sent to speak for a leader or a state."
    SENIOR_OFFICIAL = "senior-official", "A head of department, adviser, or head of an international body."
    WORKING = "working", "Experts and staff: inspectors, technical delegations."
    MILITARY = "military", "Officers of the armed forces."
    LEGISLATIVE = "legislative", "Members of a parliament, as such."
    PARTY = "party", "Officials of a political party, as such."
    OTHER = "other", "A rank that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Attendee(Party):
    """Someone at a meeting: an actor's id alone, or with office and role."""

    role: Maybe[TalkRole] = Field(None, description="The part played in the meeting.")


class Leader(Party):
    """Someone at a summit, with the role played there."""

    shorthand: ClassVar[str | None] = None

    role: TalkRole = Field(description="The part played at the summit.")


_CONSULT = (
    Equivalent("exact", "CONSULT", "phone", "04", {"format": ("phone", "video")}),
    Equivalent("exact", "CONSULT", "third-party", "04", {"format": ("third-party",)}),
    Equivalent("exact", "CONSULT", "multilateral", "04", {"format": ("plenary",)}),
    Equivalent("exact", "CONSULT", None, "04"),
)


class Summit(Event):
    """Heads of state or government talk with each other."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "two or more leaders who talk with each other, alone or at a conference",
            "a conference of leaders as such, also where nobody there is named (`format: plenary`, with its `host`)",
            "states in the leaders' place, with `role: attendee`, where the text names none of those who met",
            "a call or a video conference between leaders, with the `format` saying so",
            "leaders who are to meet (`status: planned`), or may meet (`status: possible`)",
        ),
        excludes=(
            "leaders who merely attend the same parade or dinner (`ceremony`)",
            "a larger event that is named without a time or a place (`occasion` of what was held beside it)",
            "talks in which only one side is led by its leader (`meeting`)",
            "the journey itself (`visit`)",
            "a letter or message from one leader to another (`statement`, with its `channel`)",
            "what binds their states from then on (`agreement`, related as `part-of`; the rest is `outcome`)",
            "what one leader said, asked or promised there (`statement`, `appeal`, related as `part-of`)",
            "what was not talked about (nothing, or a `note`)",
        ),
        example="""
            - id: lee-xi-summit
              type: summit
              date: 2025-11-01
              date_basis: computed
              status: occurred
              summary: The presidents of South Korea and China met in Gyeongju.
              participants:
                - {actor: lee-jae-myung, role: host}
                - {actor: xi-jinping, role: guest}
              evidence:
                event: "The two leaders met"
            """,
        equivalents=_CONSULT,
    )

    type: Literal["summit"]
    # A text can tell of a conference and name nobody there; two are asked for elsewhere by a lint rule.
    participants: Many[Leader] = Field((), description="The leaders who met, with roles; a `plenary` may have none.")
    format: Maybe[TalkFormat] = Field(None, description="How they met.")
    occasion: Maybe[Line] = Field(None, description="The larger event at which they met.")
    topics: Many[TopicId] = Field((), description="What they talked about: ids in `names/topics.yaml`.")
    host: Many[Party] = Field((), description="The state, organisation or person that hosted it.")
    outcome: Maybe[Line] = Field(None, description="What came of it, or did not, in your own words.")


class Meeting(Event):
    """Officials talk with each other, in person or at a distance, without a leader on every side."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "talks, consultations, negotiations and calls between officials of two or more sides",
            "a leader who receives another side's minister, envoy or delegation",
            "talks through a mediator who carries messages (`format: third-party`)",
            "talks that “may” take place (`status: possible`)",
            "a conference or session as such, also where nobody there is named (`format: plenary`, with its `host`)",
            "“contacts” or “interactions” of two states, with `level: unknown` where no rank is told",
            "talks that run for years and then collapse, with nobody said to have ended them (`until`, `outcome`)",
        ),
        excludes=(
            "talks with a head of state or government on every side (`summit`)",
            "officials who are at one event and are not said to have talked (`ceremony`, or nothing)",
            "the journey to the talks (`visit`, related to the meeting)",
            "an offer to hold talks (`proposal`) and a call on others to hold them (`appeal`)",
            "breaking off or calling off talks, where the text says who did it (`sanction` or `rejection`)",
            "what one of them said, asked or promised there (`statement`, `appeal`, related as `part-of`)",
            "a briefing in which no position is told (a topic of the meeting)",
        ),
        example="""
            - id: nile-water-talks
              type: meeting
              date: 2025-03-11
              date_basis: computed
              status: occurred
              summary: The water ministers of Egypt and Sudan discussed the filling of the dam in Khartoum.
              participants: [water-minister-egypt, water-minister-sudan]
              level: minister
              format: in-person
              evidence:
                event: "held two days of talks"
            """,
        equivalents=_CONSULT,
    )

    type: Literal["meeting"]
    # As for a summit: two are asked for by a lint rule, unless it is a plenary.
    participants: Many[Attendee] = Field(
        (), description="Those who talked, with the role played where the text tells; a `plenary` may have none."
    )
    level: MeetingLevel = Field(description="The rank that every side reached.")
    format: TalkFormat = Field(description="How they met.")
    occasion: Maybe[Line] = Field(None, description="The larger event at which they met.")
    topics: Many[TopicId] = Field((), description="What they talked about: ids in `names/topics.yaml`.")
    host: Many[Party] = Field((), description="The state, organisation or person that hosted it.")
    outcome: Maybe[Line] = Field(None, description="What came of it, or did not, in your own words.")
    requested_by: Many[Party] = Field((), description="Who asked for the meeting.")
    round: Maybe[Count] = Field(None, description="Which round of a series it was: 3 for the third.")


class Visit(Event):
    """An official travels, as an official, to the territory of another state or to the seat of an organisation."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "state visits, working visits, tours by stage (one visit per country)",
            "a journey to a conference abroad or to the seat of an international organisation",
            "a delegation, inspectors or a special envoy sent abroad",
            "a leader who is to come (`status: planned` if one who decides it says so; “is expected”: `possible`)",
            "a journey told in passing (“during his visit”), as `background: true`",
        ),
        excludes=(
            "the talks held during the visit (`summit` or `meeting`, related as `part-of`)",
            "the parade or dinner attended there (`ceremony`)",
            "an invitation that is not yet taken up (`proposal`)",
            "troops or ships that travel (`military-activity`)",
            "expelling or recalling diplomats (`sanction`)",
        ),
        example="""
            - id: chile-envoy-to-quito
              type: visit
              date: 2025-06-02
              date_basis: stated
              status: occurred
              summary: Chile's foreign minister travelled to Quito to prepare a trade mission.
              visitor: [foreign-minister-chile]
              destination: quito
              level: minister
              evidence:
                event: "arrived in Quito on 2 June"
            """,
        equivalents=(Equivalent("exact", "CONSULT", "visit", "04"),),
    )

    type: Literal["visit"]
    visitor: Many[Party] = Field(description="Who travelled.")
    destination: PlaceId = Field(description="The country, city or seat that was visited.")
    level: VisitLevel = Field(description="The rank of the highest visitor.")
    host: Many[Party] = Field((), description="Who received the visitor.")
    purpose: Maybe[Line] = Field(None, description="What the visit was for, in your own words.")
    arrives: Maybe[Edtf] = Field(None, description="The day of arrival.")
    departs: Maybe[Edtf] = Field(None, description="The day of departure.")
    first_since: Maybe[Edtf] = Field(None, description="When the last such visit was, where this is the first since.")
    occasion: Maybe[Line] = Field(None, description="The larger event for which they came.")
