"""A recorded backlog: findings that were there when it was recorded, and are not reported again.

The record counts findings by file, code and fingerprint (`fingerprint.py`); so lines may move. It is for what stands in
the files already: a finding that is right to stand is accepted in the file, with a reason (`suppress.py`).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from communique.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from communique.diagnostic import Diagnostic, Outcome

VERSION: Final = 1


class NotABaselineError(ValueError):
    """What was read is no baseline; the argument says why."""


class Entry(NamedTuple):
    """What findings are counted by: the path of the file from the root of the project, the code, the fingerprint."""

    path: str
    code: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each kind are accepted."""

    counts: Mapping[Entry, int] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Make it of what `written` gave. Raises NotABaselineError for anything else."""
        try:
            value = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise NotABaselineError(str(error)) from None
        if not isinstance(value, dict) or value.get("baseline") != VERSION or value.keys() != {"baseline", "accepted"}:
            message = f"it does not say `baseline: {VERSION}`, and what is accepted"
            raise NotABaselineError(message)
        return cls(dict(_entries(value["accepted"])))

    def written(self) -> bytes:
        """Write it as JSON, sorted: a count a line, so that versions of it can be compared and merged."""
        accepted: dict[str, dict[str, dict[str, int]]] = {}
        for (path, code, known_by), count in self.counts.items():
            accepted.setdefault(path, {}).setdefault(code, {})[known_by] = count
        text = json.dumps({"baseline": VERSION, "accepted": accepted}, indent=2, sort_keys=True)
        return text.encode() + b"\n"

    @property
    def size(self) -> int:
        """The number of findings that are accepted."""
        return sum(self.counts.values())


def _entries(accepted: object) -> Iterator[tuple[Entry, int]]:
    """Go through what was read, by file, code and fingerprint. Raises NotABaselineError where it is none of these."""
    for path, codes in _items(accepted):
        for code, known in _items(codes):
            for known_by, count in _items(known):
                if type(count) is not int or count < 1:
                    message = f"`{count}` is no number of findings"
                    raise NotABaselineError(message)
                yield Entry(path, code, known_by), count


def _items(value: object) -> Iterator[tuple[str, object]]:
    if not isinstance(value, dict):
        message = "what is accepted is counted by file, code and fingerprint"
        raise NotABaselineError(message)
    yield from value.items()


def located(here: str, root: str) -> Callable[[str], str]:
    """Give what turns the name that a file is reported under, in a working folder, into its path from the root.

    Both folders are absolute, with `/`. A file that is not below the root keeps its whole path.
    """
    below = f"{root.rstrip('/')}/"

    def path(name: str) -> str:
        whole = name if name.startswith("/") else f"{here.rstrip('/')}/{name.removeprefix('./')}"
        return whole.removeprefix(below)

    return path


def entry(each: Diagnostic, outcome: Outcome, path: Callable[[str], str]) -> Entry:
    """Give what a finding is counted by."""
    return Entry(path(each.path), each.code, fingerprint(each, outcome.sources.get(each.path)))


def accept(outcome: Outcome, baseline: Baseline, path: Callable[[str], str]) -> tuple[Outcome, Counter[Entry]]:
    """Leave out the findings that a baseline accepts, the first of equal ones; give how many of each those are.

    What could not be judged is never left out.
    """
    used: Counter[Entry] = Counter()
    kept = []
    for each in outcome.diagnostics:
        counted_by = entry(each, outcome, path)
        if not each.unjudged and used[counted_by] < baseline.counts.get(counted_by, 0):
            used[counted_by] += 1
        else:
            kept.append(each)
    return replace(outcome, diagnostics=tuple(kept)), used


def gone(baseline: Baseline, used: Counter[Entry], looked_at: Callable[[Entry], bool]) -> Counter[Entry]:
    """Count what a baseline accepts and a run did not find; `looked_at` tells what the run would have found."""
    return Counter(
        {each: count - used[each] for each, count in baseline.counts.items() if count > used[each] and looked_at(each)}
    )


def shrunk(baseline: Baseline, missing: Counter[Entry]) -> Baseline:
    """Take away what is gone. Nothing is added."""
    return Baseline({each: count - missing[each] for each, count in baseline.counts.items() if count > missing[each]})


def recorded(
    outcome: Outcome, baseline: Baseline, path: Callable[[str], str], looked_at: Callable[[Entry], bool]
) -> Baseline:
    """Accept all that a run found, and of the rest of a baseline what the run did not look at."""
    found = Counter(entry(each, outcome, path) for each in outcome.diagnostics if not each.unjudged)
    rest = {each: count for each, count in baseline.counts.items() if not looked_at(each)}
    return Baseline({**rest, **found})
