"""`communique coverage`: what passages show, counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from tests.support.corpora import Corpus


def _counts(corpus: Corpus, *arguments: str) -> dict[str, dict[str, int]]:
    ran = corpus.run("coverage", "--output-format", "json", *arguments)
    assert ran.status == 0
    parts: dict[str, dict[str, dict[str, int]]] = json.loads(ran.out)
    return {**parts["articles"], **{f"field {name}": counts for name, counts in parts["fields"].items()}}


def test_every_assertion_is_counted_once(corpus: Corpus) -> None:
    """Each field and each value of a list is counted by how its passage stands; without one it inherits the event's."""
    counts = _counts(corpus)
    assert counts["an-article"] == {"supported": 4, "inherited": 5}
    assert counts["field date"] == {"supported": 1, "inherited": 1}
    assert counts["field participants (actor)"] == {"supported": 2}


def test_missing_and_unsupported(corpus: Corpus) -> None:
    """A passage that is not in the text counts as missing, one that does not show its value as unsupported."""
    broken = ARTICLE.replace('"on Saturday"', '"on Monday"').replace("{quote: Xi for help}", "China was")
    corpus.write("2025/11/an-article.yaml", broken)
    assert _counts(corpus)["an-article"] == {"supported": 2, "unsupported": 1, "missing": 1, "inherited": 5}


def test_without_the_text(corpus: Corpus) -> None:
    """Without the text a passage is unverified or recorded, and a verified one keeps its outcome."""
    text = corpus.read("/texts/an-article.txt")
    (corpus.root / "texts" / "an-article.txt").unlink()
    assert _counts(corpus)["an-article"] == {"unverified": 9}
    corpus.write("/texts/an-article.txt", text)
    corpus.run("anchor")
    (corpus.root / "texts" / "an-article.txt").unlink()
    assert _counts(corpus)["an-article"] == {"supported": 4, "inherited": 5}
    (corpus.root / "annotations" / "verified.jsonl").unlink()
    assert _counts(corpus)["an-article"] == {"recorded": 9}


def test_the_table(corpus: Corpus) -> None:
    """The table has a row for each article and each field, says what its columns mean, and closes with shares."""
    lines = corpus.run("coverage").out.splitlines()
    assert lines[0].split() == ["article", "supported", "inherited", "all"]
    assert lines[1].split() == ["an-article", "4", "5", "9"]
    assert "supported: its passage is in the text and shows the value" in lines
    assert lines[-1].startswith("44% supported by a passage of their own; 100% ")
