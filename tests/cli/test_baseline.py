"""`check --baseline`: a recorded backlog is not reported again."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.baseline import Baseline, Entry, NotABaselineError, accept, gone, located, recorded, shrunk
from tests.support.corpora import ARTICLE
from tests.support.findings import ANY_TEXT, PATH, finding, outcome

if TYPE_CHECKING:
    from communique.diagnostic import Diagnostic
    from tests.support.corpora import Corpus

FILE, OTHER = "2025/11/an-article.yaml", "2025/11/another.yaml"
BROKEN: Final = ARTICLE.replace("place: gyeongju", "place: gyongju").replace(
    "summary: Lee", "note: NO\n    summary: Lee"
)
"""An error and a warning."""
OPTIONS: Final = ("--baseline", "b.json")


@pytest.fixture
def backlog(corpus: Corpus) -> Corpus:
    """Give a corpus with an error and a warning, both recorded."""
    corpus.write(FILE, BROKEN)
    ran = corpus.run("check", *OPTIONS, "--write-baseline")
    assert (ran.status, ran.out) == (0, "5 files checked, nothing to report\n")
    assert ran.err == "2 findings recorded in `b.json`\n"
    return corpus


def codes(corpus: Corpus, *options: str) -> list[str]:
    """Give the codes that are reported beyond the baseline."""
    ran = corpus.run("check", *OPTIONS, "--output-format", "json", *options)
    found = [each["code"] for each in json.loads(ran.out)]
    assert ran.status == (1 if any(code != "YML018" for code in found) else 0)
    return found


def test_the_record(backlog: Corpus) -> None:
    """The record is JSON: counts by file, code and fingerprint, sorted; the same bytes when written again."""
    written = backlog.read("/b.json")
    value = json.loads(written)
    assert value["baseline"] == 1
    assert {path: list(found) for path, found in value["accepted"].items()} == {
        f"annotations/{FILE}": ["NAM002", "YML018"]
    }
    assert [list(known.values()) for known in value["accepted"][f"annotations/{FILE}"].values()] == [[1], [1]]
    backlog.run("check", *OPTIONS, "--write-baseline")
    assert backlog.read("/b.json") == written


def test_what_is_recorded_is_not_reported(backlog: Corpus) -> None:
    """Recorded findings are left out, warnings and strict ones too; it is said how many."""
    ran = backlog.run("check", *OPTIONS, "--strict")
    assert (ran.status, ran.out) == (0, "5 files checked, nothing to report\n")
    assert ran.err == "2 findings accepted by `b.json`\n"
    assert backlog.run("check").status == 1


def test_moved_lines_stay_accepted(backlog: Corpus) -> None:
    """Lines above, and another indentation, make nothing new."""
    backlog.write(FILE, "# one\n# two\n" + BROKEN.replace("    place: gyongju", "    place:   gyongju  "))
    assert codes(backlog) == []


def test_more_of_the_same_is_reported(backlog: Corpus) -> None:
    """An equal finding more than was recorded is reported, and so is the same in another file."""
    backlog.write(FILE, BROKEN.replace("- id: an-appeal", "- id: an-appeal\n    place: gyongju"))
    assert codes(backlog) == ["NAM002"]
    backlog.write(FILE, BROKEN)
    backlog.write(OTHER, BROKEN.replace("id: an-article", "id: another"))
    assert "NAM002" in codes(backlog, "--select", "NAM,YML")


def test_what_is_gone_is_told_and_taken_out(backlog: Corpus) -> None:
    """A check says what no longer occurs; `--update-baseline` takes it out, once, and adds nothing."""
    before = backlog.read("/b.json")
    backlog.write(FILE, BROKEN.replace("place: gyongju", "place: gyeongju").replace("role: guest", "role: gest"))
    ran = backlog.run("check", *OPTIONS, "--update-baseline")
    assert (ran.status, backlog.read("/b.json")) == (1, before)
    assert "nothing is taken out of `b.json` while errors are reported" in ran.err
    backlog.write(FILE, BROKEN.replace("place: gyongju", "place: gyeongju"))
    ran = backlog.run("check", *OPTIONS)
    assert (ran.status, backlog.read("/b.json")) == (0, before)
    assert ran.err.splitlines() == [
        "1 finding accepted by `b.json`",
        "1 accepted finding gone: `--update-baseline` takes such out of `b.json`",
    ]
    ran = backlog.run("check", *OPTIONS, "--update-baseline")
    assert "1 accepted finding gone: taken out of `b.json`" in ran.err
    (known,) = json.loads(backlog.read("/b.json"))["accepted"].values()
    assert list(known) == ["YML018"]
    assert backlog.run("check", *OPTIONS, "--update-baseline").err == "1 finding accepted by `b.json`\n"
    backlog.write(FILE, BROKEN)
    assert codes(backlog) == ["NAM002"]


def test_a_file_that_went_is_gone(backlog: Corpus) -> None:
    """What is recorded of a file that is no longer there is taken out."""
    (backlog.root / "annotations" / FILE).unlink()
    assert "2 accepted findings gone: taken out" in backlog.run("check", *OPTIONS, "--update-baseline").err
    assert json.loads(backlog.read("/b.json"))["accepted"] == {}


@pytest.mark.parametrize(
    "narrow",
    [["--select", "TIM"], ["--ignore", "NAM,YML018"], ["annotations/names"], [f"annotations/{OTHER}"]],
    ids=["selected", "ignored", "a folder", "a file"],
)
@pytest.mark.parametrize("write", ["--write-baseline", "--update-baseline"])
def test_where_nothing_was_looked_for_nothing_is_gone(backlog: Corpus, narrow: list[str], write: str) -> None:
    """A check of some files or codes says nothing of the others, and leaves their record alone."""
    backlog.write(OTHER, ARTICLE.replace("id: an-article", "id: another").replace("lee-xi-summit", "another-summit"))
    backlog.write("/texts/another.txt", backlog.read("/texts/an-article.txt"))
    before = json.loads(backlog.read("/b.json"))["accepted"]
    backlog.write(FILE, ARTICLE)
    ran = backlog.run("check", *OPTIONS, *narrow)
    assert "gone" not in ran.err
    backlog.run("check", *OPTIONS, *narrow, write)
    assert before.items() <= json.loads(backlog.read("/b.json"))["accepted"].items()


def test_passages_are_looked_for_in_texts_only(corpus: Corpus) -> None:
    """Where no text is at hand, what was recorded of passages is not gone."""
    corpus.write(FILE, ARTICLE.replace("The two leaders met ", "The two leaders spoke "))
    corpus.run("check", *OPTIONS, "--write-baseline")
    text = corpus.read("/texts/an-article.txt")
    (corpus.root / "texts" / "an-article.txt").unlink()
    assert "gone" not in corpus.run("check", *OPTIONS, "--update-baseline").err
    corpus.write("/texts/an-article.txt", text)
    assert codes(corpus) == []


def test_other_annotations_are_needed_for_rules_over_the_corpus(corpus: Corpus) -> None:
    """Where the corpus was not read whole, what was recorded of rules over it is not gone."""
    corpus.write(FILE, ARTICLE.replace("event: a-summit}]", "event: nowhere.nothing}]"))
    assert "1 finding recorded" in corpus.run("check", *OPTIONS, "--write-baseline").err
    ran = corpus.run("check", *OPTIONS, "--alone", f"annotations/{FILE}", "--update-baseline")
    assert ran.err == ""
    assert codes(corpus) == []


def test_of_too_many_nothing_is_gone(corpus: Corpus) -> None:
    """Of a file with more findings than are shown, none that is not among those shown is gone."""
    lines = "".join(f"    - {{actor: nobody-{n}, role: guest}}\n" for n in range(120))
    many = ARTICLE.replace("    participants:\n", f"    participants:\n{lines.replace('    -', '      -')}")
    corpus.write(FILE, many)
    corpus.run("check", *OPTIONS, "--write-baseline")
    before = corpus.read("/b.json")
    corpus.write(FILE, many.replace("nobody-7,", "lee-jae-myung,"))
    corpus.run("check", *OPTIONS, "--update-baseline", "--select", "NAM,YML021")
    assert corpus.read("/b.json") == before


def test_it_is_found_from_any_folder(backlog: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are recorded by their path from the root of the project, wherever the check is run."""
    monkeypatch.chdir(backlog.root / "annotations" / "2025")
    ran = backlog.run("check", "--baseline", "../../b.json")
    assert ran.status == 0
    assert ran.err == "2 findings accepted by `../../b.json`\n"
    monkeypatch.chdir(backlog.root.parent)
    ran = backlog.run("check", f"{backlog.root.name}/annotations", "--baseline", f"{backlog.root.name}/b.json")
    assert ran.status == 0
    assert "2 findings accepted" in ran.err


def test_it_goes_with_standard_input(backlog: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an editor holds is judged by the record of its file."""
    text = BROKEN.replace("role: guest", "role: gest")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    ran = backlog.run(
        *("check", "-", "--stdin-filename", f"annotations/{FILE}", *OPTIONS), "--output-format", "concise"
    )
    assert [line.split(": ")[1].split(" ")[0] for line in ran.out.splitlines()[:-1]] == ["SHP004"]


def test_what_cannot_be_read_is_not_accepted(backlog: Corpus) -> None:
    """A file that cannot be read is never recorded, and the exit status says so."""
    (backlog.root / "annotations" / OTHER).symlink_to("nowhere.yaml")
    ran = backlog.run("check", *OPTIONS, "--write-baseline", "--output-format", "concise")
    assert ran.status == 2
    assert "YML020" in ran.out
    assert "YML020" not in backlog.read("/b.json")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--write-baseline"], "name the file of the baseline"),
        (["--update-baseline"], "name the file of the baseline"),
        ([*OPTIONS, "--write-baseline", "--update-baseline"], "not allowed with argument"),
        ([*OPTIONS, "--write-baseline", "--since", "HEAD"], "without `--since`"),
        ([*OPTIONS, "--write-baseline", "--watch"], "not with `--watch`"),
        (["--summary", "s.md", "--watch"], "not with `--watch`"),
        ([*OPTIONS, "--update-baseline", "-"], "write no baseline of it"),
        (["--baseline", "nowhere.json"], "there is no baseline `nowhere.json`; `--write-baseline` records one"),
        (["--baseline", "texts"], "it is not a regular file"),
        (["--baseline", "nowhere/b.json", "--write-baseline"], "No such file or directory"),
        (["--baseline", "link.json", "--write-baseline"], "is a link"),
    ],
)
def test_misuse(backlog: Corpus, options: list[str], told: str) -> None:
    """What cannot be is said on standard error, with exit status 2, and nothing is written or reported."""
    before = backlog.read("/b.json")
    (backlog.root / "link.json").symlink_to("b.json")
    ran = backlog.run("check", *options)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert backlog.read("/b.json") == before


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "[",
            "null",
            "[]",
            "1",
            "{}",
            '{"baseline": 2, "accepted": {}}',
            '{"baseline": 1}',
            "\ufeff{}",
            "[" * 100_000,
        ),
        '{"baseline": 1, "accepted": []}',
        '{"baseline": 1, "accepted": {}, "more": 1}',
        '{"baseline": 1, "accepted": {"a": 1}}',
        '{"baseline": 1, "accepted": {"a": {"B": {"c": true}}}}',
        '{"baseline": 1, "accepted": {"a": {"B": {"c": 0}}}}',
        '{"baseline": 1, "accepted": {"a": {"B": {"c": "\\u001b[31m"}}}}',
        '{"baseline": 1, "accepted": {"a": {"B": {"c": ' + "1" * 5_000 + "}}}}",
        "<<<<<<< ours\n{}\n",
    ],
)
def test_what_is_no_baseline(backlog: Corpus, text: str) -> None:
    """Anything else is told of in one line, and left as it is."""
    backlog.write("/b.json", text)
    for options in ((), ("--write-baseline",), ("--update-baseline",)):
        ran = backlog.run("check", *OPTIONS, *options)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert ran.err.startswith("communique: `b.json` is no baseline: ")
        assert "\x1b" not in ran.err
    assert backlog.read("/b.json") == text


FOUND: Final = st.lists(
    st.builds(
        lambda message, line, code: finding(message, at=(line, 1), code=code),
        st.sampled_from(["a", "b", "c"]),
        st.integers(1, 6),
        st.sampled_from(["NAM002", "SHP004", "YML018"]),
    ),
    max_size=12,
)


def everywhere(_entry: Entry) -> bool:
    """Say that everything was looked at."""
    return True


def messages(found: list[Diagnostic]) -> Counter[tuple[str, str]]:
    """Count findings by code and message."""
    return Counter((each.code, each.message) for each in found)


@given(FOUND, FOUND)
def test_the_laws(first: list[Diagnostic], second: list[Diagnostic]) -> None:
    """What was recorded accepts itself; of other findings it leaves what is more; what is gone makes up the rest."""
    baseline = recorded(outcome(*first), Baseline(), str, everywhere)
    assert accept(outcome(*first), baseline, str)[0].diagnostics == ()
    left, used = accept(outcome(*second), baseline, str)
    missing = gone(baseline, used, everywhere)
    assert len(left.diagnostics) == len(second) - used.total()
    assert baseline.size == used.total() + missing.total()
    smaller = shrunk(baseline, missing)
    assert smaller.size == used.total()
    assert accept(outcome(*second), smaller, str) == (left, used)
    assert gone(smaller, used, everywhere) == Counter()
    assert not messages(list(left.diagnostics)) - messages(second)


@given(st.dictionaries(st.builds(Entry, ANY_TEXT, ANY_TEXT, ANY_TEXT), st.integers(1, 99)))
def test_a_record_is_read_as_it_was_written(counts: dict[Entry, int]) -> None:
    """Reading gives what was written; order in memory does not show in the file."""
    written = Baseline(counts).written()
    assert Baseline.read(written).counts == counts
    assert Baseline(dict(reversed(counts.items()))).written() == written


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes raise anything but what is meant to be caught."""
    with suppress(NotABaselineError):
        assert Baseline.read(data).size >= 0


def test_paths_are_told_from_the_root() -> None:
    """A name is told from the root, wherever the working folder is: in it, above it, below it, beside it."""
    assert located("/p", "/p")("a/b.yaml") == "a/b.yaml"
    assert located("/p", "/p")("./::b.yaml") == "::b.yaml"
    assert located("/p/a", "/p")("b.yaml") == "a/b.yaml"
    assert located("/", "/p")("p/a/b.yaml") == "a/b.yaml"
    assert located("/q", "/p")("/p/a/b.yaml") == "a/b.yaml"
    assert located("/q", "/")("/p/a/b.yaml") == "p/a/b.yaml"
    assert located("/p", "/p")("/q/b.yaml") == "/q/b.yaml"
    assert located("/p", "/p")(PATH) == PATH
