"""From an id to where it is given, and to where it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

import pytest
from lsprotocol import types

from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.support.corpora import Corpus
    from tests.support.editor import Editor

OTHER = ARTICLE.replace("id: an-article", "id: other-article").replace(
    "id: an-appeal", "id: an-appeal\n    note: 한국 🤝"
)
DECISIONS = "- {pair: [an-article.an-appeal, lee-xi-summit], verdict: same, by: a1, decided: 2025, why: '🤝'}\n"


def lines(corpus: Corpus, found: Iterable[types.Location]) -> list[str]:
    """Give places as `file:line: words`, from the texts on the disk."""
    shown = []
    for each in found:
        path = Path(unquote(urlparse(each.uri).path))
        line = path.read_text("utf-8").split("\n")[each.range.start.line].encode("utf-16-le")
        words = line[each.range.start.character * 2 : each.range.end.character * 2].decode("utf-16-le")
        shown.append(f"{path.relative_to(corpus.root / 'annotations')}:{each.range.start.line + 1}: {words}")
    return shown


def definition(editor: Editor, corpus: Corpus, path: Path, marked: str) -> list[str]:
    """Ask where what is at the cursor is given."""
    place = editor.place(path, marked)
    params = types.DefinitionParams(place.text_document, place.position)
    found = editor.wait(editor.client.text_document_definition_async(params))
    assert isinstance(found, tuple | list)
    return lines(corpus, (each for each in found if isinstance(each, types.Location)))


def references(editor: Editor, corpus: Corpus, path: Path, marked: str, *, declared: bool = True) -> list[str]:
    """Ask where what is at the cursor is used."""
    place = editor.place(path, marked)
    params = types.ReferenceParams(types.ReferenceContext(declared), place.text_document, place.position)
    found = editor.wait(editor.client.text_document_references_async(params))
    return lines(corpus, found or ())


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("actor: xi-j‸inping", ["names/actors.yaml:7: xi-jinping"]),
        ("publisher: ‸the-paper", ["names/actors.yaml:21: the-paper"]),
        ("place: gyeongju‸", ["names/places.yaml:2: gyeongju"]),
        ("annotators: [a‸1]", ["names/annotators.yaml:1: a1"]),
        ("event: a-sum‸mit", ["2025/11/an-article.yaml:12: a-summit"]),
        ("canonical: lee-xi‸-summit", ["2025/11/other-article.yaml:14: lee-xi-summit"]),
        ("summary: Lee asked‸ Xi", []),
        ("‸# the file's", []),
    ],
)
def test_an_id_leads_to_where_it_is_given(
    editor: Editor, corpus: Corpus, article: Path, now: str, expected: list[str]
) -> None:
    """Registered ids lead to their entries, local ids to their events, canonical ids to the other reports."""
    corpus.write("2025/11/other-article.yaml", OTHER)
    marked = ARTICLE.replace(now.replace("‸", ""), now, 1)
    assert definition(editor, corpus, article, marked) == expected


def test_an_id_leads_to_all_its_uses(editor: Editor, corpus: Corpus, article: Path) -> None:
    """A registered id is found in annotations and registries, from the entry as from any use."""
    corpus.write("2025/11/other-article.yaml", OTHER)
    uses = [
        f"2025/11/{name}.yaml:{line}: lee-jae-myung"
        for name, shift in (("an-article", 0), ("other-article", 1))
        for line in (21, 36 + shift)
    ]
    marked = ARTICLE.replace("by: [lee", "by: [‸lee")
    assert references(editor, corpus, article, marked, declared=False) == uses
    actors = corpus.root / "annotations" / "names" / "actors.yaml"
    text = corpus.read("names/actors.yaml")
    entry = "names/actors.yaml:1: lee-jae-myung"
    assert references(editor, corpus, actors, text.replace("lee-jae-myung:", "lee-‸jae-myung:")) == [*uses, entry]
    states = references(editor, corpus, actors, text.replace("of: china\n", "of: ‸china\n", 1))
    assert [each.rpartition(":")[0] for each in states] == [f"names/actors.yaml:{line}" for line in (11, 12, 20)]


def test_an_event_leads_to_its_reports_and_mentions(editor: Editor, corpus: Corpus, article: Path) -> None:
    """A canonical id is found in reports, relations and decisions, also one that is made of two ids."""
    corpus.write("2025/11/other-article.yaml", OTHER.replace("event: a-summit", "event: an-article.an-appeal"))
    corpus.write("decisions.yaml", DECISIONS)
    marked = ARTICLE.replace("canonical: lee", "canonical: ‸lee")
    assert references(editor, corpus, article, marked) == [
        "2025/11/an-article.yaml:14: lee-xi-summit",
        "2025/11/other-article.yaml:14: lee-xi-summit",
        "decisions.yaml:1: lee-xi-summit",
    ]
    decisions = corpus.root / "annotations" / "decisions.yaml"
    made = ["2025/11/an-article.yaml:30: an-appeal", "decisions.yaml:1: an-article.an-appeal"]
    found = references(editor, corpus, decisions, DECISIONS.replace("an-article.", "an-‸article."))
    assert found == [made[0], "2025/11/other-article.yaml:41: an-article.an-appeal", made[1]]
    assert definition(editor, corpus, decisions, DECISIONS.replace("an-article.", "an-‸article.")) == made[:1]


def test_unsaved_and_broken_files_are_searched(editor: Editor, corpus: Corpus, article: Path) -> None:
    """What is open counts as it is typed, and files that cannot be read are searched as well as can be."""
    other = corpus.write("2025/11/other-article.yaml", OTHER)
    editor.open(other, OTHER.replace("canonical: lee-xi-summit", "canonical: elsewhere"))
    marked = ARTICLE.replace("canonical: lee", "canonical: ‸lee")
    assert references(editor, corpus, article, marked) == ["2025/11/an-article.yaml:14: lee-xi-summit"]
    editor.write(other, OTHER.replace("status: occurred", "status"))
    assert len(references(editor, corpus, article, marked)) == 2
    assert len(references(editor, corpus, article, marked.replace("type: summit", "typ"))) == 2
