"""The command line as people and machines meet it: a process with arguments, streams and an exit status."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from communique.cli import main

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMAND: Final = (sys.executable, "-m", "communique")
_CACHE: Final = Path(tempfile.gettempdir()) / "communique-tests-bytecode"
ENVIRONMENT: Final = {
    **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
    "PYTHONPYCACHEPREFIX": str(_CACHE),
}
"""The environment of every run: as it is, but for what Python is told; compiled modules are kept, elsewhere."""
PATIENCE: Final = 30
"""Seconds after which a run is taken to hang; none takes more than two of a processor that it has for itself."""


def changed(*statements: str) -> tuple[str, ...]:
    """Give what stands before the arguments of a run in which something is otherwise: statements see to it."""
    return (
        sys.executable,
        "-c",
        "\n".join([*statements, "from communique.cli import main", "raise SystemExit(main())"]),
    )


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    status: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings, of a run with `--output-format json`."""
        read = json.loads(self.out)
        found: list[dict[str, Any]] = read["diagnostics"] if isinstance(read, dict) else read
        return found

    @property
    def codes(self) -> list[str]:
        """Their codes."""
        return [each["code"] for each in self.findings]


def communique(*arguments: str | bytes | Path, folder: Path, stdin: bytes = b"", after: Sequence[str] = COMMAND) -> Ran:
    """Run a command in a folder, and see to it that it ends as every run should; `after` is what stands before it."""
    done = subprocess.run(
        [*after, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert_orderly(ran)
    return ran


def inside(*arguments: str | bytes | Path, folder: Path) -> Ran:
    """Run a command in a folder without a process of its own: fast, for what needs none."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    words = [os.fsdecode(argument) for argument in arguments]
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(words)
    out.seek(0)
    err.seek(0)
    ran = Ran(status, out.read(), err.read())
    assert_orderly(ran)
    return ran


def assert_orderly(ran: Ran) -> None:
    """Assert that a run gave no traceback and one of the promised statuses."""
    assert "Traceback" not in ran.out + ran.err, ran.err
    assert "Exception ignored" not in ran.err, ran.err
    assert ran.status in {0, 1, 2, 130, 141}, ran


def shell(script: str, *arguments: str, folder: Path) -> Ran:
    """Run a command with the redirections of a shell; in the script it is `"$@"`."""
    return communique(*arguments, folder=folder, after=("sh", "-c", script, "sh", *COMMAND))


def waiting_bytes(descriptor: int) -> int:
    """Tell how many bytes a pipe holds that nobody has read."""
    import array
    import fcntl
    import termios

    count = array.array("i", [0])
    fcntl.ioctl(descriptor, termios.FIONREAD, count)
    return count[0]
