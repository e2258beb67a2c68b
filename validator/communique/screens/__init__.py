"""Screens, a family a file: cheap looks at plain values that tell where the rules of a family can find nothing.

A screen is a necessary condition: where `suspicious` says no, the rules that its module names in `COVERS` find
nothing in the file. Where it says yes, nothing is said; the rules decide. A screen is found by being here. What it
sees has the right shape, and names nobody who is not registered: the narrowed schema has seen to that.

No screen imports the models or the rules: their words are written out, and held equal to the models by a test.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Final

from communique import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from communique.sight import Sight

BY_SCHEMA: Final = frozenset({"NAM001", "NAM002", "NAM003", "NAM004"})
"""The rules over one file that find nothing where the narrowed schema accepts it."""

OF_TEXTS: Final = frozenset(
    {"EVI001", "EVI002", "EVI003", "EVI004", "EVI005", "EVI006", "EVI007", "EVI009", "EVI010", "TIM006", "TIM007"}
)
"""The rules that find nothing where no text of the article is at hand; where one is, `witness` answers for them."""


@cache
def _modules() -> tuple[ModuleType, ...]:
    return tuple(catalogue.modules(sys.modules[__name__]))


@cache
def screens() -> tuple[Callable[[Sight], bool], ...]:
    """Give all screens: each tells whether a rule that it covers may find something."""
    return tuple(module.suspicious for module in _modules())


def covered() -> frozenset[str]:
    """Give the codes of all rules that find nothing where schema and screens find nothing.

    Those of `OF_TEXTS` do so without a text, and with one that bears out what the file says.
    """
    return BY_SCHEMA.union(OF_TEXTS, *(module.COVERS for module in _modules()))
