"""Files as they may come: parts of sound ones, with bytes, words and lines taken out, put in, doubled and moved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

_SPICE: Final = [
    *(b"&a ", b"*a", b"!t ", b"<<: ", b"---\n", b"...\n", b"--- ", b"%YAML 1.1\n", b"? ", b": ", b":\n", b"- ", b"-"),
    *(b"[", b"]", b"{", b"}", b"'", b'"', b"''", b'\\"', b"\\", b"|\n", b">", b">-\n", b"|+\n", b"|-", b"|2\n", b","),
    *(b", ", b"#", b" #", b" # c\n", b"# c\n", b"\t", b"\r", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc2\x85"),
    *(b"\xe2\x80\xa8", b"\xc2\xa0", b"\xe3\x80\x80", b"\xed\x95\x9c", b"\xf0\x9f\x98\x80", b"=", b"@", b"`", b"a" * 20),
    *(b"null", b"Null", b"~", b"NO", b"no", b"on", b"y", b"yes", b"off", b"True", b"true", b"false", b"012", b"0"),
    *(
        b"-0",
        b"+1",
        b"1.5",
        b".5",
        b"1e3",
        b"1e3a",
        b"12:30",
        b"1_000",
        b"_0",
        b"1_",
        b"0x1F",
        b"0b11",
        b"0o7",
        b".inf",
        b".nan",
    ),
    *(
        b"9" * 15,
        b"9" * 16,
        b"9" * 20,
        b"2025-02-29",
        b"../2025",
        b" ",
        b"  ",
        b"    ",
        b"\n",
        b"\n\n",
        b"\n ",
        b"\n  ",
    ),
    *(b"\n    ", b"a: b", b"a:", b"a:\n", b"- a\n", b"[]", b"{}", b"[a, b]", b"{a: b}"),
]
_BYTES: Final = b"abnoy019 \n:-[]{},'\"#>|._\xc3\xe2"
_WORDS: Final = re.compile(rb"[A-Za-z0-9_]+|[ ]+|\n|.", re.DOTALL)


def harmed(random: Random, data: bytes) -> bytes:
    """Give some lines of a file, harmed in one to five places."""
    lines = data.splitlines(keepends=True)
    many = random.choice([3, 8, 20, 60])
    first = random.choice([0, random.randrange(max(1, len(lines) - many))])
    data = b"".join(lines[first : first + many])
    for _ in range(random.choice([1, 1, 1, 2, 2, 3, 5])):
        how = random.choice([_spice, _spice, _spice, _words, _words, _lines, _lines, _lines, _bytes, _ends])
        data = how(random, data) if data else random.choice(_SPICE)
    return data


def _spice(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_SPICE) + data[at:]


def _words(random: Random, data: bytes) -> bytes:
    words = _WORDS.findall(data)
    at, other = random.randrange(len(words)), random.randrange(len(words))
    match random.randrange(4):
        case 0:
            del words[at]
        case 1:
            words.insert(other, words[at])
        case 2:
            words[at] = random.choice(_SPICE)
        case _:
            words[at], words[other] = words[other], words[at]
    return b"".join(words)


def _lines(random: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = b" " * random.randrange(1, 5) + lines[at]
        case 4:
            lines[at] = lines[at][random.randrange(1, 4) :]
        case _:
            lines[at] = lines[at].rstrip(b"\n") + b" " + lines[other]
    return b"".join(lines)


def _bytes(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + random.choice([b"", bytes([random.choice(_BYTES)])]) + data[at + 1 :]


def _ends(random: Random, data: bytes) -> bytes:
    return random.choice([data.rstrip(b"\n"), data + b"\n", data + b"  \n", data[: random.randrange(len(data))]])
