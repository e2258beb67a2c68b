"""Passages are found where they stand, once, whatever the typography; and never where they do not."""

from __future__ import annotations

import pytest

from communique.anchor import Article, Outcome, anchor, read_article, stands_at
from communique.near import longer_quote, nearest_passage
from communique.source import Span

TEXT = """The two leaders met in “Gyeongju” on Saturday — their first talks in 11 years.

Lee said: “I am very positive.” Lee also said that China’s role… was not discussed.
They met again in Seoul. 이재명은 시진핑과 경주에서 만났다 😀 and left."""
ARTICLE = Article(TEXT)


@pytest.mark.parametrize(
    ("quote", "outcome", "words"),
    [
        ("The two leaders met", "found", "The two leaders met"),
        ('in "Gyeongju" on Saturday - their', "found", "in “Gyeongju” on Saturday — their"),
        ("11 years. Lee said", "found", "11 years.\n\nLee said"),
        ("China's role\\… was", "found", "China’s role… was"),
        ("China's role... was", "found", "China’s role… was"),
        (
            "The two leaders … 11 years",
            "found",
            "The two leaders met in “Gyeongju” on Saturday — their first talks in 11 years",
        ),
        ("Lee also … not discussed", "found", "Lee also said that China’s role… was not discussed"),
        ("시진핑과 경주에서", "found", "시진핑과 경주에서"),
        ("이재명", "found", "이재명"),
        ("만났다 😀 and", "found", "만났다 😀 and"),
        ("the two leaders met", "not-found", None),
        ("The two leaders talked", "not-found", None),
        ("leader", "not-found", None),
        ("role..", "not-found", None),
        ("not discussed … The two", "not-found", None),
        ("Lee", "ambiguous", None),
        ("met", "ambiguous", None),
        ("Lee … discussed", "ambiguous", None),
        ("… met", "malformed", None),
        ("met …", "malformed", None),
        ("The … leaders … met", "malformed", None),
        ("…", "malformed", None),
        (" ".join(["word"] * 26), "too-long", None),
        (" ".join(["word"] * 25), "not-found", None),
    ],
)
def test_outcome(quote: str, outcome: Outcome, words: str | None) -> None:
    """Every quote has its outcome, and a found one slices back to the printed words."""
    found = anchor(quote, ARTICLE)
    assert found.outcome == outcome
    if words is not None:
        assert TEXT[found.span.start : found.span.end] == words


def test_last_words_are_the_nearest_after_the_first() -> None:
    """Of several last words, those that come first behind the first words end the passage."""
    article = Article("One met two. Two met three. Two met four.")
    found = anchor("One … met", article)
    assert article.text[found.span.start : found.span.end] == "One met"


def test_too_far_apart() -> None:
    """First and last words may lie 240 code points apart, and no more."""
    near = anchor("a … b", Article("a " + "x" * 238 + " b"))
    far = anchor("a … b", Article("a " + "x" * 239 + " b"))
    assert (near.outcome, far.outcome) == ("found", "too-long")


def test_boilerplate_does_not_count_where_the_body_has_the_passage() -> None:
    """A place in boilerplate makes a passage of the body no less unique, and is taken only where there is no other."""
    article = Article("Talks begin\nTalks begin in Seoul")
    headline = (Span(0, 11),)
    assert anchor("Talks begin", article).outcome == "ambiguous"
    assert anchor("Talks begin", article, headline).span == Span(12, 23)
    assert anchor("begin\nTalks", article, headline).span == Span(6, 17)


def test_digest_and_offsets_are_of_the_normal_form() -> None:
    """A text with jamo, a byte order mark and carriage returns is counted as NFC with line feeds."""
    decomposed = "\ufeffmet 이재명\r\nin 경주".encode()
    article = read_article(decomposed)
    assert article.text == "met 이재명\nin 경주"
    assert article.digest == read_article("met 이재명\nin 경주".encode()).digest
    assert anchor("이재명", article).span == Span(4, 7)


@pytest.mark.parametrize(
    ("quote", "at", "stands"),
    [
        ("The two leaders", Span(0, 15), True),
        ("The two leaders", Span(0, 16), True),
        ("The two leaders", Span(0, 19), False),
        ("The two … Saturday", Span(0, TEXT.index("Saturday") + 8), True),
        ("The two leaders", Span(5, 3), False),
        ("The two leaders", Span(0, 9_999), False),
        ("… broken", Span(0, 3), False),
    ],
)
def test_recorded_position(quote: str, at: Span, *, stands: bool) -> None:
    """A recorded position holds only if the passage fills it, white space at its ends apart."""
    assert stands_at(quote, ARTICLE, at) is stands


def test_nearest_passage_is_named_and_not_taken() -> None:
    """A misquoted passage is not found, and the words that the text has instead are named."""
    span = nearest_passage("The two leaders talked in", ARTICLE)
    assert span is not None
    assert TEXT[span.start : span.end] == "The two leaders met in"
    assert nearest_passage("nothing of the kind stands here at all", ARTICLE) is None


def test_longer_quote_stands_once() -> None:
    """An ambiguous passage is offered with the fewest words around it that make it unique."""
    first, second = anchor("met", ARTICLE).spans
    assert longer_quote(first, ARTICLE) == "met in"
    assert longer_quote(second, ARTICLE) == "met again"
