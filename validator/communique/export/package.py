"""What makes files a dataset that others can find, load, check and cite: descriptions of the files beside them.

`datapackage.json` is a Data Package (v2) over the CSV files, with their foreign keys; `croissant.json` describes the
same to machine learners; `README.md` is the codebook with counts, and the card that the Hugging Face Hub reads (over
the Parquet files, where they were made); `CITATION.cff` tells how to cite.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from communique.export import File, _card, _croissant, _datapackage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.dataset.build import Dataset
    from communique.export import About, Made

NEEDS: Final = ("csv",)
_MESSAGE: Final = "If you use these annotations, please cite them as below."


def describe(dataset: Dataset, made: Mapping[str, Made], about: About) -> Iterator[File]:
    """Give the descriptions of the files that were made before."""
    yield File("datapackage.json", [_pretty(_datapackage.descriptor(made, about))])
    yield File("croissant.json", [_pretty(_croissant.descriptor(made, about))])
    yield File("CITATION.cff", [citation(about).encode()])
    yield File("README.md", [_card.readme(dataset, made, about).encode()])


def _pretty(document: dict[str, Any]) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"


def citation(about: About) -> str:
    """Write the file that tells how to cite: YAML in the Citation File Format, its texts written as JSON has them."""
    values: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": about.title,
        "abstract": about.description,
        "license": "CC-BY-4.0",
    }
    for key in ("version", "url"):
        if getattr(about, key) is not None:
            values[key] = getattr(about, key)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()]
    authors = about.authors or (f"The annotators of “{about.title}”",)
    lines += ["authors:\n", *(f"  - name: {json.dumps(author, ensure_ascii=False)}\n" for author in authors)]
    return "".join(lines)
