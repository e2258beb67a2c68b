"""The README of a dataset: what it holds, its codebook with counts, its columns; and the header that the Hub reads."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from communique.dataset.tables import tables
from communique.model.schema import definition
from communique.model.types import event_types
from communique.model.vocabulary import Status
from communique.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from communique.dataset.build import Dataset
    from communique.export import About, Made

_NOTES: Final = """\
## Reading it

Every table has the same name and the same columns as CSV, as Parquet and in SQLite.

* **Dates** are four columns: `edtf` as it was written (ISO 8601-2), `start` and `end`, the first and the last day that
  it may stand for, and `precision`. What lasted has a second date, `until`. A date that is open has no `start` or no
  `end`.
* **Empty** means that the articles do not tell; there is no other sign for it.
* **Lists** of ids are separated by semicolons in CSV; they are lists in Parquet and JSON arrays in SQLite.
* **Formulas.** In CSV, a cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@` or a
  control character) has an apostrophe before it. No other format has it.
* **Fields of one type** (`kind`, `level`, `topics`) stand in `event_fields` and `report_fields`, one row for each
  value.
* **Evidence** is short passages, each with its place in the article's text by code points, and a link that scrolls to
  it. The texts of articles are not part of this dataset; a digest tells which text the places count in.

## Licence

The annotations are under the [Creative Commons Attribution 4.0](https://creativecommons.org/licenses/by/4.0/) licence.
The passages quoted from articles belong to their publishers, and are here as quotations.
"""
_CITING: Final = "How to cite this dataset stands in `CITATION.cff`."


def readme(dataset: Dataset, made: Mapping[str, Made], about: About) -> str:
    """Write the README."""
    rows = dataset.tables
    sizes = [("event", "events"), ("report", "reports"), ("article", "articles")]
    counts = [counted(len(rows[table]), noun) for noun, table in sizes]
    version = f" Version {_plain(about.version)}." if about.version else ""
    parts = [
        _header(dataset, made, about),
        f"# {_plain(about.title)}\n\n{_plain(about.description)}\n",
        f"{counts[0]} from {counts[1]} in {counts[2]}.{version}\n",
        "## Files\n\n" + _table(("file", "bytes"), ((f"`{name}`", f"{made[name].bytes:,}") for name in sorted(made))),
        "## Events by type\n\n" + _table(("type", "is", "events", "reports"), _types(dataset)),
        "## Events by status\n\n" + _table(("status", "means", "events"), _statuses(dataset)),
        _NOTES,
        f"{_CITING}\n",
        "## Tables\n\n" + columns(),
    ]
    return "\n".join(part for part in parts if part)


def _header(dataset: Dataset, made: Mapping[str, Made], about: About) -> str:
    """Write what the Hugging Face Hub reads: a configuration for each Parquet file; nothing, without any."""
    named = [table.name for table in tables() if f"{table.name}.parquet" in made]
    if not named:
        return ""
    languages = sorted({row["language"].partition("-")[0] for row in dataset.tables["articles"]})
    lines = ["---", "license: cc-by-4.0", f"pretty_name: {json.dumps(about.title, ensure_ascii=False)}"]
    lines += ["language:", *(f"- {json.dumps(each)}" for each in languages)] if languages else []
    lines += ["tags:", "- event data", "- political science", "configs:"]
    for name in named:
        lines += [f"- config_name: {name}", f"  data_files: {name}.parquet"]
        lines += ["  default: true"] if name == "events" else []
    return "\n".join([*lines, "---", ""])


def _types(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    found = {table: Counter(row["type"] for row in dataset.tables[table]) for table in ("events", "reports")}
    for word, model in event_types().items():
        yield f"`{word}`", definition(model), f"{found['events'][word]:,}", f"{found['reports'][word]:,}"


def _statuses(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    found = Counter(row["status"] for row in dataset.tables["events"])
    for status in Status:
        yield f"`{status}`", status.meaning, f"{found[status.value]:,}"


def columns() -> str:
    """Describe the columns of every table, in Markdown."""
    parts = []
    for table in tables():
        keys = ", ".join(f"`{name}`" for name in table.key)
        lines = (
            (
                f"`{column.name}`",
                column.type + ("" if column.required else "?"),
                f"`{column.to}`" if column.to else "",
                column.description,
            )
            for column in table.columns
        )
        head = f"### `{table.name}`\n\n{table.description} Key: {keys}.\n\n"
        parts.append(head + _table(("column", "type", "leads to", "is"), lines))
    return "\n".join(parts)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    escaped = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in escaped)


def _plain(text: str) -> str:
    """Keep what people wrote about a dataset from being taken for Markdown or HTML."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>#|" else each for each in " ".join(text.split()))
