"""YAML to values and their places, the sure way: the only file that imports PyYAML.

The named subset of YAML 1.2 that annotations are written in has mappings with text keys, lists, and scalars that are
texts, integers, booleans or null. PyYAML's C parser gives events; the values are built here, so that no constructor,
resolver or composer of a library ever runs on a stranger's file (each of them was seen to raise, hang or crash).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from communique.fault import Argument, Fault, Route
from communique.source import Source, Span
from communique.subset import (
    ARTICLE_LIMIT,
    DEPTH_LIMIT,
    INTEGER_LIMIT,
    UntestedParserError,
    Value,
    most_nodes,
)

UNPRINTABLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\r(?!\n)"
)
"""What YAML does not allow or editors count as a line end and YAML readers do not.

Controls, NEL, LS, PS, U+FEFF, a lone CR.
"""
FAULT_LIMIT: Final = 1_000
"""So many faults of one file are told apart.

One with more errors is not read to its end; more warnings are left out.
"""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_INTEGER = re.compile("0|-?[1-9][0-9]*")
_TAG = re.compile(r"!(<[^>\s]*>|[^\s,\[\]{}]*)")
_WORDS: Final[dict[str, bool | None]] = {"": None, "~": None, "null": None, "true": True, "false": False}
_DISPUTED = re.compile(
    r"""(?aix) y | n | yes | no | on | off | true | false | null | = | <<
    | [-+]? 0 [0-9_]+ | [-+]? 0x [0-9a-f_]+ | [-+]? 0o [0-7]+ | [-+]? 0b [01_]+
    | [-+]? [0-9][0-9_]* (: [0-5]?[0-9])+ ([.][0-9_]*)?
    | [-+]? [0-9]+ _ [0-9_]* | [+][0-9]+ | -0
    | [-+]? ([.][0-9_]+ | [0-9][0-9_]*[.][0-9_]*) (e[-+]?[0-9]+)? | [-+]? [0-9]+ e[-+]?[0-9]+
    | [-+]? [.]inf | [.]nan"""
)
"""Plain scalars that are texts here and something else to another reader of YAML 1.1, YAML 1.2 or JSON."""
_OF_NUMBERS: Final = frozenset("+-.0123456789")
_LONGEST_WORD: Final = len("false")
"""What is longer than this, and begins like no number, is a text to every reader."""


@dataclass
class Places:
    """Spans of values and keys by route."""

    values: dict[Route, Span] = field(default_factory=dict)
    keys: dict[Route, Span] = field(default_factory=dict)


_NOTHING: Final = object()
_LOST: Final = object()


class _Frame:
    """An open mapping or list.

    `key` is the key whose value is awaited, nothing yet, or lost (its value goes nowhere).
    """

    __slots__ = ("flow", "is_key", "key", "lost", "start", "value")

    def __init__(self, value: dict[str, Value] | list[Value], start: int, *, flow: bool) -> None:
        self.value = value
        self.key: Any = _NOTHING
        self.start = start
        self.flow = flow
        self.lost = False
        self.is_key = False


class _StopReading(Exception):  # noqa: N818 (no error: the way out of the event loop)
    """Nothing after this event can be trusted."""


class Builder:
    """Builds the values of one file from parser events, under bounds on depth and nodes."""

    def __init__(self, source: Source, places: Places | None = None, limit: int = ARTICLE_LIMIT) -> None:
        """Take the file, where to note places (nowhere, for speed), and the bytes it may have."""
        self.source = source
        self.places = places
        self.most_nodes = most_nodes(limit)
        self.faults: list[Fault] = []
        self.tainted: set[Route] = set()
        self.stack: list[_Frame] = []
        self.value: Value = None
        self.nodes = 0
        self.errors = 0
        self.documents = 0
        self.reached = 0

    def build(self) -> bool:
        """Read all events; tell whether the end was reached."""
        text = self.source.text
        for number, match in enumerate(UNPRINTABLE.finditer(text), 1):
            self._fault("unprintable-character", Span(*match.span()), character=f"U+{ord(match[0]):04X}")
            if number == FAULT_LIMIT:
                return False
        parser = yaml.CSafeLoader(UNPRINTABLE.sub(" ", text))
        try:
            while self._take(parser.get_event()):
                if self.errors >= FAULT_LIMIT:
                    return False
        except _StopReading:
            return False
        except yaml.MarkedYAMLError as error:
            self._broken(error)
            return False
        except UnicodeDecodeError:
            escape = text.find("%", self.reached)  # the parser unescapes tags (`!%ED%A0%80`), to whatever bytes
            self._fault("not-yaml", Span(escape, escape + 1), problem="an escape in this tag is not UTF-8")
            return False
        finally:
            parser.dispose()
        return True

    def _take(self, event: Any) -> bool:
        kind = type(event)
        self.reached = event.end_mark.index
        if kind is ScalarEvent:
            self._scalar(event)
        elif kind is MappingStartEvent:
            self._open({}, event)
        elif kind is SequenceStartEvent:
            self._open([], event)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._close(event)
        elif kind is AliasEvent:
            self._alias(event)
        elif kind is DocumentStartEvent:
            self._document(event)
        return kind is not StreamEndEvent

    def _document(self, event: Any) -> None:
        self.documents += 1
        start = event.start_mark.index
        if self.documents > 1:
            self._fault("several-documents", Span(start, start + 3))
            raise _StopReading
        if event.version or event.tags:
            self._fault("yaml-directive", Span(start, start + len(self.source.line(self.source.position(start).line))))

    def _scalar(self, event: Any) -> None:
        self._count(event)
        text: str = event.value
        value: Value = text
        is_key = self._key_awaited()
        if event.tag is None and event.style == "":
            if text in _WORDS:
                value = _WORDS[text]
            elif text[0] in _OF_NUMBERS or len(text) <= _LONGEST_WORD:
                value = self._typed(text, event, is_key=is_key)
        elif event.style == '"' and _CONTROL.search(text):
            self._fault("escaped-control", self._span(event))
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        if is_key:
            self._key(self.stack[-1], text, value, event)
        else:
            self._add(value, self._span(event) if self.places else None)

    def _typed(self, text: str, event: Any, *, is_key: bool) -> Value:
        """Read a plain scalar that may be more than a text to someone."""
        if _INTEGER.fullmatch(text):
            return self._integer(text, event)
        if _DISPUTED.fullmatch(text) and not (is_key and text == "<<"):
            self._fault("disputed-scalar", self._span(event), word=text)
        return text

    def _integer(self, text: str, event: Any) -> int:
        if len(text) <= len(str(INTEGER_LIMIT)) + 1 and abs(int(text)) <= INTEGER_LIMIT:
            return int(text)
        self._fault("integer-too-large", self._span(event), taints=True)
        return 0

    def _key(self, frame: _Frame, text: str, value: Value, event: Any) -> None:
        if not isinstance(value, str):
            self._fault("key-not-text", self._span(event), key=text or "nothing")
            frame.key = _LOST
            return
        if text == "<<" and event.style == "":
            self._fault("merge-key", self._span(event))
            frame.key = _LOST
            return
        if text in frame.value:
            if not frame.lost:
                self._fault("duplicate-key", self._span(event), key=text, first=(*self._route(), text))
            frame.key = _LOST
            return
        frame.key = text
        if self.places and not frame.lost:
            span = self._span(event)
            self.places.keys[self._route()] = span
            if len(frame.value) == 0 and not frame.flow:
                self.places.values[self._route()[:-1]] = Span(frame.start, span.end)

    def _open(self, value: dict[str, Value] | list[Value], event: Any) -> None:
        self._count(event)
        self._properties(event)
        start = event.start_mark.index
        if len(self.stack) == DEPTH_LIMIT:
            self._fault("nested-too-deep", Span(start, start + 1))
            raise _StopReading
        opened = _Frame(value, start, flow=bool(event.flow_style))
        if self._key_awaited():
            self._fault("key-not-text", Span(start, start + 1), key="a list or a mapping")
            self.stack[-1].key = _LOST
            opened.is_key = True
        opened.lost = self._lost()
        self._attach(value, Span(start, start + 1) if self.places else None)
        self.stack.append(opened)

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        if self.places and frame.flow and not frame.lost:
            self.places.values[self._route(of_last=True)] = Span(frame.start, event.end_mark.index)
        if not frame.is_key:
            self._done()

    def _alias(self, event: Any) -> None:
        self._count(event)
        self._fault("alias", self._span(event), name=event.anchor, taints=True)
        if self._key_awaited():
            self.stack[-1].key = _LOST
        else:
            self._add(None, self._span(event) if self.places else None)

    def _add(self, value: Value, span: Span | None) -> None:
        self._attach(value, span)
        self._done()

    def _attach(self, value: Value, span: Span | None) -> None:
        """Put a value where it belongs, and note its place."""
        frame = self.stack[-1] if self.stack else None
        if span is not None and self.places and not self._lost():
            self.places.values[self._route()] = span
        if frame is None:
            self.value = value
        elif isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key is not _LOST:
            frame.value[frame.key] = value

    def _done(self) -> None:
        """Await the next key, once a value is complete (or, for a lost one, passed)."""
        if self.stack:
            self.stack[-1].key = _NOTHING

    def _key_awaited(self) -> bool:
        """Whether what is to come is a key."""
        return bool(self.stack) and type(self.stack[-1].value) is dict and self.stack[-1].key is _NOTHING

    def _lost(self) -> bool:
        """Whether the value that is to come goes nowhere, since its key was refused."""
        return bool(self.stack) and (self.stack[-1].lost or self.stack[-1].key is _LOST)

    def _properties(self, event: Any) -> None:
        """Refuse anchors and tags."""
        start = event.start_mark.index
        if event.anchor is not None:
            found = self.source.text.find(f"&{event.anchor}", start)
            self._fault("anchor", Span(found, found + len(event.anchor) + 1), name=event.anchor)
        if event.tag is not None:
            word = _TAG.search(self.source.text, start)
            span = Span(*word.span()) if word else Span(start, start)
            self._fault("tag", span, tag=self.source.text[slice(*span)], taints=True)

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > self.most_nodes:
            self._fault(
                "too-many-nodes", Span(event.start_mark.index, event.start_mark.index + 1), limit=self.most_nodes
            )
            raise _StopReading

    def _route(self, *, of_last: bool = False) -> Route:
        """Tell the route of the value that is to come, or of the one that came last."""
        steps: list[str | int] = []
        for depth, frame in enumerate(self.stack, 1):
            if isinstance(frame.value, list):
                to_come = depth == len(self.stack) and not of_last
                steps.append(len(frame.value) if to_come else len(frame.value) - 1)
            elif frame.key is not _NOTHING and frame.key is not _LOST:
                steps.append(frame.key)
        return tuple(steps)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        if getattr(event, "style", None) in ("|", ">"):
            end = start + len(self.source.text[start:end].rstrip())
        return Span(start, end)

    def _fault(self, kind: str, where: Span, *, taints: bool = False, **arguments: Argument) -> None:
        warns = kind == "disputed-scalar"
        if warns and len(self.faults) >= FAULT_LIMIT:
            return
        self.errors += not warns
        self.faults.append(Fault(kind, where, arguments))
        if taints and not self._key_awaited() and not self._lost():
            self.tainted.add(self._route())

    def _broken(self, error: yaml.MarkedYAMLError) -> None:
        """Report where YAML ends: at the problem, or where the thing began that was never ended."""
        problem = error.problem or "not YAML"
        unclosed = "end of stream" in problem or "document indicator" in problem
        if "nesting depth" in problem and error.problem_mark:
            self._too_deep(error.problem_mark.index)
            return
        mark = error.context_mark if unclosed and error.context_mark else error.problem_mark
        start = min(mark.index if mark else 0, len(self.source.text))
        self._fault("not-yaml", Span(start, min(start + 1, len(self.source.text))), problem=problem)

    def _too_deep(self, reached: int) -> None:
        """Find our own bound below the parser's.

        Libyaml 0.2.6 gives up at 1,000 levels, before it tells of the 33rd.
        """
        shorter = Builder(Source(self.source.name, self.source.text[:reached].encode()))
        shorter.build()
        self.faults.extend(fault for fault in shorter.faults if fault.kind == "nested-too-deep")


@cache
def ensure_tested_parser() -> None:
    """Refuse to run on a YAML parser that reads differently: PyYAML falls back from C to Python in silence."""
    if not yaml.__with_libyaml__:
        message = "PyYAML was built without libyaml; install a wheel of PyYAML 6 that has it"
        raise UntestedParserError(message)
    builder = Builder(Source("self-test", "가: [1, 'b', null]\nc: |\n  d\n".encode()), Places())
    whole = builder.build()
    if not whole or builder.value != {"가": [1, "b", None], "c": "d\n"} or builder.faults:
        message = f"PyYAML {yaml.__version__} does not read as PyYAML 6 with libyaml 0.2 does"
        raise UntestedParserError(message)
