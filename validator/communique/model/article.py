"""The head of an annotation file: which article, and who annotated it how."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from pydantic import Field

from communique.model.base import (
    ActorId,
    AnnotatorId,
    Count,
    Digest,
    Language,
    Line,
    Many,
    Maybe,
    Prose,
    Record,
    Slug,
    Url,
    Vocabulary,
)
from communique.model.edtf import Edtf
from communique.published import VERSION


class Method(Vocabulary):
    """How the annotation came about."""

    MANUAL = "manual", "People read the article and wrote the annotation."
    ASSISTED = "assisted", "A machine suggested, people corrected."
    AUTOMATIC = "automatic", "A machine wrote it; no person has looked at every event."


class Progress(Vocabulary):
    """How far the annotation has come."""

    DRAFT = "draft", "Not finished."
    ANNOTATED = "annotated", "Finished by its annotators."
    REVIEWED = "reviewed", "Read against the article by someone else."
    ADJUDICATED = "adjudicated", "Two readings were compared and their differences decided."


class Text(Record):
    """Ties the annotation to one exact text, which is itself never committed."""

    sha256: Digest = Field(description="SHA-256 of the text in UTF-8, after NFC and with line feeds as line ends.")
    length: Count = Field(description="The text's length in code points.")


class Article(Record):
    """The article that was annotated."""

    id: Slug = Field(description="The same as the file's name without `.yaml`.")
    publisher: ActorId = Field(description="Who published it: an id in `names/actors.yaml`.")
    headline: Maybe[Line] = Field(None, description="The headline, as printed.")
    url: Maybe[Url] = Field(None, description="Where it can be read.")
    published: Edtf = Field(description="The day it was published, or an interval where the text does not tell.")
    language: Language = Field(description="The language of the text.")
    via: Many[ActorId] = Field((), description="The agencies or media that the article itself credits.")
    text: Maybe[Text] = Field(None, description="The digest and length of the text.")
    note: Maybe[Prose] = Field(None, description="What a reader should know about the source or its date.")


class Annotation(Record):
    """Who annotated, and how far it has come."""

    annotators: Many[AnnotatorId] = Field(description="Who wrote it: ids in `names/annotators.yaml`.")
    reviewed_by: Many[AnnotatorId] = Field((), description="Who reviewed it.")
    method: Method = Field(description="How it came about.")
    status: Progress = Field(description="How far it has come.")


def _constant(schema: dict[str, Any]) -> None:
    """Publish bounds that allow one number alone as that number: editors then write it for their users."""
    schema["const"] = schema.pop("minimum")
    del schema["maximum"]


class Head(Record):
    """An annotation file without its events, which are validated one by one."""

    schema_version: int = Field(
        ge=VERSION, le=VERSION, description=f"The version of this format: {VERSION}.", json_schema_extra=_constant
    )
    article: Article = Field(description="The article that was annotated.")
    annotation: Annotation = Field(description="Who annotated it, and how.")
    notes: Maybe[Prose] = Field(None, description="Questions and remarks; they travel into the dataset.")


def folder_for(published: Edtf | None) -> PurePosixPath:
    """Tell the folder of an annotation below the corpus: year and month of the earliest day of publication."""
    if published is None or published.start is None:
        return PurePosixPath("undated")
    return PurePosixPath(f"{published.start:%Y}", f"{published.start:%m}")
