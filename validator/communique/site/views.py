"""What pages show of events, reports and passages: plain values, ready for a template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from communique.dataset.passages import parts
from communique.model.schema import definition
from communique.model.types import event_types
from communique.model.vocabulary import DateBasis, Status
from communique.site import paths, said
from communique.site.facts import Fact, Link, claimed, facts, linked
from communique.site.holdings import Library, anchor, family_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from communique.loaded import Article, Event, Report
    from communique.model.base import Vocabulary

_WEB: Final = ("https://", "http://")
_UNKNOWN: Final = "unverified"
_UNSEEN: Final = frozenset({"recorded", _UNKNOWN})
_ROLES_FIRST: Final = ("by", "host", "visitor", "giver", "parties", "participants")


@dataclass(frozen=True, slots=True)
class When:
    """A date in words, as HTML's `datetime` has it, and as it was written."""

    text: str
    machine: str | None
    edtf: str


@dataclass(frozen=True, slots=True)
class Card:
    """An event in a list. What is told of most, that it took place and is told as news, is left out."""

    href: str
    summary: str
    type: str
    family: str
    status: str | None
    when: When
    place: Link | None
    articles: int
    contested: bool


@dataclass(frozen=True, slots=True)
class Role:
    """A role, and who plays it."""

    label: str
    actors: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A value of a contested field, and the articles that give it."""

    value: Link
    by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """A field on which reports disagree."""

    label: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks of whether the event took place."""

    source: Link
    stance: str
    status: str
    via: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage: what it shows, its words or the first and the last of them, and where it stands."""

    label: str
    detail: str | None
    words: str
    last: str | None
    href: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A report of an event, as its page and that of its article show it."""

    id: str
    article: Link
    headline: bool
    publisher: Link
    source: str | None
    language: str
    published: When
    event: Card
    summary: str
    when: When
    basis: str
    status: str
    voices: tuple[Voice, ...]
    background: bool
    certainty: str | None
    note: str | None
    quotes: tuple[Quote, ...]
    unchecked: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another event, to which one stands in a relation, and its type where it is in the dataset."""

    event: Link
    type: str | None
    family: str | None


def web(address: object) -> str | None:
    """Give an address if it is one of the web: nothing else is ever linked."""
    return address if isinstance(address, str) and address.lower().startswith(_WEB) else None


def meaning(vocabulary: type[Vocabulary], word: str) -> str | None:
    """Give what a word of a closed list means; None for one that is not in it."""
    return next((each.meaning for each in vocabulary if each.value == word), None)


@cache
def type_meaning(word: str) -> str | None:
    """Give the definition of a type of event."""
    model = event_types().get(word)
    return definition(model) if model is not None else None


def when(date: Mapping[str, str], until: Mapping[str, str] | None = None) -> When:
    """Give a date, or the begin and the end of what lasted."""
    edtf = date["edtf"] if until is None else f"{date['edtf']} – {until['edtf']}"
    return When(said.lasting(date, until), said.machine(date) if until is None else None, edtf)


def point(row: Mapping[str, Any]) -> str:
    """Give the point at which an event is put in time, as coarse as its date is."""
    return said.day(anchor(row)) if "/" in row["date"]["edtf"] else said.when(row["date"])


def card(library: Library, event: Event) -> Card:
    """Give an event as a list shows it."""
    row = event.row
    return Card(
        href=paths.page("event", event.id),
        summary=row["summary"],
        type=said.label(row["type"]),
        family=family_of(row["type"]),
        status=None if row["status"] == Status.OCCURRED else said.label(row["status"]),
        when=when(row["date"], row.get("until")),
        place=linked(library, "place", row["place"]["place"]) if "place" in row else None,
        articles=row["n_articles"],
        contested=bool(row["contested"]),
    )


def where(library: Library, name: str) -> list[Link]:
    """Give a place and the larger ones that it lies in, as far as the registry tells them."""
    found: list[str] = []
    place: str | None = name
    while place is not None and place not in found:
        found.append(place)
        places = library.dataset.places
        place = places[place].row.get("within") if place in places else None
    return [linked(library, "place", each) for each in found]


def titled(library: Library, article: Article) -> str:
    """Give the headline of an article; for one without, who published it when."""
    row = article.row
    if "headline" in row:
        return str(row["headline"])
    return f"{library.name('actor', row['publisher'])}, {said.when(row['published'])}"


def office(library: Library, actor: str, name: str | None) -> str | None:
    """Give the title of an office, as the actor's entry prints it."""
    if name is None:
        return None
    entry = library.dataset.actors[actor].row if actor in library.dataset.actors else {}
    titles = [each.get("title") for each in entry.get("offices", ()) if each["office"] == name]
    return next(filter(None, titles), said.label(name))


def roles(library: Library, event: Event) -> list[Role]:
    """Give who took part in an event, by role: those who act first."""
    found: dict[str, list[Link]] = {}
    for each in event.row["participants"]:
        link = linked(library, "actor", each["actor"], office(library, each["actor"], each.get("office")))
        found.setdefault(each["part"], []).append(link)
    first = {part: index for index, part in enumerate(_ROLES_FIRST)}
    order = sorted(found, key=lambda part: (first.get(part, len(first)), part))
    return [Role(said.label(part), tuple(found[part])) for part in order]


def contests(library: Library, event: Event) -> list[Contest]:
    """Give what the reports of an event disagree on, and who says what."""
    return [
        Contest(
            said.label(each["field"]),
            tuple(
                Claim(claimed(library, event.type, each["field"], claim["value"]), _tellers(library, claim["reports"]))
                for claim in each["claims"]
            ),
        )
        for each in event.row["contested"]
    ]


def _tellers(library: Library, reports: Sequence[str]) -> tuple[Link, ...]:
    """Give the articles of reports, under the names of their publishers, each leading to the report on the page."""
    found = []
    for each in reports:
        article = library.dataset.articles[library.dataset.reports[each].row["article"]]
        found.append(Link(library.name("actor", article.row["publisher"]), f"#{anchored(each)}"))
    return tuple(found)


def anchored(report: str) -> str:
    """Give the name under which a report stands on a page."""
    return f"r-{paths.stem(report)}"


def voices(library: Library, row: Mapping[str, Any]) -> tuple[Voice, ...]:
    """Give who speaks of whether an event, or the event of a report, took place."""
    return tuple(
        Voice(
            linked(library, "actor", each["source"]),
            said.label(each["stance"]),
            said.label(each.get("status", row["status"])),
            tuple(linked(library, "actor", through) for through in each.get("via", ())),
        )
        for each in row["according_to"]
    )


def relations(library: Library, event: Event) -> list[tuple[str, list[Related]]]:
    """Give how an event stands to others, by relation: what its reports state, then what others state of it."""
    stated = [(said.related(each["relation"]), each["event"]) for each in event.row["relations"]]
    answered = [(said.related(word, backwards=True), other) for word, other in library.answers.get(event.id, ())]
    found: dict[str, list[Related]] = {}
    for phrase, name in dict.fromkeys([*stated, *answered]):
        events = library.dataset.events
        word = events[name].type if name in events else None
        related = Related(linked(library, "event", name), word and said.label(word), word and family_of(word))
        found.setdefault(phrase, []).append(related)
    return list(found.items())


def told(library: Library, report: Report) -> Told:
    """Give a report with its passages."""
    row = report.row
    article = library.dataset.articles[row["article"]]
    return Told(
        id=anchored(report.id),
        article=Link(titled(library, article), paths.page("article", article.id)),
        headline="headline" in article.row,
        publisher=linked(library, "actor", article.row["publisher"]),
        source=web(article.row.get("url")),
        language=article.row["language"],
        published=when(article.row["published"]),
        event=card(library, library.dataset.events[row["canonical"]]),
        summary=row["summary"],
        when=when(row["date"], row.get("until")),
        basis=_basis(row["date_basis"]),
        status=said.label(row["status"]),
        voices=voices(library, row),
        background=row["background"],
        certainty=row.get("certainty"),
        note=row.get("note"),
        quotes=tuple(_quotes(library, row)),
        unchecked=sum(
            each.get("outcome", _UNKNOWN) in _UNSEEN for several in row["evidence"].values() for each in several
        ),
    )


def _basis(basis: str) -> str:
    """Say where a date comes from, without the codebook's examples: beside a passage they would look like quotes."""
    told = (meaning(DateBasis, basis) or said.label(basis)).partition(":")[0]
    return told.removesuffix(".") + "."


def _quotes(library: Library, row: Mapping[str, Any]) -> Iterator[Quote]:
    """Give the passages of a report: those of the event itself first, then in the order of the text."""
    found = [(field, each) for field, several in row["evidence"].items() for each in several]
    found.sort(key=lambda pair: (pair[0] != "event", *pair[1].get("at", (0, 0)), pair[0]))
    for field, each in found:
        words, last = parts(each["quote"])
        label, detail = _shows(library, row, field)
        yield Quote(label, detail, words, last, web(each.get("link")), _remark(each))


def _shows(library: Library, row: Mapping[str, Any], field: str) -> tuple[str, str | None]:
    """Tell what a passage shows: the field, and whom or what it means where the field is a list."""
    name, *steps = field.split(".")
    items = row.get(name)
    if steps and steps[0].isdigit() and isinstance(items, list) and int(steps[0]) < len(items):
        item = items[int(steps[0])]
        word = str((item.get("actor") or item.get("source") or "") if isinstance(item, dict) else item)
        names = (library.name(kind, word) for kind in ("actor", "topic", "place"))
        return said.label(name), next((each for each in names if each != word), None)
    return said.label(name), " ".join(map(said.label, steps)) or None


def _remark(passage: Mapping[str, Any]) -> str | None:
    """Say what was found when the passage was looked for in the article, where that is not what one expects."""
    outcome = passage.get("outcome", _UNKNOWN)
    if outcome != "found" and outcome not in _UNSEEN:
        return f"{said.label(outcome)} in the article"
    return "does not show the value" if passage.get("support") == "unsupported" else None


def own(library: Library, event: Event) -> list[Fact]:
    """Give the fields that the event's type has of its own."""
    return facts(library, event.type, event.row["fields"])
