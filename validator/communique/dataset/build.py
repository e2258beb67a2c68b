"""A sound corpus to a dataset: reports as their authors wrote them, and the canonical events that they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.dataset.events import Row, dumped, event_rows, resolved
from communique.dataset.passages import link, selectors
from communique.dataset.reports import Gathered, reports_of
from communique.dataset.rows import TABLES
from communique.documents import RETIRED
from communique.verified import Verified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.bind import Bound
    from communique.check import Sound
    from communique.corpus import Corpus
    from communique.dataset.reports import Report
    from communique.model.base import Record

_NOTHING_VERIFIED: Final = Verified({})


@dataclass(frozen=True, slots=True)
class Dataset:
    """The rows of all tables, ready to be written: JSON values without floats or nulls, in a stable order.

    `version` is that of a release; None for a dataset that is none.
    """

    tables: Mapping[str, tuple[Row, ...]]
    version: str | None = None


def build(sound: Sound, verified: Verified = _NOTHING_VERIFIED) -> Dataset:
    """Build the dataset, with what was verified of its passages. The order of files has no influence on it."""
    corpus, names, files = sound.corpus, sound.corpus.names, tuple(sound.annotations())
    gathered = Gathered.united(reports_of(file) for file in files)
    rows = {
        "events": event_rows(gathered, names),
        "reports": _sorted(row for file in files for row in _report_rows(file, gathered, verified)),
        "articles": _sorted(_article_row(file) for file in files),
        "actors": _entries(names.actors),
        "places": _entries(names.places),
        "topics": _entries(names.topics),
        "retired": _entries(_retired(corpus)),
    }
    return Dataset({table: tuple(rows[table]) for table in TABLES})


def _report_rows(file: Bound, gathered: Gathered, verified: Verified) -> Iterator[Row]:
    known = verified.of(file)
    url = file.head.article.url if file.head else None
    for each in file.events:
        row = _report_row(gathered.reports[f"{file.article_id}.{each.local_id}"])
        for key, passages in row["evidence"].items():
            for index, passage in enumerate(passages):
                found = known.get((str(each.local_id), key, index))
                if found is not None:
                    passage.update(outcome=found.outcome, support=found.support)
                passage["selectors"] = selectors(passage)
                if url is not None:
                    passage["link"] = link(url, passage["quote"])
        yield row


def _report_row(report: Report) -> Row:
    """Give the event as its author wrote it, with shorthands unfolded and references as canonical ids."""
    row = resolved(report.event, report)
    return {**row, "id": report.id, "canonical": report.canonical, "article": report.article.id}


def _article_row(file: Bound) -> Row:
    assert file.head is not None, "a sound corpus has a head in every annotation"
    head = dumped(file.head)
    notes = {"notes": head["notes"]} if "notes" in head else {}
    return {**head["article"], "annotation": head["annotation"], **notes}


def _retired(corpus: Corpus) -> Mapping[str, Record]:
    files = (file for _, file in sorted(corpus.registries.items()) if file.kind is RETIRED)
    return {str(name): entry for file in files for name, entry in file.entries.items()}


def _entries(entries: Mapping[str, Record]) -> list[Row]:
    return [{**dumped(entries[name]), "id": name} for name in sorted(entries)]


def _sorted(rows: Iterator[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row["id"]))
