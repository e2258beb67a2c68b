"""How much of what a corpus asserts is shown by passages: counted by article and by field."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from communique.evidence import assertions, exhibits
from communique.model.parts import Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.bind import Bound, BoundEvent
    from communique.model.event import Event
    from communique.verified import Verified

STANDINGS: Final[dict[str, str]] = {
    "supported": "its passage is in the text and shows the value",
    "found": "its passage is in the text; whether it shows the value is for people to judge",
    "unsupported": "its passage is in the text and does not show the value",
    "inherited": "it has no passage of its own, and shares the event's, which is in the text",
    "recorded": "the text is not at hand; a place in it is recorded",
    "unverified": "the text is not at hand, and no place is recorded",
    "missing": "no passage for it stands in the text",
}


@dataclass
class Coverage:
    """Counts of assertions by standing: for each article, and for each field over all of them.

    Passages are counted apart.
    """

    articles: dict[str, Counter[str]] = field(default_factory=dict)
    fields: dict[str, Counter[str]] = field(default_factory=dict)
    events: Counter[str] = field(default_factory=Counter)
    passages: Counter[str] = field(default_factory=Counter)

    def share(self, *standings: str) -> float:
        """Give the share of all assertions with one of these standings, between 0 and 1; of none, 1."""
        total = sum(sum(counts.values()) for counts in self.articles.values())
        some = sum(counts[standing] for counts in self.articles.values() for standing in standings)
        return some / total if total else 1.0


def cover(files: Iterable[Bound], verified: Verified) -> Coverage:
    """Count the assertions of annotation files: by their texts, else by what was verified elsewhere."""
    covered = Coverage()
    for file in sorted(files, key=lambda file: file.article_id or file.name):
        counts = covered.articles.setdefault(file.article_id or file.name, Counter())
        standings = _passages(file, verified)
        covered.passages.update(standing for many in standings.values() for standing in many)
        for event in file.events:
            if event.event is not None:
                covered.events[event.event.type] += 1
                for key, value in assertions(event.event):
                    standing = _standing(event, key, standings)
                    counts[standing] += 1
                    covered.fields.setdefault(_field(key, value, event.event), Counter())[standing] += 1
    return covered


def _field(key: str, value: object, model: Event) -> str:
    """Name a field for the table: common fields by name, those of a type with who they are about."""
    name = key.partition(".")[0]
    return f"{name} (actor)" if isinstance(value, Party) and name in type(model).model_fields else name


def _passages(file: Bound, verified: Verified) -> dict[tuple[int, str], list[str]]:
    """Tell how each passage stands, by event and evidence key."""
    known = verified.of(file)
    found: dict[tuple[int, str], list[str]] = {}
    for each in exhibits(file):
        state, support = str(each.state), str(each.support)
        index = each.route[-1]
        if file.article is None and isinstance(index, int) and each.event.local_id is not None:
            elsewhere = known.get((each.event.local_id, each.key, index))
            if elsewhere is not None:
                state, support = elsewhere.outcome, elsewhere.support
        found.setdefault((each.event.index, each.key), []).append(_of(state, support))
    return found


def _of(state: str, support: str) -> str:
    if state == "found":
        return "supported" if support == "supported" else "unsupported" if support == "unsupported" else "found"
    return "recorded" if state == "recorded" else "unverified" if state == "unverified" else "missing"


def _standing(event: BoundEvent, key: str, standings: dict[tuple[int, str], list[str]]) -> str:
    """Give the best of the passages of a field; without one, what it inherits from the event's."""
    order = list(STANDINGS)
    own = standings.get((event.index, key))
    if own:
        return min(own, key=order.index)
    shared = min(standings.get((event.index, "event"), ["missing"]), key=order.index)
    return "inherited" if shared in {"supported", "found"} else shared
