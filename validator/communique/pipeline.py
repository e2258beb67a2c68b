"""The one file that knows the order of the stages: read, parse, bind, gather, check."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from communique import project
from communique.bind import bind, register
from communique.check import Checked, check, check_file, explain_fault
from communique.corpus import gather
from communique.diagnostic import Outcome
from communique.model.documents import ANNOTATION, REGISTRIES
from communique.model.registry import Names
from communique.source import Source
from communique.subset import ARTICLE_LIMIT, REGISTRY_LIMIT
from communique.texts import Texts
from communique.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.bind import Bound
    from communique.check import Sound
    from communique.diagnostic import Diagnostic
    from communique.fault import Fault
    from communique.model.documents import DocumentKind
    from communique.verified import Verified

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
    sources, failed = read_all(opened)
    if standard_input:
        name, data = standard_input
        sources = [(file, source) for file, source in sources if file.name != name]
        failed = [(source, fault) for source, fault in failed if source.name != name]
        sources.append((_standing_in(opened, name), Source(name, data)))
    bound, names = bind_all(sources, texts_of(opened))
    whole = opened.whole and not failed
    checked = check(gather(bound, names, whole=whole, released=released(opened)))
    asked = opened.named | ({standard_input[0]} if standard_input else set())
    outcome = _outcome(opened, asked, checked, failed, {source.name: source for _, source in sources})
    unseen = sum(file.name in asked and file.article is None and bool(file.events) for file in bound)
    return Run(replace(outcome, unseen=unseen), bool(failed), checked.sound)


def read_all(opened: project.Project) -> tuple[list[tuple[project.File, Source]], list[tuple[Source, Fault]]]:
    """Read the files of a project: what could be read, and what could not."""
    sources, failed = [], list(opened.unreadable)
    for file in opened.files:
        got = project.read(file)
        if isinstance(got, Source):
            sources.append((file, got))
        else:
            failed.append(got)
    return sources, failed


def asked_for(opened: project.Project) -> list[Bound]:
    """Read and bind the annotations that were asked for."""
    bound, _ = bind_all(read_all(opened)[0], texts_of(opened))
    return [file for file in bound if file.kind is ANNOTATION and file.name in opened.named]


def anchored(opened: project.Project) -> Iterator[tuple[Bound, Bound]]:
    """Give the annotations that were asked for, each as it is and with the places of its passages recorded."""
    from communique import fix
    from communique.recording import recordings

    for before in asked_for(opened):
        after = before
        edits = recordings(before)
        if edits:
            after = replace(
                bind(parse(fix.apply(before.tree.source, edits)), before.kind, before.names), article=before.article
            )
        yield before, after


def verified(opened: project.Project) -> Verified:
    """Read what was verified of a corpus where its texts were at hand; nothing, where there is no such file."""
    from communique.verified import FILE, Verified

    return Verified.read(project.read_bytes(opened.corpus / FILE) if opened.corpus is not None else b"")


def released(opened: project.Project) -> frozenset[str]:
    """Give the canonical ids of the published dataset that the settings name.

    Raises MisuseError where it cannot be read.
    """
    if opened.settings.released is None:
        return frozenset()
    path = opened.settings.root / opened.settings.released / "events.jsonl"
    try:
        return frozenset(str(json.loads(line)["id"]) for line in path.read_bytes().splitlines())
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"the released dataset `{path}` cannot be read: {error}"
        raise project.MisuseError(message) from None


def repaired(opened: project.Project) -> Iterator[tuple[Source, Source, int]]:
    """Give the files that were asked for, as they are and with their safe fixes applied, and how many those are."""
    from communique import fix

    texts = texts_of(opened)
    sources, _ = read_all(opened)
    bound, names = bind_all(sources, texts)
    for file in bound:
        if file.name in opened.named:
            limit = ARTICLE_LIMIT if file.kind is ANNOTATION else REGISTRY_LIMIT

            def check_again(source: Source, kind: DocumentKind = file.kind, limit: int = limit) -> list[Diagnostic]:
                found = check_file(with_text(bind(parse(source, limit), kind, names), texts))
                return [each for each in found if wanted(each.code, opened.settings)]

            after, count = fix.fixed(file.tree.source, check_again)
            yield file.tree.source, after, count


def texts_of(opened: project.Project) -> Texts:
    """Give the texts that a project's settings point to."""
    return Texts(tuple(opened.settings.root / folder for folder in opened.settings.texts))


def bind_all(sources: list[tuple[project.File, Source]], texts: Texts) -> tuple[list[Bound], Names]:
    """Parse and bind files: the registries first, since annotations are bound with their names.

    Then with the article's text, if at hand.
    """
    registries = [(file, source) for file, source in sources if file.kind in REGISTRIES]
    others = [(file, source) for file, source in sources if file.kind not in REGISTRIES]
    bound = [bind(parse(source, REGISTRY_LIMIT), file.kind) for file, source in registries]
    names = register(bound)
    for file, source in others:
        limit = ARTICLE_LIMIT if file.kind is ANNOTATION else REGISTRY_LIMIT
        bound.append(with_text(bind(parse(source, limit), file.kind, names), texts))
    return bound, names


def with_text(file: Bound, texts: Texts) -> Bound:
    """Give an annotation the text of its article, where it is at hand."""
    article, faults = texts.of(file)
    return file if article is None and not faults else replace(file, article=article, faults=(*file.faults, *faults))


def _standing_in(opened: project.Project, name: str) -> project.File:
    known = {file.name: file for file in opened.files}
    return known.get(name) or project.File(Path(name), name, ANNOTATION)


def _outcome(
    opened: project.Project,
    asked: frozenset[str],
    checked: Checked,
    failed: list[tuple[Source, Fault]],
    sources: dict[str, Source],
) -> Outcome:
    """Keep the findings in the files that were asked for, by the selection of the settings."""
    settings = opened.settings
    found = [each for source, fault in failed for each in explain_fault(fault, source)]
    found.extend(each for each in checked.diagnostics if each.path in asked)
    kept = tuple(
        sorted(
            (each for each in found if wanted(each.code, settings)),
            key=lambda diagnostic: diagnostic.order,
        )
    )
    paths = {each.path for each in kept} | {label.path for each in kept for label in each.labels}
    shown = {name: source for name, source in sources.items() if name in paths}
    return Outcome(kept, len(asked) + len(opened.unreadable), shown)


def wanted(code: str, settings: project.Settings) -> bool:
    """Whether a code is selected: the longest prefix that fits decides, and at the same length `ignore` does."""
    taken = max((len(each) for each in settings.select if code.startswith(each)), default=-1 if settings.select else 0)
    left_out = max((len(each) for each in settings.ignore if code.startswith(each)), default=-1)
    return taken > left_out
