"""For code scanning: SARIF 2.1.0, with the pages of the rules, related places and fixes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, TextIO
from urllib.parse import quote

from communique import __version__
from communique.fingerprint import distinct

if TYPE_CHECKING:
    from communique.diagnostic import Diagnostic, Fix, Label, Outcome
    from communique.source import Position, Source

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
_DRIVE: Final = re.compile("[A-Za-z]:/")
_FINGERPRINT: Final = "communique/v1"


def write(outcome: Outcome, stream: TextIO, *, colour: bool) -> None:  # noqa: ARG001 (every report is called the same way)
    """Write a log with one run, and with the rules that found something."""
    codes = sorted({each.code for each in outcome.diagnostics})
    numbers = {code: index for index, code in enumerate(codes)}
    named = zip(outcome.diagnostics, distinct(outcome), strict=True)
    run = {
        "tool": {"driver": {"name": "communique", "semanticVersion": __version__, "rules": _rules(codes)}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that communique was run in."}}},
        "results": [_result(each, numbers[each.code], fingerprint, outcome) for each, fingerprint in named],
    }
    json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, stream, indent=2)
    stream.write("\n")


def _rules(codes: list[str]) -> list[dict[str, Any]]:
    if not codes:
        return []
    from communique.rules import all_rules

    return [
        {
            "id": rule.code,
            "name": rule.slug.title().replace("-", ""),
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": rule.summary},
            "help": {"text": rule.documentation, "markdown": rule.documentation},
            "defaultConfiguration": {"level": rule.severity},
            "properties": {"since": rule.since},
        }
        for rule in all_rules()
        if rule.code in codes
    ]


def _result(each: Diagnostic, number: int, fingerprint: str, outcome: Outcome) -> dict[str, Any]:
    source = outcome.sources.get(each.path)
    made: dict[str, Any] = {
        "ruleId": each.code,
        "ruleIndex": number,
        "level": each.severity,
        "message": _message(f"{each.message}\n{each.help}" if each.help else each.message),
        "locations": [{"physicalLocation": _physical(each)}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if each.labels:
        made["relatedLocations"] = [
            {"id": index, "physicalLocation": _physical(label), "message": _message(label.text)}
            for index, label in enumerate(each.labels)
        ]
    if each.fix is not None and source is not None:
        made["fixes"] = [_fix(each.fix, each.path, source)]
    return made


def _message(text: str) -> dict[str, str]:
    """Give words as words: doubled braces are no placeholders, and brackets apart from each other are no link."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _physical(at: Diagnostic | Label) -> dict[str, Any]:
    return {"artifactLocation": _artifact(at.path), "region": _region(at.start, at.end)}


def _fix(fix: Fix, path: str, source: Source) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(source.position(edit.span.start), source.position(edit.span.end)),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    return {
        "description": _message(fix.title),
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _region(start: Position, end: Position) -> dict[str, int]:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _artifact(path: str) -> dict[str, str]:
    """Give a file's address: relative to the folder of the run, or that of a file elsewhere."""
    if path.startswith("/"):
        return {"uri": f"file://{_encoded(path)}"}
    if _DRIVE.match(path):
        return {"uri": f"file:///{path[:2]}{_encoded(path[2:])}"}
    return {"uri": _encoded(path.removeprefix("./")), "uriBaseId": _ROOT}


def _encoded(path: str) -> str:
    return quote(path, errors="replace")
