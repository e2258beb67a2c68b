"""Evidence: every passage stands in the article, once, and shows what it is given for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.anchor import MOST_BETWEEN, MOST_WORDS, Passage, anchor, fold
from communique.evidence import Exhibit, exhibits
from communique.near import difference, longer_quote, nearest_passage
from communique.rule import Family, at, of
from communique.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.anchor import Article
    from communique.bind import Bound, BoundEvent
    from communique.fault import Fault
    from communique.rule import Finding, Findings

FAMILY: Final = Family("EVI", "Evidence")

_SHOWN_PLACES: Final = 3


def _in_state(file: Bound, state: str) -> Iterator[tuple[Exhibit, Finding]]:
    for exhibit in exhibits(file):
        if exhibit.state == state:
            yield exhibit, at(*exhibit.route, "quote").saying(quote=exhibit.passage.quote)


@FAMILY.file(1, "the text has no passage `{quote}`", since="0.1")
def passage_not_found(file: Bound) -> Findings:
    """A passage does not stand in the article's text.

    ## Why

    Evidence that is not in the text is no evidence. Only typography may vary (quotation marks, dashes, white space);
    words and case may not.

    ## Wrong

    ```yaml
    - id: a-meeting
      evidence: {event: The two leaders talked}
    ```

    ```text
    The two leaders met in Gyeongju on Saturday.
    ```

    ## Right

    ```yaml
    - id: a-meeting
      evidence: {event: The two leaders met}
    ```

    ```text
    The two leaders met in Gyeongju on Saturday.
    ```
    """
    for exhibit, finding in _in_state(file, "not-found"):
        if file.article is not None:
            yield finding.helping(_why_not(exhibit.passage.quote, file.article))


def _why_not(quote: str, article: Article) -> str | None:
    """Say what the text has instead: of the words, or of the end that is missing."""
    passage = Passage.of(quote)
    if passage is None:
        return None
    if "..." in quote and "…" not in quote:
        return "for words that are left out, write one character, `…`, with spaces around it"
    bare = quote.strip('“”„‟"')
    if bare != quote and bare and anchor(bare, article).outcome in {"found", "ambiguous"}:
        return f"the quotation marks are not in the text: write `{bare}`, in straight quotes where YAML needs them"
    missing = [words for words in (passage.first, passage.last) if words and not article.folded.occurrences(words)]
    if not missing:
        return "both ends are in the text, but the last words never follow the first"
    span = nearest_passage(missing[0], article)
    if span is None:
        return f"nothing in the text is like `{missing[0]}`" if passage.last else "nothing in the text is like it"
    printed = article.text[span.start : span.end]
    return f"the nearest is `{' '.join(printed.split())}`: {difference(missing[0], fold(printed))}"


@FAMILY.file(2, "the passage `{quote}` stands {count} times in the text", since="0.1")
def passage_ambiguous(file: Bound) -> Findings:
    """A passage stands in the article more than once.

    ## Why

    A reader cannot tell which place is meant. Quote more words around it, or say with `at` where it is.

    ## Wrong

    ```yaml
    - id: a-meeting
      evidence: {event: met in Gyeongju}
    ```

    ```text
    They met in Gyeongju. Ministers met in Gyeongju too.
    ```

    ## Right

    ```yaml
    - id: a-meeting
      evidence: {event: They met in Gyeongju}
    ```

    ```text
    They met in Gyeongju. Ministers met in Gyeongju too.
    ```
    """
    for exhibit, finding in _in_state(file, "ambiguous"):
        if exhibit.anchored is not None and file.article is not None:
            spans = exhibit.anchored.spans
            longer = [longer_quote(span, file.article) for span in spans[:_SHOWN_PLACES]]
            quotes = [f"`{quote}`" for quote in longer if quote]
            cure = f"quote more: {' or '.join(quotes)}" if quotes else "say which is meant with `at: [start, end]`"
            yield finding.saying(count=len(spans)).helping(cure)


@FAMILY.file(3, "the passage `{quote}` is too long", since="0.1")
def passage_too_long(file: Bound) -> Findings:
    """A passage has more than 25 words, or more than 240 characters lie between its first and last words.

    ## Why

    The texts belong to their publishers: quotes stay short. A long passage also shows less clearly what is meant.

    ## Wrong

    ```yaml
    - id: a-meeting
      evidence:
        event: >-
          one two three four five six seven eight nine ten eleven twelve thirteen
          fourteen fifteen sixteen seventeen eighteen nineteen twenty and as many again as that
    ```

    ```text
    Nothing like it.
    ```

    ## Right

    ```yaml
    - id: a-meeting
      evidence: {event: They met … ten days}
    ```

    ```text
    They met again and again, over ten days.
    ```
    """
    for exhibit, finding in _in_state(file, "too-long"):
        passage = Passage.of(exhibit.passage.quote)
        if passage is not None and passage.last is None:
            words = passage.first.split(" ")
            ends = f"{' '.join(words[:3])} … {' '.join(words[-3:])}"
            cure = f"it has {len(words)} words, {MOST_WORDS} are allowed: quote `{ends}`"
        else:
            cure = f"at most {MOST_BETWEEN} characters may lie between the first and the last words: quote a part of it"
        yield finding.helping(cure)


@FAMILY.file(4, "the passage `{quote}` has a `…` that joins nothing", since="0.1")
def passage_malformed(file: Bound) -> Findings:
    r"""A passage has more than one `…`, or one at its beginning or end.

    ## Why

    `…` stands for the words between the first and the last that are quoted. An ellipsis that is printed in the text
    is written `\\\\…`.

    ## Wrong

    ```yaml
    - id: a-meeting
      evidence: {event: They met …}
    ```

    ```text
    They met in Gyeongju.
    ```

    ## Right

    ```yaml
    - id: a-meeting
      evidence: {event: They … Gyeongju}
    ```

    ```text
    They met in Gyeongju.
    ```
    """
    for _, finding in _in_state(file, "malformed"):
        yield finding.helping("write `first words … last words`, and `\\…` for an ellipsis of the text")


@FAMILY.file(5, "the passage `{quote}` is boilerplate: {zone}", since="0.1")
def passage_in_boilerplate(file: Bound) -> Findings:
    """A passage stands only in a part of the page that is not the article: links, a byline, a caption.

    ## Why

    Links tell of other articles, and captions and headlines repeat the body without its care. A caption or a dateline
    may show a date or a place, but no event.

    ## Wrong

    ```yaml
    - id: a-claim
      evidence: {event: Russia Claims Drones}
    ```

    ```text
    The ministers met on Saturday and talked for two hours about trade.
    Read More:
    - Russia Claims Drones Targeted Residence
    - Asia Cup Tickets at Shocking Prices
    ```

    ## Right

    ```yaml
    - id: a-meeting
      evidence: {event: The ministers met}
    ```

    ```text
    The ministers met on Saturday and talked for two hours about trade.
    Read More:
    - Russia Claims Drones Targeted Residence
    - Asia Cup Tickets at Shocking Prices
    ```
    """
    for exhibit in exhibits(file):
        if exhibit.zone is not None:
            finding = at(*exhibit.route, "quote").saying(quote=exhibit.passage.quote, zone=exhibit.zone)
            yield finding.helping("quote the body of the article, or leave the event out")


@FAMILY.file(6, "the passage `{quote}` is recorded at {recorded} and stands at {actual}", since="0.1")
def passage_moved(file: Bound) -> Findings:
    """A passage is not where `at` says, but elsewhere in the text, once.

    ## Why

    Positions are recorded so that others can find the passage in their copy of the text. The text has changed, or the
    position was mistyped.

    ## Wrong

    ```yaml
    - id: a-meeting
      evidence: {event: {quote: They met, at: [10, 18]}}
    ```

    ```text
    They met in Gyeongju.
    ```

    ## Right

    ```yaml
    - id: a-meeting
      evidence: {event: {quote: They met, at: [0, 8]}}
    ```

    ```text
    They met in Gyeongju.
    ```
    """
    for exhibit, finding in _in_state(file, "moved"):
        if exhibit.span is not None and exhibit.passage.at is not None:
            recorded, actual = (f"{start}–{end}" for start, end in (exhibit.passage.at, exhibit.span))
            place = at(*exhibit.route, "at").where
            moved = finding.saying(recorded=recorded, actual=actual).helping(
                "`communique anchor` records positions anew"
            )
            yield moved.repairing("record where it stands", (place, f"[{exhibit.span.start}, {exhibit.span.end}]"))


@FAMILY.event(12, "`at` cannot be {start}–{end}: {problem}", since="0.1")
def impossible_position(event: BoundEvent) -> Findings:
    """A recorded position ends before it begins, or lies beyond the end of the text.

    ## Why

    Positions are a start and an end in code points, half-open, in a text whose length the head may record.

    ## Wrong

    ```yaml
    - id: a-meeting
      evidence: {event: {quote: They met, at: [8, 0]}}
    ```

    ## Right

    ```yaml
    - id: a-meeting
      evidence: {event: {quote: They met, at: [0, 8]}}
    ```
    """
    head = event.file.head
    length = head.article.text.length if head and head.article.text else None
    for key, passages in (event.sketch.evidence or {}).items():
        for index, passage in enumerate(passages):
            if passage.at is not None:
                start, end = passage.at
                problem = "it ends before it begins" if start >= end else ""
                if length is not None and end > length:
                    problem = f"the text has {counted(length, 'character')}"
                if problem:
                    finding = at(*event.route, "evidence", key, index, "at")
                    yield finding.saying(start=start, end=end, problem=problem).helping(
                        "`communique anchor` records it anew"
                    )


@FAMILY.fault(13, "the text `{file}` cannot be read: {reason}", since="0.1", severity="warning")
def unreadable_text(fault: Fault) -> Findings:
    """The text of an article is at hand, and cannot be read.

    ## Why

    Its evidence stays unverified until the file is mended: a text is UTF-8, and at most 1 MiB.
    """
    yield of(fault).helping("save the text as UTF-8" if "UTF-8" in str(fault.arguments["reason"]) else None)
