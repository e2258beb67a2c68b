"""`communique check`, as annotators and CI use it."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from typing import TYPE_CHECKING

from tests.support.corpora import ARTICLE, Corpus

if TYPE_CHECKING:
    import pytest

_FILE = "2025/11/an-article.yaml"
_PATH = f"annotations/{_FILE}"


def test_a_sound_corpus_has_nothing_to_report(corpus: Corpus) -> None:
    """A sound corpus gives one line and exit status 0."""
    ran = corpus.run("check")
    assert (ran.status, ran.out) == (0, "5 files checked, nothing to report\n")


def test_ten_mistakes_are_ten_findings(corpus: Corpus) -> None:
    """Ten mistakes in one file are ten findings, each at its place, none repeated, none knock-on."""
    broken = (
        ARTICLE.replace("language: en", "language: English")
        .replace("date: 2025-11-01\n    date_basis: computed", "date: 2025-11-31\n    date_basis: computed")
        .replace("status: occurred\n    summary: The", "status: ocurred\n    sumary: The")
        .replace("place: gyeongju", "place: gyongju")
        .replace("{actor: xi-jinping, role: guest}", "{actor: xi-jinping, office: presidnt, role: guest}")
        .replace("event: The two leaders met ", "event: The two leaders talked ")
        .replace("force: request", "force: [request]")
        .replace("to: [xi-jinping]", "to: []")
        .replace("event: a-summit}]", "event: a-sumit}]")
    )
    corpus.write(_FILE, broken)
    ran = corpus.run("check", "--output-format", "concise")
    found = [tuple(line.split(": ")[:2]) for line in ran.out.splitlines()[:-1]]
    assert ran.status == 1
    assert [(place.removeprefix(_PATH), rest.split(" ")[0]) for place, rest in found] == [
        (":6:13", "SHP005"),
        (":15:11", "SHP010"),
        (":17:12", "NAM002"),
        (":18:13", "SHP004"),
        (":19:5", "SHP002"),
        (":22:37", "NAM006"),
        (":24:14", "EVI001"),
        (":37:9", "SHP007"),
        (":39:12", "SHP003"),
        (":40:44", "REF001"),
    ]


def test_full_format_shows_the_line_and_the_cure(corpus: Corpus) -> None:
    """The full format shows the place, the source line with carets under the words, and the cure."""
    corpus.write(_FILE, ARTICLE.replace("place: gyeongju", "place: gyongju"))
    ran = corpus.run("check")
    assert ran.out == (
        "error[NAM002]: no place is registered as `gyongju`\n"
        f"  --> {_PATH}:17:12\n"
        "  17 |     place: gyongju\n"
        "     |            ^^^^^^^\n"
        "   = help: did you mean `gyeongju`?\n"
        "\n"
        "5 files checked: 1 error\n"
    )


def test_colour_is_for_terminals(corpus: Corpus) -> None:
    """Nothing is coloured in a pipe, everything where it is asked for."""
    corpus.write(_FILE, ARTICLE.replace("place: gyeongju", "place: gyongju"))
    assert "\x1b[" not in corpus.run("check").out
    assert "\x1b[31merror[NAM002]" in corpus.run("check", "--color", "always").out


def test_json_has_all_that_is_known(corpus: Corpus) -> None:
    """The JSON format gives every finding with its place, words, labels and edits by line and column."""
    corpus.write(_FILE, ARTICLE.replace("summary: Lee", "note: NO\n    summary: Lee"))
    (found,) = json.loads(corpus.run("check", "--output-format", "json").out)
    assert found["path"] == _PATH
    assert (found["start"], found["end"]) == ({"line": 35, "column": 11}, {"line": 35, "column": 13})
    assert (found["code"], found["rule"], found["severity"]) == ("YML018", "disputed-scalar", "warning")
    assert found["fix"]["edits"] == [
        {"start": {"line": 35, "column": 11}, "end": {"line": 35, "column": 13}, "text": '"NO"'}
    ]


def test_warnings_fail_only_when_strict(corpus: Corpus) -> None:
    """A warning exits with 0, and with 1 under `--strict` or `strict = true`."""
    corpus.write(_FILE, ARTICLE.replace("summary: Lee", "note: NO\n    summary: Lee"))
    assert corpus.run("check").status == 0
    assert corpus.run("check", "--strict").status == 1
    corpus.write("/communique.toml", "strict = true\n")
    assert corpus.run("check").status == 1


def test_select_and_ignore_by_prefix(corpus: Corpus) -> None:
    """Codes are selected and ignored by prefix, and the longer prefix wins."""
    corpus.write(_FILE, ARTICLE.replace("place: gyeongju", "place: gyongju").replace("language: en", "language: E"))

    def codes(*options: str) -> set[str]:
        ran = corpus.run("check", "--output-format", "json", *options)
        return {each["code"] for each in json.loads(ran.out)}

    assert codes() == {"NAM002", "SHP005"}
    assert codes("--select", "NAM") == {"NAM002"}
    assert codes("--ignore", "NAM,SHP") == set()
    assert codes("--ignore", "SHP", "--select", "SHP005,NAM") == {"NAM002", "SHP005"}


def test_standard_input_stands_in_for_a_file(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check -` checks what an editor holds, as the file that it will be saved as."""
    text = ARTICLE.replace("place: gyeongju", "place: gyongju")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    ran = corpus.run("check", "-", "--stdin-filename", _PATH, "--output-format", "concise")
    assert ran.status == 1
    assert ran.out.startswith(f"{_PATH}:17:12: NAM002")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[")))
    ran = corpus.run("check", "-", "--output-format", "concise")
    assert ran.out.startswith("<stdin>:1:2: YML001")


def test_naming_a_file_does_not_change_its_findings(corpus: Corpus) -> None:
    """A named file is checked against the whole corpus; `--alone` leaves the other annotations out."""
    other = ARTICLE.replace("id: an-article ", "id: another ").replace("event: a-summit}]", "event: lee-xi-summit}]")
    corpus.write("2025/11/another.yaml", other.replace("canonical: lee-xi-summit", "canonical: other-summit"))
    corpus.write("/texts/another.txt", corpus.read("/texts/an-article.txt"))
    path = "annotations/2025/11/another.yaml"
    assert corpus.run("check", path, "--select", "REF").status == 0
    (corpus.root / _PATH).unlink()
    ran = corpus.run("check", path, "--select", "REF", "--output-format", "concise")
    assert "REF001 no event is called `lee-xi-summit`" in ran.out
    assert corpus.run("check", path, "--select", "REF", "--alone").status == 0


def test_text_of_another_name_is_looked_for_each_time(corpus: Corpus) -> None:
    """A text that is found by its digest, whatever its name, is missed once it is another one."""
    text = corpus.read("/texts/an-article.txt")
    digest = hashlib.sha256(text.encode()).hexdigest()
    recorded = f"language: en\n  text: {{sha256: {digest}, length: {len(text)}}}\n"
    corpus.write(_FILE, corpus.read(_FILE).replace("language: en\n", recorded))
    path = (corpus.root / "texts" / "an-article.txt").rename(corpus.root / "texts" / "1.txt")
    assert corpus.run("check").out == "5 files checked, nothing to report\n"
    path.write_text(text.replace("The two leaders met", "They met"))
    assert "1 text not at hand" in corpus.run("check").out


def test_drafts_are_read_only_when_named(corpus: Corpus) -> None:
    """A draft is no part of the corpus, and is checked like any other file when it is named."""
    corpus.write("2025/11/a-draft.draft.yaml", "schema_version: 1\n")
    assert corpus.run("check").status == 0
    ran = corpus.run("check", "annotations/2025/11/a-draft.draft.yaml", "--output-format", "concise")
    assert ran.status == 1
    assert "SHP001 the field `article` is missing" in ran.out


def test_misuse(corpus: Corpus) -> None:
    """What cannot be done is said in one line on standard error, with exit status 2."""
    for arguments in (["nowhere"], ["-", "annotations"], ["--output-format", "xml"], ["--unknown"]):
        ran = corpus.run("check", *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err
    corpus.write("/communique.toml", "colour = true\n")
    ran = corpus.run("check")
    assert ran.status == 2
    assert "`colour` is not a setting" in ran.err
