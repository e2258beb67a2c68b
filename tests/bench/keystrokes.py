"""Measures how long an editor waits: `python -m tests.bench.keystrokes [--files 2000]`.

A real client types into an annotation of a generated corpus, key by key, each as soon as the findings of the last one
are there, then with pauses in which the server begins to look at the whole corpus. Nothing asserts a time.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from tests.bench.subjects import PYTHON, ROOT
from tests.support.editor import Editor, editing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PAUSE = 0.35
"""Seconds of rest after which the server is busy with the whole corpus."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.keystrokes", description="Measure the language server."
    )
    parser.add_argument("--files", type=int, default=2000, metavar="N", help="articles in the corpus; default: 2000")
    parser.add_argument("--keys", type=int, default=200, metavar="N", help="how many keys are typed; default: 200")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="communique-bench-") as folder:
        root = Path(folder) / "corpus"
        command = [PYTHON, "-m", "tests.bench.generate", str(root), "--files", str(given.files), "--texts"]
        subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
        paths = sorted((root / "annotations").glob("[0-9]*/*/*.yaml"))
        path = min(paths, key=lambda each: abs(each.stat().st_size - 3_000))
        with editing(root) as editor:
            for what, took in measured(editor, path, given.keys).items():
                worst = sorted(took)[int(len(took) * 0.95)]
                sys.stdout.write(
                    f"{what:<40} {statistics.median(took):7.1f} ms, 95 %: {worst:7.1f} ms, most: {max(took):7.1f} ms\n"
                )
    return 0


def measured(editor: Editor, path: Path, keys: int) -> dict[str, list[float]]:
    """Give the milliseconds that each thing took, each time."""
    text = path.read_text("utf-8")
    document = editor.document(path)

    def typed(number: int) -> None:
        editor.write(path, f"{text}# {number}\n")
        editor.found(path, _any)

    def opened() -> None:
        editor.open(path)
        editor.found(path, _any)

    def paused(number: int) -> float:
        time.sleep(_PAUSE)
        return timed(partial(typed, number))

    found = {"opened": [timed(opened)]}
    found["a key, without a pause before it"] = [timed(partial(typed, number)) for number in range(keys)]
    found["a key, while the corpus is looked at"] = [paused(number) for number in range(keys // 10)]
    client, context = editor.client, types.ReferenceContext(include_declaration=True)
    actor = _position(text, "publisher: ")
    asked: dict[str, Callable[[], object]] = {
        "completion of an actor": lambda: editor.wait(
            client.text_document_completion_async(types.CompletionParams(document, actor))
        ),
        "hover over an actor": lambda: editor.wait(
            client.text_document_hover_async(types.HoverParams(document, actor))
        ),
        "references of an actor": lambda: editor.wait(
            client.text_document_references_async(types.ReferenceParams(context, document, actor))
        ),
        "outline": lambda: editor.wait(
            client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        ),
    }
    for what, ask in asked.items():
        found[what] = [timed(ask) for _ in range(10)]
    return found


def _position(text: str, before: str) -> types.Position:
    start = text[: text.index(before) + len(before)]
    return types.Position(start.count("\n"), len(start) - start.rfind("\n") - 1)


def _any(_: list[types.Diagnostic]) -> bool:
    return True


def timed(work: Callable[[], object]) -> float:
    """Give the milliseconds that something took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000


if __name__ == "__main__":
    sys.exit(main())
