"""The named subset of YAML that annotations are written in: what both readers of it must agree on.

It imports no YAML library, so that what only asks for a bound, or reads the fast way, stays light.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

Value: TypeAlias = "str | int | bool | list[Value] | dict[str, Value] | None"

MEBIBYTE: Final = 1 << 20
ARTICLE_LIMIT: Final = MEBIBYTE
REGISTRY_LIMIT: Final = 16 * MEBIBYTE
DEPTH_LIMIT: Final = 32
NODE_LIMIT: Final = 60_000
INTEGER_LIMIT: Final = 2**53 - 1

UNPRINTABLE_BEYOND_ASCII: Final = (
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xe2\x80[\xa8\xa9]"),
    re.compile(rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])"),
)
"""What `reading.UNPRINTABLE` says, as far as it is not ASCII, in the bytes of UTF-8.

Three searches that begin with one byte each are fifteen times faster.
"""

SUPPRESSION_SIGN: Final = b"communique:"
"""A file without these bytes has no comment that accepts a finding."""


class UntestedParserError(RuntimeError):
    """The installed YAML parser is not the one that communique was tested on."""


def most_nodes(limit: int) -> int:
    """Give the number of nodes (keys, scalars, lists, mappings) that a file of at most `limit` bytes may have."""
    return int(limit * (NODE_LIMIT / ARTICLE_LIMIT))
