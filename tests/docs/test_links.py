"""Links of the repository become links of the site, and the outline is filled with the pages that there are."""

from __future__ import annotations

import pytest

from docs.generate.links import DeadLinkError, placing, relinked
from docs.generate.nav import filled

_SITE = {"index.md", "formats.md", "guides/ci.md", "decisions/index.md", "decisions/0001.md", "images/a.svg"}
_PLACE = placing(_SITE, lambda path: path in {"LICENSE", "docs/generate/nav.py"})


@pytest.mark.parametrize(
    ("source", "page", "text", "becomes"),
    [
        pytest.param("docs/guides/ci.md", "guides/ci.md", "[a](../formats.md)", "[a](../formats.md)", id="within docs"),
        pytest.param("docs/index.md", "index.md", "[a](decisions/)", "[a](decisions/index.md)", id="a folder"),
        pytest.param("CONTRIBUTING.md", "contributing.md", "[a](docs/formats.md#b)", "[a](formats.md#b)", id="anchor"),
        pytest.param("docs/formats.md", "formats.md", "[a](../schema/README.md)", "[a](schema/changes.md)", id="moved"),
        pytest.param("schema/README.md", "schema/changes.md", "[a](../README.md)", "[a](../index.md)", id="the README"),
        pytest.param("docs/index.md", "index.md", "[the *licence*](../LICENSE)", "the *licence*", id="not in the site"),
        pytest.param(
            "docs/index.md", "index.md", "[a](https://b.org/c) [d](#e)", "[a](https://b.org/c) [d](#e)", id="out"
        ),
        pytest.param(
            "docs/index.md", "index.md", "`[a](b)` ![a](images/a.svg)", "`[a](b)` ![a](images/a.svg)", id="other"
        ),
        pytest.param("docs/index.md", "index.md", "```\n[a](b)\n```", "```\n[a](b)\n```", id="in a fence"),
    ],
)
def test_links_lead_to_the_same(source: str, page: str, text: str, becomes: str) -> None:
    """A link leads to the page that its file became; what the site does not have stays as words."""
    assert relinked(text, source, page, _PLACE) == becomes


def test_a_dead_link_is_refused() -> None:
    """A link to a file that is nowhere is an error with its path."""
    with pytest.raises(DeadLinkError, match=r"there is no `docs/nowhere\.md`"):
        relinked("[a](nowhere.md)", "docs/index.md", "index.md", _PLACE)


def test_the_outline_is_filled() -> None:
    """Pages that are not there are left out; patterns stand for groups, or for what is named nowhere."""
    outline = [
        {"Start": "index.md"},
        {"Guides": [{"For CI": "guides/ci.md"}, {"Site": "site.md"}, "guides/*", "*"]},
        {"Empty": ["nothing.md"]},
        {"Rules": ["rules/index.md", "rules/*"]},
    ]
    pages = {*_SITE, "rules/index.md", "rules/A1.md", "guides/z.md"}
    assert filled(outline, pages, {"rules/*": [("A", ["rules/A1.md"])]}) == [
        {"Start": "index.md"},
        {"Guides": [{"For CI": "guides/ci.md"}, "guides/z.md", "formats.md"]},
        {"Rules": ["rules/index.md", {"A": ["rules/A1.md"]}]},
    ]
