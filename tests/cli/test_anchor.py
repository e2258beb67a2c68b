"""`communique anchor`: positions and digests, by edits that keep what an author wrote."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from communique.anchor import read_article
from tests.support.corpora import ARTICLE, TEXT

if TYPE_CHECKING:
    from tests.support.corpora import Corpus

_FILE = "2025/11/an-article.yaml"


def test_positions_are_recorded_and_nothing_else_changes(corpus: Corpus) -> None:
    """Every form of passage gets its place, the head the text's digest and length; comments, order and quoting stay."""
    ran = corpus.run("anchor")
    assert (ran.status, ran.out) == (0, "")
    written = corpus.read(_FILE)
    digest = read_article(TEXT.encode()).digest
    assert f"  language: en\n  text: {{sha256: {digest}, length: {len(TEXT)}}}\n" in written
    assert "event: {quote: The two leaders met, at: [0, 19]}  # the words as printed\n" in written
    assert 'date: {quote: "on Saturday", at: [34, 45]}\n' in written
    assert "        quote: 'in \"Gyeongju\"'\n        at: [20, 33]\n" in written
    assert (
        "participants.0: [{quote: \"Lee asked\", at: [48, 57]}, {quote: 'Lee met reporters', at: [116, 133]}]"
        in written
    )
    assert "participants.1: {quote: Xi for help, at: [58, 69]}" in written
    assert "evidence: {event: {quote: Lee asked … for help, at: [48, 69]}}" in written
    bare = re.sub(r"\{quote: (.+?), at: \[\d+, \d+\]\}", r"\1", re.sub(r"\n +(at|text): .*", "", written))
    assert bare == ARTICLE.replace("{quote: Xi for help}", "Xi for help")
    assert corpus.run("check", "--strict").status == 0


def test_a_second_run_changes_nothing(corpus: Corpus) -> None:
    """Recording is idempotent, to the byte."""
    corpus.run("anchor")
    once = corpus.read(_FILE), corpus.read("verified.jsonl")
    corpus.run("anchor")
    assert (corpus.read(_FILE), corpus.read("verified.jsonl")) == once


def test_diff_shows_and_writes_nothing(corpus: Corpus) -> None:
    """`--diff` shows the edits and leaves the files alone."""
    ran = corpus.run("anchor", "--diff")
    assert "+  text: {sha256: " in ran.out
    assert corpus.read(_FILE) == ARTICLE
    assert not (corpus.root / "annotations" / "verified.jsonl").exists()


def test_a_changed_text_is_found_and_recorded_anew(corpus: Corpus) -> None:
    """When the text changes, check proposes the new places, and anchor or `--fix` records them."""
    corpus.run("anchor")
    corpus.write("/texts/an-article.txt", "Correction. " + TEXT)
    ran = corpus.run("check", "--output-format", "json")
    codes = {each["code"] for each in json.loads(ran.out)}
    assert ran.status == 1
    assert codes == {"EVI006", "EVI007"}
    assert corpus.run("anchor").status == 0
    assert "at: [12, 31]" in corpus.read(_FILE)
    assert corpus.run("check").status == 0


def test_what_is_not_found_is_left_and_told(corpus: Corpus) -> None:
    """A passage that is not in the text keeps its form, the others are recorded, and the exit status is 1."""
    corpus.write(_FILE, ARTICLE.replace("event: The two leaders met", "event: The two leaders talked"))
    ran = corpus.run("anchor")
    assert ran.status == 1
    assert "1 cannot be: see `communique check`" in ran.err
    assert "event: The two leaders talked  #" in corpus.read(_FILE)
    assert "at: [34, 45]" in corpus.read(_FILE)


def test_without_the_text_nothing_is_touched(corpus: Corpus) -> None:
    """Where the text is not at hand, the annotation and what was verified before stay as they are."""
    corpus.run("anchor")
    before = corpus.read(_FILE), corpus.read("verified.jsonl")
    (corpus.root / "texts" / "an-article.txt").unlink()
    assert corpus.run("anchor").status == 0
    assert (corpus.read(_FILE), corpus.read("verified.jsonl")) == before
    assert corpus.run("check", "--strict").status == 0


def test_a_text_is_found_by_its_digest(corpus: Corpus) -> None:
    """A text under another name is found by the digest that the head records."""
    corpus.run("anchor")
    (corpus.root / "texts" / "an-article.txt").rename(corpus.root / "texts" / "copy.txt")
    ran = corpus.run("coverage", "--output-format", "json")
    assert json.loads(ran.out)["articles"]["an-article"]["supported"] > 0


def test_verified_lines_are_sorted_and_canonical(corpus: Corpus) -> None:
    """`verified.jsonl` has a line for each article with a text, with both digests and an outcome for every passage."""
    corpus.write("2025/11/another.yaml", ARTICLE.replace("id: an-article ", "id: a-second-one "))
    corpus.write("/texts/a-second-one.txt", TEXT)
    corpus.run("anchor")
    lines = [json.loads(line) for line in corpus.read("verified.jsonl").splitlines()]
    assert [line["article"] for line in lines] == ["a-second-one", "an-article"]
    assert {each["outcome"] for line in lines for each in line["passages"]} == {"found"}
    assert len(lines[0]["passages"]) == 7


def test_a_link_is_not_written_through(corpus: Corpus) -> None:
    """An annotation that is a link to elsewhere is refused, and its target stays untouched."""
    target = corpus.write("/elsewhere.yaml", ARTICLE)
    path = corpus.root / "annotations" / _FILE
    path.unlink()
    path.symlink_to(target)
    ran = corpus.run("anchor", f"annotations/{_FILE}")
    assert ran.status == 2
    assert corpus.run("check").status == 2
    assert target.read_text("utf-8") == ARTICLE
