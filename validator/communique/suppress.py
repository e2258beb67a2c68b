"""Findings that an author accepts: `# communique: ignore[CODE] reason`, on the line or on the line above."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.fault import Fault
from communique.rules import all_rules
from communique.source import Span
from communique.subset import SUPPRESSION_SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from communique.diagnostic import Diagnostic
    from communique.tree import Tree

_COMMENT: Final = re.compile(r"#[ \t]*communique:[ \t]*(ignore\b[ \t]*(?:\[([^\]\n]*)\])?[ \t]*([^\n]*))", re.ASCII)
NEVER: Final = ("YML", "SHP", "REF", "NAM", "CAN", "SUP")
"""Families whose errors cannot be accepted.

What they find cannot be read, or would leave the dataset with loose ends.
"""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One code of one comment: where it is written, the line it covers (from one), and whether it gives a reason."""

    code: str
    where: Span
    line: int
    reason: str


def suppressions(tree: Tree, *, of_corpus: bool) -> tuple[Suppression, ...]:
    """Read the comments of a file that accept findings: those of rules over the corpus, or all the others.

    A comment alone on its line covers the next line that has content.
    """
    if SUPPRESSION_SIGN not in tree.source.data or not tree.whole:
        return ()
    found = (each for match in _COMMENT.finditer(tree.source.text) for each in _of(match, tree))
    over_corpus = {rule.code for rule in all_rules() if rule.scope == "corpus"}
    return tuple(each for each in found if (each.code in over_corpus) is of_corpus)


def _of(match: re.Match[str], tree: Tree) -> Iterator[Suppression]:
    if tree.inside_scalar(match.start()):
        return
    source = tree.source
    line = source.position(match.start()).line
    if source.line(line).lstrip().startswith("#"):
        line = next((each for each in range(line + 1, source.lines + 1) if not _empty(source.line(each))), line)
    where = Span(match.start(1), match.end(1))
    for code in (match[2] or "").split(",") or [""]:
        yield Suppression(code.strip(), where, line, match[3].strip())


def _empty(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def suppress(found: Iterable[Diagnostic], accepted: tuple[Suppression, ...]) -> tuple[list[Diagnostic], list[Fault]]:
    """Take accepted findings out.

    Give the others, and a fault for every suppression that has no reason, does nothing, or may not be.
    """
    if not accepted:
        return list(found), []
    kept, used = [], set[Suppression]()
    for each in found:
        covering = [one for one in accepted if one.code == each.code and one.line == each.start.line]
        if covering and acceptable(each):
            used.update(covering)
        else:
            kept.append(each)
    return kept, [fault for one in accepted if (fault := _fault(one, used=one in used)) is not None]


def acceptable(diagnostic: Diagnostic) -> bool:
    """Whether a finding is one that an author may accept: any warning, and errors of judgement."""
    return diagnostic.severity == "warning" or not diagnostic.code.startswith(NEVER)


def _fault(one: Suppression, *, used: bool) -> Fault | None:
    rule = {rule.code: rule for rule in all_rules()}.get(one.code)
    if rule is None:
        return Fault("suppression-of-nothing", one.where, {"code": one.code or "nothing"})
    if rule.severity == "error" and one.code.startswith(NEVER):
        return Fault("suppression-not-allowed", one.where, {"code": one.code})
    if not used:
        return Fault("suppression-unused", one.where, {"code": one.code})
    return None if one.reason else Fault("suppression-without-reason", one.where, {"code": one.code})
