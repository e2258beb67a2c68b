"""Values written as people write them: in lines or in brackets, in quotes or without, with comments between."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

    from communique.subset import Value

PLAIN: Final = re.compile(r"(?!(?:true|false|null)$)[^\W\d_](?:[\w—.“”’-]| (?! ))*[\w.”]")
"""Texts that seem to need no quotes."""
GAP: Final = re.compile(r"(?<=[^ ]) (?=[^ ])")
"""Where a text in quotes may go on in the next line."""


class Hand:
    """Writes values; whoever writes often, writes differently."""

    def __init__(self, random: Random) -> None:
        """Take what decides how."""
        self.random = random

    def document(self, value: Value) -> str:
        """Write a whole document."""
        first = self.random.choice(["", "", "# No value: a comment.\n\n"])
        return first + (self._lines(value, 0) if isinstance(value, (dict, list)) else self._scalar(value, 0) + "\n")

    def _lines(self, value: dict[str, Value] | list[Value], column: int) -> str:
        if not value:
            return f"{' ' * column}{json.dumps(value)}\n"
        if isinstance(value, dict):
            return "".join(self._line(f"{key}:", each, column, self._indent(each)) for key, each in value.items())
        return "".join(self._line("-", each, column, 2) for each in value)

    def _indent(self, value: Value) -> int:
        return self.random.choice([0, 2, 2, 4] if isinstance(value, list) else [1, 2, 2, 4])

    def _line(self, head: str, value: Value, column: int, indent: int) -> str:
        head = " " * column + head
        if isinstance(value, (dict, list)) and value and self.random.random() < 0.7:
            inner = self._lines(value, column + indent)
            return f"{head} {inner.lstrip(' ')}" if head.endswith("-") else f"{head}\n{inner}"
        if isinstance(value, str) and "\n" not in value and value.strip() == value != "" and self.random.random() < 0.2:
            return f"{head} {self.random.choice(['>-', '|-'])}\n{' ' * (column + 3)}{value}\n"
        end = self.random.choice(["\n", "\n", "\n", "\n\n", "  # So it is.\n"])
        return f"{head} {self._brackets(value, column)}{end}"

    def _brackets(self, value: Value, column: int) -> str:
        space = self.random.choice(["", "", " "])
        between = self.random.choice([", ", ", ", ",\n" + " " * (column + 2)])
        if isinstance(value, dict):
            inner = between.join(f"{key}: {self._brackets(each, column)}" for key, each in value.items())
            return "{" + space + inner + space + "}"
        if isinstance(value, list):
            return "[" + space + between.join(self._brackets(each, column) for each in value) + space + "]"
        return self._scalar(value, column)

    def _scalar(self, value: str | int | None, column: int) -> str:
        if not isinstance(value, str):
            return json.dumps(value)
        fold = self.random.choice([" ", " ", "\n" + " " * (column + 2)])
        match self.random.randrange(3):
            case 0 if PLAIN.fullmatch(value):
                return value
            case 1:
                return "'" + GAP.sub(fold, value.replace("'", "''")) + "'"
            case _:
                return '"' + GAP.sub(fold, value.replace("\\", "\\\\").replace('"', '\\"')) + '"'
