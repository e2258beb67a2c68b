"""Which alternatives belong together, and which can never both be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from communique.contract.document import typed, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from communique.contract.document import Body, Document

T = TypeVar("T")


def paired(
    old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], bool], *, in_order: bool = False
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pair what is alike; give the pairs in the new order, and what is left of the old and of the new.

    `in_order` pairs what is left by its order as well, as far as there are as many of both.
    """
    left = list(old)
    found: dict[int, T] = {}
    for at, other in enumerate(new):
        index = next((index for index, one in enumerate(left) if alike(one, other)), None)
        if index is not None:
            found[at] = left.pop(index)
    if in_order and len(left) == len(new) - len(found):
        rest = [at for at in range(len(new)) if at not in found]
        found |= zip(rest, left, strict=True)
        left = []
    pairs = [(found[at], other) for at, other in enumerate(new) if at in found]
    return pairs, left, [other for at, other in enumerate(new) if at not in found]


def tag(document: Document, schema: Any) -> tuple[str, str] | None:
    """Give the field that tells a mapping of this sort from others, and its word: required, and one text alone."""
    body = document.part(schema).body
    for name in body.get("required", ()):
        known = words(document.part(body.get("properties", {}).get(name, True)).body)
        if known is not None and len(known) == 1:
            (word,) = known.values()
            if isinstance(word, str):
                return name, word
    return None


def excluded(document: Document, body: Body, other_document: Document, condition: Any) -> bool:
    """Whether no value that a schema accepts meets a condition of another: a field would have a word that it cannot."""
    asked = other_document.part(condition).body
    return typed(body) == {"object"} and _tell_apart(document, body, other_document, asked, asked.get("required", ()))


def disjoint(document: Document, schema: Any, other_document: Document, other: Any) -> bool:
    """Whether two schemas can be seen to accept no value in common."""
    one, two = document.part(schema).body, other_document.part(other).body
    common = typed(one) & typed(two)
    if not common:
        return True
    known, others = words(one), words(two)
    if known is not None and others is not None and not known.keys() & others.keys():
        return True
    required = set(one.get("required", ())) & set(two.get("required", ()))
    return common == {"object"} and _tell_apart(document, one, other_document, two, required)


def _tell_apart(document: Document, one: Body, other_document: Document, two: Body, names: Any) -> bool:
    """Whether a field of these names has values in the one that it never has in the other."""
    for name in names:
        known = words(document.part(one.get("properties", {}).get(name, True)).body)
        others = words(other_document.part(two.get("properties", {}).get(name, True)).body)
        if known is not None and others is not None and not known.keys() & others.keys():
            return True
    return False
