"""The law of migrations: what is written in an earlier form comes to the same values, and loses no comment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from communique.documents import ANNOTATION
from communique.migration import migrated
from communique.source import Source
from communique.tree import parse
from tests.support import documents
from tests.support.earlier import Careful, earlier

if TYPE_CHECKING:
    from random import Random


BEFORE: Final = Path(__file__).parents[1] / "data" / "migrations" / "v0_to_v1" / "before"
TEXTS: Final = tuple(path.read_text("utf-8") for path in sorted(BEFORE.iterdir()))
PIECES: Final = (*" \n#,:?-[]{}'\"|>&*!~0", ": ", "- ", "\n  ", " # c\n", "quote: x\n", "{", "}", "place", "null", "👍")


def readable(source: Source, value: dict[str, Any]) -> bool:
    """Whether a file is read as it was meant, and without an error: some texts could not be written otherwise."""
    tree = parse(source)
    return tree.value == value and {fault.kind for fault in tree.faults} <= {"byte-order-mark", "disputed-scalar"}


@given(documents.whole(ANNOTATION), st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
def test_an_earlier_form_comes_to_the_same(document: dict[str, Any], random: Random, marked: bool) -> None:  # noqa: FBT001
    """A right annotation, written as version 0 had it, in any layout, becomes what it was; the second time, nothing."""
    before = earlier(document, random)
    text = Careful(random).document(before)
    if random.random() < 0.3:
        text = text.replace("\n", "\r\n")
    source = Source("a.yaml", b"\xef\xbb\xbf" * marked + text.encode())
    assume(readable(source, before))
    after = migrated(source)
    assert isinstance(after, Source), after
    assert parse(after).value == document
    assert after.marked == marked
    assert after.text.count("# ") == text.count("# ")
    assert after.text.count("\r\n") == after.text.count("\n") * ("\r\n" in text)
    assert migrated(after) == after


@given(documents.whole(ANNOTATION), st.randoms(use_true_random=False))
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_what_is_current_stays(document: dict[str, Any], random: Random) -> None:
    """An annotation of the present version is left as it is, to the byte."""
    source = Source("a.yaml", Careful(random).document(document).encode())
    assume(readable(source, document))
    assert migrated(source) == source


@given(st.sampled_from(TEXTS), st.data())
@settings(max_examples=150)
def test_whatever_stands_there(text: str, data: st.DataObject) -> None:
    """A file with anything put in or taken out is migrated, or told why not: never an error, and no comment is lost."""
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + data.draw(st.integers(0, 3)) :]
    source = Source("a.yaml", text.encode())
    after = migrated(source)
    if isinstance(after, Source):
        assert migrated(after) == after
        assert after.text.count("#") == text.count("#")
    else:
        assert all(1 <= each.start.line <= source.lines for each in after)
