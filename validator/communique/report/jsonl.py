"""All that is known of every finding, one JSON value a line: for what reads line by line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from communique.report.json import record

if TYPE_CHECKING:
    from communique.diagnostic import Outcome


def write(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:  # noqa: ARG001 (every report is called the same way)
    """Write the findings, with the keys that they have in the JSON report; nothing, where there are none."""
    stream.writelines(json.dumps(record(each, outcome.sources.get(each.path))) + "\n" for each in outcome.diagnostics)
