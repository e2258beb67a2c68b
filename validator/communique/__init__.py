"""communique: event annotations as code, validated and compiled into a dataset whose facts point to their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from communique.loaded import Dataset

__version__ = "0.1.0"


def load(path: str | PathLike[str]) -> Dataset:
    """Load a dataset that `communique compile` wrote: a folder, or a `dataset.json`.

    Raises FileNotFoundError where there is nothing, and `communique.loaded.NotADatasetError` for something else.
    """
    from communique.loaded import load as read

    return read(path)
