"""Texts: nothing but letters and signs that every reader sees, spelt in one way.

What a file's texts can hold, its own characters tell, unless there are escapes in it. White space of ASCII at their
ends is refused by the narrowed schema.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.sight import Sight

COVERS: Final = frozenset({"TXT001", "TXT002", "TXT003", "TXT004", "TXT005"})

PLAIN: Final = re.compile(
    "[\x00-\x7f\xa1-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u3001-\u3029\u3041-\u3096"
    "\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*"
)
"""Texts of which nothing is to be said: all of it is seen, stands alone, and belongs to scripts that do not mix."""

UNSEEN: Final = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that cannot be seen, or that turn the direction of writing."""

_LIKE_LATIN: Final = (
    "\u0370-\u052f\u1c80-\u1c8f\u1d26-\u1d2b\u1d5d-\u1d61\u1d66-\u1d6a\u1d78\u1f00-\u1fff\u2126-\u2127\u2de0-\u2dff"
    "\ua640-\ua69f\uab65\ufe2e-\ufe2f\U00010140-\U0001018e\U000101a0\U0001d200-\U0001d245\U0001e030-\U0001e08f"
)
GREEK_OR_CYRILLIC: Final = re.compile(f"[{_LIKE_LATIN}]")
NEITHER: Final = re.compile(rf"[^\W0-9_\u02b0-\u02ff{_LIKE_LATIN}]")
"""Letters that may be Latin ones: all others."""

_ASCII: Final = bytes(range(128))
_ESCAPED: Final = re.compile(rb"\\[uUxNLP_\r\n]")
_BLANK_AT_END: Final = re.compile(r"[\"'][^\S\x00-\x7f]|[^\S\x00-\x7f][\"']")
_WORD: Final = re.compile(r"\w+")


def suspicious(sight: Sight) -> bool:
    """Whether a text may hold what deceives a reader, or makes equal words differ."""
    data = sight.data
    escaped = b"\\" in data and _ESCAPED.search(data) is not None
    if not data.isascii() and not PLAIN.fullmatch(data.translate(None, _ASCII).decode()):
        text = data.decode()
        if _BLANK_AT_END.search(text) or not _is_fair(text):
            return True
    return escaped and not all(
        text.isascii() or (text == text.strip() and _is_fair(text)) for text in _texts(sight.value)
    )


def _is_fair(text: str) -> bool:
    """Whether it is certain that a text has nothing unseen in it, no mixed words, and is in normal form C."""
    if UNSEEN.search(text) or not unicodedata.is_normalized("NFC", text):
        return False
    if not GREEK_OR_CYRILLIC.search(text):
        return True
    return not any(GREEK_OR_CYRILLIC.search(word) and NEITHER.search(word) for word in _WORD.findall(text))


def _texts(value: Any) -> Iterator[str]:
    """Walk the texts of a value; keys are words of the format, and are not among them."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
