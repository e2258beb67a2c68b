"""Verdicts kept from one run to the next: a store of bytes by keys, outside the corpus, that is never a reason to fail.

Decision 14 says where it lies, whom it trusts, and what was measured.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

FOLDER: Final = "COMMUNIQUE_CACHE_DIR"
"""The variable of the environment that names another folder for all caches."""
LIMIT: Final = 512 * 2**20
"""The bytes that the cache of one corpus may take."""
LIFETIME: Final = 30
"""The days after which an entry that nobody asked for, or a cache that nobody wrote to, is removed."""

_FRESH: Final = 7  # days for which the day of the last use is not written anew, so that most runs only read
_PATIENCE: Final = 0.5  # seconds to wait for another run that writes; to judge 20,000 files again takes longer
_TOGETHER: Final = 500  # keys looked up by one statement; more gains nothing
_ROW: Final = 64  # bytes that an entry takes besides its value
_DAY: Final = 86_400
_ENDING: Final = ".sqlite"
_BESIDE: Final = ("-journal", "-wal", "-shm")
"""What SQLite writes beside a store, the last two where a broken one asks for it; found again, it is played back."""
_NAME: Final = re.compile(f"[0-9a-f]{{32}}{re.escape(_ENDING)}(?:{'|'.join(_BESIDE)})?")
_CLONE: Final = ".git"
_TABLE: Final = "verdicts (id INTEGER PRIMARY KEY, used INTEGER, key BLOB, sum INTEGER, value BLOB)"
_TAG: Final = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# The caches of communique, one for each corpus. All of them can be removed at any time.\n"
)


class Cache:
    """The verdicts of one corpus, open for reading and writing, from one thread at a time and in the process it is of.

    Where the store is locked, full, read-only or broken, it knows nothing and keeps nothing, and nobody is told.
    """

    __slots__ = ("_connection", "_due", "_limit", "_path", "_stale", "_today")

    def __init__(self, path: Path, limit: int, today: int) -> None:
        """Take the file of the store; `open` makes it ready."""
        self._path = path
        self._limit = limit
        self._today = today
        self._due = False
        self._stale: list[int] = []
        self._connection: sqlite3.Connection | None = None

    @classmethod
    def open(cls, root: Path, *, limit: int = LIMIT, today: int | None = None) -> Cache | None:
        """Open the cache of the corpus in a folder; None where none can be used.

        `limit` is in bytes; `today` in days since 1970, as the clock says where it is not given.
        """
        try:
            path = _place(root)
        except (OSError, RuntimeError, ValueError):  # no room, no home, no name
            return None
        if path is None:
            return None
        cache = cls(path, limit, int(time.time()) // _DAY if today is None else today)
        cache._connect()
        return None if cache._connection is None else cache

    def known(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Give what was kept for those of the keys (32 bytes each) that are known."""
        found: dict[bytes, bytes] = {}
        if self._connection is None:
            return found
        import sqlite3

        crc32 = zlib.crc32
        ordered = sorted(keys)  # neighbours lie on one page
        wanted = frozenset(keys)
        fresh = self._today - _FRESH, self._today
        spoilt = False
        try:
            self._connection.execute("BEGIN")
            for start in range(0, len(ordered), _TOGETHER):
                asked = [_id(key) for key in ordered[start : start + _TOGETHER]]
                rows = self._connection.execute(_asking(len(asked)), (*fresh, *asked))
                for number, stale, key, checksum, value in rows:
                    # SQLite does not notice what a disk has spoilt; types are not to be trusted either.
                    whole = isinstance(key, bytes) and isinstance(value, bytes)
                    if not whole or crc32(value, crc32(key)) != checksum:
                        spoilt = True
                    elif key in wanted:
                        found[key] = value
                        if stale != 0:
                            self._stale.append(number)
            self._connection.execute("COMMIT")
        except (sqlite3.Error, UnicodeDecodeError, MemoryError) as error:
            self._give_up(broken=_broken(error, self._path))
        else:
            if spoilt:
                self._give_up(broken=True)
        return found

    def keep(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values by their keys (32 bytes each): all of them, or none where that cannot be done."""
        crc32 = zlib.crc32
        self._write(
            sorted((_id(key), self._today, key, crc32(value, crc32(key)), value) for key, value in entries),
        )

    def close(self) -> None:
        """Note what was used, and let go of the file."""
        # What Ctrl-C has cut short stays undone.
        if self._connection is not None and not self._connection.in_transaction:
            self._write([])
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> None:
        """Open the file, or begin a new one in the place of one that is broken or is none of ours."""
        try:
            import sqlite3
        except ImportError:  # a Python built without it
            return
        for _ in range(2):
            connection = None
            try:
                with suppress(FileExistsError):  # made by SQLite, it would be as open to others as the umask lets it
                    os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                self._due = self._path.stat().st_mtime // _DAY < self._today
                connection = sqlite3.connect(
                    self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
                )
                if _ready(connection):
                    self._connection = connection
                    return
            except OSError:
                return
            except (sqlite3.Error, UnicodeDecodeError, MemoryError) as error:
                if not _broken(error, self._path):
                    return
            finally:
                if connection is not None and self._connection is None:
                    connection.close()
            _remove(self._path)

    def _give_up(self, *, broken: bool) -> None:
        """Go on without a store; where it is broken, with a new one."""
        if self._connection is not None:
            self._connection.close()  # what was begun is rolled back
            self._connection = None
        self._stale.clear()
        if broken:
            _remove(self._path)
            self._connect()

    def _write(self, rows: list[tuple[int, int, bytes, int, bytes]]) -> None:
        """Write entries, and the days on which others were used; once a day, remove what has grown old."""
        if self._connection is None or not (rows or self._stale):
            return
        import sqlite3

        try:
            if not self._make_room(sum(len(row[-1]) + _ROW for row in rows)):
                return
            self._connection.execute("BEGIN IMMEDIATE")
            used = ((self._today, number) for number in self._stale)
            self._connection.executemany("UPDATE verdicts SET used = ? WHERE id = ?", used)
            self._connection.executemany("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?)", rows)
            if self._due:
                span = self._today - LIFETIME, self._today
                self._connection.execute("DELETE FROM verdicts WHERE used NOT BETWEEN ? AND ?", span)
            self._connection.execute("COMMIT")
        except (sqlite3.Error, UnicodeDecodeError, MemoryError) as error:
            self._give_up(broken=_broken(error, self._path))
            return
        self._stale.clear()
        if self._due:
            self._due = False
            _sweep(self._path, self._today - LIFETIME)

    def _make_room(self, size: int) -> bool:
        """Remove the half that was used longest ago, until so many bytes fit; false where they never would."""
        assert self._connection is not None
        if size > self._limit // 2:
            return False
        while self._size() + size > self._limit:
            half = "SELECT id FROM verdicts ORDER BY used LIMIT (SELECT (count(*) + 1) / 2 FROM verdicts)"
            gone = self._connection.execute(f"DELETE FROM verdicts WHERE id IN ({half})").rowcount  # noqa: S608
            self._connection.execute("VACUUM")  # keys are spread evenly: without it, pages would stay half empty
            if not gone:
                return False
        return True

    def _size(self) -> int:
        """Tell how many bytes of the file are in use."""
        assert self._connection is not None
        read = "SELECT (page_count - freelist_count) * page_size "
        read += "FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
        size: int = self._connection.execute(read).fetchone()[0]
        return size


def folder_of_caches(environment: Mapping[str, str], platform: str) -> Path:
    """Tell the folder in which a user's caches lie. Raises RuntimeError where the user has no home."""
    if named := environment.get(FOLDER):
        return Path(named).absolute()
    caches = Path(environment.get("XDG_CACHE_HOME", ""))
    if caches.is_absolute():  # its specification says that others do not count
        return caches / "communique"
    if platform == "win32" and (local := environment.get("LOCALAPPDATA")):
        return Path(local) / "communique" / "cache"
    return Path.home() / ("Library/Caches" if platform == "darwin" else ".cache") / "communique"


def _place(root: Path) -> Path | None:
    """Give the file of a corpus's cache, in a folder that is there; None where others than the user can write there.

    Raises OSError where the folder cannot be made.
    """
    named = folder_of_caches(os.environ, sys.platform)
    folder, corpus, home = _real(named), _real(root), _home()
    if not named.is_absolute() or named.is_symlink() or _came_with(folder, corpus, home):
        return None
    if not _out_of_reach(folder, home):
        return None
    if _make(folder):
        with suppress(OSError), (folder / "CACHEDIR.TAG").open("x", encoding="ascii") as stream:
            stream.write(_TAG)
    if not _ours(folder, stat.S_IFDIR):
        return None
    path = folder / (hashlib.sha256(os.fsencode(corpus)).hexdigest()[:32] + _ENDING)
    there = [each for each in _files_of(path) if os.path.lexists(each)]
    if not all(_ours(each, stat.S_IFREG) for each in there):
        _remove(path)
        return None if any(map(os.path.lexists, there)) else path
    return path


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _home() -> Path | None:
    try:
        return _real(Path.home())
    except RuntimeError:
        return None


def _came_with(folder: Path, corpus: Path, home: Path | None) -> bool:
    """Tell whether a folder lies in a corpus, or in a clone around it: what came with it has no say in its verdicts."""
    around = [each for each in corpus.parents if os.path.lexists(each / _CLONE)]
    # A home under version control did not come from elsewhere.
    others = [each for each in around if home is None or not home.is_relative_to(each)]
    return any(folder.is_relative_to(each) for each in (corpus, *others))


def _out_of_reach(folder: Path, home: Path | None) -> bool:
    """Tell whether nobody but the user and root can put another folder in the place of one, as far as it is there.

    Of those above the user's home nothing is asked: who can replace that, need not bother with a cache.
    """
    for each in folder.parents if os.name == "posix" else ():
        if each == home:
            break
        try:
            status = each.lstat()
        except FileNotFoundError:
            continue
        shared = status.st_mode & 0o022 and not status.st_mode & stat.S_ISVTX
        if shared or status.st_uid not in {0, os.geteuid()}:
            return False
    return True


def _make(folder: Path) -> bool:
    """Make a folder for the user alone, and those above it that are missing; false where it is there already."""
    if not folder.parent.exists():
        _make(folder.parent)
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        return False
    return True


def _ours(path: Path, kind: int) -> bool:
    """Tell whether a path is of a kind (no link), and nobody but the user can write there."""
    status = path.lstat()
    if stat.S_IFMT(status.st_mode) != kind:
        return False
    return os.name != "posix" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _ready(connection: sqlite3.Connection) -> bool:
    """Set up a connection; false where its file is a database, and not one of ours."""
    connection.text_factory = bytes  # a broken page may say text where there is none
    for pragma in ("page_size = 32768", "synchronous = OFF", "cell_size_check = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE}")
    said = connection.execute("SELECT sql FROM sqlite_master").fetchall()
    return said == [(f"CREATE TABLE {_TABLE}".encode(),)]


def _broken(error: Exception, path: Path) -> bool:
    """Tell whether an error is the file's, and not its surroundings' (locked, full, not to be written to)."""
    import sqlite3

    if isinstance(error, UnicodeDecodeError):  # SQLite's message quotes a name from a broken page
        return True
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if code == sqlite3.SQLITE_READONLY:  # a broken header can say so, too
        return os.access(path, os.W_OK)
    return code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


def _files_of(path: Path) -> list[Path]:
    return [*(path.with_name(path.name + ending) for ending in _BESIDE), path]


def _remove(path: Path) -> None:
    """Remove a store, after what lies beside it, which must not be played back into the next one."""
    for each in _files_of(path):
        with suppress(OSError):
            each.unlink()


def _sweep(path: Path, day: int) -> None:
    """Remove the caches beside one that nobody has written to since a day: their corpora are gone, or forgotten."""
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            another = _NAME.fullmatch(entry.name) and not entry.name.startswith(path.name)
            if another and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime // _DAY < day:
                        Path(entry.path).unlink()


def _id(key: bytes) -> int:
    """Number an entry by the beginning of its key: SQLite finds whole numbers fastest. The key is compared besides."""
    return int.from_bytes(key[:8], "big", signed=True)


def _asking(count: int) -> str:
    """Write the statement that looks up so many keys; and says of each whether its day of use is to be written."""
    places = ",".join("?" * count)
    return f"SELECT id, used NOT BETWEEN ? AND ?, key, sum, value FROM verdicts WHERE id IN ({places})"  # noqa: S608
