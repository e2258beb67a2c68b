"""The lists of the site: actors, articles, places, types, and the months of the timeline, as their pages show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from communique.model.names import ActorKind
from communique.model.vocabulary import PlacePrecision
from communique.site import charts, paths, said, views
from communique.site.facts import Link, linked
from communique.site.holdings import anchor, family_names, family_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.loaded import Actor, Article, Event
    from communique.site.charts import Chart, Scale
    from communique.site.holdings import Library, Part

T = TypeVar("T")

_NOWHERE: Final = "No country"
_YEAR, _MONTH = 4, 7


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One of several pages that a list is spread over: its number, how many there are, and what it shows."""

    number: int
    of: int
    items: Sequence[T]

    @property
    def numbers(self) -> list[int]:
        """The pages worth a link: the first, the last, and those around this one; 0 stands for a gap."""
        near = sorted({1, self.of, *range(max(1, self.number - 2), min(self.of, self.number + 2) + 1)})
        found: list[int] = []
        for number in near:
            if found and number - found[-1] > 1:
                found.append(0)
            found.append(number)
        return found


def leaves(items: Sequence[T], most: int) -> Iterator[Leaf[T]]:
    """Spread a list over pages; one without anything in it has a page too."""
    of = max(1, -(-len(items) // most))
    for number in range(1, of + 1):
        yield Leaf(number, of, items[(number - 1) * most : number * most])


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: what it leads to, how often it occurs, and remarks."""

    link: Link
    count: int
    notes: tuple[str, ...] = ()
    depth: int = 0


def grouped(items: Iterable[tuple[str, T]]) -> list[tuple[str, list[T]]]:
    """Put together what belongs to one group and follows each other."""
    return [(group, [item for _, item in several]) for group, several in groupby(items, key=lambda pair: pair[0])]


def actors(library: Library) -> list[tuple[str, Row]]:
    """List the actors by kind, those that take part in most events first."""
    kinds = [each.value for each in ActorKind]

    def order(actor: Actor) -> tuple[int, int, str]:
        return (kinds.index(actor.kind) if actor.kind in kinds else len(kinds), -counts[actor.id], actor.name)

    counts = {
        actor.id: len({part.event.id for part in library.parts.get(actor.id, ())}) for actor in library.dataset.actors
    }
    return [
        (
            said.titled(said.label(actor.kind)),
            Row(linked(library, "actor", actor.id), counts[actor.id], tuple(_actor_notes(library, actor))),
        )
        for actor in sorted(library.dataset.actors, key=order)
    ]


def _actor_notes(library: Library, actor: Actor) -> Iterator[str]:
    """Tell an actor from others: the offices, what it belongs to, how many articles it published."""
    if "of" in actor.row:
        yield library.name("actor", actor.row["of"])
    for each in actor.row["offices"]:
        yield each.get("title") or said.label(each["office"])


def places(library: Library) -> list[tuple[str, list[Row]]]:
    """List the places by country, each below the one that it lies in; those in no country last."""
    inside: dict[str | None, list[str]] = defaultdict(list)
    table = library.dataset.places
    for place in sorted(table, key=lambda place: (place.name, place.id)):
        larger = place.row.get("within")
        inside[larger if larger in table and not _circles(library, place.id) else None].append(place.id)
    named = {place.row["country"]: place.name for place in table if _is_country(place.row)}
    tops = [(_country(table[name].row, named), name) for name in inside[None]]
    found = []
    for group, several in groupby(sorted(tops, key=lambda top: (top[0] == _NOWHERE, *top)), key=lambda top: top[0]):
        rows = [row for _, name in several for row in _below(library, inside, name, 0)]
        found.append((group, rows))
    return found


def _circles(library: Library, name: str) -> bool:
    """Whether the larger places of a place lead back to one of them."""
    seen: list[str] = []
    place: str | None = name
    while place is not None and place not in seen:
        seen.append(place)
        place = library.dataset.places[place].row.get("within") if place in library.dataset.places else None
    return place is not None


def _below(library: Library, inside: Mapping[str | None, Sequence[str]], name: str, depth: int) -> Iterator[Row]:
    row = library.dataset.places[name].row
    notes = () if row["precision"] == PlacePrecision.NONE else (said.label(row["precision"]),)
    yield Row(linked(library, "place", name), len(library.at.get(name, ())), notes, min(depth, 4))
    for each in inside.get(name, ()):
        yield from _below(library, inside, each, depth + 1)


def _is_country(row: Mapping[str, Any]) -> bool:
    return row["precision"] == PlacePrecision.COUNTRY and "country" in row


def _country(row: Mapping[str, Any], named: Mapping[str, str]) -> str:
    """Give the name of a place's country: as the dataset calls it, else as ISO 3166 does."""
    import iso3166

    code = row.get("country")
    if code is None:
        return _NOWHERE
    found = iso3166.countries_by_alpha2.get(code)
    return named.get(code) or str(found.name if found is not None else code)


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of event: its word, what it is, how many events there are, and when."""

    type: str
    word: str
    family: str
    meaning: str | None
    count: int
    first: str
    last: str
    chart: Chart | None


def types(library: Library, scale: Scale | None) -> list[tuple[str, list[Kind]]]:
    """List the types by family, with the events of each over time."""
    by_type: dict[str, list[Event]] = defaultdict(list)
    for event in library.events:
        by_type[event.type].append(event)
    found = []
    for family in family_names():
        kinds = []
        for word in sorted(by_type):
            if family_of(word) == family:
                days = [anchor(event.row) for event in by_type[word]]
                chart = charts.chart(scale, (family,), ((day, family) for day in days)) if scale else None
                known = [event for event in by_type[word] if anchor(event.row)]
                kinds.append(
                    Kind(
                        said.titled(said.label(word)),
                        word,
                        family,
                        views.type_meaning(word),
                        len(days),
                        views.point(known[0].row) if known else "",
                        views.point(known[-1].row) if known else "",
                        chart,
                    )
                )
        if kinds:
            found.append((said.titled(said.label(family)), kinds))
    return found


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month, and the events that are put in it."""

    iso: str
    title: str
    href: str
    events: Sequence[Event]


def periods(events: Sequence[Event], length: int) -> list[Period]:
    """Divide events, in the order of time, by year or by month; those without any day are left out."""
    return [
        Period(iso, said.day(iso), f"timeline/{iso}.html", list(several))
        for iso, several in groupby(events, key=lambda event: anchor(event.row)[:length])
        if iso
    ]


def years(library: Library) -> list[Period]:
    """Give the years of a dataset."""
    return periods(library.events, _YEAR)


def months(year: Period) -> list[Period]:
    """Give the months of a year in which something happened."""
    return periods(year.events, _MONTH)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a passage stands in its article: begin and length, in thousandths of the text."""

    start: int
    length: int


def spans(library: Library, article: Article) -> list[Span]:
    """Give the places of an article's passages; none where the length of the text is not known."""
    total = article.row.get("text", {}).get("length")
    if not total:
        return []
    found = {
        tuple(each["at"])
        for report in library.told.get(article.id, ())
        for several in report.row["evidence"].values()
        for each in several
        if "at" in each
    }
    return [
        Span(start * 1_000 // total, max(2, (end - start) * 1_000 // total))
        for start, end in sorted(found)
        if 0 <= start < end <= total
    ]


def acts(library: Library, parts: Sequence[Part]) -> list[tuple[str, Part]]:
    """Order what an actor does by role, the commonest first, and by time within; the newest first."""
    counts = Counter(part.part for part in parts)
    positions = library.positions
    ordered = sorted(parts, key=lambda part: (-counts[part.part], part.part, -positions[part.event.id]))
    return [(said.label(part.part), part) for part in ordered]


def busiest(library: Library, most: int) -> list[Row]:
    """List the actors that take part in most events."""
    rows = [row for _, row in actors(library) if row.count]
    return sorted(rows, key=lambda row: -row.count)[:most]


def company(library: Library, name: str, most: int) -> list[Row]:
    """List those who take part in most events together with an actor."""
    counts: Counter[str] = Counter()
    for part_of in {part.event.id: part.event for part in library.parts.get(name, ())}.values():
        counts.update({each["actor"] for each in part_of.row["participants"]} - {name})
    best = sorted(counts, key=lambda actor: (-counts[actor], actor))[:most]
    return [Row(linked(library, "actor", actor, paths.stem(actor)), counts[actor]) for actor in best]
