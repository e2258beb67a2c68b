"""The fast way of reading a file: its plain values, where it is written in the usual hand, by yaml-rs.

`tree.parse` is the sure way: it reads whatever is in a file, and tells what is wrong with it. Here is only said what a
file holds of which the sure way would have nothing to tell. The guard is a list of what is known to be sound, and not
of what is known to be harmful: every line must have one of the shapes below, in which libyaml and yaml-rs agree and no
plain word means one thing here and another elsewhere. Whatever is written otherwise goes the sure way.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from communique.subset import ARTICLE_LIMIT, SUPPRESSION_SIGN, UNPRINTABLE_BEYOND_ASCII, Value, most_nodes

if TYPE_CHECKING:
    from collections.abc import Callable

Values: TypeAlias = "dict[str, Value] | list[Value]"

_TESTED: Final = ((0, 1, 6), (0, 2))
"""Versions of yaml-rs that the guard was tried on: from the first, before the second."""

_ASCII: Final = 0x80
_PRINTABLE: Final = bytes({0x0A, *range(0x20, 0x7F), *range(_ASCII, 0x100)} - {0xC2, 0xEF, 0xA8, 0xA9})
"""Line feeds, what ASCII can print, and the bytes of UTF-8 of which nothing unprintable is made.

A tab and CR are usual to nobody here; C2, EF, A8 and A9 ask for a closer look.
"""

_WRITTEN: Final = "a: [1, 'b', no way, 2025-01-02]\nc: >-\n  d\n  é\n\ne: {f: true, g: \"h: i\"}\nj:\n- k: null\n"
_MEANT: Final = repr(
    {"a": [1, "b", "no way", "2025-01-02"], "c": "d é", "e": {"f": True, "g": "h: i"}, "j": [{"k": None}]}
)
_DISPUTED: Final = (b"a: b\nc: no\n", b"a: b\nc: 0x1F\n", b"a: [b, 1.5]\n")
"""What the guard must stop, in the last line too."""


def _any(*shapes: bytes) -> bytes:
    return rb"(?:" + rb"|".join(shapes) + rb")"


# How a plain scalar may begin, or what it may be. Those that begin with another letter than the disputed words come
# first: nearly all do. Numbers have at most 15 digits (2^53 has 16); of what looks like one, only what cannot be read
# as one by anybody is usual: days, hexadecimal digests, a figure and a word, the open ends of a span of days.
_ENDS: Final = rb" *+[\n,\]}#]"
_LETTER: Final = rb"[A-EG-MP-SU-XZa-eg-mp-su-xz(\x80-\xff]"
_WORD: Final = rb"(?!(?i:y|n|yes|no|on|off|true|false|null) *+[\n,\]}:#])[fnotyFNOTY]"
_FIGURE: Final = (
    rb"[0-9](?:[0-9]{3}-[0-9]|(?<!0)[0-9]{0,14}+(?=" + _ENDS + rb")"
    rb"|[0-9]*+(?: [A-Za-z]|[acdf]|e[0-9]*+[a-f]|b[01]*+[2-9a-f]))"
)
_TYPED: Final = rb"(?:true|false|null|0|-[1-9][0-9]{0,14}+)(?=" + _ENDS + rb")|\.\./"
_EMPTY: Final = rb"\[\]|\{\}"
_KEY: Final = _any(
    rb"[a-eg-mp-su-xz][a-z0-9_.-]*+:", rb"(?!(?:y|n|yes|no|on|off|true|false|null):)[fnoty][a-z0-9_.-]*+:"
)
_END: Final = rb" *+(?![^\n#])[^\n]*+\n++"
"""The end of a line after what has an end of its own: nothing or a comment, and empty lines."""


def _quotes(but: bytes) -> tuple[bytes, bytes]:
    """Give the shapes of texts in double and in single quotes that do not hold the given character."""
    double = rb'"[^"\\%b]*+(?:\\["\\/nt][^"\\%b]*+)*+"' % (but, but)
    return double, rb"'[^'%b]*+(?:''[^'%b]*+)*+'" % (but, but)


def _value(tail: bytes, *flow: bytes, end: bytes = b"", quoted: bytes = rb"\n") -> bytes:
    """Give the shape of a value: plain with its tail, in quotes, or one of the given; `end` ends what is not plain.

    Quotes do not hold the character `quoted`.
    """
    double, single = _quotes(quoted)
    return _any(
        _LETTER + tail,
        double + end,
        *(each + end for each in flow),
        _FIGURE + tail,
        _WORD + tail,
        single + end,
        _any(_TYPED, _EMPTY) + tail,
    )


def _flow(space: bytes, quoted: bytes) -> tuple[bytes, bytes]:
    """Give the shapes of a mapping and of a list in brackets, three deep at most.

    What stands between the items is left to the reader: it refuses `[a[b]` as libyaml does.
    """

    def of(item: bytes, opening: bytes, closing: bytes) -> bytes:
        return rb"(?=\%b)(?:[\%b,]%b*+%b%b*+)++\%b" % (opening, opening, space, item, space, closing)

    tail = rb"[^\n:#,\[\]{}]*+"
    words = of(_value(tail, quoted=quoted), b"[", b"]")
    mapping = of(_KEY + space + rb"++" + _value(tail, words, quoted=quoted), b"{", b"}")
    return mapping, of(_value(tail, mapping, quoted=quoted), b"[", b"]")


@cache
def _lines() -> re.Pattern[bytes]:
    """Give the shape of what most files have on every line: fields, mappings in brackets, comments.

    The indentation of mappings, 20, bounds the depth: a mapping stands further right than the one around it, and a
    list in it at most as far left; with three in brackets, that is less than 32.
    """
    mapping, words = _flow(b" ", rb"\n")
    field = _KEY + _any(rb"\n++", rb" ++" + _value(rb"[^\n]*+\n++", mapping, words, end=_END))
    return re.compile(rb"(?: {0,20}+(?:- )?+" + _any(field, mapping + _END, rb"#(?<!- #)[^\n]*+\n++") + rb")*+")


@cache
def _rest() -> re.Pattern[bytes]:
    """Give the shape of what some files have here and there: other items, lines that go on, values of several lines.

    The lines of a block of text stand further right than its key; what further stands there when it has ended is an
    error to both readers.
    """
    _, words = _flow(b" ", rb"\n")
    alone = rb" *+(?:- )?+" + _value(rb"[^\n:#]*+\n++", words, end=_END)
    block = _KEY + rb" [>|][-+]?\n++(?:\1%b ++[^ \n][^\n]*+\n++)++"
    blocks = rb"( {0,20}+)" + _any(block % b"", rb"- " + block % b"  ")
    spread = (
        rb" {0,20}+(?:- )?+" + _KEY + rb" " + _any(*(each + _END for each in (*_quotes(b""), *_flow(rb"[ \n]", b""))))
    )
    return re.compile(_any(rb" *+\n", alone, blocks, spread))


@cache
def _reader() -> Callable[[str], Any] | None:
    """Give yaml-rs, if a tested version of it is installed and reads as it did when it was tested."""
    try:
        import yaml_rs
    except ImportError:
        return None
    version = tuple(int(each) for each in re.findall(r"[0-9]+", yaml_rs.__version__))
    if not _TESTED[0] <= version < _TESTED[1]:
        return None

    def read(text: str) -> Any:
        return yaml_rs.loads(text, parse_datetime=False)

    # Possessive repeats take too much in Python 3.11 before 3.11.5; what they take is then not guarded.
    if re.fullmatch(r"(?:ab?c)*+", "a"):
        return None
    guarded = _usual(b"a: b\nc: {d: [e, 1]}\n") and not any(map(_usual, _DISPUTED))
    return read if guarded and repr(read(_WRITTEN)) == _MEANT else None


def _usual(data: bytes) -> bool:
    """Whether every line of a file, which ends with a line feed, has a known shape."""
    at = _end(_lines().match(data))
    while at < len(data):
        other = _rest().match(data, at)
        if other is None:
            return False
        at = _end(_lines().match(data, other.end()))
    return True


def _end(match: re.Match[bytes] | None) -> int:
    """Give the end of a match that cannot fail: it may be one of nothing."""
    assert match is not None
    return match.end()


def _nodes(value: Value) -> int:
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(_nodes, value.values()))
    return 1 + sum(map(_nodes, value)) if isinstance(value, list) else 1


def _screened(data: bytes) -> bool:
    """Whether a file has only characters and lines that are usual, and no comment for communique."""
    odd = data.translate(None, _PRINTABLE)
    if odd and (min(odd) < _ASCII or any(each.search(data) for each in UNPRINTABLE_BEYOND_ASCII)):
        return False
    if b"#" in data and SUPPRESSION_SIGN in data:
        return False
    return data.endswith(b"\n") and _usual(data)  # without, libyaml and yaml-rs end a block of text differently


def values(data: bytes, limit: int = ARTICLE_LIMIT) -> Values | None:
    """Give the values of a file of at most `limit` bytes, or None where it must go the sure way.

    What is given is what `tree.parse` gives, types included, of a file in which it finds no fault; nothing in it is
    disputed, and no comment accepts a finding. None says nothing about the file: it may be unusual, broken or empty,
    or the optional yaml-rs is not there.
    """
    read = _reader()
    if read is None or len(data) > limit or not _screened(data):
        return None
    try:
        found = read(data.decode())
    except ValueError:  # not UTF-8, or not YAML
        return None
    if not isinstance(found, (dict, list)):
        return None
    most = most_nodes(limit)
    return found if len(data) <= most or _nodes(found) <= most else None
