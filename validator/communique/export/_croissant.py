"""The description of the CSV files in Croissant, by which tools of machine learning load data (mlcommons.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from communique.dataset.tables import tables
from communique.export._datapackage import LICENCE, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.dataset.columns import Column
    from communique.dataset.tables import Table
    from communique.export import About, Made

_TYPES: Final = {"integer": "sc:Integer", "boolean": "sc:Boolean", "day": "sc:Date"}
_CROISSANT_TERMS: Final = (
    *(
        "column",
        "equivalentProperty",
        "extract",
        "field",
        "fileObject",
        "fileProperty",
        "fileSet",
        "format",
        "includes",
        "isLiveDataset",
    ),
    *("jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace"),
    *("samplingRate", "separator", "source", "subField", "transform"),
)


def _context() -> dict[str, Any]:
    """Give the context that the specification of Croissant 1.0 asks for."""
    return {
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "citeAs": "cr:citeAs",
        "conformsTo": "dct:conformsTo",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        **{term: f"cr:{term}" for term in _CROISSANT_TERMS},
    }


def descriptor(made: Mapping[str, Made], about: About) -> dict[str, Any]:
    """Describe the files and the records in them."""
    authors = about.authors or (f"The annotators of “{about.title}”",)
    optional = {"version": about.version, "url": about.url}
    return {
        "@context": _context(),
        "@type": "sc:Dataset",
        "name": name_of(about),
        "alternateName": about.title,
        "description": about.description,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": LICENCE["path"],
        "citeAs": f"{', '.join(authors)}: {about.title}.",
        "creator": [{"@type": "sc:Organization", "name": author} for author in authors],
        **{key: value for key, value in optional.items() if value is not None},
        "distribution": [_file(f"{table.name}.csv", made) for table in tables()],
        "recordSet": [_records(table) for table in tables()],
    }


def _file(name: str, made: Mapping[str, Made]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{made[name].bytes} B",
        "encodingFormat": "text/csv",
        "sha256": made[name].sha256,
    }


def _records(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    """Describe a column. What it refers to is left to `datapackage.json`: mlcroissant 1.1 joins tables, and fails."""
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": f"{table.name}/{column.name}",
        "description": column.description,
        "dataType": _TYPES.get(column.type, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
    }
