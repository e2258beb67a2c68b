"""A process that has imported the command line, runs it in children of its own, and kills them when it is told to.

So a compile can be killed at any moment of its work, hundreds of times, without waiting for imports each time. A line
of JSON on standard input asks for one run: its `arguments`, and the `delay` in seconds after which it is killed, unless
it has ended by then. The answer is a line that tells how it ended.
"""

from __future__ import annotations

import io
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from communique import cli
from tests.support.invented import ANNOTATIONS, unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOREVER = 60.0


class End(NamedTuple):
    """How a run ended."""

    killed: bool
    status: int
    seconds: float


class Nursery:
    """The process, seen from the tests."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Take a process that waits for questions."""
        self.process = process

    def run(self, *arguments: str | Path, delay: float = _FOREVER) -> End:
        """Run a command, and kill it after so many seconds."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"arguments": [str(each) for each in arguments], "delay": delay}) + "\n")
        self.process.stdin.flush()
        return End(*json.loads(self.process.stdout.readline()))

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator[Self]:
        """Start the process, and end it."""
        command = [sys.executable, "-m", "tests.support.nursery"]
        pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8", "env": unmeasured()}
        with subprocess.Popen(command, cwd=Path(__file__).parents[2], **pipes) as process:
            yield cls(process)
            assert process.stdin is not None
            process.stdin.close()


def main() -> None:
    """Answer questions until there are no more."""
    # Children find all modules imported, and all models built.
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        assert cli.main(["compile", str(ANNOTATIONS), "-o", f"{folder}/dataset"]) == 0
    for line in sys.stdin:
        question = json.loads(line)
        start = time.monotonic()
        child = os.fork()
        if not child:
            os._exit(_child(question["arguments"]))
        status = _waited(child, question["delay"])
        killed = os.WIFSIGNALED(status)
        code = 0 if killed else os.WEXITSTATUS(status)
        sys.stdout.write(json.dumps([killed, code, time.monotonic() - start]) + "\n")
        sys.stdout.flush()


def _child(arguments: list[str]) -> int:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    return cli.main(arguments)


def _waited(child: int, delay: float) -> int:
    """Wait for the end of a child, and kill it when the time has come; give its status."""
    descriptor = os.pidfd_open(child)
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        if not selector.select(delay):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(descriptor)
    return status


if __name__ == "__main__":
    main()
