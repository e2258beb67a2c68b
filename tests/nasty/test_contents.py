"""Files that were seen to crash, hang or deceive other tools: here each is a finding at its line."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import pytest

from tests.support.commandline import Ran, communique
from tests.support.samples import ANNOTATION, write_corpus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MEGABYTE: Final = 1 << 20
LAUGHS: Final = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES: Final = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * 9)}]}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

NASTY: Final[Mapping[str, tuple[str, str | bytes]]] = {
    "brackets": ("YML004", "[" * 25_000),
    "brackets, a megabyte": ("YML004", "[" * MEGABYTE),
    "brackets, more than a megabyte": ("YML003", "[" * (MEGABYTE + 1)),
    "braces": ("YML004", "{" * 25_000),
    "braces, a megabyte": ("YML004", "{" * MEGABYTE),
    "dashes": ("YML004", "- " * 12_500),
    "dashes, a megabyte": ("YML004", "- " * (MEGABYTE // 2)),
    "question marks": ("YML004", "? " * 12_500),
    "question marks, a megabyte": ("YML004", "? " * (MEGABYTE // 2)),
    "colons": ("YML001", "a: " * 8_000),
    "colons, a megabyte": ("YML001", "a: " * (MEGABYTE // 3)),
    "braces with keys": ("YML004", "{a: " * (MEGABYTE // 4)),
    "quotes": ("YML001", '"' * MEGABYTE),
    "a long key": ("YML001", "k" * 100_000 + ": 1\n"),
    "a long key with a question mark": ("SHP002", ANNOTATION + "? " + "k" * 100_000 + "\n: 1\n"),
    "a long value": ("SHP006", ANNOTATION.replace("Nothing.", "x" * 900_000)),
    "a long integer": ("YML017", ANNOTATION.replace("version: 1", "version: " + "1" * 4_301)),
    "many keys": ("SHP002", ANNOTATION + "".join(f"key{number}: 1\n" for number in range(29_000))),
    "many misspelt keys": ("SHP002", ANNOTATION + "".join(f"note{number}: 1\n" for number in range(29_000))),
    "many more keys": ("YML005", ANNOTATION + "".join(f"key{number}: 1\n" for number in range(50_000))),
    "many events": ("SHP007", ANNOTATION.partition("events:")[0] + "events:\n" + "- {}\n" * 50_000),
    "many documents": ("YML012", "---\n" * 100_000),
    "many merges": ("YML011", "- <<: x\n" * 19_000),
    "many doubles": ("YML006", "{" + "a: b, " * 29_000 + "}"),
    "many NULs": ("YML014", b"\0" * MEGABYTE),
    "many NULs apart": ("YML014", b"a\0" * (MEGABYTE // 2)),
    "billion laughs": ("YML008", LAUGHS),
    "merge bomb": ("YML011", MERGES),
    "a day that is none": ("SHP010", ANNOTATION.replace("2025-11-01", "2025-02-30")),
    "0x_": ("SHP005", ANNOTATION.replace("the-paper\n", "0x_\n")),
    "a Python object": ("YML010", "!!python/object/apply:os.system [echo x > pwned]\n"),
    "a tag of no text": ("YML001", "a: !%ED%A0%80 x\n"),
    "an escaped surrogate": ("YML001", '"\\ud800"\n'),
    "line separators": ("YML014", ANNOTATION.replace("Nothing.", "a\u2028b\u2029c\x85d")),
    "__proto__": ("SHP002", ANNOTATION + "__proto__: {x: 1}\nconstructor: 1\n"),
    "keys that look the same": ("SHP002", ANNOTATION + "é: 1\ne\u0301: 2\nEvents: []\n"),
    "escapes": ("YML014", ANNOTATION.replace("Nothing.", "\x1b]0;owned\x07\x9b31m")),
    "escaped escapes": ("YML015", ANNOTATION.replace("'Xi met", '"\\e]0;owned\\a').replace("2014.'", '"')),
    "bidi": ("SHP004", ANNOTATION.replace("type: summit", "type: \u202esummit\u2066")),
    "workflow commands": ("SHP002", ANNOTATION + '"::error::owned": 1\n"##[error]owned": 1\n'),
    "UTF-16": ("YML002", ANNOTATION.encode("utf-16")),
    "a mark": ("YML016", b"\xef\xbb\xbf" + ANNOTATION.encode() + b"x: 1\n"),
    "CRLF and tabs": ("SHP002", ANNOTATION.replace("\n", "\r\n").replace("id: x", "id:\tx") + "x:\ty\r\n"),
    "nothing": ("YML019", b""),
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Future[Ran]]:
    """Check every nasty file by a process of its own, in a corpus that has nothing else wrong."""
    folder = tmp_path_factory.mktemp("nasty")
    written = write_corpus(folder).parent

    def check(number: int, data: str | bytes) -> Ran:
        path = written / f"{number}.yaml"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        ran = communique("check", "--alone", "--output-format", "json", path, folder=folder)
        path.unlink()
        return ran

    with ThreadPoolExecutor(2) as pool:
        done = {name: pool.submit(check, number, data) for number, (name, (_, data)) in enumerate(NASTY.items())}
    assert sorted(path.name for path in folder.iterdir()) == ["annotations"]
    return done


@pytest.mark.parametrize("name", NASTY)
def test_nasty_file_is_a_finding(name: str, runs: Mapping[str, Future[Ran]]) -> None:
    """A nasty file ends the run in order, with status 1 and the finding that names what is wrong."""
    code, _ = NASTY[name]
    ran = runs[name].result()
    assert (ran.status, code in ran.codes) == (1, True), ran.codes
    assert len(ran.codes) <= 101


@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_nasty_files_together(form: str, tmp_path: Path) -> None:
    """All nasty files in one folder are reported in one run, and nothing of them reaches the output raw."""
    folder = write_corpus(tmp_path).parent
    small = {name: data for name, (_, data) in NASTY.items() if len(data) < 10_000}
    for number, data in enumerate(small.values()):
        (folder / f"{number}.yaml").write_bytes(data.encode() if isinstance(data, str) else data)
    ran = communique("check", "--output-format", form, folder=tmp_path)
    assert ran.status == 1
    assert [each for each in "\x1b\x07\r\t\x00\x85\x9b\u2028\u2029\u202e\u2066\ufeff" if each in ran.out] == []
    assert not any(line.lstrip().startswith("::error") for line in ran.out.splitlines())
    assert all(f"{number}.yaml" in ran.out for number in range(len(small)))
