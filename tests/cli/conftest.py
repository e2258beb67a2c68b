"""A corpus to run commands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.corpora import Corpus, make_corpus

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Corpus:
    """Give a small sound corpus, with the working folder in it."""
    monkeypatch.chdir(tmp_path)
    return make_corpus(tmp_path, capsys)
