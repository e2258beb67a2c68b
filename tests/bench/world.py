"""An invented world for generated articles: pairs of states with their people, places and topics, and the media."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STEMS: Final = (
    *("Ald", "Bren", "Carn", "Dorv", "Elst", "Farr", "Gant", "Hald", "Irv", "Jask", "Kest", "Lund", "Mirr"),
    *("Norv", "Ostr", "Pell", "Quil", "Rask", "Selv", "Tarn", "Ulm", "Vask", "Wend", "Xant", "Yarr", "Zeld"),
)
_FIRST_NAMES: Final = ("Ada", "Boris", "Clara", "Dario", "Edda", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Käthe")
_MEDIA: Final = (
    *("Harbour Post", "Evening Ledger", "Northern Courier", "Daily Beacon", "Morning Tide", "River Gazette"),
    *("Capital Observer", "Free Tribune", "Coast Chronicle", "People Today", "World Mirror", "Island Times"),
)
_AGENCIES: Final = ("Continental Wire", "Straits Agency", "Union Dispatch", "Polar News Service", "Meridian Press")
_SEAS: Final = ("Amber Sea", "Strait of Kell", "Gulf of Orm", "Grey Channel")
_TOPICS: Final = (
    *("fisheries", "energy", "water", "border trade", "tariffs", "arms control", "detained crews", "aid", "refugees"),
    *("airspace", "shipping", "rail links", "currency", "farming", "public health", "education", "space", "cyber"),
    *("maritime border", "joint drills", "sanctions relief", "prisoners", "elections", "labour", "fuel prices"),
    *("climate", "mining", "ports", "tourism", "cultural exchange"),
)
ANNOTATORS: Final = ("a1", "a2", "a3", "a4", "a5", "a6")
MACHINE: Final = "draft-model"


def slug(name: str) -> str:
    """Make an id of a name."""
    plain = name.lower().replace("ä", "ae").replace("ü", "ue")
    return plain.replace(" ", "-")


MEDIA: Final = tuple(slug(name) for name in _MEDIA)
AGENCIES: Final = {slug(name): name for name in _AGENCIES}
SEAS: Final = {slug(name): name for name in _SEAS}
TOPICS: Final = tuple(slug(name) for name in _TOPICS)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbours of whom articles tell together.

    No actor belongs to two pairs, so that what happens in one is never taken for what happens in another.
    """

    name: str
    values: Mapping[str, str]

    @classmethod
    def of(cls, index: int) -> Pair:
        """Make a pair from its place in the list."""
        stem = _STEMS[index]
        first = [_FIRST_NAMES[(index + step) % len(_FIRST_NAMES)] for step in (0, 3, 7)]
        state_a, state_b = f"{stem}ovia", f"{stem}esia"
        names = {
            "state_a": state_a,
            "state_b": state_b,
            "leader_a": f"{first[0]} {stem}mont",
            "leader_b": f"{first[1]} {stem}eska",
            "minister": f"{first[2]} {stem}hart",
            "body": f"Defence Ministry of {state_b}",
            "crowd": f"Dockers Union of {state_a}",
            "land_a": state_a,
            "land_b": state_b,
            "capital": f"{stem}münde",
            "port": f"Port {stem}ley",
        }
        ids = {f"{role}_id": slug(name) for role, name in names.items()}
        return cls(f"{ids['state_a_id']}-{ids['state_b_id']}", {**names, **ids})

    def actors(self) -> Iterator[str]:
        """Write the registry entries of those who act."""
        v = self.values
        for side in "ab":
            state, name = v[f"state_{side}_id"], v[f"state_{side}"]
            yield f"{state}:\n  kind: state\n  name: {name}\n  demonyms: [{name}n]\n"
            yield _person(v[f"leader_{side}"], state, "president", "President", leader=True)
        yield _person(v["minister"], v["state_a_id"], "foreign-minister", "Foreign Minister", leader=False)
        yield f"{v['body_id']}:\n  kind: government-body\n  name: {v['body']}\n  of: {v['state_b_id']}\n"
        yield f"{v['crowd_id']}:\n  kind: group\n  name: {v['crowd']}\n  of: {v['state_a_id']}\n"

    def places(self) -> Iterator[str]:
        """Write the registry entries of the places."""
        v = self.values
        for land in ("land_a", "land_b"):
            yield f"{v[f'{land}_id']}:\n  name: {v[land]}\n  precision: country\n"
        for city, land in (("capital", "land_a"), ("port", "land_b")):
            yield f"{v[f'{city}_id']}:\n  name: {v[city]}\n  precision: city\n  within: {v[f'{land}_id']}\n"


def _person(name: str, state: str, office: str, title: str, *, leader: bool) -> str:
    given, family = name.split(" ")
    also = "      leader: true\n" if leader else ""
    return (
        f"{slug(name)}:\n  kind: person\n  name: {name}\n  aliases:\n    - {{name: {family}, short: true}}\n"
        f"    - {given[0]}. {family}\n  of: {state}\n  offices:\n"
        f"    - office: {office}\n      title: {title}\n      of: {state}\n{also}"
    )


PAIRS: Final = tuple(Pair.of(index) for index in range(len(_STEMS)))


def registries() -> Mapping[str, str]:
    """Write the registries, by their file names."""
    actors = [entry for pair in PAIRS for entry in pair.actors()]
    actors += [f"{slug(name)}:\n  kind: media\n  name: {name}\n" for name in _MEDIA]
    actors += [f"{slug(name)}:\n  kind: agency\n  name: {name}\n" for name in _AGENCIES]
    places = [entry for pair in PAIRS for entry in pair.places()]
    places += [f"{slug(name)}:\n  name: {name}\n  precision: none\n" for name in _SEAS]
    topics = [f"{slug(name)}:\n  name: {name.capitalize()}\n" for name in _TOPICS]
    annotators = [f"{name}:\n  name: Coder {name[1:]}\n" for name in ANNOTATORS]
    annotators.append(f"{MACHINE}:\n  name: Draft model\n  machine: true\n")
    written = {"actors": actors, "places": places, "topics": topics, "annotators": annotators}
    return {f"{kind}.yaml": "".join(entries) for kind, entries in written.items()}
