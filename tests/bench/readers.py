"""What a program in Python can be compared with, each by itself: `python readers.py WAY SCHEMA PROCESSES FOLDER…`.

`bytes` reads and hashes; `yaml-rs` and `events` parse and no more, by the parsers that communique may use; `jsonschema`
is the short script that everybody writes first: PyYAML's C loader and `jsonschema`.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def files(folders: Iterable[str]) -> Iterator[bytes]:
    """Read the YAML files below some folders."""
    waiting = list(folders)
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    descriptor = os.open(entry.path, os.O_RDONLY)
                    yield os.read(descriptor, 1 << 21)
                    os.close(descriptor)


def by_bytes(_: str) -> Callable[[bytes], bool]:
    """Hash what was read."""
    from hashlib import sha256

    return lambda data: bool(sha256(data).digest())


def by_yaml_rs(_: str) -> Callable[[bytes], bool]:
    """Parse by yaml-rs into Python's values."""
    from importlib import import_module

    loads = import_module("yaml_rs").loads
    return lambda data: loads(data.decode()) is not None


def by_events(_: str) -> Callable[[bytes], bool]:
    """Parse by libyaml into PyYAML's events, and build nothing of them."""
    import yaml

    def parse(data: bytes) -> bool:
        for _event in yaml.parse(data, Loader=yaml.CSafeLoader):
            pass
        return True

    return parse


def by_jsonschema(schema: str) -> Callable[[bytes], bool]:
    """Load by PyYAML's C loader, and validate by jsonschema; dates are texts, as in the schema."""
    import yaml
    from jsonschema import Draft202012Validator

    class Loader(yaml.CSafeLoader):
        """The C loader without its reading of dates."""

    Loader.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
    with open(schema, encoding="utf-8") as stream:  # noqa: PTH123 (pathlib costs a script its start)
        validator = Draft202012Validator(json.load(stream))
    return lambda data: validator.is_valid(yaml.load(data, Loader))  # noqa: S506 (it is a safe loader)


WAYS = {"bytes": by_bytes, "yaml-rs": by_yaml_rs, "events": by_events, "jsonschema": by_jsonschema}


def main(way: str, schema: str, processes: int, folders: list[str]) -> int:
    """Read all files in one way, each folder by one of some processes, and say how many there were."""
    judge = WAYS[way](schema)
    read, written = os.pipe()
    children = [
        os.fork() or _leave(written, [judge(data) for data in files(folders[number::processes])])
        for number in range(1, processes)
    ]
    verdicts = [judge(data) for data in files(folders[::processes])]
    for child in children:
        os.waitpid(child, 0)
        verdicts += map(bool, os.read(read, int.from_bytes(os.read(read, 4), "big")))
    sys.stdout.write(f"{len(verdicts)} files, {verdicts.count(False)} refused\n")
    return int(False in verdicts)


def _leave(written: int, verdicts: list[bool]) -> NoReturn:
    """Tell the verdicts, fewer than a pipe has room for, and end."""
    os.write(written, len(verdicts).to_bytes(4, "big") + bytes(verdicts))
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]))
