"""Quotes found in texts: a passage as an author writes it, to its place in the article.

Only what typography varies is folded: quotation marks, dashes, ellipsis characters, runs of white space, and Unicode
normal forms. Case and words never are, and nothing is ever found by likeness: a near passage is named, not taken.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from communique.source import BYTE_ORDER_MARK, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_WIDENED: Final = tuple(character for character, folded in _FOLDS.items() if len(folded) > 1)
_UNEVEN: Final = re.compile(rf"\s\s+|[{''.join(_WIDENED)}]")
"""Where one code point is not folded from one."""
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
    text = data.removeprefix(BYTE_ORDER_MARK).decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Article(unicodedata.normalize("NFC", text))


class Bend(NamedTuple):
    """Where a folded text and the original run apart: `width` code points at `at` were folded from `length` at `start`.

    White space of any length was folded to one blank, and an ellipsis to full stops.
    """

    at: int
    width: int
    start: int
    length: int


class Folded:
    """A text with its typography folded, which knows where it came from."""

    __slots__ = ("_bends", "_inside", "_original", "text")

    def __init__(self, text: str, original: str) -> None:
        """Take a folded text, and the one that it was folded from."""
        self.text: Final = text
        self._original: Final = original
        self._bends: tuple[tuple[int, ...], tuple[Bend, ...]] | None = None
        # The offsets between code points that were folded from one.
        self._inside = frozenset[int]()
        if not original.isascii() and any(each in original for each in _WIDENED):
            _, bends = self._bent()
            self._inside = frozenset([each.at + step for each in bends for step in range(1, each.width)])

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold a text that is in NFC."""
        return cls(_folded(_one_blank(text)), text)

    def occurrences(self, words: str) -> list[Span]:
        """Find folded words; nothing stands nowhere.

        Spans into the folded text, at the boundaries of words and of what was folded.
        """
        found: list[Span] = []
        at = self._next(words, 0)
        while at >= 0:
            found.append(Span(at, at + len(words)))
            at = self._next(words, at + 1)
        return found

    def holds(self, several: Iterable[str]) -> bool:
        """Whether any of several folded words stand in it."""
        for words in several:  # noqa: SIM110 (for every passage: `any` takes twice as long)
            if words in self.text and self._next(words, 0) >= 0:
                return True
        return False

    def _next(self, words: str, after: int) -> int:
        """Give where words stand next from an offset on, -1 where they do not."""
        text, inside = self.text, self._inside
        at = text.find(words, after) if words else -1
        while at >= 0:
            end = at + len(words)
            begun = at == 0 or not (at in inside or _joined(text[at - 1], text[at]))
            if begun and (end == len(text) or not (end in inside or _joined(text[end - 1], text[end]))):
                return at
            at = text.find(words, at + 1)
        return -1

    def sole(self, words: str) -> Span | None:
        """Give where in the original text folded words stand, if it is easily seen that it is one place.

        None says nothing: `occurrences` looks more closely.
        """
        text = self.text
        at = text.find(words)
        end = at + len(words)
        if at < 0 or not words or self._inside or text.find(words, at + 1) >= 0:
            return None
        if (at > 0 and text[at - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
            return None
        start = self._original.find(words)
        return self.original(Span(at, end)) if start < 0 else Span(start, start + len(words))

    def original(self, span: Span) -> Span:
        """Give the stretch of the original text that a stretch of the folded one came from."""
        return Span(self._folded_from(span.start)[0], self._folded_from(span.end - 1)[1])

    def _folded_from(self, offset: int) -> tuple[int, int]:
        """Give the stretch that a code point was folded from."""
        ats, bends = self._bent()
        number = bisect_right(ats, offset)
        if number == 0:
            return offset, offset + 1
        at, width, start, length = bends[number - 1]
        behind = offset - at - width
        return (start, start + length) if behind < 0 else (start + length + behind, start + length + behind + 1)

    def _bent(self) -> tuple[tuple[int, ...], tuple[Bend, ...]]:
        """Give all places, in order, where one code point was not folded from one; found when first needed."""
        if self._bends is None:
            found = tuple(_bends(self._original))
            self._bends = tuple([each.at for each in found]), found
        return self._bends


def _one_blank(text: str) -> str:
    """Write one blank for all white space that stands together."""
    words = " ".join(text.split())
    if len(words) == len(text):
        return words
    if not words:
        return " "
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"


def _bends(text: str) -> Iterator[Bend]:
    shift = 0
    for match in _UNEVEN.finditer(text):
        start, end = match.span()
        width = len(_FOLDS.get(match[0], " "))
        yield Bend(start + shift, width, start, end - start)
        shift += width - (end - start)


def _folded(text: str) -> str:
    """Fold all characters but white space."""
    if not text.isascii():
        for character, folded in _FOLDS.items():
            if character in text:
                text = text.replace(character, folded)
    return text


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word, in scripts that put spaces between words."""
    return left.isalnum() and right.isalnum() and not (_unspaced(left) or _unspaced(right))


def _unspaced(character: str) -> bool:
    """Whether a character is of a script that joins particles or whole sentences without spaces.

    Hangul, kana, Han, Thai.
    """
    return "\u1100" <= character <= "\u11ff" or "\u0e00" <= character <= "\u0eff" or "\u2e80" <= character <= "\ud7ff"


class Passage(NamedTuple):
    """A quote, ready to be looked for: its words in full (`last` is None), or its first and its last words, folded."""

    first: str
    last: str | None = None

    @classmethod
    def of(cls, quote: str) -> Passage | None:
        r"""Read a quote: words, or `first words … last words`, with `\…` for an ellipsis of the text.

        None where it has no such form.
        """
        if "…" not in quote:
            words = fold(quote)
            return cls(words) if words else None
        parts = [fold(part.replace("\\…", "…")) for part in _ELLIPSIS.split(quote)]
        if len(parts) > 2 or not all(parts):
            return None
        return cls(parts[0], parts[1] if len(parts) > 1 else None)


def fold(text: str) -> str:
    """Fold a text's typography, with no white space at its ends."""
    if text.isascii():
        return " ".join(text.split())
    return _folded(" ".join(unicodedata.normalize("NFC", text).split()))


class Anchored(NamedTuple):
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
    if passage.last is None and passage.first.count(" ") >= MOST_WORDS:
        return Anchored("too-long")
    folded = article.folded
    if passage.last is None:
        spans = folded.occurrences(passage.first)
    else:
        spans = _between(folded, passage.first, passage.last)
        if not spans and _between(folded, passage.first, passage.last, most=len(folded.text)):
            return Anchored("too-long")
    places = [folded.original(span) for span in spans]
    if leaving_out and len(places) > 1:
        outside = [place for place in places if not any(zone.start <= place.start < zone.end for zone in leaving_out)]
        places = outside or places
    outcome: Outcome = "not-found" if not places else "found" if len(places) == 1 else "ambiguous"
    return Anchored(outcome, tuple(places))


def sought(quote: str, at: Span | None, article: Article, leaving_out: tuple[Span, ...] = ()) -> Anchored:
    """Find a passage at its recorded place, where it has one and stands there; else in the whole article."""
    if at is not None and stands_at(quote, article, at):
        return Anchored("found", (at,))
    return anchor(quote, article, leaving_out)


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
