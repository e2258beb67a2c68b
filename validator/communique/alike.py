"""Reports of different articles that may be of one event: alike in type, actors, time and place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.model.events.people import LeadershipChange
from communique.model.parts import EventPlace, Party

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from communique.bind import BoundEvent
    from communique.corpus import Corpus
    from communique.model.edtf import Edtf
    from communique.model.event import Event
    from communique.model.registry import Names

WIDEST: Final = 35
"""How many days a date may span to be compared: a month, give or take a few days."""

_WORDS: Final = frozenset({"statement", "appeal", "proposal", "rejection", "threat", "directive"})
"""Types of which one actor has several a day: they are alike only where they go to, or are about, the same."""

_MEANT: Final = ("to", "target", "about")
"""What such words share, if they are the same: to whom, against whom, on what."""

_DONE: Final = ("act", "asks", "refuses", "harm")
"""What must not differ, if they are the same: what is done by them."""

_NO_WORDS: Final = frozenset({"other", "unknown"})


@dataclass(frozen=True, slots=True)
class _Report:
    """What of a report is compared."""

    bound: BoundEvent
    event: Event
    name: str
    date: Edtf
    actors: frozenset[str]
    order: int


def look_alikes(corpus: Corpus, settled: Callable[[str, str], bool]) -> Iterator[tuple[BoundEvent, BoundEvent]]:
    """Give pairs of reports with different ids that may be of one event, first the one whose id came later.

    An id is reported once. `settled` tells of two ids whether it was decided what they are to each other. Reports are
    compared only with those of the same type and actor that are near in time, and no further than to the first that
    is alike.
    """
    buckets: dict[tuple[str, str], list[_Report]] = defaultdict(list)
    first: dict[str, int] = {}
    for report in _reports(corpus):
        first.setdefault(report.name, report.order)
        for key in _keys(report):
            buckets[report.event.type, key].append(report)
    found: dict[str, tuple[_Report, _Report]] = {}
    for _, reports in sorted(buckets.items()):
        for one, others in _meeting(reports):
            for other in others:
                earlier, later = sorted((one, other), key=lambda each: first[each.name])
                if not settled(one.name, other.name) and _alike(one, other, corpus.names):
                    found.setdefault(later.name, (later, earlier))
                    break
    yield from (
        (later.bound, earlier.bound) for later, earlier in sorted(found.values(), key=lambda pair: pair[0].order)
    )


def _reports(corpus: Corpus) -> Iterator[_Report]:
    order = 0
    for file in corpus.annotations:
        for bound in file.events:
            event, name = bound.event, bound.canonical_id
            if event is not None and name is not None and event.date.days <= WIDEST:
                yield _Report(bound, event, name, event.date, _actors(event), order)
                order += 1


def _actors(event: Event) -> frozenset[str]:
    """Give those who act: of words, who speaks; of other events, all who take part or are acted on."""
    fields = ("by",) if event.type in _WORDS else type(event).model_fields
    parties = [value for name in fields if isinstance(value := getattr(event, name, None), tuple)]
    found = {each.actor for value in parties for each in value if isinstance(each, Party)}
    return frozenset(found | ({event.person} if isinstance(event, LeadershipChange) else set()))


def _keys(report: _Report) -> Iterator[str]:
    """Give the keys that a report is looked for under: each actor; of words, with the day and all they are about."""
    for actor in report.actors:
        if report.event.type not in _WORDS:
            yield actor
        elif report.date.days == 1:
            yield from (f"{actor} {report.date.earliest} {meant}" for meant in _meant(report.event))


def _meant(event: Event) -> set[str]:
    values = [each for name in _MEANT for each in getattr(event, name, ())]
    return {each.actor if isinstance(each, Party) else str(each) for each in values}


def _meeting(reports: list[_Report]) -> Iterator[tuple[_Report, list[_Report]]]:
    """Give each report, in the order of time, with those before it whose dates meet its own."""
    still: list[_Report] = []
    for report in sorted(reports, key=lambda each: (each.date.earliest, each.order)):
        still = [each for each in still if each.date.latest >= report.date.earliest]
        yield report, [each for each in still if each.name != report.name and each.bound.file is not report.bound.file]
        still.append(report)


def _alike(one: _Report, other: _Report, names: Names) -> bool:
    if not _same_place(one.event, other.event, names) or _related(one, other):
        return False
    if one.event.type in _WORDS:
        return one.actors == other.actors and _same_deed(one.event, other.event)
    shared = one.actors & other.actors
    return len(shared) > 1 or len(one.actors) == len(other.actors) == len(shared) == 1


def _related(one: _Report, other: _Report) -> bool:
    """Whether one says what it is to the other: then they are two."""
    named = {relation.event for relation in (*one.event.relations, *other.event.relations)}
    return not named.isdisjoint({one.name, other.name})


def _same_deed(one: Event, other: Event) -> bool:
    """Whether nothing differs that is done by some words, as far as it is told."""
    done = [{str(value) for value in (getattr(one, name, None), getattr(other, name, None)) if value} for name in _DONE]
    return all(len(values - _NO_WORDS) < 2 for values in done)


def _same_place(one: Event, other: Event, names: Names) -> bool:
    """Whether two events may have happened in one place: the one place lies in the other, or is not told."""
    return all(
        first is None or second is None or first in _around(second, names) or second in _around(first, names)
        for first, second in ((_place(one, name), _place(other, name)) for name in ("place", "destination"))
    )


def _place(event: Event, field: str) -> str | None:
    value = getattr(event, field, None)
    return value.place if isinstance(value, EventPlace) else value


def _around(place: str, names: Names) -> set[str]:
    """Give a place, and the registered ones that it lies in; the country's id may be written for the country."""
    found: set[str] = set()
    step: str | None = place
    while step is not None and step not in found:
        found.add(step)
        entry = names.places.get(step)
        step = entry.within if entry else None
    return found
