"""Canonical ids, continued: what coders decided about pairs of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.decided import decided
from communique.fault import Place
from communique.nearest import ask
from communique.rule import at
from communique.rules.can import FAMILY, MOST_LABELS, named, retired
from communique.source import Span

if TYPE_CHECKING:
    from communique.corpus import Corpus
    from communique.outline import EventOutline
    from communique.rule import Finding, Findings

__all__ = ["FAMILY"]


@FAMILY.corpus(4, "that `{first}` and `{second}` are {verdict} contradicts what was decided before", since="0.1")
def contradictory_decisions(corpus: Corpus) -> Findings:
    """Decisions contradict each other, alone or in what follows from them.

    ## Why

    If a is b and b is c, then a is c; a decision that a and c differ leaves no answer. The finding stands at the last
    of the decisions, and points to the others.

    ## Wrong

    ```yaml
    - id: a-visit
      canonical: a-visit
    ```

    ```yaml decisions.yaml
    - {pair: [article.one, a-visit], verdict: same, by: a1, decided: 2025-11-03, why: The same day.}
    - {pair: [a-visit, article.one], verdict: different, by: a2, decided: 2025-11-04, why: Another guest.}
    ```

    ```yaml retired.yaml
    article.one: {reason: It was the same visit., replaced_by: [a-visit]}
    ```

    ## Right

    ```yaml
    - id: a-visit
      canonical: a-visit
    ```

    ```yaml decisions.yaml
    - {pair: [article.one, a-visit], verdict: same, by: a1, decided: 2025-11-03, why: The same day.}
    ```

    ```yaml retired.yaml
    article.one: {reason: It was the same visit., replaced_by: [a-visit]}
    ```
    """
    for last, others in decided(corpus).contradictions:
        first, second = last.decision.pair
        finding = (
            at(last.index).within(last.file.name).saying(first=first, second=second, verdict=last.decision.verdict)
        )
        finding = finding.helping("look at the reports again, and change one of the decisions")
        for other in others[:MOST_LABELS]:
            one, two = other.decision.pair
            finding = finding.noting(
                Place((other.index,)), f"`{one}` and `{two}`: {other.decision.verdict}", other.file.name
            )
        yield finding


@FAMILY.corpus(5, "`{name}` was decided to be the same as `{other}`, and both are still used", since="0.1")
def decided_and_still_two(corpus: Corpus) -> Findings:
    """Two canonical ids are decided to be one event, and both still stand in annotations.

    ## Why

    A decision alone merges nothing: the annotations must say so themselves. Whoever unites them sees what comes
    together.

    ## Wrong

    ```yaml
    - id: the-talks
      type: summit
      canonical: lee-xi-summit
    ```

    ```yaml 2025/11/other.yaml
    - id: the-summit
      type: summit
    ```

    ```yaml decisions.yaml
    - {pair: [other.the-summit, lee-xi-summit], verdict: same, by: a1, decided: 2025-11-03, why: The same meeting.}
    ```

    ## Right

    ```yaml
    - id: the-talks
      type: summit
      canonical: lee-xi-summit
    ```

    ```yaml 2025/11/other.yaml
    - id: the-summit
      type: summit
      canonical: lee-xi-summit
    ```

    ```yaml decisions.yaml
    - {pair: [other.the-summit, lee-xi-summit], verdict: same, by: a1, decided: 2025-11-03, why: The same meeting.}
    ```

    ```yaml retired.yaml
    other.the-summit: {reason: It was the same meeting., replaced_by: [lee-xi-summit]}
    ```
    """
    for each in decided(corpus).sames:
        kept, given_up = sorted(each.decision.pair, key=lambda name: "." in name)
        if kept == given_up or not {kept, given_up} <= corpus.canonical.keys():
            continue
        for event in corpus.reports(given_up):
            finding = at(*named(event).route).within(event.file).saying(name=given_up, other=kept)
            finding = finding.helping(
                f"write `canonical: {kept}`; if `{given_up}` was published, retire it in `retired.yaml`"
            )
            finding = finding.noting(Place((each.index,)), "decided here", each.file.name)
            yield _uniting(finding, event, kept, corpus)


def _uniting(finding: Finding, event: EventOutline, kept: str, corpus: Corpus) -> Finding:
    """Offer to write a canonical id: in place of the one that is there, else behind the event's own id."""
    if event.named:
        return finding.repairing(f"write `canonical: {kept}`", (named(event), kept), safe=False)
    tree, identity = corpus.tree(event.file), (*event.route, "id")
    text, end = tree.source.text, tree.span(Place(identity)).end
    key = tree.source.position(tree.span(Place(identity, "key")).start)
    flow = text[tree.span(Place(event.route)).start] == "{"
    line_end = "\r\n" if "\r\n" in text else "\n"
    new = f", canonical: {kept}" if flow else f"{line_end}{' ' * (key.column - 1)}canonical: {kept}"
    return finding.repairing(f"add `canonical: {kept}`", (Span(end, end), new), safe=False)


@FAMILY.corpus(6, "no canonical event is or was called `{name}`", since="0.1", severity="warning")
def unknown_canonical_id(corpus: Corpus) -> Findings:
    """A decision names a canonical id that no annotation has and that was never retired.

    ## Why

    A decision on a misspelt id decides nothing, and the look-alikes it was about are asked about again. An id that
    was given up belongs into `retired.yaml`.

    ## Wrong

    ```yaml
    - id: the-talks
      canonical: lee-xi-summit
    ```

    ```yaml decisions.yaml
    - {pair: [lee-xi-sumit, article.a-visit], verdict: different, by: a1, decided: 2025-11-03, why: Talks and a visit.}
    ```

    ```yaml retired.yaml
    article.a-visit: {reason: It was coded by mistake.}
    ```

    ## Right

    ```yaml
    - id: the-talks
      canonical: lee-xi-summit
    ```

    ```yaml decisions.yaml
    - {pair: [lee-xi-summit, article.a-visit], verdict: different, by: a1, decided: 2025-11-03, why: Talks and a visit.}
    ```

    ```yaml retired.yaml
    article.a-visit: {reason: It was coded by mistake.}
    ```
    """
    if corpus.unread:
        return
    known = {*corpus.canonical, *retired(corpus), *corpus.released}
    for each in decided(corpus).decisions:
        for index, name in enumerate(each.decision.pair):
            if name not in known:
                cure = (
                    ask(name, known) or "give a canonical id of an annotation, or retire the old id in `retired.yaml`"
                )
                yield at(each.index, "pair", index).within(each.file.name).saying(name=name).helping(cure)
