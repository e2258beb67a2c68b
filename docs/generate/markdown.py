"""Markdown made of words: what is said in the code is shown as it stands, whatever signs are in it."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SPAN: Final = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_FENCE: Final = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING: Final = re.compile(r"^(#+) (.*)$")
_ITEM: Final = re.compile(r"^- ", re.MULTILINE)
_SPECIAL: Final = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation}


def plain(text: str) -> str:
    """Give a text as inline Markdown that shows just its characters; white space is one space."""
    return " ".join(text.split()).translate(_SPECIAL)


def code(text: str) -> str:
    """Give a text as code: inline HTML, so that it may hold any sign, and stand in a table."""
    return f"<code>{plain(text)}</code>"


def inline(text: str) -> str:
    """Give a sentence of a docstring as inline Markdown: what stands in backticks is code, all else is itself."""
    parts = _SPAN.split(" ".join(text.split()))
    return "".join(code(part) if index % 2 else part.translate(_SPECIAL) for index, part in enumerate(parts))


def block(text: str, titles: Mapping[str, str] | None = None) -> str:
    """Give a docstring as Markdown: its fences, headings and lists stay, its sentences are shown as they stand.

    `titles` are what stands above a fence that names no file, by its language.
    """
    parts = []
    end = 0
    for match in _FENCE.finditer(text):
        parts += [
            *_paragraphs(text[end : match.start()]),
            fence(match[3], match[1], match[2] or (titles or {}).get(match[1], "")),
        ]
        end = match.end()
    return "\n\n".join([*parts, *_paragraphs(text[end:])])


def _paragraphs(text: str) -> list[str]:
    return [_paragraph(each) for each in re.split(r"\n\s*\n", text) if each.strip()]


def _paragraph(text: str) -> str:
    heading = _HEADING.match(text.strip())
    if heading:
        return f"{heading[1]} {inline(heading[2])}"
    if _ITEM.match(text):
        return bullets(_ITEM.split(text)[1:])
    return inline(text)


def bullets(lines: Iterable[str]) -> str:
    """Make a list of sentences of docstrings."""
    return "\n".join(f"- {inline(line)}" for line in lines)


def fence(body: str, language: str = "", title: str = "") -> str:
    """Show lines of code, with the name of their file above them where one is given."""
    marks = "`" * max(3, *(len(found) + 1 for found in re.findall("`+", body) or [""]))
    head = f'{language or "text"} title="{title}"' if title else language or "text"
    return "\n".join([f"{marks}{head}", body.rstrip("\n"), marks])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table of cells that are inline Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def link(text: str, target: str) -> str:
    """Lead from inline Markdown to a page of the site, by its path from here."""
    return f"[{text}]({target})"


def page(title: str, *parts: str, description: str, boost: float = 1) -> str:
    """Put a page together: what search engines are told, its heading, and its parts, but for the empty ones.

    `boost` says by how much it comes sooner, or later, among what a search finds.
    """
    words = " ".join(description.split()).replace("`", "").replace("'", "''")
    head = f"---\ndescription: '{words}'\nsearch:\n  boost: {boost}\n---"
    return "\n\n".join([head, f"# {inline(title)}", *(part for part in parts if part)]) + "\n"
