"""The report for code scanning: its structure, addresses, fingerprints and words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given

from communique import __version__
from communique.rules import all_rules
from tests.support.findings import ANY_TEXT, HOSTILE, OTHER, PATH, finding, label, outcome, replacing, report

if TYPE_CHECKING:
    from communique.diagnostic import Diagnostic


def run_of(*found: Diagnostic) -> dict[str, Any]:
    """Give the one run of a log."""
    log = json.loads(report("sarif", outcome(*found)))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_the_run_says_what_is_needed_to_read_it() -> None:
    """Tool and version are named, columns count code points, and a run that found nothing has no results."""
    run = run_of()
    assert (run["columnKind"], run["results"]) == ("unicodeCodePoints", [])
    assert run["tool"]["driver"] == {"name": "communique", "semanticVersion": __version__, "rules": []}


def test_rules_come_with_their_pages() -> None:
    """Each rule that found something is there once, with its page, and results point to it."""
    run = run_of(finding(), finding(at=(5, 1)), finding(at=(1, 1), code="YML018", severity="warning"))
    rules = {rule.code: rule for rule in all_rules()}
    told = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in told] == ["NAM002", "YML018"]
    for each in told:
        rule = rules[each["id"]]
        assert each["help"] == {"text": rule.documentation, "markdown": rule.documentation}
        assert each["shortDescription"]["text"] == rule.summary
        assert each["defaultConfiguration"]["level"] == rule.severity
    assert [(each["ruleId"], each["ruleIndex"], each["level"]) for each in run["results"]] == [
        ("YML018", 1, "warning"),
        ("NAM002", 0, "error"),
        ("NAM002", 0, "error"),
    ]


def test_a_result_has_its_place_its_labels_and_its_fix() -> None:
    """Regions are half-open stretches in code points; labels are related locations; a fix has all its edits."""
    fix = replacing(("정상회담", "회담"), ("gyongju", ""))
    (result,) = run_of(finding(labels=(label(), label("and here", path=PATH)), fix=fix))["results"]
    base = "%SRCROOT%"
    region = {"startLine": 4, "startColumn": 12, "endLine": 4, "endColumn": 19}
    here, there = ({"uri": path, "uriBaseId": base} for path in (PATH, OTHER))
    assert result["message"] == {"text": "no place is registered as `gyongju`\ndid you mean `gyeongju`?"}
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": here, "region": region}}]
    assert result["relatedLocations"] == [
        {
            "id": 0,
            "physicalLocation": {"artifactLocation": there, "region": region},
            "message": {"text": "first given here"},
        },
        {"id": 1, "physicalLocation": {"artifactLocation": here, "region": region}, "message": {"text": "and here"}},
    ]
    ((change,),) = (each["artifactChanges"] for each in result["fixes"])
    assert change["artifactLocation"] == here
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 5, "startColumn": 15, "endLine": 5, "endColumn": 19},
            "insertedContent": {"text": "회담"},
        },
        {
            "deletedRegion": {"startLine": 5, "startColumn": 26, "endLine": 5, "endColumn": 33},
            "insertedContent": {"text": ""},
        },
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("annotations/a b#1%?.yaml", "annotations/a%20b%231%25%3F.yaml"),
        ("annotations/정상.yaml", "annotations/%EC%A0%95%EC%83%81.yaml"),
        ("./::error.yaml", "%3A%3Aerror.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_addresses_are_relative_and_encoded(path: str, uri: str) -> None:
    """A file below the folder of the run has a relative address, percent-encoded."""
    (result,) = run_of(finding(path=path))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("path", "uri"), [("/srv/a b.yaml", "file:///srv/a%20b.yaml"), ("C:/a b.yaml", "file:///C:/a%20b.yaml")]
)
def test_addresses_of_files_elsewhere_are_whole(path: str, uri: str) -> None:
    """A file elsewhere has an address with a scheme, relative to nothing."""
    (result,) = run_of(finding(path=path))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


@given(ANY_TEXT)
def test_any_name_is_one_address(path: str) -> None:
    """Whatever a file is called, its address is a path, and leads to that name."""
    (result,) = run_of(finding(path=f"annotations/{path}"))["results"]
    parts = urlsplit(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(parts.path) == f"annotations/{path}".encode(errors="replace").decode()


@pytest.mark.parametrize("value", HOSTILE)
def test_words_are_neither_links_nor_placeholders(value: str) -> None:
    """What a viewer shows of a message is its words: no link, no placeholder; braces are doubled, as SARIF asks."""
    (result,) = run_of(finding(value, cure=value, labels=(label(value),)))["results"]
    for told in (result["message"]["text"], result["relatedLocations"][0]["message"]["text"]):
        assert "](" not in told
        assert not re.search("[{}]", told.replace("{{", "").replace("}}", ""))
        assert told.replace("{{", "{").replace("}}", "}").replace("] (", "](").startswith(value.replace("] (", "]("))


def test_fingerprints_are_distinct_and_know_no_lines() -> None:
    """Equal findings of one file have different fingerprints, which stay when all of them move; other words, others."""

    def fingerprints(first: int, message: str = "no") -> list[str]:
        found = [finding(message, at=(first + n, 1)) for n in range(3)]
        return [each["partialFingerprints"]["communique/v1"] for each in run_of(*found)["results"]]

    assert len(set(fingerprints(7))) == 3
    assert fingerprints(7) == fingerprints(20)
    assert set(fingerprints(7)).isdisjoint(fingerprints(7, "yes"))
