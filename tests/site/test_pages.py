"""The pages of a site: what they show, how they hang together, and that they ask for nothing from elsewhere."""

from __future__ import annotations

import re
from itertools import pairwise
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import pytest

from communique.export import About
from communique.site import pages as module
from communique.site import paths
from communique.site.views import anchored
from tests.support.pages import CORPORA, made, made_of, pages, pages_of, tables

if TYPE_CHECKING:
    from tests.support.pages import Element, Page

TALKS: Final = "alder-talks-2025"
POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
LOADED: Final = frozenset({"script", "img", "link", "iframe", "object", "embed", "source", "video", "audio"})
HEADING: Final = re.compile("h([1-6])")


def listed(element: Element) -> list[str]:
    """Give the words of an element."""
    return element.text.split()


def title(page: Page) -> str:
    """Give what a browser calls a page."""
    (found,) = (each for each in page.all("title") if each.within("head"))
    return found.text


def event_page(name: str) -> Page:
    """Give the page of an event of the invented corpus."""
    return pages_of("corpus")[paths.page("event", name)]


@pytest.mark.parametrize("corpus", CORPORA)
def test_everything_has_a_page(corpus: str) -> None:
    """Every event, actor, article and place has a page, with its name as the heading."""
    found, rows = pages_of(corpus), tables(corpus)
    for event in rows["events"]:
        assert found[paths.page("event", event["id"])].one("h1").text == event["summary"]
    for actor in rows["actors"]:
        assert found[paths.page("actor", actor["id"])].one("h1").text == actor["name"]
    for place in rows["places"]:
        assert found[paths.page("place", place["id"])].one("h1").text == place["name"]
    for article in rows["articles"]:
        heading = found[paths.page("article", article["id"])].one("h1")
        assert heading.text == article.get("headline", heading.text)
        assert heading.attributes.get("lang") == (article["language"] if "headline" in article else None)


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_link_leads_somewhere(corpus: str) -> None:
    """Every link inside the site leads to a file, and every fragment to an element of it; and no page is lonely."""
    files, found = made_of(corpus), pages_of(corpus)
    reached = {"index.html"}
    for name, page in found.items():
        links = [each.attributes[key] for each in page.elements for key in ("href", "src") if key in each.attributes]
        for link in [*links, *(form.attributes["action"] for form in page.all("form") if "action" in form.attributes)]:
            split = urlsplit(link)
            if split.scheme:
                continue
            target = normpath(join(dirname(name), unquote(split.path))) if split.path else name
            assert target in files, f"{name}: {link}"
            reached.add(target)
            if split.fragment:
                assert split.fragment in {each.attributes.get("id") for each in found[target].elements}
    assert set(found) <= reached


@pytest.mark.parametrize("corpus", CORPORA)
def test_nothing_comes_from_elsewhere(corpus: str) -> None:
    """No page loads anything but files of the site, nor has scripts or styles in it; a policy forbids it besides."""
    for name, page in pages_of(corpus).items():
        policy = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
        assert dict(rule.split(" ", 1) for rule in policy.split("; ")) == POLICY
        for element in page.elements:
            assert not [each for each in element.attributes if each == "style" or each.startswith("on")], name
            assert element.tag != "style"
            if element.tag in LOADED:
                target = element.attributes.get("href") or element.attributes["src"]
                assert not urlsplit(target).scheme
                assert not urlsplit(target).netloc
            if element.tag == "script":
                assert element.text == ""
            if urlsplit(element.attributes.get("href", "")).scheme:
                assert element.attributes["rel"] == "external noopener noreferrer"
    for name, data in made_of(corpus).items():
        if name.startswith("assets/"):
            addresses = set(re.findall(rb"https?://[^\s\"')]+", data))
            assert addresses <= {b"http://www.w3.org/2000/svg"}, name


@pytest.mark.parametrize("corpus", CORPORA)
def test_pages_are_well_made(corpus: str) -> None:
    """Every page has a language, one heading of its own, headings in order, landmarks, titles, and ids that are its."""
    for name, page in pages_of(corpus).items():
        assert page.source.startswith("<!doctype html>")
        assert page.one("html").attributes == {"lang": "en"}
        levels = [int(match[1]) for each in page.elements if (match := HEADING.fullmatch(each.tag))]
        assert levels[0] == levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        assert [len(page.all(tag)) for tag in ("main", "footer")] == [1, 1]
        ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
        assert len(ids) == len(set(ids)), name
        assert all(each.attributes.get("aria-labelledby", ids[0]) in ids for each in page.elements), name
        assert {each.attributes["for"] for each in page.all("label")} <= set(ids)
        assert len(page.all("caption")) == len(page.all("table"))
        assert all("scope" in each.attributes for each in page.all("th"))
        assert page.comments == []
        assert title(page).endswith(" – Andean events")


@pytest.mark.parametrize("corpus", CORPORA)
def test_lists_are_whole_without_scripts(corpus: str) -> None:
    """What a reader without JavaScript can turn over has every event, and the years of the timeline all of them."""
    found = pages_of(corpus)
    summaries = {event["summary"] for event in tables(corpus)["events"]}
    cards = {name: {link.text for link in page.all("a")} for name, page in found.items()}
    assert summaries <= cards["index.html"]
    years = [cards[name] for name in cards if re.fullmatch("timeline/[0-9]{4}.html", name)]
    assert summaries <= set[str]().union(*years, cards["timeline.html"])


def test_an_event_tells_who_when_and_where() -> None:
    """The page of an event has its date, place and what lies around it, those who took part with their offices."""
    page = event_page(TALKS)
    text = " ".join(listed(page.one("main")))
    (row,) = (each for each in tables("corpus")["events"] if each["id"] == TALKS)
    names = {each["id"]: each["name"] for table in ("actors", "places") for each in tables("corpus")[table]}
    assert row["date"]["edtf"] in text
    assert names[row["place"]["place"]] in text
    for each in row["participants"]:
        assert names[each["actor"]] in text
    assert f"in {row['n_articles']} articles, from {row['n_independent']} independent source" in text


def test_an_event_shows_its_reports_with_their_passages() -> None:
    """Every report of an event stands on its page with each of its passages, and the article's page has them too."""
    rows = tables("corpus")
    for event in rows["events"]:
        page = event_page(event["id"])
        quotes = [" ".join(listed(each)) for each in page.all("blockquote")]
        for report in (each for each in rows["reports"] if each["canonical"] == event["id"]):
            passages = [each for several in report["evidence"].values() for each in several]
            article = pages_of("corpus")[paths.page("article", report["article"])]
            for passage in passages:
                words = passage["quote"].replace("\\…", "…").split(" … ")[0].split()
                assert any(" ".join(words) in quote for quote in quotes)
                assert any(" ".join(words) in " ".join(listed(each)) for each in article.all("blockquote"))


def test_contested_fields_say_who_says_what() -> None:
    """A field on which reports disagree has a table with each value and those who give it, each a link to a report."""
    (event,) = (each for each in tables("corpus")["events"] if each["id"] == TALKS)
    page = event_page(TALKS)
    tabled = [each for each in page.all("caption") if each.around is not None and each.within("section")]
    assert [each.text.lower() for each in tabled] == [each["field"].replace("_", " ") for each in event["contested"]]
    tellers = [link.attributes["href"] for link in page.all("a") if link.within("td")]
    reports = [report for each in event["contested"] for claim in each["claims"] for report in claim["reports"]]
    assert len([href for href in tellers if href.startswith("#r-")]) == len(reports)


def test_relations_are_told_from_both_sides() -> None:
    """An event that is related to another tells so, and the other one tells it backwards."""
    stated = {each["id"]: each["relations"] for each in tables("corpus")["events"] if each["relations"]}
    for name, relations in stated.items():
        for each in relations:
            one, other = event_page(name), event_page(each["event"])
            for here, there in ((one, other), (other, one)):
                links = [link.text for link in here.all("a") if link.within("dd")]
                assert there.one("h1").text in links


def test_passages_lead_into_the_article() -> None:
    """Where an article has an address, its passages lead to their words in it, and nothing else leads outside."""
    rows = tables("sample-corpus")
    links = {
        each["link"]
        for report in rows["reports"]
        for several in report["evidence"].values()
        for each in several
        if "link" in each
    }
    assert links
    addresses = {article["url"] for article in rows["articles"] if "url" in article}
    outside = {
        link.attributes["href"]
        for page in pages_of("sample-corpus").values()
        for link in page.all("a")
        if urlsplit(link.attributes["href"]).scheme
    }
    assert outside == links | addresses


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "The passages were not checked against the article."),
        ({"outcome": "recorded"}, "The passages were not checked against the article."),
        ({"outcome": "moved", "support": "supported"}, "moved in the article"),
        ({"outcome": "found", "support": "unsupported"}, "does not show the value"),
        ({"outcome": "found", "support": "supported"}, None),
    ],
)
def test_what_was_found_of_passages_is_told(known: dict[str, str], words: str | None) -> None:
    """A passage that was not looked for, not found, or does not show its value is marked; a sound one is not."""
    rows = tables("corpus")
    (report,) = (each for each in rows["reports"] if each["id"] == rows["events"][0]["reports"][0])
    report["evidence"] = {"event": [{"quote": "some words", **known}]}
    page = pages(made(rows))[paths.page("article", report["article"])]
    (told,) = (each for each in page.all("article", id=anchored(report["id"])))
    remarks = ("not checked", "in the article", "does not show")
    assert words in told.text if words is not None else not any(each in told.text for each in remarks)


def test_an_actor_has_events_by_role_offices_and_spellings() -> None:
    """The page of an actor has its events under the roles that it has in them, its offices and its other names."""
    rows = tables("corpus")
    for actor in rows["actors"]:
        page = pages_of("corpus")[paths.page("actor", actor["id"])]
        text = " ".join(listed(page.one("main")))
        for alias in actor["aliases"]:
            assert alias["name"] in text
        for office in actor["offices"]:
            assert office.get("title", office["office"].replace("-", " ")) in text
        roles = {
            each["part"] for event in rows["events"] for each in event["participants"] if each["actor"] == actor["id"]
        }
        headings = {heading.text.lower() for heading in page.all("h2")}
        assert {role.replace("-", " ") for role in roles} <= headings


def test_places_stand_in_their_countries() -> None:
    """The list of places has every place once, below the one that it lies in."""
    page = pages_of("corpus")["places.html"]
    names = [link.text for link in page.all("a") if link.within("td")]
    assert sorted(names) == sorted(each["name"] for each in tables("corpus")["places"])
    within = {each["name"]: each.get("within") for each in tables("corpus")["places"]}
    ids = {each["id"]: each["name"] for each in tables("corpus")["places"]}
    for name, larger in within.items():
        assert larger is None or names.index(ids[larger]) < names.index(name)


def test_a_dataset_without_anything_is_a_site() -> None:
    """Of an empty dataset there are the pages that every site has, and all their links lead somewhere."""
    files = made({name: [] for name in tables()})
    found = pages(files)
    assert {"index.html", "timeline.html", "actors.html", "places.html", "network.html", "types.html"} < set(found)
    assert found["index.html"].one("h1").text == "Andean events"


def test_long_lists_are_spread_over_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that is too long for one page has several, which lead to each other; a busy year is divided by month."""
    monkeypatch.setattr(module, "EVENTS", 10)
    monkeypatch.setattr(module, "YEAR", 40)
    rows = tables("corpus")
    (event,) = (each for each in rows["events"] if each["id"] == TALKS)
    for number in range(45):
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        date = {"edtf": day, "start": day, "end": day, "precision": "day"}
        rows["events"].append({**event, "id": f"talks-{number}", "summary": f"Talks {number}.", "date": date})
    found = pages(made(rows))
    summaries = {f"Talks {number}." for number in range(45)}
    for names in (
        ["index.html", *(f"events/{number}.html" for number in range(2, 6))],
        [f"timeline/2025-{month:02}.html" for month in range(1, 13)],
    ):
        assert summaries <= {link.text for name in names for link in found[name].all("a")}
    assert summaries.isdisjoint(link.text for link in found["timeline/2025.html"].all("a"))
    assert [link.text for link in found["index.html"].all("a", aria_label="Page 5")] == ["5"]
    actor = paths.page("actor", event["participants"][0]["actor"])
    assert [each.attributes["href"] for each in found[actor].all("a", aria_label="Page 2")] == [
        f"../{paths.page('actor', event['participants'][0]['actor'], 2)}"
    ]


def test_what_a_dataset_says_of_itself_is_shown() -> None:
    """Title, description, authors and version stand on the pages; without any, there are words that fit all."""
    found = pages(made(tables(), About(title="T & Co", description="<b>D</b>", authors=("A. B.",), version="1.0.0")))
    front = found["index.html"]
    assert front.one("h1").text == "T & Co"
    assert title(front) == "Events – T & Co"
    assert "<b>D</b>" in front.one("main").text
    assert "version 1.0.0" in front.one("footer").text
    assert "A. B." in found["about.html"].one("main").text


def test_same_rows_same_bytes() -> None:
    """A site depends on nothing but the rows."""
    assert made(tables()) == made_of("sample-corpus")
