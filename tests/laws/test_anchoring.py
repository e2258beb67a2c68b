"""What holds of any passage of any text."""

from __future__ import annotations

import sys
import unicodedata
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from communique.anchor import _FOLDS, MOST_WORDS, Article, Folded, anchor, fold, read_article, stands_at
from communique.near import longer_quote, nearest_passage
from communique.source import Span

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


ODD: Final = st.sampled_from(
    [*" \n\t\u00a0\u2003\x1c\x85\u2028abAé1.-각漢😀", "…", "⋯", "‥", "“", "’", "—", "ก", "...", "  "]
)


def folded_one_by_one(text: str) -> list[tuple[str, Span]]:
    """Fold a text character by character: what each is folded to, and where that came from."""
    found: list[tuple[str, Span]] = []
    for offset, character in enumerate(text):
        if character.isspace() and found and found[-1][0] == " ":
            found[-1] = (" ", Span(found[-1][1].start, offset + 1))
        else:
            folded = " " if character.isspace() else _FOLDS.get(character, character)
            found.extend((each, Span(offset, offset + 1)) for each in folded)
    return found


@given(st.lists(ODD, max_size=25).map("".join), st.data())
def test_folding(text: str, data: st.DataObject) -> None:
    """A text is folded as if it were done character by character, and each stretch of it knows where it came from."""
    text = unicodedata.normalize("NFC", text)
    folded, plain = Folded.of(text), folded_one_by_one(text)
    assert folded.text == "".join(each for each, _ in plain)
    assert fold(text) == folded.text.strip(" ")
    if plain:
        start = data.draw(st.integers(0, len(plain) - 1))
        end = data.draw(st.integers(start + 1, len(plain)))
        assert folded.original(Span(start, end)) == Span(plain[start][1].start, plain[end - 1][1].end)


@given(st.lists(ODD, max_size=25).map("".join), st.data())
def test_places_in_a_folded_text(text: str, data: st.DataObject) -> None:
    """Words stand wherever they are spelt and no word or character is cut; where it is told at a glance, it is so."""
    text = unicodedata.normalize("NFC", text)
    folded, plain = Folded.of(text), folded_one_by_one(text)
    start = data.draw(st.integers(0, len(plain)))
    words = folded.text[start : data.draw(st.integers(start, min(len(plain), start + 4)))].strip(" ")

    def is_cut(at: int) -> bool:
        if not 0 < at < len(plain):
            return False
        (left, one), (right, other) = plain[at - 1], plain[at]
        in_word = left.isalnum() and right.isalnum() and not any("\u0e00" <= each <= "\ud7ff" for each in left + right)
        return one == other or in_word

    wanted = [
        Span(at, at + len(words))
        for at in range(len(plain) if words else 0)
        if folded.text.startswith(words, at) and not (is_cut(at) or is_cut(at + len(words)))
    ]
    assert folded.occurrences(words) == wanted
    assert folded.holds(["nowhere", words]) == bool(wanted)
    sole = folded.sole(words)
    assert sole is None or [folded.original(each) for each in wanted] == [sole]


def test_all_white_space_is_one_blank() -> None:
    """White space is the same to all that fold: what is no blank to one is none to the other."""
    for point in range(sys.maxunicode + 1):
        assert (fold(f"a{chr(point)}b") == "a b") == chr(point).isspace()
