"""The rules, a family a file.

A rule is found by being here; its page, its `explain` and its tests come from its docstring.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from communique import catalogue

if TYPE_CHECKING:
    from communique.rule import Family, Rule


@cache
def families() -> tuple[Family, ...]:
    """Give all families, in the order of their prefixes. One that fills several files is named in each of them."""
    found = dict.fromkeys(module.FAMILY for module in catalogue.modules(sys.modules[__name__]))
    return tuple(sorted(found, key=lambda family: family.prefix))


@cache
def all_rules() -> tuple[Rule, ...]:
    """Give all rules in the order of their codes."""
    return tuple(sorted((rule for family in families() for rule in family.rules), key=lambda rule: rule.code))
