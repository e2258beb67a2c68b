"""`communique site`: a dataset as a folder of pages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from communique.export import About

HELP: Final = "Make a site of a dataset: pages to read, search and filter, without a server."
_LIBRARY: Final = "jinja2"


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("dataset", metavar="DATASET", help="the folder of a dataset, as `compile` writes it")
    parser.add_argument(
        "-o", "--output", required=True, metavar="FOLDER", help="the folder that the site is written to"
    )
    parser.add_argument("--title", metavar="TEXT", help="default: what the configuration says of the dataset")
    parser.add_argument("--description", metavar="TEXT", help="a sentence on what it is; default: as for the title")


def run(arguments: Namespace) -> int:
    """Read, make the pages, write them; give the exit status."""
    from importlib.util import find_spec
    from pathlib import Path

    from communique.cli import FINE
    from communique.loaded import Dataset
    from communique.project import MisuseError
    from communique.publish import SITE, publish, read_back
    from communique.words import counted

    if find_spec(_LIBRARY) is None:
        message = f"`site` needs {_LIBRARY}: pip install 'communique[site]'"
        raise MisuseError(message)
    from communique import site

    published = read_back(Path(arguments.dataset))
    about = _about(arguments, published.version)
    counts = {name: len(rows) for name, rows in published.tables.items()}
    made = site.files(Dataset(published.tables), about)
    try:
        publish(made, counts, Path(arguments.output), published.version, SITE)
    except site.BrokenError as error:
        message = f"`{arguments.dataset}` cannot be shown: {error}"
        raise MisuseError(message) from None
    parts = [counted(counts["events"], "event"), counted(counts["articles"], "article")]
    sys.stdout.write(f"{arguments.output}: {parts[0]} from {parts[1]}; open index.html in it\n")
    return FINE


def _about(arguments: Namespace, version: str | None) -> About:
    """Give what the site says of the dataset: what the command line says, else the configuration around."""
    from pathlib import Path

    from communique.export import About
    from communique.project import read_settings

    given = {"title": arguments.title, "description": arguments.description}
    said = {name: text for name, text in given.items() if text is not None}
    return About(**{**read_settings(Path()).about, **said}, version=version)
