"""What search, filters, the timeline and the network look at: the dataset as scripts, which need no server."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from communique.canonical import encode
from communique.export import File
from communique.model.types import event_types
from communique.model.vocabulary import Status
from communique.site import paths, said
from communique.site.holdings import anchor, family_names, family_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from communique.loaded import Event
    from communique.site.holdings import Library

_EVENTS: Final = 4_000
"""So many events stand in one file."""
_QUOTES: Final = 2**19
"""Passages are put into files of so many characters, or somewhat more; these are loaded when somebody searches."""
_DANGEROUS: Final = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}
_CONTESTED, _BACKGROUND = 1, 2


def script(kind: str, value: object) -> bytes:
    """Write a call that hands a value to the page; no character of it can end a script or begin a comment."""
    return f"communique.take({encode(kind).decode()},{encode(value).decode().translate(_DANGEROUS)});\n".encode()


class Index:
    """The files that pages look for events in, and how many there are of them."""

    def __init__(self, library: Library) -> None:
        """Take a dataset."""
        self._library = library

    @property
    def shards(self) -> range:
        """The numbers of the files of events."""
        return range(1, len(self._library.events) // -_EVENTS * -1 + 1)

    def files(self) -> Iterator[File]:
        """Give the files: words and names, then events, then passages."""
        quotes = list(self._quotes())
        yield File("data/names.js", [script("names", self._names(len(quotes)))])
        events = self._library.events
        for number in self.shards:
            some = events[(number - 1) * _EVENTS : number * _EVENTS]
            yield File(f"data/events-{number}.js", [script("events", [self._event(event) for event in some])])
        for number, (first, several) in enumerate(quotes, 1):
            yield File(f"data/quotes-{number}.js", [script("quotes", [first, several])])

    @cached_property
    def _actors(self) -> Mapping[str, int]:
        return {actor.id: position for position, actor in enumerate(self._library.dataset.actors)}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {place.id: position for position, place in enumerate(self._library.dataset.places)}

    @cached_property
    def _types(self) -> Sequence[str]:
        return sorted({*event_types(), *(event.type for event in self._library.events)})

    @cached_property
    def _statuses(self) -> Sequence[str]:
        return list(dict.fromkeys([*Status, *(event.status for event in self._library.events)]))

    def _names(self, quotes: int) -> dict[str, Any]:
        data = self._library.dataset
        return {
            "families": [[each, said.titled(said.label(each))] for each in family_names()],
            "types": [[each, said.titled(said.label(each)), family_of(each)] for each in self._types],
            "statuses": [[str(each), said.titled(said.label(each))] for each in self._statuses],
            "actors": [_actor(actor.row) for actor in data.actors],
            "places": [[paths.stem(place.id), said.shown(place.row["name"])] for place in data.places],
            "events": len(self._library.events),
            "quotes": quotes,
        }

    def _event(self, event: Event) -> list[Any]:
        """Give an event by positions: what stands where is told again in `common.js`."""
        row = event.row
        return [
            paths.stem(event.id),
            said.shown(row["summary"]),
            self._types.index(row["type"]),
            self._statuses.index(row["status"]),
            said.lasting(row["date"], row.get("until")),
            anchor(row),
            row["date"].get("start", ""),
            row.get("until", row["date"]).get("end", ""),
            sorted({self._actors[each["actor"]] for each in row["participants"] if each["actor"] in self._actors}),
            self._places.get(row["place"]["place"], -1) if "place" in row else -1,
            row["n_articles"],
            _CONTESTED * bool(row["contested"]) + _BACKGROUND * bool(row["background"]),
        ]

    def _quotes(self) -> Iterator[tuple[int, list[str]]]:
        """Give the passages of events in the order of the events: the position of the first, and a text for each."""
        first, several, size = 0, list[str](), 0
        for position, event in enumerate(self._library.events):
            if size >= _QUOTES:
                yield first, several
                first, several, size = position, [], 0
            words = dict.fromkeys(
                said.shown(" ".join(each["quote"].split()))
                for report in self._library.reports(event)
                for passages in report.row["evidence"].values()
                for each in passages
            )
            several.append("\n".join(words))
            size += len(several[-1])
        if several:
            yield first, several


def _actor(row: Mapping[str, Any]) -> list[Any]:
    """Give an actor: its page, name, kind, and other spellings."""
    others = [said.shown(each["name"]) for each in row["aliases"]]
    return [paths.stem(row["id"]), said.shown(row["name"]), said.label(row["kind"]), others]
