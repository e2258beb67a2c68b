"""Whether a file is certain to have no findings: told from its plain values, without models and rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Self

from communique.corpus_schema import DATE, narrowed
from communique.dates import is_date
from communique.screens import screens
from communique.sight import NamesAtAGlance, Sight

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Judge", "NamesAtAGlance"]

_REGISTRIES: Final = ("actors", "places", "topics", "annotators")
_SIGN_OF_COMMENT, _SIGN_OF_SUPPRESSION = b"#", b"communique:"

_TRIED: Final = {
    "type": ["string", "integer", "array", "object"],
    "pattern": "^[a-z0-9\\u00e9-]+$",
    "maxLength": 10,
    "maximum": 9,
    "items": {"type": "string", "format": DATE},
    "maxItems": 1,
    "properties": {"a": {"enum": ["a", None], "type": "string"}},
    "additionalProperties": False,
    "if": {"required": ["a"]},
    "else": {"not": {"type": "object"}},
}
_RIGHT: Final = ("é" * 10, 9, ["2024-02-29"], {"a": "a"})
_WRONG: Final[tuple[Any, ...]] = (
    "é" * 11,
    "e\n",
    "",
    10,
    True,
    None,
    ["2025-02-29"],
    [1],
    ["2025"] * 2,
    {"a": None},
    {"a": "a", "b": 1},
    {},
)
"""Values that are accepted and refused by whatever judges as it should."""


class Judge:
    """Tells of annotations, one by one, whether nothing can be found in them.

    What it clears, the rules over one event or one file have nothing against, as long as the text of the article is
    not at hand. What it does not clear may still be without findings.
    """

    def __init__(self, names: NamesAtAGlance, is_valid: Callable[[Any], bool]) -> None:
        """Take the registered names, and a test of values against the schema that is narrowed to them."""
        self._names: Final = names
        self._is_valid: Final = is_valid
        self._screens: Final = screens()

    @classmethod
    def of(cls, names: NamesAtAGlance, schema: bytes) -> Self | None:
        """Make a judge from the published schema of annotations; None where jsonschema-rs is not here or another."""
        is_valid = _compiled(narrowed(json.loads(schema), {name: names.ids(name) for name in _REGISTRIES}))
        return None if is_valid is None else cls(names, is_valid)

    def clear(self, name: str, data: bytes, value: Any) -> bool:
        """Whether it is certain that nothing is found in a file.

        `name` is that under which it is reported, `data` its bytes, and `value` what the reader of YAML, who had
        nothing to remark, made of them.
        """
        try:
            if not self._is_valid(value) or (_SIGN_OF_COMMENT in data and _SIGN_OF_SUPPRESSION in data):
                return False
            sight = Sight(name, data, value, self._names)
            return not any(suspicious(sight) for suspicious in self._screens)
        except Exception:  # noqa: BLE001 (what cannot be told at a glance is told the sure way)
            return False


def _compiled(schema: dict[str, Any]) -> Callable[[Any], bool] | None:
    """Compile a schema, where the library that does it is at hand, and judges as the one that we tested."""
    try:
        from jsonschema_rs import Draft202012Validator
    except ImportError:
        return None
    formats = {DATE: is_date}
    tried = Draft202012Validator(_TRIED, formats=formats, validate_formats=True).is_valid
    if not all(map(tried, _RIGHT)) or any(map(tried, _WRONG)):
        return None
    return Draft202012Validator(schema, formats=formats, validate_formats=True).is_valid
