"""The rules: a page a rule, from its declaration and its docstring, and an index by family."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from communique.diagnostic import Outcome
from communique.report import full
from communique.rules import all_rules, families
from communique.suppress import NEVER
from communique.words import listed
from docs.generate.markdown import block, code, fence, inline, link, page, plain, table
from docs.generate.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from communique.rule import Family, Rule, Scope
    from docs.generate.shown import Cure

FOLDER: Final = "rules"
_LOOKS_AT: Final[Mapping[Scope, str]] = {
    "fault": "a file as it is read",
    "event": "one event",
    "file": "one annotation",
    "corpus": "all files together",
}
_CURED: Final[Mapping[Cure, str]] = {
    "applied": "mended by `check --fix`",
    "offered": "an edit is offered",
    "none": "mended by hand",
}
_MARKS: Final[Mapping[Cure, str]] = {"applied": "`--fix`", "offered": "edit", "none": ""}
_TITLES: Final = {"text": "the article"}
_ABOUT: Final = """\
`communique check` finds what these rules describe; `communique explain REF001` shows the same pages in a terminal, and
`communique rules` this list. A code keeps its meaning for ever and is never given to another rule.

An **error** ends with exit status 1 and keeps a corpus from being compiled. A **warning** does so only with `--strict`.
What is marked `--fix` is mended by `check --fix`; what is marked *edit* is offered in editors, for you to decide.

A finding that is right as it is can be accepted, on its line or on the line above, with a reason that others can judge:

```yaml
  note: NO  # communique: ignore[YML018] the word as it was printed
```

Errors of the families {never} cannot be accepted: what they find cannot be read, or would
leave the dataset with loose ends. `--select` and `--ignore`, or [the configuration](../configuration.md), choose rules
by code."""


def pages(shown: Mapping[str, Shown]) -> dict[str, str]:
    """Give the pages by their paths: an index, and one for each rule with what is shown of it."""
    return {
        f"{FOLDER}/index.md": _index(shown),
        **{f"{FOLDER}/{rule.code}.md": _page(rule, shown.get(rule.code, Shown())) for rule in all_rules()},
    }


def sections() -> list[tuple[str, list[str]]]:
    """Give the families by their titles, in order, each with the paths of its pages."""
    return [
        (f"{family.prefix} {family.title}", [f"{FOLDER}/{rule.code}.md" for rule in _ordered(family)])
        for family in families()
    ]


def _ordered(family: Family) -> list[Rule]:
    return sorted(family.rules, key=lambda rule: rule.code)


def _index(shown: Mapping[str, Shown]) -> str:
    parts = []
    for family in families():
        rows = (
            (
                link(plain(rule.code), f"{rule.code}.md"),
                f"{code(rule.slug)}<br>{inline(rule.summary)}",
                plain(rule.severity),
                _MARKS[shown.get(rule.code, Shown()).cure],
            )
            for rule in _ordered(family)
        )
        parts += [
            f"## {plain(family.prefix)} {inline(family.title)} {{ #{family.prefix.lower()} }}",
            table(("code", "finds", "severity", "cure"), rows),
        ]
    return page(
        "Rules",
        _ABOUT.format(never=listed(NEVER, "and")),
        *parts,
        description="All rules of communique check, by family.",
    )


def _page(rule: Rule, shown: Shown) -> str:
    summary, _, rest = rule.documentation.partition("\n")
    facts = (rule.severity, f"since {rule.since}", f"looks at {_LOOKS_AT[rule.scope]}", _CURED[shown.cure])
    before, right, after = rest.partition("\n## Right\n")
    return page(
        f"{rule.code} {rule.slug}",
        inline(summary),
        " ".join(f'<span class="fact">{inline(fact)}</span>' for fact in facts),
        f"Says: {inline(rule.message)}",
        block(before, _TITLES),
        *_report(shown),
        block(right + after, _TITLES),
        description=summary,
    )


def _report(shown: Shown) -> Iterator[str]:
    """Show what `check` says of the wrong example: as it stands in a terminal, and the cures in words that wrap."""
    if shown.findings:
        stream = io.StringIO()
        found = tuple(replace(each, help=None) for each in shown.findings)
        full.write(Outcome(found, len(shown.sources), shown.sources), stream, colour=False)
        yield "`communique check` says:"
        yield fence(stream.getvalue().rpartition("\n\n")[0], "text")
        for cure in dict.fromkeys(each.help for each in shown.findings if each.help):
            yield f"**Help:** {inline(cure)}"
