"""What a run may use, as the command line says: processes, and the cache."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from communique.words import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from communique.project import Project
    from communique.verdicts import Means

_MOST_JOBS: Final = 256
"""More processes than anybody has cores for are a slip of the hand, and no machine bears any number of them."""


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "-j",
        "--jobs",
        type=_number,
        metavar="N",
        help=f"so many processes, up to {_MOST_JOBS}; default: as it has cores",
    )
    parser.add_argument("--no-cache", action="store_true", help="judge every file anew, and remember nothing")


def _number(text: str) -> int:
    """Read a number of processes. Raises ArgumentTypeError, with the words to refuse it by."""
    if re.fullmatch("[0-9]{1,9}", text) and 1 <= int(text) <= _MOST_JOBS:
        return int(text)
    from argparse import ArgumentTypeError

    message = f"`{visible(text)}` is no number of processes: expected 1 to {_MOST_JOBS}"
    raise ArgumentTypeError(message)


@contextmanager
def means(arguments: Namespace, opened: Project) -> Iterator[Means]:
    """Give what a run over a project may use, and put it away afterwards.

    What is outside any corpus is judged anew each time: it is read faster than a cache is opened.
    """
    from communique.verdicts import Means

    if arguments.no_cache or opened.corpus is None:
        yield Means(arguments.jobs)
        return
    from communique.cache import Cache

    cache = Cache.open(opened.corpus)
    try:
        yield Means(arguments.jobs, cache)
    finally:
        if cache is not None:
            cache.close()
