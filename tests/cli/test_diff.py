"""`communique diff`: what changed from one dataset to another, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.invented import TALKS, TEST, article, changed, copied

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.corpora import Corpus


@pytest.fixture
def two(corpus: Corpus, tmp_path: Path) -> tuple[str, str]:
    """Compile the invented corpus, and once more after changes of many kinds."""
    annotations = copied(tmp_path / "corpus")
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    assert corpus.run("compile", str(annotations), "-o", old, "--release").status == 0
    for start in ("city-herald", "daily-bell", "harbour-post", "sudria-state-news"):
        changed(article(annotations, start), f"canonical: {TEST}", "canonical: cape-launch-2025")
    herald = article(annotations, "city-herald")
    changed(
        herald,
        "date: 2025-03-04\n    date_basis: stated\n    place: {place",
        "date: 2025-03-03\n    date_basis: stated\n    place: {place",
    )
    changed(herald, "canonical: norland-refuses-trade-talks-2025", "canonical: trade-refusal-2025")
    changed(article(annotations, "north-wire"), "topics: [fishing]", "topics: [fishing, trade]")
    with (annotations / "retired.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"{TEST}: {{reason: A better name., replaced_by: [cape-launch-2025]}}\n")
    assert corpus.run("compile", str(annotations), "-o", new, "--format", "jsonl").status == 0
    return old, new


def test_text(corpus: Corpus, two: tuple[str, str]) -> None:
    """The text tells what became of ids, then the changes of every table, then how far they go."""
    ran = corpus.run("diff", *two)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0] == f"renamed: {TEST} -> cape-launch-2025 (A better name.)"
    assert lines[1:5] == [
        "events: added trade-refusal-2025",
        "events: removed norland-refuses-trade-talks-2025",
        f"events: changed {TALKS}",
        "  contested:",
    ]
    date = lines.index("  date:")
    assert lines[date : date + 3] == ["  date:", "    - 2025-03-03/2025-03-04", "    + 2025-03-03"]
    assert f"retired: added {TEST}" in lines
    assert lines[-1] == "major change"


def test_lists_show_what_came_and_went(corpus: Corpus, two: tuple[str, str]) -> None:
    """Of a list that changed, only the items that differ are shown."""
    lines = corpus.run("diff", *two).out.splitlines()
    topics = lines.index("  topics:")
    assert lines[topics : topics + 2] == ["  topics:", "    + trade"]


def test_json(corpus: Corpus, two: tuple[str, str]) -> None:
    """The JSON tells the same, with whole values and without nulls."""
    found = json.loads(corpus.run("diff", *two, "--output-format", "json").out)
    assert (found["level"], found["versions"]) == ("major", {"old": "1.0.0"})
    events = found["events"]
    assert [(each["from"], each["into"]) for each in events["renamed"]] == [([TEST], ["cape-launch-2025"])]
    assert (events["added"], events["removed"]) == (["trade-refusal-2025"], ["norland-refuses-trade-talks-2025"])
    assert (events["merged"], events["split"], events["retired"]) == ([], [], [])
    (talks,) = events["changed"]
    dates = {
        each["field"]: (each["old"]["edtf"], each["new"]["edtf"])
        for each in talks["changes"]
        if each["field"] == "date"
    }
    assert (talks["id"], dates) == (TALKS, {"date": ("2025-03-03/2025-03-04", "2025-03-03")})
    assert found["retired"]["added"] == [TEST]
    assert set(found) == {"level", "versions", "events", "reports", "articles", "actors", "places", "topics", "retired"}


def test_merged_split_and_retired(corpus: Corpus, tmp_path: Path) -> None:
    """Ids that became one, one that became several, and one that became none, each stand on a line of their own."""
    annotations = copied(tmp_path / "corpus")
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    herald = article(annotations, "city-herald")
    assert corpus.run("compile", str(annotations), "-o", old).status == 0
    changed(article(annotations, "sudria-state-news"), TEST, "army-denial-2025")
    for start in ("city-herald", "daily-bell", "harbour-post"):
        changed(article(annotations, start), f"canonical: {TEST}", "canonical: cape-launch-2025")
    changed(herald, "  - id: earlier-talks\n", f"  - id: earlier-talks\n    canonical: {TALKS}\n")
    text = herald.read_text("utf-8")
    first, last = text.index("  - id: refusal"), text.index("  - id: missile")
    herald.write_text(text[:first] + text[last:], "utf-8")
    (annotations / "decisions.yaml").unlink()
    with (annotations / "retired.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"{TEST}: {{reason: Two things., replaced_by: [army-denial-2025, cape-launch-2025]}}\n")
        stream.write(f"city-herald-2025-03-06-week.earlier-talks: {{reason: The same., replaced_by: [{TALKS}]}}\n")
        stream.write("norland-refuses-trade-talks-2025: {reason: It never was.}\n")
    ran = corpus.run("compile", str(annotations), "-o", new)
    assert ran.status == 0, ran.err
    lines = corpus.run("diff", old, new).out.splitlines()
    assert lines[:3] == [
        f"merged: {TALKS}, city-herald-2025-03-06-week.earlier-talks -> {TALKS} (The same.)",
        f"split: {TEST} -> army-denial-2025, cape-launch-2025 (Two things.)",
        "retired: norland-refuses-trade-talks-2025 (It never was.)",
    ]
    found = json.loads(corpus.run("diff", old, new, "--output-format", "json").out)
    assert found["versions"] == {}
    assert [each["into"] for each in found["events"]["split"]] == [["army-denial-2025", "cape-launch-2025"]]
    assert found["events"]["retired"] == [{"id": "norland-refuses-trade-talks-2025", "reason": "It never was."}]


def test_no_change(corpus: Corpus, two: tuple[str, str]) -> None:
    """Equal datasets say so in one line, whatever formats they were written in."""
    ran = corpus.run("diff", two[1], two[1], "--exit-code")
    assert (ran.status, ran.out) == (0, "no change\n")


def test_exit_code(corpus: Corpus, two: tuple[str, str]) -> None:
    """A difference is no failure, unless it is asked to be."""
    assert corpus.run("diff", *two).status == 0
    assert corpus.run("diff", *two, "--exit-code").status == 1
    assert corpus.run("diff", *two, "--exit-code", "--output-format", "json").status == 1


def test_what_is_no_dataset(corpus: Corpus, two: tuple[str, str]) -> None:
    """A folder that is none, or holds no dataset, or a damaged one, is misuse."""
    refusals = {"nowhere": "there is no folder `nowhere`", "annotations": "`annotations` cannot be read as a dataset"}
    for folder, refusal in refusals.items():
        ran = corpus.run("diff", folder, two[1])
        assert (ran.status, ran.out) == (2, "")
        assert refusal in ran.err
    with (corpus.root / "new" / "events.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("{}\n")
    ran = corpus.run("diff", *two)
    assert ran.status == 2
    assert "`events.jsonl` is not the file that its manifest tells of" in ran.err
