"""The verdicts of all annotations of a corpus: known from an earlier run, or made now by several processes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from communique import project
from communique.crew import Lost, jobs_for, spread
from communique.fault import Fault
from communique.progress import bar
from communique.source import Source, Span
from communique.stamp import stamp
from communique.verdict import Verdict, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.cache import Cache
    from communique.diagnostic import Diagnostic
    from communique.examine import Examiner
    from communique.texts import Texts

_UNKNOWN: Final = b""


@dataclass(frozen=True, slots=True)
class Means:
    """What a run may use: so many processes (None: as many as are worth their price), and a cache."""

    jobs: int | None = None
    cache: Cache | None = None


class Known:
    """What earlier runs came to, by all that it depends on."""

    def __init__(self, cache: Cache, *parts: bytes | str) -> None:
        """Take the cache, and what is the same for all files: programs, registries, settings."""
        self.cache: Final = cache
        self._begun: Final = sha256(stamp(*parts))

    def key(self, source: Source, texts: Texts) -> bytes:
        """Give what stands for a file, its name, and the text of that name; nothing where that cannot be told."""
        text = texts.digest(source.stem)
        if text is None:
            return _UNKNOWN
        made = self._begun.copy()
        made.update(stamp(source.name, text, source.data))
        return made.digest()

    def of_run(self, keys: Sequence[bytes], *parts: bytes | str) -> bytes:
        """Give what stands for a whole run; nothing where it depends on a file that nothing stands for."""
        if not all(keys):
            return _UNKNOWN
        made = self._begun.copy()
        made.update(stamp("run", *parts, *keys))
        return made.digest()

    def result(self, key: bytes) -> tuple[list[Diagnostic], int] | None:
        """Give what a whole run found, and how many of its files had no text to look into; None, if it is not known."""
        packed = self.cache.known([key]).get(key) if key else None
        if packed is None:
            return None
        unseen, found = json.loads(packed)
        return [unpack(path, each) for path, each in found], unseen

    def keep_result(self, key: bytes, found: Iterable[Diagnostic], unseen: int) -> None:
        """Keep what a whole run found."""
        packed = json.dumps([unseen, [[each.path, pack(each)] for each in found]], ensure_ascii=False)
        self.cache.keep([(key, packed.encode())])


def keys_of(
    files: Sequence[project.File], given: Mapping[str, Source], texts: Texts, means: Means, known: Known
) -> list[bytes]:
    """Read files, and tell what stands for each of them."""

    def key(file: project.File) -> bytes:
        got = given.get(file.name) or project.read(file)
        return known.key(got, texts) if isinstance(got, Source) else _UNKNOWN

    return [each if isinstance(each, bytes) else _UNKNOWN for each in spread(key, files, jobs=_jobs(files, means))]


def verdicts(
    files: Sequence[project.File],
    given: Mapping[str, Source],
    examiner: Examiner,
    means: Means,
    known: Known | None = None,
    keys: Sequence[bytes] = (),
) -> Iterator[Verdict]:
    """Give the verdict of each file, in their order; `given` are the bytes of those that are not to be read.

    Those whose keys are known are taken from there; what is found out of the others is kept, if it lasts. `keys` are
    those of all files, as `keys_of` gave them, or none where nothing is known from earlier.
    """
    kept = known.cache.known([key for key in keys if key]) if known else {}
    unknown = [file for file, key in zip(files, keys, strict=True) if key not in kept] if kept else list(files)

    def work(file: project.File) -> tuple[bytes, str]:
        if file.name in given:
            source = given[file.name]
            verdict = examiner.judge(source)
        else:
            source, verdict = examiner.examine(file)
        # By what was judged, not by what was read before: a file, or its text, may have been changed since.
        key = known.key(source, examiner.texts) if known is not None else _UNKNOWN
        return key, verdict.packed()

    jobs = _jobs(unknown, means)
    if jobs > 1:
        examiner.prepare()
    found: list[tuple[bytes, bytes]] = []
    with bar(len(unknown), "checking") as advance:
        made = spread(work, unknown, jobs=jobs, progress=advance)
        for index, file in enumerate(files):
            packed = kept.get(keys[index]) if kept else None
            if packed is not None:
                yield Verdict.unpacked(file.name, packed.decode())
                continue
            result = next(made)
            if isinstance(result, Lost):
                yield _lost(file, result)
                continue
            key, text = result
            verdict = Verdict.unpacked(file.name, text)
            if known is not None and (key != keys[index] or verdict.outline is None):
                verdict = verdict._replace(passing=True)
            elif key and verdict.lasting:
                found.append((key, text.encode()))
            yield verdict
    if known is not None and found:
        known.cache.keep(found)


def _jobs(files: Sequence[project.File], means: Means) -> int:
    return jobs_for(len(files), means.jobs)


def _lost(file: project.File, lost: Lost) -> Verdict:
    """Say of a file that nothing came of it, and why."""
    from communique.check import explain_fault

    fault = Fault("unfinished-file", Span(0, 0), {"reason": lost.reason})
    return Verdict(None, tuple(explain_fault(fault, Source(file.name, b""))), passing=True)
