"""A site in a browser, from a folder on a disk: search, filters, keyboard, phone, and what axe finds."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from communique.site import paths
from tests.support import invented
from tests.support.pages import changed, made, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.support.pages import Tables

pytestmark = pytest.mark.browser

ROOT: Final = Path(__file__).parents[2]
AXE: Final = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDE: Final = (1280, 900)
PHONE: Final = (360, 740)
GRAVE: Final = frozenset({"serious", "critical"})
KINDS: Final = (
    *("index.html", "timeline.html", "actors.html", "network.html", "places.html", "types.html", "articles.html"),
    *("about.html", "timeline/2025.html", "event/lee-xi-summit-2025.html", "actor/lee-jae-myung.html"),
    *("article/unnamed-2025-11-01-lee-xi.html", "place/beijing.html"),
)
"""A page of each kind, and of each the one that shows most."""
PAUSE: Final = 200
"""Milliseconds: longer than the page waits for the next key."""


@cache
def rows() -> Tables:
    """Compile the corpus of this repository."""
    return {name: list(several) for name, several in invented.compiled(ROOT / "annotations").tables.items()}


def written(folder: Path, tables: Tables) -> Path:
    """Write a site into a folder."""
    for name, data in made(tables).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the site of the corpus of this repository."""
    return written(tmp_path_factory.mktemp("site"), rows())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.fail("Chromium is needed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Give what opens a page of the site; in the end, nothing may have been said, nor asked of anybody else."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def opening(name: str, size: tuple[int, int] = WIDE, folder: Path = site, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(f"{name}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{name}: {error}"))
        page.on("dialog", lambda dialog: said.append(f"{name}: dialog {dialog.message}"))
        page.on("request", lambda asked: None if asked.url.startswith("file:") else said.append(asked.url))
        page.goto(f"{folder.as_uri()}/{name}")
        return page

    yield opening
    for context in contexts:
        context.close()
    assert said == []


def shown(page: Page) -> list[str]:
    """Give the summaries of the events that the front page lists."""
    page.wait_for_timeout(PAUSE)
    summaries: list[str] = page.locator("#results .card > a").all_inner_texts()
    return summaries


def expected(wanted: Callable[[dict[str, Any]], bool]) -> set[str]:
    """Give the summaries of the events that are wanted."""
    return {event["summary"] for event in rows()["events"] if wanted(event)}


def actors(event: dict[str, Any]) -> set[str]:
    """Give who takes part in an event."""
    return {each["actor"] for each in event["participants"]}


def grave(page: Page) -> dict[str, list[str]]:
    """Give what axe finds on a page that keeps people out: the rule, and the elements. It loads nothing itself."""
    if not AXE.is_file():
        pytest.fail("axe-core is not installed: `make test-browser` does it")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")["violations"]
    return {each["id"]: [node["html"] for node in each["nodes"]] for each in found if each["impact"] in GRAVE}


def test_every_kind_of_page_is_tried(site: Path) -> None:
    """No page is of a kind that the tests below leave out: each at the top, and one in each folder."""
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert set(KINDS) <= found
    assert {name for name in found if "/" not in name} == {name for name in KINDS if "/" not in name}
    assert {name.partition("/")[0] for name in found if "/" in name} == {
        name.partition("/")[0] for name in KINDS if "/" in name
    }


def test_every_page_opens_quietly(opened: Callable[..., Page], site: Path) -> None:
    """Every page opens without an error, and without asking for anything outside its folder."""
    page = opened("index.html")
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1


def test_search_in_summaries_and_names(opened: Callable[..., Page]) -> None:
    """Words are found in summaries and in all spellings of names, whatever their case; all of them must occur."""
    page = opened("index.html")
    page.fill("#q", "SUMMIT gyeongju")
    assert shown(page)
    for summary in shown(page):
        assert "summit" in summary.lower() or "gyeongju" in summary.lower()
    page.fill("#q", "Jae Myung")
    found = set(shown(page))
    assert expected(lambda event: "lee-jae-myung" in actors(event)) <= found
    assert page.inner_text("#found") == f"{len(found)} events"
    page.fill("#q", "no such words at all")
    assert shown(page) == []
    assert page.inner_text("#found") == "No event is like this"


def test_search_in_passages(opened: Callable[..., Page]) -> None:
    """Words that stand in a passage alone are found there, and marked."""
    page = opened("index.html")
    page.fill("#q", '"restarting diplomatic engagement"')
    found = shown(page)
    assert expected(lambda event: event["id"] == "lee-xi-summit-2025") <= set(found)
    assert {each.lower() for each in page.locator("mark").all_inner_texts()} == {"restarting diplomatic engagement"}


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("type", "visit", lambda event: event["type"] == "visit"),
        ("type", "family-talks", lambda event: event["type"] in {"summit", "meeting", "visit"}),
        ("status", "ongoing", lambda event: event["status"] == "ongoing"),
        ("actor", "xi-jinping", lambda event: "xi-jinping" in actors(event)),
        ("place", "beijing", lambda event: event.get("place", {}).get("place") == "beijing"),
        ("from", "2025-12-01", lambda event: event["date"].get("end", event["date"].get("start")) >= "2025-12-01"),
        ("to", "2019-12-31", lambda event: event["date"].get("start", event["date"].get("end")) <= "2019-12-31"),
    ],
)
def test_filters(opened: Callable[..., Page], field: str, value: str, wanted: Callable[[dict[str, Any]], bool]) -> None:
    """A filter leaves just the events that it asks for; it stands in the address, and holds when that is opened."""
    page = opened("index.html")
    if field in {"from", "to"}:
        page.fill(f"#{field}", value)
    else:
        page.select_option(f"#{field}", value)
    found = shown(page)
    assert set(found) == expected(wanted)
    assert found
    assert page.url.endswith(f"index.html?{field}={value}")
    page.reload()
    assert shown(page) == found
    page.click("#filters button[type=reset]")
    assert len(shown(page)) == len(rows()["events"])
    assert page.url.endswith("index.html")


def test_filters_together(opened: Callable[..., Page]) -> None:
    """Filters add up: two actors, what is contested, what is no background."""
    page = opened("index.html?actor=xi-jinping&with=lee-jae-myung")
    both = {"xi-jinping", "lee-jae-myung"}
    assert set(shown(page)) == expected(lambda event: both <= actors(event))
    page.check("#news")
    assert set(shown(page)) == expected(lambda event: both <= actors(event) and not event["background"])
    page.check("#contested")
    assert set(shown(page)) == expected(lambda event: both <= actors(event) and bool(event["contested"]))


def test_order(opened: Callable[..., Page]) -> None:
    """The oldest, the newest or the most reported come first."""
    page = opened("index.html")
    page.select_option("#sort", "oldest")
    oldest = shown(page)
    page.select_option("#sort", "articles")
    assert shown(page)[0] == max(rows()["events"], key=lambda event: event["n_articles"])["summary"]
    page.select_option("#sort", "")
    assert len(oldest) == len(shown(page)) == 50
    assert oldest[0] not in shown(page)


def test_more_is_shown_by_keyboard(opened: Callable[..., Page]) -> None:
    """The first stop of the keyboard leads to the content; more results are a key away, and the first has the focus."""
    page = opened("index.html?sort=oldest")
    assert len(shown(page)) == 50
    page.focus("#further button")
    page.keyboard.press("Enter")
    assert len(shown(page)) == len(rows()["events"])
    assert page.evaluate("document.activeElement.textContent") == shown(page)[50]
    assert page.locator("#further").is_hidden()
    page = opened("about.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_search_from_any_page(opened: Callable[..., Page]) -> None:
    """The field at the top of every page leads to the results."""
    page = opened(paths.page("event", "lee-xi-summit-2025"))
    page.fill("#find", "currency swap")
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html?q=currency+swap")
    assert expected(lambda event: event["fields"].get("form") == "currency-swap") <= set(shown(page))


def test_the_timeline_moves_and_zooms(opened: Callable[..., Page]) -> None:
    """Buttons and keys zoom and move; the events in view are listed; a mark tells its event and leads to it."""
    page = opened("timeline.html")
    canvas = page.locator(".canvas")
    canvas.focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(PAUSE)
    assert f"{len(rows()['events'])} events" in page.inner_text(".window")
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.wait_for_timeout(PAUSE)
    near = page.inner_text(".window")
    assert f"{len(rows()['events'])} events" not in near
    page.click("[data-do=on]")
    page.wait_for_timeout(PAUSE)
    assert page.inner_text(".window") != near
    page.click("[data-do=all]")
    page.wait_for_timeout(PAUSE)
    mark = page.locator(".canvas .event").first
    mark.hover()
    hint = page.inner_text(".hint")
    mark.click()
    page.wait_for_url("**/event/*.html")
    assert hint.startswith(page.inner_text("h1"))


def test_the_network_tells_who_with_whom(opened: Callable[..., Page]) -> None:
    """A chosen actor has those with whom it shares events, and these; filters take ties out of the picture."""
    page = opened("network.html")
    before = page.locator(".network line:not(.away)").count()
    page.click(".node[data-stem=xi-jinping] circle")
    assert page.inner_text("#tie h2") == "Xi Jinping"
    page.click("#tie summary:has-text('Lee Jae-myung')")
    both = {"xi-jinping", "lee-jae-myung"}
    listed = page.locator("#tie details[open] .card > a").all_inner_texts()
    assert set(listed) == expected(lambda event: both <= actors(event))
    page.select_option("#tie-family", "talks")
    assert 0 < page.locator(".network line:not(.away)").count() < before
    page.fill("#tie-least", "99")
    assert page.locator(".network line:not(.away)").count() == 0
    assert "nobody" in page.inner_text("#tie")


def test_the_choice_of_colours_stays(opened: Callable[..., Page]) -> None:
    """Who chooses dark pages has them, here and on the next page."""
    page = opened("index.html", color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click(".theme")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.click("nav >> text=Places")
    page.wait_for_url("**/places.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.get_attribute(".theme", "aria-pressed") == "true"


@pytest.mark.parametrize("name", KINDS)
def test_it_can_be_read_without_scripts(opened: Callable[..., Page], name: str) -> None:
    """Without JavaScript there is nothing that does nothing: no field, no button; and the content is there."""
    page = opened(name, java_script_enabled=False)
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    assert page.locator("a[href*='?']:visible").count() == 0
    assert page.locator("main").inner_text()


@pytest.mark.parametrize("name", KINDS)
def test_it_fits_a_phone(opened: Callable[..., Page], name: str) -> None:
    """No kind of page is wider than a small phone, and what can be touched is not too small."""
    page = opened(name, PHONE)
    page.wait_for_timeout(PAUSE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    small = page.locator("button:visible, select:visible").evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().height < 32).map(each => each.outerHTML)"
    )
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_grave(opened: Callable[..., Page], name: str, scheme: str) -> None:
    """Axe finds nothing serious or critical on any kind of page, in light and in dark, wide and on a phone."""
    for size in (WIDE, PHONE):
        page = opened(name, size, color_scheme=scheme)
        page.wait_for_timeout(PAUSE)
        assert grave(page) == {}


def test_axe_finds_nothing_grave_in_results(opened: Callable[..., Page]) -> None:
    """Nor does it in what scripts show: results, a chosen actor."""
    for name, action in (
        ("index.html?q=engagement&type=family-words", shown),
        ("network.html", lambda page: page.click(".node[data-stem=china] circle")),
    ):
        page = opened(name)
        action(page)
        assert grave(page) == {}


def test_hostile_texts_stay_texts(opened: Callable[..., Page], tmp_path: Path) -> None:
    """Markup, scripts and handlers in summaries, names and quotes run nowhere, and are found and shown as they are."""
    attack = '<img src=x onerror="window.caught=1;alert(1)"></script><script>window.caught=1</script>'
    free = {"summary", "quote", "name", "note", "headline", "content"}

    def attacked(way: tuple[str, ...], text: str) -> str:
        return text + attack if way[-1] in free else text

    folder = written(tmp_path, {name: changed(several, attacked) for name, several in tables("corpus").items()})
    for name in ("index.html?q=onerror", "timeline.html", "network.html", "actors.html", "types.html"):
        page = opened(name, folder=folder)
        page.wait_for_timeout(PAUSE)
        assert page.evaluate("window.caught") is None
        assert page.locator("img").count() == 0
    page = opened("index.html?q=onerror", folder=folder)
    assert attack in shown(page)[0]
