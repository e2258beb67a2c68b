"""The values of one file, and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from communique import quick
from communique.fault import Fault, Place, Route
from communique.source import Source, Span
from communique.subset import ARTICLE_LIMIT, REGISTRY_LIMIT, SUPPRESSION_SIGN, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.reading import Places


def existing(value: Value, route: Route) -> Route:
    """Follow a route as far as there are values.

    A shorthand stands for the field it abbreviates, and a value alone for a list of one: a step 0 into what is no
    list is passed over.
    """
    found: list[str | int] = []
    for step in route:
        if isinstance(value, dict) and isinstance(step, str) and step in value:  # noqa: SIM114 (types tell them apart)
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        elif step == 0 and isinstance(value, dict):
            continue
        else:
            break
        found.append(step)
    return tuple(found)


@dataclass(frozen=True)
class Tree:
    """The values of one file, and the faults met in reading them.

    `whole` is false where reading had to stop: then `value` is None and says nothing. `tainted` are the routes whose
    values a fault has already been reported for, so that nobody reports a second one for the same mistake.
    """

    source: Source
    value: Value
    faults: tuple[Fault, ...] = ()
    whole: bool = True
    tainted: frozenset[Route] = frozenset()
    noted: Places | None = field(default=None, repr=False, compare=False)
    """Where everything stands, if that was read with the values."""

    @cached_property
    def _places(self) -> Places:
        """Where everything stands, if need be read in a second pass when it is first asked for."""
        if self.noted is not None:
            return self.noted
        from communique.reading import Builder, Places

        places = Places()
        Builder(self.source, places, REGISTRY_LIMIT).build()
        return places

    def span(self, where: Place | Span) -> Span:
        """Turn a place into a span (code points).

        A route that leads further than the file does ends at the last value on the way: a shorthand stands for the
        field it abbreviates, and a value alone for a list of one. A mapping or list is shown by its beginning.
        """
        if isinstance(where, Span):
            return where
        route = existing(self.value, where.route)
        value = self._places.values.get(route, Span(0, 0))
        key = self._places.keys.get(route)
        if key is not None and (where.part == "key" or value.start == value.end):
            return key
        return value

    def inside_scalar(self, offset: int) -> bool:
        """Whether an offset (code points) lies within the text of a key or a value, and so not in a comment."""
        scalars = (span for route, span in self._places.values.items() if not isinstance(self.at(route), dict | list))
        return any(span.start <= offset < span.end for span in (*scalars, *self._places.keys.values()))

    def at(self, route: Route) -> Value:
        """Give the value at a route. Raises LookupError or TypeError where there is none."""
        value: Any = self.value
        for step in route:
            value = value[step]
        return cast("Value", value)

    def routes(self) -> Iterator[tuple[Route, Value]]:
        """Walk all values, each with its route, in the order of the file."""
        waiting: list[tuple[Route, Value]] = [((), self.value)]
        while waiting:
            route, value = waiting.pop()
            yield route, value
            if isinstance(value, dict):
                waiting.extend(((*route, key), item) for key, item in reversed(value.items()))
            elif isinstance(value, list):
                waiting.extend(((*route, index), value[index]) for index in reversed(range(len(value))))


def read(source: Source, limit: int = ARTICLE_LIMIT) -> Tree:
    """Read the values of a file as `parse` does, the fast way where it can go it."""
    value: Any = quick.values(source.data, limit)
    return parse(source, limit) if value is None else Tree(source, value)


def parse(source: Source, limit: int = ARTICLE_LIMIT) -> Tree:
    """Read the values of a file.

    `limit` is the number of bytes it may have; the number of nodes follows from it. Whatever the bytes are, the
    answer is a tree, with faults of the kinds that `rules/yml.py` explains. Raises UntestedParserError where the YAML
    parser is not the tested one.
    """
    from communique.reading import Builder, Places, ensure_tested_parser

    ensure_tested_parser()
    if len(source.data) > limit:
        start = len(source.data[:limit].decode("utf-8", "ignore"))
        fault = Fault("file-too-large", Span(start, start + 1), {"size": len(source.data), "limit": limit})
        return Tree(source, None, (fault,), whole=False)
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = len(source.data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        fault = Fault("not-utf-8", Span(start, start + 1), {"byte": f"0x{source.data[error.start]:02X}"})
        return Tree(source, None, (fault,), whole=False)
    # What a comment accepts stands in a place: such a file is read once, with all of them.
    places = Places() if SUPPRESSION_SIGN in source.data else None
    builder = Builder(source, places, limit)
    if source.marked:
        builder.faults.append(Fault("byte-order-mark", Span(0, 0)))
    whole = builder.build()
    if whole and not builder.documents:
        builder.faults.append(Fault("empty-file", Span(0, 0)))
        whole = False
    if not whole:
        return Tree(source, None, tuple(builder.faults), whole=False, tainted=frozenset(builder.tainted))
    return Tree(source, builder.value, tuple(builder.faults), tainted=frozenset(builder.tainted), noted=places)
