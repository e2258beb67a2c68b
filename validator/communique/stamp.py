"""What a verdict depends on, as 32 bytes: the code that judges, its settings, and what it is given to judge."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from communique import published

if TYPE_CHECKING:
    from collections.abc import Iterator

LIBRARIES: Final = {
    "iso3166": "iso3166",
    "jsonschema_rs": "jsonschema_rs",
    "pydantic": "pydantic",
    "pydantic_core": "pydantic_core",
    "yaml": "pyyaml",
    "yaml_rs": "yaml_rs",
}
"""The packages that verdicts depend on, where they are installed, and the distributions they come in."""
_METADATA: Final = ".dist-info"


def stamp(*parts: bytes | str) -> bytes:
    """Give the SHA-256 of a sequence of parts; other parts, or the same ones divided otherwise, give another.

    A text counts as its bytes in UTF-8.
    """
    raw = [part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts]
    lengths = b",".join([b"%d" % len(each) for each in raw])
    return hashlib.sha256(b"".join([lengths, b"\n", *raw])).digest()


def version() -> bytes | None:
    """Give a stamp of the code that judges: of communique, of Python, and of the libraries, none of which is imported.

    Contents count, and no times or places, so that two machines with the same programs have the same. None where it
    cannot be told what they consist of, as in a zip archive.
    """
    try:
        return stamp(sys.version, *_package(), *_libraries())
    except (OSError, ImportError, ValueError):
        return None


def _package() -> Iterator[bytes | str]:
    """Give the names and contents of the files that this package consists of, and of the schemas beside it."""
    yield from _files(Path(__file__).parent.as_posix(), "")
    yield from _files(published.installed().as_posix(), "schema/")


def _files(folder: str, under: str) -> Iterator[bytes | str]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path, f"{under}{entry.name}/")
        elif entry.is_file():
            yield under + entry.name
            yield _read(entry.path)


def _libraries() -> Iterator[bytes | str]:
    """Give, for each library, the name and the list of digests of its distribution.

    Where a package has no such list, the size and the time of its first file have to do. Raises ImportError for one
    that Python would find elsewhere than in a folder, and ValueError where it does not say where.
    """
    missing = dict(LIBRARIES)
    for folder in (each or "." for each in sys.path):
        here = [name for name in missing if os.path.isfile(os.path.join(folder, name, "__init__.py"))]  # noqa: PTH113, PTH118
        if not here:
            continue
        records = _records(folder)
        for name in here:
            yield name
            yield from records.get(missing.pop(name)) or _times(folder, name)
    for name in missing:
        if find_spec(name) is not None:
            raise ImportError(name=name)


def _records(folder: str) -> dict[str, list[bytes | str]]:
    """Read what the distributions in a folder have installed, by their names; of libraries only."""
    found: dict[str, list[bytes | str]] = {}
    try:
        listed = sorted(os.listdir(folder))  # noqa: PTH208 (a Path for each of hundreds takes long)
    except OSError:
        return found
    for entry in listed:
        name = entry.partition("-")[0].lower().replace(".", "_")
        if entry.endswith(_METADATA) and name in LIBRARIES.values():
            with suppress(OSError):  # of two versions, one may be what an update has left behind
                found.setdefault(name, []).extend([entry, _read(os.path.join(folder, entry, "RECORD"))])  # noqa: PTH118
    return found


def _times(folder: str, name: str) -> list[bytes | str]:
    status = os.stat(os.path.join(folder, name, "__init__.py"))  # noqa: PTH116, PTH118
    return [f"{status.st_size} {status.st_mtime_ns}"]


def _read(path: str) -> bytes:
    """Read a file without the layers that `open` puts on it: there are more than a hundred of them, and all small."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return b"".join(iter(lambda: os.read(descriptor, 1 << 20), b""))
    finally:
        os.close(descriptor)
