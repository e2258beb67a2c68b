"""An annotation and its registries, small and without a fault: what tests start from to do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE: Final = "2025/11/the-paper-2025-11-01.yaml"
ANNOTATION: Final = """\
# yaml-language-server: $schema=../../../schema/v1/annotation.schema.json
schema_version: 1
article:
  id: the-paper-2025-11-01
  publisher: the-paper
  headline: "정상회담: Xi meets Lee 😀"
  published: 2025-11-01
  language: en
annotation: {annotators: [a1], method: manual, status: annotated}
events:
  - id: xi-lee
    type: summit
    date: 2025-11-01
    date_basis: stated
    place: seoul
    status: occurred
    summary: 'Xi met Lee, for the first time since 2014.'
    participants:
      - {actor: xi, role: guest, office: president}
      - {actor: lee, role: host}
    evidence:
      event: "“Gyeongju” on Saturday … met"
      place: [in Seoul]
  - id: call-for-talks
    type: statement
    date: 2025-10/..
    date_basis: inferred
    until: 2025~
    status: occurred
    summary: Lee spoke for talks.
    by: [lee]
    act: support
    content: >-
      Talks with the North
      are needed.
    according_to:
      - {source: the-paper, stance: reports}
    background: true
    relations:
      - {relation: precedes, event: xi-lee}
    evidence: {event: Lee spoke}
notes: |
  Nothing.
"""
REGISTRIES: Final = {
    "names/actors.yaml": """\
xi: {kind: person, name: Xi Jinping, of: china, offices: [{office: president, leader: true, of: china}]}
lee: {kind: person, name: Lee Jae Myung, of: south-korea, offices: [{office: president, leader: true, of: south-korea}]}
the-paper: {kind: media, name: The Paper}
china: {kind: state, name: China, country: CN}
south-korea: {kind: state, name: South Korea, country: KR}
""",
    "names/places.yaml": "seoul: {name: Seoul, precision: city, country: KR}\n",
    "names/topics.yaml": "{}\n",
    "names/annotators.yaml": "a1: {name: Coder one}\n",
}


def write_corpus(folder: Path) -> Path:
    """Write the corpus below a folder, and give the path of its one annotation."""
    for name, text in {**REGISTRIES, ARTICLE: ANNOTATION}.items():
        path = folder / "annotations" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "annotations" / ARTICLE
