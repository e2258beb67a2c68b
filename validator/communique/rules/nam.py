"""Names: every actor, place, topic and annotator is registered, once, and holds the office it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from communique.model.names import Actor, PlaceEntry
from communique.model.parts import Party
from communique.nearest import ask
from communique.rule import Family, at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from communique.bind import Bound, BoundEvent
    from communique.corpus import Corpus
    from communique.fault import Route
    from communique.ids import ReferenceKind
    from communique.model.names import Office
    from communique.model.registry import Names
    from communique.rule import Finding, Findings

FAMILY: Final = Family("NAM", "Names")


def _unknown(
    references: Iterable[tuple[Route, ReferenceKind, str]], names: Names, kind: ReferenceKind
) -> Iterator[Finding]:
    """Find the ids of a kind among references that are not registered."""
    for route, found, name in references:
        if found == kind and names.lacks(kind, name):
            yield at(*route).saying(name=name).helping(_cure(names, kind, name))


def _cure(names: Names, kind: ReferenceKind, name: str) -> str:
    """Say what to do about an id that is not registered: it is of another kind, or misspelt, or to be added."""
    other = next((other for other in sorted(names.ids) if name in names.ids[other]), None)
    if other is not None:
        return f"it is registered in `names/{other}s.yaml`: add it to `names/{kind}s.yaml` too, or name another"
    return ask(name, names.ids[kind]) or f"add it to `names/{kind}s.yaml`"


def _everywhere(file: Bound, kind: ReferenceKind) -> Findings:
    if file.head is not None:
        yield from _unknown(file.head.references(), file.names, kind)
    for event in file.events:
        yield from _unknown(event.references, file.names, kind)


@FAMILY.file(1, "no actor is registered as `{name}`", since="0.1")
def unknown_actor(file: Bound) -> Findings:
    """A person, state, body or medium is named by an id that `names/actors.yaml` does not have.

    ## Why

    One actor has one id in all articles, or nobody can say who did what. Publishers and agencies are actors too.

    ## Wrong

    ```yaml
    - id: an-offer
      by: [lee-jae-myun]
    ```

    ## Right

    ```yaml
    - id: an-offer
      by: [lee-jae-myung]
    ```
    """
    yield from _everywhere(file, "actor")


@FAMILY.file(2, "no place is registered as `{name}`", since="0.1")
def unknown_place(file: Bound) -> Findings:
    """A place is named by an id that `names/places.yaml` does not have.

    ## Why

    One place has one id, so that events can be put on a map and counted by country.

    ## Wrong

    ```yaml
    - id: an-offer
      place: soul
    ```

    ## Right

    ```yaml
    - id: an-offer
      place: seoul
    ```
    """
    yield from _everywhere(file, "place")


@FAMILY.file(3, "no topic is registered as `{name}`", since="0.1")
def unknown_topic(file: Bound) -> Findings:
    """A topic is named by an id that `names/topics.yaml` does not have.

    ## Why

    Topics are counted across articles; two spellings of one would split the count.

    ## Wrong

    ```yaml
    - id: the-talks
      type: summit
      topics: [trad]
    ```

    ## Right

    ```yaml
    - id: the-talks
      type: summit
      topics: [trade]
    ```
    """
    yield from _everywhere(file, "topic")


@FAMILY.file(4, "no annotator is registered as `{name}`", since="0.1")
def unknown_annotator(file: Bound) -> Findings:
    """An annotator is named by an id that `names/annotators.yaml` does not have.

    ## Why

    Agreement between coders can be computed only if everyone has one id.

    ## Wrong

    ```yaml
    - id: an-offer
      coded: {by: a9, how: manual}
    ```

    ## Right

    ```yaml
    - id: an-offer
      coded: {by: a1, how: manual}
    ```
    """
    yield from _everywhere(file, "annotator")


class _Spelling(NamedTuple):
    """One way in which a registered name is spelt, and where that stands."""

    owner: str
    route: Route
    shared: bool


def _spellings(entries: Mapping[str, Actor] | Mapping[str, PlaceEntry]) -> dict[str, list[_Spelling]]:
    """Give everyone who bears a name, by the name."""
    found: dict[str, list[_Spelling]] = {}
    for owner, entry in entries.items():
        found.setdefault(entry.name, []).append(_Spelling(owner, (owner, "name"), shared=False))
        for index, alias in enumerate(entry.aliases):
            if alias.name != entry.name:
                found.setdefault(alias.name, []).append(_Spelling(owner, (owner, "aliases", index), shared=alias.short))
    return found


@FAMILY.corpus(5, "`{name}` is the name of `{first}` and of `{second}`", since="0.1")
def shared_name(corpus: Corpus) -> Findings:
    """Two actors, or two places, have the same name or alias.

    ## Why

    A passage that says only the name could then mean either. Family names and other short forms that several bear are
    marked `short: true` on each of them.

    ## Wrong

    ```yaml names/actors.yaml
    lee-jae-myung: {kind: person, name: Lee Jae-myung, aliases: [Lee]}
    lee-jong-seok: {kind: person, name: Lee Jong-seok, aliases: [Lee]}
    ```

    ## Right

    ```yaml names/actors.yaml
    lee-jae-myung: {kind: person, name: Lee Jae-myung, aliases: [{name: Lee, short: true}]}
    lee-jong-seok: {kind: person, name: Lee Jong-seok, aliases: [{name: Lee, short: true}]}
    ```
    """
    for file in _registries(corpus, "actors", "places"):
        entries = corpus.names.actors if file.kind.name == "actors" else corpus.names.places
        for name, bearers in _spellings(entries).items():
            first, *others = bearers
            for other in others:
                if other.owner != first.owner and not (first.shared and other.shared):
                    finding = (
                        at(*other.route).within(file.name).saying(name=name, first=first.owner, second=other.owner)
                    )
                    finding = finding.helping("mark a short form `short: true` on both, or register a fuller name")
                    yield finding.noting(at(*first.route).where, "first given here")


@FAMILY.event(6, "`{actor}` has no office `{office}` in the registry", since="0.1")
def unknown_office(event: BoundEvent) -> Findings:
    """An event gives someone an office that the registry does not know of.

    ## Why

    Offices decide what is a summit and who speaks for a state, so they are recorded once, with what the texts tell of
    their time.

    ## Wrong

    ```yaml
    - id: an-offer
      by: [{actor: lee-jae-myung, office: presidnt}]
    ```

    ## Right

    ```yaml
    - id: an-offer
      by: [{actor: lee-jae-myung, office: president}]
    ```
    """
    for route, party, actor in _office_holders(event):
        offices = [office.office for office in actor.offices]
        if party.office not in offices:
            cure = ask(str(party.office), offices) or f"add it to the offices of `{party.actor}` in `names/actors.yaml`"
            yield at(*route, "office").saying(actor=party.actor, office=str(party.office)).helping(cure)


@FAMILY.event(7, "`{actor}` did not hold the office `{office}` at that time, `{date}`", since="0.1")
def office_not_held(event: BoundEvent) -> Findings:
    """An event gives someone an office at a time at which, by the registry, another held it.

    ## Why

    Either the date is wrong, or the office is a former or future one. It is reported only where no day that the dates
    allow would do.

    ## Wrong

    ```yaml
    - id: an-offer
      date: 2019-05-02
      by: [{actor: lee-jae-myung, office: president}]
    ```

    ## Right

    ```yaml
    - id: an-offer
      date: 2025-11-01
      by: [{actor: lee-jae-myung, office: president}]
    ```
    """
    if event.event is None:
        return
    date, until = event.event.date, event.event.until
    first, last = date.earliest, max(date.latest, until.latest) if until else date.latest
    for route, party, actor in _office_holders(event):
        terms = [office for office in actor.offices if office.office == party.office]
        outside = [
            term
            for term in terms
            if (term.since and last < term.since.earliest) or (term.until and first > term.until.latest)
        ]
        if terms and len(outside) == len(terms):
            spans = " and ".join(_span(term) for term in terms)
            time = f"{date} until {until}" if until else str(date)
            finding = at(*route, "office").saying(actor=party.actor, office=str(party.office), date=time)
            yield finding.helping(f"it is registered {spans}: check the date, the office, or the registry")


def _span(term: Office) -> str:
    """Say when an office was held, as far as the registry knows."""
    return " ".join(f"{word} `{day}`" for word, day in (("from", term.since), ("until", term.until)) if day is not None)


def _office_holders(event: BoundEvent) -> Iterator[tuple[Route, Party, Actor]]:
    """List those of an event who are given an office and are registered."""
    for name in type(event.sketch).model_fields:
        parties = getattr(event.sketch, name)
        if isinstance(parties, tuple):
            for index, party in enumerate(parties):
                if isinstance(party, Party) and party.office is not None:
                    actor = event.file.names.actors.get(party.actor)
                    if actor is not None:
                        yield (*event.route, name, index), party, actor


def _registries(corpus: Corpus, *kinds: str) -> Iterator[Bound]:
    for _, file in sorted(corpus.registries.items()):
        if file.kind.name in kinds:
            yield file


@FAMILY.corpus(8, "no {kind} is registered as `{name}`", since="0.1")
def unknown_in_registry(corpus: Corpus) -> Findings:
    """A registry entry, or a decision, refers to an id that is not registered.

    ## Why

    The state someone belongs to, or the place another lies in, must exist to be counted by.

    ## Wrong

    ```yaml names/actors.yaml
    lee-jae-myung: {kind: person, name: Lee Jae-myung, of: south-koera}
    south-korea: {kind: state, name: South Korea}
    ```

    ## Right

    ```yaml names/actors.yaml
    lee-jae-myung: {kind: person, name: Lee Jae-myung, of: south-korea}
    south-korea: {kind: state, name: South Korea}
    ```
    """
    for file in _registries(corpus, "actors", "places", "decisions"):
        for key, entry in file.entries.items():
            for route, kind, name in entry.references():
                if corpus.names.lacks(kind, name):
                    finding = at(key, *route).within(file.name).saying(kind=kind, name=name)
                    yield finding.helping(_cure(corpus.names, kind, name))


@FAMILY.corpus(9, "`{code}` is no country code of ISO 3166", since="0.1")
def unknown_country_code(corpus: Corpus) -> Findings:
    """A registry entry has a country code that ISO 3166-1 does not list.

    ## Why

    Codes join the dataset to others; a wrong one joins it to nothing, or to another country. `XK`, in wide use for
    Kosovo, is accepted.

    ## Wrong

    ```yaml names/places.yaml
    london: {name: London, precision: city, country: UK}
    ```

    ## Right

    ```yaml names/places.yaml
    london: {name: London, precision: city, country: GB}
    ```
    """
    for file in _registries(corpus, "actors", "places"):
        for key, entry in file.entries.items():
            code = entry.country if isinstance(entry, Actor | PlaceEntry) else None
            if code is not None and code not in _country_codes():
                cure = "look it up under ISO 3166-1 alpha-2: `KR` for South Korea, `GB` for the United Kingdom"
                yield at(key, "country").within(file.name).saying(code=code).helping(cure)


def _country_codes() -> frozenset[str]:
    from iso3166 import countries_by_alpha2

    return frozenset(countries_by_alpha2)
