"""The edge to git: which files of a project are not what they were."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from communique.documents import ANNOTATION
from communique.project import MisuseError

if TYPE_CHECKING:
    from communique.project import Project

_OF_GIT: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
"""Variables that are paths. In a hook, git gives them relative to the folder that it was called in."""
_ENDINGS: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Changes:
    """The names of the changed files; and whether registries changed or files went, which other files may miss."""

    names: frozenset[str]
    wider: bool


def changes(opened: Project, revision: str) -> Changes:
    """Tell which files of a project are not as in the commit where HEAD and a revision parted: what git compares.

    Files count as they stand on disk, committed, staged or not, and those that git does not know; a file that was moved
    is changed, whatever is in it. Raises MisuseError where git cannot tell.
    """
    paths: set[str] = set()
    for folder, names in _asked(opened).items():
        paths |= _paths(folder, names, revision)
    nested = tuple(path for path in paths if path.endswith("/"))  # a repository in the repository, unknown as a whole
    found, wider, known = set(), False, set()
    for file in opened.files:
        path = os.path.abspath(file.path)  # noqa: PTH100 (`Path.absolute` keeps `..`)
        known.add(path)
        leads_to = os.path.realpath(path) if os.path.islink(path) else path  # noqa: PTH114 (a Path for each takes long)
        if path in paths or leads_to in paths or path.startswith(nested):
            found.add(file.name)
            wider = wider or file.kind is not ANNOTATION
    return Changes(frozenset(found), wider or any(path.endswith(_ENDINGS) for path in paths - known))


def _asked(opened: Project) -> dict[Path, list[str]]:
    """List what to ask for: all that is in the corpus, and, folder by folder, the files that are outside of it."""
    corpus = None if opened.corpus is None else Path(os.path.abspath(opened.corpus))  # noqa: PTH100
    asked = {} if corpus is None else {corpus: ["."]}
    for file in opened.files:
        path = Path(os.path.abspath(file.path))  # noqa: PTH100
        if corpus is None or not path.is_relative_to(corpus):
            asked.setdefault(path.parent, []).append(path.name)
    return asked


def _paths(folder: Path, names: list[str], revision: str) -> set[str]:
    """Give the absolute paths of what is changed or unknown among the named files of a folder."""
    found = _git(folder, "rev-parse", "--git-dir")
    if found.returncode:
        message = f"`--since` asks git, which cannot tell of `{folder}`: {_reason(found)}"
        raise MisuseError(message)
    base = _base(folder, revision)
    options = ("--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z")
    changed = _listed(folder, "diff", *options, base, "--", *names)
    unknown = _listed(folder, "ls-files", "--others", "-z", "--", *names)
    return {f"{folder}/{name}" for name in (*changed, *unknown)}


def _base(folder: Path, revision: str) -> str:
    """Give the commit in which HEAD and a revision parted."""
    found = None if revision.startswith("-") else _git(folder, "rev-parse", "--verify", "-q", f"{revision}^{{commit}}")
    if found is None or found.returncode:
        message = f"git knows no commit `{revision}`{_shallow(folder)}"
        raise MisuseError(message)
    parted = _git(folder, "merge-base", found.stdout.decode().strip(), "HEAD")
    if parted.returncode:
        message = f"git knows no commit that `{revision}` and HEAD have in common{_shallow(folder)}"
        raise MisuseError(message)
    return parted.stdout.decode().strip()


def _shallow(folder: Path) -> str:
    """Say so where the history is not all there."""
    if _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() != b"true":
        return ""
    return "; this clone is shallow: fetch its history (`git fetch --unshallow`; `fetch-depth: 0` in a workflow)"


def _listed(folder: Path, *arguments: str) -> list[str]:
    done = _git(folder, *arguments)
    if done.returncode:
        message = f"`git {arguments[0]}` failed in `{folder}`: {_reason(done)}"
        raise MisuseError(message)
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def _reason(failed: subprocess.CompletedProcess[bytes]) -> str:
    return failed.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; it writes nothing, not even its index, and takes names as they are."""
    program = shutil.which("git")
    if program is None:
        message = "`--since` asks git what has changed, and git is not installed"
        raise MisuseError(message)
    paths = {name: os.path.abspath(os.environ[name]) for name in _OF_GIT if name in os.environ}  # noqa: PTH100
    environment = {**os.environ, **paths, "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C"}
    command = [program, "-C", str(folder), *arguments]
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 (no shell)
