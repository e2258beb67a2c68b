"""The one file that knows the order of the stages: read, parse, bind, gather, check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique import project
from communique.bind import Names, bind, register
from communique.check import Checked, check, explain_fault
from communique.corpus import gather
from communique.diagnostic import Outcome
from communique.model.documents import ANNOTATION, REGISTRIES
from communique.source import Source
from communique.tree import ARTICLE_LIMIT, REGISTRY_LIMIT, parse

if TYPE_CHECKING:
    from communique.bind import Bound
    from communique.check import Sound

STANDARD_INPUT: Final = "<stdin>"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: the findings in the files asked for, whether a file could not be read, and what is sound."""

    outcome: Outcome
    unreadable: bool
    sound: Sound | None


def run(opened: project.Project, standard_input: tuple[str, bytes] | None = None) -> Run:
    """Take a project from bytes to diagnostics.

    `standard_input` is a name and bytes that stand in for the file of that name, or for a file of their own.
    """
    failed = list(opened.unreadable)
    sources: list[tuple[project.File, Source]] = []
    for file in opened.files:
        if standard_input and file.name == standard_input[0]:
            continue
        got = project.read(file)
        if isinstance(got, Source):
            sources.append((file, got))
        else:
            failed.append(got)
    if standard_input:
        sources.append((_standing_in(opened, standard_input[0]), Source(*standard_input)))
    bound, names = bind_all(sources)
    whole = opened.corpus is not None and not failed
    checked = check(gather(bound, names, whole=whole))
    return _reported(opened, checked, failed, {source.name: source for _, source in sources}, standard_input)


def bind_all(sources: list[tuple[project.File, Source]]) -> tuple[list[Bound], Names]:
    """Parse and bind files: the registries first, since annotations are bound with their names."""
    registries, others = [], []
    for file, source in sources:
        (registries if file.kind in REGISTRIES else others).append((file, source))
    bound = [bind(parse(source, REGISTRY_LIMIT), file.kind) for file, source in registries]
    names = register(bound)
    for file, source in others:
        limit = ARTICLE_LIMIT if file.kind is ANNOTATION else REGISTRY_LIMIT
        bound.append(bind(parse(source, limit), file.kind, names))
    return bound, names


def _standing_in(opened: project.Project, name: str) -> project.File:
    known = {file.name: file for file in opened.files}
    return known.get(name) or project.File(project.Path(name), name, ANNOTATION)


def _reported(
    opened: project.Project,
    checked: Checked,
    failed: list[tuple[Source, project.Fault]],
    sources: dict[str, Source],
    standard_input: tuple[str, bytes] | None,
) -> Run:
    """Keep the findings in the files that were asked for, by the selection of the settings."""
    asked = opened.named | ({standard_input[0]} if standard_input else set())
    settings = opened.settings
    found = [each for source, fault in failed for each in explain_fault(fault, source)]
    found.extend(each for each in checked.diagnostics if each.path in asked)
    kept = tuple(
        sorted(
            (each for each in found if selected(each.code, settings.select, settings.ignore)),
            key=lambda diagnostic: diagnostic.order,
        )
    )
    paths = {each.path for each in kept} | {label.path for each in kept for label in each.labels}
    shown = {name: source for name, source in sources.items() if name in paths}
    outcome = Outcome(kept, len(asked) + len(opened.unreadable), shown)
    return Run(outcome, bool(failed), checked.sound)


def selected(code: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Whether a code is wanted: the longest prefix that fits decides, and at the same length `ignore` does."""
    wanted = max((len(prefix) for prefix in select if code.startswith(prefix)), default=-1 if select else 0)
    unwanted = max((len(prefix) for prefix in ignore if code.startswith(prefix)), default=-1)
    return wanted > unwanted
