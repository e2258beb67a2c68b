"""Whether a file is certain to have no findings: told from its plain values, without models and rules."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

from communique.corpus_schema import narrowed
from communique.screens import screens
from communique.sight import NamesAtAGlance, Sight
from communique.validity import compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.anchor import Article
    from communique.witness import Witness

__all__ = ["Judge", "NamesAtAGlance"]

_REGISTRIES: Final = ("actors", "places", "topics", "annotators")
_SIGN_OF_COMMENT, _SIGN_OF_SUPPRESSION = b"#", b"communique:"


class Judge:
    """Tells of annotations, one by one, whether nothing can be found in them.

    What it clears, the rules over one event or one file have nothing against, as long as the text of the article is
    not at hand; where it is, the text must bear it out besides. What it does not clear may still be without findings.
    """

    def __init__(self, names: NamesAtAGlance, is_valid: Callable[[Any], bool]) -> None:
        """Take the registered names, and a test of values against the schema that is narrowed to them."""
        self._names: Final = names
        self._is_valid: Final = is_valid
        self._screens: Final = screens()

    @classmethod
    def of(cls, names: NamesAtAGlance, schema: bytes) -> Self | None:
        """Make a judge from the published schema of annotations; None where jsonschema-rs is not here or another."""
        is_valid = compiled(narrowed(json.loads(schema), {name: names.ids(name) for name in _REGISTRIES}))
        return None if is_valid is None else cls(names, is_valid)

    @cached_property
    def _witness(self) -> Witness | None:
        """Who says what texts bear out; made when the first text is at hand."""
        from communique.witness import Witness

        return Witness.of(self._names.registries)

    def prepare(self) -> None:
        """Make what the first text would ask for."""
        _ = self._witness

    def clear(self, name: str, data: bytes, value: Any) -> bool:
        """Whether it is certain that nothing is found in a file without a text.

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

    def bears_out(self, name: str, data: bytes, value: Any, article: Article) -> bool:
        """Whether it is certain that nothing is found with the article's text in a file that is clear without it."""
        try:
            return self._witness is not None and self._witness.bears_out(Sight(name, data, value, self._names), article)
        except Exception:  # noqa: BLE001 (what cannot be told at a glance is told the sure way)
            return False
