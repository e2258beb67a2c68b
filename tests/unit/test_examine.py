"""Both ways through a file come to the same verdict, whatever texts are at hand."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pytest

from communique.documents import REGISTRIES
from communique.examine import Examiner
from communique.project import File
from communique.registered import Registered
from communique.source import Source
from communique.texts import Texts
from tests.support.corpora import ARTICLE, TEXT
from tests.support.typecases import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NAMES: Final = ROOT / "tests" / "support" / "names"
NAME: Final = "2025/11/an-article.yaml"
DIGEST: Final = sha256(TEXT.encode()).hexdigest()
RECORDED: Final = ARTICLE.replace(
    "  language: en\n", f"  language: en\n  text: {{sha256: {DIGEST}, length: {len(TEXT)}}}\n", 1
)


def examiner(folder: Path) -> Examiner:
    """Take the common names, and the texts of a folder."""
    few = [
        (File(kind.path, str(NAMES / f"{kind.name}.yaml"), kind), (NAMES / f"{kind.name}.yaml").read_bytes())
        for kind in REGISTRIES
    ]
    return Examiner(Registered([(file, Source(file.name, data)) for file, data in few]), Texts((folder,)))


def test_without_any_text(tmp_path: Path) -> None:
    """Where the folders hold no text, what was found holds in another run, and nothing was seen of the passages."""
    verdict = examiner(tmp_path)._fast(Source(NAME, ARTICLE.encode()))
    assert verdict == examiner(tmp_path)._sure(Source(NAME, ARTICLE.encode()))
    assert verdict is not None
    assert (verdict.unseen, verdict.lasting) == (True, True)


@pytest.mark.parametrize(
    ("article", "texts", "unseen", "lasting"),
    [
        (ARTICLE, {"an-article": TEXT}, False, True),
        (ARTICLE, {"another": TEXT}, True, True),
        (RECORDED, {"an-article": TEXT}, False, True),
        (RECORDED, {"another": TEXT}, False, False),
        (RECORDED, {"an-article": "Another text.", "another": TEXT}, False, False),
        (RECORDED, {"another": "Another text."}, True, False),
        (ARTICLE, {"an-article": TEXT.replace("\n", "\r\n")}, False, True),
    ],
)
def test_a_text_that_bears_it_out(
    tmp_path: Path, article: str, texts: dict[str, str], *, unseen: bool, lasting: bool
) -> None:
    """A file that its text bears out goes the fast way, wherever that text was found, and where none was."""
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    source = Source(NAME, article.encode())
    verdict = examiner(tmp_path)._fast(source)
    assert verdict == examiner(tmp_path)._sure(source)
    assert verdict is not None
    assert (verdict.diagnostics, verdict.unseen, verdict.lasting) == ((), unseen, lasting)


def test_what_is_prepared_changes_nothing(tmp_path: Path) -> None:
    """What is made ahead, before work is spread over processes, makes no other verdict."""
    (tmp_path / "an-article.txt").write_bytes(TEXT.encode())
    source, prepared = Source(NAME, ARTICLE.encode()), examiner(tmp_path)
    prepared.prepare()
    assert prepared.judge(source) == examiner(tmp_path).judge(source)


@pytest.mark.parametrize(
    ("article", "text", "code"),
    [
        (ARTICLE, TEXT.replace("Lee asked", "Lee told"), "EVI001"),
        (RECORDED, TEXT + "\n", "EVI007"),
        (ARTICLE, TEXT + "\udcff", "EVI013"),
        (ARTICLE, TEXT + "a" * (1 << 20), "EVI013"),
    ],
)
def test_a_text_that_does_not(tmp_path: Path, article: str, text: str, code: str) -> None:
    """A file in which something is found with its text goes the sure way."""
    (tmp_path / "an-article.txt").write_bytes(text.encode("utf-8", "surrogateescape"))
    source = Source(NAME, article.encode())
    assert examiner(tmp_path)._fast(source) is None
    assert code in {each.code for each in examiner(tmp_path).judge(source).diagnostics}


def test_what_is_no_file_is_no_text(tmp_path: Path) -> None:
    """A folder or a pipe with the name of a text is passed over, and nobody waits for it."""
    (tmp_path / "an-article.txt").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "a-pipe.txt")
    texts = Texts((tmp_path,))
    assert [texts.find(name, None).article for name in ("an-article", "a-pipe")] == [None, None]
    assert [texts.find(name, None).faults for name in ("an-article", "a-pipe")] == [(), ()]
    assert [texts.digest(name) for name in ("an-article", "a-pipe", "none")] == [b"", b"", b""]
