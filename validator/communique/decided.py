"""What follows from coders' decisions: which canonical ids are one event, which are not, and what contradicts what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.model.names import Decision, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.bind import Bound
    from communique.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision, and where it stands: `number` counts through all files, `index` in its own."""

    number: int
    file: Bound
    index: int
    decision: Decision


@dataclass(frozen=True)
class Decided:
    """The decisions of a corpus in order, and their closure: `same` makes classes, other verdicts hold between these.

    A contradiction is the last of the decisions that do not fit, with the others.
    """

    decisions: tuple[Placed, ...]
    contradictions: tuple[tuple[Placed, tuple[Placed, ...]], ...]
    _classes: _Classes
    _apart: frozenset[frozenset[str]]

    @property
    def sames(self) -> Iterator[Placed]:
        """The decisions that two ids are one event."""
        return (each for each in self.decisions if each.decision.verdict == Verdict.SAME)

    def settles(self, first: str, second: str) -> bool:
        """Whether it was decided, or follows, what two ids are to each other; “unsure” is an answer too."""
        classes = frozenset({self._classes.of(first), self._classes.of(second)})
        return len(classes) == 1 or classes in self._apart


@dataclass
class _Classes:
    """Classes of ids that are the same (union-find), and the decisions that joined them: a forest of reasons."""

    parents: dict[str, str] = field(default_factory=dict)
    joined: dict[str, list[tuple[str, Placed]]] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """Give the one that stands for the class of a name."""
        top = name
        while self.parents.get(top, top) != top:
            top = self.parents[top]
        while name != top:
            self.parents[name], name = top, self.parents[name]
        return top

    def join(self, each: Placed) -> None:
        """Unite the classes of a pair; a decision that adds nothing is no reason for anything."""
        first, second = each.decision.pair
        one, other = self.of(first), self.of(second)
        if one != other:
            self.parents[max(one, other)] = min(one, other)
            self.joined.setdefault(first, []).append((second, each))
            self.joined.setdefault(second, []).append((first, each))

    def path(self, first: str, second: str) -> tuple[Placed, ...]:
        """Give the decisions that lead from one id to another of its class."""
        came: dict[str, tuple[str, Placed]] = {}
        waiting = [first]
        while waiting and second not in came:
            name = waiting.pop()
            for other, each in self.joined.get(name, ()):
                if other != first and other not in came:
                    came[other] = (name, each)
                    waiting.append(other)
        steps: list[Placed] = []
        while second != first:
            second, each = came[second]
            steps.append(each)
        return tuple(steps)


def decided(corpus: Corpus) -> Decided:
    """Work out what the decisions of a corpus come to. Whichever order decisions come in, the classes are the same."""
    decisions = tuple(_placed(corpus))
    classes = _Classes()
    for each in decisions:
        if each.decision.verdict == Verdict.SAME:
            classes.join(each)
    apart, contradictions = set(), []
    for each in decisions:
        first, second = each.decision.pair
        if each.decision.verdict != Verdict.SAME:
            apart.add(frozenset({classes.of(first), classes.of(second)}))
        if each.decision.verdict == Verdict.DIFFERENT and classes.of(first) == classes.of(second):
            *others, last = sorted((each, *classes.path(first, second)), key=lambda placed: placed.number)
            contradictions.append((last, tuple(others)))
    return Decided(decisions, tuple(contradictions), classes, frozenset(apart))


def _placed(corpus: Corpus) -> Iterator[Placed]:
    number = 0
    for _, file in sorted(corpus.registries.items()):
        for index, entry in file.entries.items():
            if isinstance(entry, Decision) and isinstance(index, int):
                yield Placed(number, file, index, entry)
                number += 1
