"""How the values of a file are laid out in its text: in lines or in braces, where entries end, and what goes with them.

For edits that move more than a scalar. All places are offsets in code points, all ends are excluded.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.diagnostic import Edit
from communique.fault import Place, Route
from communique.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.subset import Value
    from communique.tree import Tree

    Entries = dict[str, Value]

PLAIN_IN_FLOW: Final = re.compile(r"[^\s,\[\]{}#:\"'&*!|>%@`-][^,\[\]{}#:\n]*")
"""A plain scalar that is the same scalar in braces."""

_FIT_FOR_FLOW: Final = re.compile(rf"{PLAIN_IN_FLOW.pattern}|['\"][\s\S]*")
_COMMA: Final = re.compile(r"\s*,\s*")
_COMMA_IN_LINE: Final = re.compile(r"\s*,[ \t]*")
_REST: Final = re.compile(r"[ \t]*(#[^\r\n]*)?")
_COMMENT: Final = re.compile(r"(?<!\S)#[^\r\n]*")
_COLON: Final = re.compile(r"\s*:")
_EMPTY: Final = re.compile(r"[ \t]*\r?\n")
_HEADER: Final = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\r\n]*)?")
"""What stands in the line in which a block of text begins."""


@dataclass(frozen=True, eq=False)
class Layout:
    """The layout of one file."""

    tree: Tree

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.tree.source.text

    @property
    def line_end(self) -> str:
        """What ends the first line, and so what a new line should end with."""
        first, found, _ = self.text.partition("\n")
        return "\r\n" if found and first.endswith("\r") else "\n"

    def entries(self, route: Route) -> Entries:
        """Give the mapping at a route that is known to lead to one."""
        value = self.tree.at(route)
        assert isinstance(value, dict)
        return value

    def key(self, route: Route) -> Span:
        """Tell where the key of a value stands."""
        return self.tree.span(Place(route, "key"))

    def start(self, route: Route) -> int:
        """Tell where a value begins; nothing begins behind the colon."""
        span = self.tree.span(Place(route))
        return self._behind_colon(route) if self._is_nothing(route, span) else span.start

    def end(self, route: Route) -> int:
        """Tell where a value ends: the last one in it, where it is written in lines."""
        value, span = self.tree.at(route), self.tree.span(Place(route))
        if isinstance(value, dict | list) and value and not self.in_braces(route):
            return self.end((*route, next(reversed(value)) if isinstance(value, dict) else len(value) - 1))
        return self._behind_colon(route) if self._is_nothing(route, span) else span.end

    def _is_nothing(self, route: Route, span: Span) -> bool:
        return self.tree.at(route) is None and bool(route) and isinstance(route[-1], str) and span == self.key(route)

    def _behind_colon(self, route: Route) -> int:
        colon = _COLON.match(self.text, self.key(route).end)
        return colon.end() if colon else self.key(route).end

    def in_braces(self, route: Route) -> bool:
        """Whether a mapping or a list is written in braces or brackets."""
        return self.text[self.tree.span(Place(route)).start : self.tree.span(Place(route)).start + 1] in {"{", "["}

    def written(self, route: Route) -> str:
        """Give a value as it is written."""
        return self.text[self.start(route) : self.end(route)]

    def column(self, offset: int) -> int:
        """Count the code points before a place in its line."""
        return self.tree.source.position(offset).column - 1

    def line_from(self, offset: int) -> int:
        """Tell where the line of a place begins."""
        return offset - self.column(offset)

    def line_to(self, offset: int) -> int:
        """Tell where the text of the line of a place ends, before what ends the line."""
        line = self.tree.source.position(offset).line
        return self.line_from(offset) + len(self.tree.source.line(line))

    def end_of_lines(self, route: Route) -> int:
        """Tell where the last line of an entry ends, with the comment that stands there."""
        end = self.end(route)
        found = _REST.match(self.text, end)
        return found.end() if found and found[1] else end

    def comments(self, route: Route) -> list[str]:
        """Give the comments in an entry and behind it, but for those inside of braces."""
        start, end = self.key(route).end, self.end_of_lines(route)
        whole = sorted(self._whole(self.tree.at(route), route))
        found: list[str] = []
        for span in [*whole, Span(end, end)]:
            found += (match[0] for match in _COMMENT.finditer(self.text, start, span.start))
            start = span.end
        return found

    def _whole(self, value: Value, route: Route) -> Iterator[Span]:
        """Tell where the keys and values below a route stand, each as it is written, and what is in braces as one."""
        if isinstance(value, dict) and not self.in_braces(route):
            for name, each in value.items():
                yield self.key((*route, name))
                yield from self._whole(each, (*route, name))
        elif isinstance(value, list) and not self.in_braces(route):
            for index, each in enumerate(value):
                yield from self._whole(each, (*route, index))
        else:
            header = _HEADER.match(self.text, self.start(route))
            yield Span(header.end() if header else self.start(route), self.end(route))

    def behind_dash(self, route: Route) -> bool:
        """Whether something stands before a key in its line, as the dash of a list does."""
        key = self.key(route)
        return bool(self.text[self.line_from(key.start) : key.start].strip())

    def explicit(self, route: Route) -> bool:
        """Whether a key is led by a question mark."""
        key = self.key(route)
        return self.text[self.line_from(key.start) : key.start].rstrip().endswith("?")

    def comments_above(self, route: Route) -> int:
        """Tell where the comment lines begin that stand right above a key, in its column; else where its line does.

        Those with which the file begins are about the file.
        """
        start = self.line_from(self.key(route).start)
        at, column = start, self.column(self.key(route).start)
        while at > 0:
            above = self.line_from(at - 1)
            if not self.text.startswith(" " * column + "#", above):
                return at
            at = above
        return start

    def in_flow(self, route: Route) -> str:
        """Write a value so that it can stand in braces, as its author wrote it where that is possible."""
        value, written = self.tree.at(route), self.written(route)
        if self.in_braces(route[:-1]) or (isinstance(value, dict | list) and (self.in_braces(route) or not value)):
            return written or "null"
        if isinstance(value, dict | list):
            return self._braced(value, route)
        if isinstance(value, str) and (written[:1] in {"|", ">"} or not _FIT_FOR_FLOW.fullmatch(written)):
            return json.dumps(value, ensure_ascii=False)
        return written or "null"

    def _braced(self, value: Entries | list[Value], route: Route) -> str:
        """Put what is written in lines into braces or brackets."""
        if isinstance(value, list):
            return f"[{', '.join(self.in_flow((*route, index)) for index in range(len(value)))}]"
        keys = {name: self.text[slice(*self.key((*route, name)))] for name in value}
        return "{" + ", ".join(f"{key}: {self.in_flow((*route, name))}" for name, key in keys.items()) + "}"

    def remark(self, route: Route) -> str:
        """Give the comment in the first line of a block of text, to be put behind what takes its place."""
        found = _HEADER.match(self.written(route))
        return f"  {found[1]}" if found and found[1] else ""

    def indented(self, start: int, end: int, by: int) -> Iterator[Edit]:
        """Move the lines after the first one of a stretch to the right; empty ones have nothing to move."""
        at = self.text.find("\n", start, end) + 1
        while at > 0:
            if self.text[at : self.line_to(at)].strip():
                yield Edit(Span(at, at), " " * by)
            at = self.text.find("\n", at, end) + 1

    def without(self, route: Route, *, comments: bool) -> Edit:
        """Take an entry out of its mapping, with the comments that go with it; or leave these in its place."""
        mapping, key, end = route[:-1], self.key(route), self.end(route)
        names = list(self.entries(mapping))
        index = names.index(str(route[-1]))
        following = self.key((*mapping, names[index + 1])).start if index + 1 < len(names) else None
        if self.in_braces(mapping):
            before = self.end((*mapping, names[index - 1])) if index else key.start
            left = "".join(f"  {each}{self.line_end}" for each in self.comments(route) if each in self._gap(route))
            return Edit(self._out_of_braces(key.start, end, before, following), left)
        last = self.line_to(self.end_of_lines(route))
        if not comments and (left := f"{self.line_end}{' ' * self.column(key.start)}".join(self.comments(route))):
            return Edit(Span(key.start, last), left)
        if not self.behind_dash(route):
            first = self.comments_above(route) if comments else self.line_from(key.start)
            return Edit(Span(first, self._closing_up(first, last)), "")
        if following is not None and not self.text[last:following].strip():
            return Edit(Span(key.start, following), "")
        return Edit(Span(len(self.text[: key.start].rstrip()), last), "")

    def _gap(self, route: Route) -> str:
        return self.text[self.key(route).end : self.start(route)]

    def _closing_up(self, first: int, last: int) -> int:
        """Tell where lines end that are taken out: of the empty lines before and behind them, one is enough."""
        end = min(len(self.text), last + 1 + self.text.startswith("\r\n", last))
        empty = _EMPTY.match(self.text, end)
        return empty.end() if empty and not self.text[self.line_from(first - 1) : first].strip() else end

    def _out_of_braces(self, start: int, end: int, before: int, following: int | None) -> Span:
        if following is not None:
            comma = _COMMA.match(self.text, end, following)
            if comma and comma.end() == following:
                return Span(start, following)
            found = _COMMA_IN_LINE.match(self.text, end)
            return Span(start, found.end() if found else end)
        if before < start and _COMMA.fullmatch(self.text, before, start):
            return Span(before, end)
        return Span(start, end)
