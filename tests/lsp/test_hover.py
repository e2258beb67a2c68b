"""What is told of the word under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lsprotocol import types

from communique.model.schema import page
from communique.model.types import event_types
from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.corpora import Corpus
    from tests.support.editor import Editor

OTHER = ARTICLE.replace("id: an-article", "id: other-article").replace("The presidents", "Presidents")
NEW_TEXT = """Seoul, Nov. 2 (The Paper).

On Saturday, after lunch, “the two 🤝 leaders <b>met” in *Gyeongju*. They parted on Sunday.
"""


def told(editor: Editor, path: Path, marked: str) -> str:
    """Give what is told at the cursor, in Markdown; nothing, where nothing is."""
    place = editor.place(path, marked)
    found = editor.wait(editor.client.text_document_hover_async(types.HoverParams(place.text_document, place.position)))
    if found is None:
        return ""
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind is types.MarkupKind.Markdown
    return found.contents.value


@pytest.mark.parametrize(
    ("written", "now", "expected"),
    [
        ("force: request", "fo‸rce: request", "`force` (required): How strongly it is asked."),
        ("force: request", "force: req‸uest", "`request`: "),
        ("status: occurred\n    summary: The", "status: ‸occurred\n    summary: The", "`occurred`: It took place."),
        ("xi-jinping, role", "‸xi-jinping, role", "**Xi Jinping** `xi-jinping`  \nperson of China  \nalso: Xi  \n"),
        ("place: gyeongju", "place: gyeongju‸", "**Gyeongju** `gyeongju`  \ncity, KR, in South Korea"),
        ("[a1]", "[a‸1]", "**Coder one** `a1`"),
        ("date: 2025-11-01", "date: ‸2025-11~", "2025-11-01 to 2025-11-30 (30 days), approximate"),
        ("date: 2025-11-01", "date: ‸../2025-11-01", "until 2025-11-01"),
        ("date: 2025-11-01", "date: ‸2025-11-01/..", "from 2025-11-01, open"),
        ("date: 2025-11-01", "date: ‸2025-11-01", "Saturday, 2025-11-01\n\n---\n\n“Saturday” means `2025-11-01` or"),
        ('date: "on', 'date: "o‸n', "“Gyeongju” **on Saturday**.\n\n---\n\n“Saturday” means"),
        (
            "event: The",
            "eve‸nt: The",
            "What shows the event itself: words of the article.\n\n---\n\n**The two leaders met** in",
        ),
        ("'Lee met", "'Lee ‸met", "**Lee met reporters** afterwards in Seoul"),
        (
            "event: a-summit",
            "event: ‸a-summit",
            "**lee\\-xi\\-summit**  \nsummit, 2025\\-11\\-01, occurred  \nThe presidents",
        ),
        ("method: manual", "‸method: manual", "- `assisted`: A machine suggested, people corrected."),
        ("summary: The", "summary: ‸The", ""),
        ("\nannotation", "\n‸annotation", "`annotation` (required): Who annotated it, and how."),
    ],
)
def test_words_are_explained(editor: Editor, article: Path, written: str, now: str, expected: str) -> None:
    """Fields, words, names, dates, passages and events: each is told what it is."""
    found = told(editor, article, ARTICLE.replace(written, now, 1))
    assert expected in found
    assert bool(expected) == bool(found)


def test_types_show_their_page_and_findings_theirs(editor: Editor, article: Path) -> None:
    """The page of a type is that of the codebook; where something is wrong, the page of the rule follows."""
    assert told(editor, article, ARTICLE.replace("type: summit", "type: su‸mmit")) == page(event_types()["summit"])
    broken = ARTICLE.replace("place: gyeongju", "place: gyeong‸")
    editor.open(article, broken)
    editor.codes(article, "NAM002")
    assert told(editor, article, broken).startswith("**NAM002** unknown-place (error)\n\nA place is named by an id")


def test_half_typed_files_are_explained_too(editor: Editor, article: Path) -> None:
    """Where the file cannot be read, words are explained all the same."""
    assert "**Xi Jinping**" in told(
        editor, article, ARTICLE.replace("xi-jinping]", "xi-‸jinping").replace("id: an-", "id")
    )


def test_strangers_words_are_shown_as_they_are(editor: Editor, corpus: Corpus, article: Path) -> None:
    """Names, summaries and texts are escaped: no link, no tag, no emphasis comes of them."""
    corpus.write("/texts/an-article.txt", NEW_TEXT)
    marked = ARTICLE.replace("event: The two leaders met", "event: leaders ‸<b>met")
    shown = told(editor, article, marked)
    assert shown == "On Saturday, after lunch, “the two 🤝 **leaders \\<b\\>met**” in \\*Gyeongju\\*."
    names = corpus.read("names/places.yaml").replace("name: Seoul", 'name: "[x](http://y) \\u202e"')
    corpus.write("names/places.yaml", names)
    editor.changed(article, types.FileChangeType.Changed)
    editor.survey(article)
    shown = told(editor, article, ARTICLE.replace("place: gyeongju", "place: seo‸ul"))
    assert shown.startswith("**\\[x\\]\\(http\\://y\\) \\\\u\\{202e\\}** `seoul`")


def test_canonical_events_list_their_reports(editor: Editor, corpus: Corpus, article: Path) -> None:
    """An event in the world is told by all its reports."""
    corpus.write("2025/11/other-article.yaml", OTHER)
    shown = told(editor, article, ARTICLE.replace("canonical: lee", "canonical: ‸lee"))
    assert shown.startswith("2 reports:\n\n- ")
    assert "- other\\-article: Presidents of South Korea and China met." in shown


def test_plain_editors_get_plain_words(plain: Editor, article: Path) -> None:
    """An editor that shows no Markdown gets none."""
    place = plain.place(article, ARTICLE.replace("xi-jinping, role", "‸xi-jinping, role"))
    found = plain.wait(plain.client.text_document_hover_async(types.HoverParams(place.text_document, place.position)))
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind is types.MarkupKind.PlainText
    assert found.contents.value.startswith("Xi Jinping `xi-jinping`\nperson of China\nalso: Xi\n")
