"""The programs that communique is measured beside, and the limits that no validator can pass."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from tests.bench.subjects import HERE, PYTHON, SCHEMA, Corpus, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.subjects import Group

NODE: Final = HERE / "node"
SLOW: Final = 2_000
"""How many files a program is given that does some hundred in a second."""
LARGE: Final = 20_000
"""How many files a program is given that keeps all of them in memory, or does some thousand in a second."""
_COUNTS: Final = "([0-9]+) files, 0 refused"


def peers() -> list[Subject]:
    """Give the programs that are at hand; what Node.js runs is installed by npm where there is one."""
    return [_check_jsonschema(), _reader("jsonschema + PyYAML C", "peer", "jsonschema", SLOW), *_of_node()]


def limits() -> Iterator[Subject]:
    """Give what every validator has to do at the least."""
    if find_spec("yaml_rs"):
        yield _reader("bare parse: yaml-rs", "limit", "yaml-rs", 10**9)
        yield _reader("bare parse: yaml-rs, 2 processes", "limit", "yaml-rs", LARGE, processes=2)
    yield _reader("bare parse: PyYAML C events", "limit", "events", LARGE)
    yield _reader("read and hash", "limit", "bytes", 10**9)


def _reader(name: str, group: Group, way: str, most: int, processes: int = 1) -> Subject:
    packages = {"jsonschema": ("jsonschema", "PyYAML"), "yaml-rs": ("yaml-rs",), "events": ("PyYAML",)}.get(way, ())
    versions = ", ".join(version(package) for package in packages) or platform.python_version()

    def command(corpus: Corpus) -> list[str]:
        return [PYTHON, str(HERE / "readers.py"), way, str(SCHEMA), str(processes), *corpus.years]

    return Subject(name, group, versions, command, most, _COUNTS)


def _check_jsonschema() -> Subject:
    def command(corpus: Corpus) -> list[str]:
        return [PYTHON, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), *corpus.articles()]

    return Subject("check-jsonschema", "peer", version("check-jsonschema"), command, SLOW)


def _of_node() -> Iterator[Subject]:
    """Give what npm installs; the C++ program is run as such, without the script around it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return
    if not (NODE / "node_modules").is_dir():
        options = ["--no-package-lock", "--no-audit", "--no-fund", "--silent"]
        subprocess.run([npm, "install", "--prefix", str(NODE), *options], check=True)
    asked = json.loads((NODE / "package.json").read_text("utf-8"))["dependencies"]

    def ajv(corpus: Corpus) -> list[str]:
        return [node, str(NODE / "batch.js"), str(SCHEMA), *corpus.years]

    yield Subject("ajv + js-yaml", "peer", f"{asked['ajv']}, {asked['js-yaml']}", ajv, LARGE, _COUNTS)
    builds = NODE / "node_modules" / "@sourcemeta" / "jsonschema" / "build" / "github-releases"
    program = builds / f"jsonschema-{platform.system().lower()}-{platform.machine()}"
    for name, options in (("sourcemeta jsonschema", []), ("sourcemeta jsonschema --fast", ["--fast"])):

        def sourcemeta(corpus: Corpus, options: list[str] = options) -> list[str]:
            return [str(program), "validate", str(SCHEMA), *corpus.years, "--extension", ".yaml", *options]

        if program.is_file():
            counts = "([0-9]+) validated"
            yield Subject(name, "peer", asked["@sourcemeta/jsonschema"], sourcemeta, LARGE, counts)
