"""Outlines: what a file has, for those who look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.corpora import Corpus
    from tests.support.editor import Editor


def contents(editor: Editor, path: Path) -> list[types.DocumentSymbol]:
    """Ask for the contents of an open file."""
    params = types.DocumentSymbolParams(editor.document(path))
    found = editor.wait(editor.client.text_document_document_symbol_async(params))
    return [each for each in found or () if isinstance(each, types.DocumentSymbol)]


def test_events_with_their_types_and_dates(editor: Editor, article: Path) -> None:
    """The head, and each event with its type and date, over all of its lines."""
    editor.open(article, ARTICLE.replace("for help\n", "for 🤝 help\n"))
    found = contents(editor, article)
    assert [(each.name, each.detail) for each in found] == [
        ("schema_version", ""),
        ("article", "an-article"),
        ("annotation", "annotated"),
        ("a-summit", "summit, 2025-11-01"),
        ("an-appeal", "appeal, 2025-11-01"),
    ]
    summit = found[3]
    assert summit.kind is types.SymbolKind.Event
    assert (summit.range.start.line, summit.range.end.line) == (11, 28)
    assert summit.selection_range == types.Range(types.Position(11, 8), types.Position(11, 16))


def test_half_typed_files_have_contents_too(editor: Editor, article: Path) -> None:
    """Where the file cannot be read, its events are listed as well as can be told."""
    editor.open(article, ARTICLE.replace("    place: gyeongju", "    pla"))
    assert [each.name for each in contents(editor, article)][-2:] == ["a-summit", "an-appeal"]
    editor.write(article, "events:\n  - type: summit\n  -\n  - id:")
    assert [(each.name, each.detail) for each in contents(editor, article)] == [("…", "summit"), ("…", "")]
    editor.write(article, "[]")
    assert contents(editor, article) == []


def test_entries_and_decisions(editor: Editor, corpus: Corpus) -> None:
    """Registries are listed by their entries, decisions by their pairs."""
    places = corpus.root / "annotations" / "names" / "places.yaml"
    editor.open(places)
    first = contents(editor, places)[0]
    assert (first.name, first.detail) == ("seoul", "city: Seoul")
    decisions = corpus.write("decisions.yaml", "- {pair: [a, b], verdict: same}\n")
    editor.open(decisions)
    (found,) = contents(editor, decisions)
    assert (found.name, found.detail) == ("a / b", "same")
