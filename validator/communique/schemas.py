"""The schema files: what they should say, and where a copy of them stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from communique.dataset.schema import dataset_schema
from communique.model.schema import VERSION, Schema, authoring_schemas

_HERE: Final = Path(__file__).parent
FOLDER: Final = f"v{VERSION}"


def published() -> dict[str, str]:
    """Give the text of every schema file by its name, as it should be published."""
    schemas: dict[str, Schema] = {**authoring_schemas(), "dataset.schema.json": dataset_schema()}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def installed() -> Path:
    """Tell where the schema files are: inside the installed package, else in the clone that it is run from.

    Raises FileNotFoundError where there are none.
    """
    for folder in (_HERE / "schema" / FOLDER, _HERE.parents[1] / "schema" / FOLDER):
        if folder.is_dir():
            return folder
    message = "the schema files are neither in the package nor in a clone around it"
    raise FileNotFoundError(message)
