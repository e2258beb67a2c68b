"""`check --watch`: as a person sees it, in a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.corpora import Corpus

_SECONDS = 30.0


def _wait_for(path: Path, words: str) -> None:
    end = time.monotonic() + _SECONDS
    while words not in path.read_text("utf-8"):
        assert time.monotonic() < end, f"never said {words!r}, but {path.read_text('utf-8')!r}"
        time.sleep(0.05)


def test_a_change_is_checked_at_once(corpus: Corpus, tmp_path: Path) -> None:
    """The first report comes at once, another after a file changes, and Ctrl-C ends the watch without a traceback."""
    said = tmp_path / "said.txt"
    with said.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "communique", "check", "--watch"], stdout=stream, stderr=stream, cwd=corpus.root
        )
        try:
            _wait_for(said, "nothing to report")
            corpus.write("2025/11/an-article.yaml", ARTICLE.replace("place: gyeongju", "place: gyongju"))
            _wait_for(said, "NAM002")
            process.send_signal(signal.SIGINT)
            assert process.wait(_SECONDS) == 130
        finally:
            process.kill()
            process.wait()
    assert "Traceback" not in said.read_text("utf-8")
