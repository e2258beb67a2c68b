"""The pieces of code in `docs/formats.md`, which the tests run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[2] / "docs" / "formats.md"
_FENCE: Final = re.compile("^```([a-z]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def snippets(language: str) -> list[str]:
    """Give the pieces of a language, in the order of the page."""
    found = [code for name, code in _FENCE.findall(PAGE.read_text("utf-8")) if name == language]
    assert found, f"there is no {language} in {PAGE}"
    return found


def importing(library: str) -> str:
    """Give the piece of Python that imports a library."""
    (found,) = (code for code in snippets("python") if re.search(f"^(import|from) {library}\\b", code, re.MULTILINE))
    return found
