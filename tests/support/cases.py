"""Cases in Markdown: YAML with carets under what is found, completed to a whole corpus, checked, and compared.

A fence is one file of the case's corpus: `yaml` is the article, `yaml names/actors.yaml` that registry,
`yaml 2025/11/other.yaml` a second article, `text` the text of the article (`text other` that of another),
`text released.txt` the canonical ids of an earlier release.

* An article that begins with `- ` is a list of events. What its head lacks is put before it, unless it gives
  `schema_version`. An event whose first line is `- id: …` gets the required fields that it leaves out.
* To a registry, if it can be read, the common entries of `names/` are added.
* A file without content is left as it is.

A line of carets and a code stands under what that code finds, in exactly those columns (to the end of the line, for a
finding of several lines; a single one, for an empty place); words behind the code must occur in the message or the
help. A line of tildes and words stands under the label that says them. A fence without carets finds nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from communique.anchor import read_article
from communique.bind import bind, register
from communique.check import check_all
from communique.documents import ANNOTATION, DECISIONS, REGISTRIES, RETIRED
from communique.model.base import Record, Reference, Shorthand, Vocabulary
from communique.model.event import Event
from communique.model.types import event_types
from communique.source import Source
from communique.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from communique.bind import Bound
    from communique.diagnostic import Diagnostic, Label

_NAMES: Final = Path(__file__).parent / "names"
_ARTICLE: Final = "2025/11/article.yaml"
_MARKS: Final = re.compile(r"^( *)(?:(\^+) ([A-Z]{3}[0-9]{3})(?: (.*))?|(~+) (.+))$")
_ITEM: Final = re.compile(r"( *)- (id: )?")
_FENCE: Final = re.compile(r"^```(yaml|text)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMON: Final = {
    "date": "2025-11-01",
    "date_basis": "stated",
    "status": "occurred",
    "summary": "Something was done.",
    "evidence": '{event: "a passage"}',
}
_IDS: Final = {"actor": "lee-jae-myung", "place": "seoul", "topic": "trade", "annotator": "a1", "event": "an-offer"}
_TALKS: Final = {"participants": "[{actor: lee-jae-myung, role: host}, {actor: xi-jinping, role: guest}]"}
_SIDES: Final = {
    "agreement": {"parties": "[south-korea, china]"},
    "cooperation": {"parties": "[south-korea, china]"},
    "meeting": _TALKS,
    "summit": _TALKS,
}
"""What a rule asks for and the model does not: the sides of what needs two."""
_HEAD: Final = {
    "schema_version": "1",
    "article": "{id: %s, publisher: the-paper, published: 2025-11-02, language: en}",
    "annotation": "{annotators: [a1], method: manual, status: annotated}",
    "events": "[]",
}


class Expected(NamedTuple):
    """A finding that a case asks for; with no code, a label."""

    file: str
    line: int
    column: int
    end: int
    code: str
    words: str


@dataclass(frozen=True)
class Case:
    """One section of a case file: its title, its files by name, article texts by id, findings and labels.

    `filled` are the lines, by file, that the case did not write: what is found in them is not its business.
    """

    title: str
    files: dict[str, str]
    texts: dict[str, str]
    expected: tuple[Expected, ...]
    labels: tuple[Expected, ...] = ()
    filled: frozenset[tuple[str, int]] = frozenset()

    def finds(self, code: str) -> bool:
        """Whether a code is to be found."""
        return any(each.code == code for each in self.expected)


def cases(markdown: str) -> Iterator[Case]:
    """Read the cases of a file: one for each section that has fences."""
    for section in re.split(r"^## ", markdown, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        fences = _FENCE.findall(body)
        if fences:
            yield case(title.strip(), fences)


def case(title: str, fences: list[tuple[str, str, str]]) -> Case:
    """Make a case of its fences: language, file name (may be empty) and text."""
    files, texts, wanted, filled = {}, {}, list[Expected](), set[tuple[str, int]]()
    for language, called, text in fences:
        if language == "text":
            texts[called or "article"] = text
            continue
        name = called or _ARTICLE
        plain, marks = _without_marks(text, name)
        moved = list(range(len(plain.splitlines()) + 1))
        if "/" in name and not name.startswith("names/"):
            plain, moved = completed(plain, PurePosixPath(name).stem.removesuffix(".draft"))
            filled |= {(name, line + 1) for line in set(range(len(plain.splitlines()))) - set(moved)}
        files[name] = plain
        wanted.extend(mark._replace(line=moved[mark.line] + 1) for mark in marks)
    files.setdefault(_ARTICLE, completed("events: []\n", "article")[0])
    expected = tuple(sorted(each for each in wanted if each.code))
    return Case(title, files, texts, expected, tuple(each for each in wanted if not each.code), frozenset(filled))


def findings(case: Case) -> tuple[Diagnostic, ...]:
    """Check the corpus of a case, with the names of `tests/support/names` behind those that the case brings."""
    kinds = {kind.path: kind for kind in (*REGISTRIES, DECISIONS, RETIRED)}
    files = dict(case.files)
    for path in sorted(_NAMES.glob("*.yaml")):
        name = f"names/{path.name}"
        files[name] = _with_common_names(files.get(name), path.read_text("utf-8"))
    bound: list[Bound] = [
        bind(parse(Source(name, files[name].encode())), kinds[name]) for name in files if name.startswith("names/")
    ]
    names = register(bound)
    released = frozenset(case.texts.get("released.txt", "").split())
    for name, text in files.items():
        if not name.startswith("names/"):
            file = bind(parse(Source(name, text.encode())), kinds.get(name, ANNOTATION), names)
            words = case.texts.get(file.article_id or "")
            bound.append(file if words is None else replace(file, article=read_article(words.encode())))
    found = check_all(bound, names, released=released).diagnostics
    return tuple(
        each for each in found if (each.path, each.start.line) not in case.filled or each.rule == "rule-failed"
    )


def compare(case: Case, found: tuple[Diagnostic, ...]) -> None:
    """Assert that just what the case asks for was found, in just those columns."""
    got = [_as_expected(case, each, each.code, f"{each.message} | {each.help or ''}") for each in found]
    shown = "\n".join(f"{each.file}:{each.line}:{each.column}-{each.end} {each.code} {each.words}" for each in got)
    wanted = [each[:5] for each in case.expected]
    assert sorted(each[:5] for each in got) == sorted(wanted), f"{case.title}: found\n{shown or 'nothing'}"
    for want in case.expected:
        assert any(each[:5] == want[:5] and want.words in each.words for each in got), f"{want} is not in\n{shown}"
    labels = [_as_expected(case, label, "", label.text) for each in found for label in each.labels]
    for want in case.labels:
        assert want in labels, f"{want} is not in {labels}"


def _as_expected(case: Case, found: Diagnostic | Label, code: str, words: str) -> Expected:
    line = case.files.get(found.path, "").splitlines()[found.start.line - 1 : found.start.line]
    end = found.end.column if found.end.line == found.start.line else len("".join(line)) + 1
    return Expected(found.path, found.start.line, found.start.column, max(end, found.start.column + 1), code, words)


def _with_common_names(own: str | None, common: str) -> str:
    """Put the common entries of a registry behind a case's own, leaving out those whose ids it has."""
    if own is None:
        return common
    value = parse(Source("own", own.encode())).value
    if not isinstance(value, dict) or not value:
        return own
    entries = re.split(r"^(?=[a-z0-9])", common, flags=re.MULTILINE)
    return own + "".join(entry for entry in entries if entry.partition(":")[0] not in value)


def _without_marks(text: str, name: str) -> tuple[str, list[Expected]]:
    """Split a fence into its YAML and what the carets and tildes say, with line indexes in that YAML."""
    lines: list[str] = []
    wanted = []
    for line in text.splitlines():
        match = _MARKS.match(line)
        if match:
            column, marks = len(match[1]) + 1, match[2] or match[5]
            words = match[4] or match[6] or ""
            wanted.append(Expected(name, len(lines) - 1, column, column + len(marks), match[3] or "", words))
        else:
            lines.append(line)
    return "".join(f"{line}\n" for line in lines), wanted


def completed(text: str, article: str) -> tuple[str, list[int]]:
    """Complete an article: give the whole text, and for each line of the fragment its line (from zero) in the whole."""
    fragment = text.splitlines()
    if all(line.startswith("#") for line in fragment):
        return text, list(range(len(fragment) + 1))
    prologue = fragment.index("---") + 1 if fragment[0].startswith("%") else 0
    if fragment[0].startswith("- "):
        text = f"events:\n{text}"
    keys = set(re.findall(r"^([a-z_]+):", text, re.MULTILINE))
    lacking = [] if "schema_version" in keys else [key for key in _HEAD if key not in keys]
    head = [f"{key}: {_HEAD[key].replace('%s', article)}" for key in lacking]
    out = [*fragment[:prologue], *head]
    moved = list(range(prologue))
    missing, indent = iter(_missing(text)), None
    if fragment[0].startswith("- "):
        out.append("events:")
        indent = ""
    for line in fragment[prologue:]:
        moved.append(len(out))
        out.append(line)
        item = _ITEM.match(line)
        if line == "events:":
            indent = "  "
        elif item and item[1] == indent:
            gaps = next(missing, {})
            out.extend(f"{indent}  {key}: {value}" for key, value in gaps.items() if item[2])
    return "".join(f"{line}\n" for line in out), moved


def _missing(text: str) -> list[dict[str, str]]:
    """Tell what each event of a fragment leaves out, with values to fill in."""
    value = parse(Source("fragment", text.encode())).value
    events = value.get("events") if isinstance(value, dict) else []
    gaps = []
    for raw in events if isinstance(events, list) else []:
        given = raw if isinstance(raw, dict) else {}
        word = given.get("type", "statement")
        cls = event_types().get(word if isinstance(word, str) else "", Event)
        filled = {} if "type" in given else {"type": "statement"}
        for name, field in cls.model_fields.items():
            if field.is_required() and name not in given and name not in {"id", "type"}:
                filled[name] = _COMMON.get(name) or _filler(field)
        sides = _SIDES.get(str(word), {})
        filled |= sides if not given.keys() & {*sides, "giver", "receiver"} else {}
        gaps.append(filled)
    return gaps


def _filler(field: FieldInfo) -> str:
    """Make up a value for a required field, in flow YAML."""
    for mark in field.metadata:
        if isinstance(mark, Reference):
            return _IDS[mark.kind]
    pair = any(getattr(each, "min_length", 0) == 2 for each in field.metadata)
    return _value(field.annotation, pair=pair)


def _value(annotation: Any, *, pair: bool = False) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Vocabulary):
        return next(iter(annotation)).value
    if isinstance(annotation, type) and issubclass(annotation, Record):
        if issubclass(annotation, Shorthand) and annotation.shorthand:
            return {"actor": "lee-jae-myung", "place": "seoul", "event": "{what: an offer, made_by: [china]}"}[
                annotation.shorthand
            ]
        return "{actor: lee-jae-myung, role: host}"
    inner = get_args(annotation)
    if inner and annotation.__origin__ is tuple:
        first = _value(inner[0])
        return f"[{first}, {first.replace('lee-jae-myung', 'xi-jinping')}]" if pair else f"[{first}]"
    if inner:
        return _value(inner[0])
    return "true" if annotation is bool else "something"
