"""Whoever looks at a dataset sees the old one or the new one, whole: while it is compiled, killed, or out of room."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from communique import export
from tests.support.invented import article, changed, copied, files, litter, run, unmeasured, whole
from tests.support.nursery import Nursery

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS: Final = [name for name in export.formats() if export.lacking([name]) is None]
MEMORY: Final = Path("/dev/shm")  # noqa: S108 (a file system in memory: compiles there do not wait for a disk)


class Two(NamedTuple):
    """Two corpora, the digests of their datasets, and a folder with the dataset of the first."""

    corpora: tuple[Path, Path]
    digests: tuple[str, str]
    folder: Path

    def anew(self, root: Path) -> Two:
        """Copy the dataset of the first to a place of its own."""
        return self._replace(folder=shutil.copytree(self.folder, root / "dataset"))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Two:
    """Make two corpora that differ in one word, and compile them."""
    root = tmp_path_factory.mktemp("both")
    corpora = copied(root / "one"), copied(root / "other")
    changed(article(corpora[1], "daily-bell"), "from its north cape", "from a cape")
    for name, corpus in zip(("first", "second"), corpora, strict=True):
        ran = run("compile", corpus, "-o", root / name)
        assert ran.returncode == 0, ran.stderr
    return Two(corpora, (whole(root / "first"), whole(root / "second")), root / "first")


@pytest.fixture
def fast() -> Iterator[Path]:
    """Give a folder in memory, where there is such a thing."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        yield Path(name)


def kills(given: Two, most: int, seed: int) -> tuple[int, int]:
    """Kill so many compiles at random moments; give how many left the old dataset, and how many the new one.

    Each compile is to replace the dataset by the other one, so that the two can be told apart.
    """
    chance = random.Random(seed)  # noqa: S311 (nothing secret about it)
    left = [0, 0]
    with Nursery.opened() as nursery:
        usual = max(nursery.run("compile", given.corpora[0], "-o", given.folder).seconds for _ in range(3))
        present = 0
        while sum(left) < most:
            end = nursery.run(
                "compile", given.corpora[1 - present], "-o", given.folder, delay=chance.uniform(0, usual * 1.1)
            )
            found = given.digests.index(whole(given.folder))
            assert end.status == 0
            assert end.killed or found != present
            left[found != present] += end.killed
            present = found
        assert nursery.run("compile", given.corpora[0], "-o", given.folder).status == 0
    assert whole(given.folder) == given.digests[0]
    assert litter(given.folder) == []
    return left[0], left[1]


def test_killed_at_random_moments(both: Two, fast: Path) -> None:
    """After each of 200 kills, the dataset is the old one or the new one, whole; the next compile leaves no litter."""
    old, new = kills(both.anew(fast), 200, seed=1)
    assert old + new == 200
    assert old > 0


@pytest.mark.thorough
def test_killed_on_a_disk(both: Two, tmp_path: Path) -> None:
    """The same on a disk, where most of the time goes to waiting for it: among 400 kills are some of either outcome."""
    old, new = kills(both.anew(tmp_path), 400, seed=2)
    assert min(old, new) > 0


def seen(folder: Path) -> str | None:
    """Give the digest of a dataset, or None where it is not whole."""
    try:
        return whole(folder)
    except (AssertionError, FileNotFoundError, KeyError):
        return None


def test_seen_while_it_is_replaced(both: Two, fast: Path) -> None:
    """Who opens the folder while it is replaced, again and again, reads files that belong together."""
    given = both.anew(fast)
    done = threading.Event()

    def replace() -> None:
        with Nursery.opened() as nursery:
            for turn in range(12):
                assert nursery.run("compile", given.corpora[turn % 2], "-o", given.folder).status == 0
        done.set()

    writer = threading.Thread(target=replace)
    writer.start()
    looks = 0
    while writer.is_alive():
        descriptor = os.open(given.folder, os.O_RDONLY)
        try:
            digest = seen(Path(f"/proc/self/fd/{descriptor}"))
            # A folder that was replaced while it was read is removed piece by piece.
            replaced = os.fstat(descriptor).st_ino != given.folder.stat().st_ino
        finally:
            os.close(descriptor)
        assert replaced or digest in given.digests
        looks += not replaced
    writer.join()
    assert done.is_set()
    assert looks > 0


def test_several_at_once(both: Two, tmp_path: Path) -> None:
    """Compiles of one folder at the same time all succeed, one of them is seen in the end, and no litter is left."""
    given = both.anew(tmp_path)
    for _ in range(3):
        shutil.rmtree(given.folder)
        command = [sys.executable, "-m", "communique", "compile", "-o", str(given.folder)]
        running = [
            subprocess.Popen(
                [*command, str(given.corpora[index % 2])], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            for index in range(6)
        ]
        ends = [(process.communicate()[1], process.returncode) for process in running]
        assert ends == [(b"", 0)] * len(running)
        assert whole(given.folder) in given.digests
    assert run("compile", given.corpora[0], "-o", given.folder).returncode == 0
    assert litter(given.folder) == []


LIMITED: Final = """
import resource, sys
from communique.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("room", [0, 1_000, 5_000, 16_000])
def test_no_room(both: Two, tmp_path: Path, room: int) -> None:
    """Where files cannot grow, the old dataset stays, nothing is left beside it, and the message says why."""
    given = both.anew(tmp_path)
    command = [sys.executable, "-c", LIMITED, str(room), "compile", str(given.corpora[1]), "-o", str(given.folder)]
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=unmeasured())
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("communique: File too large")
    assert whole(given.folder) == given.digests[0]
    assert litter(given.folder) == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("room", [0, 2_000, 100_000])
def test_no_room_for_any_format(both: Two, tmp_path: Path, form: str, room: int) -> None:
    """Whichever format runs out of room, it is told, the old dataset stays, and nothing is left beside it."""
    given = both.anew(tmp_path)
    words = ["compile", str(given.corpora[1]), "-o", str(given.folder), "--format", form]
    command = [sys.executable, "-c", LIMITED, str(room), *words]
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=unmeasured())
    assert ran.returncode in {0, 2}
    assert (ran.stderr == "") == (ran.returncode == 0)
    assert ran.stderr == "" or re.fullmatch(
        "communique: (File too large|the database cannot be written).*\n", ran.stderr
    )
    assert room or ran.returncode
    digest = whole(given.folder)
    assert digest == given.digests[0] or ran.returncode == 0
    assert litter(given.folder) == []


def test_no_room_for_the_first(tmp_path: Path) -> None:
    """Where there was no dataset, a compile that runs out of room leaves none."""
    corpus = copied(tmp_path / "corpus")
    command = [sys.executable, "-c", LIMITED, "2000", "compile", str(corpus), "-o", str(tmp_path / "place" / "dataset")]
    assert subprocess.run(command, capture_output=True, check=False, env=unmeasured()).returncode == 2
    assert files(tmp_path / "place") == {}


def test_litter_of_others_stays(tmp_path: Path) -> None:
    """The litter of a killed compile is swept by the next one of the same folder, and by no other."""
    corpus = copied(tmp_path / "corpus")
    for name in (".communique-dataset-dead", ".communique-other-dead"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "events.jsonl").write_text("", "utf-8")
    assert run("compile", corpus, "-o", tmp_path / "dataset").returncode == 0
    assert [path.name for path in tmp_path.glob(".communique-*")] == [".communique-other-dead"]
