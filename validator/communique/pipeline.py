"""The one file that knows the order of the stages: read, parse, bind, gather, check."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from communique import project
from communique.diagnostic import Outcome
from communique.documents import ANNOTATION, REGISTRIES
from communique.examine import Examiner
from communique.registered import Registered
from communique.source import Source
from communique.stamp import version
from communique.subset import ARTICLE_LIMIT, REGISTRY_LIMIT
from communique.texts import Texts
from communique.verdicts import Known, Means, keys_of, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.cache import Cache
    from communique.check import Sound
    from communique.diagnostic import Diagnostic
    from communique.documents import DocumentKind
    from communique.fault import Fault
    from communique.verdict import Verdict
    from communique.verified import Verified

STANDARD_INPUT: Final = "<stdin>"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: the findings in the files asked for, whether a file could not be read, and what is sound.

    `sound` is None where an error stands, and where an earlier run had come to the same, so that nothing was gathered.
    """

    outcome: Outcome
    unreadable: bool
    sound: Sound | None


def run(
    opened: project.Project,
    standard_input: tuple[str, bytes] | None = None,
    means: Means | None = None,
    *,
    to_build: bool = False,
) -> Run:
    """Take a project from bytes to diagnostics.

    `standard_input` is a name and bytes that stand in for the file of that name, or for a file of their own. `to_build`
    asks for what is sound even where an earlier run came to the same.
    """
    means = means or Means()
    files = _Files.of(opened, standard_input)
    texts = texts_of(opened)
    known = None if means.cache is None or files.failed else _known(means.cache, files, texts)
    keys = keys_of(files.annotations, files.given, texts, means, known) if known else []
    same = _same(known, keys, opened, files, texts) if known else b""
    earlier = known.result(same) if known and not to_build else None
    if earlier is not None:
        return Run(_outcome(opened, files, *earlier), unreadable=False, sound=None)
    registered = Registered(files.few)
    examiner = Examiner(registered, texts)
    each = list(verdicts(files.annotations, files.given, examiner, means, known, keys))
    found, sound, passing = _over_all(opened, files, registered, each)
    unseen = sum(one.unseen for one, file in zip(each, files.annotations, strict=True) if file.name in files.asked)
    unreadable = bool(files.failed) or any(one.rule == "unreadable-file" for one in found)
    if known and same and not passing:
        known.keep_result(same, found, unseen)
    return Run(_outcome(opened, files, found, unseen), unreadable, sound)


def _over_all(
    opened: project.Project, files: _Files, registered: Registered, each: Sequence[Verdict]
) -> tuple[list[Diagnostic], Sound | None, bool]:
    """Put the verdicts together: give what is wanted of all that was found, and the corpus where it is sound.

    And whether the next run may find something else in the same files.
    """
    found = [found for one in each for found in one.diagnostics]
    whole = opened.whole and not files.failed and all(one.outline is not None for one in each)
    sound, changed = None, list[str]()
    if whole or files.few or files.failed:
        from communique.check import check, explain_fault
        from communique.corpus import gather

        def source(name: str) -> Source:
            got = files.source(name)
            if got.digest != corpus.outlines[name].digest:
                changed.append(name)
            return got

        outlines = (one.outline for one in each if one.outline is not None)
        names, old = registered.names, released(opened)
        corpus = gather(outlines, registered.bound, names, whole=whole, released=old, source=source)
        checked = check(corpus, found)
        failed = (found for source, fault in files.failed for found in explain_fault(fault, source))
        found, sound = [*failed, *checked.diagnostics], checked.sound
    passing = bool(changed) or any(one.passing for one in each) or any(one.rule == "rule-failed" for one in found)
    asked = files.asked.union(source.name for source, _ in files.failed)
    return [one for one in found if one.path in asked], sound, passing


def _known(cache: Cache, files: _Files, texts: Texts) -> Known | None:
    """Find what earlier runs with the same programs and the same names came to; nothing where that cannot be told."""
    programs = version()
    if programs is None:
        return None
    names = [part for file, source in files.few if file.kind in REGISTRIES for part in (source.name, source.data)]
    return Known(cache, programs, str(texts.none), *names)


def _same(known: Known, keys: Sequence[bytes], opened: project.Project, files: _Files, texts: Texts) -> bytes:
    """Give what stands for the whole run; nothing, where that cannot be told."""
    try:
        return known.of_run(keys, *_asked_of(opened, files, texts))
    except project.MisuseError:  # whoever needs what cannot be read will say so
        return b""


def _asked_of(opened: project.Project, files: _Files, texts: Texts) -> Iterator[bytes | str]:
    """Give what a whole run depends on besides the names, and its annotations with the texts that are named as they."""
    yield from (str(opened.whole), str(len(files.asked)), *sorted(files.asked))
    yield str(len(files.few))
    for file, source in files.few:
        yield from (file.kind.name, source.name, source.data)
    old = released(opened)
    yield from (str(len(old)), *sorted(old))
    yield from texts.others(Source(file.name, b"").stem for file in files.annotations)


@dataclass(frozen=True)
class _Files:
    """The files of a run: annotations, the few others with their bytes, and those that cannot be read.

    `given` are the bytes of those that are not to be read, and `asked` the names of those whose findings are wanted.
    """

    by_name: Mapping[str, project.File]
    given: Mapping[str, Source]
    asked: frozenset[str]
    annotations: tuple[project.File, ...]
    few: tuple[tuple[project.File, Source], ...]
    failed: tuple[tuple[Source, Fault], ...]

    @classmethod
    def of(cls, opened: project.Project, standard_input: tuple[str, bytes] | None) -> Self:
        """List the files of a project with what stands in for one of them, and read those that are no annotations."""
        given = {standard_input[0]: Source(*standard_input)} if standard_input else {}
        files = {file.name: file for file in opened.files}
        files.update({name: _standing_in(opened, name) for name in given})
        ordered = [file for _, file in sorted(files.items())]
        read = [(file, given.get(file.name) or project.read(file)) for file in ordered if file.kind is not ANNOTATION]
        return cls(
            files,
            given,
            opened.named | given.keys(),
            tuple(file for file in ordered if file.kind is ANNOTATION),
            tuple((file, got) for file, got in read if isinstance(got, Source)),
            (*opened.unreadable, *(got for _, got in read if not isinstance(got, Source))),
        )

    def source(self, name: str) -> Source:
        """Give the bytes of a file; none where it can no longer be read."""
        got = self.given.get(name) or project.read(self.by_name[name])
        return got if isinstance(got, Source) else Source(name, b"")


def limit_of(kind: DocumentKind) -> int:
    """Tell how many bytes a file of a kind may have."""
    return ARTICLE_LIMIT if kind is ANNOTATION else REGISTRY_LIMIT


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


def texts_of(opened: project.Project) -> Texts:
    """Give the texts that a project's settings point to."""
    return Texts(tuple(opened.settings.root / folder for folder in opened.settings.texts))


def _standing_in(opened: project.Project, name: str) -> project.File:
    known = {file.name: file for file in opened.files}
    return known.get(name) or project.File(name, name, ANNOTATION)


def _outcome(opened: project.Project, files: _Files, found: Iterable[Diagnostic], unseen: int) -> Outcome:
    """Keep the findings that the settings select, with the files that they point into."""
    kept = tuple(sorted((each for each in found if wanted(each.code, opened.settings)), key=lambda each: each.order))
    paths = {each.path for each in kept} | {label.path for each in kept for label in each.labels}
    sources = {name: files.source(name) for name in sorted(paths & files.by_name.keys())}
    return Outcome(kept, len(files.asked) + len(opened.unreadable), sources, unseen)


def wanted(code: str, settings: project.Settings) -> bool:
    """Whether a code is selected: the longest prefix that fits decides, and at the same length `ignore` does."""
    taken = max((len(each) for each in settings.select if code.startswith(each)), default=-1 if settings.select else 0)
    left_out = max((len(each) for each in settings.ignore if code.startswith(each)), default=-1)
    return taken > left_out
