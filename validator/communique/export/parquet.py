"""A Parquet file a table: days are dates, lists are lists, and rows have their parts nested in them besides.

So `events.parquet` alone tells who took part, and `participants.parquet` is there to be joined. The same rows give the
same bytes with the same version of pyarrow.
"""

from __future__ import annotations

import hashlib
import io
from contextlib import ExitStack
from datetime import date
from itertools import count, islice
from typing import IO, TYPE_CHECKING, Any, Final

from pydantic_core import from_json

from communique.dataset.tables import families, rows_with_parts, saying
from communique.export import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyarrow as pa
    from typing_extensions import Buffer

    from communique.dataset.build import Dataset
    from communique.dataset.columns import Column, Value
    from communique.dataset.tables import Table

REQUIRES: Final = {"pyarrow": "parquet"}
_ROWS_A_GROUP: Final = 65_536
_ROWS_A_BATCH: Final = 4_096
_BATCHES: Final = _ROWS_A_GROUP // _ROWS_A_BATCH


def export(dataset: Dataset) -> Iterator[File]:
    """Give `events.parquet`, `reports.parquet` and so on."""
    for table, parts in families():
        with ExitStack() as stack:
            aside = [stack.enter_context(dataset.space.spool()) for _ in parts]
            heard = hashlib.sha256()
            rows = _nested(table, parts, aside, dataset, heard.update)
            yield File(f"{table.name}.parquet", _written(table, parts, rows), heard.hexdigest)
            for part, spool in zip(parts, aside, strict=True):
                spool.seek(0)
                heard = hashlib.sha256()
                yield File(
                    f"{part.name}.parquet", _written(part, (), _put_aside(part, spool, heard.update)), heard.hexdigest
                )


def _nested(
    table: Table, parts: Sequence[Table], aside: Sequence[IO[bytes]], dataset: Dataset, hear: Callable[[bytes], None]
) -> Iterator[list[Any]]:
    """Give the rows of a table with its parts in them, and put the rows of the parts aside, which come next.

    So the dataset is read once for all.
    """
    say, *say_parts = map(saying, (table, *parts))
    inner = [{column.name: column for column in part.columns[1:]} for part in parts]
    for row, nested in rows_with_parts(table, parts, dataset):
        hear(say(row))
        values = _typed(table.columns, row)
        for columns, say_part, rows, spool in zip(inner, say_parts, nested, aside, strict=True):
            spool.writelines(map(say_part, rows))
            values.append([dict(zip(columns, _typed(columns.values(), each[1:]), strict=True)) for each in rows])
        yield values


def _put_aside(part: Table, lines: Iterable[bytes], hear: Callable[[bytes], None]) -> Iterator[list[Any]]:
    """Give the rows of a part that were put aside."""
    for line in lines:
        hear(line)
        row = from_json(line)
        yield _typed(part.columns, [row.get(column.name) for column in part.columns])


def _written(table: Table, parts: Sequence[Table], rows: Iterator[list[Any]]) -> Iterator[bytes]:
    """Write a table a group of rows at a time; how many are in a group never depends on how much room there is."""
    import pyarrow as pa
    from pyarrow import parquet

    fields = [_field(column) for column in table.columns]
    fields += [_nested_field(part, part.origin.field) for part in parts if part.origin is not None]
    schema = pa.schema(fields, metadata={"description": table.description})
    sink = _Sink()
    with parquet.ParquetWriter(pa.PythonFile(sink, "w"), schema, version="2.6", compression="zstd") as writer:
        for number in count():
            group = _group(schema, rows)
            if number and not group.num_rows:  # a table without any has one group, of none
                break
            writer.write_table(group, row_group_size=_ROWS_A_GROUP)
            yield sink.taken()
    yield sink.taken()


def _group(schema: pa.Schema, rows: Iterator[list[Any]]) -> pa.Table:
    """Take the rows of a group, by and by: as columns they need a tenth of the memory."""
    import pyarrow as pa

    batches = []
    for _ in range(_BATCHES):
        taken = list(islice(rows, _ROWS_A_BATCH))
        columns = zip(*taken, strict=True) if taken else ((),) * len(schema)
        values = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        batches.append(pa.table(values, schema))
        if len(taken) < _ROWS_A_BATCH:
            break
    return pa.concat_tables(batches).combine_chunks()


class _Sink(io.RawIOBase):
    """Holds what is written until it is taken."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        self._held.append(bytes(data))
        self._at += len(self._held[-1])
        return len(self._held[-1])

    def tell(self) -> int:
        return self._at

    def taken(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held


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


def _typed(columns: Iterable[Column], row: Sequence[Value]) -> list[Any]:
    """Give the values of a row as they are put into columns: days as dates."""
    return [
        date.fromisoformat(str(value)) if column.type == "day" and value is not None else value
        for column, value in zip(columns, row, strict=True)
    ]
