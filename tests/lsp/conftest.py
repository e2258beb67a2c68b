"""An editor with a server, one for all tests here, and a corpus for each.

It ends with the last of these tests: others fork, and want no threads beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lsprotocol import types

from tests.support.corpora import Corpus, make_corpus
from tests.support.editor import Editor, editing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="package")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Give an editor that is connected to a server."""
    with editing(tmp_path_factory.mktemp("editor")) as connected:
        yield connected


@pytest.fixture(scope="package")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Give an editor that can do nothing but what it must, and counts columns in bytes."""
    general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8])
    with editing(tmp_path_factory.mktemp("plain"), types.ClientCapabilities(general=general)) as connected:
        yield connected


@pytest.fixture
def corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Corpus:
    """Give a small sound corpus."""
    return make_corpus(tmp_path, capsys)


@pytest.fixture
def article(corpus: Corpus) -> Path:
    """Give the path of the one article in it."""
    return corpus.root / "annotations" / "2025" / "11" / "an-article.yaml"
