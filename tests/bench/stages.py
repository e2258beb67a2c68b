"""Says where the CPU time of `communique check` goes, in one process: `python -m tests.bench.stages CORPUS`.

First what the fast way does to the files that can go it, then what the sure way would do to all of them. Each stage is
run over all files before the next, and the rules file by file, by family. What the rules are given is what the pipeline
gives them. `The rest of check` is what it does when there are no rules: it accepts and sorts.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from communique import annotated, check, project, published, quick
from communique.bind import bind, register
from communique.check import outlined
from communique.corpus import gather
from communique.documents import ANNOTATION, REGISTRIES
from communique.examine import with_text
from communique.fault import Place
from communique.glance import Judge, NamesAtAGlance
from communique.outline import outline
from communique.registered import Registered
from communique.rules import all_rules
from communique.subset import ARTICLE_LIMIT, REGISTRY_LIMIT
from communique.texts import Texts
from communique.tree import parse
from communique.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from communique.bind import Bound, BoundEvent
    from communique.project import File
    from communique.rule import Rule
    from communique.source import Source


class Watch:
    """CPU seconds by stage, in the order in which the stages were first met."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.seconds: dict[str, float] = defaultdict(float)

    def time(self, stage: str, work: Callable[[], Any]) -> Any:
        """Do some work, count its time to a stage, and give what it gives."""
        begun = time.process_time()
        made = work()
        self.seconds[stage] += time.process_time() - begun
        return made


def measure(corpus: Path, *, texts: bool) -> tuple[Watch, int]:
    """Take a corpus through the stages; give the times and the number of annotations."""
    watch = Watch()
    os.chdir(corpus)
    opened = watch.time("list the files", lambda: project.open_project([]))
    sources, _ = watch.time("read", lambda: annotated.read_all(opened))
    _fast(watch, sources)
    limits = dict.fromkeys(REGISTRIES, REGISTRY_LIMIT)
    trees = watch.time(
        "parse", lambda: [(file, parse(source, limits.get(file.kind, ARTICLE_LIMIT))) for file, source in sources]
    )
    registries = [bind(tree, file.kind) for file, tree in trees if file.kind in REGISTRIES]
    names = register(registries)
    others = [(file, tree) for file, tree in trees if file.kind not in REGISTRIES]
    bound: list[Bound] = watch.time("bind", lambda: [bind(tree, file.kind, names) for file, tree in others])
    if texts:
        at_hand = Texts((corpus / "texts",))
        bound = watch.time("read the texts", lambda: [with_text(file, at_hand) for file in bound])
    annotations = [file for file in bound if file.kind is ANNOTATION]
    _rules(watch, annotations)
    outlines = watch.time("outline", lambda: [outlined(file) for file in annotations])
    by_name = {file.name: file.tree.source for file in annotations}
    whole = watch.time("gather", lambda: gather(outlines, registries, names, source=by_name.__getitem__))
    for rule in all_rules():
        if rule.scope == "corpus":
            watch.time(f"rules over the corpus, {rule.code[:3]}", partial(check._guarded, rule, whole, Place(())))
    check._by_kind()  # what accepts findings finds its own rules by this
    with patch.object(check, "_rules_of", return_value=()):
        watch.time("the rest of check", lambda: [check.check_file(file) for file in annotations])
        watch.time("the rest of check", lambda: check.check_corpus(whole))
    return watch, len(annotations)


def _fast(watch: Watch, sources: Sequence[tuple[File, Source]]) -> None:
    """Take the annotations the fast way, without texts."""
    registered = Registered([(file, source) for file, source in sources if file.kind is not ANNOTATION])
    judge = Judge.of(NamesAtAGlance(registered.values), published.schema("annotation"))
    annotations = [source for file, source in sources if file.kind is ANNOTATION]
    read = watch.time("fast: values", lambda: [(source, quick.values(source.data)) for source in annotations])
    usual = [(source, value) for source, value in read if value is not None]
    if judge is not None:
        watch.time(
            "fast: schema and screens",
            lambda: [judge.clear(source.name, source.data, value) for source, value in usual],
        )
    verdicts = watch.time("fast: outline", lambda: [Verdict(outline(source, value)) for source, value in usual])
    packed = watch.time("fast: pack", lambda: [each.packed() for each in verdicts])
    watch.time("fast: unpack", lambda: [Verdict.unpacked("", each) for each in packed])


def _rules(watch: Watch, annotations: Iterable[Bound]) -> None:
    """Run the rules of events and files, family by family within each file."""
    families: dict[str, list[Rule]] = defaultdict(list)
    for rule in all_rules():
        if rule.scope in {"event", "file"}:
            families[rule.code[:3]].append(rule)
    for file in annotations:
        if file.tree.whole:
            for prefix, several in families.items():
                watch.time(f"rules, {prefix}", partial(_run, file, several))


def _run(file: Bound, rules: Sequence[Rule]) -> None:
    for rule in rules:
        subjects: Sequence[Bound | BoundEvent] = file.events if rule.scope == "event" else (file,)
        for subject in subjects:
            check._guarded(rule, subject, Place(()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print CPU microseconds per file by stage."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.stages", description="Say where the CPU time goes.")
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="a folder that tests.bench.generate wrote")
    parser.add_argument("--texts", action="store_true", help="with the texts at hand")
    given = parser.parse_args(arguments)
    watch, files = measure(given.corpus.absolute(), texts=given.texts)
    for stage, seconds in watch.seconds.items():
        sys.stdout.write(f"{seconds / files * 1e6:10,.1f} µs  {stage}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
