"""A dataset is written whole or not at all, wherever a run ends, and never over what is not one."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pytest

from communique import publish as module
from communique.export import File
from communique.project import MisuseError
from communique.publish import MANIFEST, publish, scratch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import FrameType

OLD: Final = [("events.jsonl", b"old\n" * 2_000), ("actors.jsonl", b"old\n")]
NEW: Final = [("events.jsonl", b"new\n" * 3_000), ("places.jsonl", b"new\n"), ("empty.jsonl", b"")]
KILLED: Final = 9
TIRED: Final = 1


def files(given: Sequence[tuple[str, bytes]]) -> list[File]:
    """Make files of names and bytes, which are given in pieces."""
    return [File(name, pieces(data)) for name, data in given]


def pieces(data: bytes) -> Iterator[bytes]:
    """Give bytes in pieces."""
    for start in range(0, len(data), 1_000):
        yield data[start : start + 1_000]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a dataset, with the old one in it."""
    publish(files(OLD), {"events": 2_000}, tmp_path / "out" / "dataset")
    return tmp_path / "out" / "dataset"


def contents(folder: Path) -> dict[str, bytes]:
    """Read a dataset, and see that it is what its manifest says."""
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    files = json.loads(found.pop(MANIFEST))["files"]
    assert files == {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)} for name, data in found.items()
    }
    return found


def beside(folder: Path) -> list[str]:
    """Name what stands beside a dataset."""
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


def ends(action: Callable[[], None]) -> int:
    """Do something in a process of its own, and give the status that it ends with."""
    child = os.fork()
    if child == 0:
        status = TIRED
        try:
            action()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def publish_until(line: int, folder: Path) -> Callable[[], None]:
    """Publish the new dataset, and die at the n-th line that is run of the module, or of what removes folders."""
    watched = {module.__file__, sys.modules["shutil"].__file__}
    left = line

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal left
        if frame.f_code.co_filename not in watched:
            return None
        left -= event == "line"
        if left < 0:
            os._exit(KILLED)
        return trace

    def run() -> None:
        sys.settrace(trace)  # type: ignore[arg-type]  # the stub does not know that it may give nothing
        publish(files(NEW), {}, folder)

    return run


def test_a_dataset_is_its_files_and_a_manifest(folder: Path) -> None:
    """What is written is what was given, readable for others, with a manifest and nothing beside it."""
    assert contents(folder) == dict(OLD)
    assert json.loads((folder / MANIFEST).read_bytes())["rows"] == {"events": 2_000}
    assert oct(folder.stat().st_mode & 0o777) == oct(0o777 & ~umask())
    assert beside(folder) == []


def umask() -> int:
    """Tell what new files may not be."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def test_a_new_dataset_replaces_the_old_one(folder: Path) -> None:
    """Nothing of the old dataset is left, neither in the folder nor beside it."""
    publish(files(NEW), {}, folder)
    assert contents(folder) == dict(NEW)
    assert beside(folder) == []


def test_an_empty_folder_can_be_taken(tmp_path: Path) -> None:
    """A folder without anything in it can become a dataset."""
    publish(files(NEW), {}, tmp_path)
    assert contents(tmp_path) == dict(NEW)


def test_who_looks_keeps_looking_at_the_same(folder: Path) -> None:
    """The folder is another one afterwards: it was never changed in place."""
    before = folder.stat().st_ino
    publish(files(NEW), {}, folder)
    assert folder.stat().st_ino != before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("notes.txt", "mine", id="something else"),
        pytest.param(".hidden", "mine", id="something hidden"),
        pytest.param(MANIFEST, '{"name": "my extension", "manifest_version": 3}', id="another manifest"),
        pytest.param(MANIFEST, '{"tool": "other", "files": {}}', id="the manifest of another tool"),
        pytest.param(MANIFEST, "[]", id="a list for a manifest"),
        pytest.param(MANIFEST, "[" * 100_000, id="a manifest without end"),
        pytest.param(MANIFEST, '{"tool": "communique", "files": 1}', id="a manifest without files"),
        pytest.param(MANIFEST, "\udcff", id="a manifest that is no text"),
    ],
)
def test_what_is_no_dataset_stays(name: str, text: str, tmp_path: Path) -> None:
    """A folder that holds anything but a dataset of ours is refused, and left as it is."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(MisuseError, match="is not a dataset"):
        publish(files(NEW), {}, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == [name]
    assert beside(tmp_path / "mine") == []


def test_what_was_put_into_a_dataset_stays(folder: Path) -> None:
    """A file that somebody put beside ours is not deleted with them."""
    (folder / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(MisuseError, match=r"holds `notes\.txt`"):
        publish(files(NEW), {}, folder)
    assert (folder / "notes.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize("target", ["dataset", "nowhere"])
def test_links_are_refused(target: str, folder: Path) -> None:
    """A link is not replaced, and nothing is written where it leads to."""
    (folder.parent / "link").symlink_to(target)
    with pytest.raises(MisuseError, match="is not a folder"):
        publish(files(NEW), {}, folder.parent / "link")
    assert beside(folder) == ["link"]


def failing() -> Iterator[File]:
    """Give one file, and fail over the next, when it is half written."""
    yield from files(NEW[:1])
    yield File("places.jsonl", half())


def half() -> Iterator[bytes]:
    """Give the half of a file, and fail."""
    yield b"new\n" * 100_000
    raise RuntimeError


def test_an_exporter_that_fails(folder: Path) -> None:
    """If the files cannot be made, the old dataset stays, without litter."""
    with pytest.raises(RuntimeError):
        publish(failing(), {}, folder)
    assert (contents(folder), beside(folder)) == (dict(OLD), [])


def test_a_name_that_comes_twice(folder: Path) -> None:
    """Two files of one name are a failure, not the last one's victory."""
    with pytest.raises(FileExistsError):
        publish(files([NEW[0], NEW[0]]), {}, folder)
    assert (contents(folder), beside(folder)) == (dict(OLD), [])


@pytest.mark.parametrize("call", ["fsync", "open", "rename", "chmod", "fstat"])
def test_a_call_that_fails(call: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever call fails, and whenever: the dataset is the old one if it is told, and whole in any case."""
    real, failed = getattr(os, call), 0
    for nth in range(20):
        calls = 0

        def fail(*arguments: object, nth: int = nth, **more: object) -> object:
            nonlocal calls
            calls += 1
            if calls == nth + 1:
                raise OSError(28, "No space left on device")
            return real(*arguments, **more)

        told = False
        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            try:
                publish(files(NEW), {}, folder)
            except OSError:
                told = True
        assert contents(folder) == dict(OLD if told else NEW)
        failed += told
        publish(files(OLD), {}, folder)
        assert beside(folder) == []
    assert failed > 0 or call in {"rename", "chmod", "fstat"}


def test_killed_at_every_line(folder: Path) -> None:
    """Wherever a run is killed, the dataset is the old one or the new one, whole, and the next run sweeps up."""
    line, seen = 0, set[str]()
    while ends(publish_until(line, folder)) == KILLED:
        found = contents(folder)
        assert found in (dict(OLD), dict(NEW)), line
        seen.add("old" if found == dict(OLD) else "new")
        publish(files(OLD), {}, folder)
        assert (contents(folder), beside(folder)) == (dict(OLD), []), line
        line += 3
    assert contents(folder) == dict(NEW)
    assert seen == {"old", "new"}


def test_killed_before_there_was_one(tmp_path: Path) -> None:
    """A first run that is killed leaves nothing, or the dataset, whole."""
    line, folder = 0, tmp_path / "dataset"
    while ends(publish_until(line, folder)) == KILLED:
        assert not folder.exists() or contents(folder) == dict(NEW)
        line += 7
    assert contents(folder) == dict(NEW)
    assert beside(folder) == []


@pytest.mark.parametrize("name", ["data[1]", "data*", "d?ta", "-data", "données"])
def test_any_name_is_swept(name: str, tmp_path: Path) -> None:
    """The litter of a dataset is found whatever its name, and that of another is left."""
    for other in (name, "other"):
        (tmp_path / f".communique-{other}-x").mkdir()
    publish(files(NEW), {}, tmp_path / name)
    assert beside(tmp_path / name) == [".communique-other-x"]


def test_scratch_is_gone_afterwards(folder: Path) -> None:
    """A folder for what is needed meanwhile stands beside the dataset, and is removed in the end, come what may."""
    with scratch(folder) as place:
        (place / "run").write_bytes(b"x")
        assert beside(folder) == [place.name]
        publish(files(NEW), {}, folder)
        assert place.is_dir()
    assert (contents(folder), beside(folder)) == (dict(NEW), [])
    with suppress(RuntimeError), scratch(folder) as place:
        (place / "run").write_bytes(b"x")
        raise RuntimeError
    assert (contents(folder), beside(folder)) == (dict(NEW), [])


def test_scratch_of_a_killed_run_is_swept(folder: Path) -> None:
    """What a killed run has left of it, the next run sweeps."""

    def die() -> None:
        with scratch(folder) as place:
            (place / "run").write_bytes(b"x")
            os._exit(KILLED)

    assert ends(die) == KILLED
    assert len(beside(folder)) == 1
    publish(files(NEW), {}, folder)
    assert beside(folder) == []


def test_scratch_is_not_made_where_nothing_can_be_published(tmp_path: Path) -> None:
    """A folder that is no dataset is refused before any work is done."""
    (tmp_path / "mine" / "notes").mkdir(parents=True)
    with pytest.raises(MisuseError), scratch(tmp_path / "mine"):
        pass
    assert beside(tmp_path / "mine") == []
