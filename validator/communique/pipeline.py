"""The one file that knows the order of the stages: read, parse, bind, gather, check."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from communique import project
from communique.bind import bind, register
from communique.check import check, check_file, explain_fault
from communique.corpus import gather
from communique.diagnostic import Outcome
from communique.examine import Examiner, with_text
from communique.model.documents import ANNOTATION, REGISTRIES
from communique.model.registry import Names
from communique.reading import ARTICLE_LIMIT, REGISTRY_LIMIT
from communique.source import Source
from communique.texts import Texts
from communique.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.bind import Bound
    from communique.check import Sound
    from communique.diagnostic import Diagnostic
    from communique.fault import Fault
    from communique.model.documents import DocumentKind
    from communique.tree import Tree
    from communique.verified import Verified

STANDARD_INPUT: Final = "<stdin>"

_KEPT: Final = 1_024
"""So many files that were read again for their places are kept."""


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
    given = {standard_input[0]: Source(*standard_input)} if standard_input else {}
    files = {file.name: file for file in opened.files}
    files.update({name: _standing_in(opened, name) for name in given})
    reread = _Rereader(files, given)
    few, failed = _registries(files, given)
    registries = [bind(parse(source, REGISTRY_LIMIT), file.kind) for file, source in few if file.kind in REGISTRIES]
    names = register(registries)
    registries += [
        bind(parse(source, REGISTRY_LIMIT), file.kind, names) for file, source in few if file.kind not in REGISTRIES
    ]
    examiner = Examiner(names, texts_of(opened))
    annotations = [file for _, file in sorted(files.items()) if file.kind is ANNOTATION]
    verdicts = [
        examiner.judge(given[file.name]) if file.name in given else examiner.examine(file) for file in annotations
    ]
    unreadable = bool(failed) or bool(opened.unreadable) or any(each.outline is None for each in verdicts)
    corpus = gather(
        (each.outline for each in verdicts if each.outline is not None),
        registries,
        names,
        whole=opened.whole and not unreadable,
        released=released(opened),
        reread=reread.tree,
    )
    checked = check(corpus, (each for verdict in verdicts for each in verdict.diagnostics))
    found = [each for source, fault in (*opened.unreadable, *failed) for each in explain_fault(fault, source)]
    asked = opened.named | given.keys()
    found += [each for each in checked.diagnostics if each.path in asked]
    unseen = sum(each.unseen for each, file in zip(verdicts, annotations, strict=True) if file.name in asked)
    count = len(asked) + len(opened.unreadable)
    return Run(_outcome(opened, found, count, unseen, reread), unreadable, checked.sound)


def _registries(
    files: Mapping[str, project.File], given: Mapping[str, Source]
) -> tuple[list[tuple[project.File, Source]], list[tuple[Source, Fault]]]:
    """Read the files of a corpus that are no annotations: what could be read, and what could not."""
    read: list[tuple[project.File, Source]] = []
    failed = []
    for name, file in sorted(files.items()):
        if file.kind is not ANNOTATION:
            got = given.get(name) or project.read(file)
            if isinstance(got, Source):
                read.append((file, got))
            else:
                failed.append(got)
    return read, failed


class _Rereader:
    """Reads files of a corpus again, by the names they are reported under, and keeps the last ones."""

    def __init__(self, files: Mapping[str, project.File], given: Mapping[str, Source]) -> None:
        self.files = files
        self.given = given
        self.tree = lru_cache(_KEPT)(self._tree)

    def _tree(self, name: str) -> Tree:
        return parse(self.source(name), limit_of(self.files[name].kind))

    def source(self, name: str) -> Source:
        """Give the bytes of a file; none where it can no longer be read."""
        got = self.given.get(name) or project.read(self.files[name])
        return got if isinstance(got, Source) else Source(name, b"")


def limit_of(kind: DocumentKind) -> int:
    """Tell how many bytes a file of a kind may have."""
    return ARTICLE_LIMIT if kind is ANNOTATION else REGISTRY_LIMIT


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
            limit = limit_of(file.kind)

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
        bound.append(with_text(bind(parse(source, limit_of(file.kind)), file.kind, names), texts))
    return bound, names


def _standing_in(opened: project.Project, name: str) -> project.File:
    known = {file.name: file for file in opened.files}
    return known.get(name) or project.File(name, name, ANNOTATION)


def _outcome(opened: project.Project, found: list[Diagnostic], files: int, unseen: int, reread: _Rereader) -> Outcome:
    """Keep the findings that the settings select, with the files that they point into."""
    kept = tuple(sorted((each for each in found if wanted(each.code, opened.settings)), key=lambda each: each.order))
    paths = {each.path for each in kept} | {label.path for each in kept for label in each.labels}
    return Outcome(kept, files, {name: reread.source(name) for name in sorted(paths & reread.files.keys())}, unseen)


def wanted(code: str, settings: project.Settings) -> bool:
    """Whether a code is selected: the longest prefix that fits decides, and at the same length `ignore` does."""
    taken = max((len(each) for each in settings.select if code.startswith(each)), default=-1 if settings.select else 0)
    left_out = max((len(each) for each in settings.ignore if code.startswith(each)), default=-1)
    return taken > left_out
