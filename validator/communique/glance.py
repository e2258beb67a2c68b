"""Whether a file is certain to have no findings: told from its plain values, without models and rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Self

from communique.corpus_schema import DATE, narrowed
from communique.dates import is_date
from communique.screens import screens
from communique.sight import NamesAtAGlance, OddEntryError, Sight

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Judge", "NamesAtAGlance"]

_REGISTRIES: Final = ("actors", "places", "topics", "annotators")
_SIGN_OF_SUPPRESSION: Final = b"communique:"


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
            if not self._is_valid(value) or _SIGN_OF_SUPPRESSION in data:
                return False
            sight = Sight(name, data, value, self._names)
            return not any(suspicious(sight) for suspicious in self._screens)
        except (ValueError, OddEntryError):
            return False


def _compiled(schema: dict[str, Any]) -> Callable[[Any], bool] | None:
    """Compile a schema, where the library that does it is here, and judges as the tested one."""
    try:
        from jsonschema_rs import Draft202012Validator
    except ImportError:
        return None
    validator = Draft202012Validator(schema, formats={DATE: is_date}, validate_formats=True)
    return validator.is_valid
