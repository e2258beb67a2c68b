"""What becomes of a corpus from one check to the next: each a change to a folder with `communique.toml`."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

from communique.subset import ARTICLE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Change = Callable[[Path], object]

SETTINGS: Final = 'annotations = "annotations"\ntexts = ["texts"]\n'


def annotation(root: Path, number: int) -> Path:
    """Give an annotation by its number in the order of names."""
    return sorted((root / "annotations").glob("[0-9]*/*/*.yaml"))[number]


def text_of(root: Path, number: int) -> Path:
    """Tell where the text of an annotation is, or would be."""
    return root / "texts" / f"{annotation(root, number).stem}.txt"


def replace(path: Path, old: str, new: str) -> None:
    """Replace every occurrence in a file, of which there is at least one."""
    text = path.read_text("utf-8")
    assert old in text, f"`{old}` is not in {path}"
    path.write_text(text.replace(old, new), "utf-8")


def settings(more: str, texts: str = "texts") -> Change:
    """Write other settings."""
    return lambda root: (root / "communique.toml").write_text(SETTINGS.replace('"texts"', texts) + more, "utf-8")


def move(path: Path, to: Path) -> None:
    """Move a file to a folder that may not be there."""
    to.parent.mkdir(parents=True, exist_ok=True)
    path.rename(to)


def swap(one: Path, other: Path) -> None:
    """Let two files take each other's place."""
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


def linked(path: Path) -> None:
    """Put a link that leads nowhere in the place of a file."""
    path.unlink()
    path.symlink_to("nowhere")


def retire(root: Path) -> None:
    """Retire an id."""
    with (root / "annotations" / "retired.yaml").open("a", encoding="utf-8") as stream:
        stream.write("one-more-visit: {reason: It was one too many.}\n")


def release(root: Path) -> None:
    """Let an earlier release have an id that the corpus does not have."""
    (root / "dataset").mkdir(exist_ok=True)
    with (root / "dataset" / "events.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(f'{{"id": "visit-{stream.tell()}"}}\n')
    settings('released = "dataset"\n')(root)


def double(root: Path) -> None:
    """Put another text of the first annotation into a folder that comes first."""
    (root / "nearer").mkdir(exist_ok=True)
    (root / "nearer" / text_of(root, 0).name).write_text("Nobody.\n", "utf-8")
    settings("", '"nearer", "texts"')(root)


OF_FILES: Final[dict[str, Change]] = {
    "nothing": lambda _: None,
    "a field is changed": lambda root: replace(annotation(root, 3), "language: en", "language: xx-nowhere"),
    "an id is changed": lambda root: replace(annotation(root, 4), "  - id: ", "  - id: other-"),
    "a comment is added": lambda root: annotation(root, 5).write_bytes(annotation(root, 5).read_bytes() + b"# so\n"),
    "a file is emptied": lambda root: annotation(root, 6).write_bytes(b""),
    "a file is broken": lambda root: annotation(root, 7).write_bytes(b"events: [\xff"),
    "a file becomes too large": lambda root: annotation(root, 8).write_bytes(b"#" * (ARTICLE_LIMIT + 1)),
    "a file is removed": lambda root: annotation(root, 1).unlink(),
    "a file is added": lambda root: shutil.copy(annotation(root, 2), annotation(root, 2).with_name("added.yaml")),
    "a file is renamed": lambda root: annotation(root, 9).rename(annotation(root, 9).with_name("renamed.yaml")),
    "a file is moved": lambda root: move(annotation(root, 9), root / "annotations/1999/01" / annotation(root, 9).name),
    "two files are swapped": lambda root: swap(annotation(root, 0), annotation(root, 10)),
    "a file becomes a draft": lambda root: annotation(root, 2).rename(annotation(root, 2).with_suffix(".draft.yaml")),
    "a file is touched": lambda root: os.utime(annotation(root, 3), (0, 0)),
    "a file is a link to nowhere": lambda root: linked(annotation(root, 4)),
    "a coder is gone": lambda root: replace(root / "annotations/names/annotators.yaml", "a1:", "a100:"),
    "an office is changed": lambda root: replace(
        root / "annotations/names/actors.yaml", "office: president", "office: king"
    ),
    "a registry is broken": lambda root: (root / "annotations/names/places.yaml").write_text("a: [", "utf-8"),
    "a registry is gone": lambda root: (root / "annotations/names/topics.yaml").unlink(),
    "a registry is a link to nowhere": lambda root: linked(root / "annotations/names/actors.yaml"),
    "a decision is changed": lambda root: replace(root / "annotations/decisions.yaml", "different", "same"),
    "an id is retired": retire,
    "an id was released": release,
    "some codes are selected": settings('select = ["NAM", "SHP"]\n'),
    "some codes are ignored": settings('ignore = ["NAM001", "SHP"]\n'),
    "warnings are errors": settings('ignore = ["NAM", "SHP", "YML", "REF"]\nstrict = true\n'),
}
"""Changes to a corpus of at least eleven annotations whose texts need not be at hand."""

OF_TEXTS: Final[dict[str, Change]] = {
    "a text is changed": lambda root: text_of(root, 0).write_text("Nobody said anything.\n", "utf-8"),
    "a text is removed": lambda root: text_of(root, 1).unlink(missing_ok=True),
    "a text is added": lambda root: text_of(root, 7).write_text("Nobody said anything.\n", "utf-8"),
    "a text is called otherwise": lambda root: text_of(root, 2).rename(root / "texts" / "otherwise.txt"),
    "a text called otherwise is changed": lambda root: (root / "texts" / "otherwise.txt").write_text("No.\n", "utf-8"),
    "a text called otherwise is removed": lambda root: (root / "texts" / "otherwise.txt").unlink(missing_ok=True),
    "two texts are swapped": lambda root: swap(text_of(root, 0), text_of(root, 3)),
    "a text is not UTF-8": lambda root: text_of(root, 3).write_bytes(b"\xff"),
    "a text is too large": lambda root: text_of(root, 4).write_bytes(b"a" * (ARTICLE_LIMIT + 1)),
    "texts are elsewhere": lambda root: (
        (root / "texts").rename(root / "elsewhere"),
        settings("", '"elsewhere"')(root),
    ),
    "a text is in two places": double,
    "no texts are at hand": settings("", '"nowhere"'),
    "an article has another name": lambda root: replace(annotation(root, 4), "\n  id: ", "\n  id: x"),
    "an article has the name of another": lambda root: replace(
        annotation(root, 4), f"\n  id: {annotation(root, 4).stem}\n", f"\n  id: {annotation(root, 0).stem}\n"
    ),
}
"""Changes to a corpus whose texts are at hand for its first annotations, and not for the eighth."""
