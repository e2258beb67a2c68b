"""The fast way of reading gives what the sure way gives, or nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import quick
from communique.source import Source
from communique.subset import REGISTRY_LIMIT, SUPPRESSION_SIGN, Value
from communique.tree import parse
from tests.support import samples
from tests.support.hand import Hand
from tests.support.harm import harmed

MORE: Final = settings(max_examples=5 * settings().max_examples)
CORPUS: Final = Path(__file__).parents[2] / "annotations"
FILES: Final = [
    *(path.read_bytes() for path in sorted(CORPUS.rglob("*.yaml"))),
    samples.ANNOTATION.encode(),
    b"""\
- a: b
  c_: >-
    folded text
    goes on

    here
      further in
  d.1: |
    line
      by line
  e: |+
    kept


  f: plain text that
    goes on
    and on
  g: "double
    quoted

    text"
  h: 'single
    quoted text'
- i: [j,
    k, "l, m"]
  n: {o: 1,
    p: true}
  q:
  - r
  - "say \\"s\\"" # t
  - 'it''s'
  # u
  - {v: w, x: [y1, z], a: "b"}
- 2025-01-02/..
- -5

- plain
  on two lines
""",
]
LINES: Final = """\
a: ; b: ; c.1: d; e: 7; f: "g"; h: 'i'; j: k # l; - m; - n: o; - p: ; - ; # q; r; s t; "u"; v: >-; w: |+; x: >; y1: |
- a: >-; - |; z: [a, b]; a: {b: c}; - {d: e}; - [f]; g: [h,;   i]; j: {k: l,;   m: n}; o: "p;   q"; r: 's;   t'; no; 12
2025-01-02; u: null; v: true; w: no; x: 1.5; {}; []; ---; ...; &a b; c: *a; a: b: c; - a; - a: b; "a: b"; - "a"; <<: a
""".replace("\n", "; ").split("; ")
SPACES: Final = st.sampled_from([0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 6, 20, 21])
STACKS: Final = st.lists(st.tuples(SPACES, st.sampled_from([*LINES, "", "", ""])), min_size=1, max_size=8).map(
    lambda lines: "".join(f"{' ' * spaces}{line}\n" for spaces, line in lines)
)


def chance(seed: int) -> Random:
    """Give what decides, anew."""
    return Random(seed)  # noqa: S311 (nothing secret about it)


def assert_same(data: bytes) -> bool:
    """Assert that a file is the same both ways, if it goes the fast one; tell whether it does."""
    fast = quick.values(data, REGISTRY_LIMIT)
    if fast is None:
        return False
    tree = parse(Source("file.yaml", data), REGISTRY_LIMIT)
    assert (repr(fast), (), True) == (repr(tree.value), tree.faults, tree.whole)
    assert not (b"#" in data and SUPPRESSION_SIGN in data)
    return True


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.yaml")), ids=lambda path: path.name)
def test_the_corpus_goes_the_fast_way(path: Path) -> None:
    """Every file of the corpus goes the fast way."""
    assert assert_same(path.read_bytes())


@MORE
@given(st.integers(0, 2**32), st.sampled_from(FILES))
def test_harmed_files(seed: int, data: bytes) -> None:
    """A file in which anything was changed is the same both ways, or goes the sure one."""
    assert_same(harmed(chance(seed), data))


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(10))
def test_many_harmed_files(seed: int) -> None:
    """So are half a million others; a tenth of them or more goes the fast way."""
    random = chance(seed)
    fast = sum(assert_same(harmed(random, random.choice(FILES))) for _ in range(50_000))
    assert fast > 5_000


@MORE
@given(STACKS)
def test_stacked_lines(written: str) -> None:
    """Lines of all shapes in any order and at any depth are the same both ways, or go the sure one."""
    assert_same(written.encode())


@given(st.text(max_size=60))
def test_any_text(written: str) -> None:
    """Any text, as a file and as a value, is the same both ways, or goes the sure one."""
    for form in ("{}\n", "a: {}\n", 'a: "{}"\n', "a: '{}'\n", "a: [{}]\n", "- {}\n", "a: |\n  {}\n", "{}: a\n"):
        assert_same(form.format(written).encode())


KEYS: Final = st.from_regex(r"[a-z][a-z0-9_.-]{0,8}", fullmatch=True)
SAID: Final = "Xi Seoul talks — é 한국 of the 2025 no, 😀 (APEC) it's [x] {y} &c. a:b c#d 12:30 “q” no on"
WORDS: Final = st.lists(st.sampled_from(SAID.split()), min_size=1, max_size=6).map(" ".join)
TEXTS: Final = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"))
SCALARS: Final = WORDS | TEXTS | st.integers(-(10**15) + 1, 10**15 - 1) | st.booleans() | st.none()
DOCUMENTS: Final[st.SearchStrategy[Value]] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


@MORE
@given(DOCUMENTS, st.integers(0, 2**32))
def test_what_was_written_is_read(value: Value, seed: int) -> None:
    """What is written as people write is the same both ways, and what was meant, or goes the sure one."""
    data = Hand(chance(seed)).document(value).encode()
    if assert_same(data):
        assert repr(quick.values(data)) == repr(value)
