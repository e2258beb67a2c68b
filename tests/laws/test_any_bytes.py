"""Whatever the bytes of a file are: it is read, judged and reported, and every finding lies within it."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique import catalogue, report
from communique.bind import bind, register
from communique.check import Checked, check_all
from communique.diagnostic import Outcome
from communique.documents import ANNOTATION, DECISIONS, REGISTRIES, RETIRED, DocumentKind
from communique.fault import Place
from communique.report import json as json_report
from communique.source import Position, Source
from communique.tree import Tree, parse
from tests.support import samples

NAMES = register(bind(parse(Source(kind.path, samples.REGISTRIES[kind.path].encode())), kind) for kind in REGISTRIES)
KINDS = st.sampled_from([ANNOTATION, ANNOTATION, ANNOTATION, DECISIONS, RETIRED, *REGISTRIES])
SAMPLE = samples.ANNOTATION.encode()
SPICE = [b"&a ", b"*a", b"!t ", b"<<: ", b"---\n", b"...\n", b"%YAML 1.1\n", b"? ", b": ", b"- ", b"[", b"{", b"]"]
SPICE += [b"}", b"'", b'"', b"|\n", b">", b"#", b"\t", b"\r", b"\r\n", b"\0", b"\x1b[31m", b"\xff", b"\xef\xbb\xbf"]
SPICE += [b"\xc2\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"null", b"9" * 20, b"2025-02-29", "한😀e\u0301".encode()]
SPICE += [b'"\\0"', b"!%ED%A0%80 ", b"{a: 1, a: 2}", b"[" * 40, b"x" * 600]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Harm the annotation: bytes and lines taken out, put in, doubled, swapped, and things put in that hurt."""
    data = SAMPLE
    for _ in range(draw(st.integers(1, 4))):
        how = draw(st.sampled_from(["bytes", "lines", "spice"]))
        whole = data.splitlines(keepends=True) if how == "lines" else [bytes([byte]) for byte in data]
        at = draw(st.integers(0, max(0, len(whole) - 1)))
        other = draw(st.integers(0, max(0, len(whole) - 1)))
        if how == "spice":
            whole.insert(at, draw(st.sampled_from(SPICE)))
        else:
            _harm(whole, draw(st.sampled_from(["delete", "double", "swap", "cut"])), at, other)
        data = b"".join(whole)
    return data


def _harm(whole: list[bytes], how: str, at: int, other: int) -> None:
    match how:
        case "delete":
            del whole[at : at + 1]
        case "double":
            whole.insert(at, whole[at] if whole else b"")
        case "cut":
            del whole[min(at, other) : max(at, other)]
        case "swap" if whole:
            whole[at], whole[other] = whole[other], whole[at]


FILES = st.one_of(mutated(), mutated(), st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode()))


def judged(source: Source, kind: DocumentKind) -> tuple[Tree, Checked]:
    """Take a file through all stages."""
    tree = parse(source)
    return tree, check_all([bind(tree, kind, NAMES)], NAMES)


def assert_inside(source: Source, *positions: Position) -> None:
    """Assert that positions are places of the file, and in order."""
    lines = source.text.split("\n")
    for line, column in positions:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    assert list(positions) == sorted(positions)


@given(FILES, KINDS)
@example(b"", ANNOTATION)
@example(b"[[[[", ANNOTATION)
@example(b"a: !%ED%A0%80 x", ANNOTATION)
@example(b"%TAG !e! %ED%A0%80\n---\na: !e!x x\n", ANNOTATION)
@example(b"a: 1\r", ANNOTATION)
@example(b"a: x\na: *b\na: {c: 1, c: 2}", ANNOTATION)
@example(b"events: [*a, !t {id: x}, 99999999999999999999]", ANNOTATION)
def test_any_file_is_judged(data: bytes, kind: DocumentKind) -> None:
    """No file stops a check, its findings lie within it, and a file that could not be read has one that is an error."""
    source = Source("file.yaml", data)
    tree, checked = judged(source, kind)
    for each in checked.diagnostics:
        assert each.path == "file.yaml"
        assert_inside(source, each.start, each.end)
        for label in each.labels:
            assert_inside(source, label.start, label.end)
        for edit in each.fix.edits if each.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(source.text)
    broken = any(each.severity == "error" for each in checked.diagnostics)
    assert tree.whole or broken
    assert (checked.sound is None) is broken


@given(FILES, KINDS)
def test_rules_do_not_fail(data: bytes, kind: DocumentKind) -> None:
    """No rule fails on any file: the net below them is never needed."""
    _, checked = judged(Source("file.yaml", data), kind)
    assert [each.message for each in checked.diagnostics if each.rule == "rule-failed"] == []


@pytest.mark.parametrize("form", [pytest.param(each, id=each.__name__) for each in catalogue.modules(report)])
@given(data=FILES)
def test_any_file_is_reported(form: object, data: bytes) -> None:
    """Every report can be written of any file, and shows nothing that steers a terminal."""
    source = Source("file.yaml", data)
    _, checked = judged(source, ANNOTATION)
    stream = io.StringIO()
    outcome = Outcome(checked.diagnostics, 1, {"file.yaml": source})
    form.write(outcome, stream, colour=False)  # type: ignore[attr-defined]  # what makes a module a report
    written = stream.getvalue()
    hidden = [each for each in written if not each.isprintable() and each not in "\n\u00a0\u2007\u3000"]
    assert [each for each in hidden if ord(each) < 0xA0 or each in "\u2028\u2029\u202e\ufeff"] == []
    written.encode("utf-8")


@given(FILES)
def test_the_json_report_holds_what_was_found(data: bytes) -> None:
    """The JSON report of any file reads back as the findings."""
    source = Source("file.yaml", data)
    _, checked = judged(source, ANNOTATION)
    stream = io.StringIO()
    json_report.write(Outcome(checked.diagnostics, 1, {"file.yaml": source}), stream, colour=False)
    read = json.loads(stream.getvalue())
    found = read["diagnostics"] if isinstance(read, dict) else read
    assert [(each["code"], each["start"]["line"]) for each in found] == [
        (each.code, each.start.line) for each in checked.diagnostics
    ]


@given(FILES)
def test_places_agree_with_values(data: bytes) -> None:
    """Asking for places changes nothing, and the words found at a scalar's place are read as the same scalar."""
    source = Source("file.yaml", data)
    tree = parse(source)
    places = {route: tree.span(Place(route)) for route, _ in tree.routes()}
    again = parse(source)
    assert (again.value, again.faults, again.whole) == (tree.value, tree.faults, tree.whole)
    for route, value in tree.routes():
        words = source.text[slice(*places[route])]
        if not isinstance(value, dict | list) and not tree.faults and words[:1] not in {"|", ">", "-", ".", ""}:
            read = parse(Source("words.yaml", words.encode()))
            assert read.value == value or value is None
