"""Reports of different articles that may be of one event: alike in type, actors, time and place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from communique.outline import WORDS, EventOutline, Likeness, read_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from communique.corpus import Corpus
    from communique.model.registry import Names

WIDEST: Final = 35
"""How many days a date may span to be compared: a month, give or take a few days."""

_NO_WORDS: Final = frozenset({"other", "unknown"})


class _Report(NamedTuple):
    """A report that can be compared: its first day, its place in the order of all, its last day, the event."""

    first: int
    order: int
    last: int
    event: EventOutline
    like: Likeness


def look_alikes(corpus: Corpus, settled: Callable[[str, str], bool]) -> Iterator[tuple[EventOutline, EventOutline]]:
    """Find events that may be one, each with the one before it that it looks like, once for each canonical id.

    `settled` says of two canonical ids whether a person has decided on them.
    """
    first: dict[str, int] = {}
    found: dict[str, tuple[_Report, _Report]] = {}
    for reports in _together(corpus, first):
        for one, others in _meeting(reports):
            for other in others:
                earlier, later = sorted((one, other), key=lambda each: first[_name(each)])
                if not settled(_name(one), _name(other)) and _alike(one, other, corpus.names):
                    found.setdefault(_name(later), (later, earlier))
                    break
    for later, earlier in sorted(found.values(), key=lambda pair: pair[0].order):
        yield later.event, earlier.event


def _together(corpus: Corpus, first: dict[str, int]) -> Iterator[list[_Report]]:
    """Give the reports that share a type and what `_keys` says, and note for each canonical id its first report."""
    found: dict[tuple[str, str, int, str], list[_Report]] = {}
    order = 0
    for outline in corpus.annotations:
        for event in outline.events:
            days = _days(event.date)
            if days is not None and event.likeness is not None and event.canonical is not None:
                report = _Report(days[0], order, days[1], event, event.likeness)
                first.setdefault(event.canonical, order)
                for key in _keys(report):
                    found.setdefault(key, []).append(report)
                order += 1
    for key in sorted(key for key, reports in found.items() if len(reports) > 1):
        yield sorted(found[key])


@lru_cache(maxsize=1 << 16)
def _days(date: str | None) -> tuple[int, int] | None:
    """Count the first and the last day of a date; None for one that is too wide to be compared."""
    if date is None:
        return None
    parsed = read_date(date)
    return (parsed.earliest.toordinal(), parsed.latest.toordinal()) if parsed.days <= WIDEST else None


def _name(report: _Report) -> str:
    return str(report.event.canonical)


def _keys(report: _Report) -> Iterator[tuple[str, str, int, str]]:
    """Say what a report has in common with those it is compared with; words are compared within one day only."""
    kind, like = report.event.type, report.like
    if kind not in WORDS:
        for actor in like.actors:
            yield kind, actor, 0, ""
    elif report.first == report.last:
        for actor in like.actors:
            for meant in like.meant:
                yield kind, actor, report.first, meant


def _meeting(reports: list[_Report]) -> Iterator[tuple[_Report, list[_Report]]]:
    """Give each report, in the order of their days, with those before it that may have been on the same day."""
    still: list[_Report] = []
    for report in reports:
        still = [each for each in still if each.last >= report.first]
        yield (
            report,
            [
                each
                for each in still
                if each.event.canonical != report.event.canonical and each.event.file != report.event.file
            ],
        )
        still.append(report)


def _alike(one: _Report, other: _Report, names: Names) -> bool:
    if not _same_place(one.like, other.like, names) or _related(one, other):
        return False
    if one.event.type in WORDS:
        return one.like.actors == other.like.actors and _same_deed(one.like, other.like)
    shared = {*one.like.actors} & {*other.like.actors}
    return len(shared) > 1 or len(one.like.actors) == len(other.like.actors) == len(shared) == 1


def _related(one: _Report, other: _Report) -> bool:
    named = {name for each in (one, other) for _, name, route in each.event.relations if route[0] == "relations"}
    return not named.isdisjoint({_name(one), _name(other)})


def _same_deed(one: Likeness, other: Likeness) -> bool:
    return all(len({*both} - {None} - _NO_WORDS) < 2 for both in zip(one.done, other.done, strict=True))


def _same_place(one: Likeness, other: Likeness, names: Names) -> bool:
    """Whether two events may have been at one place: a place lies in another, or one is not told."""
    return all(
        first is None or second is None or first in _around(second, names) or second in _around(first, names)
        for first, second in zip(one.where, other.where, strict=True)
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
