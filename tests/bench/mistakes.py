"""Mistakes as people make them in annotations: each a change to the text of a file, and the one code that finds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

_EVENT: Final = re.compile(r"^  - id: .*\n(?:    .*\n)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake: what it does to the text (None where the text has no place for it), and the code that finds it.

    `in_text` is set where it is found only if the article's text is at hand. Two mistakes of one `slot` get into each
    other's way.
    """

    code: str
    slot: str
    make: Callable[[str], str | None]
    in_text: bool = False


def _replaced(pattern: str, by: str) -> Callable[[str], str | None]:
    """Change the first thing that a pattern matches."""

    def make(text: str) -> str | None:
        changed, count = re.subn(pattern, by, text, count=1, flags=re.MULTILINE)
        return changed if count else None

    return make


def _in_event_without(word: str, line: str) -> Callable[[str], str | None]:
    """Put a line before the evidence of the first event that has no such field; `{id}` is the event's."""

    def make(text: str) -> str | None:
        for event in _EVENT.finditer(text):
            if f"\n    {word}:" not in event[0]:
                name = event[0].split("\n", 1)[0].removeprefix("  - id: ")
                at = event.start() + event[0].index("    evidence:\n")
                return f"{text[:at]}    {line.format(id=name)}\n{text[at:]}"
        return None

    return make


MISTAKES: Final = (
    Mistake("SHP001", "status", _replaced(r"^    status: .*\n", "")),
    Mistake("SHP002", "colour", _in_event_without("colour", "colour: red")),
    Mistake("SHP004", "status", _replaced(r"^    status: .*$", "    status: happened")),
    Mistake("SHP005", "head", _replaced(r"^  language: en$", "  language: English")),
    Mistake("SHP009", "date", _replaced(r"^    date: .*$", "    date: 3 January 2001")),
    Mistake("SHP010", "date", _replaced(r"^    date: (.{4}).*$", r"    date: \1-02-30")),
    Mistake("YML006", "summary", _replaced(r"^(    summary: .*\n)", r"\1\1")),
    Mistake("YML008", "basis", _replaced(r"^    date_basis: (.*)$", r"    date_basis: &basis \1")),
    Mistake("YML018", "note", _in_event_without("note", "note: NO")),
    Mistake("NAM001", "head", _replaced(r"^  publisher: .*$", "  publisher: the-herold")),
    Mistake("NAM002", "place", _replaced(r"^    place: {place: [^,]+", "    place: {place: atlantis")),
    Mistake("NAM004", "head", _replaced(r"^  annotators: (.*), .*$", r"  annotators: \1, a99]")),
    Mistake("NAM006", "office", _replaced(r"office: president\b", "office: presidnt")),
    Mistake("REF001", "relation", _in_event_without("relations", "relations: [{{relation: repeats, event: lost}}]")),
    Mistake("REF004", "relation", _in_event_without("relations", "relations: [{{relation: precedes, event: {id}}}]")),
    Mistake("EVI008", "evidence", _replaced(r"^      event: (.*\n)", r"      event: \1      by.7: \1")),
    Mistake("EVI001", "evidence", _replaced(r'^(      event: .*?) \w+"', r'\1 nowhere"'), in_text=True),
)


def spoilt(text: str, random: Random) -> tuple[str, list[Mistake]]:
    """Make one or two mistakes in the text of an annotation."""
    wanted, made = random.choice((1, 1, 2)), list[Mistake]()
    for mistake in _shuffled(random):
        if len(made) < wanted and mistake.slot not in {each.slot for each in made}:
            changed = mistake.make(text)
            if changed is not None:
                text = changed
                made.append(mistake)
    return text, made


def _shuffled(random: Random) -> Iterator[Mistake]:
    yield from random.sample(MISTAKES, len(MISTAKES))
