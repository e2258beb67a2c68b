"""The edge to the file system: the configuration, the files of a corpus, and their bytes."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from communique.fault import Fault
from communique.model.documents import ANNOTATION, DECISIONS, REGISTRIES, RETIRED, DocumentKind
from communique.source import Source, Span
from communique.subset import ARTICLE_LIMIT, REGISTRY_LIMIT
from communique.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONFIGURATION: Final = "communique.toml"
_DEFAULT_FOLDER: Final = "annotations"
_NAMES: Final = "names"
_BY_PATH: Final = {kind.path: kind for kind in (*REGISTRIES, DECISIONS, RETIRED)}
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

    path: Path
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
        return next(file.path for file in self.files if file.name == name)


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
    if corpus is not None:
        ignored: list[tuple[Source, Fault]] = []
        for file in _files(corpus, corpus, ignored, named=False):
            if not alone or file.kind is not ANNOTATION:
                files.setdefault(file.name, file)
        alone = alone or bool(ignored)
    ordered = tuple(files[name] for name in sorted(files))
    whole = corpus is not None and not alone
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
    name = visible(_shortest(path).as_posix(), _LONGEST_NAME)
    return f"./{name}" if name.startswith("::") else name


def _files(path: Path, corpus: Path | None, unreadable: list[tuple[Source, Fault]], *, named: bool) -> Iterator[File]:
    """List the files at a path: itself, or what a folder holds. Links to folders are not followed."""
    if path.is_dir():
        for found in _walk(path, unreadable):
            if not found.name.endswith(_DRAFT):
                yield _file(found, corpus)
    elif named:
        yield _file(path, corpus)


def _walk(top: Path, unreadable: list[tuple[Source, Fault]]) -> Iterator[Path]:
    """Walk a folder for YAML files, leaving out hidden ones, and refusing links that lead out of it."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            unreadable.append(_unreadable(shown(folder), error.strerror or "no permission"))
            continue
        for entry in listed:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.name.endswith(_ENDINGS):
                if entry.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(top)):
                    unreadable.append(_unreadable(shown(path), "it is a link that leads out of the folder"))
                else:
                    yield path


def _file(path: Path, corpus: Path | None) -> File:
    kind = ANNOTATION
    if corpus is not None:
        try:
            kind = _BY_PATH.get(_absolute(path).relative_to(_absolute(corpus)).as_posix(), ANNOTATION)
        except ValueError:
            kind = ANNOTATION
    return File(path, shown(path), kind)


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
        with os.fdopen(os.dup(descriptor), "rb") as stream:
            return Source(file.name, stream.read(limit + 1))
    except OSError as error:
        return _unreadable(file.name, error.strerror or type(error).__name__)
    finally:
        os.close(descriptor)


def _unreadable(name: str, reason: str) -> tuple[Source, Fault]:
    return Source(name, b""), Fault("unreadable-file", Span(0, 0), {"reason": reason.lower()})


def fingerprint(opened: Project) -> dict[str, object]:
    """Give what tells whether files of a project, or the texts beside them, have changed: times and sizes, by path."""
    texts = [path for folder in opened.settings.texts for path in (opened.settings.root / folder).glob("*.txt")]
    found: dict[str, object] = {}
    for path in (*(file.path for file in opened.files), *texts):
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
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
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
