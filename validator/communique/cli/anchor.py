"""`communique anchor`: record where the passages stand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP: Final = "Record in the annotations where their passages stand, and of which text."


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; by default the whole corpus")
    parser.add_argument("--diff", action="store_true", help="show what would be written, and write nothing")


def run(arguments: Namespace) -> int:
    """Edit the files, and write down what was verified."""
    from collections import Counter

    from communique import annotated, fix, pipeline, project, verified
    from communique.cli import FINE, FOUND
    from communique.evidence import exhibits
    from communique.words import counted

    opened = project.open_project(arguments.paths, alone=True)
    states: Counter[str] = Counter()
    done = []
    for before, after in annotated.anchored(opened):
        states.update(each.state for each in exhibits(after))
        done.append(after)
        if after.tree.source.data == before.tree.source.data:
            continue
        if arguments.diff:
            sys.stdout.write(fix.difference(before.tree.source, after.tree.source))
        else:
            project.write(opened.path_of(after.name), after.tree.source.data)
    if not arguments.diff and opened.corpus is not None and any(file.article is not None for file in done):
        known = pipeline.verified(opened).with_files(done)
        project.write(opened.corpus / verified.FILE, known.write())
        sys.stderr.write(f"what was found stands in `{opened.corpus / verified.FILE}`, to be committed\n")
    texts = sum(file.article is not None for file in done)
    unsure = sum(states[each] for each in ("not-found", "ambiguous", "too-long", "malformed"))
    recorded = counted(states["found"], "passage")
    sys.stderr.write(f"{counted(texts, 'text')} at hand for {counted(len(done), 'article')}: {recorded} recorded")
    sys.stderr.write(f", {unsure} cannot be: see `communique check`\n" if unsure else "\n")
    return FOUND if unsure else FINE
