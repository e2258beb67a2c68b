"""What an editor is told of a file that is being written: the same as of a file that can be read, and never nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from lsprotocol import types

from communique.diagnostic import Diagnostic
from communique.documents import KINDS, DocumentKind
from communique.fix import apply
from communique.lsp import rough
from communique.lsp.actions import difference
from communique.lsp.columns import Columns
from communique.lsp.findings import moved, span_of
from communique.lsp.tokens import Token, tokens_of
from communique.source import Source, Span
from communique.subset import REGISTRY_LIMIT
from communique.tree import parse
from tests.support.corpora import ARTICLE
from tests.support.documents import whole
from tests.support.harm import harmed

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
FILES = sorted(path for folder in ("annotations", "tests/data") for path in (ROOT / folder).rglob("*.yaml"))
LINES = st.text("가🤝é ab\t\r\n", max_size=30)


def places(tokens: Iterable[Token]) -> list[tuple[Span, object, str]]:
    """Give words by their places, in the order of the file."""
    return sorted((token.span, token.route, token.part) for token in tokens)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_can_be_read_is_read_the_same(path: Path, line_end: bytes) -> None:
    """Of every file of the corpora, the rough reader tells the same words at the same places as the sure one."""
    source = Source(path.name, path.read_bytes().replace(b"\n", line_end))
    tree = parse(source, REGISTRY_LIMIT)
    assert tree.whole
    assert places(rough.read(source.text).tokens) == places(tokens_of(tree))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(data=st.data(), flow=st.sampled_from([True, False, None]))
def test_documents_of_any_kind_are_read_the_same(kind: DocumentKind, data: st.DataObject, flow: bool | None) -> None:  # noqa: FBT001
    """Whatever the models accept, dumped in any layout that people use, has the same words at the same places."""
    value = data.draw(whole(kind))
    written = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True, sort_keys=False, width=10_000)
    assume("? " not in written)  # how a dumper begins a very long key, and nobody else
    tree = parse(Source("file.yaml", written.encode()), REGISTRY_LIMIT)
    found = rough.read(written).tokens
    assert places(found) == places(tokens_of(tree))


@given(st.randoms(use_true_random=False), st.data())
def test_any_text_has_words(random: Random, data: st.DataObject) -> None:
    """Of any text, however broken, the words lie within it, and the one at the cursor lies around the cursor."""
    text = harmed(random, ARTICLE.encode()).decode("utf-8", "replace")
    text = text[: data.draw(st.integers(0, len(text)))]
    offset = data.draw(st.integers(0, len(text)))
    found, token = rough.read_at(text, offset)
    assert all(0 <= each.span.start <= each.span.end <= len(text) + 1 for each in found.tokens)
    if token is not None:
        assert token.span.start <= offset <= token.span.end <= len(text)
        assert "\n" not in text[offset : token.span.end]
    assert rough.read(text).tokens is not None


@given(LINES, st.sampled_from(list(types.PositionEncodingKind)), st.booleans())
def test_columns_lead_back(text: str, encoding: types.PositionEncodingKind, marked: bool) -> None:  # noqa: FBT001
    """Every offset has a position in every encoding that leads back to it; units are those of the encoded line."""
    source = Source("file.yaml", b"\xef\xbb\xbf" * marked + text.encode())
    columns = Columns(source, encoding.value)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue
        position = columns.position(offset)
        assert columns.offset(position) == offset
        line = text[:offset].replace("\r\n", "\n").replace("\r", "\n").rpartition("\n")[2]
        shift = len("\ufeff".encode(_CODECS[encoding])) * (marked and position.line == 0)
        assert position.character == (len(line.encode(_CODECS[encoding])) + shift) // _BYTES[encoding]


_CODECS = {
    types.PositionEncodingKind.Utf8: "utf-8",
    types.PositionEncodingKind.Utf16: "utf-16-le",
    types.PositionEncodingKind.Utf32: "utf-32-le",
}
_BYTES = {types.PositionEncodingKind.Utf8: 1, types.PositionEncodingKind.Utf16: 2, types.PositionEncodingKind.Utf32: 4}


@given(LINES, LINES, LINES, LINES)
def test_findings_move_with_their_words(before: str, old: str, new: str, behind: str) -> None:
    """A finding outside of what has changed is about the same words afterwards; one within it is dropped."""
    first, second = (Source("file.yaml", (before + each + behind).encode()) for each in (old, new))
    found = [
        Diagnostic("file.yaml", first.position(start), first.position(start + 1), "YML001", "x", "error", "x")
        for start in range(len(first.text))
        if first.text[start] not in "\r\n"
    ]
    after = moved(found, first, second)
    assert [_said(each, second) for each in after] == [
        _said(each, first) for each in found if moved([each], first, second)
    ]
    kept = {span_of(each, second) for each in after}
    assert all(span in kept for span in (span_of(each, first) for each in found) if span.end <= len(before))


def _said(found: Diagnostic, source: Source) -> str:
    return source.text[slice(*span_of(found, source))]


@given(LINES, LINES)
def test_differences_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    """The edits by which all cures are applied at once make exactly the cured text."""
    first, second = Source("file.yaml", before.encode()), Source("file.yaml", after.encode())
    assert apply(first, difference(first, second)).text == after
