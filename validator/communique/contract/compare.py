"""The walk over two schemas side by side.

A schema is a conjunction of what its keywords ask for. So they are compared one by one: where none refuses what its
counterpart accepted, nothing is refused that was valid. What cannot be compared so counts as breaking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from communique.contract.alternatives import disjoint, excluded, paired, tag
from communique.contract.change import LOOSER, MORE, OTHER, SAME, TIGHTER, Change, Verdict
from communique.contract.document import Document, Pair, SchemaError, exact, typed, words
from communique.contract.keywords import BOUNDS, ENTANGLED, FOLLOWED, SAID, Bound
from communique.words import listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from communique.contract.document import Body, Part

_LARGEST: Final = 2**53 - 1
"""Readers keep integers up to here exactly (RFC 8259, section 6): a maximum beyond it is no mere extension."""
_LONGEST: Final = 200
_CONDITION: Final = frozenset({"if", "then", "else"})


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """Tell what changed from one schema to another, in the order of the newer one.

    Raises SchemaError where they are nested too deeply.
    """
    comparison = _Comparison(Pair(old, new))
    try:
        comparison.walk(old.root, new.root, "", None)
    except RecursionError:
        message = f"`{new.name}` is nested too deeply"
        raise SchemaError(message) from None
    return tuple(comparison.found)


def compare_all(old: Mapping[str, Document], new: Mapping[str, Document]) -> tuple[Change, ...]:
    """Tell what changed from some schemas to others, by their names. Raises SchemaError as `compare` does."""
    changes: list[Change] = []
    for name in sorted(old.keys() | new.keys()):
        if name in old and name in new:
            changes.extend(compare(old[name], new[name]))
        else:
            says, verdict = ("a schema that was not there", MORE) if name in new else ("there is no such schema", OTHER)
            changes.append(Change(name, "", says, verdict.authors, verdict.consumers))
    return tuple(changes)


class _Comparison:
    """Collects changes. A pair of parts is compared once, where it is met first."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.found: list[Change] = []
        self.seen: set[tuple[int, int]] = set()
        self.told: set[tuple[str, str]] = set()

    def walk(self, old_schema: Any, new_schema: Any, path: str, shape: str | None) -> None:
        """Compare what stands at a path, and all below it."""
        old, new = self.pair.old.part(old_schema), self.pair.new.part(new_schema)
        if new.shape is not None:
            shape = new.shape if self.pair.new.uses[new.shape] > 1 else None
        at = _At(self, path, shape)
        self._words_to_people(old, new, at)
        if (old.key, new.key) in self.seen:
            return
        self.seen.add((old.key, new.key))
        if old.body.keys() & ENTANGLED or new.body.keys() & ENTANGLED:
            if not self.pair.same(old_schema, new_schema):
                keys = sorted((old.body.keys() | new.body.keys()) & ENTANGLED)
                at.note(f"it is another, and has {listed(keys, 'and')}, which is not followed", OTHER)
            return
        if old.impossible or new.impossible:
            if old.impossible != new.impossible:
                says = ("nothing can stand here", TIGHTER) if new.impossible else ("something can stand here", LOOSER)
                at.note(*says)
            return
        for compared in (_identity, _types, _values, _bounds, _texts, _fields, _entries, _others):
            compared(self.pair, old.body, new.body, at)
        _conditions(self.pair, old.body, new.body, at)
        _alternatives(self.pair, old.body, new.body, at)

    def _words_to_people(self, old: Part, new: Part, at: _At) -> None:
        said = exact(old.said), exact(new.said)
        if said[0] != said[1] and said not in self.told:
            self.told.add(said)
            keys = [key for key in old.said | new.said if old.said.get(key) != new.said.get(key)]
            at.note(f"other words to people: {listed(keys, 'and')}", SAME)


class _At:
    """A place in the comparison, at which changes are noted and from which the walk goes on."""

    def __init__(self, comparison: _Comparison, path: str, shape: str | None) -> None:
        self._comparison = comparison
        self._path = path
        self._shape = shape

    def note(self, what: str, verdict: Verdict, below: str = "") -> None:
        """Note a change here, or at a step below."""
        name, path = self._comparison.pair.new.name, f"{self._path}{below}".lstrip(".")
        self._comparison.found.append(Change(name, path, what, verdict.authors, verdict.consumers, self._shape))

    def walk(self, old: Any, new: Any, step: str) -> None:
        """Go on with what stands a step below."""
        self._comparison.walk(old, new, f"{self._path}{step}", self._shape)


def _identity(_pair: Pair, old: Body, new: Body, at: _At) -> None:
    for key in ("$id", "$schema"):
        if old.get(key) != new.get(key):
            at.note(f"`{key}` is {_shown(new.get(key))}, was {_shown(old.get(key))}", OTHER)


def _types(_pair: Pair, old: Body, new: Body, at: _At) -> None:
    before, after = typed(old), typed(new)
    if come := after - before:
        at.note(f"it can also be {listed(sorted(come))}", LOOSER)
    if gone := before - after:
        at.note(f"it can no longer be {listed(sorted(gone))}", TIGHTER)


def _values(_pair: Pair, old: Body, new: Body, at: _At) -> None:
    """Compare lists of values. Readers know that lists of words grow; not so a value that was the only one."""
    before, after = words(old), words(new)
    if before is None or after is None:
        if before != after:
            known = after if before is None else before
            says = "only these can stand here now" if before is None else "it is no longer one of"
            at.note(f"{says}: {_values_shown(known or {})}", TIGHTER if before is None else LOOSER)
        return
    if come := {key: value for key, value in after.items() if key not in before}:
        closed = "const" in old or not all(isinstance(value, str) for value in come.values())
        at.note(f"it can also be {_values_shown(come)}", LOOSER if closed else MORE)
    if gone := {key: value for key, value in before.items() if key not in after}:
        at.note(f"it can no longer be {_values_shown(gone)}", TIGHTER)


def _values_shown(values: Body) -> str:
    return listed([value if isinstance(value, str) else key for key, value in values.items()], "or")


def _bounds(_pair: Pair, old: Body, new: Body, at: _At) -> None:
    common = typed(old) & typed(new)
    for key, bound in BOUNDS.items():
        before, after = old.get(key, bound.default), new.get(key, bound.default)
        if before != after and bound.types & common:
            at.note(_bound_shown(bound, before, after), _bound_verdict(key, bound, before, after))


def _bound_shown(bound: Bound, before: float | None, after: float | None) -> str:
    side = "at least" if bound.least else "at most"
    was = "no bound" if before is None else f"{before:,}"
    return f"{side} {after:,}{bound.noun}, was {was}" if after is not None else f"no longer {side} {was}{bound.noun}"


def _bound_verdict(key: str, bound: Bound, before: float | None, after: float | None) -> Verdict:
    """Tell a bound that is tighter from one that is looser; looser lower bounds are what readers rely on."""
    if before is None or (after is not None and (after > before) == bound.least):
        return TIGHTER
    if bound.least or (key == "maximum" and (after is None or after > _LARGEST)):
        return LOOSER
    return MORE


def _texts(_pair: Pair, old: Body, new: Body, at: _At) -> None:
    before, after = old.get("pattern"), new.get("pattern")
    if before == after or "string" not in typed(old) & typed(new):
        return
    if after is None:
        at.note(f"it need not have the form {_shown(before)}", LOOSER)
    else:
        was = f", was {_shown(before)}" if before is not None else ""
        at.note(f"it has the form {_shown(after)}{was}", OTHER if before is not None else TIGHTER)


def _fields(pair: Pair, old: Body, new: Body, at: _At) -> None:
    """Compare the fields of a mapping, those that are named and all others."""
    if "object" not in typed(old) & typed(new):
        return
    required, asked = set(old.get("required", ())), set(new.get("required", ()))
    before, after = old.get("properties", {}), new.get("properties", {})
    others, more = old.get("additionalProperties", True), new.get("additionalProperties", True)
    closed, closes = pair.old.part(others).impossible, pair.new.part(more).impossible
    for name in dict.fromkeys((*after, *before)):
        step = f".{visible(name)}"
        if name not in before and closed:
            at.note("a field that was not there", MORE, step)
        elif name not in after and closes:
            at.note("there is no such field any more", TIGHTER, step)
        else:
            at.walk(before.get(name, others), after.get(name, more), step)
    for name in sorted(asked - required):
        at.note("it is required", TIGHTER, f".{visible(name)}")
    for name in sorted(required - asked):
        at.note("it may be absent", LOOSER, f".{visible(name)}")
    if closed != closes:
        says = "no field can stand here but those that are named" if closes else "any other field can stand here"
        at.note(says, TIGHTER if closes else MORE)
    elif not closed:
        at.walk(others, more, ".*")
    at.walk(old.get("propertyNames", True), new.get("propertyNames", True), " (names of fields)")


def _entries(_pair: Pair, old: Body, new: Body, at: _At) -> None:
    if "array" in typed(old) & typed(new):
        at.walk(old.get("items", True), new.get("items", True), "[]")


def _others(pair: Pair, old: Body, new: Body, at: _At) -> None:
    """Take the worst for granted of what is not followed, and of what may not be."""
    for key in sorted((old.keys() | new.keys()) - FOLLOWED - BOUNDS.keys() | {"not"}):
        before, after = old.get(key), new.get(key)
        if key in old and key in new and pair.alike(key, before, after):
            continue
        if key == "not" and key in new and key not in old:
            at.note("something is excluded", TIGHTER)
        elif key == "not" and key in old and key not in new:
            at.note("something is no longer excluded", LOOSER)
        elif key in old or key in new:
            at.note(f"`{visible(key)}` is {_shown(after)}, was {_shown(before)}", OTHER)


def _conditions(pair: Pair, old: Body, new: Body, at: _At) -> None:
    """Compare what is asked for under a condition, and what is asked for besides."""
    before, after = ([each for each in _conjuncts(body) if "if" in each] for body in (old, new))
    matches, gone, come = paired(before, after, lambda one, other: pair.same(one["if"], other["if"]))
    for one, other in matches:
        step = _step(tag(pair.new, other["if"]), "if")
        at.walk(one.get("then", True), other.get("then", True), step)
        at.walk(one.get("else", True), other.get("else", True), f"{step}<else>")
    for each in come:
        harmless = "else" not in each and excluded(pair.old, old, pair.new, each["if"])
        at.note("what it asks for is new", SAME if harmless else TIGHTER, _step(tag(pair.new, each["if"]), "if"))
    for each in gone:
        harmless = "else" not in each and excluded(pair.new, new, pair.old, each["if"])
        at.note("it asks for nothing any more", SAME if harmless else LOOSER, _step(tag(pair.old, each["if"]), "if"))
    before, after = ([each for each in _conjuncts(body) if "if" not in each] for body in (old, new))
    matches, gone, come = paired(before, after, pair.same, in_order=True)
    for number, (one, other) in enumerate(matches, 1):
        at.walk(one, other, _step(None, f"and {number}"))
    for _ in come:
        at.note("more is asked for (`allOf`)", TIGHTER)
    for _ in gone:
        at.note("less is asked for (`allOf`)", LOOSER)


def _conjuncts(body: Body) -> Iterator[Body]:
    """Give all that is asked for together: a condition in the schema itself is one of them."""
    for each in (_of(body, _CONDITION) if "if" in body else {}, *body.get("allOf", ())):
        if not isinstance(each, dict):
            yield {} if each else {"not": {}}
        elif "if" not in each:
            yield from [each] if each else []
        else:
            yield _of(each, _CONDITION)
            yield from [rest] if (rest := _of(each, each.keys() - _CONDITION - SAID)) else []


def _of(body: Body, keys: AbstractSet[str]) -> Body:
    return {key: value for key, value in body.items() if key in keys}


def _alternatives(pair: Pair, old: Body, new: Body, at: _At) -> None:
    """Compare alternatives, those of the same sort with each other. Those of `oneOf` have to exclude each other."""
    for key in ("anyOf", "oneOf"):
        if key in old and key in new:
            changed = _alternative(pair, old[key], new[key], at)
            both = (pair.old, old[key]), (pair.new, new[key])
            if key == "oneOf" and changed and not all(_exclusive(*each) for each in both):
                at.note("alternatives may overlap (`oneOf`), and then none is chosen", OTHER)
        elif key in new:
            at.note(f"it is one of several now (`{key}`)", TIGHTER)
        elif key in old:
            at.note(f"it is no longer one of several (`{key}`)", LOOSER)


def _alternative(pair: Pair, old: list[Any], new: list[Any], at: _At) -> bool:
    """Compare two lists of alternatives; tell whether anything is asked for otherwise."""

    def alike(one: Any, other: Any) -> bool:
        tagged = tag(pair.old, one)
        return tagged == tag(pair.new, other) if tagged else pair.same(one, other)

    matches, gone, come = paired(old, new, alike, in_order=True)
    for number, (one, other) in enumerate(matches, 1):
        at.walk(one, other, _step(tag(pair.new, other), str(number)))
    for each in come:
        told = tag(pair.new, each) is not None and all(disjoint(pair.new, each, pair.old, one) for one in old)
        at.note("an alternative that was not there", MORE if told else LOOSER, _step(tag(pair.new, each), "new"))
    for each in gone:
        at.note("there is no such alternative any more", TIGHTER, _step(tag(pair.old, each), "old"))
    return bool(gone or come) or not all(pair.same(*each) for each in matches)


def _exclusive(document: Document, alternatives: list[Any]) -> bool:
    return all(
        disjoint(document, one, document, other)
        for index, one in enumerate(alternatives)
        for other in alternatives[:index]
    )


def _step(tagged: tuple[str, str] | None, otherwise: str) -> str:
    return f"<{visible(tagged[1]) if tagged else otherwise}>"


def _shown(value: Any) -> str:
    if value is None:
        return "absent"
    return f"`{visible(value if isinstance(value, str) else exact(value), _LONGEST)}`"
