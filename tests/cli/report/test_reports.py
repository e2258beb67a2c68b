"""What all reports have in common, and what each makes of a finding."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from communique import catalogue
from communique import report as reports
from tests.support.findings import (
    ANY_TEXT,
    HOSTILE,
    OTHER,
    PATH,
    TEXT,
    finding,
    label,
    many,
    outcome,
    replacing,
    report,
)

if TYPE_CHECKING:
    from tests.support.corpora import Corpus

NAMES = catalogue.names(reports)
JSON = ("gitlab", "json", "jsonl", "rdjson", "sarif")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as GitHub's runner does: level, properties, data."""
    found = []
    for line in text.split("\n"):
        if line.startswith("::"):
            head, _, data = line[2:].partition("::")
            level, _, told = head.partition(" ")
            pairs = (each.partition("=") for each in told.split(","))
            properties = {name: unescaped(value, "%3A:", "%2C,") for name, _, value in pairs}
            found.append((level, properties, unescaped(data)))
    return found


def unescaped(text: str, *more: str) -> str:
    """Undo the escapes, the per cent sign last."""
    for pair in (*more, "%0D\r", "%0A\n", "%25%"):
        text = text.replace(pair[:3], pair[3:])
    return text


@pytest.mark.parametrize("name", NAMES)
def test_nothing_found_is_well_formed(name: str) -> None:
    """Where nothing is found, every report says so in its own way, and ends with a line feed where it has lines."""
    text = report(name, outcome())
    assert text.endswith("\n") or not text
    expected = {"gitlab": [], "json": [], "rdjson": {"source": {"name": "communique"}, "diagnostics": []}}
    if name in expected:
        assert json.loads(text) == expected[name]
    assert (text == "") is (name == "jsonl")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", HOSTILE)
def test_words_of_strangers_steer_nothing(corpus: Corpus, name: str, value: str) -> None:
    """A value of a file that would be a command, markup or a control elsewhere reaches no report as such."""
    text = corpus.read("2025/11/an-article.yaml")
    corpus.write("2025/11/an-article.yaml", text.replace("place: gyeongju", f"place: {json.dumps(value)}"))
    ran = corpus.run("check", "--output-format", name)
    assert ran.status == 1
    assert (
        re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff\ud800-\udfff]", ran.out)
        == []
    )
    lines = ran.out.splitlines()
    assert "##[error]" not in ran.out
    assert [line for line in lines if line.lstrip().startswith("::")] == lines[:-1] * (name == "github")
    if name in JSON:
        assert [json.loads(line) for line in lines] if name == "jsonl" else json.loads(ran.out)


@pytest.mark.parametrize("name", NAMES)
def test_reports_keep_the_order(name: str) -> None:
    """Findings stand in the order that they were found in; on GitHub, errors stand before warnings."""
    found = [finding(f"message {n}", at=(n + 1, 1), severity="error" if n else "warning") for n in range(5)]
    seen = list(dict.fromkeys(re.findall("message ([0-4])", report(name, outcome(*found)))))
    assert seen == (["1", "2", "3", "4", "0"] if name == "github" else ["0", "1", "2", "3", "4"])


@given(ANY_TEXT, ANY_TEXT)
def test_github_reads_back_what_is_written(message: str, path: str) -> None:
    """The runner reads back the very file and words, whatever signs they have; and there is one command."""
    ((level, properties, data),) = commands(report("github", outcome(finding(message, path=path, cure="the cure"))))
    assert (level, properties["file"], properties["title"]) == ("error", path, "NAM002 unknown-place")
    assert data == f"{path}:4:12: NAM002 {message}\nthe cure"


def test_github_has_columns_within_one_line_only() -> None:
    """Lines are always told; columns only where the stretch does not leave its line, since GitHub refuses others."""
    text = report("github", outcome(finding(), finding(at=(5, 1), to=(6, 3))))
    assert [{name: each[1][name] for name in each[1] if name not in ("title", "file")} for each in commands(text)] == [
        {"line": "4", "col": "12", "endLine": "4", "endColumn": "19"},
        {"line": "5", "endLine": "6"},
    ]


def test_github_shows_ten_of_each_and_counts_the_rest() -> None:
    """Ten errors come before ten warnings; the last line, no command, says how many are not shown."""
    text = report("github", outcome(*many(errors=12, warnings=11)))
    assert [level for level, _, _ in commands(text)] == ["error"] * 10 + ["warning"] * 10
    assert text.splitlines()[-1] == (
        "3 files checked: 12 errors and 11 warnings; not shown above: 2 errors and 1 warning "
        "(GitHub shows 10 of each in a step)"
    )
    assert report("github", outcome(finding())).splitlines()[-1] == "3 files checked: 1 error"


def test_gitlab_has_what_it_asks_for() -> None:
    """An issue has a description, a check, a fingerprint, a severity and a place with lines and columns."""
    (issue,) = json.loads(report("gitlab", outcome(finding())))
    assert issue.pop("fingerprint")
    assert issue == {
        "check_name": "NAM002",
        "description": "NAM002: no place is registered as `gyongju`; did you mean `gyeongju`?",
        "severity": "major",
        "location": {
            "path": PATH,
            "positions": {"begin": {"line": 4, "column": 12}, "end": {"line": 4, "column": 19}},
        },
    }
    (issue,) = json.loads(report("gitlab", outcome(finding(severity="warning", cure=None, path="./::x.yaml"))))
    assert (issue["severity"], issue["location"]["path"]) == ("minor", "::x.yaml")


def test_gitlab_fingerprints_are_distinct_and_know_no_lines() -> None:
    """Equal findings of one file have different fingerprints, which stay when all of them move."""

    def fingerprints(first: int) -> list[str]:
        found = [finding(at=(first + n, 1)) for n in range(3)] + [finding(at=(first, 1), path=OTHER)]
        return [issue["fingerprint"] for issue in json.loads(report("gitlab", outcome(*found)))]

    assert len(set(fingerprints(7))) == 4
    assert fingerprints(7) == fingerprints(20)


def test_jsonl_has_the_findings_of_json() -> None:
    """Each line has the keys and values that the JSON report has."""
    found = outcome(finding(labels=(label(),), fix=replacing(("gyongju", "gyeongju"))), finding(at=(5, 1)))
    lines = report("jsonl", found).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(report("json", found))


def test_rdjson_counts_bytes_and_suggests() -> None:
    """Columns count bytes of UTF-8, and a fix is one replacement from its first edit to its last."""
    line = TEXT.splitlines()[4]
    start = len(line[: line.index("gyongju")].encode()) + 1
    fix = replacing(("정상회담", "회담"), ("gyongju", "gyeongju"))
    each = finding(at=(5, line.index("gyongju") + 1), labels=(label(),), fix=fix)
    (diagnostic,) = json.loads(report("rdjson", outcome(each)))["diagnostics"]
    assert diagnostic == {
        "message": "no place is registered as `gyongju`\ndid you mean `gyeongju`?",
        "location": {
            "path": PATH,
            "range": {"start": {"line": 5, "column": start}, "end": {"line": 5, "column": start + 7}},
        },
        "severity": "ERROR",
        "code": {"value": "NAM002"},
        "suggestions": [
            {
                "range": {"start": {"line": 5, "column": 17}, "end": {"line": 5, "column": start + 7}},
                "text": "회담” 😀 in gyeongju",
            }
        ],
        "related_locations": [
            {
                "message": "first given here",
                "location": {
                    "path": OTHER,
                    "range": {"start": {"line": 4, "column": 12}, "end": {"line": 4, "column": 19}},
                },
            }
        ],
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_has_shrunk_since_is_still_reported(name: str) -> None:
    """A finding past the end of its file, which was cut while it was checked, is no reason to fail."""
    assert "gyongju" in report(name, outcome(finding(at=(400, 3))))
