"""The laws of streams: neither the room that there is nor the order of files has an influence on any byte."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import export, pipeline, project
from communique.crew import Lost, spread
from communique.dataset.build import build
from communique.dataset.spilled import Rows, Sorted, Space
from tests.bench.generate import generate
from tests.support.sample import ABOUT, CORPORA, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from communique.check import Sound
    from communique.dataset.build import Spread
    from communique.dataset.filed import Filed
    from communique.verified import Verified

FORMATS: Final = tuple(name for name in export.formats() if export.lacking([name]) is None)
KEYS: Final = st.text("ab-.", min_size=1, max_size=4)


def by_chance(work: Callable[[str], Filed], names: Sequence[str]) -> Iterable[Filed]:
    """Do the work in an order of chance."""
    chance = random.Random(len(names))  # noqa: S311 (nothing secret about it)
    return map(work, chance.sample(names, len(names)))


def by_two(work: Callable[[str], Filed], names: Sequence[str]) -> Iterable[Filed]:
    """Let two processes do the work."""
    for made in spread(work, names, jobs=2, chunk=3):
        assert not isinstance(made, Lost)
        yield made


def checked(folder: Path) -> tuple[Sound, Verified]:
    """Check a corpus that has no errors; give what is verified of it, too."""
    opened = project.open_project([str(folder / "annotations")])
    result = pipeline.run(opened)
    assert result.sound is not None
    return result.sound, pipeline.verified(opened)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate a corpus in which articles report the same events."""
    folder = tmp_path_factory.mktemp("generated") / "corpus"
    generate(folder, 60, 1, faulty=0)
    return folder


@pytest.mark.parametrize("name", ["corpus", "sample-corpus", "generated"])
def test_room_and_order_have_no_influence(name: str, generated: Path, tmp_path: Path) -> None:
    """Every format has the same bytes, however much fits into memory, in whatever order files come and from whom."""
    sound, verified = checked(generated if name == "generated" else CORPORA / name)
    expected = written(sound, verified, Space())
    for each in (map, by_chance, by_two):
        for room in (1, 10_000):
            assert written(sound, verified, Space(tmp_path, room), each) == expected
    assert {path.is_file() for path in tmp_path.iterdir()} == {True}


def written(sound: Sound, verified: Verified, space: Space, each: Spread = map) -> Mapping[str, bytes]:
    """Build a dataset in some space, and write it in all formats."""
    return read(export.files(build(sound, verified, space, each), FORMATS, ABOUT))


@given(st.dictionaries(KEYS, st.binary().filter(lambda data: b"\n" not in data)), st.integers(1, 400), st.randoms())
def test_lines_come_in_the_order_of_their_keys(lines: dict[str, bytes], room: int, chance: random.Random) -> None:
    """Lines put in in any order are given in that of their keys, as often as asked, however many fit into memory."""
    keys = list(lines)
    chance.shuffle(keys)
    with tempfile.TemporaryDirectory() as folder:
        found = Sorted(Space(Path(folder), room))
        for key in keys:
            found.put(key, lines[key])
        assert list(found) == list(found) == sorted(lines.items())
        assert len(found) == len(lines)


def test_many_runs_are_few_files(tmp_path: Path) -> None:
    """However many lines there are for the room, no more files are open at once than a process may have."""
    found = Sorted(Space(tmp_path, 1))
    for number in range(1_000):
        found.put(f"{number * 7919 % 1_000:03}", b"x")
        assert len(list(tmp_path.iterdir())) < 100
    assert [key for key, _ in found] == [f"{number:03}" for number in range(1_000)]


def test_rows_can_be_read_by_several_at_once(tmp_path: Path) -> None:
    """Who reads rows while another reads them disturbs nobody."""
    rows = Rows(Space(tmp_path, 1))
    for name in "cab":
        rows.put(name, b'{"id":"%b"}' % name.encode())
    assert [(one["id"], other["id"]) for one in rows for other in rows] == [(a, b) for a in "abc" for b in "abc"]
    assert len(rows) == 3
