"""What ids look like, and what they can be ids of."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

SLUG: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_SAYS: Final = "lower-case letters, digits and single hyphens: `xi-lee-summit`"
CANONICAL: Final = "^[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)?$"
CANONICAL_SAYS: Final = "a canonical id (`xi-lee-summit-2025`) or `article.event`"

ReferenceKind: TypeAlias = Literal["actor", "place", "topic", "annotator", "event"]
"""What a reference may lead to."""
