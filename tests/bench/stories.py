"""What can happen in a generated corpus: stories with their sentence, their coding and their passages, from `stories/`.

A story is written as a mapping: `id`, `type`, `text` (the sentence that tells it), `more` (a second one), `summary`,
`place`, `until`, `fields` (the lines of its type, as they stand in an annotation), `note`, and `quotes` (its passages
by field). `noun` names it where someone confirms it, `source` is who does. A `planned` story lies ahead of its
article. Each passage has words that no other story has, so that it stands once in any article. `$names` are put in
from the pair that the article is about, `$when` is the date as the article words it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER: Final = Path(__file__).parent / "stories"
_KNOWN: Final = frozenset(
    {
        *("id", "type", "noun", "source", "text", "more", "summary", "place", "until", "fields", "note", "quotes"),
        "planned",
    }
)


@dataclass(frozen=True, slots=True)
class Story:
    """One kind of thing that happens, with `$names` left open."""

    id: str
    type: str
    noun: str
    source: str
    text: Template
    summary: Template
    place: Template | None
    until: Template | None
    fields: Template
    note: str | None
    quotes: tuple[tuple[str, Template], ...]
    planned: bool

    @classmethod
    def of(cls, read: Mapping[str, Any]) -> Story:
        """Make a story of its mapping."""
        if unknown := read.keys() - _KNOWN:
            message = f"the story `{read.get('id')}` has fields that nothing reads: {', '.join(sorted(unknown))}"
            raise ValueError(message)
        more = f" {read['more']}" if "more" in read else ""
        return cls(
            id=read["id"],
            type=read["type"],
            noun=read["noun"],
            source=read["source"],
            text=Template(f"{read['text']}{more}"),
            summary=Template(read["summary"]),
            place=Template(read["place"]) if "place" in read else None,
            until=Template(read["until"]) if "until" in read else None,
            fields=Template("".join(f"    {line}\n" for line in read["fields"])),
            note=read.get("note"),
            quotes=tuple((field, Template(quote)) for field, quote in read["quotes"].items()),
            planned=read.get("planned", False),
        )


@cache
def stories() -> Mapping[str, tuple[Story, ...]]:
    """Give all stories by the type of their event."""
    found: dict[str, list[Story]] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        for read in yaml.safe_load(path.read_text("utf-8")):
            story = Story.of(read)
            found.setdefault(story.type, []).append(story)
    return {word: tuple(several) for word, several in sorted(found.items())}
