"""Checks with the cache and without, that are to say the same; and which files are judged in them."""

from __future__ import annotations

from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple, TextIO

import pytest

from communique.examine import Examiner
from communique.report import full, json
from tests.support.commandline import Ran, inside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from communique.diagnostic import Outcome
    from communique.source import Source
    from communique.verdict import Verdict


class Said(NamedTuple):
    """What a run came to, in the words of both reports."""

    ran: Ran
    full: str

    @classmethod
    def by(cls, root: Path, *options: str) -> Said:
        """Check once; what is said in one format says the command, and the other report the same outcome."""
        outcomes: list[Outcome] = []
        write = json.write

        def noting(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:
            outcomes.append(outcome)
            write(outcome, stream, colour=colour)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(json, "write", noting)
            ran = inside("check", "--output-format", "json", *options, folder=root)
        stream = StringIO()
        for outcome in outcomes:
            full.write(outcome, stream, colour=False)
        return cls(ran, stream.getvalue())


def assert_same(root: Path, *options: str) -> Ran:
    """Assert that a check says the same with the cache and without, before and after it was filled; give what."""
    bare = Said.by(root, "--no-cache", *options)
    for _ in range(2):
        assert Said.by(root, *options) == bare
    return bare.ran


@contextmanager
def judged() -> Iterator[list[str]]:
    """Note the names of the files that are judged."""
    names: list[str] = []
    judge = Examiner.judge

    def noting(examiner: Examiner, source: Source) -> Verdict:
        names.append(source.name)
        return judge(examiner, source)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Examiner, "judge", noting)
        yield names


def judged_in(root: Path, *options: str) -> list[str]:
    """Check with the cache in this process, and tell which files are judged; what is said is as without the cache."""
    with judged() as names:
        said = Said.by(root, "--jobs", "1", *options)
    assert said == Said.by(root, "--no-cache", *options)
    return [name.rpartition("/")[2] for name in names]
