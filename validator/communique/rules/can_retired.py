"""Canonical ids, continued: those that were published once. None disappears without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.fault import Place
from communique.nearest import ask
from communique.rule import at
from communique.rules.can import FAMILY, named, retired

if TYPE_CHECKING:
    from communique.corpus import Corpus
    from communique.rule import Findings

__all__ = ["FAMILY"]


@FAMILY.corpus(7, "`{name}` was retired, and this event still has it", since="0.1")
def retired_and_in_use(corpus: Corpus) -> Findings:
    """An event has a canonical id that stands in `retired.yaml`.

    ## Why

    Users of the dataset were told that the id is gone. It is never used again, for this event or for another.

    ## Wrong

    ```yaml
    - id: the-talks
      canonical: talks-in-seoul
    - id: the-dinner
      canonical: lee-xi-summit
    ```

    ```yaml retired.yaml
    talks-in-seoul: {reason: They were held in Gyeongju., replaced_by: [lee-xi-summit]}
    ```

    ## Right

    ```yaml
    - id: the-talks
      canonical: lee-xi-summit
    ```

    ```yaml retired.yaml
    talks-in-seoul: {reason: They were held in Gyeongju., replaced_by: [lee-xi-summit]}
    ```
    """
    for name, (file, entry) in sorted(retired(corpus).items()):
        for event in corpus.reports(name):
            finding = at(*named(event).route).within(event.file).saying(name=name)
            instead = entry.replaced_by[0] if len(entry.replaced_by) == 1 else None
            finding = finding.helping(
                f"write `canonical: {instead or 'another-id'}`, or take the id out of `retired.yaml`"
            )
            finding = finding.noting(Place((name,), "key"), "retired here", file.name)
            if instead and event.named:
                finding = finding.repairing(f"write `canonical: {instead}`", (named(event), instead), safe=False)
            yield finding


@FAMILY.corpus(8, "no canonical event is or was called `{name}`, which is to replace `{old}`", since="0.1")
def replaced_by_nothing(corpus: Corpus) -> Findings:
    """A retired id is said to be replaced by one that does not exist.

    ## Why

    Whoever has the old id follows it to the new one. That may be retired in its turn, but must not be unheard of.

    ## Wrong

    ```yaml
    - id: the-talks
      canonical: lee-xi-summit
    ```

    ```yaml retired.yaml
    talks-in-seoul: {reason: They were held in Gyeongju., replaced_by: [lee-xi-sumit]}
    ```

    ## Right

    ```yaml
    - id: the-talks
      canonical: lee-xi-summit
    ```

    ```yaml retired.yaml
    talks-in-seoul: {reason: They were held in Gyeongju., replaced_by: [lee-xi-summit]}
    ```
    """
    gone = retired(corpus)
    for old, (file, entry) in sorted(gone.items()):
        for index, name in enumerate(entry.replaced_by):
            if not corpus.unread and (name == old or name not in {*corpus.canonical, *gone}):
                cure = ask(name, corpus.canonical) or "give the canonical id of an event, or leave `replaced_by` out"
                yield at(old, "replaced_by", index).within(file.name).saying(name=name, old=old).helping(cure)


@FAMILY.corpus(9, "`{name}` was published, and is gone without a word", since="0.1")
def vanished_id(corpus: Corpus) -> Findings:
    """A canonical id of an earlier release is neither in an annotation nor in `retired.yaml`.

    ## Why

    Others refer to published ids. One may be given up, with a reason, and with what takes its place; it never just
    disappears. Ids that are made of the article's and the event's change when either is renamed: give such an event
    its old id as `canonical`.

    ## Wrong

    ```text released.txt
    article.the-dinner
    ```

    ## Right

    ```text released.txt
    article.the-dinner
    ```

    ```yaml retired.yaml
    article.the-dinner: {reason: It was part of the talks.}
    ```
    """
    ledgers = [file for _, file in sorted(corpus.registries.items()) if file.kind.name == "retired"]
    places = [*(file.name for file in ledgers), *(outline.name for outline in corpus.annotations)]
    written = {str(name) for file in ledgers if isinstance(file.tree.value, dict) for name in file.tree.value}
    if places and not corpus.unread:
        for name in sorted(corpus.released - corpus.canonical.keys() - written):
            near = ask(name, corpus.canonical)
            cure = f"add `{name}: {{reason: …, replaced_by: […]}}` to `retired.yaml`" + (f"; {near}" if near else "")
            yield at().within(places[0]).saying(name=name).helping(cure)
