"""What became of ids and rows from one dataset to another."""

from __future__ import annotations

from typing import Any

import pytest

from communique.dataset.diff import Change, Moved, Table, compare, dropped

Rows = dict[str, list[dict[str, Any]]]


def rows(*events: str, retired: dict[str, list[str]] | None = None) -> Rows:
    """Make the tables of a dataset with these events and retired ids."""
    entries = [{"id": name, "reason": f"Why {name}.", "replaced_by": new} for name, new in (retired or {}).items()]
    return {"events": [{"id": name, "type": "visit", "fields": {}} for name in events], "retired": entries}


def test_nothing_changed() -> None:
    """Equal datasets do not differ."""
    found = compare(rows("a"), rows("a"))
    assert not found
    assert not found.gives_up


def test_added_and_removed() -> None:
    """An event that is new, and one that is gone without a word."""
    found = compare(rows("a", "b"), rows("b", "c"))
    assert found.tables["events"] == Table(("c",), ("a",), {})
    assert found
    assert found.gives_up


def test_renamed_with_its_changes() -> None:
    """One id for one that was not there: neither is added or removed, and what changed besides is told."""
    new = rows("b", retired={"a": ["b"]})
    new["events"][0]["type"] = "summit"
    found = compare(rows("a"), new)
    assert found.renamed == (Moved(("a",), ("b",), "Why a.", (Change("type", "visit", "summit"),)),)
    assert not found.tables["events"]
    assert found.tables["retired"] == Table(("a",), (), {})


def test_merged_into_a_new_id() -> None:
    """Several ids for one new one."""
    found = compare(rows("a", "b"), rows("c", retired={"a": ["c"], "b": ["c"]}))
    assert found.merged == (Moved(("a", "b"), ("c",), "Why a."),)
    assert not found.tables["events"]


def test_merged_into_one_of_them() -> None:
    """An id given up for one that was there already: both are named as what was merged."""
    found = compare(rows("a", "b"), rows("b", retired={"a": ["b"]}))
    assert found.merged == (Moved(("a", "b"), ("b",), "Why a."),)
    assert found.renamed == ()


def test_split() -> None:
    """One id for several; those that are new are not added besides."""
    found = compare(rows("a", "b"), rows("b", "c", retired={"a": ["b", "c"]}))
    assert found.split == (Moved(("a",), ("b", "c"), "Why a."),)
    assert not found.tables["events"]


def test_retired() -> None:
    """An id that nothing takes the place of."""
    found = compare(rows("a", "b"), rows("b", retired={"a": []}))
    assert found.retired == {"a": "Why a."}
    assert not found.tables["events"]


def test_chains_of_retired_ids_are_followed() -> None:
    """An id that leads to a retired one leads to what took its place since, and circles lead nowhere."""
    found = compare(rows("a"), rows("c", retired={"a": ["b"], "b": ["c"]}))
    assert [each.new for each in found.renamed] == [("c",)]
    found = compare(rows("a"), rows("c", retired={"a": ["b"], "b": ["a"]}))
    assert found.retired == {"a": "Why a."}


def test_what_was_retired_before_is_no_news() -> None:
    """An id that was retired in the old dataset already is not told of again."""
    found = compare(rows("b", retired={"a": ["b"]}), rows("b", retired={"a": ["b"]}))
    assert not found


def test_changes_are_told_field_by_field() -> None:
    """A row that changed tells each field; of an event, the fields of its type one by one."""
    old, new = rows("a"), rows("a")
    old["events"][0] |= {"status": "planned", "until": {"edtf": "2025"}, "fields": {"level": "minister", "count": 1}}
    new["events"][0] |= {"status": "occurred", "fields": {"level": "envoy", "count": 1}}
    assert compare(old, new).tables["events"].changed == {
        "a": (
            Change("fields.level", "minister", "envoy"),
            Change("status", "planned", "occurred"),
            Change("until", {"edtf": "2025"}, None),
        )
    }
    assert Change("until", {"edtf": "2025"}, None).json == {"field": "until", "old": {"edtf": "2025"}}


def test_other_tables_are_compared() -> None:
    """Articles that came and went are told by their ids."""
    found = compare({**rows(), "articles": [{"id": "x"}]}, {**rows(), "articles": [{"id": "y"}]})
    assert found.tables["articles"] == Table(("y",), ("x",), {})
    assert not found.gives_up


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (rows("a", "b"), rows("b"), ("a",)),
        (rows("a"), rows(retired={"a": []}), ()),
        (rows(retired={"a": []}), rows(), ("a",)),
        (rows(retired={"a": []}), rows("a"), ()),
        (rows(), rows("a"), ()),
    ],
)
def test_ids_that_would_be_dropped(old: Rows, new: Rows, lost: tuple[str, ...]) -> None:
    """An id that was published, living or retired, must stay one or the other."""
    assert dropped(old, new) == lost
