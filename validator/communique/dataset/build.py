"""A sound corpus to a dataset: reports as their authors wrote them, and the canonical events that they come to.

A file is looked at once, and its rows are put where they are sorted. What grows with the corpus is kept on a disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from communique.canonical import encode
from communique.dataset.events import dumped, event_row
from communique.dataset.filed import Filed, rows_of
from communique.dataset.reports import Report
from communique.dataset.rows import TABLES
from communique.dataset.spilled import Rows, Sorted, Space
from communique.documents import RETIRED
from communique.verified import Verified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from communique.check import Sound
    from communique.corpus import Corpus
    from communique.model.base import Record

_NOTHING_VERIFIED: Final = Verified({})
_IN_MEMORY: Final = Space()


@dataclass(frozen=True, slots=True)
class Dataset:
    """The rows of all tables, ready to be written, and the space for what has to be sorted anew to write it.

    `version` is that of a release; None for a dataset that is none.
    """

    tables: Mapping[str, Rows]
    version: str | None = None
    space: Space = _IN_MEMORY


Spread: TypeAlias = "Callable[[Callable[[str], Filed], Sequence[str]], Iterable[Filed]]"
"""Who does the work that there is for each file: a map, in whatever order and by whatever processes."""


def build(
    sound: Sound, verified: Verified = _NOTHING_VERIFIED, space: Space = _IN_MEMORY, spread: Spread = map
) -> Dataset:
    """Build the dataset, with what was verified of its passages. The order of files has no influence on it.

    Nor has the space, but on how much memory is used, nor who does the work. Raises ChangedError where a file is not
    what was checked any more, and OSError where the folder of the space has no room.
    """
    corpus, names = sound.corpus, sound.corpus.names
    tables = {table: Rows(space) for table in TABLES}
    shared = Sorted(space)

    def filed(name: str) -> Filed:
        return rows_of(corpus.outlines[name], sound.value(name), corpus.shared, verified)

    for rows in spread(filed, [outline.name for outline in corpus.annotations]):
        tables["articles"].put(*rows.article)
        for table, lines in (("reports", rows.reports), ("events", rows.events)):
            for line in lines:
                tables[table].put(*line)
        for line in rows.shared:
            shared.put(*line)
    for name, lines_of_event in groupby(shared, key=itemgetter(0)):
        reports = [Report.read(line) for _, line in lines_of_event]
        tables["events"].put(name, encode(event_row(reports, names)))
    for table, entries in (
        ("actors", names.actors),
        ("places", names.places),
        ("topics", names.topics),
        ("retired", _retired(corpus)),
    ):
        for name, entry in entries.items():
            tables[table].put(name, encode({**dumped(entry), "id": name}))
    return Dataset(tables, space=space)


def _retired(corpus: Corpus) -> Mapping[str, Record]:
    files = (file for _, file in sorted(corpus.registries.items()) if file.kind is RETIRED)
    return {str(name): entry for file in files for name, entry in file.entries.items()}
