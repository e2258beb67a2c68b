"""Whether a text bears out what an annotation says of it: told from plain values, and only where it is certain.

It asks what the rules on evidence ask: does each passage stand in the text, once, and in no boilerplate; and does it
show the value that it is given for, as the passage of the event must for those that have none? Passages are found as
the rules find them, by `anchor` and `zones`. What is a value that words can show, the published schema tells.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self, TypeAlias

from communique import daywords, published
from communique.anchor import MOST_WORDS, Folded, fold, sought
from communique.dates import bounds
from communique.numerals import spellings
from communique.outline import read_date
from communique.source import Span
from communique.spelt import Spelt
from communique.zones import boilerplate, zones

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from communique.anchor import Article
    from communique.sight import Sight
    from communique.zones import Zone

PUBLISHED: Final = "published"
NEEDS_NO_PASSAGE: Final = frozenset({"inferred", PUBLISHED})
"""How a date may be come to that no passage has to show."""
LITERAL: Final = frozenset({"title", "name", "slogans"})
"""The fields whose words must stand in the passage as they are."""


class Words:
    """Words of a text: as they stand, folded, and folded in lower case."""

    __slots__ = ("_bare", "_folded", "_lowered", "text")

    def __init__(self, text: str, bare: str = "") -> None:
        """Take the words as they stand, and what they are folded to, where that is known."""
        self.text: Final = text
        self._bare: Final = bare
        self._folded: Folded | None = None
        self._lowered: Folded | None = None

    @property
    def folded(self) -> Folded:
        """The words with their typography folded."""
        if self._folded is None:
            self._folded = Folded(self._bare, self._bare) if self._bare else Folded.of(self.text)
        return self._folded

    @property
    def lowered(self) -> Folded:
        """The same of the words in lower case."""
        if self._lowered is None:
            self._lowered = Folded.of(self.text.lower())
        return self._lowered


Look: TypeAlias = "Callable[[Any, Words, Spelt], bool]"
"""Whether it is certain that some words show a value."""


class Fields(NamedTuple):
    """What of an event words can show: its dates, and the other values, each with how it is looked for."""

    dates: frozenset[str]
    looks: Mapping[str, Look]


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
        marked = zones(article.text)
        stretches = tuple([zone.span for zone in marked])
        for event in sight.events:
            shown = {
                key: _standing(given, article, marked, stretches, of_event=key == "event")
                for key, given in event["evidence"].items()
            }
            if None in shown.values() or not self._shows(event, shown, sight):
                return False
        return True

    def _shows(self, event: dict[str, Any], shown: Mapping[str, list[Words]], sight: Sight) -> bool:
        """Whether the passages of an event show what they are given for, and those of the event itself all else."""
        if event["date_basis"] == PUBLISHED:
            dating = [words for key in ("event", "date") for words in shown.get(key, ())]
            if not all([_undated(words, sight) for words in dating]):
                return False
        for key, several in shown.items():
            if key != "event" and not self._shows_value(event, key, several, sight):
                return False
        of_event = shown["event"]
        words = of_event[0] if len(of_event) == 1 else Words(" … ".join([each.text for each in of_event]))
        dates, looks = self._fields[event["type"]]
        for field, value in event.items():
            look = looks.get(field)
            if look is None:
                needed = field in dates and field not in shown and event["date_basis"] not in NEEDS_NO_PASSAGE
                if needed and not _dated(value, words, sight):
                    return False
            elif type(value) is list:
                for index, item in enumerate(value):
                    if f"{field}.{index}" not in shown and not look(item, words, self._spelt):
                        return False
            elif field not in shown and not look(value, words, self._spelt):
                return False
        return True

    def _shows_value(self, event: dict[str, Any], key: str, several: list[Words], sight: Sight) -> bool:
        """Whether one of several passages shows the value under a key, or none can be said not to."""
        field, _, rest = key.partition(".")
        dates, looks = self._fields[event["type"]]
        value, look = event[field], looks.get(field)
        if not rest:
            if look is None:
                return field not in dates or any([_dated(value, words, sight) is not False for words in several])
            if type(value) is list:
                return True
        elif rest.isdigit():
            value = value[int(rest)]
        else:
            value, look = _inner(value, rest)
        if look is None:
            return True
        for words in several:
            if look(value, words, self._spelt):
                return True
        return False


def _inner(value: Any, way: str) -> tuple[Any, Look | None]:
    """Give a part of a value, and how it is looked for: parts are numbers, or nothing that words can show."""
    for step in way.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value, _has_count if type(value) is int else None


def _standing(
    given: Any, article: Article, marked: tuple[Zone, ...], leaving_out: tuple[Span, ...], *, of_event: bool
) -> list[Words] | None:
    """Give what stands in a text of some passages; None where one does not stand there once, as it should."""
    found = []
    for passage in given if type(given) is list else (given,):
        quote, at = (passage, None) if type(passage) is str else (passage["quote"], passage.get("at"))
        words = "" if "…" in quote else fold(quote)
        if not words or words.count(" ") >= MOST_WORDS:
            span = None
        elif at is None:
            span = article.folded.sole(words)
        elif at[1] <= len(article.text) and article.text[at[0] : at[1]] == quote:
            span, words = Span(*at), words if quote.isascii() else ""
        else:
            span = None
        if span is None:
            place = None if at is None else Span(*at)
            outcome, spans = sought(quote, place, article, leaving_out)
            if outcome != "found" or (place is not None and place != spans[0]):
                return None
            span, words = spans[0], ""
        if marked and boilerplate(marked, span, of_event=of_event) is not None:
            return None
        start, end = span
        found.append(Words(article.text[start:end], words))
    return found


# How each sort of value is looked for: as `support` does it.


def _dated(value: str | int, words: Words, sight: Sight) -> bool | None:
    """Whether words show a date; None where they tell of none."""
    if daywords.mean(words.text, bounds(value), sight.published):
        return True
    if daywords.silent(words.text):
        return None
    from communique.when import supports

    return supports(words.text, read_date(str(value)), read_date(str(sight.article["published"])))


def _tells_no_date(words: Words) -> bool:
    return daywords.silent(words.text)


def _undated(words: Words, sight: Sight) -> bool:
    """Whether words tell of no date."""
    if daywords.silent(words.text):
        return True
    from communique.when import resolve

    found = resolve(words.text, read_date(str(sight.article["published"])))
    return not any(each.readings for each in found)


def _has_actor(name: str, words: Words, spelt: Spelt) -> bool:
    """Whether words name an actor: by name, or by an office together with the state that it is held in."""
    bearer = spelt.actor(name)
    return words.folded.holds(bearer.names) or any(
        words.lowered.holds(roles) and words.folded.holds(states) for roles, states in bearer.roles
    )


def _has_party(value: str | dict[str, Any], words: Words, spelt: Spelt) -> bool:
    return _has_actor(value if isinstance(value, str) else value["actor"], words, spelt)


def _has_source(value: str | dict[str, Any], words: Words, spelt: Spelt) -> bool:
    several = (value,) if isinstance(value, str) else (value["source"], *value.get("via", ()))
    return any(_has_actor(each, words, spelt) for each in several)


def _has_place(value: str | dict[str, Any], words: Words, spelt: Spelt) -> bool:
    return words.folded.holds(spelt.place(value if isinstance(value, str) else value["place"]))


def _has_count(value: int, words: Words, _: Spelt) -> bool:
    return words.lowered.holds(spellings(value))


def _has_money(value: dict[str, Any], words: Words, _: Spelt) -> bool:
    return words.lowered.holds(spellings(value["amount"]))


def _has_number(value: dict[str, Any], words: Words, _: Spelt) -> bool:
    if "says" in value:
        return words.folded.holds((fold(value["says"]),))
    return any(words.lowered.holds(spellings(value[bound])) for bound in ("min", "max") if bound in value)


def _has_text(value: str, words: Words, _: Spelt) -> bool:
    return words.folded.holds((fold(value),))


_DATE, _ACTOR = "Edtf", "actor"
_LOOKS: Final[Mapping[str, Look]] = {
    "ActorId": _has_actor,
    "PlaceId": _has_place,
    "EventPlace": _has_place,
    "Attribution": _has_source,
    "Money": _has_money,
    "Number": _has_number,
}
"""How values are looked for, by the names of their shapes in the published schema."""


@cache
def fields() -> Mapping[str, Fields]:
    """Give what words can show of the events of each type, as the published schema says."""
    shapes = json.loads(published.schema("annotation"))["$defs"]
    found = {}
    for shape in shapes.values():
        parts = shape.get("properties", {})
        word = parts.get("type", {}).get("const")
        if word is not None:
            named = {name: _shape(part, shapes) for name, part in parts.items()}
            looks = {name: _look(name, *each) for name, each in named.items()}
            dates = frozenset(name for name, (called, _) in named.items() if called == _DATE)
            found[word] = Fields(dates, {name: look for name, look in looks.items() if look is not None})
    return found


def _shape(part: dict[str, Any], shapes: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Give the shape of a value, or of each value of a list, with the name of it that says most."""
    name = ""
    while "items" in part or "$ref" in part:
        if "items" in part:
            part = part["items"]
        else:
            name = part["$ref"].removeprefix("#/$defs/")
            if name in _LOOKS or name == _DATE:
                break
            part = shapes[name]
    return name, part


def _look(name: str, called: str, shape: dict[str, Any]) -> Look | None:
    """Tell how the values of a field are looked for; None where no words can be said to show them."""
    if called in _LOOKS:
        return _LOOKS[called]
    if _ACTOR in shape.get("properties", {}):
        return _has_party
    if shape.get("type") == "integer":
        return _has_count
    return _has_text if name in LITERAL else None
