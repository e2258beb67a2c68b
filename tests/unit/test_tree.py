"""What a file says: scalars by one set of rules, and every value with its place."""

from __future__ import annotations

import pytest

from communique.fault import Place, Route
from communique.source import Source, Span
from communique.subset import ARTICLE_LIMIT, Value
from communique.tree import Tree, parse

DISPUTED = """
NO no Yes y N on Off True FALSE Null NULL 012 00 -0 +7 0x1F 0o17 0b1 12:30 1:20:30 1_000
1e3 1.5 .5 1. 1.5e+3 .inf -.INF .nan = <<
"""
UNDISPUTED = "Norway nope yesterday once 2025-11-01 0-1 1,000 12:75 a:1 e3 v1.5 1.2.3"


def tree(text: str) -> Tree:
    """Read a text."""
    return parse(Source("file.yaml", text.encode()))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("7", 7),
        ("2019", 2019),
        ("-12", -12),
        ("9007199254740991", 9_007_199_254_740_991),
        ("-9007199254740991", -9_007_199_254_740_991),
        ("2025-11-01", "2025-11-01"),
        ("2025-11", "2025-11"),
        ("2025/..", "2025/.."),
        ("1.5 billion", "1.5 billion"),
        ("Null point", "Null point"),
        ("-x", "-x"),
        ("'7'", "7"),
        ('"7"', "7"),
        ("'true'", "true"),
        ('"null"', "null"),
        ("''", ""),
        ("'it''s'", "it's"),
        (r'"a\tb\n"', "a\tb\n"),
        (r'"\u00e9\U0001F600"', "é😀"),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b\n", "a b"),
        ("a\n  b", "a b"),
        ("|\n  7\n", "7\n"),
        ("[]", []),
        ("{}", {}),
        ("[1, a, null]", [1, "a", None]),
        ("{b: {c: [d]}}", {"b": {"c": ["d"]}}),
    ],
)
def test_values(written: str, value: Value) -> None:
    """What is written is null, a boolean or an integer in one spelling each, and a text in all others."""
    read = tree(f"key: {written}")
    assert read.value == {"key": value}
    assert read.faults == ()
    assert type(read.value["key"]) is type(value)


@pytest.mark.parametrize(
    "word",
    DISPUTED.split(),
)
def test_disputed_scalars_are_texts(word: str) -> None:
    """What readers of YAML disagree on is a text, and said so; in quotes it is not disputed."""
    read = tree(f"key: {word}")
    assert read.value == {"key": word}
    assert [(fault.kind, fault.where, fault.arguments["word"]) for fault in read.faults] == [
        ("disputed-scalar", Span(5, 5 + len(word)), word)
    ]
    assert tree(f"key: '{word}'").faults == ()


@pytest.mark.parametrize("word", UNDISPUTED.split())
def test_undisputed_scalars(word: str) -> None:
    """A text that everybody takes for one is not flagged."""
    assert (tree(f"key: {word}").value, tree(f"key: {word}").faults) == ({"key": word}, ())


DOCUMENT = """\
# a comment
plain: two words
single: 'it''s'  # behind
double: "say \\"hi\\""
folded: >-
  one
  two

literal: |
  three
several: four
  five
number: -12
nothing:
list:
- first
-  second
- {flow: [x, 'y' ], 한국: "서울"}
nested:
  deep: {a: 1,
    b: 2}
"""


@pytest.mark.parametrize(
    ("route", "words"),
    [
        pytest.param(("plain",), "two words", id="plain"),
        pytest.param(("single",), "'it''s'", id="single quotes"),
        pytest.param(("double",), '"say \\"hi\\""', id="double quotes"),
        pytest.param(("folded",), ">-\n  one\n  two", id="folded"),
        pytest.param(("literal",), "|\n  three", id="literal"),
        pytest.param(("several",), "four\n  five", id="plain over two lines"),
        pytest.param(("number",), "-12", id="number"),
        pytest.param(("nothing",), "nothing", id="no value is shown by its key"),
        pytest.param(("list", 0), "first", id="item"),
        pytest.param(("list", 1), "second", id="item further in"),
        pytest.param(("list", 2), "{flow: [x, 'y' ], 한국: \"서울\"}", id="flow mapping"),
        pytest.param(("list", 2, "flow"), "[x, 'y' ]", id="flow list"),
        pytest.param(("list", 2, "flow", 0), "x", id="plain in flow"),
        pytest.param(("list", 2, "flow", 1), "'y'", id="quoted in flow"),
        pytest.param(("list", 2, "한국"), '"서울"', id="Korean"),
        pytest.param(("list",), "-", id="block list is shown by its first dash"),
        pytest.param(("nested",), "deep", id="block mapping is shown by its first key"),
        pytest.param(("nested", "deep"), "{a: 1,\n    b: 2}", id="flow over two lines"),
        pytest.param(("nested", "deep", "b"), "2", id="value on the second line"),
        pytest.param((), "plain", id="the whole file is shown by its first key"),
        pytest.param(("plain", "actor"), "two words", id="a shorthand stands for its field"),
        pytest.param(("plain", 0), "two words", id="a value alone for a list of one"),
        pytest.param(("plain", 0, "actor"), "two words", id="and for both"),
        pytest.param(("nested", 0, "deep"), "{a: 1,\n    b: 2}", id="a mapping alone for a list of one"),
        pytest.param(("list", 9), "-", id="an item behind the last"),
        pytest.param(("absent", "more"), "plain", id="what is not there leads to what is around it"),
    ],
)
def test_routes_lead_to_the_words(route: Route, words: str) -> None:
    """A route leads to just the words that the author wrote for it."""
    assert DOCUMENT[slice(*tree(DOCUMENT).span(Place(route)))] == words


@pytest.mark.parametrize(
    ("route", "key"),
    [(("plain",), "plain"), (("nested", "deep"), "deep"), (("list", 2, "한국"), "한국"), (("list", 0), "first")],
)
def test_keys_have_places(route: Route, key: str) -> None:
    """The key of a route is found too; an item has none, and is shown itself."""
    assert DOCUMENT[slice(*tree(DOCUMENT).span(Place(route, "key")))] == key


def test_every_value_has_a_place() -> None:
    """Walking a file gives all its values in order, and the places follow that order."""
    read = tree(DOCUMENT)
    routes = [route for route, _ in read.routes()]
    assert routes[:3] == [(), ("plain",), ("single",)]
    assert routes[-3:] == [("nested", "deep"), ("nested", "deep", "a"), ("nested", "deep", "b")]
    starts = [read.span(Place(route)).start for route in routes]
    assert starts == sorted(starts)


def test_a_span_is_its_own_place() -> None:
    """What has a span already keeps it."""
    assert tree(DOCUMENT).span(Span(3, 5)) == Span(3, 5)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("a: 1\na: 2\nb: 3\n", {"a": 1, "b": 3}, id="scalars"),
        pytest.param("a: {x: 1}\na: {x: 2, x: 3}\nb: 3\n", {"a": {"x": 1}, "b": 3}, id="mappings"),
        pytest.param("b: 3\na: [1]\na:\n- 2\n- - 3\n", {"a": [1], "b": 3}, id="lists"),
        pytest.param("b: 3\na: 1\na:\n", {"a": 1, "b": 3}, id="no value"),
    ],
)
def test_the_first_of_two_keys_counts(text: str, first: Value) -> None:
    """Of a key that stands twice the first value is read, and what stands behind is found where it is."""
    read = tree(text)
    assert (read.value, [fault.kind for fault in read.faults]) == (first, ["duplicate-key"])
    assert text[slice(*read.span(Place(("b",))))] == "3"
    assert text[slice(*read.span(Place(("a",), "key")))] == "a"
    assert read.span(Place(("a",), "key")).start == text.index("a")


@pytest.mark.parametrize(
    ("text", "tainted"),
    [
        pytest.param("a: *b\n", {("a",)}, id="the value of an alias"),
        pytest.param("a: [1, !t x]\n", {("a", 1)}, id="a value with a tag"),
        pytest.param("a: 9007199254740992\n", {("a",)}, id="an integer too large"),
        pytest.param("a: 1\na: *b\n", set(), id="nothing in a value that is not read"),
        pytest.param("*b : 1\n", set(), id="nothing for a key"),
        pytest.param("!t a: 1\n", set(), id="nothing for a key with a tag"),
    ],
)
def test_taints(text: str, tainted: set[Route]) -> None:
    """Values that nobody should judge again are named, and no more than these."""
    assert tree(text).tainted == tainted


def test_registries_may_be_larger() -> None:
    """The number of bytes and values that a file may have is a matter of its kind."""
    source = Source("actors.yaml", b"a: [" + b"x, " * 70_000 + b"x]" + b" " * ARTICLE_LIMIT)
    assert parse(source).whole is False
    assert parse(source, 16 * ARTICLE_LIMIT).faults == ()
