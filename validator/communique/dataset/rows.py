"""The rows of the dataset that are not what an author wrote: canonical events, and what identifies the other rows."""

from __future__ import annotations

from typing import Annotated, Final, TypeVar

from pydantic import Field

from communique.documents import MOST_ENTRIES
from communique.model.base import ActorId, CanonicalId, Count, Line, Maybe, Record, Slug
from communique.model.edtf import Edtf
from communique.model.parts import EventPlace, FieldName
from communique.model.vocabulary import RelationKind, Stance, Status

T = TypeVar("T")

TABLES: Final = ("events", "reports", "articles", "actors", "places", "topics", "retired")
"""The tables in the order in which they are written."""

Listed = Annotated[tuple[T, ...], Field(strict=False, max_length=MOST_ENTRIES)]
"""A list that is always there, empty where there is nothing to list."""


class Participant(Record):
    """Someone who takes part in a canonical event, by any of its reports."""

    actor: ActorId = Field(description="The actor's id.")
    part: Slug = Field(
        description="The role played, or the field in which reports name the actor: `by`, `to`, `parties`."
    )
    office: Maybe[Slug] = Field(None, description="The office held then, by the first report that tells it.")
    reports: Listed[CanonicalId] = Field(description="The ids of the reports that name the actor so.")


class EventRelation(Record):
    """A relation between canonical events, and the reports that state it."""

    relation: RelationKind = Field(description="The kind of relation, read from this event to the other.")
    event: CanonicalId = Field(description="The other canonical event.")
    reports: Listed[CanonicalId] = Field(description="The ids of the reports that state it.")


class Voice(Record):
    """One who speaks of whether the event took place; an article that says it itself speaks as its publisher."""

    source: ActorId = Field(description="Who speaks.")
    stance: Stance = Field(description="What the source does with the claim: assert, report, deny or doubt it.")
    status: Status = Field(description="The claim: whether it took place.")
    reports: Listed[CanonicalId] = Field(description="The ids of the reports that tell it.")


class Claim(Record):
    """One of several values that reports give, as text, and who gives it."""

    value: Annotated[str, Field(max_length=500)] = Field(
        description="The value as text: a word, an id, an EDTF date, a figure, `10..12` for bounds, `500 USD`."
    )
    reports: Listed[CanonicalId] = Field(description="The ids of the reports that give it.")


class Contest(Record):
    """A field on which reports disagree."""

    field: FieldName = Field(description="The field's name, whether it stands in the row itself or in its `fields`.")
    claims: Listed[Claim] = Field(description="The values, each with its reports.")


class EventRow(Record):
    """A canonical event: what all reports of it come to. Its type's own fields stand in `fields`."""

    id: CanonicalId = Field(
        description="The canonical id. It stays for ever: ids that are given up stand in `retired`."
    )
    type: Slug = Field(description="What was done: a type of the codebook.")
    summary: Line = Field(description="One sentence, from the leading report: the earliest that is not background.")
    date: Edtf = Field(
        description="When it happened, or began: the days that all reports allow; if none, the span of the finest."
    )
    until: Maybe[Edtf] = Field(None, description="When it ended, settled as `date` is.")
    place: Maybe[EventPlace] = Field(
        None,
        description="Where it happened: the most precise of compatible places, else the smallest that holds all.",
    )
    status: Status = Field(
        description="Whether it took place, by the strongest claim that a source asserts or reports."
    )
    according_to: Listed[Voice] = Field(
        description="Who says what of whether it took place, denials and doubts included."
    )
    background: bool = Field(description="Whether all its reports tell it as history or context.")
    participants: Listed[Participant] = Field((), description="Who took part, by any report.")
    relations: Listed[EventRelation] = Field((), description="How it stands to other canonical events.")
    n_articles: Count = Field(description="In how many articles it is reported.")
    n_independent: Count = Field(
        description="How many of these are independent: those that share a publisher, or an agency or medium that they "
        "credit, count once."
    )
    first_reported: Edtf = Field(description="When the first of its articles was published.")
    last_reported: Edtf = Field(description="When the last of its articles was published.")
    reports: Listed[CanonicalId] = Field(description="The ids of its reports.")
    contested: Listed[Contest] = Field((), description="The fields on which its reports disagree.")


class Identified(Record):
    """What every row made from a registry entry has besides the entry's own fields."""

    id: Slug = Field(description="The id.")


class RetiredId(Record):
    """What every row of the retired ids has besides the entry's own fields."""

    id: CanonicalId = Field(description="The canonical id that was published once and is no more.")


class Reported(Record):
    """What every report has besides the event as its author wrote it."""

    id: CanonicalId = Field(description="The report's id: `article.event`.")
    canonical: CanonicalId = Field(description="The id of the canonical event.")
    article: Slug = Field(description="The id of the article.")
