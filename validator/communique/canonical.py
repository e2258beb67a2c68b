"""Canonical JSON: the same bytes for the same values, everywhere.

For data without floats and with ASCII keys, it is that of RFC 8785.
"""

from __future__ import annotations

import json


def encode(value: object) -> bytes:
    """Encode a value in UTF-8, keys sorted, without white space. Raises ValueError for a NaN."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()
