"""What one annotation file gives to the dataset: lines of canonical JSON, ready to be put in order.

Nothing but the file, and whether other files report the same events, has a say in it: files can be taken in any order,
on any worker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pydantic_core import to_json

from communique.dataset.alone import alone
from communique.dataset.passages import located
from communique.dataset.plain import plain
from communique.model.article import Head
from communique.model.types import event_types

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from communique.outline import Outline
    from communique.verified import Verification, Verified

Row: TypeAlias = "dict[str, Any]"


class Line(NamedTuple):
    """A row as canonical JSON, with the id by which it is found."""

    id: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Filed:
    """The rows of one file.

    `events` are those that it alone reports, settled. What it reports together with other files is in `shared`: one
    report a line, to be settled with the others of its `id`.
    """

    article: Line
    reports: tuple[Line, ...]
    events: tuple[Line, ...]
    shared: tuple[Line, ...]


def rows_of(file: Outline, value: dict[str, Any], together: Container[str], verified: Verified) -> Filed:
    """Give the rows of an annotation that has no errors, from its outline and its plain values.

    `together` are the canonical events of the corpus that have several reports.
    """
    article = _article(value)
    known = verified.known(file.article, file.digest, article.get("text", {}).get("sha256"))
    meanings = {each.id: each.canonical for each in file.events if each.id is not None and each.canonical is not None}
    reports, events, shared = [], [], []
    for raw in value["events"]:
        local, name = raw["id"], meanings[raw["id"]]
        row = plain(event_types()[raw["type"]], "evidence")(raw, meanings)
        row["evidence"] = dict(_evidence(raw["evidence"], article.get("url"), local, known))
        row.update(id=f"{article['id']}.{local}", canonical=name, article=article["id"])
        row = dict(sorted(row.items()))
        reports.append(_line(row["id"], row))
        event = None if name in together else alone(row, article)
        if event is not None:
            events.append(_line(name, event))
        else:
            more = {"id": row["id"], "canonical": name, "article": value["article"], "event": raw, "meanings": meanings}
            shared.append(_line(name, more))
    return Filed(_line(article["id"], article), tuple(reports), tuple(events), tuple(shared))


def _article(value: dict[str, Any]) -> Row:
    head = plain(Head)(value, {})
    notes = {"notes": head["notes"]} if "notes" in head else {}
    return dict(sorted({**head["article"], "annotation": head["annotation"], **notes}.items()))


def _evidence(
    evidence: Mapping[str, Any], url: str | None, local: str, known: Mapping[tuple[str, str, int], Verification]
) -> Iterator[tuple[str, list[Row]]]:
    """Give passages with what is known of each, and what makes them be found."""
    for key in sorted(evidence):
        rows = []
        for index, written in enumerate(evidence[key] if isinstance(evidence[key], list) else (evidence[key],)):
            row = {"quote": written} if isinstance(written, str) else dict(written)
            row.update(located(row, url))
            if known and (found := known.get((local, key, index))) is not None:
                row.update(outcome=found.outcome, support=found.support)
            rows.append(dict(sorted(row.items())))
        yield key, rows


def _line(name: str, row: Row) -> Line:
    """Write a row whose keys are in order, at all depths: it is canonical then, and written in a third of the time."""
    return Line(name, to_json(row))
