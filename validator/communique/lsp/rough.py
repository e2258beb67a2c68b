"""A file read roughly, as it is in the middle of a line: what stands where in any text, and nothing of what is wrong.

Where a file can be read, `tree.parse` tells surely what is in it. While it is written it seldom can, and yet one wants
to know what the half-typed word is to be. So indentation, dashes, keys and brackets are followed line by line; what is
never closed ends where the indentation says so. Of files that can be read it tells the same as the sure way, as far as
they are written in the usual hand; nothing is judged or edited by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from communique.lsp.tokens import Token, token_at
from communique.source import Span
from communique.subset import ARTICLE_LIMIT, DEPTH_LIMIT

if TYPE_CHECKING:
    from communique.fault import Part, Route
    from communique.subset import Value

_MARK: Final = "\ue000"
"""Stands where the cursor is, so that there is a word even where none was typed; from Unicode's private use."""

_KEY: Final = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s#"'\[\]{},&*!|>%@`](?:(?![ \t]\#)[^\n])*?)[ \t]*:(?=[ \t\r\n]|\Z)""",
    re.VERBOSE,
)
_DASH: Final = re.compile(r"-(?=[ \t\r\n]|\Z)")
_BLANKS: Final = re.compile(r"[ \t]*")
_REST: Final = re.compile(r"[^\n]*")
_PLAIN: Final = re.compile(r"(?:(?![ \t]#)[^\r\n])+")
_IN_FLOW: Final = re.compile(r"(?:(?![ \t]#)(?!:(?:[ \t\r\n,\[\]{}]|\Z))[^,\[\]{}\r\n])+")
_QUOTED: Final = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'")}
_LONGEST_QUOTE: Final = 8_000
_OUTER: Final = -1
"""The indentation of what nothing stands around."""


@dataclass(frozen=True)
class Rough:
    """What a text seems to hold: its values, all of them texts, and its words in their order."""

    value: Value
    tokens: tuple[Token, ...]


def read(text: str) -> Rough:
    """Read a text; of one that is larger than any annotation, nothing. Never raises."""
    reader = _Reader(text if len(text) <= ARTICLE_LIMIT else "")
    reader.read()
    return Rough(reader.value, tuple(reader.tokens))


def read_at(text: str, offset: int) -> tuple[Rough, Token | None]:
    """Read a text as if a word stood at an offset, and give it with the word that is there, without what was put in.

    The word is None where none can be, as in a comment. Its stretch ends with its line.
    """
    found = read(text[:offset] + _MARK + text[offset:])
    token = next((each for each in found.tokens if each.span.start <= offset < each.span.end), None)
    if token is None:
        return found, None
    line_end = text.find("\n", offset)
    end = min(token.span.end - 1, len(text) if line_end < 0 else line_end)
    span = Span(token.span.start, max(offset, len(text[:end].rstrip())))
    route = tuple(step.replace(_MARK, "") if isinstance(step, str) else step for step in token.route)
    return found, token._replace(route=route, span=span, text=token.text.replace(_MARK, ""))


def word_at(text: str, offset: int) -> Token | None:
    """Give the word at an offset of a text that cannot be read surely."""
    return token_at(read(text).tokens, offset)


class _Level:
    """An open mapping or list of block style, with the key or the index that what comes deeper belongs to."""

    __slots__ = ("indent", "route", "slot", "value")

    def __init__(self, indent: int, route: Route, value: Any) -> None:
        self.indent: Final = indent
        self.route: Final = route
        self.value: Final = value
        self.slot: Any = len(value) - 1 if isinstance(value, list) else None

    @property
    def inner(self) -> Route:
        """The route of what comes deeper."""
        return (*self.route, self.slot)

    @property
    def held(self) -> Any:
        """What stands in the slot already."""
        if isinstance(self.value, list):
            return self.value[self.slot] if 0 <= self.slot < len(self.value) else None
        return self.value.get(self.slot)

    def put(self, value: Any) -> None:
        """Put a value into the slot; a scalar never takes the place of a mapping or list."""
        if isinstance(value, dict | list) or not isinstance(self.held, dict | list):
            self.value[self.slot] = value


class _Reader:
    """Follows a text from line to line."""

    def __init__(self, text: str) -> None:
        self.text: Final = text
        self.value: Any = None
        self.tokens: Final[list[Token]] = []
        self._at = 0
        self._line = 0
        self._levels: Final[list[_Level]] = []

    def read(self) -> None:
        while self._at < len(self.text):
            self._line = self._at
            self._skip(_BLANKS)
            if not self._ended() and not (
                self._at == self._line and self.text.startswith(("---", "...", "%"), self._at)
            ):
                self._node(self._at - self._line)
            self._skip(_REST)
            self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self._at)
        self._at = match.end() if match else self._at

    def _ended(self) -> bool:
        """Whether there is nothing more in the line, but for a comment."""
        return self.text[self._at : self._at + 1] in {"", "\r", "\n", "#"}

    def _token(self, route: Route, part: Part, span: Span, *, flow: bool = False) -> str:
        written = self.text[span.start : span.end]
        said = written[1:-1] if len(written) > 1 and written[0] in _QUOTED and written[-1] == written[0] else written
        self.tokens.append(Token(route, part, span, said, flow))
        return said

    def _node(self, column: int) -> None:
        """Read what begins at a column: an item, a key with its value, or a word alone."""
        if _DASH.match(self.text, self._at) and len(self._levels) < DEPTH_LIMIT:
            level = self._level(column, [])
            level.value.append(None)
            level.slot = len(level.value) - 1
            self._at += 1
            self._skip(_BLANKS)
            if not self._ended():
                self._node(self._at - self._line)
            return
        key = _KEY.match(self.text, self._at)
        if key is not None:
            level = self._level(column, {})
            level.slot = key[1]
            level.slot = self._token(level.inner, "key", Span(*key.span(1)))
            self.tokens[-1] = self.tokens[-1]._replace(route=level.inner)
            level.value.setdefault(level.slot, None)
            self._at = key.end()
            self._skip(_BLANKS)
            if not self._ended():
                level.put(self._value(level.inner, level.indent))
            return
        self._alone(column)

    def _alone(self, column: int) -> None:
        """Read a word that is no key: the value that a key above awaits, or a key that is only begun."""
        levels = self._levels
        while levels and (
            levels[-1].indent > column or (levels[-1].indent == column and type(levels[-1].value) is list)
        ):
            levels.pop()
        if not levels:
            value = self._value((), _OUTER)
            self.value = value if self.value is None else self.value
        elif levels[-1].indent == column:
            word = self._plain(_PLAIN)
            self._token((*levels[-1].route, self.text[word.start : word.end]), "key", word)
        else:
            levels[-1].put(self._value(levels[-1].inner, levels[-1].indent))

    def _level(self, column: int, empty: Any) -> _Level:
        """Give the mapping or list that stands at a column: the one that is open there, or a new one."""
        levels, kind = self._levels, type(empty)
        while levels and levels[-1].indent > column:
            levels.pop()
        if levels and levels[-1].indent == column:
            if type(levels[-1].value) is kind:
                return levels[-1]
            if kind is dict or isinstance(levels[-1].held, str):
                levels.pop()
                return self._level(column, empty)
        if levels and isinstance(levels[-1].held, str):
            # No value has another below it: the line above is indented wrongly, and what comes belongs further out.
            fitting = next((level for level in reversed(levels) if type(level.held) is kind), None)
            while fitting is not None and levels[-1] is not fitting:
                levels.pop()
        outer = levels[-1] if levels else None
        held = outer.held if outer else self.value
        value = held if type(held) is kind else empty
        route = outer.inner if outer else ()
        if outer is None:
            self.value = value
        elif not isinstance(held, dict | list):
            outer.put(value)
        levels.append(_Level(column, route, value))
        return levels[-1]

    def _value(self, route: Route, indent: int) -> Value:
        """Read a value that begins in this line; what it runs on over is indented more than `indent`."""
        first = self.text[self._at]
        if first in "[{":
            return self._flow(route, indent, 0)
        if first in "|>":
            span = self._block(indent)
        elif first in _QUOTED:
            span = self._in_quotes(indent)
        else:
            span = self._plain(_PLAIN, indent)
        return self._token(route, "value", span)

    def _block(self, indent: int) -> Span:
        """Read a text of block style: all lines that are indented more, and empty ones between them."""
        start = self._at
        self._skip(_REST)
        end = self._at
        while (following := self._following(end)) is not None and following[1] > indent:
            self._at = following[0]
            self._skip(_REST)
            end = self._at
        return Span(start, start + len(self.text[start:end].rstrip()))

    def _following(self, end: int) -> tuple[int, int] | None:
        """Give the offset and the column of what the next line begins with that is not empty, after a line's end."""
        at = end
        while 0 <= at < len(self.text):
            blanks = _BLANKS.match(self.text, at + 1)
            found = blanks.end() if blanks else at + 1
            if self.text[found : found + 1] not in {"\r", "\n"}:
                return (found, found - at - 1) if found < len(self.text) else None
            at = self.text.find("\n", found)
        return None

    def _in_quotes(self, indent: int) -> Span:
        """Read a text in quotes; one that is never closed ends with its line."""
        start = self._at
        match = _QUOTED[self.text[start]].match(self.text, start, start + _LONGEST_QUOTE)
        if match is not None:
            line = self.text.find("\n", start, match.end())
            following = self._following(line) if line >= 0 else None
            if line < 0 or (following is not None and following[1] > indent):
                self._at = match.end()
                return Span(*match.span())
        return self._plain(_PLAIN)

    def _plain(self, pattern: re.Pattern[str], indent: int | None = None) -> Span:
        """Read a plain text to its end: in this line, or over lines that are indented more than `indent`."""
        start = self._at
        self._skip(pattern)
        end = self._at
        while indent is not None and self.text[self._at : self._at + 1] in {"\r", "\n"}:
            following = self._following(self.text.find("\n", self._at))
            runs_on = following is not None and following[1] > indent and self.text[following[0]] != "#"
            if following is None or not runs_on or _KEY.match(self.text, following[0]):
                break
            self._at = following[0]
            self._skip(pattern)
            if self._at == following[0]:
                break
            end = self._at
        self._at = end
        return Span(start, start + len(self.text[start:end].rstrip()))

    def _flow(self, route: Route, indent: int, depth: int) -> Value:
        """Read a mapping or list in braces or brackets, to its end or to where it must have been left open."""
        value: dict[str, Any] | list[Any] = {} if self.text[self._at] == "{" else []
        self._at += 1
        while self._goes_on(indent):
            first, begun = self.text[self._at], self._at
            if first in "]}":
                self._at += 1
                break
            if first in ",:":
                self._at += 1
            elif isinstance(value, list):
                value.append(None)
                value[-1] = self._inside((*route, len(value) - 1), "value", indent, depth)
            else:
                self._pair(value, route, indent, depth)
            self._at = max(self._at, begun + 1)
        return value

    def _pair(self, mapping: dict[str, Any], route: Route, indent: int, depth: int) -> None:
        key = self._inside(route, "key", indent, depth)
        if not isinstance(key, str):
            return
        mapping.setdefault(key, None)
        if self._goes_on(indent) and self.text[self._at] == ":":
            self._at += 1
            if self._goes_on(indent) and self.text[self._at] not in ",]}":
                mapping[key] = self._inside((*route, key), "value", indent, depth)

    def _inside(self, route: Route, part: Part, indent: int, depth: int) -> Value:
        """Read a key or a value within braces or brackets."""
        first = self.text[self._at]
        if first in "[{":
            if depth < DEPTH_LIMIT:
                return self._flow(route, indent, depth + 1)
            self._skip(_REST)
            return None
        span = self._in_quotes(indent) if first in _QUOTED else self._plain(_IN_FLOW, indent)
        said = self._token(route, part, span, flow=True)
        if part == "key":
            self.tokens[-1] = self.tokens[-1]._replace(route=(*route, said))
        return said

    def _goes_on(self, indent: int) -> bool:
        """Go to what comes next within braces; tell whether there is something, on a line that is not from outside."""
        while self._at < len(self.text):
            self._skip(_BLANKS)
            if not self._ended():
                return True
            line_end = self.text.find("\n", self._at)
            following = self._following(line_end) if line_end >= 0 else None
            if following is None or (following[1] <= indent and self.text[following[0]] not in "]}"):
                return False
            self._at = following[0]
        return False
