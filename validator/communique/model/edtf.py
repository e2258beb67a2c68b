"""Dates that may be coarse, open or uncertain: a subset of the Extended Date/Time Format (ISO 8601-2:2019, annex A)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic_core import PydanticCustomError, core_schema

from communique import dates
from communique.dates import LONGEST_YEAR, PATTERN, SHORTEST_YEAR, DateError, Precision
from communique.model.base import SHARED

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

SAYS = (
    "a date in EDTF: `2025`, `2025-11`, `2025-11-01`, `2025-09-01/2025-09-10`, `2025-09/..`, with `~` or `?` if unsure"
)
_DAY_SCHEMA = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_ROW = {
    "type": "object",
    "description": "A date: as written in EDTF, and the first and last day it may stand for, absent where it is open.",
    "properties": {
        "edtf": {"type": "string"},
        "precision": {"enum": ["day", "month", "year", "interval"]},
        "start": _DAY_SCHEMA,
        "end": _DAY_SCHEMA,
    },
    "required": ["edtf", "precision"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True, order=False)
class Edtf:
    """A date as written, and the days it may stand for.

    `start` and `end` are the first and the last day it allows, both included; None where the interval is open.
    `precision` is the coarseness of a single date, or `interval`. `approximate` and `uncertain` tell the marks `~`
    (and `%`) and `?` (and `%`).
    """

    text: str
    start: date | None
    end: date | None
    precision: Precision

    FIRST: ClassVar[date] = dates.FIRST
    LAST: ClassVar[date] = dates.LAST

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a date.

        Raises PydanticCustomError of type `edtf_syntax` (no such form), `edtf_calendar` (no such day) or
        `edtf_reversed` (an interval that ends before it begins); as a ValueError for callers who do not know
        pydantic.
        """
        try:
            return cls(text, *dates.days(text))
        except DateError as error:
            context = {"day": error.day, "last": error.last} if error.day else None
            raise PydanticCustomError(error.problem, str(error), context) from None

    @property
    def earliest(self) -> date:
        """The first day it may stand for, the beginning of time where it is open."""
        return self.start or self.FIRST

    @property
    def latest(self) -> date:
        """The last day it may stand for, the end of time where it is open."""
        return self.end or self.LAST

    @property
    def approximate(self) -> bool:
        """Whether a part is marked as approximate."""
        return "~" in self.text or "%" in self.text

    @property
    def uncertain(self) -> bool:
        """Whether a part is marked as uncertain."""
        return "?" in self.text or "%" in self.text

    @property
    def days(self) -> int:
        """How many days it may stand for: smaller is more precise."""
        return (self.latest - self.earliest).days + 1

    def meets(self, other: Edtf) -> bool:
        """Whether some day is allowed by both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        """Give the date as it was written."""
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Accept a text, or a bare year (YAML reads `2019` as an integer)."""
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.plain_serializer_function_ser_schema(cls.row)
        )

    def row(self) -> dict[str, str]:
        """Give the date as it stands in the dataset.

        `edtf`, `precision`, and `start` and `end` where they are not open.
        """
        bounds = {"start": self.start, "end": self.end}
        days = {name: day.isoformat() for name, day in bounds.items() if day is not None}
        return {"edtf": self.text, "precision": self.precision, **days}

    @classmethod
    def _validate(cls, value: object) -> Edtf:
        if isinstance(value, Edtf):
            return value
        if isinstance(value, int) and not isinstance(value, bool) and SHORTEST_YEAR <= value <= LONGEST_YEAR:
            value = str(value)
        if not isinstance(value, str):
            raise PydanticCustomError("edtf_syntax", "not an EDTF date")
        return cls.parse(value)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the syntax; that a day exists and an interval is in order is beyond a schema.

        In the dataset it is a row.
        """
        if handler.mode == "serialization":
            return {**_ROW, SHARED: "Edtf"}
        return {
            "type": ["string", "integer"],
            "pattern": PATTERN,
            "patternErrorMessage": SAYS,
            "maxLength": 25,
            "minimum": SHORTEST_YEAR,
            "maximum": LONGEST_YEAR,
            SHARED: "Edtf",
        }
