"""Writes a corpus of any size from a seed: `python -m tests.bench.generate DIR --files 2000 --seed 1 [--texts]`.

The corpus is sound but for a share of its files, which have mistakes. What `communique check` is to find stands in
`manifest.json`, beside `annotations/`. The same arguments give the same bytes, and a shorter corpus is the beginning
of a longer one; the annotations are the same with texts and without.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from tests.bench.articles import articles
from tests.bench.mistakes import spoilt
from tests.bench.world import ANNOTATORS, registries

if TYPE_CHECKING:
    from collections.abc import Sequence

MANIFEST: Final = "manifest.json"
FAULTY: Final = 0.05
"""The share of files that have mistakes, unless another is asked for."""
_SETTINGS: Final = 'annotations = "annotations"\ntexts = ["texts"]\n'
_DECISIONS: Final = f"""\
- pair: [an-older-visit, another-older-visit]
  verdict: different
  by: {ANNOTATORS[0]}
  decided: 2001-01-31
  why: They are months apart.
"""
_RETIRED: Final = """\
an-older-visit: {reason: Its article was withdrawn.}
another-older-visit: {reason: Its article was withdrawn.}
"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written: the arguments, the sums, and the codes that are to be found in each file that has mistakes.

    `findings` are found in any case, `findings_in_texts` only where the texts are at hand, besides the others.
    """

    files: int
    seed: int
    faulty: float
    texts: bool
    events: int = 0
    bytes: int = 0
    findings: dict[str, list[str]] = field(default_factory=dict)
    findings_in_texts: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a corpus."""
        return cls(**json.loads((folder / MANIFEST).read_text("utf-8")))

    def expected(self, *, texts: bool) -> dict[str, list[str]]:
        """Give the codes that are to be found, by file, with the texts at hand or without."""
        found = {name: list(codes) for name, codes in self.findings.items()}
        for name, codes in self.findings_in_texts.items() if texts else ():
            found[name] = sorted([*found.get(name, []), *codes])
        return found


def generate(folder: Path, files: int, seed: int, *, texts: bool = False, faulty: float = FAULTY) -> Manifest:
    """Write a corpus into a folder that does not exist, and give its manifest."""
    folder.mkdir(parents=True)
    annotations = folder / "annotations"
    (annotations / "names").mkdir(parents=True)
    (folder / "texts").mkdir()
    for name, text in registries().items():
        (annotations / "names" / name).write_text(text, "utf-8")
    (annotations / "decisions.yaml").write_text(_DECISIONS, "utf-8")
    (annotations / "retired.yaml").write_text(_RETIRED, "utf-8")
    (folder / "communique.toml").write_text(_SETTINGS, "utf-8")
    events = size = 0
    findings: dict[str, list[str]] = {}
    in_texts: dict[str, list[str]] = {}
    made: set[str] = set()
    for article in islice(articles(seed), files):
        text, random = article.annotation, Random(f"{seed}/{article.id}")  # noqa: S311 (for no secret)
        if random.random() < faulty:
            text, mistakes = spoilt(text, random)
            for kept, seen_in_text in ((findings, False), (in_texts, True)):
                codes = sorted(each.code for each in mistakes if each.in_text is seen_in_text)
                if codes:
                    kept[f"annotations/{article.path}"] = codes
        path = annotations / article.path
        if (month := str(path.parent)) not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(month)
        data = text.encode()
        path.write_bytes(data)
        if texts:
            (folder / "texts" / f"{article.id}.txt").write_bytes(article.text.encode())
        events += article.events
        size += len(data)
    manifest = Manifest(files, seed, faulty, texts, events, size, findings, in_texts)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n", "utf-8")
    return manifest


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a corpus by the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.generate", description="Write a corpus from a seed.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to; it must not exist")
    parser.add_argument("--files", type=int, default=2_000, metavar="N", help="how many articles; default: 2000")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="default: 1")
    parser.add_argument("--texts", action="store_true", help="write the texts of the articles too")
    parser.add_argument("--faulty", type=float, default=FAULTY, metavar="SHARE", help=f"default: {FAULTY}")
    given = parser.parse_args(arguments)
    if given.folder.exists():
        parser.error(f"`{given.folder}` exists already")
    manifest = generate(given.folder, given.files, given.seed, texts=given.texts, faulty=given.faulty)
    wrong = len({*manifest.findings, *manifest.findings_in_texts})
    sys.stdout.write(
        f"{given.folder}: {manifest.files:,} files of {manifest.bytes / max(1, manifest.files):,.0f} bytes with "
        f"{manifest.events:,} events; {wrong:,} have mistakes\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
