"""Canonical JSON: the same bytes for the same values, everywhere.

For data without floats and with ASCII keys, it is that of RFC 8785.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def encode(value: object) -> bytes:
    """Encode a value in UTF-8, keys sorted, without white space. Raises ValueError for a NaN."""
    return _ENCODER.encode(value).encode()


def listed(values: Iterable[bytes]) -> Iterator[bytes]:
    """Encode a list of encoded values, piece by piece."""
    before = b"["
    for value in values:
        yield before
        yield value
        before = b","
    yield b"[]" if before == b"[" else b"]"
