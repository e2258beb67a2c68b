"""What the YAML parser says of a broken file, in an author's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_ESCAPE: Final = (
    "a backslash in double quotes begins an escape, and this is none",
    "write `\\\\` for a backslash, or use single quotes",
)
_NEVER_CLOSED: Final = ("what begins here is never closed", "add the closing quote or bracket")
_NOT_PLAIN: Final = ("a text that begins so needs quotes", "put the text in quotes")
_BLOCK_TEXT: Final = ("the text behind `|` or `>` begins on the next line", "write it there, indented by two spaces")
_NO_DIRECTIVE: Final = ("this is no directive", "remove the line")
_PROBLEMS: Final[Mapping[str, tuple[str, str]]] = {
    "mapping values are not allowed": (
        "a `: ` stands where no key can be",
        "put a text that contains `: ` in quotes, or start the key on a line of its own, indented like its neighbours",
    ),
    "did not find expected key": (
        "no key of the mapping around it begins here",
        "indent it like the keys above; put the whole of a text in quotes, and write `''` for a `'` within single ones",
    ),
    "could not find expected ':'": (
        "the key before this has no `:`",
        "write `key: value`, and quote a text of several lines",
    ),
    "cannot start any token": (
        "nothing can begin with this character",
        "put a text in quotes; indent with spaces, never with tabs",
    ),
    "unexpected end of stream": _NEVER_CLOSED,
    "unexpected document indicator": _NEVER_CLOSED,
    "expected ',' or ']'": (
        "a list in brackets is not closed before this",
        "add a `,` between values and a `]` at the end",
    ),
    "expected ',' or '}'": (
        "a mapping in braces is not closed before this",
        "add a `,` between pairs and a `}` at the end",
    ),
    "expected '-' indicator": ("this does not fit into the list around it", "begin each item with `- ` in one column"),
    "expected node content": (
        "a value should stand here",
        "quote a text that begins so, or remove a comma or bracket too many",
    ),
    "expected comment or line break": _BLOCK_TEXT,
    "indentation indicator": _BLOCK_TEXT,
    "unknown escape character": _NO_ESCAPE,
    "hexdecimal number": _NO_ESCAPE,
    "character escape code": _NO_ESCAPE,
    "block sequence entries": (
        "a list item stands where no list can be",
        "start the list on the next line, with `- ` before each item",
    ),
    "tab character": ("a tab indents this line", "indent with spaces"),
    "expected <document start>": ("this does not belong to the document above", "indent it, or remove it"),
    "alphabetic or numeric character": _NOT_PLAIN,
    "expected whitespace": _NOT_PLAIN,
    "URI": _NOT_PLAIN,
    "tag handle": _NOT_PLAIN,
    "escape in this tag": _NOT_PLAIN,
    "expected '!'": _NOT_PLAIN,
    "expected '>'": _NOT_PLAIN,
    "mapping keys are not allowed": _NOT_PLAIN,
    "unexpected ':'": ("a `:` stands where no key can be", "put a text that contains `:` in quotes"),
    "directive": _NO_DIRECTIVE,
    "version number": _NO_DIRECTIVE,
    "incompatible YAML document": _NO_DIRECTIVE,
    "non-alphabetical character": _NO_DIRECTIVE,
    "expected digit": _NO_DIRECTIVE,
}


def explained(problem: str) -> tuple[str, str | None]:
    """Say what is wrong and how it is mended, for what libyaml says; its own words where they are not known here."""
    return next((words for sign, words in _PROBLEMS.items() if sign in problem), (problem, None))
