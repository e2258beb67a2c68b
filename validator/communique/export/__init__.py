"""Exporters, a format a file, found by being here.

A format is a module with `export(dataset)` that yields files; or, where it describes the files of other formats, with
`describe(dataset, made, about)` and the formats that it `NEEDS`. A library that does not come with communique is named
in `REQUIRES`, with the extra that brings it, and imported only when files are made.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

from communique import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from communique.dataset.build import Dataset

File: TypeAlias = "tuple[str, bytes] | tuple[str, bytes, str]"
"""A name and bytes; and where other versions of a library would write other bytes, the digest of what they say."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a file that was made."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class About:
    """What a dataset says of itself that does not stand in its rows. All of it is optional."""

    title: str = "Event annotations"
    description: str = "Events as newspapers report them, coded by people, each with the passages that show it."
    authors: tuple[str, ...] = ()
    version: str | None = None
    url: str | None = None


def formats() -> list[str]:
    """Name the formats there are."""
    return catalogue.names(sys.modules[__name__])


def lacking(chosen: Iterable[str]) -> str | None:
    """Say what must be installed before these formats can be written; None, where all is there."""
    for name in _ordered(chosen):
        for library, extra in getattr(_module(name), "REQUIRES", {}).items():
            if find_spec(library) is None:
                return f"the format `{name}` needs {library}: pip install communique[{extra}]"
    return None


def files(dataset: Dataset, chosen: Iterable[str], about: About | None = None) -> Iterator[File]:
    """Make the files of these formats and of those that they need, descriptions last."""
    made: dict[str, Made] = {}
    for name in _ordered(chosen):
        module = _module(name)
        described = hasattr(module, "describe")
        found = module.describe(dataset, dict(made), about or About()) if described else module.export(dataset)
        for file in found:
            made[file[0]] = Made(len(file[1]), hashlib.sha256(file[1]).hexdigest())
            yield file


def _ordered(chosen: Iterable[str]) -> list[str]:
    """Add what is needed to what was chosen: formats of data in the order given, then those that describe them."""
    found: dict[str, bool] = {}
    for name in chosen:
        for each in (*getattr(_module(name), "NEEDS", ()), name):
            found.setdefault(each, hasattr(_module(each), "describe"))
    return sorted(found, key=lambda name: found[name])


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")
