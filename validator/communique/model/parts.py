"""The parts that events are made of: parties, places, attributions, relations, passages."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, TypeAlias

from pydantic import AfterValidator, Field, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from communique.model.base import (
    SHARED,
    ActorId,
    Count,
    Currency,
    EventId,
    Line,
    Many,
    Maybe,
    OneOrMany,
    PlaceId,
    Record,
    Shorthand,
    Slug,
    patterned,
)
from communique.model.vocabulary import PlacePrecision, RelationKind, Stance


class Party(Shorthand):
    """Someone who takes part: an actor's id alone, or with the office held at the time."""

    shorthand: ClassVar[str | None] = "actor"

    actor: ActorId = Field(description="The actor's id in `names/actors.yaml`.")
    office: Maybe[Slug] = Field(None, description="The office held then, as the actor's entry lists it.")


class EventPlace(Shorthand):
    """Where it happened: a place's id alone, or with the precision that the text supports."""

    shorthand: ClassVar[str | None] = "place"

    place: PlaceId = Field(description="The place's id in `names/places.yaml`.")
    precision: Maybe[PlacePrecision] = Field(
        None, description="How exactly the text places the event; by default as exactly as the registered place."
    )


class Attribution(Shorthand):
    """Who says that the event took place: a source, and through whom the article has it."""

    shorthand: ClassVar[str | None] = "source"

    source: ActorId = Field(description="Whose claim it is.")
    via: Many[ActorId] = Field((), description="Through whom the article has it, nearest to the source first.")
    stance: Stance = Field(Stance.ASSERTS, description="What the source does with the claim.")


class Relation(Record):
    """How this event stands to another: the other's local id, or its canonical id."""

    relation: RelationKind = Field(description="The kind of relation, read from this event to the other.")
    event: EventId = Field(description="The other event: a local id of this file, else a canonical id.")


class Passage(Shorthand):
    """Words of the article, verbatim, or `first words … last words`; `at` says where, in code points."""

    shorthand: ClassVar[str | None] = "quote"

    quote: Annotated[str, Field(min_length=1, max_length=2_000)] = Field(
        description="The words as printed, or `first words … last words`; `\\…` for an ellipsis that is in the text."
    )
    at: Maybe[Annotated[tuple[Count, ...], Field(strict=False, min_length=2, max_length=2)]] = Field(
        None, description="Start and end in the article's text, in code points, half-open."
    )


FIELD: Final = "^[a-z_]+([.][a-z_]+|[.][0-9]+)*$"
FIELD_SAYS: Final = "a field of the event, or a part of one: `date`, `participants.1`, `killed.min`"
_LONGEST: Final = 100
FieldName = Annotated[str, patterned("FieldName", FIELD, _LONGEST, FIELD_SAYS)]


def _has_event(evidence: dict[str, tuple[Passage, ...]]) -> dict[str, tuple[Passage, ...]]:
    if "event" not in evidence:
        raise PydanticCustomError("missing_key", "Field required", {"field": "event"})
    return evidence


class _ByField:
    """States in the schema what `_has_event` asks, and closes the mapping: a key that names no field is refused."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        published = handler(schema)
        (passages,) = published.pop("patternProperties").values()
        passages = {**passages, SHARED: "Passages"}
        says = {"pattern": FIELD, "patternErrorMessage": FIELD_SAYS, "maxLength": _LONGEST}
        return {
            **published,
            "properties": {"event": {**passages, "description": "The passage that shows the event itself."}},
            "propertyNames": says,
            "additionalProperties": passages,
            "required": ["event"],
        }


Passages: TypeAlias = Annotated[dict[FieldName, OneOrMany[Passage]], Field(max_length=200)]
Evidence: TypeAlias = Annotated[Passages, AfterValidator(_has_event), _ByField()]


class Money(Record):
    """A sum of money, in whole units of a currency."""

    amount: Count = Field(description="The sum in whole units: 5 billion is 5000000000.")
    currency: Currency = Field(description="The ISO 4217 code of the currency.")


class Number(Record):
    """How many: bounds, and the words where the text gives no figure."""

    min: Maybe[Count] = Field(None, description="At least so many.")
    max: Maybe[Count] = Field(None, description="At most so many.")
    says: Maybe[Line] = Field(None, description="The text's own words, where they are no figure: “thousands”.")
