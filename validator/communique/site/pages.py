"""The pages: each template with what it shows, and the files that they come to."""

from __future__ import annotations

from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique import __version__
from communique.export import File
from communique.model.vocabulary import RelationKind, Stance, Status
from communique.site import charts, lists, network, paths, said, views
from communique.site.facts import Link, linked
from communique.site.holdings import anchor, family_names, family_of
from communique.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.export import About
    from communique.loaded import Actor, Article, Event
    from communique.site.charts import Chart
    from communique.site.holdings import Library
    from communique.site.lists import Leaf, Period
    from communique.site.scripts import Index

EVENTS: Final = 100
"""So many events stand on one page of a list."""
_ENTRIES: Final = 500
_ARTICLES: Final = 200
YEAR: Final = 400
"""A year with more events has a page for each of its months."""
_COMPANY: Final = 12
_TIES: Final = 40
_BUSIEST: Final = 8


class _Stems:
    """The addresses of the n-th page of each list, for templates."""

    events = staticmethod(paths.events)
    actors = staticmethod(partial(paths.listing, "actors"))
    articles = staticmethod(partial(paths.listing, "articles"))
    actor = staticmethod(lambda name: partial(paths.page, "actor", name))
    place = staticmethod(lambda name: partial(paths.page, "place", name))


@cache
def _environment() -> Environment:
    """Set up the templates, once: every text that is put into a page is made visible, and escaped."""
    made = Environment(
        loader=PackageLoader("communique.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters.update({"titled": said.titled, "counted": counted})
    made.globals.update({"tool": f"communique {__version__}", "stems": _Stems})
    return made


def _shown(value: Any) -> Any:
    """Make what is put into a page visible; what a template made is left as it is."""
    return said.shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


class Pages:
    """All pages of a dataset."""

    def __init__(self, library: Library, index: Index, about: About) -> None:
        """Take the dataset, the scripts in which pages look for events, and what the dataset says of itself."""
        self._library: Final = library
        self._index: Final = index
        self._about: Final = about

    def files(self) -> Iterator[File]:
        """Give all pages."""
        yield from self._front()
        yield from self._timeline()
        yield from self._lists()
        for event in self._library.events:
            yield self._event(event)
        for actor in self._library.dataset.actors:
            yield from self._actor(actor)
        for article in self._library.articles:
            yield self._article(article)
        for place in self._library.dataset.places:
            events = self._library.at.get(place.id, ())
            for leaf in self._cards(events[::-1]):
                yield self._page(
                    paths.page("place", place.id, leaf.number),
                    "place",
                    place=place.row,
                    within=views.where(self._library, place.id)[1:],
                    leaf=leaf,
                    total=len(events),
                    stem=paths.stem(place.id),
                )

    def _page(self, name: str, template: str, **values: Any) -> File:
        """Make a page: the template with its values, and with the way from the page to the top of the site."""
        root = "../" * name.count("/")
        text = _environment().get_template(f"{template}.html").render(root=root, name=name, **self._common, **values)
        return File(name, [text.encode()])

    @cached_property
    def _common(self) -> dict[str, Any]:
        """What every page shows."""
        return {"about": self._about, "sizes": self._sizes, "families": self._families}

    @cached_property
    def _sizes(self) -> dict[str, int]:
        data = self._library.dataset
        return {"events": len(data.events), "reports": len(data.reports), "articles": len(data.articles)}

    @cached_property
    def _families(self) -> list[tuple[str, str]]:
        """The families of which there are events, with their names."""
        present = {family_of(event.type) for event in self._library.events}
        return [(each, said.titled(said.label(each))) for each in family_names() if each in present]

    @cached_property
    def _scale(self) -> charts.Scale | None:
        return charts.scale(anchor(event.row) for event in self._library.events)

    @cached_property
    def _chart(self) -> Chart | None:
        return self._charted(self._library.events) if self._scale is not None else None

    def _charted(self, events: Sequence[Event]) -> Chart | None:
        if self._scale is None:
            return None
        families = [family for family, _ in self._families]
        return charts.chart(self._scale, families, ((anchor(event.row), family_of(event.type)) for event in events))

    def _cards(self, events: Sequence[Event]) -> Iterator[Leaf[views.Card]]:
        """Spread events over pages."""
        for leaf in lists.leaves(events, EVENTS):
            yield lists.Leaf(leaf.number, leaf.of, [views.card(self._library, event) for event in leaf.items])

    def _front(self) -> Iterator[File]:
        events = self._library.events
        known = [event for event in events if anchor(event.row)]
        span = (views.point(known[0].row), views.point(known[-1].row)) if known else None
        contested = sum(bool(event.row["contested"]) for event in events)
        several = sum(event.row["n_independent"] > 1 for event in events)
        for leaf in self._cards(events[::-1]):
            yield self._page(
                paths.events(leaf.number),
                "front" if leaf.number == 1 else "events",
                leaf=leaf,
                chart=self._chart,
                span=span,
                contested=contested,
                several=several,
                busiest=lists.busiest(self._library, _BUSIEST),
                shards=self._index.shards,
            )

    def _timeline(self) -> Iterator[File]:
        years = lists.years(self._library)
        undated = [views.card(self._library, event) for event in self._library.events if not anchor(event.row)]
        most = max((len(year.events) for year in years), default=1)
        yield self._page(
            "timeline.html",
            "timeline",
            years=[(year, lists.months(year)) for year in years],
            most=most,
            undated=undated,
            chart=self._chart,
            shards=self._index.shards,
        )
        for index, year in enumerate(years):
            around = (years[index - 1] if index else None, years[index + 1] if index + 1 < len(years) else None)
            yield self._period(year, lists.months(year), around, whole=len(year.events) <= YEAR)
            if len(year.events) > YEAR:
                yield from self._months(year)

    def _months(self, year: Period) -> Iterator[File]:
        months = lists.months(year)
        for index, month in enumerate(months):
            around = (months[index - 1] if index else None, months[index + 1] if index + 1 < len(months) else None)
            yield self._period(month, [month], around, whole=True, year=year)

    def _period(
        self,
        period: Period,
        parts: Sequence[Period],
        around: tuple[Period | None, Period | None],
        *,
        whole: bool,
        year: Period | None = None,
    ) -> File:
        """Make the page of a year or a month: all its events, or where they are too many, ways to its months."""
        shown = [(part, [views.card(self._library, event) for event in part.events] if whole else []) for part in parts]
        return self._page(period.href, "period", period=period, parts_of=shown, around=around, whole=whole, year=year)

    def _lists(self) -> Iterator[File]:
        for leaf in lists.leaves(lists.actors(self._library), _ENTRIES):
            yield self._page(
                paths.listing("actors", leaf.number), "actors", groups=lists.grouped(leaf.items), leaf=leaf
            )
        articles = [self._summary(article) for article in self._library.articles[::-1]]
        for entries in lists.leaves(articles, _ARTICLES):
            yield self._page(paths.listing("articles", entries.number), "articles", leaf=entries)
        yield self._page("places.html", "places", groups=lists.places(self._library))
        groups = lists.types(self._library, self._scale)
        yield self._page("types.html", "types", groups=groups, chart=self._chart, counts=self._counts(groups))
        yield self._page("network.html", "network", **self._network(), shards=self._index.shards)
        words = {"statuses": list(Status), "stances": list(Stance), "relations": list(RelationKind)}
        yield self._page("about.html", "about", **words)

    def _counts(self, groups: Sequence[tuple[str, Sequence[lists.Kind]]]) -> list[tuple[str, list[int]]]:
        """Give the counts of each type, for the columns of the chart in which there is anything."""
        if self._chart is None:
            return []
        shown = [index for index, column in enumerate(self._chart.columns) if column.count]
        kinds = [kind for _, several in groups for kind in several if kind.chart is not None]
        return [(kind.type, [kind.chart.columns[index].count for index in shown if kind.chart]) for kind in kinds]

    def _network(self) -> dict[str, Any]:
        made = network.network(self._library)
        ties = sorted(self._library.ties.items(), key=lambda tie: (-len(tie[1]), tie[0]))
        return {
            "network": made,
            "size": (network.WIDTH, network.HEIGHT),
            "line_height": network.LINE,
            "links": [linked(self._library, "actor", node.actor, paths.stem(node.actor)) for node in made.nodes],
            "kinds": [self._kind(node.actor) for node in made.nodes],
            "ties": [self._tie(one, other, events) for (one, other), events in ties[:_TIES]],
            "all_ties": len(ties),
        }

    def _kind(self, actor: str) -> str:
        table = self._library.dataset.actors
        return table[actor].kind if actor in table else "unknown"

    def _tie(self, one: str, other: str, events: Sequence[Event]) -> dict[str, Any]:
        """Tell what two actors have in common: how many events, of which types, and the last of them."""
        counts: dict[str, int] = {}
        for event in events:
            counts[event.type] = counts.get(event.type, 0) + 1
        kinds = sorted(counts, key=lambda word: (-counts[word], word))
        return {
            "one": linked(self._library, "actor", one, paths.stem(one)),
            "other": linked(self._library, "actor", other, paths.stem(other)),
            "count": len(events),
            "types": [(said.label(word), family_of(word), counts[word]) for word in kinds],
            "last": views.card(self._library, events[-1]),
        }

    def _event(self, event: Event) -> File:
        library, row = self._library, event.row
        position = library.positions[event.id]
        around = [
            views.card(library, library.events[near]) if 0 <= near < len(library.events) else None
            for near in (position - 1, position + 1)
        ]
        return self._page(
            paths.page("event", event.id),
            "event",
            row=row,
            card=views.card(library, event),
            type_meaning=views.type_meaning(event.type),
            status=said.label(event.status),
            status_meaning=views.meaning(Status, event.status),
            where=views.where(library, row["place"]["place"]) if "place" in row else [],
            reported=(views.when(row["first_reported"]), views.when(row["last_reported"])),
            roles=views.roles(library, event),
            facts=views.own(library, event),
            contests=views.contests(library, event),
            voices=views.voices(library, row),
            relations=views.relations(library, event),
            reports=[views.told(library, report) for report in library.reports(event)],
            around=around,
        )

    def _actor(self, actor: Actor) -> Iterator[File]:
        library, row = self._library, actor.row
        parts = library.parts.get(actor.id, ())
        events = list({part.event.id: part.event for part in parts}.values())
        heard = library.heard.get(actor.id, ())
        published = library.published.get(actor.id, ())
        shown = {
            "actor": row,
            "kind": said.label(row["kind"]),
            "of": linked(library, "actor", row["of"]) if "of" in row else None,
            "offices": [self._office(each) for each in row["offices"]],
            "chart": self._charted(events) if events else None,
            "total": len(events),
            "heard": [views.card(library, event) for event in heard[: -EVENTS - 1 : -1]],
            "n_heard": len(heard),
            "company": lists.company(library, actor.id, _COMPANY),
            "published": [self._summary(article) for article in published[: -EVENTS - 1 : -1]],
            "n_published": len(published),
            "stem": paths.stem(actor.id),
        }
        for leaf in lists.leaves(lists.acts(library, parts), EVENTS):
            rows = [
                (role, (views.card(library, part.event), views.office(library, actor.id, part.office)))
                for role, part in leaf.items
            ]
            name = paths.page("actor", actor.id, leaf.number)
            yield self._page(name, "actor", leaf=leaf, groups=lists.grouped(rows), **shown)

    def _office(self, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "title": row.get("title") or said.titled(said.label(row["office"])),
            "of": linked(self._library, "actor", row["of"]) if "of" in row else None,
            "since": said.when(row["since"]) if "since" in row else None,
            "until": said.when(row["until"]) if "until" in row else None,
        }

    def _summary(self, article: Article) -> dict[str, Any]:
        """Give an article as a list shows it."""
        return {
            "link": Link(views.titled(self._library, article), paths.page("article", article.id)),
            "headline": "headline" in article.row,
            "language": article.row["language"],
            "publisher": linked(self._library, "actor", article.row["publisher"]),
            "published": views.when(article.row["published"]),
            "count": len(self._library.told.get(article.id, ())),
        }

    def _article(self, article: Article) -> File:
        library, row = self._library, article.row
        return self._page(
            paths.page("article", article.id),
            "article",
            row=row,
            article=self._summary(article),
            source=views.web(row.get("url")),
            via=[linked(library, "actor", each) for each in row["via"]],
            spans=lists.spans(library, article),
            reports=[views.told(library, report) for report in library.told.get(article.id, ())],
        )
