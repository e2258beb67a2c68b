"""`check --fix` and `check --diff`: safe edits, all or none, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique import fix
from communique.diagnostic import Diagnostic, Edit, Fix
from communique.source import Position, Source, Span
from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from tests.support.corpora import Corpus

_FILE = "2025/11/an-article.yaml"
_NOTED = ARTICLE.replace("    summary: Lee", "    note: NO  # as printed\n    summary: Lee").replace("\n", "\r\n")


def test_safe_edits_are_applied(corpus: Corpus) -> None:
    """A safe edit is made, comments and line ends stay, and nothing is left to report."""
    path = corpus.root / "annotations" / _FILE
    path.write_bytes(_NOTED.encode())
    path.chmod(0o640)
    ran = corpus.run("check", "--fix", "--strict")
    assert ran.status == 0
    assert ran.err == "1 fix applied\n"
    assert path.read_bytes().decode() == _NOTED.replace("note: NO ", 'note: "NO" ')
    assert path.stat().st_mode & 0o777 == 0o640


def test_fixing_is_idempotent(corpus: Corpus) -> None:
    """A second run finds nothing to fix."""
    corpus.write(_FILE, _NOTED)
    corpus.run("check", "--fix")
    once = corpus.read(_FILE)
    assert corpus.run("check", "--fix").err == "0 fixes applied\n"
    assert corpus.read(_FILE) == once


def test_diff_shows_and_changes_nothing(corpus: Corpus) -> None:
    """`--diff` prints a unified diff, exits with 1, and leaves the file alone."""
    corpus.write(_FILE, ARTICLE.replace("    summary: Lee", "    note: NO\n    summary: Lee"))
    before = corpus.read(_FILE)
    ran = corpus.run("check", "--diff")
    assert ran.status == 1
    assert '-    note: NO\n+    note: "NO"\n' in ran.out
    assert corpus.read(_FILE) == before


def test_suggestions_are_not_fixes(corpus: Corpus) -> None:
    """A guess at what was meant is offered to editors, and never applied."""
    broken = ARTICLE.replace("status: occurred\n    summary: The", "status: ocurred\n    summary: The")
    corpus.write(_FILE, broken)
    assert corpus.run("check", "--fix").status == 1
    assert corpus.read(_FILE) == broken


def test_only_selected_codes_are_fixed(corpus: Corpus) -> None:
    """What is not selected is not fixed either."""
    corpus.write(_FILE, ARTICLE.replace("    summary: Lee", "    note: NO\n    summary: Lee"))
    corpus.run("check", "--fix", "--ignore", "YML018")
    assert "note: NO\n" in corpus.read(_FILE)


def test_touching_fixes_wait_for_each_other() -> None:
    """Of fixes whose edits touch, the first is applied, and a fix is applied whole or not at all."""
    one = Fix("one", (Edit(Span(0, 1), "A"), Edit(Span(4, 5), "E")), safe=True)
    two = Fix("two", (Edit(Span(1, 2), "B"),), safe=True)
    three = Fix("three", (Edit(Span(2, 3), "C"), Edit(Span(6, 7), "G")), safe=True)
    assert fix.fitting([three, two, one]) == [one, three]
    edits = [edit for each in (one, three) for edit in each.edits]
    assert fix.apply(Source("x", b"\xef\xbb\xbfabcdefg"), edits).data == b"\xef\xbb\xbfAbCdEfG"


def test_fixes_without_an_end_change_nothing() -> None:
    """A file whose fixes call for each other for ever is left as it was."""

    def flip(source: Source) -> list[Diagnostic]:
        other = "b" if source.text == "a" else "a"
        here = Position(1, 1)
        swap = Fix("swap", (Edit(Span(0, 1), other),), safe=True)
        return [Diagnostic("x", here, here, "XXX001", "x", "warning", "x", fix=swap)]

    source = Source("x", b"a")
    assert fix.fixed(source, flip) == (source, 0)
