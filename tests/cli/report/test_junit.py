"""The report for test results, as XML readers see it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from tests.support.findings import ANY_TEXT, HOSTILE, OTHER, PATH, finding, outcome, report

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(text: str) -> ET.Element:
    """Parse a report."""
    return ET.fromstring(text.encode())  # noqa: S314 (it is our own)


def shown(text: str) -> str:
    """Give a text as XML can hold it: what is forbidden there by its number."""
    return FORBIDDEN.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)


def test_a_suite_a_file_and_a_failure_a_finding() -> None:
    """Each file with findings is a suite; each finding a failed test of it, with its severity, words and place."""
    found = outcome(finding(), finding(at=(5, 1), severity="warning", cure=None), finding(path=OTHER))
    suites = read(report("junit", found))
    assert [(each.get("name"), each.get("tests"), each.get("failures"), each.get("id")) for each in suites] == [
        (PATH, "2", "2", "0"),
        (OTHER, "1", "1", "1"),
    ]
    first, second = suites[0].iter("testcase")
    assert first.attrib == {"name": "NAM002 unknown-place (4:12)", "classname": PATH, "time": "0"}
    assert first[0].attrib == {"type": "error", "message": "no place is registered as `gyongju`"}
    assert first[0].text == f"{PATH}:4:12: error: no place is registered as `gyongju`\ndid you mean `gyeongju`?"
    assert second[0].get("type") == "warning"


def test_nothing_found_is_a_test_that_passes() -> None:
    """Where nothing was found, one test passes: a report without any is taken for a failure by some."""
    (suite,) = read(report("junit", outcome()))
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert [each.get("name") for each in suite.iter("testcase")] == ["3 files checked, nothing to report"]
    assert list(suite.iter("failure")) == []


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_words_are_read_back(message: str, path: str, cure: str) -> None:
    """Every text is read back as it was, but for what XML 1.0 forbids, which is told by its number."""
    text = report("junit", outcome(finding(message, path=path, cure=cure or None)))
    (suite,) = read(text)
    (case,) = suite.iter("testcase")
    assert (suite.get("name"), case.get("classname")) == (shown(path), shown(path))
    assert case[0].get("message") == shown(message)
    assert case[0].text == shown(f"{path}:4:12: error: {message}" + (f"\n{cure}" if cure else ""))


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_words_are_text(value: str) -> None:
    """No text ends its element or begins another."""
    text = report("junit", outcome(finding(value, path=value, cure=value)))
    assert [each.tag for each in read(text).iter()] == [
        *("testsuites", "testsuite", "properties", "property", "testcase", "failure", "system-out", "system-err")
    ]
