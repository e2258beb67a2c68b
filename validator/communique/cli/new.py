"""`communique new`: the skeleton of an annotation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HELP: Final = "Write the skeleton of an annotation for an article."


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("article", metavar="ID", help="the article's id: `newsaz-2025-11-01-xi-lee`")
    parser.add_argument("--text", metavar="FILE", help="the article's text, for its digest and length")
    parser.add_argument("--published", metavar="DATE", help="when it was published: `2025-11-01`")
    parser.add_argument("--publisher", metavar="ID", help="who published it")
    parser.add_argument("--annotator", metavar="ID", help="who annotates it")


def run(arguments: Namespace) -> int:
    """Write the file, never over another."""
    import re
    from pathlib import Path

    from communique.anchor import read_article
    from communique.cli import FINE
    from communique.ids import SLUG, SLUG_SAYS
    from communique.model.article import folder_for
    from communique.model.edtf import SAYS, Edtf
    from communique.project import MisuseError, read_settings
    from communique.start import skeleton

    for name in ("article", "publisher", "annotator"):
        given = getattr(arguments, name)
        if given is not None and not re.fullmatch(SLUG, given):
            message = f"`{given}` is no id: expected {SLUG_SAYS}"
            raise MisuseError(message)
    try:
        published = Edtf.parse(arguments.published) if arguments.published else None
    except ValueError:
        message = f"`{arguments.published}` is no date: expected {SAYS}"
        raise MisuseError(message) from None
    text = None
    if arguments.text:
        try:
            text = read_article(Path(arguments.text).read_bytes())
        except UnicodeDecodeError:
            message = f"`{arguments.text}` is not UTF-8"
            raise MisuseError(message) from None
    settings = read_settings(Path())
    corpus = settings.root / settings.annotations
    if not corpus.is_dir():
        message = f"there is no corpus here (no folder `{settings.annotations}`): start one with `communique init`"
        raise MisuseError(message)
    if found := next(corpus.rglob(f"{arguments.article}.yaml"), None):
        message = f"the article is annotated already: `{found}`"
        raise MisuseError(message)
    folder = corpus / folder_for(published)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{arguments.article}.yaml"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(skeleton(arguments.article, text, published, arguments.publisher, arguments.annotator))
    except FileExistsError:
        message = f"`{path}` is there already"
        raise MisuseError(message) from None
    sys.stdout.write(f"written  {path.as_posix()}\n")
    return FINE
