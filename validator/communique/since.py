"""Only my errors: of all that was found, what concerns the files that were changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from communique.diagnostic import Diagnostic, Outcome


def touching(outcome: Outcome, changed: AbstractSet[str]) -> Outcome:
    """Keep the findings that are in a changed file, or point into one.

    What could not be judged is kept wherever it is.
    """
    return replace(outcome, diagnostics=tuple(each for each in outcome.diagnostics if _touches(each, changed)))


def _touches(each: Diagnostic, changed: AbstractSet[str]) -> bool:
    return each.unjudged or each.path in changed or any(label.path in changed for label in each.labels)
