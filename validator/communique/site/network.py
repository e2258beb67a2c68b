"""Who has to do with whom: the actors that take part in most events together, laid out on a plane.

The layout pulls together those with many events in common and pushes all others apart, from a start that depends on
nothing but their order. It uses only operations that every machine rounds alike, so that it gives the same picture
everywhere.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from communique.site.holdings import Library

WIDTH: Final = 1_000
HEIGHT: Final = 640
MOST: Final = 48
"""So many actors are shown: more cannot be told apart."""
_MARGIN: Final = 56
_ROUNDS: Final = 260
_LARGEST: Final = 22
_SMALLEST: Final = 5
_THICKEST: Final = 9
_SEED: Final = 2_463_534_242
_NEAR: Final = 0.01
_HOLD: Final = 2.2
_PARTINGS: Final = 120
_LONGEST: Final = 24
_LINES: Final = 3
_LETTER: Final = 6.9
LINE: Final = 15
"""The width of a letter and the height of a line, roughly, in the units of the picture."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: its name in lines, where, how large, in how many events."""

    actor: str
    lines: tuple[str, ...]
    x: int
    y: int
    radius: int
    count: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two actors, by their positions among the nodes, and in how many events both take part."""

    one: int
    other: int
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, those with most events first, and the edges between them, the weak ones first."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def network(library: Library, most: int = MOST) -> Network:
    """Lay out the actors that share events, so many of them."""
    ties = {pair: len(events) for pair, events in library.ties.items()}
    strength: Counter[str] = Counter()
    for (one, other), count in ties.items():
        strength[one] += count
        strength[other] += count
    chosen = sorted(strength, key=lambda actor: (-strength[actor], actor))
    shown = chosen[:most]
    index = {actor: position for position, actor in enumerate(shown)}
    pairs = {
        (index[one], index[other]): count for (one, other), count in sorted(ties.items()) if {one, other} <= set(index)
    }
    counts = [len({part.event.id for part in library.parts[actor]}) for actor in shown]
    largest, strongest = max(counts, default=1), max(pairs.values(), default=1)
    names = [_wrapped(library.name("actor", actor)) for actor in shown]
    radii = [_sized(count, largest) for count in counts]
    places = _parted(_placed(len(shown), pairs), list(map(_boxed, names, radii)))
    nodes = tuple(
        Node(actor, names[position], *places[position], radii[position], counts[position])
        for position, actor in enumerate(shown)
    )
    edges = tuple(
        Edge(one, other, count, 1 + round((_THICKEST - 1) * math.sqrt((count - 1) / max(1, strongest - 1))))
        for (one, other), count in sorted(pairs.items(), key=lambda pair: (pair[1], pair[0]))
    )
    return Network(nodes, edges, len(chosen) - len(shown))


def _wrapped(name: str) -> tuple[str, ...]:
    """Divide a name into lines that fit below a circle; what is longer than some of them is cut."""
    return tuple(textwrap.wrap(name, _LONGEST, max_lines=_LINES, placeholder="…")) or (name,)


def _boxed(lines: Sequence[str], radius: int) -> tuple[float, float]:
    """Give half the width and half the height of a circle with its name, with a little air."""
    return max(radius, *(len(line) * _LETTER / 2 for line in lines)) + 4, radius + len(lines) * LINE / 2 + 3


def _sized(count: int, largest: int) -> int:
    return _SMALLEST + round((_LARGEST - _SMALLEST) * math.sqrt(count / largest))


def _placed(number: int, pairs: Mapping[tuple[int, int], int]) -> list[tuple[float, float]]:
    """Find a place for each: springs along the edges, a force between all, cooling down."""
    if number == 0:
        return []
    points = list(_scattered(number))
    ideal = math.sqrt(1 / number)
    strongest = max(pairs.values(), default=1)
    pulls = [(one, other, 0.35 + 0.65 * math.sqrt(count / strongest)) for (one, other), count in pairs.items()]
    for step in range(_ROUNDS):
        moves = _pushed(points, ideal * ideal)
        for one, other, weight in pulls:
            x, y = points[one][0] - points[other][0], points[one][1] - points[other][1]
            pull = weight * math.sqrt(x * x + y * y) / ideal
            moves[one][0] -= x * pull
            moves[one][1] -= y * pull
            moves[other][0] += x * pull
            moves[other][1] += y * pull
        warmth = 0.12 * (1 - step / _ROUNDS) + 0.001
        for position, move in enumerate(moves):
            # A weak pull to the middle holds together what no edge does.
            x, y = (moved - _HOLD * point for moved, point in zip(move, points[position], strict=True))
            length = math.sqrt(x * x + y * y) or 1.0
            far = min(length, warmth)
            points[position] = (points[position][0] + x / length * far, points[position][1] + y / length * far)
    return _fitted(points)


def _pushed(points: Sequence[tuple[float, float]], force: float) -> list[list[float]]:
    """Push every two apart, the more the nearer they are."""
    moves = [[0.0, 0.0] for _ in points]
    for one, (x, y) in enumerate(points):
        for other in range(one):
            to_x, to_y = x - points[other][0], y - points[other][1]
            push = force / max(to_x * to_x + to_y * to_y, _NEAR * _NEAR)
            moves[one][0] += to_x * push
            moves[one][1] += to_y * push
            moves[other][0] -= to_x * push
            moves[other][1] -= to_y * push
    return moves


def _scattered(number: int) -> Sequence[tuple[float, float]]:
    """Scatter points over a square around the middle: the same for the same number."""
    state, found = _SEED, []
    for _ in range(number):
        pair = []
        for _ in range(2):
            state ^= state << 13 & 0xFFFFFFFF
            state ^= state >> 17
            state ^= state << 5 & 0xFFFFFFFF
            pair.append(state / 2**32 - 0.5)
        found.append((pair[0], pair[1]))
    return found


def _fitted(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretch points to the picture."""
    low_x, low_y = (min(point[axis] for point in points) for axis in (0, 1))
    wide, high = (max(point[axis] for point in points) - low for axis, low in ((0, low_x), (1, low_y)))
    return [
        (
            _MARGIN + (x - low_x) / (wide or 1) * (WIDTH - 2 * _MARGIN),
            _MARGIN + (y - low_y) / (high or 1) * (HEIGHT - 2 * _MARGIN),
        )
        for x, y in points
    ]


def _parted(points: Sequence[tuple[float, float]], boxes: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Move apart what overlaps, in the direction in which less is missing, and round; nothing leaves the picture."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    for _ in range(_PARTINGS):
        for one, (wide, high) in enumerate(boxes):
            for other in range(one):
                over_x = wide + boxes[other][0] - abs(xs[one] - xs[other])
                over_y = high + boxes[other][1] - abs(ys[one] - ys[other])
                if over_x > 0 and over_y > 0:
                    axis, over = (xs, over_x) if over_x < over_y else (ys, over_y)
                    by = over / 2 if axis[one] >= axis[other] else -over / 2
                    axis[one] += by / 2
                    axis[other] -= by / 2
            xs[one] = min(max(xs[one], wide), WIDTH - wide)
            ys[one] = min(max(ys[one], high), HEIGHT - high - LINE)
    return [(round(x), round(y)) for x, y in zip(xs, ys, strict=True)]
