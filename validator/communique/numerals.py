"""Numbers as newspapers write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES: Final = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"), (100, "hundred"))


@lru_cache(maxsize=1_000)
def spellings(number: int) -> tuple[str, ...]:
    """Give the ways in which newspapers write a number: digits, with separators, in words, and in round millions."""
    forms = [str(number), f"{number:,}", in_words(number)]
    for scale, word in _SCALES[:2]:
        if number and number % (scale // 10) == 0 and number >= scale:
            forms.append(f"{re.sub('[.]0$', '', str(number / scale))} {word}")
    return tuple(forms)


def in_words(number: int) -> str:
    """Write a whole number that is not negative in English words: `forty-two`, `one hundred and five`."""
    if number < len(_ONES):
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    scale, word = next((scale, word) for scale, word in _SCALES if number >= scale)
    many, rest = divmod(number, scale)
    joint = " and " if rest and rest < 100 else " "
    return f"{in_words(many)} {word}" + (f"{joint}{in_words(rest)}" if rest else "")
