"""Sites made in memory, and their pages read as a browser reads them: elements, attributes, texts."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from communique import site
from communique.export import About
from communique.loaded import Dataset
from communique.site.holdings import Library
from tests.support.sample import ABOUT, compiled, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Tables: TypeAlias = "dict[str, list[dict[str, Any]]]"

CORPORA: Final = ("sample-corpus", "corpus")
_VOID: Final = frozenset({"meta", "link", "input", "br", "hr"})
_ALONE: Final = frozenset({"path", "rect", "line", "circle"})
"""Elements of SVG that have nothing in them, and end themselves."""


@dataclass
class Element:
    """An element: its name, attributes, the text in it and below it, and the element around it."""

    tag: str
    attributes: dict[str, str]
    around: Element | None
    text: str = ""

    def within(self, tag: str) -> bool:
        """Whether an element of this name is around it."""
        return self.around is not None and (self.around.tag == tag or self.around.within(tag))


@dataclass
class Page(HTMLParser):
    """A page that was read: its elements in their order. Whatever is not closed in its order fails."""

    source: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__()
        self._open: list[Element] = []
        self.comments: list[str] = []
        self.feed(self.source)
        self.close()
        assert self._open == [], f"never closed: {[each.tag for each in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"an attribute twice: <{tag} {attrs}>"
        element = Element(tag, attributes, self._open[-1] if self._open else None)
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element without content."""
        assert tag in _ALONE, f"<{tag}/> does not end itself in HTML"
        self.handle_starttag(tag, attrs)
        self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """End the element that was begun last."""
        assert self._open, f"</{tag}> ends nothing"
        ended = self._open.pop()
        assert ended.tag == tag, f"</{tag}> where <{ended.tag}> was to be ended"

    def handle_data(self, data: str) -> None:
        """Take a text."""
        for element in self._open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        """Take a comment."""
        self.comments.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Give the elements of a name that have these attributes; `class_` for `class`."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [each for each in self.elements if each.tag == tag and wanted.items() <= each.attributes.items()]

    def one(self, tag: str, **attributes: str) -> Element:
        """Give the one element of a name with these attributes."""
        (found,) = self.all(tag, **attributes)
        return found


def tables(corpus: str = "sample-corpus") -> Tables:
    """Give the rows of a dataset, to be changed."""
    return deepcopy(_tables(corpus))


@cache
def _tables(corpus: str) -> Tables:
    return {name: list(rows) for name, rows in compiled(corpus).tables.items()}


def library(corpus: str = "sample-corpus") -> Library:
    """Give a dataset as its pages ask for it."""
    return Library(Dataset({name: tuple(rows) for name, rows in _tables(corpus).items()}))


def made(rows: Mapping[str, Any], about: About = ABOUT) -> dict[str, bytes]:
    """Make a site of rows: bytes by the names of the files."""
    return read(site.files(Dataset({name: tuple(several) for name, several in rows.items()}), about))


@cache
def made_of(corpus: str) -> Mapping[str, bytes]:
    """Make the site of a corpus as it is."""
    return made(_tables(corpus))


def pages(files: Mapping[str, bytes]) -> dict[str, Page]:
    """Read all pages of a site."""
    return {name: Page(data.decode()) for name, data in files.items() if name.endswith(".html")}


@cache
def pages_of(corpus: str) -> Mapping[str, Page]:
    """Read all pages of the site of a corpus."""
    return pages(made_of(corpus))


def handed_over(files: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    """Give what the scripts of a site hand over to its pages: kinds and values."""
    for name, data in files.items():
        if name.startswith("data/"):
            text = data.decode().removeprefix("communique.take(").removesuffix(");\n")
            kind, value = json.loads(f"[{text}]")
            yield kind, value


def changed(value: Any, change: Callable[[tuple[str, ...], str], str], way: tuple[str, ...] = ()) -> Any:
    """Change the texts of a value, each with the names of the fields that lead to it."""
    if isinstance(value, dict):
        return {name: changed(each, change, (*way, name)) for name, each in value.items()}
    if isinstance(value, list):
        return [changed(each, change, way) for each in value]
    return change(way, value) if isinstance(value, str) else value
