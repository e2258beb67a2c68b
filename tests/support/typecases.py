"""The case files of the event types, `tests/types/<type>.md`: events that are right, events that are wrong, and how."""

from __future__ import annotations

import re
from ast import literal_eval
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from communique.source import Source
from communique.tree import parse

if TYPE_CHECKING:
    from communique.fault import Route
    from communique.subset import Value

Mapping: TypeAlias = "dict[str, Value]"

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "tests" / "types"
_RIGHT: Final = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WRONG: Final = re.compile(r"^```yaml\n(.*?)^```\n\n- ([a-z_]+): (\([^\n]*\))$", re.MULTILINE | re.DOTALL)


class Refused(NamedTuple):
    """An event that is wrong: its YAML, the kind of error that pydantic gives, and where."""

    text: str
    error: str
    route: Route


@dataclass(frozen=True)
class TypeCases:
    """The case file of one type."""

    word: str
    right: tuple[str, ...]
    wrong: tuple[Refused, ...]


@cache
def type_cases() -> dict[str, TypeCases]:
    """Read all case files, by the type's word."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.md"))}


def _read(path: Path) -> TypeCases:
    title, right, wrong = re.split(r"^## (?:Right|Wrong)$", path.read_text("utf-8"), flags=re.MULTILINE)
    refused = tuple(Refused(text, error, literal_eval(route)) for text, error, route in _WRONG.findall(wrong))
    assert title.strip() == f"# {path.stem}", path
    assert len(refused) == wrong.count("```yaml"), f"{path}: a wrong event without its error"
    return TypeCases(path.stem, tuple(_RIGHT.findall(right)), refused)


def read(text: str) -> Value:
    """Give the value of a piece of YAML, which has no fault as such."""
    tree = parse(Source("piece", text.encode()))
    assert tree.whole, tree.faults
    assert not tree.faults, tree.faults
    return tree.value


def event_of(text: str) -> Mapping:
    """Give the one event of a piece of YAML that lists it."""
    match read(text):
        case [dict() as event]:
            return event
        case other:
            message = f"not a list of one event: {other!r}"
            raise AssertionError(message)


def annotation(*events: Value) -> Mapping:
    """Give a whole annotation with these events."""
    return {
        "schema_version": 1,
        "article": {"id": "a1", "publisher": "the-paper", "published": "2025-11-02", "language": "en"},
        "annotation": {"annotators": ["coder-1"], "method": "manual", "status": "annotated"},
        "events": list(events),
    }
