"""The edge to the file system: the configuration, the files of a corpus, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from communique.documents import ANNOTATION, DECISIONS, REGISTRIES, RETIRED, DocumentKind
from communique.fault import Fault
from communique.source import Source, Span
from communique.subset import ARTICLE_LIMIT, REGISTRY_LIMIT
from communique.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONFIGURATION: Final = "communique.toml"
_DEFAULT_FOLDER: Final = "annotations"
_NAMES: Final = "names"
_BY_PATH: Final = {kind.path: kind for kind in (*REGISTRIES, DECISIONS, RETIRED)}
_SPECIAL: Final = tuple(_BY_PATH)
_ENDINGS: Final = (".yaml", ".yml")
_SETTINGS: Final[Mapping[str, type]] = {
    "annotations": str,
    "texts": list,
    "select": list,
    "ignore": list,
    "strict": bool,
    "released": str,
    "dataset": dict,
}
_ABOUT: Final[Mapping[str, type]] = {"title": str, "description": str, "authors": list, "url": str}
_LONGEST_NAME: Final = 4_096
_DRAFT: Final = (".draft.yaml", ".draft.yml")


class MisuseError(Exception):
    """The command line or the configuration asks for something that cannot be: exit status 2, with this message."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `communique.toml`, or `[tool.communique]` in `pyproject.toml`, says.

    `root` is the folder of the configuration file; `annotations` and `texts` are folders relative to it. `released`
    is the folder of a published dataset, whose ids may not disappear. `about` is what a dataset says of itself: its
    title, description, authors, address.
    """

    root: Path
    annotations: str = _DEFAULT_FOLDER
    texts: tuple[str, ...] = ("texts",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    released: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a corpus: where it is, the name it is reported under, and its kind."""

    path: str
    name: str
    kind: DocumentKind


@dataclass(frozen=True, slots=True)
class Project:
    """A corpus: its settings, the folder it stands in (None for files outside any corpus), and the files asked for.

    `named` are the names of the files that were asked for; `files` are all files of the corpus with them. `whole` is
    false where files of the corpus were left out, so that absence proves nothing.
    """

    settings: Settings
    corpus: Path | None
    files: tuple[File, ...]
    named: frozenset[str]
    unreadable: tuple[tuple[Source, Fault], ...] = ()
    whole: bool = False

    def path_of(self, name: str) -> Path:
        """Give the path of a file by the name it is reported under."""
        return Path(next(file.path for file in self.files if file.name == name))


def open_project(paths: Iterable[str], *, alone: bool = False) -> Project:
    """Find the corpus around the named files and folders, and list its files.

    With no path, the annotations folder of the configuration is meant. `alone` leaves out what was not named,
    registries excepted. Raises MisuseError where a named path does not exist, or the configuration is wrong.
    """
    asked = [Path(path) for path in paths]
    settings = read_settings(asked[0] if asked else Path())
    named_by_user = bool(asked)
    if not asked:
        asked = [_shortest(settings.root / settings.annotations)]
    for path in asked:
        if not path.exists() and not path.is_symlink():
            message = f"there is no `{path}`"
            if not named_by_user:
                message += "; work in the folder of a corpus, or start one with `communique init`"
            raise MisuseError(message)
    corpus = _corpus_around(asked[0], settings)
    unreadable: list[tuple[Source, Fault]] = []
    named = {file.name: file for path in asked for file in _files(path, corpus, unreadable, named=True)}
    if not named and not unreadable:
        message = f"there is no YAML file in `{asked[0]}`"
        raise MisuseError(message)
    files = dict(named)
    if corpus is not None and asked != [corpus]:
        ignored: list[tuple[Source, Fault]] = []
        for file in _files(corpus, corpus, ignored, named=False):
            if not alone or file.kind is not ANNOTATION:
                files.setdefault(file.name, file)
        alone = alone or bool(ignored)
    ordered = tuple(files[name] for name in sorted(files))
    whole = corpus is not None and not alone and not unreadable
    return Project(settings, corpus, ordered, frozenset(named), tuple(unreadable), whole)


def open_standing_in(name: str | None) -> Project:
    """Open the corpus around a file whose text comes from elsewhere; only that file is asked for.

    With no name, there is no corpus.
    """
    place = Path(name) if name else Path()
    settings = read_settings(place)
    corpus = _corpus_around(place, settings) if name else None
    unreadable: list[tuple[Source, Fault]] = []
    files = tuple(_files(corpus, corpus, unreadable, named=False)) if corpus is not None else ()
    return Project(settings, corpus, files, frozenset(), whole=corpus is not None and not unreadable)


def read_settings(start: Path) -> Settings:
    """Read the nearest configuration from a place upwards. Raises MisuseError where it is wrong."""
    place = start.absolute()
    for folder in (place, *place.parents):
        for name in (CONFIGURATION, "pyproject.toml"):
            path = folder / name
            if path.is_file():
                table = _table(path)
                if table is not None:
                    return _settings(table, folder, path)
    return Settings(Path.cwd() if start == Path() else (start if start.is_dir() else start.parent))


def _table(path: Path) -> dict[str, Any] | None:
    import tomllib

    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"`{path}` cannot be read: {error}"
        raise MisuseError(message) from None
    if path.name == CONFIGURATION:
        return read
    tool = read.get("tool")
    table = tool.get("communique") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        message = f"`{path}`: `tool.communique` is not a table"
        raise MisuseError(message)
    return table


def _settings(table: dict[str, Any], root: Path, path: Path) -> Settings:
    """Check the settings, and those of the dataset in a table of their own."""
    values = _checked(table, _SETTINGS, path)
    about = _checked(values.pop("dataset", {}), _ABOUT, path)
    return Settings(root, **values, about=about)


def _checked(table: dict[str, Any], kinds: Mapping[str, type], path: Path) -> dict[str, Any]:
    """Check each setting's type by hand: there are few."""
    for key, value in table.items():
        if key not in kinds or not isinstance(value, kinds[key]):
            known = ", ".join(f"`{name}`" for name in kinds)
            message = f"`{path}`: `{key}` is not a setting, or not of the right type; there are {known}"
            raise MisuseError(message)
    return {key: tuple(map(str, value)) if isinstance(value, list) else value for key, value in table.items()}


def _corpus_around(path: Path, settings: Settings) -> Path | None:
    """Tell the annotations folder that a path stands in: the configured one, else the nearest that has `names/`."""
    place = _absolute(path)
    configured = _absolute(settings.root / settings.annotations)
    if place == configured or configured in place.parents or (place in configured.parents and configured.is_dir()):
        return _shortest(configured)
    for folder in (place, *place.parents):
        if (folder / _NAMES).is_dir():
            return _shortest(folder)
    return None


def _shortest(path: Path) -> Path:
    """Give a path as people write it: relative to the working folder where it lies below it, and without detours."""
    place = _absolute(path)
    try:
        return place.relative_to(Path.cwd())
    except ValueError:
        return place


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 (`Path.absolute` keeps `..`, and one file would have two names)


def shown(path: Path) -> str:
    """Give the name that a file is reported under, safe to show.

    One that would begin a workflow command is led by `./`.
    """
    return _named(_shortest(path).as_posix())


def _named(path: str) -> str:
    name = visible(path, _LONGEST_NAME)
    return f"./{name}" if name.startswith("::") else name


def _files(path: Path, corpus: Path | None, unreadable: list[tuple[Source, Fault]], *, named: bool) -> Iterator[File]:
    """List the files at a path: itself, or what a folder holds. Links to folders are not followed."""
    if path.is_dir():
        yield from _walk(path, corpus, unreadable)
    elif named:
        yield File(str(path), shown(path), _kind(_absolute(path).as_posix(), corpus))


def _walk(top: Path, corpus: Path | None, unreadable: list[tuple[Source, Fault]]) -> Iterator[File]:
    """Walk a folder for YAML files, leaving out drafts and hidden ones, and refusing links that lead out of it.

    Paths are put together as texts: `Path` takes five times as long as the rest of the walk.
    """
    start, absolute, here = str(top), _absolute(top).as_posix().rstrip("/"), f"{Path.cwd().as_posix().rstrip('/')}/"
    waiting = [""]
    while waiting:
        below = waiting.pop()
        folder = f"{start}{below}"
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            unreadable.append(_unreadable(shown(Path(folder)), error.strerror or "no permission"))
            continue
        for entry in listed:
            called = entry.name
            if called.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{below}/{called}")
            elif called.endswith(_ENDINGS) and not called.endswith(_DRAFT):
                path, inner = f"{folder}/{called}", f"{below}/{called}"
                if entry.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(top)):
                    unreadable.append(_unreadable(shown(Path(path)), "it is a link that leads out of the folder"))
                else:
                    name = _named((absolute + inner).removeprefix(here))
                    yield File(path, name, _kind(absolute + inner, corpus))


def _kind(absolute: str, corpus: Path | None) -> DocumentKind:
    """Tell what a file is by where it stands in the corpus: an annotation, unless its name says otherwise."""
    if corpus is None or not absolute.endswith(_SPECIAL):
        return ANNOTATION
    folder = _absolute(corpus).as_posix().rstrip("/")
    return _BY_PATH.get(absolute[len(folder) + 1 :], ANNOTATION) if absolute.startswith(f"{folder}/") else ANNOTATION


def file_at(path: Path, corpus: Path | None) -> File:
    """Give the file at a path, whether there is one already or not, as it is one of a corpus."""
    return File(str(path), shown(path), _kind(_absolute(path).as_posix(), corpus))


def belongs(path: Path, corpus: Path) -> bool:
    """Whether a file at a path is one of a corpus, as its folder is walked: no draft, and nothing hidden."""
    place, top = _absolute(path), _absolute(corpus)
    if not place.is_relative_to(top) or not place.name.endswith(_ENDINGS) or place.name.endswith(_DRAFT):
        return False
    return not any(part.startswith(".") for part in place.relative_to(top).parts)


def read(file: File) -> Source | tuple[Source, Fault]:
    """Read a file's bytes: one byte more than allowed at most, and only of a regular file.

    Gives the source; or an empty source with the fault that says why it cannot be read.
    """
    limit = ARTICLE_LIMIT if file.kind is ANNOTATION else REGISTRY_LIMIT
    try:
        descriptor = os.open(file.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        return _unreadable(file.name, error.strerror or type(error).__name__)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _unreadable(file.name, "it is not a regular file")
        return Source(file.name, _content(descriptor, status.st_size, limit + 1))
    except OSError as error:
        return _unreadable(file.name, error.strerror or type(error).__name__)
    finally:
        os.close(descriptor)


def _content(descriptor: int, size: int, most: int) -> bytes:
    """Read to the end, `most` bytes at most: in one call where the size is as told and the end is there."""
    data = os.read(descriptor, min(size + 1, most))
    while len(data) != size and len(data) < most and (more := os.read(descriptor, most - len(data))):
        data += more
    return data


def _unreadable(name: str, reason: str) -> tuple[Source, Fault]:
    return Source(name, b""), Fault("unreadable-file", Span(0, 0), {"reason": reason.lower()})


def fingerprint(opened: Project) -> dict[str, object]:
    """Give what tells whether files of a project, or the texts beside them, have changed: times and sizes, by path."""
    return {**_states(Path(file.path) for file in opened.files), **fingerprint_of_texts(opened)}


def fingerprint_of_texts(opened: Project) -> dict[str, object]:
    """Give what tells whether the texts of a project have changed."""
    folders = [opened.settings.root / folder for folder in opened.settings.texts]
    return _states(path for folder in folders for path in folder.glob("*.txt"))


def _states(paths: Iterable[Path]) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found


def read_bytes(path: Path) -> bytes:
    """Read a file that communique wrote itself; nothing, where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, keeping its permissions. Raises MisuseError for a link, and OSError."""
    import tempfile

    if path.is_symlink():
        message = f"`{path}` is a link: name the file it leads to"
        raise MisuseError(message)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        error.filename = str(path)  # whoever reads of it knows nothing of a file beside it
        raise
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
