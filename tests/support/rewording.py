"""Small changes to texts of articles, and to the passages that are quoted from them."""

from __future__ import annotations

import re
import unicodedata
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from random import Random

_ODD: Final = (
    *("이재명은 ", "각", "\u1100\u1161", "\u11a8", "e\u0301", "\u0301", "😀", "👩‍👧", "ﬁ", "İ", "ß", "漢字"),
    *(" ", "\t", "\n", "\n\n", "\r\n", "\r", "\u00a0", "\u2009", "\u3000", "\x1c", "\u2028", "\u200b", "\ufeff"),
    *("…", " … ", "\\…", "⋯", "...", ".", ",", "“", "”", "«", "’", "'", "—", "–", "-", "(", ")", "[", "]", "@", "/"),
)
_WORDS: Final = (
    *("on Monday ", "on Friday, ", "Sunday ", "last week ", "on 3 May ", "Nov. 1, 2025 ", "2025 ", "in early May "),
    *("the ", "and ", "President ", "(AP)", " (AP Photo/Luz Rey)", "[AFP]", "REUTERS/", "Photo: ", "three ", "5,000 "),
    *("Read More:\n- Cup Tickets\n", "By Ana Paz\n", "LIMA (AP) — ", "(END)", "a@b.example", "Advertisement\n"),
)
_TYPOGRAPHY: Final = str.maketrans({"“": '"', "”": "„", "’": "'", "'": "’", "—": "-", "-": "–", " ": "\u00a0"})


def reworded(text: str, random: Random) -> bytes:
    """Change a text a few times, or not at all, and write it as people's tools do."""
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        text = _changed(text, random)
    match random.randrange(6):
        case 0:
            text = text.replace("\n", "\r\n")
        case 1:
            text = unicodedata.normalize("NFD", text)
        case 2:
            text = f"\ufeff{text}"
        case _:
            pass
    return text.encode("utf-8", "replace")


def _changed(text: str, random: Random) -> str:
    words = re.split(r"(?<=\s)(?=\S)", text)
    index, other = random.randrange(len(words)), random.randrange(len(words))
    match random.randrange(10):
        case 0:
            del words[index : index + random.choice((1, 1, 3))]
        case 1:
            words[index:index] = words[other : other + random.choice((1, 3, 12))]
        case 2:
            words[index], words[other] = words[other], words[index]
        case 3:
            words[index] = words[index].translate(_TYPOGRAPHY)
        case 4:
            words[index] = words[index].swapcase()
        case 5:
            words.insert(index, random.choice(_WORDS))
        case 6:
            lines = text.split("\n")
            lines.insert(random.randrange(len(lines)), random.choice(lines) or random.choice(_WORDS))
            return "\n".join(lines)
        case 7:
            return re.sub(r"\s+", lambda _: random.choice((" ", "\n", "  ", "\u00a0")), text)
        case _:
            place = random.randint(0, len(text))
            return text[:place] + random.choice(_ODD) + text[place:]
    return "".join(words)


def requoted(document: Any, text: str, random: Random) -> Any:
    """Copy an annotation with one of its passages, or what it is given for, changed."""
    made = deepcopy(document)
    events = [event for event in made.get("events") or [] if event.get("evidence")]
    if not events:
        return made
    event = random.choice(events)
    evidence = event["evidence"]
    key = random.choice(sorted(evidence))
    given = evidence[key]
    several = given if isinstance(given, list) else [given]
    index = random.randrange(len(several))
    quote = several[index] if isinstance(several[index], str) else several[index]["quote"]
    changed: Any = _requoted(quote, text, random)
    match random.randrange(8):
        case 0 if key != "event":
            del evidence[key]
            return made
        case 1:
            name = random.choice([name for name in event if name not in {"id", "type", "evidence"}])
            evidence[name] = deepcopy(given)
            return made
        case 2:
            evidence[key] = [*several, changed]
            return made
        case 3:
            start = text.find(quote) + random.choice((0, 0, 0, 1, -1))
            changed = {"quote": quote, "at": [max(0, start), max(0, start) + len(quote) + random.choice((0, 0, 1))]}
        case 4:
            event["date_basis"] = random.choice(("published", "inferred", "stated", "computed"))
            return made
        case _:
            pass
    evidence[key] = [*several[:index], changed, *several[index + 1 :]] if isinstance(given, list) else changed
    return made


def _requoted(quote: str, text: str, random: Random) -> str:
    words, start, place = quote.split(" "), random.randrange(max(1, len(text))), random.randint(0, len(quote))
    around = max(0, text.find(quote) - 20)
    ways = (
        " ".join(words[random.randrange(2) :]),
        " ".join(words[: random.randint(1, len(words))]),
        f"{words[0]} … {words[-1]}",
        quote.translate(_TYPOGRAPHY),
        unicodedata.normalize("NFD", quote),
        " ".join(text[start : start + random.choice((5, 40, 200, 400))].split()),
        " ".join(text[around : around + len(quote) + random.choice((20, 30, 80))].split()[random.randrange(3) :]),
        quote[:place] + random.choice(_ODD) + quote[place:],
    )
    return random.choice(ways) or "x"
