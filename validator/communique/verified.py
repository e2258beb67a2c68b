"""What was verified where the texts are: one line an article, so that others can trust it without the texts.

A line holds as long as the annotation and the text are, byte for byte, those that were looked at: both digests stand
in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from communique.canonical import encode
from communique.evidence import exhibits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from communique.bind import Bound

FILE: Final = "verified.jsonl"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of one passage: the outcome of the search, and whether it supports its value."""

    outcome: str
    support: str


@dataclass(frozen=True)
class Verified:
    """The lines of `verified.jsonl`, by article."""

    lines: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, data: bytes) -> Verified:
        """Read the file. A line that is damaged is passed over: what it says is then merely not known."""
        lines = {}
        for line in data.splitlines():
            try:
                record = json.loads(line)
                lines[str(record["article"])] = record
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
        return cls(lines)

    def of(self, file: Bound) -> Mapping[tuple[str, str, int], Verification]:
        """Give what holds of a file's passages, by local id, evidence key and index.

        Nothing where a digest has changed.
        """
        text = file.head.article.text if file.head else None
        return self.known(file.article_id, file.tree.source.digest, text.sha256 if text is not None else None)

    def known(
        self, article: str | None, annotation: str, text: str | None
    ) -> Mapping[tuple[str, str, int], Verification]:
        """Give the same by the id of an article, and the digests of its annotation and its text."""
        line = self.lines.get(article or "")
        if line is None or text is None or line.get("text") != text or line.get("annotation") != annotation:
            return {}
        found = {}
        for each in line.get("passages", ()):
            found[each["event"], each["key"], each["index"]] = Verification(each["outcome"], each["support"])
        return found

    def with_files(self, files: Iterable[Bound]) -> Verified:
        """Give the lines anew for the files whose texts are at hand, and keep the others."""
        lines = dict(self.lines)
        for file in files:
            if file.article is not None and file.article_id is not None:
                lines[file.article_id] = {
                    "article": file.article_id,
                    "annotation": file.tree.source.digest,
                    "text": file.article.digest,
                    "passages": [
                        {
                            "event": each.event.local_id,
                            "key": each.key,
                            "index": each.route[-1],
                            "outcome": each.state,
                            "support": each.support,
                        }
                        for each in exhibits(file)
                    ],
                }
        return Verified(lines)

    def without(self, gone: Iterable[str]) -> Verified:
        """Leave out articles that are no more."""
        left_out = set(gone)
        return Verified({article: line for article, line in self.lines.items() if article not in left_out})

    def write(self) -> bytes:
        """Give the bytes of the file, sorted by article."""
        return b"".join(encode(self.lines[article]) + b"\n" for article in sorted(self.lines))
