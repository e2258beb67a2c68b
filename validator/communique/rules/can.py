"""Canonical ids: one for each event in the world, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.alike import look_alikes
from communique.decided import decided
from communique.fault import Place
from communique.model.names import Retirement
from communique.model.types import event_types
from communique.rule import Family, at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.bind import Bound
    from communique.corpus import Corpus
    from communique.outline import EventOutline
    from communique.rule import Findings

FAMILY: Final = Family("CAN", "Canonical ids")

MOST_LABELS: Final = 5


def retired(corpus: Corpus) -> Mapping[str, tuple[Bound, Retirement]]:
    """Give the retired ids, with the file that says so."""
    return {
        str(name): (file, entry)
        for file in corpus.registries.values()
        if file.kind.name == "retired"
        for name, entry in file.entries.items()
        if isinstance(entry, Retirement)
    }


def named(event: EventOutline) -> Place:
    """Give the place where an event gets its canonical id: as written, else its own id."""
    return Place((*event.route, "canonical" if event.named else "id"))


@FAMILY.corpus(1, "`{name}` is of type `{type}` here, and `{other}` elsewhere", since="0.1")
def types_differ(corpus: Corpus) -> Findings:
    """Two reports of one event give it different types.

    ## Why

    One event is of one type. Either a report has the wrong type, or the two are different events.

    ## Wrong

    ```yaml
    - id: the-talks
      type: summit
      canonical: lee-xi-summit
    ```

    ```yaml 2025/11/other.yaml
    - id: the-visit
      type: visit
      canonical: lee-xi-summit
    ```

    ## Right

    ```yaml
    - id: the-talks
      type: summit
      canonical: lee-xi-summit
    ```

    ```yaml 2025/11/other.yaml
    - id: the-visit
      type: visit
      canonical: visit-of-xi
    ```
    """
    for name, reports in corpus.shared.items():
        if len({event.type for event in reports}) == 1:  # as nearly always: then no type is looked up
            continue
        typed = [event for event in reports if event.type in event_types()]
        for event in typed[1:]:
            first = typed[0]
            if event.type != first.type:
                finding = at(*event.route, "type").within(event.file)
                finding = finding.saying(name=name, type=event.type, other=first.type)
                finding = finding.helping("give both the same type, or different canonical ids")
                yield finding.noting(Place((*first.route, "type")), f"`{first.type}` here", first.file)


@FAMILY.corpus(
    2, "`{name}` cannot have happened at all the times that its reports give", since="0.1", severity="warning"
)
def dates_incompatible(corpus: Corpus) -> Findings:
    """Reports of one event give it dates that no day satisfies.

    ## Why

    Articles may honestly disagree, and then the dataset shows who says what. More often a date was counted wrongly,
    or two events share an id.

    ## Wrong

    ```yaml
    - id: the-talks
      canonical: talks-on-fish
      date: 2025-11-01
    ```

    ```yaml 2025/11/other.yaml
    - id: the-talks
      canonical: talks-on-fish
      date: 2025-10-31
    ```

    ## Right

    ```yaml
    - id: the-talks
      canonical: talks-on-fish
      date: 2025-11-01
    ```

    ```yaml 2025/11/other.yaml
    - id: the-talks
      canonical: talks-on-fish
      date: 2025-10/2025-11
    ```
    """
    for name, reports in corpus.shared.items():
        dated = [(each, date) for each in reports if (date := each.dated) is not None]
        if not dated:
            continue
        best = min((date for _, date in dated), key=lambda date: (date.days, date.text))
        if all(best.meets(date) for _, date in dated):
            continue
        event, its = next(
            (each, date) for each, date in reversed(dated) if any(not date.meets(other) for _, other in dated)
        )
        finding = at(*event.route, "date").within(event.file).saying(name=name)
        finding = finding.helping(
            "check the dates; where the articles disagree, leave them, and the dataset shows both"
        )
        for other, date in [(other, date) for other, date in dated if not date.meets(its)][:MOST_LABELS]:
            finding = finding.noting(Place((*other.route, "date")), f"`{date}` here", other.file)
        yield finding


@FAMILY.corpus(3, "`{name}` looks like `{other}`", since="0.1", severity="warning")
def look_alike(corpus: Corpus) -> Findings:
    """Two articles report what may be one event, under two canonical ids.

    ## Why

    An event that is counted twice is the worst mistake of an event dataset, and nothing merges by itself. Two events
    are reported where they are of one type, have actors in common, and dates that meet and span a month at most;
    words (statements, appeals, offers, threats, refusals) also need the same speaker, addressee or subject, and the
    same day. A decision in `decisions.yaml`, be it `unsure`, settles the question.

    ## Wrong

    ```yaml
    - id: the-talks
      type: summit
      date: 2025-11-01
    ```

    ```yaml 2025/11/other.yaml
    - id: the-summit
      type: summit
      date: 2025-11-01
    ```

    ## Right

    ```yaml
    - id: the-talks
      type: summit
      canonical: lee-xi-summit
      date: 2025-11-01
    ```

    ```yaml 2025/11/other.yaml
    - id: the-summit
      type: summit
      canonical: lee-xi-summit
      date: 2025-11-01
    ```
    """
    settled = decided(corpus)
    for event, earlier in look_alikes(corpus, settled.settles):
        name, other = str(event.canonical), str(earlier.canonical)
        finding = at(*named(event).route).within(event.file).saying(name=name, other=other)
        one = other if "." not in other else name if "." not in name else "one-id-for-both"
        finding = finding.helping(
            f"if they are one event, give both `canonical: {one}`; if not, record it in `decisions.yaml`: "
            f"`{{pair: [{other}, {name}], verdict: different, by: …, decided: …, why: …}}`"
        )
        yield finding.noting(named(earlier), f"`{other}`: {_told(earlier, corpus)}", earlier.file)


def _told(event: EventOutline, corpus: Corpus) -> str:
    """Say what an event is: its date, and the summary, which only its file has."""
    return f"{event.date}, {corpus.tree(event.file).at((*event.route, 'summary'))}"
