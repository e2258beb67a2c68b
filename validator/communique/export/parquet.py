"""A Parquet file a table: days are dates, lists are lists, and rows have their parts nested in them besides.

So `events.parquet` alone tells who took part, and `participants.parquet` is there to be joined. The same rows give the
same bytes with the same version of pyarrow.
"""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from communique.dataset.tables import digest, rows_of, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from communique.dataset.build import Dataset
    from communique.dataset.columns import Column, Value
    from communique.dataset.tables import Table

REQUIRES: Final = {"pyarrow": "parquet"}
_ROWS_A_GROUP: Final = 65_536


def export(dataset: Dataset) -> Iterator[tuple[str, bytes, str]]:
    """Give `events.parquet`, `reports.parquet` and so on."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = {table.name: list(rows_of(table, dataset)) for table in tables()}
    for table in tables():
        columns = [pa.array(values, _type(column)) for column, values in _by_column(table, rows[table.name])]
        fields = [_field(column) for column in table.columns]
        for part in tables():
            if part.origin is not None and part.origin.parent == table.name:
                fields.append(_nested_field(part, part.origin.field))
                columns.append(pa.array(_nested(table, rows[table.name], part, rows[part.name]), fields[-1].type))
        schema = pa.schema(fields, metadata={"description": table.description})
        stream = io.BytesIO()
        parquet.write_table(
            pa.table(columns, schema=schema),
            stream,
            compression="zstd",
            version="2.6",
            row_group_size=_ROWS_A_GROUP,
        )
        yield f"{table.name}.parquet", stream.getvalue(), digest(table, rows[table.name])


def _type(column: Column) -> pa.DataType:
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "json": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "day": pa.date32(),
        "list": pa.list_(pa.string()),
    }
    return types[column.type]


def _field(column: Column) -> pa.Field:
    import pyarrow as pa

    says = {"description": column.description}
    return pa.field(column.name, _type(column), nullable=not column.required, metadata=says)


def _nested_field(part: Table, name: str) -> pa.Field:
    """Describe the rows of a part as a list of structs, without their owner's id."""
    import pyarrow as pa

    inner = pa.struct([_field(column) for column in part.columns[1:]])
    return pa.field(name, pa.list_(inner), metadata={"description": part.description})


def _by_column(table: Table, rows: Sequence[tuple[Value, ...]]) -> Iterator[tuple[Column, list[Any]]]:
    for index, column in enumerate(table.columns):
        yield column, [_value(column, row[index]) for row in rows]


def _value(column: Column, value: Value) -> Any:
    if column.type == "day" and value is not None:
        return date.fromisoformat(str(value))
    return value


def _nested(
    table: Table, rows: Sequence[tuple[Value, ...]], part: Table, parts: Sequence[tuple[Value, ...]]
) -> list[list[dict[str, Any]]]:
    """Give the parts of each row, as the values of one column."""
    names = [column.name for column in part.columns[1:]]
    found: dict[Value, list[dict[str, Any]]] = {row[0]: [] for row in rows}
    assert table.columns[0].name == "id", "what rows are found by is their first column"
    for row in parts:
        values = [_value(column, value) for column, value in zip(part.columns[1:], row[1:], strict=True)]
        found[row[0]].append(dict(zip(names, values, strict=True)))
    return list(found.values())
