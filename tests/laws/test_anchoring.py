"""What holds of any passage of any text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from communique.anchor import MOST_WORDS, Article, anchor, fold, read_article, stands_at
from communique.near import longer_quote, nearest_passage

_WORDS = st.sampled_from(
    [
        "Lee",
        "Xi",
        "met",
        "“pipe",
        "dream”",
        "China’s",
        "—",
        "2018",
        "…",
        "이재명은",
        "각",
        "é",
        "😀",
        "👩‍👧",
        "سلام\u200f",
        "said,",
        "U.S.",
    ]
)
_GAPS = st.sampled_from([" ", " ", " ", "\n", "\n\n", "  ", "\u00a0", "\u2009", "\t"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of words with all sorts of gaps between them, in any normal form."""
    words = draw(st.lists(_WORDS, min_size=1, max_size=40))
    text = "".join(word + draw(_GAPS) for word in words)
    return draw(st.sampled_from([unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)]))


_VARIANTS = str.maketrans({"“": '"', "”": "„", "’": "'", "—": "-", "\u00a0": " ", "\u2009": " ", "\n": " "})


@given(texts(), st.data())
def test_a_stretch_of_the_text_is_found_or_ambiguous(text: str, data: st.DataObject) -> None:
    """Whole words taken from a text are found in it or ambiguous, and every place slices back to them."""
    article = read_article(text.encode())
    words = article.text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    taken = words[start : start + data.draw(st.integers(1, 8))]
    quote = " ".join(taken).replace("…", "\\…")
    found = anchor(quote, article)
    assert found.outcome in {"found", "ambiguous"}
    for span in found.spans:
        assert fold(article.text[span.start : span.end]) == fold(" ".join(taken))
        assert stands_at(quote, article, span)


@given(texts(), st.data())
def test_typography_makes_no_difference(text: str, data: st.DataObject) -> None:
    """A quote with other quotation marks, dashes, spaces or normal form has the same places."""
    article = read_article(text.encode())
    words = article.text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : start + 4]).replace("…", "\\…")
    varied = quote.translate(_VARIANTS)
    other = data.draw(st.sampled_from([varied, unicodedata.normalize("NFD", varied)]))
    assert anchor(other, article) == anchor(quote, article)


@given(texts(), st.text(max_size=60))
def test_any_quote_has_an_outcome(text: str, quote: str) -> None:
    """Whatever an author writes, the answer is an outcome with places inside the text, and never an exception."""
    article = Article(unicodedata.normalize("NFC", text))
    found = anchor(quote, article)
    assert (found.outcome in {"found", "ambiguous"}) == bool(found.spans)
    assert all(0 <= span.start < span.end <= len(article.text) for span in found.spans)
    nearest = nearest_passage(fold(quote) or "x", article)
    assert nearest is None or 0 <= nearest.start < nearest.end <= len(article.text)


@given(texts(), st.data())
def test_a_longer_quote_is_unique(text: str, data: st.DataObject) -> None:
    """The longer quote that is offered for an ambiguous place is found there and nowhere else."""
    article = read_article(text.encode())
    words = article.text.split()
    quote = data.draw(st.sampled_from(words)).replace("…", "\\…")
    for span in anchor(quote, article).spans:
        longer = longer_quote(span, article)
        if longer is not None and len(longer.split(" ")) <= MOST_WORDS:
            found = anchor(longer.replace("…", "\\…"), article)
            assert found.outcome == "found"
            assert found.span.start <= span.start < span.end <= found.span.end


@given(texts(), st.data())
def test_a_changed_word_is_not_found(text: str, data: st.DataObject) -> None:
    """A quote with one word that the text does not have is not found."""
    article = read_article(text.encode())
    words = article.text.split()
    at = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join([*words[max(0, at - 3) : at], "Pjöngjang", *words[at + 1 : at + 4]]).replace("…", "\\…")
    assert anchor(quote, article).outcome == "not-found"
