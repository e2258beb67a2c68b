"""What a stage noticed, before anyone gave it a code or words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from communique.source import Span

Route: TypeAlias = tuple[str | int, ...]
"""The way from the top of a document to a value: keys and list indexes, `("events", 3, "by", 0)`."""

Part: TypeAlias = Literal["value", "key"]
Argument: TypeAlias = str | int | Route | Span | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: a route, and whether its key or its value is meant."""

    route: Route
    part: Part = "value"


@dataclass(frozen=True, slots=True)
class Fault:
    """A neutral finding: its kind (the slug of a rule), where it is, and the arguments of its message.

    `where` is a span (code points) while there is no tree to have routes in, and a place afterwards.
    """

    kind: str
    where: Place | Span
    arguments: Mapping[str, Argument] = field(default_factory=dict)
