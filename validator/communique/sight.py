"""What screens see of one annotation: its plain values, and plain values of the registries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from communique.dates import FIRST, LAST, DateError, bounds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_WORD: Final = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS_OF_OFFICES: Final = frozenset({"office", "title", "of", "leader", "since", "until"})
_LONGEST_WORD, _LONGEST_TITLE, _MOST_OFFICES = 100, 500, 1_000


class Term(NamedTuple):
    """An office that somebody held: its id, whether its holder leads, and the days between which it can have been."""

    office: str
    leader: bool
    first: date
    last: date


class OddEntryError(Exception):
    """An entry of a registry that may be faulty: what the sure way makes of it is not known here."""


class NamesAtAGlance:
    """The registered names of a corpus, as plain values.

    It is made of the values of the registries by the names of their files (`actors`, `places`, `topics`,
    `annotators`); a registry that is not there, or could not be read, is left out or None, and then nothing is said
    of its ids. Entries may be faulty: each is looked at when it is needed.
    """

    def __init__(self, registries: Mapping[str, Any]) -> None:
        """Take the registries by name; what is no mapping counts as unread."""
        self.registries: Final[dict[str, Any]] = {
            name: value for name, value in registries.items() if isinstance(value, dict)
        }
        self._terms: Final[dict[str, tuple[Term, ...]]] = {}

    def ids(self, registry: str) -> frozenset[str] | None:
        """Give the registered ids of a registry that could be right, None where it is not known which there are."""
        entries = self.registries.get(registry)
        if entries is None:
            return None
        return frozenset(name for name in entries if len(name) <= _LONGEST_WORD and _WORD.fullmatch(name))

    def is_machine(self, annotator: str) -> bool:
        """Whether an annotator's entry says that it is a program, and says so rightly."""
        entry = self.registries.get("annotators", {}).get(annotator)
        return isinstance(entry, dict) and entry.get("machine") is True

    def kind(self, actor: str) -> str | None:
        """Give the kind that an actor's entry has, None where it has none."""
        entry = self.registries.get("actors", {}).get(actor)
        kind = entry.get("kind") if isinstance(entry, dict) else None
        return kind if isinstance(kind, str) else None

    def terms(self, actor: str) -> tuple[Term, ...] | None:
        """Give the offices in an actor's entry, None for an actor that has no entry.

        Raises OddEntryError where one of them may be faulty.
        """
        known = self._terms.get(actor)
        if known is None:
            entry = self.registries.get("actors", {}).get(actor)
            if entry is None and actor not in self.registries.get("actors", {}):
                return None
            offices = entry.get("offices", []) if isinstance(entry, dict) else None
            if not isinstance(offices, list) or len(offices) > _MOST_OFFICES:
                raise OddEntryError
            known = self._terms[actor] = tuple(map(_term, offices))
        return known


def _term(office: Any) -> Term:
    """Read an office as strictly as the model does, or more so. Raises OddEntryError."""
    if not isinstance(office, dict) or not office.keys() <= _FIELDS_OF_OFFICES:
        raise OddEntryError
    word, leader, title = office.get("office"), office.get("leader", False), office.get("title", "a title")
    words = (word, office.get("of", "a-state"))
    if not all(isinstance(each, str) and len(each) <= _LONGEST_WORD and _WORD.fullmatch(each) for each in words):
        raise OddEntryError
    if not isinstance(leader, bool) or not isinstance(title, str) or not title.isprintable():
        raise OddEntryError
    if not 0 < len(title) <= _LONGEST_TITLE:
        raise OddEntryError
    return Term(str(word), leader, _day(office, "since", FIRST), _day(office, "until", LAST))


def _day(office: dict[str, Any], field: str, otherwise: date) -> date:
    """Give the first day of `since`, or the last one of `until`."""
    if field not in office:
        return otherwise
    written = office[field]
    if type(written) is not str and type(written) is not int:
        raise OddEntryError
    try:
        first, last = bounds(written)
    except DateError:
        raise OddEntryError from None
    return first if field == "since" else last


class Sight:
    """One annotation whose shape is right: its file's name, its bytes, its value, and the registered names.

    `article`, `annotation` and `events` are parts of the value; `published` are the first and the last day on which
    the article can have been published.
    """

    __slots__ = ("annotation", "article", "data", "events", "kinds", "name", "names", "published", "value")

    def __init__(self, name: str, data: bytes, value: dict[str, Any], names: NamesAtAGlance) -> None:
        """Take a value that the narrowed schema accepts."""
        self.name: Final = name
        self.data: Final = data
        self.value: Final = value
        self.names: Final = names
        self.article: Final[dict[str, Any]] = value["article"]
        self.annotation: Final[dict[str, Any]] = value["annotation"]
        self.events: Final[list[dict[str, Any]]] = value["events"]
        self.published: Final = bounds(self.article["published"])
        self.kinds: Final = {event["id"]: event["type"] for event in self.events}
        """The types of the events, by local id."""
