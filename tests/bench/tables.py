"""The measurements as tables in Markdown: what each program took, how communique stands to them, and how cost grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.bench.subjects import Measured

BASE: Final = "communique check"


def costs(measured: Sequence[Measured], size: int) -> str:
    """Say what each program took for a corpus of a size."""
    head = ("", "version", "files", "files per CPU second", "CPU µs per file", "wall s", "peak MiB")
    rows = (
        (
            each.name,
            each.version,
            f"{each.files:,}{'' if each.files == size else ' of them'}",
            f"{each.per_cpu_second:,.0f}",
            f"{each.cpu / each.files * 1e6:,.0f}",
            f"{each.wall:.2f}",
            f"{each.peak_kib / 1024:,.0f}",
        )
        for each in measured
        if each.size == size
    )
    return _table(head, rows)


def ratios(measured: Sequence[Measured], size: int) -> str:
    """Say how many times faster `communique check` is than each other, per file, by CPU time and by the clock."""
    at_size = [each for each in measured if each.size == size]
    base = next((each for each in at_size if each.name == BASE), None)
    rows: Iterator[tuple[str, ...]] = (
        (
            each.name,
            f"{each.cpu / each.files / (base.cpu / base.files):.3g}",
            f"{each.wall / each.files / (base.wall / base.files):.3g}",
        )
        for each in at_size
        if base is not None and each is not base
    )
    return _table((f"`{BASE}` against", "by CPU time", "by the clock"), rows)


def growth(measured: Sequence[Measured]) -> str:
    """Say how the CPU time per file grows from the smallest size to the others, of all that were measured in full."""
    sizes = sorted({each.size for each in measured})
    rows = []
    for name in dict.fromkeys(each.name for each in measured):
        per_file = {
            each.size: each.cpu / each.files for each in measured if each.name == name and each.files == each.size
        }
        if len(per_file) > 1:
            first = per_file[min(per_file)]
            cells = (f"{per_file[size] / first:.2f}" if size in per_file else "–" for size in sizes)
            rows.append((name, *cells))
    return _table(("", *(f"{size:,} files" for size in sizes)), rows)


def starts(measured: Iterable[Measured]) -> str:
    """Say what a process takes that reads one file, or none."""
    rows = ((each.name, f"{each.cpu * 1e3:,.0f}", f"{each.wall * 1e3:,.0f}") for each in measured)
    return _table(("", "CPU ms", "wall ms"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
