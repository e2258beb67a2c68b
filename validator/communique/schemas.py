"""The schema files: what they should say, and what such files say elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from communique.contract.document import SchemaError, read
from communique.project import MisuseError

if TYPE_CHECKING:
    from pathlib import Path

    from communique.contract.document import Document
    from communique.model.schema import Schema

_FILES: Final = "*.schema.json"


def published() -> dict[str, str]:
    """Give the text of every schema file by its name, as it should be published."""
    from communique.dataset.schema import dataset_schema
    from communique.model.schema import authoring_schemas

    schemas: dict[str, Schema] = {**authoring_schemas(), "dataset.schema.json": dataset_schema()}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def read_schemas(place: Path) -> dict[str, Document]:
    """Read a schema file, or all that are in a folder, by their names without endings.

    Raises MisuseError where there is none, or one that cannot be compared.
    """
    paths = sorted(place.glob(_FILES)) if place.is_dir() else [place]
    if not paths:
        message = f"there is no `{_FILES}` in `{place}`"
        raise MisuseError(message)
    found = {}
    for path in paths:
        name = path.name.partition(".")[0]
        try:
            found[name] = read(name, path.read_bytes())
        except SchemaError as error:
            message = f"`{path}` cannot be compared: {error}"
            raise MisuseError(message) from None
    return found
