"""A schema as it was read: its parts with their references followed, and whether two of them ask for the same."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from communique.contract.keywords import DEFINITIONS, LISTS_OF_SCHEMAS, NAMED_SCHEMAS, SAID, SCHEMAS, ill_formed
from communique.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Body = dict[str, Any]

_EVERYTHING: Final[Body] = {}
_NOTHING: Final[Body] = {"not": {}}
_LONGEST_REFERENCE: Final = 200


class SchemaError(ValueError):
    """A file is no schema, or one that cannot be compared; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a schema, at the end of its references.

    `body` is what it asks for, `said` what it tells people, `shape` the definition that was referred to last.
    `key` is the same for the same part, however it was reached.
    """

    body: Body
    said: Body
    shape: str | None
    key: int

    @property
    def impossible(self) -> bool:
        """Whether nothing at all is accepted."""
        return self.body.get("not") is True or self.body.get("not") == {}


@dataclass(frozen=True, eq=False)
class Document:
    """A whole schema. `read` makes one; its references are known to lead somewhere."""

    name: str
    root: Body
    _known: dict[int, tuple[Any, Part]] = field(default_factory=dict, init=False, repr=False)

    def part(self, schema: Any) -> Part:
        """Follow a schema's references. What stands beside one is said of its target, or asked for as well."""
        if id(schema) not in self._known:  # what is known is kept, so that no other schema gets its identity
            self._known[id(schema)] = schema, self._followed(schema)
        return self._known[id(schema)][1]

    def _followed(self, schema: Any) -> Part:
        said: Body = {}
        shape = None
        while isinstance(schema, dict) and "$ref" in schema:
            beside = {key: value for key, value in schema.items() if key != "$ref" and key not in DEFINITIONS}
            if beside.keys() - SAID:
                both = [{"$ref": schema["$ref"]}, beside]
                return Part({"allOf": both}, said, shape, id(schema))
            said = beside | said
            shape = schema["$ref"].rpartition("/")[2]
            schema = self.target(schema["$ref"])
        body = _EVERYTHING if schema is True else _NOTHING if schema is False else schema
        asked = {key: value for key, value in body.items() if key not in SAID and key not in DEFINITIONS}
        told = {key: value for key, value in body.items() if key in SAID}
        return Part(asked, told | said, shape, id(body))

    def target(self, reference: str) -> Any:
        """Give what a reference leads to. Raises SchemaError where it leads nowhere, or out of the file."""
        found: Any = self.root
        if reference != "#" and not reference.startswith("#/"):
            message = f"`{visible(reference, _LONGEST_REFERENCE)}` leads out of the file"
            raise SchemaError(message)
        for step in reference[2:].split("/") if reference != "#" else ():
            name = step.replace("~1", "/").replace("~0", "~")
            if isinstance(found, dict) and name in found:
                found = found[name]
            elif isinstance(found, list) and name.isascii() and name.isdigit() and int(name) < len(found):
                found = found[int(name)]
            else:
                message = f"`{visible(reference, _LONGEST_REFERENCE)}` leads nowhere"
                raise SchemaError(message)
        return found

    @cached_property
    def uses(self) -> Counter[str]:
        """How often each definition is referred to."""
        return Counter(part["$ref"].rpartition("/")[2] for part in _parts(self.root) if "$ref" in part)


def read(name: str, text: str | bytes) -> Document:
    """Read a schema. Raises SchemaError where the text is none, or uses what cannot be compared."""
    try:
        root = json.loads(text)
        document = Document(name, root if isinstance(root, dict) else {})
        if not isinstance(root, dict):
            message = "it is no JSON object"
            raise SchemaError(message)
        for part in _parts(root):
            _ensure_plain(part, document)
    except RecursionError:
        message = "it is nested too deeply"
        raise SchemaError(message) from None
    except ValueError as error:
        message = str(error)
        raise SchemaError(message) from None
    return document


def _ensure_plain(part: Body, document: Document) -> None:
    """Refuse a keyword that has not the form of its kind, a reference to nowhere, and a schema in the schema."""
    if (wrong := next((key for key, value in part.items() if ill_formed(key, value)), None)) is not None:
        message = f"`{wrong}` has not the form that draft 2020-12 gives it"
        raise SchemaError(message)
    if "$id" in part and part is not document.root:
        message = "a schema inside of it has an `$id` of its own"
        raise SchemaError(message)
    followed, on_the_way = part, set()
    while "$ref" in followed:
        target = document.target(followed["$ref"])
        if not isinstance(target, dict | bool) or followed["$ref"] in on_the_way:
            message = f"`{visible(followed['$ref'], _LONGEST_REFERENCE)}` leads to no schema"
            raise SchemaError(message)
        on_the_way.add(followed["$ref"])
        followed = target if isinstance(target, dict) else {}


def _parts(schema: Any) -> Iterator[Body]:
    """Walk all schemas inside of a schema, itself included."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, dict):
            continue
        yield part
        for key, value in part.items():
            if key in SCHEMAS:
                waiting.append(value)
            elif key in LISTS_OF_SCHEMAS and isinstance(value, list):
                waiting.extend(value)
            elif key in NAMED_SCHEMAS and isinstance(value, dict):
                waiting.extend(value.values())


@dataclass(frozen=True, eq=False)
class Pair:
    """Two documents, an older and a newer one."""

    old: Document
    new: Document

    def same(self, one: Any, other: Any, seen: set[tuple[int, int]] | None = None) -> bool:
        """Whether a schema of the old and one of the new ask for the same, whatever they say.

        Of a pair that was `seen` nothing is known to differ: else the answer were there already.
        """
        seen = set() if seen is None else seen
        old, new = self.old.part(one), self.new.part(other)
        if (old.key, new.key) in seen:
            return True
        seen.add((old.key, new.key))
        a, b = (
            {key: value for key, value in part.body.items() if key not in {"$id", "$schema"}} for part in (old, new)
        )
        return a.keys() == b.keys() and all(self.alike(key, a[key], b[key], seen) for key in a)

    def alike(self, key: str, old: Any, new: Any, seen: set[tuple[int, int]] | None = None) -> bool:
        """Whether a keyword asks for the same with an old value and with a new one."""
        if key in SCHEMAS:
            return self.same(old, new, seen)
        if key in LISTS_OF_SCHEMAS:
            return len(old) == len(new) and all(self.same(*both, seen) for both in zip(old, new, strict=True))
        if key in NAMED_SCHEMAS:
            return old.keys() == new.keys() and all(self.same(old[name], new[name], seen) for name in old)
        if key in {"required", "enum"} or (key == "type" and isinstance(old, list) and isinstance(new, list)):
            return {exact(each) for each in old} == {exact(each) for each in new}
        return exact(old) == exact(new) and ('"$ref"' not in exact(old) or exact(self.old.root) == exact(self.new.root))


def exact(value: Any) -> str:
    """Write a JSON value so that only the same values are written the same: `1` is not `true`."""
    return json.dumps(_plain(value), sort_keys=True)


def _plain(value: Any) -> Any:
    """Write whole numbers one way: `1.0` is `1`."""
    match value:
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list():
            return [_plain(each) for each in value]
        case float() if value.is_integer():
            return int(value)
        case _:
            return value


def typed(schema: Mapping[str, Any]) -> frozenset[str]:
    """Tell the types of value that a schema accepts; `fraction` are numbers that are no integers."""
    named = schema.get("type", list(_TYPES))
    names = {named} if isinstance(named, str) else set(named)
    types = names - {"number"} | ({"integer", "fraction"} if "number" in names else set())
    known = words(schema)
    return frozenset(types if known is None else types & {_type_of(value) for value in known.values()})


_TYPES: Final = ("null", "boolean", "object", "array", "number", "string")
_TYPE_OF: Final = {bool: "boolean", int: "integer", float: "fraction", str: "string", list: "array", dict: "object"}


def _type_of(value: Any) -> str:
    return _TYPE_OF.get(type(_plain(value)), "null")


def words(schema: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give the values that a schema lists, by how they are written exactly; None where it lists none."""
    lists = [schema["enum"]] if "enum" in schema else []
    lists += [[schema["const"]]] if "const" in schema else []
    if not lists:
        return None
    first, *others = ({exact(value): value for value in values} for values in lists)
    return {key: value for key, value in first.items() if all(key in other for other in others)}
