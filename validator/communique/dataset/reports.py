"""Reports of events, gathered from articles: parts may be united in any order and grouping, and then settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from communique.bind import Bound
    from communique.model.article import Article
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

    def meant(self, name: str) -> str:
        """Give the canonical id that an author's reference means: a local id first."""
        return self.meanings.get(name, name)

    @property
    def rank(self) -> tuple[bool, date, date, str]:
        """Order reports, the leading one first: not background, then by the day on which they were surely published."""
        published: Edtf = self.article.published
        return (self.event.background, published.latest, published.earliest, self.id)


@dataclass(frozen=True)
class Gathered:
    """Reports by their ids."""

    reports: Mapping[str, Report] = field(default_factory=dict)

    @classmethod
    def united(cls, parts: Iterable[Gathered]) -> Gathered:
        """Unite parts of one corpus, in whatever order and grouping they come."""
        return cls({name: report for part in parts for name, report in part.reports.items()})

    @cached_property
    def by_event(self) -> Mapping[str, tuple[Report, ...]]:
        """Give the reports of every canonical event, the leading one first; the events in the order of their ids."""
        found: dict[str, list[Report]] = {}
        for report in sorted(self.reports.values(), key=lambda each: each.rank):
            found.setdefault(report.canonical, []).append(report)
        return {name: tuple(found[name]) for name in sorted(found)}


def reports_of(file: Bound) -> Gathered:
    """Gather the reports of one annotation that has no errors."""
    return Gathered({report.id: report for report in _reports(file)})


def _reports(file: Bound) -> Iterator[Report]:
    assert file.head is not None, "a sound corpus has a head in every annotation"
    meanings = {name: each.canonical_id for name, each in file.local.items() if each.canonical_id is not None}
    for each in file.events:
        assert each.event is not None, "a sound corpus has a model for every event"
        assert each.canonical_id is not None, "a sound corpus has an id for every event"
        yield Report(f"{file.article_id}.{each.local_id}", each.canonical_id, file.head.article, each.event, meanings)
