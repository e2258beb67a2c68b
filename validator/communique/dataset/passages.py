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
    if "…" not in quote:
        return " ".join(quote.split()), None
    first, *rest = (" ".join(part.replace("\\…", "…").split()) for part in _ELLIPSIS.split(quote))
    return first, rest[-1] if rest else None


def fragment(quote: str) -> str:
    """Give the directive of a URL's fragment that scrolls to a passage and marks it (WICG Text Fragments)."""
    return _fragment(*parts(quote))


def _fragment(first: str, last: str | None) -> str:
    return ":~:text=" + ",".join([_encoded(part) for part in (first, last) if part])


def _encoded(text: str) -> str:
    """Encode all that a directive or a URL gives a meaning to: `-`, `,`, `&` too.

    Where blanks are safe, most texts are, and come back as they are: that is four times as fast.
    """
    return percent(text, safe=" ").replace(" ", "%20").replace("-", "%2D")


def link(url: str, quote: str) -> str:
    """Give the address of a passage in an article."""
    return _link(url, fragment(quote))


def _link(url: str, directive: str) -> str:
    return f"{url}{'' if '#' in url else '#'}{directive}"


def selectors(passage: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the W3C's selectors of a passage of a report: each of them selects it.

    A quote in full is a TextQuoteSelector. Of `first … last` only the ends are known, which a TextQuoteSelector cannot
    say, and a RangeSelector would leave the last words out: it is a FragmentSelector, by the rules of text fragments.
    """
    return located(passage, None)["selectors"]  # type: ignore[no-any-return]  # this key is a list


def located(passage: Mapping[str, Any], url: str | None) -> dict[str, Any]:
    """Give what tells other programs where a passage is: `selectors`, and the `link` where its article has a URL."""
    first, last = parts(passage["quote"])
    directive = _fragment(first, last)
    found: list[dict[str, Any]] = []
    if last is None:
        found.append({"exact": first, "type": "TextQuoteSelector"})
    found.append({"conformsTo": TEXT_FRAGMENTS, "type": "FragmentSelector", "value": directive})
    if "at" in passage:
        start, end = passage["at"]
        found.append({"end": end, "start": start, "type": "TextPositionSelector"})
    return {"selectors": found} if url is None else {"selectors": found, "link": _link(url, directive)}
