"""The bounds of the fast way of reading, and that nothing needs it."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from communique import quick
from communique.reading import UNPRINTABLE
from communique.source import Source
from communique.subset import ARTICLE_LIMIT, DEPTH_LIMIT, UNPRINTABLE_BEYOND_ASCII, most_nodes
from communique.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterator


def depth(value: object) -> int:
    """Count the lists and mappings that stand in one another."""
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def test_depth_is_bounded() -> None:
    """The deepest document of the fast way keeps to the bound; one that is a column deeper does not go it."""
    steps = [f"{' ' * column}a:\n" for column in range(20)]
    deep = "".join(steps) + f"{' ' * 20}- b:\n{' ' * 22}- [{{c: [d]}}]\n"
    fast = quick.values(deep.encode())
    assert repr(fast) == repr(parse(Source("file.yaml", deep.encode())).value)
    assert 24 < depth(fast) < DEPTH_LIMIT
    assert quick.values(("".join(steps) + f"{' ' * 20}a:\n{' ' * 21}b: c\n").encode()) is None


@pytest.mark.parametrize("written", ["- ", "- - a\n", "a: [", "a: {b: ", "? ", "[", "{"])
def test_the_reader_never_sees_the_depths(written: str) -> None:
    """What stands so deep that yaml-rs overruns the stack (12,500 dashes) is stopped before it."""
    assert quick.values((written * 12_500 + "a\n").encode()) is None


def test_size_is_bounded() -> None:
    """A file of more bytes than it may have goes the sure way; a registry may have more."""
    large = b"a: b\n" + b"# c\n" * (ARTICLE_LIMIT // 4)
    assert quick.values(large) is None
    assert quick.values(large, limit=len(large)) == {"a": "b"}


def test_nodes_are_counted() -> None:
    """A file with as many nodes as it may have goes the fast way, and one with one more does not."""
    limit = 2_000
    fitting = b"- a\n" * (most_nodes(limit) - 1)
    assert quick.values(fitting, limit) == ["a"] * (most_nodes(limit) - 1)
    assert parse(Source("file.yaml", fitting), limit).faults == ()
    assert quick.values(fitting + b"- a\n", limit) is None
    assert [fault.kind for fault in parse(Source("file.yaml", fitting + b"- a\n"), limit).faults] == ["too-many-nodes"]
    mapping = b"a: {b: c}\n" + b"".join(b"k%d: [x]\n" % number for number in range(38))
    assert parse(Source("file.yaml", mapping), limit).faults != ()
    assert quick.values(mapping, limit) is None


def test_bytes_that_are_no_text_go_the_sure_way() -> None:
    """Bytes that are not UTF-8 go the sure way."""
    for wrong in (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"):
        assert quick.values(b"a: " + wrong + b"\n") is None


def code_points() -> Iterator[str]:
    """Give every character that is not ASCII and can be written in UTF-8."""
    return (chr(point) for point in range(0x80, 0x110000) if not 0xD800 <= point <= 0xDFFF)


def test_unprintable_in_bytes_as_in_text() -> None:
    """The bytes that the fast way looks for are those of the characters that the sure way refuses."""
    unprintable = [each for each in code_points() if UNPRINTABLE.match(each)]
    everything = "\n".join(code_points()).encode()
    found = {match[0].decode() for each in UNPRINTABLE_BEYOND_ASCII for match in each.finditer(everything)}
    assert found == set(unprintable)
    for each in unprintable:
        assert quick.values(f"a: b{each}c\n".encode()) is None


@pytest.fixture
def anew() -> Iterator[None]:
    """Let the fast way look for its reader anew, in the test and after it."""
    quick._reader.cache_clear()
    yield
    quick._reader.cache_clear()


@pytest.mark.usefixtures("anew")
def test_without_yaml_rs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where yaml-rs is not installed, everything goes the sure way."""
    monkeypatch.setitem(sys.modules, "yaml_rs", None)
    assert quick.values(b"a: b\n") is None


@pytest.mark.parametrize(("version", "tested"), [("0.1.5", False), ("0.1.6", True), ("0.1.10", True), ("0.2.0", False)])
@pytest.mark.usefixtures("anew")
def test_versions(version: str, tested: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    """Another version of yaml-rs than those that were tested is left alone."""
    monkeypatch.setattr("yaml_rs.__version__", version)
    assert (quick.values(b"a: b\n") is not None) is tested


@pytest.mark.usefixtures("anew")
def test_another_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A yaml-rs that reads differently than when it was tested is left alone."""
    other = SimpleNamespace(__version__="0.1.6", loads=lambda text, parse_datetime: {"a": [text, parse_datetime]})
    monkeypatch.setitem(sys.modules, "yaml_rs", other)
    assert quick.values(b"a: b\n") is None


def test_it_is_light() -> None:
    """Reading the fast way imports neither PyYAML nor pydantic."""
    code = "import sys; from communique import quick; assert quick.values(b'a: b\\n'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"yaml_rs", "communique.quick"} <= set(loaded)
    assert not {"yaml", "pydantic", "communique.reading"} & set(loaded)
