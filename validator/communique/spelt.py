"""How texts spell the actors and places of a corpus: folded, and ready to be looked for, from plain values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self, TypeAlias

from communique.anchor import fold
from communique.corpus_schema import of_entries
from communique.validity import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Forms: TypeAlias = tuple[str, ...]
"""Words, each of which stands for a thing."""


class Bearer(NamedTuple):
    """An actor as texts may call it: by its names, or by an office, in lower case, together with the state of it."""

    names: Forms = ()
    roles: tuple[tuple[Forms, Forms], ...] = ()


_NOBODY: Final = Bearer()


class Spelt:
    """The spellings of all actors and places, each looked up when it is needed first.

    Of an entry that may be faulty, and of one that is not there, no spelling is known.
    """

    def __init__(
        self,
        registries: Mapping[str, Any],
        is_actor: Callable[[Any], bool],
        is_place: Callable[[Any], bool],
    ) -> None:
        """Take the values of the registries by name, and tests of their entries."""
        self._actors: Final = _Entries(registries.get("actors"), is_actor)
        self._places: Final = _Entries(registries.get("places"), is_place)
        self._bearers: Final[dict[str, Bearer]] = {}
        self._forms: Final[dict[str, Forms]] = {}

    @classmethod
    def of(cls, registries: Mapping[str, Any], schemas: Mapping[str, bytes]) -> Self | None:
        """Take the registries and their published schemas; None where nobody can test entries by those."""
        is_actor, is_place = (compiled(of_entries(json.loads(schemas[name]))) for name in ("actors", "places"))
        return None if is_actor is None or is_place is None else cls(registries, is_actor, is_place)

    def actor(self, name: str) -> Bearer:
        """Give what texts call an actor."""
        known = self._bearers.get(name)
        if known is None:
            known = self._bearers[name] = self._bearer(name)
        return known

    def place(self, name: str) -> Forms:
        """Give what texts call a place."""
        known = self._forms.get(name)
        if known is None:
            known = self._forms[name] = _names(self._places.entry(name))
        return known

    def _bearer(self, name: str) -> Bearer:
        entry = self._actors.entry(name)
        if entry is None:
            return _NOBODY
        roles = []
        for office in entry.get("offices", ()):
            words = [office["office"].replace("-", " "), *([office["title"]] if "title" in office else [])]
            state = self._actors.entry(office.get("of", entry.get("of")))
            roles.append((_folded(word.lower() for word in words), _names(state)))
        return Bearer(_names(entry), tuple(roles))


class _Entries:
    """The entries of a registry, as far as they are certain to be right."""

    def __init__(self, registry: Any, is_right: Callable[[Any], bool]) -> None:
        self._registry: Final[dict[str, Any]] = registry if isinstance(registry, dict) else {}
        self._is_right: Final = is_right

    def entry(self, name: str | None) -> dict[str, Any] | None:
        """Give an entry; None for one that is not there, or may be faulty."""
        entry = None if name is None else self._registry.get(name)
        return entry if isinstance(entry, dict) and self._is_right(entry) else None


def _names(entry: Mapping[str, Any] | None) -> Forms:
    """Give the name, the aliases and the demonyms of an entry."""
    if entry is None:
        return ()
    aliases = [each if isinstance(each, str) else each["name"] for each in entry.get("aliases", ())]
    return _folded([entry["name"], *aliases, *entry.get("demonyms", ())])


def _folded(words: Iterable[str]) -> Forms:
    return tuple(filter(None, map(fold, words)))
