"""Changes to documents, each of them one small mistake or none: what authors, editors and attackers do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hypothesis import strategies as st

from communique.source import Source
from communique.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from communique.fault import Route
    from communique.subset import Value
    from tests.support.documents import Strategy


class Change(NamedTuple):
    """A change by its name, and where it is made."""

    route: Route
    name: str


def _always(value: Value) -> Callable[[object], Value]:
    return lambda _: value


def _long(length: int) -> Callable[[str], Value]:
    return lambda text: (text * length)[:length]


def _with(key: str) -> Callable[[dict[str, Value]], Value]:
    return lambda items: {**items, key: "x"}


def _crowded(most: int) -> Callable[[dict[str, Value]], Value]:
    """Fill a mapping up with copies of one of its values."""
    names = [f"k_{first}{second}" for first in "abcdefghijklmnop" for second in "abcdefghijklmnop"]
    return lambda items: {**items, **dict.fromkeys(names[: most - len(items)], next(iter(items.values()), "x"))}


_BOUNDS: Final = (3, 35, 64, 100, 201, 500, 2_000, 5_000)
_DATES: Final = (
    *("2025-02-30", "2025-02-29/2025-03", "2025-09-10/2025-09-01", "2026/2025", "2025-13", "2025-00-01", "2025-11-32"),
    *("2025-11-1", "0999", "10000", "2025-11-01T10:00", "2025/11/01", "../..", "..", "/2025", "2025/", "2025~?"),
    *("Y12025", "2025-1-01", "2025--01", "1", "2025-11-01/2025-11-01/2025"),
    *("../2025", "2025/..", "2025-06~/2025-07%", "2025-11-01\n", "\uff12025", "\u0662025"),
    *("2025-11-XX", "-2025", " 2025"),
)
_KEYS: Final = (
    *("x", "note", "id", "event", "Event", "", "a.0.b", "a.", "a\n", "a-b", "é", "__proto__", "a" * 100, "a" * 101),
)
_TEXTS: Final[Mapping[str, Callable[[str], Any]]] = {
    "line feed behind": lambda text: text + "\n",
    "line feed before": lambda text: "\n" + text,
    "line feed alone": lambda text: text[:1] + "\n" + text[1:],
    "carriage return": lambda text: text + "\r",
    "control": lambda text: text + "\x07",
    "nothing": lambda text: text + "\x00",
    "delete": lambda text: text + "\x7f",
    "next line": lambda text: text + "\x85",
    "line separator": lambda text: text + "\u2028",
    "blank before": lambda text: " " + text,
    "blank behind": lambda text: text + " ",
    "capitals": str.upper,
    "title": str.title,
    "hyphen behind": lambda text: text + "-",
    "hyphens": lambda text: text + "--a",
    "dot": lambda text: text + ".a",
    "dots": lambda text: text + ".a.b",
    "underscore": lambda text: text + "_a",
    "digit": lambda text: text + "1",
    "digit of another script": lambda text: text + "\u0661",
    "letter of another script": lambda text: text + "\u0430",
    "accent": lambda text: text + "e\u0301",
    "long s": lambda text: text.replace("s", "\u017f") + "\u212a",
    "empty": lambda _: "",
    "shortened": lambda text: text[:-1],
    "doubled": lambda text: text + text,
    "word": lambda _: "unknown",
    "address": lambda _: "HTTPS://example.org",
    "null": lambda _: None,
    "true": lambda _: True,
    "number": lambda text: int(text) if text.isascii() and text.isdigit() and len(text) < 16 else len(text),
    "listed": lambda text: [text],
    "in a mapping": lambda text: {"x": text},
    "in its mapping": lambda text: {"actor": text},
    **{f"{length} long": _long(length) for bound in _BOUNDS for length in (bound, bound + 1)},
    **{f"{length} astral": _always("\U0001f54a" * length) for length in _BOUNDS},
    **{f"date {date!r}": _always(date) for date in _DATES},
}
_NUMBERS: Final[Mapping[str, Callable[[int], Any]]] = {
    **{str(number): _always(number) for number in (-1, 0, 1, 2, 999, 1000, 9999, 10000)},
    **{str(number): _always(number) for number in (2**53 - 1, 2**53, -(2**53), 2**63)},
    "negative": lambda number: -number,
    "text": str,
    "true": lambda _: True,
    "false": lambda _: False,
    "null": lambda _: None,
    "listed": lambda number: [number],
    "empty": lambda _: {},
}
_TRUTHS: Final[Mapping[str, Callable[[bool], Any]]] = {
    "number": int,
    "text": lambda truth: str(truth).lower(),
    "yes": lambda _: "yes",
    "null": lambda _: None,
    "listed": lambda truth: [truth],
    "other": lambda truth: not truth,
}
_NULLS: Final[Mapping[str, Callable[[None], Any]]] = {
    "text": lambda _: "x",
    "empty": lambda _: [],
    "number": lambda _: 0,
}
_LISTS: Final[Mapping[str, Callable[[list[Any]], Any]]] = {
    "empty": lambda _: [],
    "first": lambda items: items[:1],
    "first alone": lambda items: items[0] if items else "",
    "doubled": lambda items: items + items,
    "null in it": lambda items: [*items, None],
    "number in it": lambda items: [*items, 1],
    "text in it": lambda items: [*items, "x"],
    "listed": lambda items: [items],
    "as a mapping": lambda items: {str(index): item for index, item in enumerate(items)},
    "1000 long": lambda items: (items * 1_000)[:1_000],
    "1001 long": lambda items: (items * 1_001)[:1_001],
    "null": lambda _: None,
    "text": lambda _: "x",
    "number": lambda _: 0,
    "false": lambda _: False,
}
_MAPPINGS: Final[Mapping[str, Callable[[dict[str, Any]], Any]]] = {
    "empty": lambda _: {},
    "listed": lambda items: [items],
    "null": lambda _: None,
    "text": lambda _: "x",
    "number": lambda _: 0,
    "true": lambda _: True,
    "values alone": lambda items: list(items.values()),
    "200 long": _crowded(200),
    "201 long": _crowded(201),
    **{f"with {key!r}": _with(key) for key in _KEYS},
}


def _table(value: Value) -> Mapping[str, Callable[[Any], Any]]:
    match value:
        case None:
            return _NULLS
        case bool():
            return _TRUTHS
        case int():
            return _NUMBERS
        case str():
            return _TEXTS
        case list():
            return _LISTS
        case _:
            return _MAPPINGS


def changes(document: Value) -> Iterator[Change]:
    """List all changes that can be made to a document, in the order of the document."""
    for route, value in Tree(Source("document", b""), document).routes():
        yield from (Change(route, name) for name in _table(value))
        if route:
            yield Change(route, "removed")
        if route and isinstance(route[-1], str):
            yield Change(route, "renamed")


def changed(document: Value, change: Change) -> Value:
    """Give the document with a change made; the document itself stays as it is."""
    made: Value = _changed(document, change.route, change.name)
    return made


def _changed(value: Any, route: Route, name: str) -> Any:
    if not route:
        return _table(value)[name](value)
    step, copy = route[0], value.copy()
    if route[1:] or name not in {"removed", "renamed"}:
        copy[step] = _changed(value[step], route[1:], name)
        return copy
    taken = copy.pop(step)
    if name == "renamed":
        copy[f"{step}s"] = taken
    return copy


@st.composite
def mutated(draw: st.DrawFn, documents: Strategy, most: int = 3) -> Value:
    """Make documents with one to `most` changes."""
    document = draw(documents)
    for _ in range(draw(st.integers(1, most))):
        document = changed(document, draw(st.sampled_from(list(changes(document)))))
    return document
