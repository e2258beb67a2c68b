"""“Did you mean …?”, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKENESS: Final = 0.7
"""The share of matching characters (difflib's ratio) from which two words are near: a slip passes, another word not."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that looks most like this one, None where none is near; of equals, the alphabet's first."""
    from difflib import get_close_matches

    folded = word.replace("_", "-").lower()
    candidates = {each.replace("_", "-").lower(): each for each in sorted(known, reverse=True) if each != word}
    matches = get_close_matches(folded, candidates, n=1, cutoff=_LIKENESS)
    return candidates[matches[0]] if matches else None


def ask(word: str, known: Iterable[str]) -> str | None:
    """Give the question that offers the nearest known word, None where none is near."""
    near = nearest(word, known)
    return None if near is None else f"did you mean `{near}`?"
