"""What a finding is known by when lines have moved: its code, its words and its line, without numbers of lines.

It has one home, for all who compare runs: the baseline, and the reports for platforms that tell new from old.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from communique.diagnostic import Diagnostic, Outcome
    from communique.source import Source

_NUMBER: Final = re.compile("[0-9][0-9,]*")
_LENGTH: Final = 32
"""Hexadecimal digits: enough that two findings of one corpus never have the same by chance."""


def fingerprint(each: Diagnostic, source: Source | None) -> str:
    """Give what a finding is known by within its file; equal findings of the file have the same.

    It follows from the code, the message without its numbers, which may count or point to a line, and the text of the
    line that it begins in, whatever the white space in it.
    """
    line = source.line(each.start.line) if source is not None and each.start.line <= source.lines else ""
    return _digest(each.code, _NUMBER.sub("#", each.message), " ".join(line.split()))


def distinct(outcome: Outcome) -> list[str]:
    """Give each finding of an outcome, in order, what no other of them has: its file counts, and how many came before.

    Of equal findings in one file, each that is mended takes the last of their fingerprints away.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for each in outcome.diagnostics:
        key = (each.path, fingerprint(each, outcome.sources.get(each.path)))
        found.append(_digest(*key, str(seen[key])))
        seen[key] += 1
    return found


def _digest(*parts: str) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()[:_LENGTH]
