"""What a file may not hold, and the line and column where an author is told so."""

from __future__ import annotations

import pytest

from communique.reading import FAULT_LIMIT
from communique.source import Source, Span
from communique.subset import ARTICLE_LIMIT, DEPTH_LIMIT, NODE_LIMIT
from communique.tree import Tree, parse

Found = tuple[str, int, int]

MARK = b"\xef\xbb\xbf"


def tree(data: bytes | str) -> Tree:
    """Read a file."""
    return parse(Source("file.yaml", data.encode() if isinstance(data, str) else data))


def faults(read: Tree) -> list[Found]:
    """Give the faults of a file, each with line and column."""
    return [(fault.kind, *read.source.position(place(read, fault.where).start)) for fault in read.faults]


def place(read: Tree, where: object) -> Span:
    """Give the place of a fault of reading, which is always a span."""
    assert isinstance(where, Span), where
    assert read.span(where) == where
    return where


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\nb:\n  c: 1\n  c: 2\n", [("duplicate-key", 4, 3)], id="a key twice"),
        pytest.param("{a: 1, b: 2, a: 3}", [("duplicate-key", 1, 14)], id="a key twice in flow"),
        pytest.param(
            "a: 1\n'a': 2\n\"\\x61\": 3\n", [("duplicate-key", 2, 1), ("duplicate-key", 3, 1)], id="in quotes"
        ),
        pytest.param("가: 1\n가: 2\n", [("duplicate-key", 2, 1)], id="a Korean key twice"),
        pytest.param("é: 1\ne\u0301: 2\n", [], id="keys that differ in normal form are two"),
        pytest.param("a: &b c\n", [("anchor", 1, 4)], id="an anchor"),
        pytest.param("a: !t &b c\n", [("anchor", 1, 7), ("tag", 1, 4)], id="an anchor behind a tag"),
        pytest.param("a: &b !t c\n", [("anchor", 1, 4), ("tag", 1, 7)], id="a tag behind an anchor"),
        pytest.param("- &a\n  b: 1\n- &c [d]\n", [("anchor", 1, 3), ("anchor", 3, 3)], id="anchors of collections"),
        pytest.param("&a b: 1\n", [("anchor", 1, 1)], id="an anchor of a key"),
        pytest.param("a: *b\n", [("alias", 1, 4)], id="an alias"),
        pytest.param("- &a [*a]\n", [("anchor", 1, 3), ("alias", 1, 7)], id="an alias in its own anchor"),
        pytest.param("*a : 1\n", [("alias", 1, 1)], id="an alias for a key"),
        pytest.param("a: !important x\n", [("tag", 1, 4)], id="a tag"),
        pytest.param("a: !!python/name:os.system\n", [("tag", 1, 4)], id="a Python tag"),
        pytest.param("a: !<tag:yaml.org,2002:str> x\n", [("tag", 1, 4)], id="a verbatim tag"),
        pytest.param("a: ! x\n", [("tag", 1, 4)], id="a tag without a name"),
        pytest.param("a: [!t x, !u {}]\n", [("tag", 1, 5), ("tag", 1, 11)], id="tags in flow"),
        pytest.param("a: !%ED%A0%80 x\n", [("not-yaml", 1, 5)], id="a tag of bytes that are no text"),
        pytest.param("a:\n  <<: {b: 1}\n  c: 2\n", [("merge-key", 2, 3)], id="a merge key"),
        pytest.param("a: {<<: [{b: 1}, {c: 2}]}\n", [("merge-key", 1, 5)], id="a merge key in flow"),
        pytest.param("a: {'<<': 1}\n", [], id="the same in quotes is a text"),
        pytest.param("a: 1\n---\nb: 2\n", [("several-documents", 2, 1)], id="a second document"),
        pytest.param("---\na: 1\n...\n---\n", [("several-documents", 4, 1)], id="an empty second document"),
        pytest.param("--- {a: 1}\n...\n# end\n", [], id="one document, marked"),
        pytest.param("%YAML 1.1\n---\na: 1\n", [("yaml-directive", 1, 1)], id="a version"),
        pytest.param("# c\n%TAG ! tag:x,2000:\n---\na: 1\n", [("yaml-directive", 2, 1)], id="a tag prefix"),
        pytest.param("1: a\n", [("key-not-text", 1, 1)], id="an integer for a key"),
        pytest.param("a:\n  true: b\n", [("key-not-text", 2, 3)], id="a boolean for a key"),
        pytest.param("a: {null: b}\n", [("key-not-text", 1, 5)], id="null for a key"),
        pytest.param("a:\n  ?\n  : b\n", [("key-not-text", 2, 4)], id="nothing for a key"),
        pytest.param("? [a, b]\n: c\n", [("key-not-text", 1, 3)], id="a list for a key"),
        pytest.param("a: {{b: 1}: c}\n", [("key-not-text", 1, 5)], id="a mapping for a key"),
        pytest.param("'1': a\n'true': b\n'null': c\n'': d\n", [], id="the same in quotes are texts"),
        pytest.param("no: a\n", [("disputed-scalar", 1, 1)], id="a disputed key"),
        pytest.param("a: 9007199254740992\n", [("integer-too-large", 1, 4)], id="2^53"),
        pytest.param("a: -9007199254740992\n", [("integer-too-large", 1, 4)], id="-2^53"),
        pytest.param(f"- {'9' * 5_000}\n", [("integer-too-large", 1, 3)], id="5,000 digits"),
        pytest.param("a: 1\nb: 'never closed\nc: 2\n", [("not-yaml", 2, 4)], id="an open single quote"),
        pytest.param('a: 1\nb: "never closed\nc: 2\n', [("not-yaml", 2, 4)], id="an open double quote"),
        pytest.param("a: 1\nb: [c,\n", [("not-yaml", 3, 1)], id="an open bracket"),
        pytest.param("\ta: 1\n", [("not-yaml", 1, 1)], id="a tab indents"),
        pytest.param("a:\n\tb: 1\n", [("not-yaml", 2, 1)], id="a tab indents further in"),
        pytest.param("a:\tb\n", [], id="a tab behind a colon"),
        pytest.param("a: b: c\n", [("not-yaml", 1, 5)], id="a colon in a text"),
        pytest.param("a: @b\n", [("not-yaml", 1, 4)], id="a reserved character"),
        pytest.param('a: "\\q"\n', [("not-yaml", 1, 5)], id="an unknown escape"),
        pytest.param('a: "\\ud800"\n', [("not-yaml", 1, 7)], id="an escaped surrogate"),
        pytest.param('a: "x\\0y"\n', [("escaped-control", 1, 4)], id="an escaped NUL"),
        pytest.param('a: "\\e[31m"\n', [("escaped-control", 1, 4)], id="an escaped escape"),
        pytest.param('a: ["\\N", "\\x9b"]\n', [("escaped-control", 1, 5), ("escaped-control", 1, 11)], id="escaped C1"),
        pytest.param('a: "\\t\\n\\u00e9"\n', [], id="harmless escapes"),
        pytest.param("", [("empty-file", 1, 1)], id="nothing"),
        pytest.param("\n \n", [("empty-file", 1, 1)], id="empty lines"),
        pytest.param("# a\n# b\n", [("empty-file", 1, 1)], id="comments alone"),
        pytest.param("---\n", [], id="an empty document is null"),
    ],
)
def test_faults_of_texts(text: str, expected: list[Found]) -> None:
    """Each thing that the format leaves out is told of where it stands, and only it."""
    assert faults(tree(text)) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"a: x\x00y\n", [("unprintable-character", 1, 5)], id="NUL"),
        pytest.param(b"a: 1\n# \x07\n", [("unprintable-character", 2, 3)], id="a bell in a comment"),
        pytest.param(b"a: x\x1b[31m\n", [("unprintable-character", 1, 5)], id="an escape"),
        pytest.param(b"a: \x7f\n", [("unprintable-character", 1, 4)], id="DEL"),
        pytest.param("a: x\x85y\n", [("unprintable-character", 1, 5)], id="NEL"),
        pytest.param("a: x\u2028y\nb: 1\nb: 2\n", [("unprintable-character", 1, 5), ("duplicate-key", 3, 1)], id="LS"),
        pytest.param("a: x\u2029y\n", [("unprintable-character", 1, 5)], id="PS"),
        pytest.param("a: x\ufeffy\n", [("unprintable-character", 1, 5)], id="a mark within"),
        pytest.param(
            "a: \ufffe\uffff\n", [("unprintable-character", 1, 4), ("unprintable-character", 1, 5)], id="none"
        ),
        pytest.param(b"a: 1\rb: 2\n", [("unprintable-character", 1, 5), ("not-yaml", 1, 7)], id="a lone CR"),
        pytest.param(b"a: 1\r", [("unprintable-character", 1, 5)], id="a lone CR at the end"),
        pytest.param(b"a: 1\r\nb: 2\r\nb: 3\r\n", [("duplicate-key", 3, 1)], id="CRLF is a line end"),
        pytest.param(MARK + b"a: 1\na: 2\n", [("byte-order-mark", 1, 1), ("duplicate-key", 2, 1)], id="a mark"),
        pytest.param(MARK + b"\ta: 1\n", [("byte-order-mark", 1, 1), ("not-yaml", 1, 1)], id="a mark moves nothing"),
        pytest.param(2 * MARK + b"a: 1\n", [("byte-order-mark", 1, 1), ("unprintable-character", 1, 1)], id="marks"),
        pytest.param(MARK, [("byte-order-mark", 1, 1), ("empty-file", 1, 1)], id="a mark alone"),
        pytest.param(b"a: 1\nb: caf\xe9\n", [("not-utf-8", 2, 7)], id="Latin-1"),
        pytest.param("a: 한".encode()[:-1], [("not-utf-8", 1, 4)], id="a torn character"),
        pytest.param(b"a: \xc0\x80\n", [("not-utf-8", 1, 4)], id="an overlong character"),
        pytest.param("a: 한\ud800".encode("utf-8", "surrogatepass"), [("not-utf-8", 1, 5)], id="a lone surrogate"),
        pytest.param(MARK + b"a: 1\n\xff", [("not-utf-8", 2, 1)], id="a mark and not UTF-8"),
        pytest.param("a: 1\n".encode("utf-16"), [("not-utf-8", 1, 1)], id="UTF-16"),
        pytest.param("한: 1\n".encode("utf-16-be"), [("not-utf-8", 1, 1)], id="UTF-16 without a mark"),
        pytest.param(
            "a\n".encode("utf-16-le"), [("unprintable-character", 1, 2), ("unprintable-character", 2, 1)], id="LE"
        ),
        pytest.param("a: 1\n".encode("utf-32"), [("not-utf-8", 1, 1)], id="UTF-32"),
        pytest.param(b"\x1f\x8b\x08\x00", [("not-utf-8", 1, 2)], id="a compressed file"),
    ],
)
def test_faults_of_bytes(data: bytes | str, expected: list[Found]) -> None:
    """Bytes and characters that cannot stand in a file are told of where they stand; lines are those of editors."""
    assert faults(tree(data)) == expected


def nested(depth: int) -> str:
    """Write so many lists in one another, a line each."""
    return "".join(f"{'  ' * level}-\n" for level in range(depth))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT, [], id="flow as deep as may be"),
        pytest.param("[" * 33 + "]" * 33, [("nested-too-deep", 1, 33)], id="flow deeper"),
        pytest.param("{a: " * 32 + "{}" + "}" * 32, [("nested-too-deep", 1, 129)], id="mappings deeper"),
        pytest.param(nested(DEPTH_LIMIT), [], id="block as deep as may be"),
        pytest.param(nested(33), [("nested-too-deep", 33, 65)], id="block deeper"),
        pytest.param("[" * 100_000, [("nested-too-deep", 1, 33)], id="far deeper, never closed"),
        pytest.param("- " * 100_000, [("nested-too-deep", 1, 65)], id="far deeper, in one line"),
        pytest.param(b"a: 1\n" + b"#" * (ARTICLE_LIMIT - 5), [], id="as large as may be"),
        pytest.param(
            b"a: 1\n" + b"#" * (ARTICLE_LIMIT - 4), [("file-too-large", 2, ARTICLE_LIMIT - 4)], id="a byte larger"
        ),
        pytest.param(
            "한\n" * (ARTICLE_LIMIT // 4) + "x", [("file-too-large", ARTICLE_LIMIT // 4 + 1, 1)], id="larger, Korean"
        ),
        pytest.param("-\n" * (NODE_LIMIT - 1), [], id="as many values as may be"),
        pytest.param("-\n" * NODE_LIMIT, [("too-many-nodes", NODE_LIMIT, 2)], id="a value more"),
        pytest.param("- {a: b}\n" * 30_000, [("too-many-nodes", 20_000, 7)], id="keys count as values"),
    ],
)
def test_bounds(data: bytes | str, expected: list[Found]) -> None:
    """A file may be just so large, so deep and so rich, and is told of where it is more."""
    read = tree(data)
    assert (faults(read), read.whole) == (expected, expected == [])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\0" * ARTICLE_LIMIT, id="NULs"),
        pytest.param(b"a\0" * (ARTICLE_LIMIT // 2), id="NULs apart"),
        pytest.param("- <<: x\n" * 19_000, id="merge keys"),
        pytest.param("{" + "a: b, " * 29_000 + "}", id="doubles"),
    ],
)
def test_errors_without_end(data: bytes | str) -> None:
    """A file that has no end of errors is given up early."""
    read = tree(data)
    assert (len(read.faults), read.whole, read.value) == (FAULT_LIMIT, False, None)


def test_warnings_without_end() -> None:
    """A file that has no end of warnings is read, and an error behind them is told of."""
    read = tree("- no\n" * 2_000 + "- *a\n")
    assert [fault.kind for fault in read.faults] == ["disputed-scalar"] * FAULT_LIMIT + ["alias"]
    assert (read.whole, read.value) == (True, ["no"] * 2_000 + [None])


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("a: 1\na: 2\n", "duplicate-key", "a"),
        ("a: &b c\n", "anchor", "&b"),
        ("a: *bc\n", "alias", "*bc"),
        ("a: [!t x]\n", "tag", "!t"),
        ("a: [!<x,y> x]\n", "tag", "!<x,y>"),
        ("{<<: {b: 1}}\n", "merge-key", "<<"),
        ("%YAML 1.2\r\n---\r\na: 1\r\n", "yaml-directive", "%YAML 1.2"),
        ("a: 1\n--- # more\n", "several-documents", "---"),
        ("12: a\n", "key-not-text", "12"),
        ("a: 012\n", "disputed-scalar", "012"),
        ("a: 9007199254740992\n", "integer-too-large", "9007199254740992"),
        ('a: "\\0"\n', "escaped-control", '"\\0"'),
        ("a: 'b\n", "not-yaml", "'"),
    ],
)
def test_a_fault_covers_its_words(text: str, kind: str, words: str) -> None:
    """What is underlined is just what is wrong."""
    (fault,) = tree(text).faults
    assert (fault.kind, text[slice(*place(tree(text), fault.where))]) == (kind, words)
