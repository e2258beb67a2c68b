"""What can be made of a value that is not whole: the rest of it, without what is faulty."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError, create_model

from communique.model.parts import Passages
from communique.subset import Value
from communique.tree import existing

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from communique.fault import Route
    from communique.model.event import Event

_ROUNDS = 3
"""Taking a faulty part out can empty the list around it; after so many rounds nothing more is tried."""


def sketch(cls: type[Event], value: dict[str, Value]) -> Event:
    """Make what can be made of an event: its sound fields; those that are faulty or missing are None.

    It is for rules that look at one field at a time: names, references, passages. A rule that weighs fields against
    each other needs a whole event.
    """
    lenient = _lenient(cls)
    rest: Value = value
    for _ in range(_ROUNDS):
        try:
            return lenient.model_validate(rest)
        except ValidationError as error:
            rest = without(rest, first_causes(error.errors(include_url=False)))
    return lenient.model_validate({})


@cache
def _lenient(cls: type[Event]) -> type[Event]:
    """Make a type of event that requires nothing, and evidence that need not show the event itself."""
    optional: dict[str, Any] = {
        name: (field.rebuild_annotation() | None, None)
        for name, field in cls.model_fields.items()
        if field.is_required()
    }
    return create_model(cls.__name__, __base__=cls, **{**optional, "evidence": (Passages | None, None)})


def first_causes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what follows from another error: a list is too short only because one of its values was refused."""
    causes = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in causes]


def without(value: Value, errors: list[ErrorDetails]) -> Value:
    """Copy a value without its faulty parts: the value refused, or what lacks a field.

    A list ends before its first faulty item, since those behind would move into other places; one that is empty then
    is left out.
    """
    pruned = deepcopy(value)
    routes = {
        existing(value, tuple(error["loc"][:-1] if error["type"] == "missing" else error["loc"])) for error in errors
    }
    for route in sorted(routes, key=lambda route: [(isinstance(step, int), step) for step in route], reverse=True):
        if route and existing(pruned, route) == route:
            _prune(pruned, route)
    return pruned


def _prune(value: Value, route: Route) -> None:
    """Take out what stands at a route, with all that follows it in its list."""
    outer: Any = value
    for step in route[:-1]:
        outer = outer[step]
    if isinstance(outer, dict):
        del outer[route[-1]]
        return
    del outer[route[-1] :]
    if not outer and len(route) > 1:
        _prune(value, route[:-1])
