"""What changed from one dataset to another: rows that came, went and changed, and what became of canonical ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from communique.dataset.rows import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Row: TypeAlias = "dict[str, Any]"
Rows: TypeAlias = "Mapping[str, Row]"
"""The rows of a table by their ids."""

_NESTED: Final = "fields"
"""The field of an event whose own fields are compared one by one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field whose value changed. None stands for a field that is not there."""

    field: str
    old: Any
    new: Any

    @property
    def json(self) -> Row:
        """The change as JSON, without what is not there."""
        both = {"field": self.field, "old": self.old, "new": self.new}
        return {key: value for key, value in both.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Moved:
    """Canonical ids that were given up: renamed (one for one), merged (several for one) or split (one for several).

    `changes` are those of an event that was renamed.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    reason: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """What changed in one table, by the ids of its rows."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Difference:
    """What changed from one dataset to another.

    In `tables`, an event that was renamed, merged, split or retired is neither added nor removed: those that are
    removed are gone without a word.
    """

    tables: Mapping[str, Table]
    renamed: tuple[Moved, ...] = ()
    merged: tuple[Moved, ...] = ()
    split: tuple[Moved, ...] = ()
    retired: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return any(self.tables.values()) or self.gives_up

    @cached_property
    def gives_up(self) -> bool:
        """Whether canonical ids were given up, with or without a word."""
        return bool(self.renamed or self.merged or self.split or self.retired or self.tables["events"].removed)


def compare(old: Mapping[str, Iterable[Row]], new: Mapping[str, Iterable[Row]]) -> Difference:
    """Compare the tables of two datasets; a table that one of them does not have is empty there."""
    before, after = ({table: _by_id(rows.get(table, ())) for table in TABLES} for rows in (old, new))
    tables = {table: _table(before[table], after[table]) for table in TABLES}
    return _with_fates(tables, before["events"], after)


def dropped(old: Mapping[str, Iterable[Row]], new: Mapping[str, Iterable[Row]]) -> tuple[str, ...]:
    """Name the canonical ids that an old dataset has or remembers, and a new one neither has nor remembers."""
    ids = [{str(row["id"]) for table in ("events", "retired") for row in rows.get(table, ())} for rows in (old, new)]
    return tuple(sorted(ids[0] - ids[1]))


def _by_id(rows: Iterable[Row]) -> Rows:
    return {str(row["id"]): row for row in rows}


def _table(old: Rows, new: Rows) -> Table:
    both = sorted(old.keys() & new.keys())
    return Table(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        {name: changes for name in both if (changes := _changes(old[name], new[name]))},
    )


def _changes(old: Row, new: Row) -> tuple[Change, ...]:
    """Compare two rows field by field; their ids are not compared."""
    found: list[Change] = []
    for name in sorted((old.keys() | new.keys()) - {"id"}):
        one, other = old.get(name), new.get(name)
        if name == _NESTED and isinstance(one, dict) and isinstance(other, dict):
            inner = _changes(one, other)
            found.extend(Change(f"{_NESTED}.{each.field}", each.old, each.new) for each in inner)
        elif one != other:
            found.append(Change(name, one, other))
    return tuple(found)


def _with_fates(tables: dict[str, Table], old: Rows, after: Mapping[str, Rows]) -> Difference:
    """Tell what became of the ids of events that are gone."""
    new, retired = after["events"], after["retired"]
    targets = {name: _successors(name, new, retired) for name in tables["events"].removed if name in retired}
    sources: dict[str, list[str]] = {}
    for name, into in targets.items():
        if len(into) == 1:
            sources.setdefault(into[0], []).append(name)
    renamed, merged = [], []
    for target, names in sorted(sources.items()):
        reason = str(retired[names[0]].get("reason", ""))
        if len(names) == 1 and target not in old:
            renamed.append(Moved(tuple(names), (target,), reason, _changes(old[names[0]], new[target])))
        else:
            merged.append(Moved(tuple(sorted({*names, *({target} & old.keys())})), (target,), reason))
    split = [
        Moved((name,), into, str(retired[name].get("reason", ""))) for name, into in targets.items() if len(into) > 1
    ]
    heirs = {target for into in targets.values() for target in into}
    events = tables["events"]
    tables["events"] = Table(
        tuple(name for name in events.added if name not in heirs),
        tuple(name for name in events.removed if name not in targets),
        events.changed,
    )
    ended = {name: str(retired[name].get("reason", "")) for name, into in targets.items() if not into}
    return Difference(tables, tuple(renamed), tuple(merged), tuple(split), ended)


def _successors(name: str, events: Rows, retired: Rows) -> tuple[str, ...]:
    """Give the living ids that a retired id leads to, over others that were retired since."""
    found: set[str] = set()
    waiting, seen = [name], {name}
    while waiting:
        for each in retired[waiting.pop()].get("replaced_by", ()):
            if each in events:
                found.add(each)
            elif each in retired and each not in seen:
                seen.add(each)
                waiting.append(each)
    return tuple(sorted(found))
