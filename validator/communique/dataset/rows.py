"""The rows of the dataset that are not simply what an author wrote: canonical events, and what identifies the other rows."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from communique.model.base import ActorId, CanonicalId, Count, Line, Many, Maybe, Record, Slug
from communique.model.edtf import Edtf
from communique.model.parts import EventPlace
from communique.model.vocabulary import RelationKind, Status

TABLES: Final = ("events", "reports", "articles", "actors", "places", "topics")
"""The tables in the order in which they are written."""


class Participant(Record):
    """Someone who takes part in a canonical event, by any of its reports."""

    actor: ActorId = Field(description="The actor's id.")
    part: Slug = Field(description="The role played, or the field in which reports name the actor: `by`, `to`, `parties`.")
    office: Maybe[Slug] = Field(None, description="The office held then.")


class EventRelation(Record):
    """A relation between canonical events, and the reports that state it."""

    relation: RelationKind = Field(description="The kind of relation, read from this event to the other.")
    event: CanonicalId = Field(description="The other canonical event.")
    reports: Many[CanonicalId] = Field(description="The ids of the reports that state it.")


class Claim(Record):
    """One of several values that reports give, as text, and who gives it."""

    value: Annotated[str, Field(max_length=500)] = Field(description="The value.")
    reports: Many[CanonicalId] = Field(description="The ids of the reports that give it.")


class Contest(Record):
    """A field on which reports disagree."""

    field: Slug = Field(description="The field.")
    claims: Many[Claim] = Field(description="The values, each with its reports.")


class EventRow(Record):
    """A canonical event: what all reports of it come to."""

    id: CanonicalId = Field(description="The canonical id.")
    type: Slug = Field(description="What was done: a type of the codebook.")
    summary: Line = Field(description="One sentence, from the earliest report.")
    date: Edtf = Field(description="When it happened: the most precise of compatible dates, else the span of all.")
    until: Maybe[Edtf] = Field(None, description="When it ended.")
    place: Maybe[EventPlace] = Field(None, description="Where it happened: the most precise of compatible places.")
    status: Status = Field(description="Whether it took place, by the strongest claim.")
    participants: Many[Participant] = Field((), description="Who took part, by any report.")
    relations: Many[EventRelation] = Field((), description="How it stands to other canonical events.")
    n_articles: Count = Field(description="In how many articles it is reported.")
    reports: Many[CanonicalId] = Field(description="The ids of its reports.")
    contested: Many[Contest] = Field((), description="The fields on which its reports disagree.")


class Identified(Record):
    """What every row made from a registry entry has besides the entry's own fields."""

    id: Slug = Field(description="The id.")


class Reported(Record):
    """What every report has besides the event as its author wrote it."""

    id: CanonicalId = Field(description="The report's id: `article.event`.")
    canonical: CanonicalId = Field(description="The id of the canonical event.")
    article: Slug = Field(description="The id of the article.")
