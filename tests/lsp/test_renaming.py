"""Ids that get another word, everywhere at once or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.corpora import Corpus
    from tests.support.editor import Editor

OTHER = (
    ARTICLE.replace("id: an-article", "id: other-article")
    .replace("event: a-summit", "event: an-article.an-appeal")
    .replace("actor: xi-jinping", '"actor": "xi-jinping"')
)
DECISIONS = "- {pair: [an-article.an-appeal, lee-xi-summit], verdict: same, by: a1, decided: 2025, why: '🤝'}\n"


def test_a_registered_id_is_renamed_everywhere(editor: Editor, corpus: Corpus, article: Path) -> None:
    """The entry and all that names it, in the hand in which it is written, and nothing that only looks like it."""
    corpus.write("2025/11/other-article.yaml", OTHER.replace("summary: Lee", "summary: xi-jinping, 习近平 🤝. Lee"))
    after = editor.renamed(article, ARTICLE.replace("to: [xi-jinping]", "to: [‸xi-jinping]"), "xi")
    assert after.keys() == {"an-article.yaml", "other-article.yaml", "actors.yaml"}
    assert after["an-article.yaml"] == ARTICLE.replace("xi-jinping", "xi")
    assert '{"actor": "xi", role: guest}' in after["other-article.yaml"]
    assert "summary: xi-jinping, 习近平 🤝. Lee" in after["other-article.yaml"]
    assert after["actors.yaml"] == corpus.read("names/actors.yaml").replace("xi-jinping", "xi")
    actors = corpus.root / "annotations" / "names" / "actors.yaml"
    text = corpus.read("names/actors.yaml")
    after = editor.renamed(actors, text.replace("north-korea:", "north-‸korea:"), "2025")
    assert after == {"actors.yaml": text.replace("north-korea", '"2025"')}


def test_a_local_id_is_renamed_in_its_file(editor: Editor, corpus: Corpus, article: Path) -> None:
    """The event and what refers to it in the file; other files know it by the article's id and its own."""
    corpus.write("2025/11/other-article.yaml", OTHER)
    corpus.write("decisions.yaml", DECISIONS)
    after = editor.renamed(article, ARTICLE.replace("id: a-summit", "id: ‸a-summit"), "the-summit")
    assert after == {"an-article.yaml": ARTICLE.replace("a-summit", "the-summit")}
    after = editor.renamed(article, ARTICLE.replace("id: an-appeal", "id: an-appeal‸"), "the-appeal")
    assert after == {
        "an-article.yaml": ARTICLE.replace("an-appeal", "the-appeal"),
        "other-article.yaml": OTHER.replace("an-article.an-appeal", "an-article.the-appeal"),
        "decisions.yaml": DECISIONS.replace("an-appeal", "the-appeal"),
    }


def test_a_canonical_id_is_renamed_over_the_corpus(editor: Editor, corpus: Corpus, article: Path) -> None:
    """All reports, relations and decisions follow; unsaved texts as they are in the editor."""
    other = corpus.write("2025/11/other-article.yaml", OTHER)
    corpus.write("decisions.yaml", DECISIONS)
    editor.open(other, "# 한국 🤝\n" + OTHER)
    after = editor.renamed(article, ARTICLE.replace("canonical: lee", "canonical: ‸lee"), "xi-lee-summit")
    assert after == {
        "an-article.yaml": ARTICLE.replace("lee-xi-summit", "xi-lee-summit"),
        "other-article.yaml": "# 한국 🤝\n" + OTHER.replace("lee-xi-summit", "xi-lee-summit"),
        "decisions.yaml": DECISIONS.replace("lee-xi-summit", "xi-lee-summit"),
    }


@pytest.mark.parametrize(
    ("now", "new", "says"),
    [
        ("actor: ‸xi-jinping", "Xi Jinping", "`Xi Jinping` is no id; ids are lower-case letters"),
        ("actor: ‸xi-jinping", "china", "`china` is taken: it stands in `"),
        ("id: ‸a-summit", "an-appeal", "`an-appeal` is taken: it stands in `"),
        ("id: ‸a-summit", "lee-xi-summit", "`lee-xi-summit` is taken"),
        ("id: ‸a-summit", "a.b", "`a.b` is no id"),
        ("canonical: ‸lee-xi-summit", "other-summit", "`other-summit` is taken"),
        ("canonical: ‸lee-xi-summit", "한국", "`한국` is no id; ids are a canonical id"),
        ("canonical: ‸lee-xi-summit", "broken-summit", "cannot be read as it is now: mend it first"),
    ],
)
def test_what_cannot_be_is_refused(
    editor: Editor, corpus: Corpus, article: Path, now: str, new: str, says: str
) -> None:
    """A word that is no id or taken, and a file that cannot be read: refused in words, and nothing is changed."""
    other = OTHER.replace("lee-xi-summit", "other-summit")
    corpus.write("2025/11/other-article.yaml", other)
    if "broken" in new:
        corpus.write("2025/11/broken.yaml", OTHER.replace("status: draft", "status").replace("method: manual", "metho"))
    with pytest.raises(JsonRpcException, match=says):
        editor.renamed(article, ARTICLE.replace(now.replace("‸", ""), now, 1), new)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("actor: xi-‸jinping", "xi-jinping"),
        ("event: a-sum‸mit", "a-summit"),
        ("canonical: ‸lee-xi-summit", "lee-xi-summit"),
        ("id: an-appeal‸", "an-appeal"),
        ("id: an-ar‸ticle", None),
        ("type: sum‸mit", None),
        ("summary: Lee‸ asked", None),
    ],
)
def test_what_is_renamed_is_shown_first(editor: Editor, article: Path, now: str, expected: str | None) -> None:
    """Before the user types, the editor is told which word is at the cursor; nothing where no id stands."""
    marked = ARTICLE.replace(now.replace("‸", ""), now, 1)
    place = editor.place(article, marked)
    params = types.PrepareRenameParams(place.text_document, place.position)
    found = editor.wait(editor.client.text_document_prepare_rename_async(params))
    if expected is None:
        assert found is None
        return
    assert isinstance(found, types.PrepareRenamePlaceholder)
    assert found.placeholder == expected
    line = ARTICLE.split("\n")[found.range.start.line]
    assert line[found.range.start.character : found.range.end.character] == expected


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("event: other-article.‸an-appeal", "`other-article.an-appeal` is made of an article's id and an event's"),
        ("event: not‸-there", "no event has the id `not-there`"),
        ("actor: xi-jin‸pin", "`xi-jinpin` is not registered"),
    ],
)
def test_what_has_no_place_is_told(editor: Editor, corpus: Corpus, article: Path, now: str, says: str) -> None:
    """An id that is made of two, or that nobody gave, is refused before the user types."""
    corpus.write("2025/11/other-article.yaml", OTHER)
    written = "event: a-summit" if now.startswith("event") else "actor: xi-jinping"
    place = editor.place(article, ARTICLE.replace(written, now, 1))
    params = types.PrepareRenameParams(place.text_document, place.position)
    with pytest.raises(JsonRpcException, match=says):
        editor.wait(editor.client.text_document_prepare_rename_async(params))
