"""What to say of a passage that was not found, or was found too often.

The nearest words, and longer quotes that stand once.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from communique.source import Span

if TYPE_CHECKING:
    from communique.anchor import Article, Folded

_WORD: Final = re.compile(r"\S+")
_LEAST_LIKENESS: Final = 0.6
_CANDIDATES: Final = 12
_MOST_WORDS: Final = 12
_PUNCTUATION: Final = ".,;:!?\"')"


def nearest_passage(words: str, article: Article) -> Span | None:
    """Find the stretch of the text that is most like some folded words.

    It has the same number of words, most of them the same. Gives a span into the original text, or None where nothing
    is near.
    """
    from difflib import SequenceMatcher

    folded = article.folded
    places = list(_WORD.finditer(folded.text))
    tokens = [match[0].lower() for match in places]
    wanted = words.lower().split(" ")
    if len(tokens) < len(wanted):
        return None
    best: tuple[float, int] = (_LEAST_LIKENESS, -1)
    for start in _likely(tokens, wanted):
        window = " ".join(tokens[start : start + len(wanted)])
        ratio = SequenceMatcher(None, window, " ".join(wanted), autojunk=False).ratio()
        best = max(best, (ratio, start), key=lambda each: each[0])
    if best[1] < 0:
        return None
    first, last = places[best[1]], places[best[1] + len(wanted) - 1]
    return folded.original(Span(first.start(), last.end()))


def _likely(tokens: list[str], wanted: list[str]) -> list[int]:
    """Give the windows that share most words with what is wanted, in one pass over the text."""
    need, size = Counter(wanted), len(wanted)
    have: Counter[str] = Counter(tokens[:size])
    shared = sum((need & have).values())
    scores = [(shared, 0)]
    for start in range(1, len(tokens) - size + 1):
        for word, step in ((tokens[start - 1], -1), (tokens[start + size - 1], 1)):
            before = min(have[word], need[word])
            have[word] += step
            shared += min(have[word], need[word]) - before
        scores.append((shared, start))
    return [start for _, start in sorted(scores, key=lambda each: (-each[0], each[1]))[:_CANDIDATES]]


def difference(words: str, found: str) -> str:
    """Say which words differ between a quote and a stretch of the text, both folded: `asked` for `has asked`."""
    from difflib import SequenceMatcher

    # What stands behind the last word in the text is no part of what was quoted.
    one, other = words.split(" "), found.rstrip(_PUNCTUATION if words[-1:] not in _PUNCTUATION else "").split(" ")
    changes = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            written, printed = " ".join(one[a:b]), " ".join(other[c:d])
            changes.append(f"`{printed or 'nothing'}` where you have `{written or 'nothing'}`")
    return ", ".join(changes)


def longer_quote(span: Span, article: Article) -> str | None:
    """Give the shortest quote around a place that stands once in the text.

    Words added behind first, then before. None past 12 words.
    """
    folded = article.folded
    places = [Span(*match.span()) for match in _WORD.finditer(folded.text)]
    originals = map(folded.original, places)
    inside = [index for index, each in enumerate(originals) if each.end > span.start and each.start < span.end]
    first, last = inside[0], inside[-1]
    for more in range(1, _MOST_WORDS + 1):
        for before in range(more + 1):
            start, end = first - before, last + more - before
            if start >= 0 and end < len(places):
                stretch = Span(places[start].start, places[end].end)
                if _stands_once(folded, stretch):
                    original = folded.original(stretch)
                    return " ".join(article.text[original.start : original.end].split())
    return None


def _stands_once(folded: Folded, stretch: Span) -> bool:
    return len(folded.occurrences(folded.text[stretch.start : stretch.end])) == 1
