"""The registries: what the ids in annotations stand for, and what coders decided about canonical ids."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from communique.model.base import (
    LARGEST,
    ActorId,
    AnnotatorId,
    CanonicalId,
    Line,
    Many,
    Maybe,
    PlaceId,
    Prose,
    Record,
    Shorthand,
    Slug,
    Vocabulary,
    patterned,
)
from communique.model.edtf import Edtf
from communique.model.vocabulary import PlacePrecision

CountryCode = Annotated[str, patterned("CountryCode", "^[A-Z]{2}$", 2, "an ISO 3166-1 alpha-2 code: `KR`, `CN`")]


class ActorKind(Vocabulary):
    """What sort of actor it is."""

    PERSON = "person", "A human being."
    STATE = "state", "A state, acting through its government."
    GOVERNMENT_BODY = "government-body", "A ministry, office, parliament, court or force of a state."
    IGO = "igo", "An organisation of states."
    PARTY = "party", "A political party."
    COMPANY = "company", "A business."
    MEDIA = "media", "A newspaper, broadcaster or news site."
    AGENCY = "agency", "A news agency that others credit."
    STATE_MEDIA = "state-media", "A news agency or outlet run by a state or its ruling party."
    GROUP = (
        "group",
        "People who act or speak together and are none of the others: protesters, analysts.",
    )
    OTHER = "other", "None of these."
    UNKNOWN = "unknown", "Not known."


class Alias(Shorthand):
    """A spelling under which articles name an actor or a place."""

    shorthand: ClassVar[str | None] = "name"

    name: Line = Field(description="The spelling, exactly as printed.")
    short: bool = Field(default=False, description="Whether others share it, as a family name.")
    metonym: bool = Field(default=False, description="Whether it names something that stands for it: a capital.")


class Office(Record):
    """An office that a person holds or held."""

    office: Slug = Field(description="The office's id, as events name it: `president`, `foreign-minister`.")
    title: Maybe[Line] = Field(None, description="The title as it is usually printed.")
    of: Maybe[ActorId] = Field(None, description="The state or body in which it is held.")
    leader: bool = Field(default=False, description="Whether its holder is a head of state or government.")
    since: Maybe[Edtf] = Field(None, description="When it was taken up, where a text tells.")
    until: Maybe[Edtf] = Field(None, description="When it ended, where a text tells.")


class Actor(Record):
    """A person, state, body or group that does or says things, or a medium that reports them."""

    kind: ActorKind = Field(description="What sort of actor it is.")
    name: Line = Field(description="The name used in the dataset.")
    aliases: Many[Alias] = Field((), description="Other spellings, exactly as articles print them.")
    demonyms: Many[Line] = Field((), description="For a state: its adjectives and its people: `South Korean`.")
    country: Maybe[CountryCode] = Field(None, description="For a state: its ISO 3166-1 alpha-2 code.")
    of: Maybe[ActorId] = Field(None, description="The state or body it belongs to.")
    offices: Many[Office] = Field((), description="The offices held, for a person.")
    note: Maybe[Prose] = Field(None, description="What tells it from others of a like name.")


class PlaceEntry(Record):
    """A place that events happen at."""

    name: Line = Field(description="The name used in the dataset.")
    aliases: Many[Alias] = Field((), description="Other spellings, exactly as articles print them.")
    precision: PlacePrecision = Field(description="What sort of place it is.")
    country: Maybe[CountryCode] = Field(None, description="The ISO 3166-1 alpha-2 code of the country it lies in.")
    within: Maybe[PlaceId] = Field(None, description="The next larger registered place.")
    geonames: Maybe[Annotated[int, Field(ge=1, le=LARGEST)]] = Field(None, description="Its GeoNames id.")
    note: Maybe[Prose] = Field(None, description="What tells it from others of a like name.")


class Topic(Record):
    """A subject that talks, statements and texts are about."""

    name: Line = Field(description="The name used in the dataset.")
    description: Maybe[Line] = Field(None, description="What it covers and what not.")


class Annotator(Record):
    """A person or a program that annotates."""

    name: Line = Field(description="A name or a pseudonym.")
    machine: bool = Field(default=False, description="Whether it is a program.")
    note: Maybe[Prose] = Field(None, description="Languages, training, version.")


class Verdict(Vocabulary):
    """What a coder decided about two canonical ids."""

    SAME = "same", "They are one event; one of the ids is to be given up."
    DIFFERENT = "different", "They look alike and are two events."
    UNSURE = "unsure", "It cannot be told from the texts."


class Decision(Record):
    """A verdict on whether two canonical ids are one event."""

    pair: Annotated[tuple[CanonicalId, ...], Field(strict=False, min_length=2, max_length=2)] = Field(
        description="The two canonical ids."
    )
    verdict: Verdict = Field(description="What was decided.")
    by: AnnotatorId = Field(description="Who decided.")
    decided: Edtf = Field(description="When.")
    why: Prose = Field(description="The reason, so that another can judge it.")


class Retirement(Record):
    """A canonical id that was published once and is no more."""

    reason: Prose = Field(description="Why it was given up.")
    replaced_by: Many[CanonicalId] = Field((), description="The ids that take its place.")
    since: Maybe[Edtf] = Field(None, description="When it was given up.")
