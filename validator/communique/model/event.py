"""What every event has, whatever its type, and how a type is described to people and to other codebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from communique.model.base import AnnotatorId, CanonicalId, Line, Many, Maybe, Prose, Record, Slug
from communique.model.edtf import Edtf
from communique.model.parts import Attribution, EventPlace, Evidence, Relation
from communique.model.vocabulary import Certainty, DateBasis, How, Status

Match: TypeAlias = Literal["exact", "lossy", "none"]


@dataclass(frozen=True, slots=True)
class Equivalent:
    """What an event of a type is in PLOVER and in CAMEO, when its fields have the values of `when`.

    `plover` is the event type (in capitals, None where there is none), `mode` its mode, `cameo` the two-digit root.
    `match` says whether the meaning survives: `exact`, `lossy` (something is lost or narrowed), `none` (not
    exported). Source: the PLOVER codebook (Open Event Data Alliance), and the CAMEO codebook 1.1b3 (Schrodt 2012).
    """

    match: Match
    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A type's page in the codebook. `equivalents` are tried in order; the last one has no condition."""

    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    example: str
    equivalents: tuple[Equivalent, ...]


class Coded(Record):
    """Who coded this one event, where it was not simply the head's annotators by hand."""

    by: AnnotatorId = Field(description="Who coded it.")
    how: How = Field(description="How the coding came about.")
    suggester: Maybe[AnnotatorId] = Field(None, description="Who, or what, suggested it.")


class Event(Record):
    """What was done, as one article reports it. The types are its subclasses, in `model/events/`."""

    entry: ClassVar[Entry]

    id: Slug = Field(description="Unique in this file; other events of the file refer to it.")
    type: str = Field(description="What was done.")
    canonical: Maybe[CanonicalId] = Field(
        None, description="The event in the world. The same id in two articles means the same event."
    )
    date: Edtf = Field(description="When it happened, or began where `until` is given: an EDTF date or interval.")
    date_basis: DateBasis = Field(description="How you came to the date.")
    until: Maybe[Edtf] = Field(None, description="When it ended, for what lasted.")
    place: Maybe[EventPlace] = Field(None, description="Where it happened.")
    status: Status = Field(description="Whether it took place, as far as the sources tell.")
    summary: Line = Field(description="One sentence in your own words: what readers of the dataset see first.")
    according_to: Many[Attribution] = Field((), description="Who says so; absent where the article says it itself.")
    certainty: Maybe[Certainty] = Field(None, description="How sure you are of the coding.")
    background: bool = Field(default=False, description="Whether it is history or context in this article.")
    relations: Many[Relation] = Field((), description="How it stands to other events.")
    evidence: Evidence = Field(description="The passages that show it: `event`, and any field by its name.")
    coded: Maybe[Coded] = Field(None, description="Who coded it and how, where the head does not say it all.")
    note: Maybe[Prose] = Field(None, description="What a reader of the coding should know.")
