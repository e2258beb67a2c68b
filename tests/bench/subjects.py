"""What is measured: a command over a corpus, what it is told of the corpus, and how much of it is taken on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from communique import __version__
from communique.cache import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
SCHEMA: Final = ROOT / "schema" / "v1" / "annotation.schema.json"
PYTHON: Final = sys.executable

Group: TypeAlias = Literal["communique", "peer", "limit"]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A generated corpus on disk, and how many articles it has."""

    root: Path
    files: int

    @property
    def years(self) -> list[str]:
        """The folders that hold the articles and nothing else, for programs that know of no registries."""
        return sorted(str(path) for path in (self.root / "annotations").iterdir() if path.name.isdigit())

    def articles(self) -> list[str]:
        """Give the paths of all articles, for programs that want to be told each."""
        return sorted(map(str, (self.root / "annotations").glob("[0-9]*/*/*.yaml")))

    def settle(self, *, texts: bool) -> None:
        """Let communique see the texts, or not."""
        folders = '["texts"]' if texts else "[]"
        (self.root / "communique.toml").write_text(f'annotations = "annotations"\ntexts = {folders}\n', "utf-8")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds of the clock, seconds of CPU, and the peak memory of its largest process."""

    wall: float
    cpu: float
    peak_kib: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A program to measure.

    `most` is how many files it is given at most: one that is slow, or holds all in memory, is measured on the beginning
    of a larger corpus. `counts` finds the number of files in what it prints, so that none that skips files is measured.
    `faulty` asks for the corpus in which a share of the files has mistakes, and `texts` for texts at hand. `after` is
    a command that is run before, and not measured.
    """

    name: str
    group: Group
    version: str
    command: Callable[[Corpus], list[str]]
    most: int
    counts: str | None = None
    texts: bool = False
    faulty: bool = False
    after: tuple[str, ...] = ()

    def run(self, corpus: Corpus) -> Cost:
        """Run it once. Raises RuntimeError where it does not do what it is measured for."""
        corpus.settle(texts=self.texts)
        if self.after:
            subprocess.run(self.after, cwd=corpus.root, env=_with_cache(corpus), check=True, stdout=subprocess.DEVNULL)
        with tempfile.TemporaryDirectory() as folder:
            cost, out = Path(folder) / "cost.json", Path(folder) / "out.txt"
            meter = [PYTHON, "-I", "-S", str(HERE / "meter.py"), str(cost), str(out)]
            subprocess.run([*meter, *self.command(corpus)], cwd=corpus.root, env=_with_cache(corpus), check=True)
            found, printed = json.loads(cost.read_text("utf-8")), out.read_text("utf-8", "replace")
        status = found.pop("status")
        counted = re.search(self.counts, printed) if self.counts else None
        short = bool(self.counts) and (not counted or int(counted[1].replace(",", "")) < corpus.files)
        if short or status != int(self.faulty):
            message = f"{self.name} on {corpus.root} ended with {status}:\n{printed[-2000:]}"
            raise RuntimeError(message)
        return Cost(**found)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a program took for a corpus: the medians of some runs, and the runs.

    `size` is the corpus that was asked for, `files` what was taken of it.
    """

    name: str
    group: Group
    version: str
    size: int
    files: int
    wall: float
    cpu: float
    peak_kib: int
    runs: list[Cost]

    @property
    def per_cpu_second(self) -> float:
        """How many files a second of CPU time does."""
        return self.files / self.cpu

    @classmethod
    def of(cls, subject: Subject, size: int, files: int, runs: list[Cost]) -> Measured:
        """Take the medians of some runs; of an even number, the lower one, so that each is a run's."""
        middle = (len(runs) - 1) // 2
        wall, cpu, peak = (sorted(getattr(run, name) for run in runs)[middle] for name in ("wall", "cpu", "peak_kib"))
        return cls(subject.name, subject.group, subject.version, size, files, wall, cpu, peak, runs)

    def row(self) -> dict[str, object]:
        """Give it as it stands in the JSON file."""
        return {**asdict(self), "per_cpu_second": round(self.per_cpu_second, 1)}


def _with_cache(corpus: Corpus) -> dict[str, str]:
    """Give the environment of a run: the cache lies beside the corpora, and not where the user has it."""
    return {**os.environ, FOLDER: str(corpus.root.with_name("cache"))}


def own(most: int) -> list[Subject]:
    """Give the runs of communique, each a process of its own."""
    tool = (PYTHON, "-m", "communique")
    check = (*tool, "check", "--output-format", "concise")
    cold = (*check, "--no-cache")
    counts = "([0-9,]+) files? checked"

    def subject(name: str, command: tuple[str, ...], counts: str = counts, **more: Any) -> Subject:
        return Subject(name, "communique", __version__, lambda _: list(command), most, counts, **more)

    return [
        subject("communique check", cold),
        subject("communique check, 1 process", (*cold, "--jobs", "1")),
        subject("communique check, 5 % with mistakes", cold, faulty=True),
        subject("communique check, with texts", cold, texts=True),
        subject("communique check again", check, after=check),
        subject(
            "communique compile, after a check",
            (*tool, "compile", "--format", "jsonl", "-o", "dataset"),
            "([0-9,]+) articles",
            after=check,
        ),
    ]
