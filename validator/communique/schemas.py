"""The schema files: what they should say."""

from __future__ import annotations

import json

from communique.dataset.schema import dataset_schema
from communique.model.schema import Schema, authoring_schemas


def published() -> dict[str, str]:
    """Give the text of every schema file by its name, as it should be published."""
    schemas: dict[str, Schema] = {**authoring_schemas(), "dataset.schema.json": dataset_schema()}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}
