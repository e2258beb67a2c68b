"""Verdicts on one document: that of the models, and that of the published schema."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

from jsonschema import Draft202012Validator

from communique.bind import bind
from communique.model.schema import BEYOND_THE_SCHEMA
from communique.schemas import published
from communique.source import Source
from communique.tree import Tree

if TYPE_CHECKING:
    from communique.documents import DocumentKind
    from communique.model.schema import Schema
    from communique.subset import Value

SOURCE: Final = Source("document", b"")


@cache
def schema_of(kind: DocumentKind) -> Schema:
    """Give the schema that is published for a kind of file."""
    schema: Schema = json.loads(published()[f"{kind.name}.schema.json"])
    return schema


@cache
def validator(kind: DocumentKind) -> Draft202012Validator:
    """Give the validator of the schema that is published for a kind of file."""
    return Draft202012Validator(schema_of(kind))


def fault_kinds(document: Value, kind: DocumentKind) -> set[str]:
    """Tell the kinds of fault that the models find."""
    return {fault.kind for fault in bind(Tree(SOURCE, document), kind).faults}


def models_accept(document: Value, kind: DocumentKind) -> bool:
    """Whether the models find no fault that a schema could see."""
    return not fault_kinds(document, kind) - BEYOND_THE_SCHEMA


def schema_accepts(document: Value, kind: DocumentKind) -> bool:
    """Whether the published schema accepts it."""
    return validator(kind).is_valid(document)


def agreed(document: Value, kind: DocumentKind) -> bool:
    """Give the verdict of both; fail where they disagree."""
    ours, theirs = models_accept(document, kind), schema_accepts(document, kind)
    if ours != theirs:
        faults = [f"{fault.kind} {fault.where}" for fault in bind(Tree(SOURCE, document), kind).faults]
        errors = [f"{error.json_path}: {error.message}"[:300] for error in validator(kind).iter_errors(document)]
        message = f"models: {faults or 'fine'}\nschema: {errors or 'fine'}\n{document!r}"
        raise AssertionError(message)
    return ours
