"""What a corpus starts with: the files that `init` and `new` write."""

from __future__ import annotations

import json
import re
from typing import Final

from communique.anchor import Article
from communique.documents import ANNOTATION, DECISIONS, KINDS, REGISTRIES, RETIRED
from communique.model.edtf import Edtf
from communique.published import FOLDER, installed

_TOML: Final = """\
# The configuration of this corpus; paths are relative to this file.
annotations = "annotations"
# Where the article texts are looked for. They are never committed.
texts = ["texts"]
"""
_IGNORE: Final = """\
# Article texts belong to their publishers.
/texts/
# What is compiled can be compiled again.
/dataset/
/site/
"""
_EXAMPLE: Final = {
    "actors": "# south-korea: {kind: state, name: South Korea, country: KR, aliases: [{name: Seoul, metonym: true}]}",
    "places": "# gyeongju: {name: Gyeongju, precision: city, country: KR}",
    "topics": "# trade: {name: Trade}",
    "annotators": "# a1: {name: Coder one}",
}


def corpus_files() -> dict[str, str]:
    """Give the files of a new corpus by their paths, with `/` between folders."""
    files = {"communique.toml": _TOML, ".gitignore": _IGNORE, ".vscode/settings.json": _editor_settings()}
    for kind in REGISTRIES:
        files[f"annotations/{kind.path}"] = (
            f"# yaml-language-server: $schema=../../schema/{FOLDER}/{kind.name}.schema.json\n"
            f"# {kind.about} For example:\n{_EXAMPLE[kind.name]}\n{{}}\n"
        )
    for kind, empty in ((DECISIONS, "[]"), (RETIRED, "{}")):
        files[f"annotations/{kind.path}"] = (
            f"# yaml-language-server: $schema=../schema/{FOLDER}/{kind.name}.schema.json\n# {kind.about}\n{empty}\n"
        )
    for path in sorted(installed().glob("*.schema.json")):
        files[f"schema/{FOLDER}/{path.name}"] = path.read_text("utf-8")
    return files


def _editor_settings() -> str:
    """Tell the YAML extension of VS Code which schema goes with which file."""
    schemas: dict[str, str | list[str]] = {
        f"./schema/{FOLDER}/{kind.name}.schema.json": f"annotations/{kind.path}" for kind in KINDS
    }
    schemas[f"./schema/{FOLDER}/{ANNOTATION.name}.schema.json"] = [
        "annotations/[0-9]*/**/*.yaml",
        "annotations/undated/*.yaml",
    ]
    return json.dumps({"yaml.schemaStore.enable": False, "yaml.schemas": schemas}, indent=2) + "\n"


def skeleton(
    article: str, text: Article | None, published: Edtf | None, publisher: str | None, annotator: str | None
) -> str:
    """Give a new annotation. What is not known is left out, with a comment that asks for it."""
    lines = [
        f"# yaml-language-server: $schema=../../../schema/{FOLDER}/annotation.schema.json",
        "schema_version: 1",
        "article:",
        f"  id: {article}",
        f"  publisher: {publisher}" if publisher else "  # publisher: who published it, an id in names/actors.yaml",
        f"  published: {published}"
        if published
        else "  # published: the day, `2025-11-01`, or an interval with a note",
        "  language: en",
    ]
    if text is not None:
        headline = next((line.strip() for line in text.text.split("\n") if line.strip()), "")
        lines.append(f"  # the text begins: {_comment(headline)}")
        lines.append(f"  text: {{sha256: {text.digest}, length: {len(text.text)}}}")
    lines += [
        "annotation:",
        f"  annotators: [{annotator}]"
        if annotator
        else "  # annotators: who you are, a list of ids in names/annotators.yaml",
        "  method: manual",
        "  status: draft",
        "# One entry for each event; `communique explain summit` tells what a summit has.",
        "events: []",
    ]
    return "".join(f"{line}\n" for line in lines)


def _comment(text: str) -> str:
    """Shorten a text so that it can stand in a comment, and quotes no more than a few words."""
    return re.sub(r"[^\w .,:;'’“”()-]", " ", " ".join(text.split()[:8]))
