"""`communique migrate`: annotations of an earlier version of the format, rewritten in the present one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from communique.project import File
    from communique.source import Source

    Changed = tuple[File, Source, Source]

HELP: Final = "Rewrite annotations of an earlier version of the format: all of them, or none."


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; by default the whole corpus")
    parser.add_argument(
        "--from", type=int, dest="assumed", metavar="N", help="the version of files that do not tell theirs"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing, exit with 1")


def run(arguments: Namespace) -> int:
    """Migrate in memory what was asked for; then show it, or write it where nothing stands against it."""
    from communique import fix, project
    from communique.cli import FINE, FOUND, MISUSE
    from communique.documents import ANNOTATION
    from communique.words import counted

    opened = project.open_project(arguments.paths, alone=True)
    files = [file for file in opened.files if file.kind is ANNOTATION and file.name in opened.named]
    failed = [f"{source.name}: {fault.arguments['reason']}" for source, fault in opened.unreadable]
    against: list[str] = []
    changed: list[Changed] = []
    for file in files:
        before = project.read(file)
        if isinstance(before, tuple):
            failed.append(f"{file.name}: {before[1].arguments['reason']}")
            continue
        after = _migrated(file, before, arguments.assumed)
        if isinstance(after, list):
            against += after
        elif after != before:
            changed.append((file, before, after))
    if failed or against:
        sys.stderr.writelines(f"{line}\n" for line in (*failed, *against))
        sys.stderr.write("nothing was written: each file can be migrated, or none is\n")
        return MISUSE if failed else FOUND
    if arguments.dry_run:
        sys.stdout.writelines(fix.difference(before, after) for _, before, after in changed)
        sys.stderr.write(f"{counted(len(changed), 'file')} of {len(files)} to migrate\n")
        return FOUND if changed else FINE
    _write(changed)
    sys.stderr.write(f"{counted(len(changed), 'file')} of {len(files)} migrated\n")
    return FINE


def _migrated(file: File, before: Source, assumed: int | None) -> Source | list[str]:
    """Give a file as it is to become, or what stands against it, a line each."""
    from pathlib import Path

    from communique.migration import migrated

    after = migrated(before, assumed)
    if isinstance(after, tuple):
        return [f"{file.name}:{each.start.line}:{each.start.column}: {each.says}" for each in after]
    if after != before and Path(file.path).is_symlink():
        return [f"{file.name}: it is a link: name the file it leads to"]
    return after


def _write(changed: list[Changed]) -> None:
    """Write the files, each whole or not at all. Raises MisuseError where that comes to a halt: it can be run again."""
    from pathlib import Path

    from communique import project

    for number, (file, before, after) in enumerate(changed):
        try:
            same = project.read(file) == before
            if same:
                project.write(Path(file.path), after.data)
        except OSError as error:
            same, reason = False, (error.strerror or type(error).__name__).lower()
        else:
            reason = "it was changed meanwhile"
        if not same:
            message = f"`{file.name}`: {reason}; {number} of {len(changed)} files were migrated before it: run it again"
            raise project.MisuseError(message)
