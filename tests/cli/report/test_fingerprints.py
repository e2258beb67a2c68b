"""What a finding is known by when lines have moved."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from communique.fingerprint import distinct, fingerprint
from communique.source import Source
from tests.support.findings import PATH, TEXT, finding, many, outcome


@given(st.integers(0, 30), st.sampled_from(["", "  ", "\t"]))
def test_moved_and_indented_lines_keep_it(above: int, indent: str) -> None:
    """Lines that are put above, and white space within a line, change nothing."""
    before = Source(PATH, TEXT.encode())
    moved = "".join(f"{indent}{line}\n" for line in TEXT.splitlines())
    after = Source(PATH, (f"{indent}# a comment\n" * above + moved).encode())
    at, to = (4, 12), (4 + above, 12 + len(indent))
    assert fingerprint(finding(at=at), before) == fingerprint(finding(at=to), after)


def test_what_is_said_and_where_it_is_said_count() -> None:
    """Another code, other words, another line have another; numbers in a message, which count or point, do not."""
    source = Source(PATH, TEXT.encode())
    known = fingerprint(finding("given 3 times"), source)
    assert fingerprint(finding("given 1,204 times"), source) == known
    others = (finding("given 3 times", code="SHP004"), finding("missing"), finding("given 3 times", at=(6, 1)))
    assert known not in {fingerprint(each, source) for each in others}


def test_each_finding_of_a_run_has_its_own() -> None:
    """Fingerprints of one outcome are all different, the same in every run, and do not depend on other findings."""
    found = outcome(*many(errors=5, warnings=5), finding(), finding(), finding(path="other.yaml"))
    assert len(set(distinct(found))) == len(found.diagnostics) == 13
    assert distinct(found) == distinct(found)
    fewer = replace(found, diagnostics=found.diagnostics[3:])
    assert set(distinct(fewer)) <= set(distinct(found))
