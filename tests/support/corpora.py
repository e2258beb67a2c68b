"""Small corpora on disk, and the command line run on them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from communique.cli import main

if TYPE_CHECKING:
    import pytest

_NAMES: Final = Path(__file__).parent / "names"

TEXT: Final = """The two leaders met in “Gyeongju” on Saturday.

Lee asked Xi for help. Xi said that China was willing to cooperate.
Lee met reporters afterwards in Seoul.
"""

ARTICLE: Final = """\
schema_version: 1
article:
  id: an-article  # the file's name
  publisher: the-paper
  published: 2025-11-02
  language: en
annotation:
  annotators: [a1]
  method: manual
  status: annotated
events:
  - id: a-summit
    type: summit
    canonical: lee-xi-summit
    date: 2025-11-01
    date_basis: computed
    place: gyeongju
    status: occurred
    summary: The presidents of South Korea and China met.
    participants:
      - {actor: lee-jae-myung, role: host}
      - {actor: xi-jinping, role: guest}
    evidence:
      event: The two leaders met  # the words as printed
      date: "on Saturday"
      place:
        quote: 'in "Gyeongju"'
      participants.0: ["Lee asked", 'Lee met reporters']
      participants.1: {quote: Xi for help}
  - id: an-appeal
    type: appeal
    date: 2025-11-01
    date_basis: inferred
    status: occurred
    summary: Lee asked Xi for help.
    by: [lee-jae-myung]
    to: [xi-jinping]
    content: Help.
    force: request
    relations: [{relation: part-of, event: a-summit}]
    evidence: {event: Lee asked … for help}
"""


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Corpus:
    """A corpus in a folder of its own, which is the working folder."""

    root: Path
    capture: pytest.CaptureFixture[str]

    def write(self, name: str, text: str) -> Path:
        """Write a file of the corpus, by its path below `annotations/`, or of the project, by `/…`."""
        path = self.root / name[1:] if name.startswith("/") else self.root / "annotations" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
        return path

    def read(self, name: str) -> str:
        """Read a file as `write` names it."""
        path = self.root / name[1:] if name.startswith("/") else self.root / "annotations" / name
        return path.read_text("utf-8")

    def run(self, *arguments: str) -> Ran:
        """Run a command in this process."""
        self.capture.readouterr()
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        out, err = self.capture.readouterr()
        return Ran(status, out, err)


def make_corpus(root: Path, capture: pytest.CaptureFixture[str]) -> Corpus:
    """Make a corpus with the common names, one sound article, and its text."""
    corpus = Corpus(root, capture)
    corpus.write("/communique.toml", 'annotations = "annotations"\ntexts = ["texts"]\n')
    shutil.copytree(_NAMES, root / "annotations" / "names")
    corpus.write("2025/11/an-article.yaml", ARTICLE)
    corpus.write("/texts/an-article.txt", TEXT)
    return corpus
