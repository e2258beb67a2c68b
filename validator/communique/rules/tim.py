"""Time: dates that cannot be, or that say more than the text. A rule fires only when the bounds leave no way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique import when
from communique.evidence import exhibits
from communique.model.edtf import Edtf
from communique.model.vocabulary import DateBasis, Status
from communique.rule import Family, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.bind import Bound, BoundEvent
    from communique.corpus import Corpus
    from communique.evidence import Exhibit
    from communique.rule import Findings

FAMILY: Final = Family("TIM", "Time")

_TOOK_PLACE: Final = frozenset({Status.OCCURRED, Status.ONGOING})
_TO_COME: Final = frozenset({Status.PLANNED, Status.POSSIBLE, Status.CONDITIONAL})
_SPANS: Final = (("date", "until"), ("arrives", "departs"))
"""Fields that tell the beginning and the end of the same thing."""


def _published(file: Bound) -> Edtf | None:
    return file.head.article.published if file.head is not None else None


@FAMILY.event(1, "an event that {verb} cannot begin on `{date}`, after the article of `{published}`", since="0.1")
def happened_after_publication(event: BoundEvent) -> Findings:
    """An event that has begun or taken place is dated later than the article that tells of it.

    ## Why

    No article reports what has not happened yet. The date was counted wrongly, or the event is planned. It is
    reported only where every day that the date allows lies after every day of publication.

    ## Wrong

    ```yaml
    - id: the-talks
      date: 2025-11-08
      status: occurred
    ```

    ## Right

    ```yaml
    - id: the-talks
      date: 2025-11-08
      status: planned
    ```
    """
    published, model = _published(event.file), event.event
    if published and model and model.status in _TOOK_PLACE and model.date.earliest > published.latest:
        verb = "occurred" if model.status == Status.OCCURRED else "is ongoing"
        finding = at(*event.route, "date").saying(verb=verb, date=str(model.date), published=str(published))
        finding = finding.helping("count the date again from the day of publication, or write `status: planned`")
        yield finding.noting(at("article", "published").where, "published here")


@FAMILY.event(
    2,
    "what is {status} cannot be over by `{date}`, before the article of `{published}`",
    since="0.1",
    severity="warning",
)
def still_to_come_in_the_past(event: BoundEvent) -> Findings:
    """An event that is planned, possible or conditional is dated earlier than the article that tells of it.

    ## Why

    The status is that of the day of publication: what lay ahead then. What had taken place has `occurred`, what had
    been called off is `cancelled`.

    ## Wrong

    ```yaml
    - id: the-talks
      date: 2025-10
      status: planned
    ```

    ## Right

    ```yaml
    - id: the-talks
      date: 2025-11
      status: planned
    ```
    """
    published, model = _published(event.file), event.event
    if not published or not model or model.status not in _TO_COME:
        return
    last = max((model.date, model.until or model.date), key=lambda date: date.latest)
    if last.latest < published.earliest:
        finding = at(*event.route, "date").saying(status=model.status, date=str(last), published=str(published))
        finding = finding.helping("write `occurred`, `cancelled` or `did-not-occur`, or count the date again")
        yield finding.noting(at("article", "published").where, "published here")


@FAMILY.event(3, "`{end}` (`{last}`) lies before `{begin}` (`{first}`)", since="0.1")
def ends_before_it_begins(event: BoundEvent) -> Findings:
    """Something ends before it begins: `until` lies before `date`, or `departs` before `arrives`.

    ## Why

    The two were swapped, or one was counted wrongly. It is reported only where no days that the dates allow would do.

    ## Wrong

    ```yaml
    - id: the-visit
      date: 2025-10-30
      until: 2025-10-29
    ```

    ## Right

    ```yaml
    - id: the-visit
      date: 2025-10-30
      until: 2025-11-01
    ```
    """
    for begin, end in _SPANS:
        first, last = (getattr(event.event, field, None) for field in (begin, end))
        if isinstance(first, Edtf) and isinstance(last, Edtf) and last.latest < first.earliest:
            finding = at(*event.route, end).saying(begin=begin, first=str(first), end=end, last=str(last))
            finding = finding.helping(
                "an interval `a/b` bounds one moment; what lasts has its beginning and its end in two fields"
            )
            yield finding.noting(at(*event.route, begin).where, "it begins here")


@FAMILY.event(4, "nothing can be computed from `{published}`, which is not one day", since="0.1")
def computed_from_no_day(event: BoundEvent) -> Findings:
    """A date is said to be computed, and the day of publication that it is counted from is not known.

    ## Why

    "On Saturday" means a day only if one knows on which day it was written. Otherwise the date is bounded by other
    things (`inferred`), and coarser.

    ## Wrong

    ```yaml
    article: {id: article, publisher: the-paper, published: 2025-11, language: en}
    events:
      - id: the-talks
        date: 2025-11-01
        date_basis: computed
    ```

    ## Right

    ```yaml
    article: {id: article, publisher: the-paper, published: 2025-11, language: en}
    events:
      - id: the-talks
        date: 2025-10-25/2025-11-29
        date_basis: inferred
    ```
    """
    published, model = _published(event.file), event.event
    if published and model and model.date_basis == DateBasis.COMPUTED and published.days > 1:
        finding = at(*event.route, "date_basis").saying(published=str(published))
        finding = finding.helping("find out the day of publication, or write `inferred` and as wide a date as is sure")
        yield finding.noting(at("article", "published").where, "published here")


@FAMILY.corpus(5, "the office `{office}` of `{actor}` ends (`{until}`) before it begins (`{since_}`)", since="0.1")
def term_reversed(corpus: Corpus) -> Findings:
    """An office in the registry of actors ends before it begins.

    ## Why

    Offices tell who was a leader when. The two dates were swapped, or one is wrong.

    ## Wrong

    ```yaml names/actors.yaml
    moon-jae-in: {kind: person, name: Moon Jae-in, offices: [{office: president, since: 2022-05, until: 2017-05}]}
    ```

    ## Right

    ```yaml names/actors.yaml
    moon-jae-in: {kind: person, name: Moon Jae-in, offices: [{office: president, since: 2017-05, until: 2022-05}]}
    ```
    """
    for _, file in sorted(corpus.registries.items()):
        if file.kind.name == "actors":
            for name, actor in sorted(corpus.names.actors.items()):
                for index, term in enumerate(actor.offices):
                    if term.since and term.until and term.until.latest < term.since.earliest:
                        finding = at(name, "offices", index, "until").within(file.name)
                        finding = finding.saying(
                            office=term.office, actor=name, until=str(term.until), since_=str(term.since)
                        )
                        yield finding.helping("swap the two dates, or correct one")


def _quoted(event: BoundEvent, *keys: str) -> Iterator[tuple[Exhibit, str]]:
    """List the passages of an event under some keys that were found in the article, with the words that stand there."""
    article = event.file.article
    if article is not None and event.event is not None and not event.event.evidence.keys().isdisjoint(keys):
        for exhibit in exhibits(event.file):
            if exhibit.event.index == event.index and exhibit.span is not None and exhibit.key in keys:
                yield exhibit, article.text[exhibit.span.start : exhibit.span.end]


@FAMILY.event(6, "the date `{date}` is more precise than its passage", since="0.1", severity="warning")
def finer_than_its_passage(event: BoundEvent) -> Findings:
    """A date names a day, and the passage that shows it only a month or a year.

    ## Why

    What the text does not say is not known. The date is coarser, or another passage shows the day.

    ## Wrong

    ```yaml
    - id: a-speech
      by: [south-korea]
      date: 2025-10-30
      evidence: {event: Seoul spoke, date: in October 2025}
    ```

    ```text
    Seoul spoke in October 2025.
    ```

    ## Right

    ```yaml
    - id: a-speech
      by: [south-korea]
      date: 2025-10
      evidence: {event: Seoul spoke, date: in October 2025}
    ```

    ```text
    Seoul spoke in October 2025.
    ```
    """
    model, published = event.event, _published(event.file)
    shown = list(_quoted(event, "date")) if model else []
    if model and shown and all(when.finer(words, model.date, published) for _, words in shown):
        exhibit, words = shown[0]
        reading = next(
            each for found in when.resolve(words, published) for each in found.readings if each.meets(model.date)
        )
        finding = at(*event.route, "date").saying(date=str(model.date))
        finding = finding.helping(f"write `{reading}`, or quote the words that tell more")
        yield finding.noting(at(*exhibit.route).where, f"these words mean `{reading}`")


@FAMILY.event(7, "the date is that of publication, and the passage says `{words}`", since="0.1", severity="warning")
def published_though_dated(event: BoundEvent) -> Findings:
    """The day of publication stands in for a date that the event's own passages tell.

    ## Why

    `published` is the last resort, where nothing in the text dates the event. An expression such as "on Saturday"
    dates it.

    ## Wrong

    ```yaml
    - id: a-speech
      by: [south-korea]
      date: 2025-11-02
      date_basis: published
      evidence: {event: Seoul spoke on Saturday}
    ```

    ```text
    Seoul spoke on Saturday.
    ```

    ## Right

    ```yaml
    - id: a-speech
      by: [south-korea]
      date: 2025-11-01
      date_basis: computed
      evidence: {event: Seoul spoke on Saturday}
    ```

    ```text
    Seoul spoke on Saturday.
    ```
    """
    model, published = event.event, _published(event.file)
    if not model or model.date_basis != DateBasis.PUBLISHED:
        return
    for exhibit, words in _quoted(event, "event", "date"):
        read = [found for found in when.resolve(words, published) if found.readings]
        if read:
            basis = "computed" if read[0].relative else "stated"
            finding = at(*event.route, "date_basis").saying(words=read[0].words)
            finding = finding.helping(
                f"if that dates the event, write `date: {read[0].readings[0]}` and `date_basis: {basis}`"
            )
            yield finding.noting(at(*exhibit.route).where, "in this passage")
            return
