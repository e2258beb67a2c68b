"""What may stand at a route: the fields of a mapping, the words of a closed list, the kind of thing an id names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, get_args

from communique.documents import REFERENCES
from communique.lsp.tokens import value_at
from communique.model.base import Record, Shorthand, Vocabulary, fields_of_kind, records_at, vocabulary_of
from communique.model.documents import model_of
from communique.model.edtf import Edtf
from communique.model.event import Event
from communique.model.types import event_types

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from communique.documents import DocumentKind
    from communique.fault import Route
    from communique.ids import ReferenceKind
    from communique.lsp.tokens import Token
    from communique.subset import Value

_EVIDENCE: Final = "evidence"
_CANONICAL: Final = frozenset({"canonical", "pair", "replaced_by"})
"""The fields whose values are canonical ids without being references to events."""


class Meaning:
    """What the models say of the values of one file, whatever state it is in."""

    def __init__(self, kind: DocumentKind, value: Value) -> None:
        """Take what the file is, and its values as far as they are known."""
        self.kind = kind
        self.value = value

    def event_at(self, route: Route) -> type[Event] | None:
        """Give the type of the event that a route leads into; what all have, if it has no known type."""
        if self.kind.form != "annotation" or len(route) < 2 or route[0] != "events":
            return None
        word = value_at(self.value, (*route[:2], "type"))
        return event_types().get(word, Event) if isinstance(word, str) else Event

    def records_at(self, route: Route) -> tuple[type[Record], ...]:
        """Give the classes that the mapping at a route may have; none, where there can be no mapping of fields."""
        event = self.event_at(route)
        if event is not None:
            return _below(event, _named(route[2:]))
        if self.kind.form == "annotation":
            return _below(model_of(self.kind), _named(route))
        return _below(model_of(self.kind), _named(route[1:])) if route else ()

    def fields_at(self, route: Route) -> dict[str, FieldInfo]:
        """Give the fields that the mapping at a route may have."""
        found: dict[str, FieldInfo] = {}
        if not self.is_evidence(route):
            for record in self.records_at(route):
                for name, field in record.model_fields.items():
                    found.setdefault(name, field)
        return found

    def field_at(self, route: Route) -> FieldInfo | None:
        """Give the field whose value, or one of whose values, stands at a route."""
        mapping, name = _parted(route)
        return self.fields_at(mapping).get(name)

    def is_evidence(self, route: Route) -> bool:
        """Whether the mapping at a route is that of an event's passages, whose keys are fields of the event."""
        return self.event_at(route) is not None and route[2:] == (_EVIDENCE,)

    def is_type(self, route: Route) -> bool:
        """Whether the type of an event stands at a route."""
        return self.event_at(route) is not None and route[2:] == ("type",)

    def is_local_id(self, route: Route) -> bool:
        """Whether the id of an event stands at a route."""
        return self.event_at(route) is not None and route[2:] == ("id",)

    def is_canonical(self, route: Route) -> bool:
        """Whether a canonical id stands at a route, that of an event in the world."""
        return _parted(route)[1] in _CANONICAL and self.field_at(route) is not None

    def is_date(self, route: Route) -> bool:
        """Whether a date stands at a route."""
        field = self.field_at(route)
        return field is not None and _has(field.annotation, Edtf)

    def words_at(self, route: Route) -> type[Vocabulary] | None:
        """Give the closed list that the value at a route is taken from."""
        field = self.field_at(route)
        return None if field is None else vocabulary_of(field.annotation)

    def reference_at(self, route: Route) -> ReferenceKind | None:
        """Tell what the id at a route names, as a field of its own or as the short form of a mapping."""
        mapping, name = _parted(route)
        for record in self.records_at(mapping):
            kind = fields_of_kind(record).get(name)
            if kind is not None:
                return kind
        for record in self.records_at(route):
            if issubclass(record, Shorthand) and record.shorthand:
                return fields_of_kind(record).get(record.shorthand)
        return None

    def registers(self, token: Token) -> ReferenceKind | None:
        """Tell what a word registers: the id of an entry, where the file is a registry."""
        return REFERENCES.get(self.kind.name) if token.part == "key" and len(token.route) == 1 else None


def _parted(route: Route) -> tuple[Route, str]:
    """Part a route into that of a mapping and the name of a field: a value in a list belongs to the list's field."""
    while route and isinstance(route[-1], int):
        route = route[:-1]
    return (route[:-1], str(route[-1])) if route else ((), "")


def _named(route: Route) -> tuple[str, ...]:
    """Give the fields on a route: a value of a list is what the list is."""
    return tuple(step for step in route if isinstance(step, str))


@lru_cache(maxsize=1_024)
def _below(cls: type[Record], fields: tuple[str, ...]) -> tuple[type[Record], ...]:
    """Give the classes of the record that some fields lead to from a class; what is no field leads nowhere."""
    current: tuple[type[Record], ...] = (cls,)
    by_field = False
    for name in fields:
        if by_field:
            by_field = False
            continue
        having = [each for each in current if name in each.model_fields]
        current = tuple(dict.fromkeys(found for each in having for found in records_at(each, (name,))))
        by_field = name == _EVIDENCE
    return current


def _has(annotation: Any, wanted: type) -> bool:
    return annotation is wanted or any(_has(each, wanted) for each in get_args(annotation))
