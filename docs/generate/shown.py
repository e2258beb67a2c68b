"""What the cases of the tests show of rules and types, so that pages say what happens and not what was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from communique.rules import all_rules
from communique.source import Source
from tests.support.cases import case, cases, findings
from tests.support.unshown import UNSHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from communique.diagnostic import Diagnostic

Cure: TypeAlias = Literal["applied", "offered", "none"]

_FENCE: Final = re.compile(r"^```(yaml|text)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """What is shown of a rule.

    `cure` says what is done about its findings: an edit is `applied` by `check --fix`, or only `offered` in editors.
    `findings` are those on its page's wrong example, and `sources` the files they stand in, by name.
    """

    cure: Cure = "none"
    findings: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


def shown(folder: Path) -> dict[str, Shown]:
    """Run the cases in a folder, the page's examples, and what no case can show; give what came of it by code."""
    found: dict[str, Shown] = {}
    for rule in all_rules():
        section = rule.documentation.partition("## Wrong\n")[2].partition("\n## ")[0]
        wrong = case("wrong", _FENCE.findall(section)) if section else None
        sources = {name: Source(name, text.encode()) for name, text in wrong.files.items()} if wrong else {}
        found[rule.code] = Shown(
            _cure(each for each in _all(rule.code, folder) if each.code == rule.code),
            findings(wrong) if wrong else (),
            sources,
        )
    return found


def _all(code: str, folder: Path) -> Iterator[Diagnostic]:
    for each in cases((folder / f"{code}.md").read_text("utf-8")):
        yield from findings(each)
    if code in UNSHOWN:
        yield from UNSHOWN[code].wrong()


def _cure(found: Iterator[Diagnostic]) -> Cure:
    fixes = [each.fix for each in found if each.fix is not None]
    if any(fix.safe for fix in fixes):
        return "applied"
    return "offered" if fixes else "none"
