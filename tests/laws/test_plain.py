"""The laws of rows that are made without models: they are what models, dumped and settled, would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from communique.bind import Bound, bind
from communique.canonical import encode
from communique.dataset.events import dumped, event_row, resolved
from communique.dataset.filed import Filed, rows_of
from communique.dataset.passages import link, selectors
from communique.dataset.reports import Report
from communique.model.article import Head
from communique.model.registry import Names
from communique.model.types import event_types
from communique.outline import outline_of
from communique.source import Source
from communique.tree import Tree
from communique.verified import Verified
from tests.support import documents

if TYPE_CHECKING:
    from communique.dataset.events import Row

lawful = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

WORDS: Final = tuple(event_types())


def bound(data: st.DataObject, word: str) -> Bound:
    """Make the annotation of an article with one event, which has no faults."""
    head: Any = data.draw(documents.records(Head))
    value = {**head, "events": [data.draw(documents.events(word))]}
    file = bind(Tree(Source("an-article.yaml", b""), value))
    assume(not file.faults)
    return file


def filed(file: Bound, reports: int) -> Filed:
    """Give the rows of a file whose event has so many reports."""
    (event,) = file.events
    assert event.canonical_id is not None
    value: Any = file.tree.value
    return rows_of(outline_of(file), value, {event.canonical_id} if reports > 1 else (), Verified({}))


def reported(file: Bound) -> Report:
    """Read what is settled together with other reports."""
    (line,) = filed(file, 2).shared
    return Report.read(line.data)


@pytest.mark.parametrize("word", WORDS)
@given(data=st.data())
@lawful
def test_reports_are_what_their_models_say(word: str, data: st.DataObject) -> None:
    """The row of a report is its model, dumped, with canonical references, and what makes its passages be found."""
    file = bound(data, word)
    assert file.head is not None
    (event,) = file.events
    report, article = reported(file), file.head.article
    assert (report.event, report.article) == (event.event, article)
    row = {**resolved(report.event, report), "id": report.id, "canonical": report.canonical, "article": article.id}
    for passages in row["evidence"].values():
        for passage in passages:
            passage["selectors"] = selectors(passage)
            if article.url is not None:
                passage["link"] = link(article.url, passage["quote"])
    assert filed(file, 1).reports == ((report.id, encode(row)),)


@pytest.mark.parametrize("word", WORDS)
@given(data=st.data())
@lawful
def test_a_report_alone_comes_to_what_settling_makes_of_it(word: str, data: st.DataObject) -> None:
    """The row of an event that is reported once is the one that it would be settled to, byte for byte."""
    file = bound(data, word)
    settled = event_row([reported(file)], Names())
    events = filed(file, 1).events
    assert events == ((settled["id"], encode(settled)),) if events else contradicts_itself(settled)


def contradicts_itself(event: Row) -> bool:
    """Whether fields of an event with one report are contested."""
    return len(event["reports"]) == 1 and bool(event["contested"])


@given(data=st.data())
@lawful
def test_articles_are_what_their_models_say(data: st.DataObject) -> None:
    """The row of an article is its model, dumped, with who annotated it."""
    file = bound(data, "visit")
    assert file.head is not None
    head = dumped(file.head)
    row = {**head["article"], "annotation": head["annotation"], **{key: head[key] for key in ("notes",) if key in head}}
    assert filed(file, 1).article == (row["id"], encode(row))
