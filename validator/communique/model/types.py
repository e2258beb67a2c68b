"""The event types there are, found in `model/events/`."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from communique import catalogue
from communique.model import events
from communique.model.event import Event

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def event_types() -> Mapping[str, type[Event]]:
    """Give every event type by its word, in the order of the words."""
    found: dict[str, type[Event]] = {}
    for module in catalogue.modules(events):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Event) and value.__module__ == module.__name__:
                (word,) = get_args(value.model_fields["type"].annotation)
                found[word] = value
    return MappingProxyType(dict(sorted(found.items())))
