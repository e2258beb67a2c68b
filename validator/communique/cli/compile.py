"""`communique compile`: a sound corpus to a dataset."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from communique.cli import _means

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from communique.check import Sound
    from communique.dataset.build import Dataset, Spread
    from communique.dataset.filed import Filed
    from communique.dataset.release import Published
    from communique.project import Project
    from communique.verdicts import Means

HELP: Final = "Compile a sound corpus into a dataset. Texts are not read: `check` looks for passages."
DEFAULT_FORMATS: Final = "json,jsonl"


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    from communique import catalogue, export

    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; by default the whole corpus")
    parser.add_argument(
        "-o", "--output", required=True, metavar="DIR", help="the folder that the dataset is written to"
    )
    known = ", ".join(catalogue.names(export))
    parser.add_argument(
        "--format", default=DEFAULT_FORMATS, metavar="FORMATS", help=f"of {known}; default: {DEFAULT_FORMATS}"
    )
    parser.add_argument("--against", metavar="DIR", help="an earlier dataset: refuse to drop an id that it has")
    parser.add_argument(
        "--release", action="store_true", help="give the dataset a version and a release note, by what changed"
    )
    _means.configure(parser)


def run(arguments: Namespace) -> int:
    """Check, build, compare, write; give the exit status."""
    from dataclasses import replace
    from itertools import chain
    from pathlib import Path

    from communique import export, project
    from communique.cli import FINE, FOUND
    from communique.dataset.diff import dropped
    from communique.dataset.release import NOTE
    from communique.publish import publish, scratch
    from communique.words import counted

    formats = _formats(arguments.format)
    opened = project.open_project(arguments.paths, alone=bool(arguments.paths))
    output = Path(arguments.output)
    old = _earlier(arguments, opened, output)
    # What is compiled does not depend on whether the texts are at hand.
    settings = replace(opened.settings, select=(), ignore=(), texts=())
    with _means.means(arguments, opened) as means:
        sound = _sound(replace(opened, settings=settings, whole=True), means)
    if isinstance(sound, int):
        return sound
    with scratch(output) as folder:
        dataset = _built(sound, opened, folder, arguments.jobs)
        if old is not None and (lost := dropped(old.tables, dataset.tables)):
            sys.stderr.write(_refusal(lost, opened))
            return FOUND
        note: bytes | None = None
        if arguments.release:
            dataset, note = _released(dataset, old)
        counts = {table: len(rows) for table, rows in dataset.tables.items()}
        made = export.files(dataset, formats, export.About(version=dataset.version, **opened.settings.about))
        publish(chain(made, [export.File(NOTE, [note])] if note else []), counts, output, dataset.version)
    nouns = (("events", "event"), ("reports", "report"), ("articles", "article"))
    parts = [counted(counts[table], noun) for table, noun in nouns]
    name = f" {dataset.version}" if dataset.version else ""
    sys.stdout.write(f"{arguments.output}{name}: {parts[0]} from {parts[1]} in {parts[2]}\n")
    return FINE


def _formats(asked: str) -> list[str]:
    from communique import export, project

    formats = list(dict.fromkeys(each.strip().lower() for each in asked.split(",")))
    known = export.formats()
    if unknown := [each for each in formats if each not in known]:
        message = f"there is no format `{unknown[0]}`; there are {', '.join(known)}"
        raise project.MisuseError(message)
    if lacking := export.lacking(formats):
        raise project.MisuseError(lacking)
    return formats


def _earlier(arguments: Namespace, opened: Project, output: Path) -> Published | None:
    """Read the dataset to compare with: the one that is named, else the one that the settings name."""
    from pathlib import Path

    from communique.project import MisuseError
    from communique.publish import MANIFEST, read_back

    if arguments.against is not None:
        return read_back(Path(arguments.against))
    if opened.settings.released is not None:
        return read_back(opened.settings.root / opened.settings.released)
    if arguments.release and (output / MANIFEST).is_file() and read_back(output).version is not None:
        message = f"`{output}` is a release already; name the release that this one follows with `--against`"
        raise MisuseError(message)
    return None


def _built(sound: Sound, opened: Project, folder: Path, jobs: int | None) -> Dataset:
    """Build the dataset, with room in a folder. Raises MisuseError where a file cannot be had as it was checked."""
    from communique import pipeline
    from communique.check import ChangedError
    from communique.dataset.build import build
    from communique.dataset.spilled import Space
    from communique.project import MisuseError

    try:
        return build(sound, pipeline.verified(opened), Space(folder), _spreading(jobs))
    except ChangedError as changed:
        message = f"nothing was written: `{changed}` was changed while the corpus was compiled"
        raise MisuseError(message) from None


def _spreading(jobs: int | None) -> Spread:
    """Give what does the work for each file by so many processes, with a bar that shows how far it is."""
    from communique.crew import Lost, jobs_for, spread
    from communique.progress import bar
    from communique.project import MisuseError

    def each(work: Callable[[str], Filed], names: Sequence[str]) -> Iterator[Filed]:
        with bar(len(names), "compiling") as advance:
            made = spread(work, names, jobs=jobs_for(len(names), jobs), progress=advance)
            for name, filed in zip(names, made, strict=True):
                if isinstance(filed, Lost):
                    message = f"nothing was written: nothing came of `{name}`: {filed.reason}"
                    raise MisuseError(message)
                yield filed

    return each


def _sound(opened: Project, means: Means) -> Sound | int:
    """Check a corpus; give it where it is sound, else report its errors and give the exit status."""
    from dataclasses import replace

    from communique import pipeline
    from communique.cli import FOUND, MISUSE
    from communique.report import full

    result = pipeline.run(opened, None, means, to_build=True)
    if result.sound is not None:
        return result.sound
    errors = tuple(each for each in result.outcome.diagnostics if each.severity == "error")
    full.write(replace(result.outcome, diagnostics=errors, unseen=0), sys.stderr, colour=sys.stderr.isatty())
    sys.stderr.write("nothing was written: a corpus with errors is not compiled\n")
    return MISUSE if result.unreadable else FOUND


def _refusal(lost: tuple[str, ...], opened: Project) -> str:
    from communique.documents import RETIRED
    from communique.words import counted, listed

    place = (opened.corpus / RETIRED.path).as_posix() if opened.corpus is not None else RETIRED.path
    ids = f"{counted(len(lost), 'published id')} would be gone: {listed(lost, 'and')}"
    cure = f"give a reason for each in `{place}`, and in `replaced_by` the ids that take its place, if any do"
    return f"nothing was written: {ids}\n  = help: {cure}\n"


def _released(dataset: Dataset, old: Published | None) -> tuple[Dataset, bytes]:
    """Give a dataset its version, and the note of its release."""
    from dataclasses import replace

    from communique.dataset import release
    from communique.dataset.diff import compare

    since = old.version if old is not None else None
    difference = compare(old.tables, dataset.tables) if old is not None else None
    step = release.level(difference, old.schema_version) if old is not None and difference is not None else "none"
    dataset = replace(dataset, version=release.next_version(since, step))
    return dataset, release.note(dataset, since, step, difference)
