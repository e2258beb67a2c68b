"""A compile that is killed, or meets a full or failing disk, at each of its system calls from the first file on.

Needs strace (Debian: `apt-get install strace`), and minutes: `make test-faults`. What happens before the staging folder
is made cannot touch a dataset: it is imports, and reading.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.support.invented import article, changed, copied, litter, run, whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.thorough

CALL: Final = re.compile(r"^(?:[0-9]+ +)?([a-z_0-9]+)\(", re.MULTILINE)
STAGING: Final = re.compile(r'^(?:[0-9]+ +)?mkdir\("[^"]*/\.communique-', re.MULTILINE)
FAILING: Final = frozenset(
    {
        "mkdir",
        "openat",
        "flock",
        "write",
        "fsync",
        "chmod",
        "fchmod",
        "rename",
        "renameat",
        "renameat2",
        "unlink",
        "unlinkat",
        "rmdir",
        "close",
        "getdents64",
    }
)
"""The calls that a full or failing disk can make fail."""
FATAL: Final = frozenset({"exit_group", "rt_sigreturn", "execve"})
"""The calls at which nothing can be injected, or nothing is left to be done."""


class Fault(NamedTuple):
    """What is injected, and at which of the calls of a name."""

    call: str
    number: int
    what: str


class Outcome(NamedTuple):
    """What a fault led to: the status, negative for a signal, and which dataset was there."""

    status: int
    new: bool


class Bench:
    """Two corpora, the datasets they come to, and a place to try faults."""

    def __init__(self, root: Path) -> None:
        """Make the corpora, and compile both."""
        self.root = root
        self.corpora = copied(root / "one"), copied(root / "other")
        changed(article(self.corpora[1], "daily-bell"), "from its north cape", "from a cape")
        for name, corpus in zip(("first", "second"), self.corpora, strict=True):
            assert run("compile", corpus, "-o", root / name).returncode == 0
        self.digests = whole(root / "first"), whole(root / "second")

    def command(self, folder: Path, *options: str) -> list[str]:
        """Give the command that replaces the first dataset by the second under strace."""
        words = [sys.executable, "-m", "communique", "compile", str(self.corpora[1]), "-o", str(folder)]
        return ["strace", "-f", "-o", str(folder.parent / "log"), *options, *words]

    def place(self, name: str, *, empty: bool = False) -> Path:
        """Make a place with the first dataset in it, or without any."""
        folder = self.root / name / "dataset"
        folder.parent.mkdir()
        if not empty:
            shutil.copytree(self.root / "first", folder)
        return folder

    def calls(self, *, empty: bool) -> tuple[Counter[str], Counter[str]]:
        """Count the system calls of an undisturbed compile: until its staging folder is made, and altogether."""
        folder = self.place(f"calm-{empty}", empty=empty)
        subprocess.run(self.command(folder), check=True, capture_output=True)
        log = (folder.parent / "log").read_text("utf-8")
        shutil.rmtree(folder.parent)
        start = STAGING.search(log)
        assert start is not None
        return Counter(CALL.findall(log[: start.start()])), Counter(CALL.findall(log))

    def tried(self, fault: Fault, *, empty: bool) -> Outcome:
        """Inject one fault; see that the dataset is whole; then see that the next compile cleans up."""
        folder = self.place(f"{fault.call}-{fault.number}-{fault.what.replace(':', '-')}-{empty}", empty=empty)
        inject = f"inject={fault.call}:{fault.what}:when={fault.number}"
        ran = subprocess.run(
            self.command(folder, "-e", f"trace={fault.call}", "-e", inject),
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert "Traceback" not in ran.stderr, (fault, ran.stderr)
        if empty and not folder.exists():
            new = False
        else:
            digest = whole(folder)
            assert digest in self.digests, fault
            new = digest == self.digests[1]
        assert new or ran.returncode != 0, fault
        again = run("compile", self.corpora[1], "-o", folder)
        assert again.returncode == 0, (fault, again.stderr)
        assert whole(folder) == self.digests[1]
        assert litter(folder) == [], fault
        shutil.rmtree(folder.parent)
        return Outcome(ran.returncode, new)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Set up a place for all faults."""
    assert shutil.which("strace"), "these tests need strace: `apt-get install strace`"
    return Bench(tmp_path_factory.mktemp("faults"))


def every(bench: Bench, what: str, *, empty: bool) -> dict[Fault, Outcome]:
    """Inject a fault at every call from the staging folder on, each in a run of its own."""
    before, altogether = bench.calls(empty=empty)
    names = altogether.keys() - FATAL if what.startswith("signal") else altogether.keys() & FAILING
    faults = [
        Fault(name, number, what) for name in sorted(names) for number in range(before[name] + 1, altogether[name] + 1)
    ]
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda fault: bench.tried(fault, empty=empty), faults))
    return dict(zip(faults, outcomes, strict=True))


@pytest.mark.parametrize("empty", [False, True], ids=["replacing", "first"])
@pytest.mark.parametrize("what", ["signal=KILL", "error=ENOSPC", "error=EIO"])
def test_at_every_call(
    bench: Bench,
    record_testsuite_property: Callable[[str, object], None],
    what: str,
    empty: bool,  # noqa: FBT001 (a column of a table)
) -> None:
    """The old dataset or the new one is there, whole; the next compile cleans up; errors are told."""
    outcomes = every(bench, what, empty=empty)
    kept = [outcome for outcome in outcomes.values() if not outcome.new]
    figures = f"{len(outcomes)} faults, the old dataset after {len(kept)}"
    record_testsuite_property(f"{what} {'first' if empty else 'replacing'}", figures)
    assert len(outcomes) > 20
    assert 0 < len(kept) < len(outcomes)
    if what.startswith("error"):
        assert {outcome.status for outcome in kept} == {2}
