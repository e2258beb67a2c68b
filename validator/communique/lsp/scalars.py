"""Texts as YAML writes them."""

from __future__ import annotations

import json

from communique.source import Source
from communique.tree import parse


def scalar(text: str) -> str:
    """Write a text so that it is read as this text, in braces too: plain where that will do, else in quotes."""
    tree = parse(Source("scalar", f"[{text}]\n".encode()))
    return text if tree.value == [text] and not tree.faults else json.dumps(text, ensure_ascii=False)
