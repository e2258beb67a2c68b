"""Whatever stands in a dataset is shown as text: it makes no element, no attribute, no script and no address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.export import About
from communique.site import paths, said, scripts
from communique.site.scripts import script
from communique.site.views import web
from tests.support.pages import Page, changed, handed_over, made, pages, pages_of, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSTILE: Final = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\"'><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "]]></title></style>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#x3C;",
    "\u202eevil\u2066\u200b\u2028\u2029",
    "javascript:alert(1)",
    "`${alert(1)}`\\",
)
FREE: Final = frozenset({"summary", "quote", "name", "note", "notes", "content", "headline", "title", "says"})
"""Fields that people write freely."""
NAMES: Final = frozenset(
    {"id", "canonical", "article", "event", "actor", "source", "publisher", "place", "reports", "within", "of", "via"}
)
PLAIN: Final = settings(max_examples=25)


def hostile(way: tuple[str, ...], text: str) -> str:
    """Put something hostile behind a text that people write freely."""
    return text + HOSTILE[len(text) % len(HOSTILE)] if way[-1] in FREE else text


def anything(way: tuple[str, ...], text: str) -> str:
    """Put something hostile behind any text but a day."""
    return text if way[-1] in {"start", "end"} else text + HOSTILE[len(text) % len(HOSTILE)]


def skeleton(page: Page) -> list[tuple[str, frozenset[str]]]:
    """Give the elements of a page with the names of their attributes; but not the lines of long names in a picture."""
    return [(each.tag, frozenset(each.attributes)) for each in page.elements if each.tag != "tspan"]


def test_free_texts_change_no_element() -> None:
    """With hostile texts in all fields that people write, pages have the same elements with the same attributes."""
    found = pages(made({name: changed(rows, hostile) for name, rows in tables().items()}))
    calm = pages_of("sample-corpus")
    assert set(found) == set(calm)
    for name, page in found.items():
        if not name.startswith(("event/", "article/")):  # there, what is long is shown in another way
            assert skeleton(page) == skeleton(calm[name]), name
        assert page.comments == []


def test_no_text_makes_an_element() -> None:
    """With hostile texts everywhere, in ids and addresses too, no page has a script, a handler or a style of theirs."""
    rows = {name: changed(rows, anything) for name, rows in tables().items()}
    files = made(rows, About(HOSTILE[0], HOSTILE[2], HOSTILE, HOSTILE[1]))
    assets = {name for name in files if name.startswith(("assets/", "data/"))}
    for page in pages(files).values():
        for element in page.elements:
            assert element.tag not in {"img", "style", "iframe", "base", "object"}
            assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
            if element.tag == "script":
                assert element.attributes["src"].lstrip("./") in assets
            assert not element.attributes.get("href", "").lower().startswith(("javascript:", "data:", "vbscript:"))
        assert page.comments == []


def test_names_of_files_are_safe() -> None:
    """With hostile ids everywhere, every file lies in a folder of the site and has a name that every system takes."""
    rows = {name: changed(rows, anything) for name, rows in tables().items()}
    for name in made(rows):
        assert re.fullmatch(r"([a-z]+/)?[a-z0-9_.-]+\.(html|js|css|svg)", name), name


def test_every_text_is_shown() -> None:
    """Hostile summaries, names and quotes stand on their pages word for word, with what is hidden written out."""
    rows = {name: changed(rows, hostile) for name, rows in tables().items()}
    found = pages(made(rows))
    for event in rows["events"]:
        assert found[paths.page("event", event["id"])].one("h1").text == said.shown(event["summary"])
    for actor in rows["actors"]:
        assert found[paths.page("actor", actor["id"])].one("h1").text == said.shown(actor["name"])
    for report in rows["reports"]:
        shown = "\n".join(each.text for each in found[paths.page("event", report["canonical"])].all("blockquote"))
        for passage in report["evidence"]["event"]:
            words = passage["quote"].replace("\\…", "…").split("…")[-1]
            assert said.shown(" ".join(words.split())) in shown


@PLAIN
@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_any_text_comes_back(summary: str, name: str, quote: str) -> None:
    """Any text at all is read back from the page as it was, but for what is hidden, which is written out."""
    rows = tables()
    event = rows["events"][0]
    actor = event["participants"][0]["actor"]
    event["summary"] = summary
    next(each for each in rows["actors"] if each["id"] == actor)["name"] = name
    (report,) = (each for each in rows["reports"] if each["id"] == event["reports"][0])
    report["evidence"]["event"] = [{"quote": quote.replace("…", "\\…")}]
    found = pages(made(rows))
    page = found[paths.page("event", event["id"])]
    assert page.one("h1").text == _lines(said.shown(summary))
    assert found[paths.page("actor", actor)].one("h1").text == _lines(said.shown(name))
    assert said.shown(" ".join(quote.split())) in "\n".join(each.text for each in page.all("blockquote"))


def _lines(text: str) -> str:
    """Read line ends as HTML does."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_scripts_are_only_data(value: Any) -> None:
    """A script that hands over a value ends no script, begins no comment, and hands over just that value."""
    try:
        written = script("names", value).decode()
    except UnicodeEncodeError:  # a lone surrogate; texts are shown before they come here
        return
    assert not re.search("[<>&\u2028\u2029]", written)
    kind, found = next(iter(handed_over({"data/names.js": written.encode()})))
    assert (kind, found) == ("names", value)


def test_scripts_hand_over_what_there_is() -> None:
    """The scripts of a site have every event with its summary, and every passage at the place of its event."""
    rows: Mapping[str, Any] = {name: changed(rows, hostile) for name, rows in tables().items()}
    found = list(handed_over(made(rows)))
    assert [kind for kind, _ in found] == ["names", "events", "quotes"]
    (names, events, (first, quotes)) = (value for _, value in found)
    assert first == 0
    assert names["events"] == len(events) == len(quotes) == len(rows["events"])
    by_stem = {paths.stem(each["id"]): each for each in rows["events"]}
    for event, passages in zip(events, quotes, strict=True):
        row = by_stem[event[0]]
        assert event[1] == said.shown(row["summary"])
        assert names["types"][event[2]][0] == row["type"]
        assert names["statuses"][event[3]][0] == row["status"]
        assert {names["actors"][index][0] for index in event[8]} == {each["actor"] for each in row["participants"]}
        for report in rows["reports"]:
            if report["canonical"] == row["id"]:
                for passage in report["evidence"]["event"]:
                    assert said.shown(" ".join(passage["quote"].split())) in passages


def test_what_is_large_is_handed_over_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Events and passages of a large dataset stand in several files, which come to the same as one of each."""
    whole = [value for kind, value in handed_over(made(tables())) if kind != "names"]
    monkeypatch.setattr(scripts, "_EVENTS", 3)
    monkeypatch.setattr(scripts, "_QUOTES", 100)
    files = made(tables())
    found = list(handed_over(files))
    events = [event for kind, some in found if kind == "events" for event in some]
    passages: list[str] = []
    for kind, value in found:
        if kind == "quotes":
            assert value[0] == len(passages)
            passages.extend(value[1])
    assert [events, [0, passages]] == whole
    front = pages(files)["index.html"]
    loaded = [each.attributes["src"] for each in front.all("script") if "data/events" in each.attributes["src"]]
    assert loaded == [name for name in files if name.startswith("data/events")]


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)//https://", False),
        (" https://example.org", False),
        ("//example.org", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        (None, False),
        (7, False),
    ],
)
def test_only_addresses_of_the_web_are_linked(address: object, linked: bool) -> None:  # noqa: FBT001
    """An address that does not begin with http or https is no link."""
    assert web(address) == (address if linked else None)
