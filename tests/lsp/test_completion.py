"""What can stand at the cursor, in files that cannot be read: the line is only half there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lsprotocol import types

from communique.model.event import Event
from communique.model.types import event_types
from communique.model.vocabulary import DateBasis, RelationKind, Status
from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.corpora import Corpus
    from tests.support.editor import Editor

OTHER = ARTICLE.replace("id: an-article", "id: other-article").replace("canonical: lee", "canonical: other")
ACTORS = [
    "china",
    "cho-hyun",
    "kcna",
    "lee-jae-myung",
    "north-korea",
    "reuters",
    "south-korea",
    "the-paper",
    "xi-jinping",
]


@pytest.mark.parametrize(
    ("written", "now", "expected"),
    [
        ("publisher: the-paper", "publisher: ‸", ACTORS),
        ("publisher: the-paper", "publisher: the‸-p", ACTORS),
        ("annotators: [a1]", "annotators: [‸]", ["a1", "a2", "drafter"]),
        ("annotators: [a1]", "annotators: [a1, ‸", ["a1", "a2", "drafter"]),
        ("place: gyeongju", "place: g‸", ["beijing", "gyeongju", "seoul", "south-korea"]),
        ("place: gyeongju", "place: {place: ‸", ["beijing", "gyeongju", "seoul", "south-korea"]),
        ("place: gyeongju", "topics:\n      - ‸", ["denuclearisation", "trade"]),
        ("by: [lee-jae-myung]", "by: [lee-jae-myung, ‸]", ACTORS),
        ("by: [lee-jae-myung]", "by:\n      - actor: ‸", ACTORS),
        ("- {actor: xi-jinping, role: guest}", "- {actor: xi‸, role: guest}", ACTORS),
        ("- {actor: xi-jinping, role: guest}", "- ‸", ["actor", "office", "role"]),
        ("by: [lee-jae-myung]", "by:\n      - ‸", [*ACTORS, "actor", "office"]),
        ("- {actor: lee-jae-myung, role: host}", "- {actor: lee-jae-myung, office: ‸, role: host}", ["president"]),
        ("status: occurred\n    summary: The", "status: ‸\n    summary: The", [each.value for each in Status]),
        ("date_basis: computed", "date_basis: ‸", [each.value for each in DateBasis]),
        ("role: guest}", "role: ‸", ["attendee", "chair", "guest", "host", "mediator", "other", "unknown"]),
        ("type: summit", "type: ‸", list(event_types())),
        ("place: gyeongju", "background: ‸", ["false", "true"]),
        ("relation: part-of", "relation: ‸", [each.value for each in RelationKind]),
        ("event: a-summit", "event: ‸", ["a-summit", "an-article.an-appeal", "lee-xi-summit"]),
        ("canonical: lee-xi-summit", "canonical: ‸", ["an-article.an-appeal", "lee-xi-summit"]),
        ("method: manual", "m‸", ["method", "reviewed_by"]),
        ("summary: Lee asked Xi for help.", "summary: Lee ‸ asked Xi for help.", []),
        ("# the file's name", "# ‸", []),
        (
            "force: request",
            "force: request\n    according_to:\n      - source: xi-jinping\n        ‸",
            ["stance", "via"],
        ),
    ],
)
def test_what_can_stand_there(editor: Editor, article: Path, written: str, now: str, expected: list[str]) -> None:
    """Ids, words and fields are offered for what is half written, and nothing else."""
    editor.open(article)
    if "lee-xi-summit" in expected:
        editor.survey(article)
    offered = editor.offered(article, ARTICLE.replace(written, now, 1))
    assert sorted(offered) == sorted(expected)


def test_ids_come_with_what_they_name(editor: Editor, article: Path) -> None:
    """An id is found by the name and its other spellings, told with kind and name, and put where the word is."""
    offered = editor.offered(article, ARTICLE.replace("publisher: the-paper", "publisher: Lee J‸ae # 한국 🤝"))
    lee = offered["lee-jae-myung"]
    assert lee.detail == "person: Lee Jae-myung"
    assert lee.filter_text == "lee-jae-myung Lee Jae-myung Lee Jae Myung Lee"
    assert "publisher: lee-jae-myung # 한국 🤝\n" in editor.taken(article, lee)
    assert offered["kcna"].detail == "state-media: KCNA"


def test_columns_behind_korean_and_emoji(editor: Editor, article: Path) -> None:
    """The word that is replaced is found behind characters that are two units, or three bytes."""
    flow = '{office: "대통령 🤝", actor: x‸, role: guest}'
    offered = editor.offered(article, ARTICLE.replace("{actor: xi-jinping, role: guest}", flow))
    assert "actor: china, role" in editor.taken(article, offered["china"])


def test_fields_are_those_of_the_type(editor: Editor, article: Path) -> None:
    """The fields of the event's type that it does not have yet, what it must have first, each with its description."""
    offered = editor.offered(article, ARTICLE.replace("    force: request\n", "    ‸\n"))
    assert next(iter(offered)) == "force"
    assert offered["force"].detail == "required"
    assert offered["on_behalf_of"].documentation == event_types()["appeal"].model_fields["on_behalf_of"].description
    assert {"summary", "by", "participants"} & offered.keys() == set()
    assert "    force: \n    relations:" in editor.taken(article, offered["force"])
    offered = editor.offered(
        article, ARTICLE.replace("type: summit", "type: summi").replace("    place:", "    pl‸ace:", 1)
    )
    assert offered.keys() == Event.model_fields.keys() - {
        *("id", "type", "canonical", "date", "date_basis", "status", "summary", "evidence")
    }
    assert "    until: gyeongju" in editor.taken(article, offered["until"])
    offered = editor.offered(article, ARTICLE + "  - ‸")
    assert next(iter(offered)) == "date"
    offered = editor.offered(article, ARTICLE.replace("schema_version: 1\n", "‸\n"))
    assert list(offered) == ["schema_version", "notes"]


def test_evidence_keys_are_those_of_the_event(editor: Editor, article: Path) -> None:
    """Passages can be given for what the event says, for each value of a list, and for what has none yet."""
    offered = editor.offered(article, ARTICLE.replace("participants.1: {", "‸: {").replace('date: "on', 'xx: "on'))
    assert list(offered) == ["date", "participants.1"]
    assert offered["participants.1"].detail == "xi-jinping, guest"
    assert "      participants.1: {quote: Xi for help}" in editor.taken(article, offered["participants.1"])
    offered = editor.offered(article, ARTICLE.replace("{event: Lee asked … for help}", "{‸}"))
    assert list(offered) == ["event", "by.0", "content", "date", "force", "to.0"]


def test_events_come_with_what_they_are(editor: Editor, corpus: Corpus, article: Path) -> None:
    """Local ids have type, date and summary; a canonical id of another file is told when it is looked at."""
    corpus.write("2025/11/other-article.yaml", OTHER)
    editor.open(article)
    editor.survey(article)
    offered = editor.offered(article, ARTICLE.replace("event: a-summit", "event: ‸"))
    assert next(iter(offered)) == "a-summit"
    assert offered["a-summit"].detail == "summit, 2025-11-01"
    assert offered["a-summit"].documentation == "The presidents of South Korea and China met."
    other = offered["other-xi-summit"]
    assert other.detail == "summit, 2025-11-01"
    assert other.documentation is None
    told = editor.wait(editor.client.completion_item_resolve_async(other))
    assert told.documentation == "The presidents of South Korea and China met."


def test_registries_and_decisions(editor: Editor, corpus: Corpus) -> None:
    """In registries too, fields, words and ids are offered."""
    actors = corpus.root / "annotations" / "names" / "actors.yaml"
    text = corpus.read("names/actors.yaml")
    editor.open(actors)
    editor.codes(actors)
    offered = editor.offered(actors, text + "new:\n  kind: ‸\n")
    assert {"person", "state-media"} <= offered.keys()
    assert list(editor.offered(actors, text + "new:\n  ‸\n"))[:2] == ["kind", "name"]
    assert "south-korea" in editor.offered(actors, text + "new: {kind: person, of: s‸")
    decisions = corpus.write("decisions.yaml", "[]\n")
    editor.open(decisions)
    editor.survey(decisions)
    offered = editor.offered(decisions, "- pair: [lee-xi-summit, ‸]\n")
    assert "an-article.an-appeal" in offered
    assert list(editor.offered(decisions, "- verdict: ‸\n")) == ["different", "same", "unsure"]


def test_many_are_narrowed_down(editor: Editor, corpus: Corpus, article: Path) -> None:
    """Of very many, those are given that fit what is typed, by id or name, and the editor is to ask again."""
    entries = "".join(f"person-{number}: {{kind: person, name: 사람 {number}}}\n" for number in range(400))
    corpus.write("names/actors.yaml", corpus.read("names/actors.yaml") + entries)
    place = editor.place(article, ARTICLE.replace("publisher: the-paper", "publisher: 사람 39‸"))
    params = types.CompletionParams(place.text_document, place.position)
    found = editor.wait(editor.client.text_document_completion_async(params))
    assert isinstance(found, types.CompletionList)
    assert found.is_incomplete
    assert [item.label for item in found.items] == ["person-39", *(f"person-{number}" for number in range(390, 400))]
