"""`communique explain`: the page of a rule or of an event type."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP: Final = "Explain a rule by its code or name, or an event type by its word."


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("what", nargs="+", metavar="CODE", help="`REF001`, `dangling-reference` or `summit`")


def run(arguments: Namespace) -> int:
    """Print the pages."""
    from communique.cli import FINE

    sys.stdout.write("\n\n".join(_page(what) for what in arguments.what) + "\n")
    return FINE


def _page(what: str) -> str:
    from communique.model.schema import page
    from communique.model.types import event_types
    from communique.nearest import ask
    from communique.project import MisuseError
    from communique.rules import all_rules

    rules = {name: rule for rule in all_rules() for name in (rule.code, rule.slug)}
    types = event_types()
    rule = rules.get(what) or rules.get(what.upper())
    if rule is not None:
        return f"# {rule.code} {rule.slug} ({rule.severity}, since {rule.since})\n\n{rule.documentation}"
    if what in types:
        return f"# {what}\n\n{page(types[what])}"
    message = (
        f"there is no rule and no event type `{what}`; {ask(what, [*rules, *types]) or '`communique rules` lists all'}"
    )
    raise MisuseError(message)
