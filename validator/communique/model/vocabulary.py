"""The closed lists that all events share, and the laws of the relations between events."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.base import Vocabulary


class DateBasis(Vocabulary):
    """How the coder came to the date."""

    STATED = "stated", "The text gives the date itself: a day, a month, a year."
    COMPUTED = "computed", "Counted from the day of publication: “on Saturday”, “last month”."
    PUBLISHED = "published", "Nothing in the text dates the event; the day of publication stands in for it."
    INFERRED = "inferred", "Bounded by other things in the text: “early September”, “since taking office in June”."


class Status(Vocabulary):
    """Whether the event took place, as far as its sources tell."""

    OCCURRED = "occurred", "It took place."
    ONGOING = "ongoing", "It had begun and not ended when the article was written."
    PLANNED = "planned", "Someone who can bring it about has said that it will take place."
    CANCELLED = "cancelled", "It was planned and called off."
    POSSIBLE = "possible", "It is said that it may or is likely to take place."
    CONDITIONAL = "conditional", "It is to take place if a condition is met that the text names."
    HYPOTHETICAL = "hypothetical", "It is only thought of, hoped for or argued about."
    DID_NOT_OCCUR = "did-not-occur", "The text says that it did not take place, or failed."


class Stance(Vocabulary):
    """What a source does with a claim."""

    ASSERTS = "asserts", "Claims it as its own knowledge or act."
    REPORTS = "reports", "Passes on what another claims."
    DENIES = "denies", "Says that it is not so."
    DOUBTS = "doubts", "Says that it may not be so, or cannot be confirmed."


class Certainty(Vocabulary):
    """How sure the coder is of the coding, not of the world."""

    HIGH = "high", "Another coder would code the same."
    MEDIUM = "medium", "Another reading is possible."
    LOW = "low", "A guess that a reviewer should look at."


class PlacePrecision(Vocabulary):
    """How exactly the text places the event."""

    VENUE = "venue", "A building or site."
    CITY = "city", "A city, town or village."
    DISTRICT = "district", "A county or part of a city."
    PROVINCE = "province", "A province, state or region of a country."
    COUNTRY = "country", "A country."
    NONE = "none", "Something without borders: a sea, a peninsula, a border, the world."


class How(Vocabulary):
    """How the coding of one event came about."""

    MANUAL = "manual", "Written by a person."
    ACCEPTED_SUGGESTION = "accepted-suggestion", "Suggested by a machine or another person and taken over as it was."
    EDITED_SUGGESTION = "edited-suggestion", "Suggested and then changed."


@dataclass(frozen=True, slots=True)
class Algebra:
    """The laws of a relation, and the event types that may stand on its two sides (none named: any)."""

    symmetric: bool = False
    transitive: bool = False
    acyclic: bool = False
    from_types: tuple[str, ...] = ()
    to_types: tuple[str, ...] = ()


_ANSWERABLE = ("proposal", "appeal", "agreement", "meeting", "summit", "visit", "statement", "directive", "sanction")


class RelationKind(Vocabulary):
    """How one event stands to another."""

    PART_OF = "part-of", "It happened within the other: a dinner within a visit."
    RESPONSE_TO = "response-to", "It answers or reacts to the other."
    REJECTS = "rejects", "It refuses the other. A rejection says so in `of`."
    ACCEPTS = "accepts", "It takes up the other."
    REPEATS = "repeats", "It says or does the same again, by the same side."
    IMPLEMENTS = "implements", "It carries out what the other laid down."
    CANCELS = "cancels", "It calls the other off."
    CORRECTS = "corrects", "It puts right what the other said."
    CONTRADICTS = "contradicts", "The two cannot both be so."
    PRECEDES = "precedes", "It came before the other, and the text makes the order matter."
    SIDELINES_OF = "sidelines-of", "It was held beside the other, larger event."

    @property
    def algebra(self) -> Algebra:
        """The laws of this relation."""
        return _ALGEBRA.get(self, Algebra())


_ALGEBRA = {
    RelationKind.PART_OF: Algebra(transitive=True, acyclic=True),
    RelationKind.PRECEDES: Algebra(transitive=True, acyclic=True),
    RelationKind.CONTRADICTS: Algebra(symmetric=True),
    RelationKind.REPEATS: Algebra(transitive=True, acyclic=True),
    RelationKind.REJECTS: Algebra(acyclic=True, to_types=_ANSWERABLE),
    RelationKind.ACCEPTS: Algebra(acyclic=True, to_types=_ANSWERABLE),
    RelationKind.IMPLEMENTS: Algebra(
        acyclic=True, to_types=("agreement", "proposal", "directive", "sanction", "statement")
    ),
    RelationKind.CORRECTS: Algebra(acyclic=True, from_types=("statement", "rejection", "directive")),
    RelationKind.SIDELINES_OF: Algebra(acyclic=True, to_types=("summit", "meeting", "ceremony", "visit")),
    RelationKind.CANCELS: Algebra(acyclic=True),
    RelationKind.RESPONSE_TO: Algebra(acyclic=True),
}
