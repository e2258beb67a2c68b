"""Runs a command and writes down what it cost: `python -I -S meter.py COST OUT COMMAND…`.

It is a script of its own, and small, since Linux counts the peak memory of whoever starts a process as that process's.
CPU time is that of the process and of all the children it waited for; peak memory is that of the largest of them.
"""

from __future__ import annotations

import json
import os
import sys
import time


def main(cost: str, out: str, command: list[str]) -> int:
    """Run the command with its output in a file, and give its exit status."""
    target = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    actions = [(os.POSIX_SPAWN_DUP2, target, 1), (os.POSIX_SPAWN_DUP2, target, 2)]
    begun = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - begun
    code = os.waitstatus_to_exitcode(status)
    found = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak_kib": used.ru_maxrss, "status": code}
    with open(cost, "w", encoding="utf-8") as stream:  # noqa: PTH123 (nothing is imported that is not needed)
        json.dump(found, stream)
    return code


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
