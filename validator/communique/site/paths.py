"""Where pages stand: addresses below the folder of the site, made of ids without trusting them."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from communique.ids import CANONICAL

Room: TypeAlias = Literal["event", "actor", "article", "place"]
"""What has a page for each of its kind: the name of the folder that they stand in."""

_LONGEST: Final = 201
_SAFE: Final = re.compile(CANONICAL.replace("$", r"\Z"))
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[.].*)?\Z")
"""Names that stand for devices on Windows, whatever ending they have."""
_KEPT: Final = 2**16


@lru_cache(maxsize=_KEPT)
def stem(name: str) -> str:
    """Give the name of a file without its ending: the id, or a digest of what is no id or no name of a file anywhere.

    No id begins with an underscore, so that no two things share a page.
    """
    if len(name) <= _LONGEST and _SAFE.match(name) and not _DEVICES.match(name):
        return name
    return f"_{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def page(room: Room, name: str, number: int = 1) -> str:
    """Give the address of the page of something, or of the n-th of its pages."""
    return f"{room}/{stem(name)}{_numbered(number)}"


def events(number: int) -> str:
    """Give the address of the n-th page of all events; the first is the front page."""
    return "index.html" if number == 1 else f"events/{number}.html"


def listing(name: str, number: int) -> str:
    """Give the address of the n-th page of a list: the first stands at the top, the others in a folder."""
    return f"{name}.html" if number == 1 else f"{name}/{number}.html"


def _numbered(number: int) -> str:
    return ".html" if number == 1 else f".{number}.html"
