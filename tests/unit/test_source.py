"""Lines and columns are those that editors show, and lead back to where they came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.source import Position, Source

TEXTS = st.text(st.sampled_from("ab \t\r\n\x85\u2028\u2029\x0b\x0ce\u0301한😀"), max_size=40)


def source(text: str) -> Source:
    """Make a source of a text."""
    return Source("file.yaml", text.encode())


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        pytest.param("", 0, 1, 1, id="an empty text"),
        pytest.param("abc", 0, 1, 1, id="the first character"),
        pytest.param("abc", 3, 1, 4, id="behind the last"),
        pytest.param("a\nb", 1, 1, 2, id="a line feed belongs to its line"),
        pytest.param("a\nb", 2, 2, 1, id="the next line begins behind it"),
        pytest.param("a\n", 2, 2, 1, id="an empty last line"),
        pytest.param("a\n\n\nb", 4, 4, 1, id="empty lines count"),
        pytest.param("a\r\nb", 1, 1, 2, id="the CR of CRLF"),
        pytest.param("a\r\nb", 2, 1, 3, id="the LF of CRLF"),
        pytest.param("a\r\nb", 3, 2, 1, id="behind CRLF"),
        pytest.param("a\rb", 2, 1, 3, id="a lone CR ends no line"),
        pytest.param("a\x85b", 2, 1, 3, id="NEL ends no line"),
        pytest.param("a\u2028b", 2, 1, 3, id="LS ends no line"),
        pytest.param("a\u2029b", 2, 1, 3, id="PS ends no line"),
        pytest.param("a\x0bb\x0cc", 4, 1, 5, id="VT and FF end no line"),
        pytest.param("한국 x", 3, 1, 4, id="wide characters count one"),
        pytest.param("😀x", 1, 1, 2, id="astral characters count one"),
        pytest.param("e\u0301x", 2, 1, 3, id="combining characters count"),
        pytest.param("abc", -1, 1, 1, id="before the text"),
        pytest.param("abc", 99, 1, 4, id="behind the text"),
    ],
)
def test_position(text: str, offset: int, line: int, column: int) -> None:
    """Only a line feed ends a line, and columns count code points from one."""
    assert source(text).position(offset) == Position(line, column)


@pytest.mark.parametrize(
    ("position", "offset"),
    [
        pytest.param(Position(1, 1), 0, id="the beginning"),
        pytest.param(Position(1, 3), 2, id="within a line"),
        pytest.param(Position(2, 1), 5, id="the beginning of a line"),
        pytest.param(Position(1, 99), 3, id="behind a line that ends in CRLF"),
        pytest.param(Position(2, 99), 6, id="behind the last line"),
        pytest.param(Position(99, 1), 5, id="a line behind the last"),
        pytest.param(Position(0, 0), 0, id="a place before the beginning"),
    ],
)
def test_offset_is_clipped_to_its_line(position: Position, offset: int) -> None:
    """A position that no text has leads to the nearest offset that it has."""
    assert source("abc\r\nd").offset(position) == offset


@pytest.mark.parametrize(
    ("data", "text", "marked"),
    [
        pytest.param(b"\xef\xbb\xbfa: 1", "a: 1", True, id="a byte order mark is no text"),
        pytest.param(b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa", True, id="a second one is"),
        pytest.param(b"a: 1", "a: 1", False, id="no byte order mark"),
        pytest.param(b"a\xffb\nc", "a\ufffdb\nc", False, id="what is not UTF-8 keeps its place"),
    ],
)
def test_text_of_bytes(data: bytes, text: str, marked: bool) -> None:  # noqa: FBT001 (a column of the table)
    """The text is decoded as UTF-8, without the mark, and with a sign for what cannot be decoded."""
    assert Source("file.yaml", data).text == text
    assert Source("file.yaml", data).marked is marked


def test_lines() -> None:
    """Lines are given by number, without their ends."""
    lines = source("a\r\nb\n\nc")
    assert [lines.line(number) for number in range(1, lines.lines + 1)] == ["a", "b", "", "c"]


def test_a_line_that_is_not_there() -> None:
    """Of a file that became shorter since somebody counted its lines, those that are gone are empty."""
    lines = source("a\nb")
    assert [lines.line(number) for number in (2, 3, 99)] == ["b", "", ""]


@given(TEXTS)
def test_offset_undoes_position(text: str) -> None:
    """Every offset is found again by its position, but for those within a line end, which are no place to go to."""
    lines = source(text)
    for offset in range(len(text) + 1):
        within_line_end = text[offset - 1 : offset] == "\r" and text[offset : offset + 1] in {"\n", ""}
        if not within_line_end:
            assert lines.offset(lines.position(offset)) == offset


@given(TEXTS)
def test_position_counts_line_feeds(text: str) -> None:
    """The line is one more than the line feeds before it, and the column one more than what stands between."""
    for offset in range(len(text) + 1):
        before = text[:offset].split("\n")
        assert source(text).position(offset) == (len(before), len(before[-1]) + 1)


@given(TEXTS)
def test_lines_make_up_the_text(text: str) -> None:
    """There are as many lines as an editor shows, and nothing of them is lost but the CR at their ends."""
    lines = source(text)
    assert [lines.line(number + 1) for number in range(lines.lines)] == [
        line.removesuffix("\r") for line in text.split("\n")
    ]
