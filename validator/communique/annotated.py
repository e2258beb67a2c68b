"""Annotations with their models, for what works on each of them: recording, mending, counting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique import project
from communique.bind import bind, register
from communique.check import check_file
from communique.documents import ANNOTATION, REGISTRIES
from communique.examine import with_text
from communique.pipeline import limit_of, texts_of, wanted
from communique.source import Source
from communique.subset import REGISTRY_LIMIT
from communique.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.bind import Bound
    from communique.diagnostic import Diagnostic
    from communique.documents import DocumentKind
    from communique.fault import Fault
    from communique.model.registry import Names
    from communique.texts import Texts


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
