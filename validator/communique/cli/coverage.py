"""`communique coverage`: how much of the corpus its passages show."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections import Counter

    from communique.coverage import Coverage

HELP: Final = "Count what passages show: by article and by field."


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; by default the whole corpus")
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="how it is shown")


def run(arguments: Namespace) -> int:
    """Count and print."""
    from communique import annotated, pipeline, project
    from communique.cli import FINE
    from communique.coverage import cover

    opened = project.open_project(arguments.paths, alone=True)
    covered = cover(annotated.asked_for(opened), pipeline.verified(opened))
    write = _json if arguments.output_format == "json" else _text
    sys.stdout.write(write(covered))
    return FINE


def _json(covered: Coverage) -> str:
    import json

    parts = {
        "articles": covered.articles,
        "fields": dict(sorted(covered.fields.items())),
        "events": dict(sorted(covered.events.items())),
        "passages": dict(sorted(covered.passages.items())),
    }
    return json.dumps(parts, indent=2) + "\n"


def _text(covered: Coverage) -> str:
    from communique.coverage import STANDINGS

    used = [each for each in STANDINGS if any(counts[each] for counts in covered.articles.values())]
    table = [["article", *used, "all"]]
    table += [[name, *_cells(counts, used)] for name, counts in covered.articles.items()]
    if len(covered.articles) > 1:
        total = [sum(counts[each] for counts in covered.articles.values()) for each in used]
        table.append(["all articles", *map(str, total), str(sum(total))])
    table += [[], ["field", *used, "all"]]
    table += [[name, *_cells(counts, used)] for name, counts in sorted(covered.fields.items())]
    lines = [_aligned(row, table) for row in table]
    lines += ["", *(f"{each}: {STANDINGS[each]}" for each in used)]
    if used:
        shown = covered.share("supported")
        stands = covered.share("supported", "found", "unsupported", "inherited")
        lines += [
            "",
            f"{shown:.0%} supported by a passage of their own; {stands:.0%} with a passage that stands in its text",
        ]
    return "".join(f"{line}\n" for line in lines)


def _cells(counts: Counter[str], used: list[str]) -> list[str]:
    return [*(str(counts[each]) for each in used), str(sum(counts.values()))]


def _aligned(row: list[str], table: list[list[str]]) -> str:
    widths = [max(len(each[index]) for each in table if len(each) > index) for index in range(max(map(len, table)))]
    cells = [
        cell.ljust(width) if index == 0 else cell.rjust(width)
        for index, (cell, width) in enumerate(zip(row, widths, strict=False))
    ]
    return "  ".join(cells).rstrip()
