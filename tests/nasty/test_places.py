"""Things that stand where a file should: each is told of, none is waited for, and no link leads out."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.commandline import Ran, communique, inside
from tests.support.samples import ANNOTATION, ARTICLE, REGISTRIES, write_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNREADABLE = "YML020"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a corpus that is sound."""
    write_corpus(tmp_path)
    return tmp_path


@pytest.fixture
def beside(folder: Path) -> Path:
    """Give the folder of its one annotation."""
    return (folder / "annotations" / ARTICLE).parent


def check(folder: Path, *arguments: str | bytes | Path) -> Ran:
    """Check in a folder, with a report for machines."""
    return inside("check", "--output-format", "json", *arguments, folder=folder)


def check_apart(folder: Path, *arguments: str | bytes | Path) -> Ran:
    """Check by a process of its own, which is stopped where it waits too long."""
    return communique("check", "--output-format", "json", *arguments, folder=folder)


def unreadable(ran: Ran) -> list[tuple[str, str]]:
    """Give the path of everything that could not be read, and why; the run then ends with 2."""
    found = [(each["path"], each["message"]) for each in ran.findings if each["code"] == UNREADABLE]
    assert ran.status == (2 if found else 0), ran
    return found


def test_the_corpus_is_sound(folder: Path) -> None:
    """Without anything nasty there is nothing to report."""
    assert (check(folder).status, check(folder).findings) == (0, [])


@pytest.fixture
def _socket(beside: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put a socket among the annotations."""
    monkeypatch.chdir(beside)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("x.yaml")
        yield


@pytest.mark.usefixtures("_socket")
def test_socket(folder: Path) -> None:
    """A socket cannot be read."""
    assert [path for path, _ in unreadable(check_apart(folder))] == ["annotations/2025/11/x.yaml"]


def test_fifo(folder: Path, beside: Path) -> None:
    """A named pipe that nobody writes to is not waited for, found or named."""
    os.mkfifo(beside / "x.yaml")
    expected = [("annotations/2025/11/x.yaml", "this file cannot be read: it is not a regular file")]
    assert unreadable(check_apart(folder)) == expected
    assert unreadable(check_apart(folder, beside / "x.yaml")) == expected


def test_device(folder: Path, beside: Path) -> None:
    """A device without end is not read, not even by a link."""
    (beside / "x.yaml").symlink_to("/dev/zero")
    assert [path for path, _ in unreadable(check_apart(folder))] == ["annotations/2025/11/x.yaml"]
    assert unreadable(check_apart(folder, "/dev/zero")) == [
        ("/dev/zero", "this file cannot be read: it is not a regular file")
    ]


def test_folder_with_the_name_of_a_file(folder: Path, beside: Path) -> None:
    """A folder that is named like a file is a folder."""
    (beside / "x.yaml").mkdir()
    assert unreadable(check(folder)) == []
    (beside / "x.yaml" / "y.yaml").write_text("", "utf-8")
    assert check(folder).codes == ["YML019"]


@pytest.mark.parametrize("target", ["nowhere.yaml", "x.yaml"], ids=["dangling", "looping"])
def test_links_to_nothing(target: str, folder: Path, beside: Path) -> None:
    """A link that leads nowhere, or to itself, cannot be read."""
    (beside / "x.yaml").symlink_to(target)
    assert [path for path, _ in unreadable(check(folder))] == ["annotations/2025/11/x.yaml"]
    assert [path for path, _ in unreadable(check(folder, beside / "x.yaml"))] == ["annotations/2025/11/x.yaml"]


def test_links_out_of_the_folder(folder: Path, beside: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link found in a folder is not followed out of it, and nothing of what it leads to is shown."""
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("password: hunter2\n", "utf-8")
    (beside / "x.yaml").symlink_to(secret)
    assert [path for path, _ in unreadable(check(folder))] == ["annotations/2025/11/x.yaml"]
    assert "hunter2" not in inside("check", folder=folder).out


def test_links_within_the_folder(folder: Path, beside: Path) -> None:
    """A link to another file of the corpus is read."""
    (beside / "x.yaml").symlink_to(ARTICLE.rpartition("/")[2])
    assert unreadable(check(folder, "--select", UNREADABLE)) == []


def test_links_to_folders(folder: Path, beside: Path) -> None:
    """A link to a folder is not walked, so that a folder that holds itself has an end."""
    (beside / "again").symlink_to(folder)
    assert unreadable(check(folder)) == []


def test_a_file_on_the_way(folder: Path) -> None:
    """A path that leads through a file is no path."""
    ran = check(folder, f"annotations/{ARTICLE}/more.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "more.yaml" in ran.err


@pytest.mark.parametrize(
    "path", ["nowhere.yaml", "", "x" * 300, "x/" * 3_000], ids=["missing", "empty", "a long name", "a long path"]
)
def test_paths_that_are_not_there(path: str, folder: Path) -> None:
    """What is not there is misuse, whatever its name, and an empty name is the folder itself at most."""
    ran = check(folder, path)
    assert ran.status == (2 if path else 0)
    assert bool(ran.err) is (ran.status == 2)


@pytest.fixture
def _deep(beside: Path) -> Iterator[None]:
    """Make 1,500 folders in one another, and take them away again (pytest cannot)."""
    deepest = beside
    for _ in range(1_500):
        deepest /= "d"
        deepest.mkdir()
    yield
    while deepest != beside:
        deepest.rmdir()
        deepest = deepest.parent


@pytest.mark.usefixtures("_deep")
def test_folders_in_folders(folder: Path) -> None:
    """Folders may stand in one another as deep as the system lets them."""
    assert unreadable(check(folder)) == []


NAMES = {
    "a newline": b"a\nb.yaml",
    "a terminal escape": b"\x1b]0;owned\x07.yaml",
    "not UTF-8": b"\xff\xfe.yaml",
    "right to left": "\u202elmay.yaml".encode(),
    "a workflow command": b"::error::owned.yaml",
    "an older workflow command": b"##[error]owned.yaml",
    "an option": b"--help.yaml",
    "a space": b" .yaml",
    "a place": b"a:1:1: x.yaml",
    "Korean": "한😀.yaml".encode(),
}


@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_names(form: str, tmp_path: Path) -> None:
    """Files are reported whatever their names, and nothing in a name steers a terminal or a log."""
    for name in NAMES.values():
        (tmp_path / os.fsdecode(name)).write_bytes(b"a: 1\na: 2\n")
    ran = communique("check", "--output-format", form, ".", folder=tmp_path)
    assert ran.status == 1
    assert ran.out.count("YML006") == len(NAMES)
    assert [each for each in "\x1b\x07\u202e\udcff" if each in ran.out] == []
    assert "a\nb" not in ran.out
    assert "##[error]" not in ran.out
    assert not any(line.lstrip().startswith("::error") for line in ran.out.splitlines())


def test_names_that_are_named(tmp_path: Path) -> None:
    """Bad names that are given on the command line, and do not exist, do not reach the terminal raw either."""
    for name in (b"\x1b[31mred.yaml", b"--\x1b[31m", b"a\xff.yaml"):
        ran = inside("check", name, folder=tmp_path)
        assert (ran.status, "\x1b" in ran.err) == (2, False)


def test_one_file_by_two_names(folder: Path) -> None:
    """A file that is named twice, in whatever way, is read once."""
    path = f"annotations/{ARTICLE}"
    ran = inside("check", path, f"./{path}", f"annotations/../{path}", folder / path, folder=folder)
    assert (ran.status, ran.out) == (
        0,
        "1 file checked, nothing to report (passages not looked for: 1 text not at hand)\n",
    )
    assert inside("check", "annotations/../annotations", folder=folder).out == inside("check", folder=folder).out


def test_from_within(folder: Path, beside: Path) -> None:
    """A check from within the corpus is the same check, with names as they are seen from there."""
    ran = inside("check", ".", folder=beside)
    assert (ran.status, ran.out) == (
        0,
        "1 file checked, nothing to report (passages not looked for: 1 text not at hand)\n",
    )
    (folder / "annotations/names/actors.yaml").write_text("{}\n", "utf-8")
    ran = check(beside, ARTICLE.rpartition("/")[2])
    assert (ran.status, {each["path"] for each in ran.findings}) == (1, {ARTICLE.rpartition("/")[2]})


def test_a_file_that_vanishes(folder: Path, beside: Path) -> None:
    """A file that is there when the folder is listed, and gone when it is read, cannot be read."""
    (beside / "x.yaml").write_text(ANNOTATION, "utf-8")
    vanish = (
        "import os, sys\n"
        "from communique import cli, project\n"
        "listed = project.open_project\n"
        "def vanishing(*arguments, **more):\n"
        "    found = listed(*arguments, **more)\n"
        f"    os.unlink({str(beside / 'x.yaml')!r})\n"
        "    return found\n"
        "project.open_project = vanishing\n"
        "raise SystemExit(cli.main(['check', '--output-format', 'json']))\n"
    )
    ran = communique(folder=folder, after=(sys.executable, "-c", vanish))
    assert unreadable(ran) == [("annotations/2025/11/x.yaml", "this file cannot be read: no such file or directory")]


def test_registries_that_cannot_be_read(folder: Path) -> None:
    """Where a registry cannot be read, that is told, and nothing is said of its names."""
    for name in REGISTRIES:
        (folder / "annotations" / name).unlink()
        os.mkfifo(folder / "annotations" / name)
    assert {path.rpartition("/")[2] for path, _ in unreadable(check_apart(folder))} == {
        name.rpartition("/")[2] for name in REGISTRIES
    }
