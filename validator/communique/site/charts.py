"""Events counted over time: buckets of days, weeks, months or years, and the columns of a chart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from communique.site import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Unit: TypeAlias = Literal["day", "week", "month", "year"]

_MOST: Final[Mapping[Unit, int]] = {"day": 45, "week": 60, "month": 72}
"""So many columns are still told apart; beyond, a coarser unit is taken."""
_TAIL: Final = 8
"""One event in so many may be left of the chart, where that shows the others more closely."""
_GAIN: Final = 3
"""Events are left out if the chart is then shorter by this factor."""
_WEEK: Final = 7
_STEPS: Final[Mapping[Unit, tuple[int, ...]]] = {"day": (7,), "week": (2, 4, 6, 8), "month": (1, 2, 3, 6, 12)}
_DECADES: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
_MOST_LABELS: Final = 8
HEIGHT: Final = 100
"""The height of a chart, in units of its own; a column is ten wide."""
WIDTH: Final = 10


@dataclass(frozen=True, slots=True)
class Block:
    """The part of a column that belongs to a family."""

    family: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Column:
    """The events of a bucket: where it stands, what it is called, how many they are."""

    x: int
    title: str
    count: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns over time, with the labels below them, each as wide as the others; and what is left of it."""

    unit: Unit
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    most: int
    earlier: int
    since: str

    @property
    def width(self) -> int:
        """How wide it is, in units of its own."""
        return len(self.columns) * WIDTH

    @property
    def busiest(self) -> Column:
        """The column with the most events, the first of several."""
        return max(self.columns, key=lambda column: column.count)


@dataclass(frozen=True, slots=True)
class Scale:
    """Buckets of one size from a first day on, so many of them."""

    unit: Unit
    first: date
    size: int

    def index(self, day: date) -> int:
        """Tell the bucket of a day; one before the first is negative."""
        return _between(self.unit, self.first, day)

    def title(self, index: int) -> str:
        """Name a bucket: `November 2025`, `the week of 3 November 2025`."""
        day = self._begins(index)
        if self.unit == "week":
            return f"the week of {said.day(day.isoformat())}"
        return said.day(day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.unit]])

    def label(self, index: int) -> str:
        """Name a bucket shortly, for an axis."""
        day = self._begins(index)
        if self.unit == "year":
            return str(day.year)
        month = said.day(day.isoformat()[:7]).split()[0][:3]
        return f"{month} {day.year}" if self.unit == "month" else f"{day.day} {month} {day.year}"

    def _begins(self, index: int) -> date:
        if self.unit in {"day", "week"}:
            return self.first + timedelta(days=index * (_WEEK if self.unit == "week" else 1))
        months = self.first.month - 1 + index if self.unit == "month" else 0
        return date(self.first.year + (months // 12 if self.unit == "month" else index), months % 12 + 1, 1)


def scale(days: Iterable[str]) -> Scale | None:
    """Find the buckets that show these days best, all or nearly all of them; None where there is no day."""
    known = sorted(date.fromisoformat(day) for day in days if day)
    if not known:
        return None
    first, last = known[0], known[-1]
    for later in known[: len(known) // _TAIL + 1]:
        if (last - later).days * _GAIN < (last - first).days:
            first = later
    units = (unit for unit, most in _MOST.items() if _between(unit, _floor(unit, first), last) < most)
    unit: Unit = next(units, "year")
    first = _floor(unit, first)
    size = _between(unit, first, last) + 1
    step = _step(unit, size)
    return Scale(unit, first, -(-size // step) * step)


def chart(given: Scale, families: Sequence[str], events: Iterable[tuple[str, str]]) -> Chart:
    """Count events, each of a day and a family, into the buckets of a scale."""
    counts: Counter[tuple[int, str]] = Counter()
    for day, family in events:
        if day:
            counts[max(given.index(date.fromisoformat(day)), -1), family] += 1
    sums = [sum(counts[index, family] for family in families) for index in range(given.size)]
    most = max(sums, default=0)
    columns = tuple(
        Column(index * WIDTH, given.title(index), sums[index], _blocks(index, families, counts, most))
        for index in range(given.size)
    )
    labels = tuple(given.label(index) for index in range(0, given.size, _step(given.unit, given.size)))
    earlier = sum(counts[-1, family] for family in families)
    return Chart(given.unit, columns, labels, most, earlier, given.title(0))


def _blocks(index: int, families: Sequence[str], counts: Mapping[tuple[int, str], int], most: int) -> tuple[Block, ...]:
    """Stack the families of a column from below, in whole units that add up."""
    found, below = [], 0
    for family in families:
        if count := counts[index, family]:
            top, bottom = (round((below + each) * HEIGHT / most) for each in (count, 0))
            found.append(Block(family, HEIGHT - top, max(top - bottom, 1)))
            below += count
    return tuple(found)


def _floor(unit: Unit, day: date) -> date:
    match unit:
        case "week":
            return day - timedelta(days=day.weekday()) if day.toordinal() > _WEEK else day
        case "month":
            return day.replace(day=1)
        case "year":
            return date(day.year, 1, 1)
    return day


def _between(unit: Unit, first: date, day: date) -> int:
    match unit:
        case "month":
            return (day.year - first.year) * 12 + day.month - first.month
        case "year":
            return day.year - first.year
    return (day - first).days // (_WEEK if unit == "week" else 1)


def _step(unit: Unit, size: int) -> int:
    """Tell how many buckets share a label."""
    steps = _STEPS.get(unit, _DECADES)
    return next((step for step in steps if size <= step * _MOST_LABELS), steps[-1])
