"""The published schema files: their version, and where a copy of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

VERSION: Final = 1
"""The version of the data model. What may change within one is said in `schema/README.md`."""

FOLDER: Final = f"v{VERSION}"
_HERE: Final = Path(__file__).parent


def of_another_version(annotation: Mapping[str, object]) -> bool:
    """Whether a file says that it is of another version of the data model, so that it has another form."""
    version = annotation.get("schema_version")
    return type(version) is int and version != VERSION


def installed() -> Path:
    """Tell where the schema files are: inside the installed package, else in the clone that it is run from.

    Raises FileNotFoundError where there are none.
    """
    for folder in (_HERE / "schema" / FOLDER, _HERE.parents[1] / "schema" / FOLDER):
        if folder.is_dir():
            return folder
    message = "the schema files are neither in the package nor in a clone around it"
    raise FileNotFoundError(message)


def schema(kind: str) -> bytes:
    """Give the published schema of a kind of document: `annotation`, `actors`, `dataset`.

    Raises FileNotFoundError where there is none.
    """
    return (installed() / f"{kind}.schema.json").read_bytes()
