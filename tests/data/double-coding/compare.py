"""How far two readings of the same articles agree: events aligned by their evidence, then compared field by field.

Run it as `python tests/data/double-coding/compare.py --texts DIR`, where DIR holds the articles' texts, which are in no
repository. A text is known by the digest that the annotations record. Prints Markdown.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from communique.anchor import Article, anchor, read_article
from communique.model.edtf import Edtf
from communique.source import Source
from communique.subset import Value
from communique.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE: Final = Path(__file__).parent
ROLES: Final = frozenset(
    {"alongside", "announced_by", "attendees", "body", "by", "claimed_by", "detected_by", "giver", "host", "made_by"}
    | {"mediator", "on_behalf_of", "organiser", "participants", "parties", "person", "predecessor", "protesters"}
    | {"receiver", "requested_by", "target", "to", "toward", "visitor"}
)
"""The fields that name actors who take part. Who says so (`according_to`) is not among them."""
WORDS: Final = frozenset(
    {"act", "answer", "asks", "force", "form", "format", "kind", "level", "manner", "measure", "refuses", "stage"}
)
"""The fields that hold a word of a closed list, beside type, basis and status."""

Raw: TypeAlias = "dict[str, Value]"


@dataclass(frozen=True)
class Unit:
    """One event of one reading, and the code points of the text that its `event` passages cover."""

    raw: Raw
    covers: frozenset[int]

    @property
    def type(self) -> str:
        """The event's type."""
        return str(self.raw["type"])

    @property
    def actors(self) -> frozenset[str]:
        """The ids of all who take part, whatever their role."""
        return frozenset(_actors(self.raw))


Pair: TypeAlias = tuple[Unit, Unit]


@dataclass(frozen=True)
class Comparison:
    """Two readings: how many events each has, the pairs of one type, and the pairs whose types differ."""

    first: int
    second: int
    alike: tuple[Pair, ...]
    mistyped: tuple[Pair, ...]


def _actors(value: Value, *, named: bool = False) -> Iterator[str]:
    """Walk the fields of an event for ids of actors: texts in a field of `ROLES`, or under `actor` in it."""
    if isinstance(value, str):
        if named:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _actors(item, named=named)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ROLES or key == "of" or (named and key == "actor"):
                yield from _actors(item, named=key != "of")


def _jaccard(first: frozenset[int] | frozenset[str], second: frozenset[int] | frozenset[str]) -> float:
    """Give the share of what is in either that is in both; 1 where both are empty."""
    either = len(first | second)
    return len(first & second) / either if either else 1.0


def _covered(raw: Raw, article: Article) -> frozenset[int]:
    evidence = raw["evidence"]
    assert isinstance(evidence, dict)
    given = evidence["event"]
    found: set[int] = set()
    for passage in given if isinstance(given, list) else [given]:
        quote = passage["quote"] if isinstance(passage, dict) else passage
        place = anchor(str(quote), article)
        assert place.outcome == "found", quote
        found.update(range(*place.span))
    return frozenset(found)


def read_reading(folder: Path, articles: dict[str, Article]) -> dict[str, list[Unit]]:
    """Read all annotations in a folder: the units of each article, by its id."""
    units: dict[str, list[Unit]] = {}
    for path in sorted(folder.rglob("*.yaml")):
        value = parse(Source(path.name, path.read_bytes())).value
        match value:
            case {"article": {"id": str(name), "text": {"sha256": str(digest)}}, "events": list(events)}:
                raws = [event for event in events if isinstance(event, dict)]
                units[name] = [Unit(raw, _covered(raw, articles[digest])) for raw in raws]
    return units


def align(first: list[Unit], second: list[Unit]) -> Comparison:
    """Align events one to one where their passages overlap: first those of one type, then what remains."""
    left, right = list(first), list(second)
    alike = greedy(left, right, typed=True)
    return Comparison(len(first), len(second), alike, greedy(left, right))


def greedy(left: list[Unit], right: list[Unit], *, typed: bool = False) -> tuple[Pair, ...]:
    """Take the most alike of all pairs (of those of one type, if so asked), again and again, out of the two lists."""
    pairs = [(_jaccard(one.covers, other.covers), one, other) for one in left for other in right]
    pairs = [pair for pair in pairs if not typed or pair[1].type == pair[2].type]
    taken: list[Pair] = []
    for likeness, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness > 0 and one in left and other in right:
            left.remove(one)
            right.remove(other)
            taken.append((one, other))
    return tuple(taken)


def alpha(pairs: Iterable[Pair]) -> float:
    """Krippendorff's alpha for the types of aligned events: nominal data, two coders, no missing value."""
    found = [(one.type, other.type) for one, other in pairs]
    values = Counter(word for pair in found for word in pair)
    total = sum(values.values())
    disagreed = 2 * sum(one != other for one, other in found) / total
    expected = sum(count * (total - count) for count in values.values()) / (total * (total - 1))
    return 1 - disagreed / expected


def _row(name: str, of: Comparison) -> str:
    pairs, aligned = of.alike, len(of.alike)
    words = [(one.raw[word], other.raw[word]) for one, other in pairs for word in WORDS & set(one.raw) & set(other.raw)]
    dates = [(Edtf.parse(str(one.raw["date"])), Edtf.parse(str(other.raw["date"]))) for one, other in pairs]
    shares = (
        2 * aligned / (of.first + of.second),
        aligned / (aligned + len(of.mistyped)),
        sum(one.text == other.text for one, other in dates) / aligned,
        sum(one.meets(other) for one, other in dates) / aligned,
        sum(one.raw["date_basis"] == other.raw["date_basis"] for one, other in pairs) / aligned,
        sum(one.raw["status"] == other.raw["status"] for one, other in pairs) / aligned,
        sum(one == other for one, other in words) / len(words),
        sum(_jaccard(one.actors, other.actors) for one, other in pairs) / aligned,
    )
    return f"| {name} | {of.first} | {of.second} | {aligned} | " + " | ".join(f"{share:.2f}" for share in shares) + " |"


def report(first: dict[str, list[Unit]], second: dict[str, list[Unit]]) -> Iterator[str]:
    """Write the table, the agreement on types beyond chance, and all events that have no partner of their type."""
    by_article = {name: align(units, second[name]) for name, units in first.items()}
    columns = zip(*((each.first, each.second, each.alike, each.mistyped) for each in by_article.values()), strict=True)
    firsts, seconds, alike, mistyped = columns
    whole = Comparison(sum(firsts), sum(seconds), tuple(chain(*alike)), tuple(chain(*mistyped)))
    yield "| article | first | second | aligned | F1 | type | date | dates meet | basis | status | words | actors |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|---|"
    yield from (_row(name, each) for name, each in (*by_article.items(), ("all", whole)))
    both = (*whole.alike, *whole.mistyped)
    blind = [pair for name in first for pair in greedy(list(first[name]), list(second[name]))]
    yield f"\nKrippendorff's alpha for the type: {alpha(both):.2f} with one type aligned first ({len(both)} pairs),"
    yield f"{alpha(blind):.2f} with pairs aligned by their passages alone ({len(blind)} pairs).\n"
    for name, each in by_article.items():
        matched = {id(unit) for pair in (*each.alike, *each.mistyped) for unit in pair}
        for one, other in each.mistyped:
            yield f"- {name}: {one.type} `{one.raw['id']}` against {other.type} `{other.raw['id']}`"
        for which, units in (("first", first[name]), ("second", second[name])):
            yield from (f"- {name}: {which} alone: {u.type} `{u.raw['id']}`" for u in units if id(u) not in matched)


def main() -> None:
    """Compare the readings in two folders, by default the two coders'."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="the folder with the articles' texts (*.txt)")
    parser.add_argument("first", type=Path, nargs="?", default=HERE / "a1", help="annotations; by default a1")
    parser.add_argument("second", type=Path, nargs="?", default=HERE / "a2", help="others; by default a2")
    asked = parser.parse_args()
    texts = [read_article(path.read_bytes()) for path in sorted(asked.texts.glob("*.txt"))]
    articles = {text.digest: text for text in texts}
    readings = (read_reading(folder, articles) for folder in (asked.first, asked.second))
    print("\n".join(report(*readings)))  # noqa: T201 (a script)


if __name__ == "__main__":
    main()
