"""Charts and the network: nothing is lost, nothing overlaps, and the same rows give the same picture."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.site import charts
from communique.site.network import HEIGHT, WIDTH, network
from tests.support.pages import library

FAMILIES: Final = ("talks", "words", "other")
DAYS: Final = st.dates(date(1001, 1, 1), date(2100, 1, 1)).map(date.isoformat)
NEAR: Final = st.builds(
    lambda first, offsets: [(first + timedelta(days=each)).isoformat() for each in offsets],
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.lists(st.integers(0, 800), min_size=1, max_size=30),
)


@given(st.lists(DAYS, min_size=1, max_size=30) | NEAR, st.data())
def test_every_event_is_counted(days: list[str], data: st.DataObject) -> None:
    """Each event stands in one column, or among those before the chart; columns are stacked without a gap."""
    scale = charts.scale(days)
    assert scale is not None
    families = [data.draw(st.sampled_from(FAMILIES)) for _ in days]
    chart = charts.chart(scale, FAMILIES, zip(days, families, strict=True))
    assert sum(column.count for column in chart.columns) + chart.earlier == len(days)
    assert chart.earlier <= len(days) / 8
    assert chart.busiest.count == chart.most > 0
    for column in chart.columns:
        below = charts.HEIGHT
        for block in column.blocks:
            assert block.height >= 1
            assert block.y + block.height == pytest.approx(below, abs=1)
            below = block.y
        assert below >= 0
    assert len(chart.columns) % len(chart.labels) == 0
    assert len(chart.labels) <= len(chart.columns)


@given(st.lists(DAYS, min_size=1, max_size=10) | NEAR)
def test_columns_are_in_the_order_of_time(days: list[str]) -> None:
    """A later day never stands in an earlier column, and all columns have names of their own."""
    scale = charts.scale(days)
    assert scale is not None
    columns = [scale.index(date.fromisoformat(day)) for day in sorted(days)]
    assert columns == sorted(columns)
    assert columns[-1] < scale.size
    assert len({scale.title(index) for index in range(min(scale.size, 50))}) == min(scale.size, 50)


@pytest.mark.parametrize(
    ("days", "unit", "title"),
    [
        (["2025-11-01", "2025-11-20"], "day", "1 November 2025"),
        (["2025-05-26", "2025-11-20"], "week", "the week of 26 May 2025"),
        (["2023-05-26", "2025-11-20"], "month", "May 2023"),
        (["1963-05-26", "2025-11-20"], "year", "1963"),
        (["1963-05-26", *(f"2025-11-{day:02}" for day in range(1, 20))], "day", "1 November 2025"),
    ],
)
def test_the_unit_fits_the_span(days: list[str], unit: str, title: str) -> None:
    """The span decides on days, weeks, months or years; a few early events do not press all others together."""
    scale = charts.scale(days)
    assert scale is not None
    assert (scale.unit, scale.title(0)) == (unit, title)


def test_without_a_day_there_is_no_scale() -> None:
    """Events whose dates are open on both sides have no place in a chart."""
    assert charts.scale(["", ""]) is None


@pytest.mark.parametrize("corpus", ["sample-corpus", "corpus"])
def test_the_network_is_a_picture(corpus: str) -> None:
    """Every node lies in the picture and none upon another; edges are what actors share."""
    data = library(corpus)
    made = network(data)
    assert made.nodes
    for index, node in enumerate(made.nodes):
        assert 0 < node.x < WIDTH
        assert 0 < node.y < HEIGHT
        for other in made.nodes[:index]:
            assert (node.x - other.x) ** 2 + (node.y - other.y) ** 2 > (node.radius + other.radius) ** 2
    shared = {
        tuple(sorted((made.nodes[edge.one].actor, made.nodes[edge.other].actor))): edge.count for edge in made.edges
    }
    assert shared == {pair: len(events) for pair, events in data.ties.items()}
    assert network(data) == made


def test_a_network_of_few() -> None:
    """Those with most ties are shown, and the others counted."""
    few = network(library("corpus"), 2)
    assert len(few.nodes) == 2
    assert few.left_out == len(network(library("corpus")).nodes) - 2
