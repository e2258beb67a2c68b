"""What an editor can do at a place, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from communique.anchor import read_article
from tests.support.corpora import ARTICLE, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.corpora import Corpus
    from tests.support.editor import Editor

FIX_ALL = "fix all safe problems of this file"
ANCHOR = "record where this passage stands"
ANCHOR_ALL = "record where all passages stand, and the digest of the text"


def test_cures_are_offered_with_their_findings(editor: Editor, article: Path) -> None:
    """The edit of a finding is offered where the finding is, the safe ones first, and cures it."""
    broken = ARTICLE.replace("status: annotated", "status: annotat‸d  # 한국 🤝").replace(
        "language: en", "language: no"
    )
    editor.open(article, broken)
    editor.found(article, lambda found: len(found) > 1)
    found = editor.actions(article, broken, "quickfix")
    (action,) = found.values()
    assert action.title == "change to `annotated`"
    assert action.is_preferred is None
    assert [each.code for each in action.diagnostics or ()] == ["SHP004"]
    cured = editor.applied(action.edit)["an-article.yaml"]
    assert "status: annotated  # 한국 🤝" in cured
    moved = broken.replace("‸", "").replace("language: no", "language: n‸o")
    (action,) = editor.actions(article, moved, "quickfix").values()
    assert action.is_preferred
    assert 'language: "no"' in editor.applied(action.edit)["an-article.yaml"]


def test_the_nearest_registered_id_is_offered(editor: Editor, article: Path) -> None:
    """An id that is misspelt can be changed to the one that was meant, behind whatever stands before it."""
    broken = ARTICLE.replace("- {actor: xi-jinping", "- {office: \"대통령 🤝\", actor: 'xi-jin‸pin'")
    editor.open(article, broken)
    editor.codes(article, "SHP005", "NAM001")
    found = editor.actions(article, broken, "quickfix")
    assert list(found) == ["change to `xi-jinping`", "add `xi-jinpin` to `names/actors.yaml`"]
    cured = editor.applied(found["change to `xi-jinping`"].edit)["an-article.yaml"]
    assert '- {office: "대통령 🤝", actor: xi-jinping, role: guest}' in cured


def test_all_safe_cures_at_once(editor: Editor, article: Path) -> None:
    """All safe cures of a file are one action, of a kind that editors run when a file is saved; no other is in it."""
    broken = (
        ARTICLE.replace("language: en", "language: no")
        .replace("content: Help.", "content: on")
        .replace("status: annotated", "status: annotat‸d")
    )
    editor.open(article, broken)
    editor.found(article, lambda found: len(found) > 2)
    found = editor.actions(article, broken, "source.fixAll")
    assert list(found) == [FIX_ALL]
    assert found[FIX_ALL].kind == "source.fixAll.communique"
    cured = editor.applied(found[FIX_ALL].edit)["an-article.yaml"]
    expected = broken.replace("‸", "").replace("language: no", 'language: "no"').replace("content: on", 'content: "on"')
    assert cured == expected
    editor.write(article, ARTICLE)
    editor.codes(article)
    assert FIX_ALL not in editor.actions(article, ARTICLE + "‸")


def test_a_passage_is_anchored(editor: Editor, article: Path) -> None:
    """Where one passage stands is recorded at the cursor, where all stand and in which text from anywhere."""
    editor.open(article)
    editor.codes(article)
    marked = ARTICLE.replace("event: The two leaders", "event: The two ‸leaders")
    found = editor.actions(article, marked)
    assert list(found) == [ANCHOR, ANCHOR_ALL]
    assert editor.applied(found[ANCHOR].edit)["an-article.yaml"] == ARTICLE.replace(
        "event: The two leaders met", "event: {quote: The two leaders met, at: [0, 19]}"
    )
    text = read_article(TEXT.encode())
    anchored = editor.applied(found[ANCHOR_ALL].edit)["an-article.yaml"]
    assert f"text: {{sha256: {text.digest}, length: {len(text.text)}}}" in anchored
    assert 'date: {quote: "on Saturday", at: [34, 45]}' in anchored
    assert editor.actions(article, anchored.replace("The two leaders", "The two ‸leaders")) == {}
    assert editor.actions(article, ARTICLE.replace("type: summit", "type: ‸[")) == {}


@pytest.mark.parametrize(
    ("written", "now", "name", "before", "added"),
    [
        (
            "actor: xi-jinping",
            "actor: kim-jong‸-un",
            "actors",
            "a:\n  kind: state\n  name: A\n",
            (
                "kim-jong-un:\n  name: Kim Jong Un\n"
                "  # kind: person, state, government-body, igo, party, media, agency, group …\n"
            ),
        ),
        (
            "place: gyeongju",
            "place: {place: 부산‸}",
            "places",
            "",
            None,
        ),
        (
            "place: gyeongju",
            "place: {place: bus‸an, precision: city}",
            "places",
            "a:\n  name: A\n\nb:\n  name: B",
            "\n\nbusan:\n  name: Busan\n  precision: city\n",
        ),
        (
            "place: gyeongju",
            "topics: [‸2025]",
            "topics",
            "{}\n",
            None,
        ),
        (
            "place: gyeongju",
            'topics: ["2025"‸]',
            "topics",
            "a: {name: A}\n",
            '"2025": {name: "2025"}\n',
        ),
        (
            "place: gyeongju",
            "place: {place: bus‸an}",
            "places",
            "a: {name: A, precision: city}\n",
            "busan: {name: Busan}  # precision: venue, city, district, province, country or none\n",
        ),
        ("annotators: [a1]", "annotators: [‸a9]", "annotators", "# Who.\n{}\n", "a9:\n  name: A9\n"),
        ("annotators: [a1]", "annotators: [‸a9]", "annotators", "{a1: {name: '이'}, }\n", ", a9: {name: A9}"),
        ("annotators: [a1]", "annotators: [‸a9]", "annotators", "a1:\r\n  name: 이\r\n", "a9:\r\n  name: A9\r\n"),
    ],
)
def test_an_unknown_name_is_registered(  # noqa: PLR0917 (a row of the table)
    editor: Editor,
    corpus: Corpus,
    article: Path,
    written: str,
    now: str,
    name: str,
    before: str,
    added: str | None,
) -> None:
    """An id that no registry has is added to it, in the style of its entries, and what else is needed is asked for."""
    marked = ARTICLE.replace(written, now, 1)
    corpus.write(f"names/{name}.yaml", before)
    editor.open(article, marked)
    editor.found(article, bool)
    offered = [each for title, each in editor.actions(article, marked).items() if title.startswith("add ")]
    if added is None:
        assert offered == []
        return
    (action,) = offered
    after = editor.applied(action.edit)[f"{name}.yaml"]
    assert added in after
    assert after.replace(added, "") in {before, before.replace("{}\n", "")}


def test_editors_that_know_no_versions(plain: Editor, article: Path) -> None:
    """An editor that takes no versioned edits is given plain ones."""
    plain.open(article)
    plain.codes(article)
    edit = plain.actions(article, ARTICLE + "‸", "source")[ANCHOR_ALL].edit
    assert edit is not None
    assert edit.document_changes is None
    assert list(edit.changes or ()) == [article.as_uri()]
