"""Measures communique beside its peers, all on the same files and in turns: `python -m tests.bench`.

It prints tables in Markdown and writes a JSON file. It asserts nothing about time.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench import readers, tables
from tests.bench.generate import FAULTY, MANIFEST
from tests.bench.peers import limits, peers
from tests.bench.subjects import PYTHON, ROOT, Corpus, Cost, Measured, Subject, own

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure communique beside its peers.")
    parser.add_argument("--sizes", default="2000", metavar="N,…", help="sizes of the corpora; default: 2000")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="how many runs of each; default: 5")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of the corpora; default: 1")
    parser.add_argument("--most", type=int, default=10**9, metavar="N", help="give communique no more files than these")
    parser.add_argument("--only", default="", metavar="WORD,…", help="measure what has one of these in its name")
    parser.add_argument("--work", type=Path, metavar="DIR", help="where corpora are kept; default: a temporary folder")
    parser.add_argument("--output", type=Path, default=Path("bench.json"), metavar="FILE", help="default: bench.json")
    given = parser.parse_args(arguments)
    sizes = [int(size) for size in given.sizes.split(",")]
    subjects = [
        each
        for each in (*own(given.most), *peers(), *limits())
        if any(word in each.name for word in given.only.split(","))
    ]
    with tempfile.TemporaryDirectory(prefix="communique-bench-") as temporary:
        work = given.work or Path(temporary)
        measured = [each for size in sizes for each in _at_size(subjects, size, work, given)]
        one = _in_turns([(each, 1, _corpus(work, 1, given.seed, faulty=False)) for each in _single()], given.repeat)
    for size in sizes:
        sys.stdout.write(f"\n## {size:,} files\n\n{tables.costs(measured, size)}\n{tables.ratios(measured, size)}")
    if len(sizes) > 1:
        sys.stdout.write(f"\n## Growth of the CPU time per file\n\n{tables.growth(measured)}")
    sys.stdout.write(f"\n## One file\n\n{tables.starts(one)}")
    found = {
        "machine": _machine(),
        "measured": [each.row() for each in measured],
        "one_file": [each.row() for each in one],
    }
    given.output.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return 0


def _at_size(subjects: list[Subject], size: int, work: Path, given: argparse.Namespace) -> list[Measured]:
    """Measure all programs on a size, those that take less on the beginning of the same corpus."""
    files = [min(size, each.most) for each in subjects]
    pairs = zip(subjects, files, strict=True)
    return _in_turns(
        [(each, size, _corpus(work, count, given.seed, faulty=each.faulty)) for each, count in pairs], given.repeat
    )


def _in_turns(tasks: list[tuple[Subject, int, Corpus]], repeat: int) -> list[Measured]:
    """Run all once, then all again, so that a noisy minute is noisy for all."""
    runs: list[list[Cost]] = [[] for _ in tasks]
    for turn in range(repeat):
        for (subject, _, corpus), found in zip(tasks, runs, strict=True):
            if sys.stderr.isatty():
                sys.stderr.write(f"\r\033[K{turn + 1} of {repeat}: {subject.name}, {corpus.files:,} files\r")
            found.append(subject.run(corpus))
    if sys.stderr.isatty():
        sys.stderr.write("\033[K")
    return [
        Measured.of(each, size, corpus.files, found) for (each, size, corpus), found in zip(tasks, runs, strict=True)
    ]


def _corpus(work: Path, files: int, seed: int, *, faulty: bool) -> Corpus:
    """Generate a corpus, or take the one that is there, and read all of it, so that nobody waits for the disk."""
    root = work / f"{'faulty' if faulty else 'sound'}-{files}-{seed}"
    if not (root / MANIFEST).is_file():
        share = str(FAULTY if faulty else 0)
        corpus_of = ["--files", str(files), "--seed", str(seed), "--faulty", share, "--texts"]
        command = [PYTHON, "-m", "tests.bench.generate", str(root), *corpus_of]
        subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
    corpus = Corpus(root, files)
    for _ in readers.files([*corpus.years, str(root / "texts")]):
        pass
    return corpus


def _single() -> list[Subject]:
    """Give what a single small file is compared with: Python alone, and with the library of the models."""
    check = own(1)[0]
    alone = [("python -c pass", "pass"), ('python -c "import pydantic"', "import pydantic")]
    python = platform.python_version()

    def command(code: str) -> Callable[[Corpus], list[str]]:
        return lambda _: [PYTHON, "-c", code]

    others = [Subject(name, "limit", python, command(code), 1) for name, code in alone]
    return [check, *(each for each in peers() if "jsonschema" in each.name), *others]


def _machine() -> dict[str, Any]:
    """Say on what it was measured, and how busy it was."""
    model = next((line for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if "model name" in line), "")
    return {
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": model.partition(": ")[2],
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
    }


if __name__ == "__main__":
    sys.exit(main())
