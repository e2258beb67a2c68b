"""Reports of different articles that may be of one event: alike in type, actors, time and place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from communique.outline import WORDS, EventOutline, read_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from communique.corpus import Corpus
    from communique.model.registry import Names

WIDEST: Final = 35
"""How many days a date may span to be compared: a month, give or take a few days."""

_NOTHING: Final = frozenset({"-", "other", "unknown"})
"""Words that say nothing of what was done."""


class _Report(NamedTuple):
    """A report that can be compared: its first day, its place in the order of all, its last day, the event."""

    first: int
    order: int
    last: int
    event: EventOutline


def look_alikes(corpus: Corpus, settled: Callable[[str, str], bool]) -> Iterator[tuple[EventOutline, EventOutline]]:
    """Find events that may be one, each with the one before it that it looks like, once for each canonical id.

    `settled` says of two canonical ids whether a person has decided on them.
    """
    first: dict[str | None, int] = {}
    found: dict[str | None, tuple[_Report, _Report]] = {}
    for reports in _together(corpus, first):
        for one, other in _meeting(reports):
            name, another = one.event.canonical, other.event.canonical
            if name == another or one.event.file == other.event.file or settled(str(name), str(another)):
                continue
            if _alike(one.event, other.event, corpus.names):
                earlier, later = sorted((one, other), key=lambda each: first[each.event.canonical])
                found.setdefault(later.event.canonical, (later, earlier))
    for later, earlier in sorted(found.values(), key=lambda pair: pair[0].order):
        yield later.event, earlier.event


def _together(corpus: Corpus, first: dict[str | None, int]) -> Iterator[list[_Report]]:
    """Give the reports of one type that share an actor; words are compared within one day and with what is meant.

    Notes for each canonical id where its first report stands in the order of all.
    """
    found: dict[tuple[str, ...], list[_Report]] = {}
    order = 0
    for outline in corpus.annotations:
        for event in outline.events:
            days = _days(event.date)
            if days is None or event.canonical is None:
                continue
            report = _Report(days[0], order, days[1], event)
            first.setdefault(event.canonical, order)
            order += 1
            kind = event.type
            if kind not in WORDS:
                for actor in event.actors.split():
                    found.setdefault((kind, actor), []).append(report)
            elif report.first == report.last:
                for actor in event.actors.split():
                    for meant in event.meant.split():
                        found.setdefault((kind, actor, str(report.first), meant), []).append(report)
    for key in sorted(key for key, reports in found.items() if len(reports) > 1):
        yield sorted(found[key])


@lru_cache(maxsize=1 << 16)
def _days(date: str | None) -> tuple[int, int] | None:
    """Count the first and the last day of a date; None for one that is too wide to be compared."""
    if date is None:
        return None
    parsed = read_date(date)
    return (parsed.earliest.toordinal(), parsed.latest.toordinal()) if parsed.days <= WIDEST else None


def _meeting(reports: list[_Report]) -> Iterator[tuple[_Report, _Report]]:
    """Give each two that may have been on the same day, of reports in the order of their first days."""
    still: list[_Report] = []
    latest = 0
    for report in reports:
        if report.first > latest:
            still.clear()
        else:
            still = [each for each in still if each.last >= report.first]
            for other in still:
                yield report, other
        still.append(report)
        latest = max(latest, report.last)


def _alike(one: EventOutline, other: EventOutline, names: Names) -> bool:
    if not _same_place(one, other, names) or _related(one, other):
        return False
    if one.type in WORDS:
        return one.actors == other.actors and _same_deed(one, other)
    first, second = set(one.actors.split()), set(other.actors.split())
    shared = first & second
    return len(shared) > 1 or len(first) == len(second) == len(shared) == 1


def _related(one: EventOutline, other: EventOutline) -> bool:
    named = {name for each in (one, other) for _, name, route in each.relations if route[0] == "relations"}
    return not named.isdisjoint({one.canonical, other.canonical})


def _same_deed(one: EventOutline, other: EventOutline) -> bool:
    return all(
        first == second or first in _NOTHING or second in _NOTHING
        for first, second in zip(one.done.split(), other.done.split(), strict=True)
    )


def _same_place(one: EventOutline, other: EventOutline, names: Names) -> bool:
    """Whether two events may have been at one place: a place lies in another, or one is not told."""
    return all(
        "-" in {first, second} or first in _around(second, names) or second in _around(first, names)
        for first, second in zip(one.where.split(), other.where.split(), strict=True)
    )


def _around(place: str, names: Names) -> set[str]:
    """Give a place, and the registered ones that it lies in; the country's id may be written for the country."""
    found: set[str] = set()
    step: str | None = place
    while step is not None and step not in found:
        found.add(step)
        entry = names.places.get(step)
        step = entry.within if entry else None
    return found
