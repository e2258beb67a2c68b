"""Reports of events: one event of one article each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.model.article import Article
from communique.model.types import event_types

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from communique.model.edtf import Edtf
    from communique.model.event import Event


@dataclass(frozen=True, slots=True)
class Report:
    """One event of one article. `meanings` are the canonical ids of the local ids that its references may use."""

    id: str
    canonical: str
    article: Article
    event: Event
    meanings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, line: bytes) -> Report:
        """Read what `filed.py` writes of a report: the plain values of its article and of its event."""
        found = json.loads(line)
        event = event_types()[found["event"]["type"]].model_validate(found["event"])
        article = Article.model_validate(found["article"])
        return cls(found["id"], found["canonical"], article, event, found["meanings"])

    def meant(self, name: str) -> str:
        """Give the canonical id that an author's reference means: a local id first."""
        return self.meanings.get(name, name)

    @property
    def rank(self) -> tuple[bool, date, date, str]:
        """Order reports, the leading one first: not background, then by the day on which they were surely published."""
        published: Edtf = self.article.published
        return (self.event.background, published.latest, published.earliest, self.id)
