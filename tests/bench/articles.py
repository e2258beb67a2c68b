"""Generated articles: what one week brings for one pair of states, told in six articles with their annotations."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from tests.bench.stories import stories
from tests.bench.world import AGENCIES, ANNOTATORS, MACHINE, MEDIA, PAIRS, SEAS, TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.bench.stories import Story
    from tests.bench.world import Pair

_FIRST_WEEK: Final = date(2001, 1, 1)
_ARTICLES: Final = 6
"""How many articles tell of a pair in a week; they share the week's events, one of each type."""
_SIZES: Final = (3, 3, 3, 3, 3, 3, 4, 6)
_OTHER: Final = 0.1
"""In how many weeks something happens that no type of the codebook fits; its author then accepts the warning."""
_ACCEPTED: Final = "  # communique: ignore[COD010] nobody did it"
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_ORDER: Final = (
    *("visit", "summit", "meeting", "ceremony", "agreement", "proposal", "appeal", "rejection", "statement", "threat"),
    *("weapons-test", "military-activity", "force", "sanction", "directive", "protest", "leadership-change"),
    *("cooperation", "de-escalation", "other"),
)
"""Relations go from a type to one before it, so that none ever closes a circle."""
_PARTS: Final = ("ceremony", "meeting", "statement", "appeal", "agreement")
_FILLERS: Final = (
    "Relations between $state_a and $state_b have been uneasy since the harbour treaty ran out.",
    "Shops near the frontier were open as usual, and buses ran with few delays, residents said.",
    "Diplomats in both capitals spoke of a long season ahead, with little room for surprises.",
    "Analysts pointed to the country’s shrinking reserves and to a budget that has yet to pass.",
    "Lawmakers of the ruling coalition are divided over how far the government should go.",
    "The currency lost some ground in the course of the week before it settled again.",
    "Older people in the region still remember the years in which nobody could cross at all.",
    "No figures were given, and the offices in charge did not answer questions from reporters.",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens in the generated world: a story with its values, its day and its id."""

    story: Story
    canonical: str
    day: date
    values: Mapping[str, str]


@dataclass(slots=True)
class Plan:
    """An article before it is written: its day, what it tells, and what it tells together with other articles."""

    published: date
    tells: list[Happening]
    shared: set[str]


@dataclass(frozen=True, slots=True)
class Written:
    """An article as it is written: its id, its place below `annotations/`, its annotation and its text."""

    id: str
    path: str
    annotation: str
    text: str
    events: int


def articles(seed: int) -> Iterator[Written]:
    """Write articles without end, week by week and pair by pair; a shorter corpus is the beginning of a longer one."""
    week = 0
    while True:
        for pair in PAIRS:
            yield from _week_of(pair, week, Random(f"{seed}/{week}/{pair.name}"))  # noqa: S311 (for no secret)
        week += 1


def _week_of(pair: Pair, week: int, random: Random) -> Iterator[Written]:
    monday = _FIRST_WEEK + timedelta(weeks=week)
    for number, plan in enumerate(_plans(_happenings(pair, monday, random), monday, random), 1):
        yield _Writer(pair, plan, number, random).written()


def _happenings(pair: Pair, monday: date, random: Random) -> list[Happening]:
    """Let one thing of each type happen in the middle of the week, far from the weeks before and after."""
    found = []
    for word, several in stories().items():
        if word == "other" and random.random() > _OTHER:
            continue
        story = random.choice(several)
        sea, name = random.choice(list(SEAS.items()))
        day = monday + timedelta(days=4 if story.planned else random.choice((1, 2)))
        many, millions, end = random.randrange(12, 95) * 100, random.randrange(2, 95), monday + timedelta(days=3)
        deadline = monday + timedelta(days=random.randrange(20, 50))
        topics = random.sample(TOPICS, 2)
        values = {
            "sea": name,
            "sea_id": sea,
            "n": str(random.randrange(2, 60)),
            "many": f"{many:,}",
            "many_id": str(many),
            "sum": f"{millions} million",
            "sum_id": str(millions * 1_000_000),
            "end_when": f"on {_DAYS[end.weekday()]}",
            "end_iso": end.isoformat(),
            "deadline": _in_words(deadline),
            "deadline_iso": deadline.isoformat(),
            "topic_one_id": topics[0],
            "topic_two_id": topics[1],
        }
        canonical = f"{pair.name}-{story.id}-{monday.isoformat()}"
        found.append(Happening(story, canonical, day, {**pair.values, **values}))
    return found


def _plans(happenings: list[Happening], monday: date, random: Random) -> list[Plan]:
    """Deal out what happened to the articles, each event to one, and some of them to a second one."""
    sizes = [0]
    while sum(sizes) < len(happenings):
        sizes = [random.choice(_SIZES) for _ in range(_ARTICLES)]
    owned = list(sizes)
    while sum(owned) > len(happenings):
        owned[random.choice([index for index, size in enumerate(owned) if size > 1])] -= 1
    random.shuffle(happenings)
    waiting = iter(happenings)
    plans = []
    for count in owned:
        tells = [next(waiting) for _ in range(count)]
        day = 3 if any(each.story.planned for each in tells) else random.randint(3, 6)
        plans.append(Plan(monday + timedelta(days=day), tells, set()))
    for plan, size in zip(plans, sizes, strict=True):
        others = [each for each in happenings if each not in plan.tells and not each.story.planned]
        for each in random.sample(others, size - len(plan.tells)):
            plan.tells.append(each)
            for other in plans:
                if each in other.tells:
                    other.shared.add(each.canonical)
    for plan in plans:
        plan.tells.sort(key=lambda each: _ORDER.index(each.story.type))
    return plans


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class _Writer:
    """Writes one article and its annotation."""

    def __init__(self, pair: Pair, plan: Plan, number: int, random: Random) -> None:
        self.pair, self.plan, self.random = pair, plan, random
        self.publisher, self.agency = random.choice(MEDIA), random.choice(list(AGENCIES))
        self.id = f"{self.publisher}-{plan.published.isoformat()}-{pair.name}-{number}"
        self.reviewed = random.random() < 0.2
        self.assisted = random.random() < 0.3
        self.coder, self.second, self.reviewer = random.sample(ANNOTATORS, 3)
        self.headline = f"Week of talks and tension for {pair.values['state_a']} and {pair.values['state_b']}"
        self.text = ""
        self.sources: dict[str, tuple[str, str]] = {}

    def written(self) -> Written:
        values = [self._values(each) for each in self.plan.tells]
        self.text = self._text(values)
        events = "".join(map(self._event, self.plan.tells, values))
        day = self.plan.published
        path = f"{day.year}/{day.month:02}/{self.id}.yaml"
        return Written(self.id, path, f"{self._head()}events:\n{events}", self.text, len(values))

    def _values(self, each: Happening) -> Mapping[str, str]:
        """Put the date into the words of this article, and say what is refused."""
        plain = self.random.random() < 0.4 or each.story.planned
        refused = f"{{what: An offer that came before., made_by: [{each.values['state_b_id']}]}}"
        for other in self.plan.tells:
            if other.story.type == "proposal" and other.day <= each.day:
                refused = other.story.id
        when = f"on {_in_words(each.day)}" if plain else f"on {_DAYS[each.day.weekday()]}"
        basis = "stated" if plain else "computed"
        return {**each.values, "when": when, "basis": basis, "refused": refused}

    def _text(self, values: list[Mapping[str, str]]) -> str:
        fillers = iter(self.random.sample(_FILLERS, len(_FILLERS)))
        lines = [self.headline, ""]
        for each, given in zip(self.plan.tells, values, strict=True):
            sentence = each.story.text.substitute(given)
            if self.random.random() < 0.15:
                name, source = self._source(each.story)
                quote = f"{name} confirmed the {each.story.noun}"
                self.sources[each.canonical] = (source, quote)
                sentence += f" In a first account, {quote}."
            filler = next(fillers).replace("$state_a", given["state_a"]).replace("$state_b", given["state_b"])
            lines += [f"{sentence[0].upper()}{sentence[1:]} {filler}", ""]
        return "\n".join(lines)

    def _source(self, story: Story) -> tuple[str, str]:
        if story.source == "agency":
            return AGENCIES[self.agency], self.agency
        article = "" if story.source == "minister" else "the "
        return f"{article}{self.pair.values[story.source]}", self.pair.values[f"{story.source}_id"]

    def _head(self) -> str:
        article = [f"id: {self.id}", f"publisher: {self.publisher}"]
        if self.random.random() < 0.5:
            article.append(f"headline: {self.headline}")
        if self.random.random() < 0.3:
            article.append(f"url: https://news.example/{self.id}")
        article += [f"published: {self.plan.published.isoformat()}", "language: en"]
        if self.random.random() < 0.3:
            article.append(f"via: [{self.agency}]")
        status = "annotated"
        annotation = [f"annotators: [{self.coder}, {self.second}]"]
        if self.reviewed:
            digest = hashlib.sha256(self.text.encode()).hexdigest()
            article.append(f"text: {{sha256: {digest}, length: {len(self.text)}}}")
            annotation.append(f"reviewed_by: [{self.reviewer}]")
            status = self.random.choice(("reviewed", "adjudicated"))
        annotation += [f"method: {'assisted' if self.assisted else 'manual'}", f"status: {status}"]
        return "\n  ".join(["schema_version: 1\narticle:", *article]) + "\n" + self._block("annotation", annotation)

    @staticmethod
    def _block(name: str, lines: list[str]) -> str:
        return "\n  ".join([f"{name}:", *lines]) + "\n"

    def _event(self, each: Happening, values: Mapping[str, str]) -> str:
        """Write an event, its fields in the order of the codebook."""
        story, random = each.story, self.random
        accepted = _ACCEPTED if story.type == "other" else ""
        lines = [f"  - id: {story.id}\n    type: {story.type}{accepted}\n"]
        if each.canonical in self.plan.shared:
            lines.append(f"    canonical: {each.canonical}\n")
        lines.append(f"    date: {each.day.isoformat()}\n    date_basis: {values['basis']}\n")
        if story.until:
            lines.append(f"    until: {story.until.substitute(values)}\n")
        if story.place:
            lines.append(f"    place: {story.place.substitute(values)}\n")
        lines.append(f"    status: {'planned' if story.planned else 'occurred'}\n")
        lines.append(f"    summary: {story.summary.substitute(values)}\n{story.fields.substitute(values)}")
        quotes = [(field, quote.substitute(values)) for field, quote in story.quotes]
        if told := self.sources.get(each.canonical):
            lines.append(f"    according_to:\n      - {{source: {told[0]}, stance: asserts}}\n")
            quotes.append(("according_to.0", told[1]))
        if random.random() < 0.2:
            lines.append(f"    certainty: {random.choice(('high', 'medium'))}\n")
        lines.append(self._relations(each))
        lines.append("    evidence:\n")
        lines += [f"      {field}: {self._passage(quote)}\n" for field, quote in quotes]
        if self.assisted and random.random() < 0.5:
            how = random.choice(("accepted-suggestion", "edited-suggestion"))
            lines.append(f"    coded: {{by: {self.coder}, how: {how}, suggester: {MACHINE}}}\n")
        if story.note:
            lines.append(f"    note: {story.note}\n")
        return "".join(lines)

    def _relations(self, each: Happening) -> str:
        """Relate an event to an earlier one of the article, where a relation makes sense."""
        before = self.plan.tells[: self.plan.tells.index(each)]
        wholes = [other for other in before if other.story.type == "visit" and other.day == each.day]
        causes = [other for other in before if other.day <= each.day and not other.story.planned]
        if each.story.planned or each.story.type == "rejection":
            return ""
        if wholes and each.story.type in _PARTS and not wholes[0].story.planned:
            return f"    relations:\n      - {{relation: part-of, event: {wholes[0].story.id}}}\n"
        if causes and self.random.random() < 0.4:
            cause = self.random.choice(causes)
            return f"    relations:\n      - {{relation: response-to, event: {cause.story.id}}}\n"
        return ""

    def _passage(self, quote: str) -> str:
        """Write a passage, with its place where the annotation was reviewed."""
        if not self.reviewed:
            return f'"{quote}"'
        first, _, last = quote.partition(" … ")
        start = self.text.index(first)
        end = self.text.index(last, start + len(first)) + len(last) if last else start + len(first)
        return f'{{quote: "{quote}", at: [{start}, {end}]}}'
