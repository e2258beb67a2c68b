"""`communique explain`: the page of a rule or of an event type."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from communique.model.event import Event

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
        return f"# {what}\n\n{page(types[what])}\n\n{fields(types[what])}"
    cure = ask(what, [*rules, *types]) or f"`communique rules` lists the rules; the event types are {', '.join(types)}"
    message = f"there is no rule and no event type `{what}`; {cure}"
    raise MisuseError(message)


def fields(model: type[Event]) -> str:
    """List the fields of an event type in Markdown: required ones first, closed lists with their words."""
    from communique.model.base import vocabulary_of

    lines = []
    ordered = sorted(model.model_fields.items(), key=lambda each: not each[1].is_required())
    for name, field in ordered:
        if name != "type":
            needed = " (required)" if field.is_required() else ""
            lines.append(f"- `{name}`{needed}: {field.description}")
            words = vocabulary_of(field.annotation)
            lines.extend(f"  - `{word}`: {word.meaning}" for word in (words or ()))
    return "## Fields\n\n" + "\n".join(lines)
