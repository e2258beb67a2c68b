"""Things that are found by walking one folder: rules, event types, exporters, reports, commands."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType


def names(package: ModuleType) -> list[str]:
    """List the public modules of a package by their last name, sorted, without importing them."""
    return sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_"))


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Import the public modules of a package in the order of their names."""
    for name in names(package):
        yield importlib.import_module(f"{package.__name__}.{name}")
