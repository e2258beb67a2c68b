"""What is said in the code is shown as it stands, whatever signs are in it."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docs.generate.markdown import block, bullets, code, fence, inline, page, plain, table

_EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "toc"]
_SIGNS = st.text(st.sampled_from("<>|*_`#&;{}[]()!:-+.=~\\\"'^$ \nab1é“…"), max_size=30)


class _Read(HTMLParser):
    """Reads what a page shows: its text, and the elements that it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        assert not attrs or tag in {"h1", "a"}
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data


def _read(text: str) -> _Read:
    return _Read(markdown.markdown(text, extensions=_EXTENSIONS))


def _spaced(text: str) -> str:
    return " ".join(text.split())


@given(_SIGNS)
@example("- one\n- two")
@example("1. <script>alert(1)</script> | *all* of __it__")
@example("a {: .b } [c](javascript:d)")
def test_a_text_is_shown_as_it_stands(text: str) -> None:
    """Nothing in a text is taken for Markdown or HTML, neither in a paragraph nor in a table, as text or as code."""
    words = f"x {text} y"
    shown = _read(plain(words))
    assert (_spaced(shown.text), shown.elements) == (_spaced(words), ["p"])
    shown = _read(code(words))
    assert (_spaced(shown.text), shown.elements) == (_spaced(words), ["p", "code"])
    cells = _read(table(("one", "two"), [(plain(words), code(words))]))
    assert _spaced(cells.text) == f"one two {_spaced(words)} {_spaced(words)}"
    assert cells.elements.count("td") == 2


@given(_SIGNS)
def test_backticks_make_code_and_nothing_else_is_made(text: str) -> None:
    """A sentence of a docstring shows its characters, but for the backticks around code."""
    shown = _read(inline(f"x {text} y"))
    assert set(shown.elements) <= {"p", "code"}
    assert shown.text.replace("`", "").split() == f"x {text} y".replace("`", "").split()


def test_a_docstring_keeps_its_form() -> None:
    """Fences, headings and lists of a docstring stay; a fence may name its file, or is given a title."""
    text = "One *line*.\n\n## Why\n\n- <a>\n- `b|c`\n\n```yaml names/actors.yaml\na: 1\n```\n\n```text\nWords.\n```\n"
    assert block(text, {"text": "the article"}) == (
        "One &#42;line&#42;&#46;\n\n## Why\n\n- &#60;a&#62;\n- <code>b&#124;c</code>\n\n"
        '```yaml title="names/actors.yaml"\na: 1\n```\n\n```text title="the article"\nWords.\n```'
    )


def test_a_fence_holds_fences() -> None:
    """A fence is longer than any row of backticks within it."""
    assert fence("```\na\n```\n", "yaml") == "````yaml\n```\na\n```\n````"


def test_lists_and_pages() -> None:
    """A list has a line for each sentence; a page has what search engines are told, a heading, and its parts."""
    assert bullets(["one", "two `x`"]) == "- one\n- two <code>x</code>"
    text = page("a `b`", "c", "", "d", description="It's\n`d`.", boost=2)
    assert text == "---\ndescription: 'It''s d.'\nsearch:\n  boost: 2\n---\n\n# a <code>b</code>\n\nc\n\nd\n"


@pytest.mark.parametrize("sign", ["|", "<", "*", "_", "`"])
def test_the_signs_that_break_tables(sign: str) -> None:
    """Each of the signs that a page could stumble over stands in a cell as itself."""
    assert _read(table(("a", "b"), [(plain(f"x{sign}y"), code(f"x{sign}y"))])).text.split() == [
        "a",
        "b",
        f"x{sign}y",
        f"x{sign}y",
    ]
