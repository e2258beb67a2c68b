"""Whether a text bears out what an annotation says of it: told from plain values, and only where it is certain.

It asks what the rules on evidence ask: does each passage stand in the text, once, and in no boilerplate; and does it
show the value that it is given for, as the passage of the event must for those that have none? Passages are found as
the rules find them, by `anchor` and `zones`; values and dates are looked for by `looks` and `daywords`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias

from communique import daywords, published
from communique.anchor import MOST_WORDS, fold, sought
from communique.dates import bounds
from communique.looks import Words, fields, inner
from communique.outline import read_date
from communique.source import Span
from communique.spelt import Spelt
from communique.zones import boilerplate, zones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.anchor import Article
    from communique.looks import Look
    from communique.sight import Sight

Shown: TypeAlias = "Mapping[str, list[Words]]"
"""The words that stand in the text, by the keys of the evidence that they are given under."""

EVENT: Final = "event"
DATE: Final = "date"
PUBLISHED: Final = "published"
NEEDS_NO_PASSAGE: Final = frozenset({"inferred", PUBLISHED})
"""How a date may be come to that no passage has to show."""


class Witness:
    """Tells of annotations, one by one, whether the rules that need a text can find nothing in them."""

    def __init__(self, spelt: Spelt) -> None:
        """Take how texts spell actors and places."""
        self._spelt: Final = spelt
        self._fields: Final = fields()

    @classmethod
    def of(cls, registries: Mapping[str, Any]) -> Self | None:
        """Make a witness from the values of the registries; None where jsonschema-rs is not here, or another."""
        spelt = Spelt.of(registries, {name: published.schema(name) for name in ("actors", "places")})
        return None if spelt is None else cls(spelt)

    def bears_out(self, sight: Sight, article: Article) -> bool:
        """Whether it is certain that a text shows what an annotation says, in which nothing else can be found."""
        recorded = sight.article.get("text")
        if recorded is not None and recorded["sha256"] != article.digest:
            return False
        text = _Text(article)
        for event in sight.events:
            shown = text.shown(event["evidence"])
            if shown is None or not (self._is_shown(event, shown, sight) and self._is_whole(event, shown, sight)):
                return False
        return True

    def _is_shown(self, event: dict[str, Any], shown: Shown, sight: Sight) -> bool:
        """Whether all passages show what they are given for, and no date where that of publication stands for it."""
        for key, several in shown.items():
            if event["date_basis"] == PUBLISHED and key in {EVENT, DATE}:
                for words in several:
                    if not _tells_no_date(words, sight):
                        return False
            if key != EVENT and not self._shows(event, key, several, sight):
                return False
        return True

    def _shows(self, event: dict[str, Any], key: str, several: list[Words], sight: Sight) -> bool:
        """Whether one of several passages shows the value under a key, or none can be said not to."""
        field, _, rest = key.partition(".")
        dates, looks = self._fields[event["type"]]
        value, look = event[field], looks.get(field)
        if rest and not rest.isdigit():
            value, look = inner(value, rest)
        elif rest:
            value = value[int(rest)]
        elif type(value) is list:
            return True
        elif field in dates:
            return any(_has_date(value, words, sight) is not False for words in several)
        return look is None or any(look(value, words, self._spelt) for words in several)

    def _is_whole(self, event: dict[str, Any], shown: Shown, sight: Sight) -> bool:
        """Whether the passages of an event itself show all that has no passage of its own."""
        several = shown[EVENT]
        words = several[0] if len(several) == 1 else Words(" … ".join([each.text for each in several]))
        dates, looks = self._fields[event["type"]]
        if event["date_basis"] not in NEEDS_NO_PASSAGE:
            for field in dates:
                if field in event and field not in shown and not _has_date(event[field], words, sight):
                    return False
        return all(look(value, words, self._spelt) for value, look in _without_passage(event, shown, looks))


def _without_passage(event: dict[str, Any], shown: Shown, looks: Mapping[str, Look]) -> Iterator[tuple[Any, Look]]:
    """List the values that have no passage, with how they are looked for."""
    for field, value in event.items():
        look = looks.get(field)
        if look is not None:
            if type(value) is list:
                for index, item in enumerate(value):
                    if f"{field}.{index}" not in shown:
                        yield item, look
            elif field not in shown:
                yield value, look


class _Text:
    """A text with its boilerplate, in which passages are looked for."""

    __slots__ = ("_article", "_folded", "_stretches", "_zones")

    def __init__(self, article: Article) -> None:
        self._article: Final = article
        self._folded: Final = article.folded
        self._zones: Final = zones(article.text)
        self._stretches: Final = tuple([zone.span for zone in self._zones])

    def shown(self, evidence: dict[str, Any]) -> Shown | None:
        """Give what stands in the text of all passages; None where one does not stand there once, as it should."""
        found = {}
        for key, given in evidence.items():
            several = []
            for passage in given if type(given) is list else (given,):
                if type(passage) is str:
                    words = self._words(passage, None, of_event=key == EVENT)
                else:
                    words = self._words(passage["quote"], passage.get("at"), of_event=key == EVENT)
                if words is None:
                    return None
                several.append(words)
            found[key] = several
        return found

    def _words(self, quote: str, at: list[int] | None, *, of_event: bool) -> Words | None:
        span, bare = self._at_a_glance(quote, at)
        if span is None:
            place = None if at is None else Span(*at)
            outcome, spans = sought(quote, place, self._article, self._stretches)
            if outcome != "found" or (place is not None and place != spans[0]):
                return None
            span = spans[0]
        if self._zones and boilerplate(self._zones, span, of_event=of_event) is not None:
            return None
        return Words(self._article.text[span.start : span.end], bare)

    def _at_a_glance(self, quote: str, at: list[int] | None) -> tuple[Span | None, str]:
        """Give the place of a passage, where it is easily seen, and what the words there are folded to, if known."""
        words = "" if "…" in quote else fold(quote)
        if not words or words.count(" ") >= MOST_WORDS:
            return None, ""
        if at is None:
            span = self._folded.sole(words)
            return span, words if span is not None else ""
        text = self._article.text
        stands = at[1] <= len(text) and text[at[0] : at[1]] == quote
        return Span(*at) if stands else None, words if stands and quote.isascii() else ""


def _has_date(value: str | int, words: Words, sight: Sight) -> bool | None:
    """Whether words show a date; None where they tell of none."""
    if daywords.mean(words.text, bounds(value), sight.published):
        return True
    if daywords.silent(words.text):
        return None
    from communique.when import supports

    return supports(words.text, read_date(str(value)), read_date(str(sight.article["published"])))


def _tells_no_date(words: Words, sight: Sight) -> bool:
    """Whether words tell of no date that could be read."""
    if daywords.silent(words.text):
        return True
    from communique.when import resolve

    return not any(found.readings for found in resolve(words.text, read_date(str(sight.article["published"]))))
