"""Quotes found in texts: a passage as an author writes it, to its place in the article.

Only what typography varies is folded: quotation marks, dashes, ellipsis characters, runs of white space, and Unicode
normal forms. Case and words never are, and nothing is ever found by likeness: a near passage is named, not taken.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

from communique.source import Span

Outcome: TypeAlias = Literal["found", "not-found", "ambiguous", "too-long", "malformed"]

MOST_WORDS: Final = 25
"""How many words may stand in a passage that is quoted in full."""
MOST_BETWEEN: Final = 240
"""How many code points may lie between the first and the last words of a passage."""

_FOLDS: Final = {
    **dict.fromkeys("‘’‚‛′ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
    "⋯": "...",
    "‥": "..",
}
_ELLIPSIS: Final = re.compile(r"(?<!\\)…")


@dataclass(frozen=True)
class Article:
    """An article's text, in NFC and with line feeds as line ends; offsets into it count code points."""

    text: str

    @cached_property
    def digest(self) -> str:
        """The SHA-256 digest of the text in UTF-8, nothing stripped."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def folded(self) -> Folded:
        """The text as it is searched."""
        return Folded.of(self.text)


def read_article(data: bytes) -> Article:
    """Make an article of a file's bytes. Raises UnicodeDecodeError where they are not UTF-8."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return Article(unicodedata.normalize("NFC", text))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its typography folded.

    `starts[i]` and `ends[i]` are the offsets of what code point i was folded from.
    """

    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold a text that is in NFC."""
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for offset, character in enumerate(text):
            if character.isspace():
                if out and out[-1] == " ":
                    ends[-1] = offset + 1
                    continue
                folded = " "
            else:
                folded = _FOLDS.get(character, character)
            for each in folded:
                out.append(each)
                starts.append(offset)
                ends.append(offset + 1)
        return cls("".join(out), starts, ends)

    def occurrences(self, words: str, after: int = 0) -> list[Span]:
        """Find folded words from an offset on.

        Spans into the folded text, at the boundaries of words and of what was folded.
        """
        found = []
        at = self.text.find(words, after)
        while at >= 0:
            end = at + len(words)
            if self._bounded(at, end):
                found.append(Span(at, end))
            at = self.text.find(words, at + 1)
        return found

    def _bounded(self, start: int, end: int) -> bool:
        split = (start > 0 and self.starts[start] == self.starts[start - 1]) or (
            end < len(self.text) and self.starts[end] == self.starts[end - 1]
        )
        inside = (start > 0 and _joined(self.text[start - 1], self.text[start])) or (
            end < len(self.text) and _joined(self.text[end - 1], self.text[end])
        )
        return not split and not inside

    def original(self, span: Span) -> Span:
        """Give the stretch of the original text that a stretch of the folded one came from."""
        return Span(self.starts[span.start], self.ends[span.end - 1])


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word, in scripts that put spaces between words."""
    return left.isalnum() and right.isalnum() and not (_unspaced(left) or _unspaced(right))


def _unspaced(character: str) -> bool:
    """Whether a character is of a script that joins particles or whole sentences without spaces.

    Hangul, kana, Han, Thai.
    """
    return "\u1100" <= character <= "\u11ff" or "\u0e00" <= character <= "\u0eff" or "\u2e80" <= character <= "\ud7ff"


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote, ready to be looked for: its words in full (`last` is None), or its first and its last words, folded."""

    first: str
    last: str | None = None

    @classmethod
    def of(cls, quote: str) -> Passage | None:
        r"""Read a quote: words, or `first words … last words`, with `\…` for an ellipsis of the text.

        None where it has no such form.
        """
        parts = [fold(part.replace("\\…", "…")) for part in _ELLIPSIS.split(quote)]
        if len(parts) > 2 or not all(parts):
            return None
        return cls(parts[0], parts[1] if len(parts) > 1 else None)


def fold(text: str) -> str:
    """Fold a text's typography, with no white space at its ends."""
    return Folded.of(unicodedata.normalize("NFC", text)).text.strip(" ")


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a passage is: its places (one where it was found, several where it is ambiguous), in the article's text."""

    outcome: Outcome
    spans: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """The place of a passage that was found."""
        return self.spans[0]


def anchor(quote: str, article: Article, leaving_out: tuple[Span, ...] = ()) -> Anchored:
    """Find a passage in an article.

    Places inside the stretches `leaving_out` (boilerplate) count only where there is no other. Of `first … last`, the
    nearest last words after the first ones are meant, as in a text fragment of a URL (WICG Scroll To Text Fragment).
    """
    passage = Passage.of(quote)
    if passage is None:
        return Anchored("malformed")
    if passage.last is None and len(passage.first.split(" ")) > MOST_WORDS:
        return Anchored("too-long")
    folded = article.folded
    if passage.last is None:
        spans = folded.occurrences(passage.first)
    else:
        spans = _between(folded, passage.first, passage.last)
        if not spans and _between(folded, passage.first, passage.last, most=len(folded.text)):
            return Anchored("too-long")
    places = [folded.original(span) for span in spans]
    outside = [place for place in places if not any(zone.start <= place.start < zone.end for zone in leaving_out)]
    places = outside or places
    outcome: Outcome = "not-found" if not places else "found" if len(places) == 1 else "ambiguous"
    return Anchored(outcome, tuple(places))


def _between(folded: Folded, first: str, last: str, most: int = MOST_BETWEEN) -> list[Span]:
    ends = folded.occurrences(last)
    found = []
    for start in folded.occurrences(first):
        nearest = bisect_left(ends, (start.end, 0))
        if nearest < len(ends) and ends[nearest].start - start.end <= most:
            found.append(Span(start.start, ends[nearest].end))
    return found


def stands_at(quote: str, article: Article, at: Span) -> bool:
    """Whether a passage stands at a place, from its first to its last code point."""
    passage = Passage.of(quote)
    if passage is None or not 0 <= at.start < at.end <= len(article.text):
        return False
    words = fold(article.text[at.start : at.end])
    if passage.last is None:
        return words == passage.first
    fits = len(words) >= len(passage.first) + len(passage.last)
    return fits and words.startswith(passage.first) and words.endswith(passage.last)
