"""One change between two schemas, and what it means to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Effect: TypeAlias = Literal["compatible", "extending", "breaking"]
EFFECTS: Final[tuple[Effect, ...]] = ("compatible", "extending", "breaking")
"""From the mildest to the worst."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change: the schema, the way to the value it is about, in words what it is, and what it means.

    For authors: `compatible` refuses nothing and allows nothing new, `extending` allows more, `breaking` may refuse
    what was valid. For consumers, who read what authors write: `compatible` brings nothing that could not come
    before, `extending` only what a tolerant reader passes over (further fields and words, longer texts and lists),
    `breaking` may bring what it cannot read. `shape` names the definition that has changed, for all who refer to it.
    """

    schema: str
    path: str
    what: str
    authors: Effect
    consumers: Effect
    shape: str | None = None

    @property
    def breaking(self) -> bool:
        """Whether it breaks anything for anyone."""
        return "breaking" in {self.authors, self.consumers}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a change comes to: whether more is accepted than before, whether less is, and who can live with more."""

    grown: bool = False
    shrunk: bool = False
    tolerated: bool = False

    @property
    def authors(self) -> Effect:
        """What it means to those whose files were valid."""
        return "breaking" if self.shrunk else "extending" if self.grown else "compatible"

    @property
    def consumers(self) -> Effect:
        """What it means to those who read what was valid."""
        return "compatible" if not self.grown else "extending" if self.tolerated else "breaking"


SAME: Final = Verdict()
MORE: Final = Verdict(grown=True, tolerated=True)
"""More is accepted, and of a kind that a tolerant reader passes over."""
LOOSER: Final = Verdict(grown=True)
TIGHTER: Final = Verdict(shrunk=True)
OTHER: Final = Verdict(grown=True, shrunk=True)
"""Nothing is known of what is accepted now: the worst is taken for granted."""


def worst(effects: Iterable[Effect]) -> Effect:
    """Give the worst of some effects; where there is none, all is compatible."""
    return max(effects, key=EFFECTS.index, default="compatible")
