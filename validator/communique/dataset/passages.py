"""Passages as other programs find them: links that scroll to a quote, and selectors of the W3C's Web Annotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote as percent

if TYPE_CHECKING:
    from collections.abc import Mapping

_ELLIPSIS: Final = re.compile(r"(?<!\\)…")
TEXT_FRAGMENTS: Final = "https://wicg.github.io/scroll-to-text-fragment/"


def parts(quote: str) -> tuple[str, str | None]:
    """Give a quote's words as they are in the article: all of them and None, or the first and the last."""
    first, *rest = (" ".join(part.replace("\\…", "…").split()) for part in _ELLIPSIS.split(quote))
    return first, rest[-1] if rest else None


def fragment(quote: str) -> str:
    """Give the directive of a URL's fragment that scrolls to a passage and marks it (WICG Text Fragments)."""
    first, last = parts(quote)
    return ":~:text=" + ",".join(_encoded(part) for part in (first, last) if part)


def _encoded(text: str) -> str:
    """Encode all that the directive or a URL gives a meaning to: `-`, `,` and `&` among them."""
    return percent(text, safe="").replace("-", "%2D")


def link(url: str, quote: str) -> str:
    """Give the address of a passage in an article."""
    return f"{url}{'' if '#' in url else '#'}{fragment(quote)}"


def selectors(passage: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the W3C's selectors of a passage of a report: each of them selects it.

    A quote in full is a TextQuoteSelector. Of `first … last` only the ends are known, which a TextQuoteSelector cannot
    say, and a RangeSelector would leave the last words out: it is a FragmentSelector, by the rules of text fragments.
    """
    quote = str(passage["quote"])
    first, last = parts(quote)
    found: list[dict[str, Any]] = []
    if last is None:
        found.append({"type": "TextQuoteSelector", "exact": first})
    found.append({"type": "FragmentSelector", "conformsTo": TEXT_FRAGMENTS, "value": fragment(quote)})
    if "at" in passage:
        start, end = passage["at"]
        found.append({"type": "TextPositionSelector", "start": start, "end": end})
    return found
