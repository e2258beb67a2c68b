"""An author's words, made safe to show: in a terminal, a log, a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
    "\ud800-\udfff\U000e0000-\U000e0fff]|#(?=#\\[)"
)
"""Controls, formats, bidirectional and invisible characters: what steers a terminal or deceives a reader;
and `##[`, which begins a command in the log of a workflow."""

_LONGEST: Final = 120


def visible(text: str, longest: int = _LONGEST) -> str:
    r"""Write what cannot be seen as `\u{…}` escapes, and shorten to so many code points, with an ellipsis within."""
    if len(text) > longest:
        half = longest // 2
        text = f"{text[:half]} … {text[-half:]}"
    return _HIDDEN.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)


def listed(words: Sequence[str], conjunction: str = "or", most: int = 24) -> str:
    """Write words in backticks as a list, `a`, `b` or `c`, shortened to so many."""
    shown = [f"`{visible(word)}`" for word in words[:most]]
    if len(words) > most:
        return ", ".join(shown) + f" {conjunction} {len(words) - most} more"
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + f" {conjunction} {shown[-1]}"


def sentence(text: str) -> str:
    """Make the first sentence of a description ready to follow a colon: begun small, and without its full stop."""
    first = text.partition(". ")[0].removesuffix(".")
    return first if first[1:2].isupper() else first[:1].lower() + first[1:]


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"
