"""Rules that no text in Markdown can show: for each a file, or a fault of ours, that shows it, and a near miss."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from unittest.mock import create_autospec, patch

from communique import crew, project, shape
from communique.bind import bind
from communique.check import check_all, explain_fault
from communique.documents import ANNOTATION
from communique.examine import Examiner, with_text
from communique.fault import Fault
from communique.model.registry import Names
from communique.rule import Rule
from communique.rules import all_rules
from communique.source import Source, Span
from communique.subset import ARTICLE_LIMIT, NODE_LIMIT
from communique.texts import Texts
from communique.tree import parse
from communique.verdict import Verdict
from communique.verdicts import Means, verdicts
from tests.support.cases import completed

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.bind import BoundEvent
    from communique.diagnostic import Diagnostic
    from communique.rule import Findings, Scope

_ARTICLE: Final = completed("- id: an-offer\n", "article")[0].encode()


class Unshown(NamedTuple):
    """What shows a rule, where it is found (line, column, end column), some words of it, and what does not show it."""

    wrong: Callable[[], tuple[Diagnostic, ...]]
    place: tuple[int, int, int]
    words: str
    right: Callable[[], tuple[Diagnostic, ...]]


def _checked(data: bytes) -> tuple[Diagnostic, ...]:
    return check_all([bind(parse(Source("2025/11/article.yaml", data)))], Names()).diagnostics


def _of_bytes(wrong: bytes, place: tuple[int, int, int], words: str, right: bytes) -> Unshown:
    return Unshown(lambda: _checked(wrong), place, words, lambda: _checked(right))


def _fields(number: int) -> bytes:
    return _ARTICLE + "".join(f"field-{each}: 1\n" for each in range(number)).encode()


def _read(path: Path) -> tuple[Diagnostic, ...]:
    read = project.read(project.File(str(path), path.name, ANNOTATION))
    return () if isinstance(read, Source) else tuple(explain_fault(read[1], read[0]))


def ruled(check_: Callable[[Any], Findings], scope: Scope = "event") -> tuple[Diagnostic, ...]:
    """Check an article by one rule of a scope, and those that word faults."""
    added = Rule("XYZ001", "added", scope, "error", "never said", "0.1", "", check_)
    words = tuple(rule for rule in all_rules() if rule.scope == "fault")
    with patch("communique.check._rules_of", lambda of: {scope: (added,), "fault": words}.get(of, ())):
        return _checked(_ARTICLE)


def broken(subject: object) -> Findings:
    """Be a rule that fails."""
    raise KeyError(type(subject).__name__)


def _quiet(event: BoundEvent) -> Findings:
    assert event.local_id == "an-offer"
    return ()


def _worded(kind: str, message: str) -> tuple[Diagnostic, ...]:
    """Word a kind of pydantic's errors."""
    fault, arguments = shape.fault_of({"type": kind, "msg": message, "input": 1, "loc": ("note",)})
    return tuple(explain_fault(Fault(fault, Span(0, 4), arguments), Source("a.yaml", b"note: 1\n")))


def _beside(text: bytes) -> tuple[Diagnostic, ...]:
    """Check an article whose text is at hand, in these bytes."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "article.txt").write_bytes(text)
        file = with_text(bind(parse(Source("2025/11/article.yaml", _ARTICLE))), Texts((Path(folder),)))
    found = check_all([file], Names()).diagnostics
    return tuple(each for each in found if each.rule == "unreadable-text")


def _examined(judge: Callable[[Source], Verdict]) -> tuple[Diagnostic, ...]:
    """Have two workers examine two files, and judge them so, whatever threads others have left behind."""
    examiner = create_autospec(Examiner, instance=True)
    examiner.judge = judge
    given = {name: Source(name, b"") for name in ("a.yaml", "b.yaml")}
    files = [project.File(name, name, ANNOTATION) for name in given]
    with patch.object(crew, "_threads", return_value=1):
        return tuple(each for one in verdicts(files, given, examiner, Means(jobs=2)) for each in one.diagnostics)


def _fatal(source: Source) -> Verdict:
    """End the process that judges the second file."""
    if source.name == "b.yaml":
        os.kill(os.getpid(), signal.SIGKILL)
    return Verdict(None)


UNSHOWN: Final = {
    "EVI013": Unshown(
        lambda: _beside(b"caf\xe9"),
        (2, 15, 22),
        "`article.txt` cannot be read: it is not UTF-8",
        lambda: _beside(b"a passage"),
    ),
    "YML002": _of_bytes("# 서울 caf".encode() + b"\xe9\n", (1, 9, 10), "0xE9", "# 서울 café\n".encode() + _ARTICLE),
    "YML003": _of_bytes(
        b"#" * (ARTICLE_LIMIT + 1),
        (1, ARTICLE_LIMIT + 1, ARTICLE_LIMIT + 2),
        "1,048,576",
        _ARTICLE + b"#" * (ARTICLE_LIMIT - len(_ARTICLE)),
    ),
    "YML005": _of_bytes(
        b"notes: [" + b"1," * NODE_LIMIT + b"]\n",
        (1, 2 * NODE_LIMIT + 3, 2 * NODE_LIMIT + 4),
        "60,000",
        _ARTICLE + b"# " + b"1," * NODE_LIMIT + b"\n",
    ),
    "YML014": _of_bytes(
        "# 하나\u2028둘\n".encode() + _ARTICLE, (1, 5, 6), "U+2028", "# e\u0301\u00a0\n".encode() + _ARTICLE
    ),
    "YML016": _of_bytes(b"\xef\xbb\xbf" + _ARTICLE, (1, 1, 1), "without a byte order mark", _ARTICLE),
    "YML020": Unshown(
        lambda: _read(Path("no/such/file.yaml")), (1, 1, 1), "no such file", lambda: _read(Path(__file__))
    ),
    "YML021": _of_bytes(_fields(102), (114, 1, 1), "2 more findings in this file", _fields(100)),
    "YML022": Unshown(lambda: ruled(broken), (5, 3, 5), "`XYZ001` of communique failed", lambda: ruled(_quiet)),
    "YML023": Unshown(
        lambda: _examined(_fatal), (1, 1, 1), "died of signal 9", lambda: _examined(lambda _: Verdict(None))
    ),
    "SHP013": Unshown(
        lambda: _worded("url_parsing", "relative URL without a base"),
        (1, 1, 5),
        "relative URL without a base",
        lambda: _worded("string_type", "Input should be a valid string"),
    ),
}
