"""Small changes to annotations, as authors and their tools make them: to what a file says, or to how it is written."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

ODD: Final = (
    *(
        " ",
        "\t",
        "\n",
        "\u00a0",
        "\u3000",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u202e",
        "\ufeff",
        "e\u0301",
        "\u0301",
        "\u0338",
    ),
    *(
        "е",
        "ο",
        "Δ",
        "Привет",
        "é",
        "’",
        "가",
        "각",
        "\u11a8",
        "漢",
        "\u212b",
        "\U0001f54a\ufe0f",
        "ا",
        "\u064e",
        "'",
        '"',
    ),
    *("agreed that", "no reply", "silence", "…", "# communique: ignore[COD010] so", "office", "\\", "\\u00ad", "\\_"),
)
"""What is put into texts: what cannot be seen, what looks alike, what comes in pieces, what rules look for."""
DATES: Final = (
    *(
        "2025-11-01",
        "2025-10-31",
        "2025-02-29",
        "2025-09-10/2025-09-01",
        "2025-09/..",
        "../2025-11-01",
        "2019",
        "2025-11",
    ),
    *("2030-01-01", "2025-11-01~", "1990-01/1991", 2019, 2030, "2025-06-31", "2025-13-01"),
)
ODD_VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    2019,
    "",
    "x",
    "X y",
    [],
    {},
    ["x"],
    {"x": "y"},
    [[]],
    "a1",
    2**53,
)


class Pool:
    """Values that stand in some annotations, by the key they stand under."""

    def __init__(self, documents: Iterable[Any]) -> None:
        """Collect them from documents."""
        self.by_key: Final[dict[str, list[Any]]] = {}
        self.events: Final[list[dict[str, Any]]] = []
        self._words: set[str] = set()
        for document in documents:
            self.events.extend(event for event in document.get("events") or [] if isinstance(event, dict))
            self._collect(document)
        self.words: Final = sorted(self._words)
        self.keys: Final = sorted(self.by_key)

    def _collect(self, value: Any) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                self.by_key.setdefault(key, []).append(item)
                self._collect(item)
        elif isinstance(value, list):
            for item in value:
                self._collect(item)
        elif isinstance(value, str) and len(value) < 40:
            self._words.add(value)


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """List the mappings and lists of a value, each with a key or an index of it."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        each = waiting.pop()
        items = list(each.items() if isinstance(each, dict) else enumerate(each))
        found.extend((each, key) for key, _ in items)
        waiting.extend(item for _, item in items if isinstance(item, dict | list))
    return found


def spoilt(document: Any, pool: Pool, random: Random) -> Any:
    """Copy a document with one to three changes."""
    made = deepcopy(document)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        places = places_in(made)
        if not places:
            break
        outer, key = random.choice(places)
        _change(made, outer, key, pool, random)
    return made


def _change(document: Any, outer: Any, key: Any, pool: Pool, random: Random) -> None:
    value = outer[key]
    known = pool.by_key.get(key, [])
    match random.randrange(12):
        case 0:
            del outer[key]
        case 1 | 2 if known:
            outer[key] = deepcopy(random.choice(known))
        case 3:
            outer[key] = random.choice(pool.words)
        case 4 if isinstance(value, str):
            place = random.choice((0, len(value), random.randint(0, len(value))))
            outer[key] = value[:place] + random.choice(ODD) + value[place:]
        case 5:
            dated = [each for each in places_in(document) if each[1] in {"date", "until", "published", "arrives"}]
            inner, name = random.choice(dated or [(outer, key)])
            inner[name] = random.choice(DATES)
        case 6:
            other, name = random.choice(places_in(document))
            outer[key], other[name] = deepcopy(other[name]), deepcopy(value)
        case 7 | 8 if isinstance(document.get("events"), list) and document["events"]:
            _change_event(document, pool, random)
        case 9:
            outer[key] = deepcopy(random.choice(ODD_VALUES))
        case 10:
            outer[key] = [deepcopy(value)] if not isinstance(value, list) else value[0] if value else value
        case _:
            name = random.choice(pool.keys)
            target = outer if isinstance(outer, dict) else document
            target[name] = deepcopy(random.choice(pool.by_key[name]))


def _change_event(document: Any, pool: Pool, random: Random) -> None:
    """Give an event a field of another one, the type of another one, or a copy of itself."""
    events = document["events"]
    index = random.randrange(len(events))
    other = random.choice(pool.events)
    match random.randrange(4):
        case 0:
            events.append(deepcopy(events[index]))
        case 1:
            events[index] = deepcopy(other)
        case _ if isinstance(events[index], dict) and other:
            field = random.choice(sorted(other))
            events[index][field] = deepcopy(other[field])
        case _:
            events.append(deepcopy(other))


def dumped(document: Any, random: Random) -> bytes:
    """Write a document as YAML, in one of several ways."""
    match random.randrange(4):
        case 0:
            return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
        case 1:
            return json.dumps(document).encode()
        case 2:
            return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False)).encode("utf-8", "replace")
        case _:
            return str(yaml.safe_dump(document, allow_unicode=True, default_flow_style=True, width=60)).encode(
                "utf-8", "replace"
            )


def scrawled(data: bytes, random: Random) -> bytes:
    """Write something odd into a file, or take a line out of it or repeat one."""
    text = data.decode()
    lines = text.split("\n")
    index = random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            del lines[index]
        case 1:
            lines.insert(index, lines[random.randrange(len(lines))])
        case 2:
            lines[index] += f"  # {random.choice(ODD)}"
        case _:
            place = random.randint(0, len(lines[index]))
            lines[index] = lines[index][:place] + random.choice(ODD) + lines[index][place:]
    return "\n".join(lines).encode("utf-8", "replace")
