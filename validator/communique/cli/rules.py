"""`communique rules`: all rules, a line each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP: Final = "List all rules."


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="how they are listed")


def run(arguments: Namespace) -> int:
    """Print the list."""
    import json

    from communique.cli import FINE
    from communique.rules import families

    if arguments.output_format == "json":
        rows = [
            {
                "code": rule.code,
                "rule": rule.slug,
                "severity": rule.severity,
                "since": rule.since,
                "summary": rule.summary,
            }
            for family in families()
            for rule in family.rules
        ]
        sys.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return FINE
    for family in families():
        sys.stdout.write(f"{family.prefix}  {family.title}\n")
        for rule in family.rules:
            sys.stdout.write(f"  {rule.code}  {rule.severity:<7}  {rule.slug:<24}  {rule.summary}\n")
        sys.stdout.write("\n")
    return FINE
