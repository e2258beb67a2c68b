"""How values are looked for among the words of a text, as `support` does it, from plain values.

A look says yes only where it is certain; what is not registered as the model would have it is not seen. Which values
words can show, and how each is looked for, the published schema tells.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from communique import published
from communique.anchor import Folded, fold
from communique.numerals import spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from communique.spelt import Spelt

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


def _has_actor(name: str, words: Words, spelt: Spelt) -> bool:
    """Whether words name an actor: by name, or by an office together with the state that it is held in."""
    names, roles = spelt.actor(name)
    if words.folded.holds(names):
        return True
    return any(words.lowered.holds(titles) and words.folded.holds(states) for titles, states in roles)


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
    """Give the shape of a value, or of each value of a list, and the name of it that says most."""
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


def inner(value: Any, way: str) -> tuple[Any, Look | None]:
    """Give a part of a value, and how it is looked for: parts are numbers, or nothing that words can show."""
    for step in way.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value, _has_count if type(value) is int else None
