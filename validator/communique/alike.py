"""Reports of different articles that may be of one event: alike in type, actors, time and place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from communique.outline import WORDS, EventOutline, read_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from communique.corpus import Corpus
    from communique.model.registry import Names

WIDEST: Final = 35
"""How many days a date may span to be compared: a month, give or take a few days."""

_NOTHING: Final = frozenset({"-", "other", "unknown"})
"""Words that say nothing of what was done."""


_Report: TypeAlias = tuple[int, int, int, EventOutline]
"""A report that can be compared: its first day, its place in the order of all, its last day, the event."""


def look_alikes(corpus: Corpus, settled: Callable[[str, str], bool]) -> Iterator[tuple[EventOutline, EventOutline]]:
    """Find events that may be one, each with the one before it that it looks like, once for each canonical id.

    `settled` says of two canonical ids whether a person has decided on them.
    """
    found: dict[str, tuple[EventOutline, EventOutline]] = {}
    for reports in _together(corpus):
        for one, other in _meeting(reports):
            name, another = str(one.canonical), str(other.canonical)
            if name == another or one.file == other.file or settled(name, another):
                continue
            if _alike(one, other, corpus.names):
                earlier, later = sorted((one, other), key=lambda each: corpus.canonical[str(each.canonical)][:2])
                found.setdefault(str(later.canonical), (later, earlier))
    yield from sorted(found.values(), key=lambda pair: pair[0][:2])


def _together(corpus: Corpus) -> Iterator[list[_Report]]:
    """Give the reports of one type that share an actor; words are compared within one day and with what is meant.

    All events pass through here: they are taken apart at once, since each look into one costs as much again.
    """
    found: dict[tuple[str, ...], list[_Report]] = {}
    order = 0
    for outline in corpus.annotations:
        for event in outline.events:
            _, _, _, canonical, _, kind, date, actors, _, meant, _, _ = event
            days = _days(date)
            if days is None or canonical is None:
                continue
            order += 1
            first, last = days
            report = (first, order, last, event)
            if kind not in WORDS:
                for actor in actors.split():
                    found.setdefault((kind, actor), []).append(report)
            elif first == last:
                for actor in actors.split():
                    for each in meant.split():
                        found.setdefault((kind, actor, each, str(first)), []).append(report)
    for key in sorted(key for key, reports in found.items() if len(reports) > 1):
        yield sorted(found[key])


@lru_cache(maxsize=1 << 16)
def _days(date: str | None) -> tuple[int, int] | None:
    """Count the first and the last day of a date; None for one that is too wide to be compared."""
    if date is None:
        return None
    parsed = read_date(date)
    return (parsed.earliest.toordinal(), parsed.latest.toordinal()) if parsed.days <= WIDEST else None


def _meeting(reports: list[_Report]) -> Iterator[tuple[EventOutline, EventOutline]]:
    """Give each two that may have been on the same day, of reports in the order of their first days."""
    still: list[_Report] = []
    latest = 0
    for report in reports:
        first, _, last, event = report
        if first > latest:
            still.clear()
        else:
            still = [each for each in still if each[2] >= first]
            for other in still:
                yield event, other[3]
        still.append(report)
        latest = max(latest, last)


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
