"""The fast way of reading: which documents go it, and which do not."""

from __future__ import annotations

import pytest

from communique import quick
from communique.source import Source
from communique.tree import parse

USUAL = [
    # fields, lists, and what stands in what
    "a: b\n",
    "a: b\nc: d\n",
    "a:\n  b: c\n  d:\n    e: f\ng: h\n",
    "a:\n- b\n- c\n",
    "a:\n  - b\n  - c\n",
    "- a\n- b: c\n  d: e\n- f\n",
    "- a\n",
    "- {a: b}\n- [c, d]\n- []\n- {}\n",
    "a:\nb: c\n",
    "a:\n\nb:\n\n\n  c: d\n",
    "\n\na: b\n",
    "a: b\n\n\n",
    "a: b\n   \n",
    "a:   b\n",
    "a_b: c\na.b: c\na-b: c\na1: c\n",
    "{}\n",
    "[]\n",
    "{a: b}\n",
    "id: x\nby: [y1]\nto: z\nof: o\nat: [1, 2]\nnote: x\ntype: y1\nother: x\nnull_: x\nno.1: x\n",
    # comments
    "# c\na: b\n",
    "a: b # c\n",
    "a: 'b' # c\n",
    "a: [b] # c\n",
    "a: {b: c}   # c\n",
    "a: 1 # c\n",
    "a: true # c\n",
    "a:\n  # c\n  b: c\n# d\n",
    "a: b#c\n",
    "a: http://b.c/#d\n",
    # plain words
    "a: two words\n",
    "a: No deal was reached.\n",
    "a: On Monday\n",
    "a: Yesterday\n",
    "a: nobody\n",
    "a: nullify\n",
    "a: truest\n",
    "a: off-shore\n",
    "a: yes-men\n",
    "a: y1\n",
    'a: it\'s "so"\n',
    "a: b, c\n",
    "a: b] c} d\n",
    "a: AT&T, *not* !this %that\n",
    "a: (b)\n",
    "a: é\n",
    "a: “b”\n",
    "a: 한국\n",
    "a: 😀 b\n",
    "a: \u00a0b\n",
    "a: \u3000b\n",
    "a: ｂ，ｃ\n",
    "a: «b» § ·\n",
    "a: éé\n",
    # plain words over several lines
    "a: b\n  c\n",
    "a: b\n\n  c\n",
    "a: b\n  c\n    d\ne: f\n",
    "a:\n  b\n  c\n",
    "- a\n  b\n- c\n",
    "a: b\n  - c\n",
    # numbers and words that are typed everywhere alike
    "a: 0\n",
    "a: -5\n",
    "a: 123456789012345\n",
    "a: true\nb: false\nc: null\n",
    "a: [true, false, null, 0, 7, -7]\n",
    "a: {b: true, c: 7}\n",
    # days and other texts that begin with a figure
    "a: 2025-01-02\n",
    "a: 2025-01\n",
    "a: 2025-01-02/..\n",
    "a: ../2025-01-02\n",
    "a: 2025-01-02~\n",
    "a: [2025-01-02, 2025-02]\n",
    "a: 30 people\n",
    "a: 12e5a0\n",
    "a: 0b5be8066d\n",
    "a: 60b134c6\n",
    "a: 00fa\n",
    # quotes
    'a: ""\n',
    "a: ''\n",
    'a: "b"\n',
    "a: 'it''s'\n",
    'a: "b: c # d"\n',
    'a: "no"\nb: \'no\'\nc: "12:30"\nd: ["1.5", \'0x1F\']\n',
    'a: "say \\"b\\" \\\\ \\/ c"\n',
    'a: "b\\nc\\td"\n',
    'a: "&b *c !d"\n',
    "- 'a'\n- \"b\"\n",
    'a: "b\n  c"\n',
    'a: "b\n\n  c"\n',
    "a: 'b\n  c'\nd: e\n",
    'a:\n  - b: "c\n      d"\n',
    # brackets
    "a: [b]\n",
    "a: [b, c]\n",
    "a: [ b, c ]\n",
    "a: { b: c }\n",
    'a: {b: [c, d], e: "f"}\n',
    "a: [{b: c, d: e}, {f: g}]\n",
    "- {a: b, c: [d, 'e']}\n",
    "a: [b c, d e]\n",
    "a: [b,\n  c]\n",
    "a: [\n  b,\n  c\n  ]\n",
    "a: {b: c,\n  d: e}\n",
    'a: {quote: "b, c", at: [264, 283]}\n',
    # blocks of text
    "a: |\n  b\n",
    "a: |\n  b\n  c\n",
    "a: |-\n  b\n",
    "a: |+\n  b\n\n\n",
    "a: |+\n  b\n\nc: d\n",
    "a: >\n  b\n  c\n",
    "a: >-\n  b\n  c\n\n  d\n",
    "a: >+\n  b\n\n",
    "a: >-\n  b\n    c\n  d\n",
    "a: |\n  # no comment\n  &a *b !c\n",
    "a: |\n\n\n  b\n",
    "a: |\n  b\n# c\nd: e\n",
    "- a: >-\n    b: c\n    - d\n  e: f\n",
    "a:\n  b: >-\n    no\n  c: d\n",
    "a: >-\n  12:30\nb: |\n  no\n",
    "a: |\n  ---\n  ...\n",
]

DISPUTED = """
NO no yes y N on Off YES True FALSE Null NULL = ~ 012 00 -0 +7 0x1F 0o17 0b1 0b11 12:30 1:20:30 1_000 1_
1e3 1E3 1.5 .5 1. 1.5e+3 1e-3 .inf -.INF .nan
"""
KEYS = "y n no on off yes No true null 1 2025 1.5 _0 _ ~ ="
MARKS = "@ ` % | > , = ? - ~ & * ! [ ] { } : \" '"

SURE = [
    # nothing, and values that are no document of ours
    "",
    "\n",
    "# c\n",
    "null\n",
    "a\n",
    "'a'\n",
    "7\n",
    # another end
    "a: b",
    "a: |\n  b",
    "a: b\r\n",
    "a: b\r",
    # characters
    "\ufeffa: b\n",
    "a:\tb\n",
    "a: b\tc\n",
    "\ta: b\n",
    "a: b\0\n",
    "a: \x1b[31m\n",
    "a: b\x7f\n",
    "a: b\u0085c\n",
    "a: b\u2028c\n",
    "a: b\u2029c\n",
    "a: b\ufeffc\n",
    "a: b\ufffec\n",
    "a: b\u009fc\n",
    # what is disputed
    *(f"a: {word}\n" for word in DISPUTED.split()),
    *(f"a: [b, {word}]\n" for word in DISPUTED.split()),
    *(f"a: {{b: {word}}}\n" for word in DISPUTED.split()),
    *(f"- {word}\n" for word in DISPUTED.split()),
    *(f"{word}: a\n" for word in KEYS.split()),
    *(f"{{{word}: a}}\n" for word in KEYS.split()),
    "a: no # c\n",
    "a: no  \n",
    "a: [no ]\n",
    "a:\n  no\n",
    "a:\n  12:30\n",
    "a: 12:30 # c\n",
    "a: 1234567890123456\n",
    "a: 99999999999999999999\n",
    # keys
    "a: b\na: c\n",
    "a: {b: c, b: d}\n",
    "a:\n  b: c\n  b: d\n",
    "? a\n: b\n",
    "a: {? b : c}\n",
    "[a]: b\n",
    "{a: b}: c\n",
    "<<: {a: b}\n",
    "'a': b\n",
    "'no': b\n",
    "A: b\n",
    "A: no\n",
    "a b: no\n",
    "a : b\n",
    "a:b: no\n",
    "a:b: c\n",
    ": a\n",
    "a: _1\n",
    "a: [_1]\n",
    "é: no\n",
    f"{'a' * 1_025}: b\n",
    "{a}\n",
    "{a, b: c}\n",
    "a: [b: c]\n",
    # anchors, aliases, tags, directives, documents
    "a: &b c\n",
    "a: &b\n  c: d\n",
    "a: *b\n",
    "a: [&b c, *b]\n",
    "a: !b c\n",
    "a: !!str 7\n",
    "a: [!b c]\n",
    "- !b\n  a: c\n",
    "%YAML 1.2\n---\na: b\n",
    "---\na: b\n",
    "--- a\n",
    "a: b\n---\nc: d\n",
    "a: b\n...\n",
    "a: b\n... \nc: d\n",
    # blocks of text
    "a: |\n",
    "a: |\nb: c\n",
    "a: >-\n\nb: c\n",
    "a: |\n  \n",
    "a: |2\n  b\n",
    "a: | # c\n  b\n",
    "a: |\n   \n  b\n",
    "- |\n  a\n",
    "a: |\n b\n  c\nd\n",
    "a: >-\n    b\n  c: d\n",
    "a: >-\n    b\n  c\n",
    "- a: >-\n  b\n",
    "- a: >-\n  b: no\n",
    # quotes
    'a: "b\n',
    "a: 'b\n",
    'a: "b" c\n',
    'a: "\\x41"\n',
    'a: "\\u00e9"\n',
    'a: "\\0"\n',
    'a: "\\e"\n',
    'a: "b\\\n  c"\n',
    'a: "\\q"\n',
    'a: "b\n---\nc"\n',
    'a: b\n  "c\nd: no\ne: "\n',
    'a: b\n  [c, "d\ne: no\nf: "]\n',
    # brackets
    "a: [b\n",
    "a: {b: c\n",
    "a: ]\n",
    "a: [b]]\n",
    "a: [b[c]\n",
    'a: ["b" "c"]\n',
    "a: [, b]\n",
    "a: [b,, c]\n",
    "a: [- b]\n",
    "a: [b, # c\n  d]\n",
    'a: {"b":c}\n',
    "a: {b:c}\n",
    "a: [[[[b]]]]\n",
    # indentation
    "a: b\n c: d\n",
    "a:\n    b: c\n  d: e\n",
    " a: b\nc: d\n",
    "a:\n- b\n c: d\n",
    "a: b\n- c\n",
    "- a\n-b\n",
    "a: b\nc\n",
    "a: b: c\n",
    "a: b:\n",
    "a: b\n  c: d\n",
    "a: b # c\n  d\n",
    "a: b\n  # c\n  d\n",
    "-\n  a: b\n",
    "- \n  a: b\n",
    "- # c\n  a: b\n",
    f"a:\n{' ' * 21}b: c\n",
    # other beginnings
    *(f"a: {mark}b\n" for mark in MARKS.split()),
    # accepted findings
    "a: b # communique: ignore[YML018] so it is\n",
    "# communique: ignore[COD004] so it is\na: b\n",
]


def both(data: bytes) -> tuple[object, object]:
    """Read a document both ways: what the fast way gives, and what the sure way gives if it has nothing to tell."""
    tree = parse(Source("file.yaml", data))
    return quick.values(data), None if tree.faults else tree.value


@pytest.mark.parametrize("written", USUAL)
def test_the_usual_is_read_fast(written: str) -> None:
    """What is written in the usual hand goes the fast way, and is the same there, types and order included."""
    fast, sure = both(written.encode())
    assert fast is not None
    assert repr(fast) == repr(sure)


@pytest.mark.parametrize("written", SURE)
def test_anything_else_goes_the_sure_way(written: str) -> None:
    """What is broken, disputed or unusual is left to the sure way."""
    assert quick.values(written.encode()) is None
