"""Draws the measurements as bars: `python -m tests.bench.chart bench.json docs/images/performance.svg`."""

from __future__ import annotations

import argparse
import json
import math
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABELS, _BARS, _NUMBERS = 268, 400, 72
_ROW, _BAR, _TOP = 26, 16, 62
_STYLE: Final = """\
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 15px }
.small { font-size: 12px; fill: #59636e }
.number { font-variant-numeric: tabular-nums }
.communique { fill: #0b7285 } .peer { fill: #8b949e } .limit { fill: #c9d1d9 } line { stroke: #d1d9e0 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .small { fill: #9198a1 } line { stroke: #3d444d }
  .communique { fill: #3bc9db } .peer { fill: #6e7681 } .limit { fill: #484f58 }
}
"""


def chart(rows: Sequence[dict[str, Any]], size: int) -> str:
    """Draw a bar for each program, its files per CPU second; on a logarithmic scale, as they span a hundredfold."""
    rows = sorted(rows, key=lambda row: float(row["per_cpu_second"]))
    lowest = 10 ** math.floor(math.log10(rows[0]["per_cpu_second"]))
    decades = math.ceil(math.log10(rows[-1]["per_cpu_second"] / lowest))
    height, width = _TOP + _ROW * len(rows) + 28, _LABELS + _BARS + _NUMBERS
    described = "; ".join(f"{row['name']} {row['per_cpu_second']:,.0f}" for row in rows)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f'<title id="title">Files per CPU second, {size:,} files</title>',
        f'<desc id="what">{escape(described)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<text class="title" x="8" y="22">Files per CPU second, {size:,} files, logarithmic scale</text>',
        '<text class="small" x="8" y="42">whole processes on the same files; longer is faster</text>',
    ]
    bottom = _TOP + _ROW * len(rows)
    for decade in range(decades + 1):
        x = _LABELS + _BARS * decade / decades
        lines.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{_TOP - 6}" y2="{bottom}"/>')
        lines.append(
            f'<text class="small" x="{x:.0f}" y="{bottom + 18}" text-anchor="middle">{lowest * 10**decade:,}</text>'
        )
    for number, row in enumerate(rows):
        y, value = _TOP + _ROW * number, float(row["per_cpu_second"])
        long = _BARS * math.log10(value / lowest) / decades
        middle = y + _BAR - 3
        lines.append(f'<text x="{_LABELS - 10}" y="{middle}" text-anchor="end">{escape(str(row["name"]))}</text>')
        lines.append(f'<rect class="{row["group"]}" x="{_LABELS}" y="{y}" width="{long:.1f}" height="{_BAR}" rx="2"/>')
        lines.append(f'<text class="number" x="{_LABELS + long + 6:.1f}" y="{middle}">{value:,.0f}</text>')
    return "\n".join([*lines, "</svg>", ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a JSON file of measurements, and write the chart of one size."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.chart", description="Draw measurements as bars.")
    parser.add_argument("measured", type=Path, metavar="JSON", help="what `python -m tests.bench` wrote")
    parser.add_argument("drawn", type=Path, metavar="SVG", help="where to")
    parser.add_argument("--size", type=int, metavar="N", help="which size; default: the smallest")
    given = parser.parse_args(arguments)
    rows = json.loads(given.measured.read_text("utf-8"))["measured"]
    size = given.size or min(row["size"] for row in rows)
    given.drawn.write_text(chart([row for row in rows if row["size"] == size], size), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
