"""`--summary`: what was found, put at the end of a file of Markdown."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from communique.diagnostic import Outcome


def configure(parser: ArgumentParser) -> None:
    """Add the option."""
    parser.add_argument("--summary", metavar="FILE", help="append a summary in Markdown: `$GITHUB_STEP_SUMMARY`")


def summarise(arguments: Namespace, outcome: Outcome) -> None:
    """Append the summary where one is asked for. Raises MisuseError for a link to a file, and OSError.

    A file has the whole summary or none; into a pipe or a device it is written as into any other.
    """
    if not arguments.summary:
        return
    from communique import project
    from communique.report._summary import markdown

    path = Path(arguments.summary)
    text = markdown(outcome, address(os.environ, Path.cwd())).encode()
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        regular = True
    if not regular:
        sys.stdout.flush()  # it may be the same pipe
        with path.open("ab") as stream:
            stream.write(text)
        return
    before = project.read_bytes(path)
    project.write(path, before + (b"" if not before or before.endswith(b"\n") else b"\n") + text)


def address(environment: Mapping[str, str], folder: Path) -> str:
    """Tell what the address of a file in a folder begins with, where a platform's variables say it; else nothing."""
    told = environment.get
    if told("GITHUB_REPOSITORY") and told("GITHUB_SHA"):
        base = (
            f"{told('GITHUB_SERVER_URL', 'https://github.com')}/{told('GITHUB_REPOSITORY')}/blob/{told('GITHUB_SHA')}/"
        )
        root = told("GITHUB_WORKSPACE")
    elif told("CI_PROJECT_URL") and told("CI_COMMIT_SHA"):
        base = f"{told('CI_PROJECT_URL')}/-/blob/{told('CI_COMMIT_SHA')}/"
        root = told("CI_PROJECT_DIR")
    else:
        return ""
    if not root or not folder.is_relative_to(root):
        return base
    from urllib.parse import quote

    below = folder.relative_to(root).as_posix()
    return base if below == "." else f"{base}{quote(below)}/"
