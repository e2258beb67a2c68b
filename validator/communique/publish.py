"""Writing a dataset, or a site, whole or not at all: a new folder takes the place of the old one in a single step."""

from __future__ import annotations

import ctypes
import errno
import glob
import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from communique import __version__
from communique.canonical import encode
from communique.dataset.release import Published, UnreadableError, read_published
from communique.project import MisuseError, read_bytes
from communique.published import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from communique.export import File

MANIFEST: Final = "manifest.json"
_STAGING: Final = ".communique-"
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """What a folder is: who made it, as its manifest says, and what people call it.

    `many` tells that it has so many files that they are brought to the disk together, and not one by one.
    """

    tool: str
    noun: str
    many: bool = False


DATASET: Final = Kind("communique", "dataset")
SITE: Final = Kind("communique site", "site", many=True)


def publish(
    files: Iterable[File],
    counts: Mapping[str, int],
    folder: Path,
    version: str | None = None,
    kind: Kind = DATASET,
) -> None:
    """Write files and their manifest as a folder, in place of the dataset, or of what else it is, that stands there.

    Whoever looks, and whenever the process is killed, sees the old folder or the new one, complete. `version` is that
    of a release. Raises MisuseError where the folder holds anything but what it is to be, and OSError where it cannot
    be written: then nothing has changed.
    """
    with _beside(folder, kind) as (target, staging):
        _fill(staging, files, counts, version, kind)
        staging.chmod(0o777 & ~_umask())
        _swap(staging, target)
        with suppress(OSError):  # the new dataset is there: that its name may not last yet is no failure to write it
            _synced(target.parent)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Give a folder for what is needed until a dataset was published, on the file system on which it will be.

    It is removed in the end; where a run is killed, the next one sweeps it. Raises MisuseError and OSError as `publish`
    would.
    """
    with _beside(folder, DATASET) as (_, place):
        yield place


@contextmanager
def _beside(folder: Path, kind: Kind) -> Iterator[tuple[Path, Path]]:
    """Give the absolute path of a folder, and a folder beside it which is removed in the end, whatever it is then."""
    folder = folder.absolute()
    _refuse_foreign(folder, kind)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    staging, lock = _staged(folder)
    try:
        yield folder, staging
    finally:
        with suppress(OSError):  # what cannot be removed is litter, which the next run sweeps
            shutil.rmtree(staging)
        if lock is not None:
            os.close(lock)


def _fill(staging: Path, files: Iterable[File], counts: Mapping[str, int], version: str | None, kind: Kind) -> None:
    digests: dict[str, dict[str, str | int]] = {}
    folders = {staging}
    for file in files:
        path = staging / file.name
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        _write(path, file, synced=not kind.many)
        made = file.made
        digests[file.name] = {"sha256": made.sha256, "bytes": made.bytes}
        if made.logical_sha256 is not None:
            digests[file.name]["logical_sha256"] = made.logical_sha256
    manifest = {
        "files": digests,
        "rows": dict(counts),
        "schema_version": VERSION,
        "tool": kind.tool,
        "tool_version": __version__,
        **({} if version is None else {"dataset_version": version}),
    }
    _write(staging / MANIFEST, [encode(manifest) + b"\n"])
    if kind.many and hasattr(os, "sync"):
        os.sync()
    for each in folders:
        _synced(each)


def _write(path: Path, chunks: Iterable[bytes], *, synced: bool = True) -> None:
    with path.open("xb") as stream:
        stream.writelines(chunks)
        if synced:
            stream.flush()
            os.fsync(stream.fileno())


def _synced(folder: Path) -> None:
    """Make the names in a folder last, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse_foreign(folder: Path, kind: Kind) -> None:
    """Refuse to replace what is not of ours, and of the same kind."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = f"`{folder}` is not a folder; name a folder that a {kind.noun} can take the place of"
        raise MisuseError(message)
    if folder.is_dir() and (strangers := _strangers(folder, kind)):
        message = f"`{folder}` is not a {kind.noun}: it holds `{strangers[0]}`; name an empty or a new folder"
        raise MisuseError(message)


def _strangers(folder: Path, kind: Kind) -> list[str]:
    """Name what is in a folder and does not belong to one of ours: all, where its manifest is not ours."""
    ours: set[str] = set()
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["tool"] == kind.tool:
            ours = {MANIFEST, *dict(manifest["files"])}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        pass
    folders = {name.rpartition("/")[0] for name in ours if "/" in name}
    return sorted(_within(folder, "", folders, ours))


def _within(folder: Path, below: str, folders: AbstractSet[str], ours: AbstractSet[str]) -> Iterator[str]:
    """Name what is in a folder, in those below it that are ours, and is not ours itself."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{below}{entry.name}"
            if name in folders and entry.is_dir(follow_symlinks=False):
                yield from _within(folder / entry.name, f"{name}/", folders, ours)
            elif name not in ours:
                yield name


def _swap(staging: Path, folder: Path) -> None:
    """Put the new folder in the place of the old; what is left at `staging` is then the old one."""
    if not folder.exists():
        try:
            staging.rename(folder)
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
        else:
            return
    if not _exchanged(staging, folder):
        # Two renames: for a moment there is no folder. Only systems without an exchange come here (decision 0004).
        away = staging.with_name(f"{staging.name}-old")
        folder.rename(away)
        staging.rename(folder)
        away.rename(staging)


def _exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step; false where the system or the file system has no such step."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    failed = function(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _staged(folder: Path) -> tuple[Path, int | None]:
    """Make a staging folder, and hold a lock on it while the process lives, so that others can tell it from litter."""
    while True:
        staging = Path(tempfile.mkdtemp(prefix=f"{_STAGING}{folder.name}-", dir=folder.parent))
        if os.name != "posix":
            return staging, None
        lock = _locked(staging)
        if lock is not None:
            return staging, lock


def _locked(staging: Path) -> int | None:
    """Lock a staging folder; None where another run took it for litter before there was a lock."""
    import fcntl

    try:
        descriptor = os.open(staging, os.O_RDONLY)
    except FileNotFoundError:
        return None
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    if staging.exists():
        return descriptor
    os.close(descriptor)
    return None


def _sweep(folder: Path) -> None:
    """Remove what killed runs left behind: staging folders that nobody holds."""
    if os.name != "posix":
        return
    import fcntl

    for litter in folder.parent.glob(f"{glob.escape(_STAGING + folder.name)}-*"):
        try:
            descriptor = os.open(litter, os.O_RDONLY)
        except OSError:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(litter, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def read_back(folder: Path) -> Published:
    """Read a published dataset. Raises MisuseError where the folder does not hold a whole one."""
    if not folder.is_dir():
        message = f"there is no folder `{folder}`"
        raise MisuseError(message)
    try:
        return read_published(lambda name: read_bytes(folder / name))
    except UnreadableError as error:
        message = f"`{folder}` cannot be read as a dataset: {error}"
        raise MisuseError(message) from None
