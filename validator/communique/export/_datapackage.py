"""The descriptor of a Data Package (datapackage.org, version 2) over the CSV files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from communique.dataset.tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.dataset.columns import Column
    from communique.dataset.tables import Table
    from communique.export import About, Made

_TYPES: Final = {"integer": "integer", "boolean": "boolean", "day": "date"}
LICENCE: Final = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}


def descriptor(made: Mapping[str, Made], about: About) -> dict[str, Any]:
    """Describe the package and each of its tables."""
    optional = {"version": about.version, "homepage": about.url}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name_of(about),
        "title": about.title,
        "description": about.description,
        **{key: value for key, value in optional.items() if value is not None},
        "licenses": [LICENCE],
        "contributors": [{"title": author, "roles": ["author"]} for author in about.authors],
        "resources": [_resource(table, made[f"{table.name}.csv"]) for table in tables()],
    }


def name_of(about: About) -> str:
    """Give a dataset's title as a name for machines."""
    return re.sub("[^a-z0-9]+", "-", about.title.lower()).strip("-") or "dataset"


def _resource(table: Table, file: Made) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [_reference(table, name, other) for name, other in table.foreign],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    says = column.description
    if column.type == "list":
        says += " Several are separated by semicolons."
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.words and column.type == "text":
        constraints["enum"] = list(column.words)
    found: dict[str, Any] = {"name": column.name, "type": _TYPES.get(column.type, "string"), "description": says}
    return {**found, "constraints": constraints} if constraints else found


def _reference(table: Table, name: str, other: str) -> dict[str, Any]:
    """A foreign key; that a table refers to itself is told by no name."""
    return {"fields": [name], "reference": {"resource": "" if other == table.name else other, "fields": ["id"]}}
