"""The way out for events that no type fits."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from communique.model.base import Prose, Slug
from communique.model.event import Entry, Equivalent, Event


class Other(Event):
    """Something of political weight happened that no other type fits; its `label` is counted so that types can grow."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "what would be lost if it were not coded, and is none of the other types",
            "a thing without a will behind it that events turn on: a disaster, an epidemic, an accident",
        ),
        excludes=(
            "what fits a type whose list lacks the right word (that type, with `other` in the list)",
            "words that fit nothing else (`statement`)",
            "what the text only alludes to, predicts or argues about (nothing, or the type with its `status`)",
            "boilerplate: captions, links to other stories (nothing)",
        ),
        example="""
            - id: strait-oil-spill
              type: other
              date: 2025-03-30
              date_basis: stated
              status: occurred
              summary: A grounded tanker spilled oil into the strait that two states both claim.
              label: accident
              note: An accident at sea, and no one's act; both governments' later protests refer to it.
              evidence:
                event: "ran aground"
            """,
        equivalents=(Equivalent("none"),),
    )

    type: Literal["other"]
    label: Slug = Field(description="One word for the sort of event, the same for all of the sort: `accident`.")
    note: Prose = Field(description="Why no other type fits.")
