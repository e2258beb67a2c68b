"""Node.js, for the tests of what other programs make of the schemas."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

NODE: Final = Path(__file__).parent / "node"


@pytest.fixture(scope="session")
def node() -> Path:
    """Give Node.js, with the packages installed beside the scripts that it runs."""
    found = shutil.which("node")
    assert found, "Node.js is not installed"
    wanted = json.loads((NODE / "package.json").read_text("utf-8"))["dependencies"]
    if not all((NODE / "node_modules" / name).is_dir() for name in wanted):
        command = ["npm", "install", "--prefix", str(NODE), "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, check=True)
    return Path(found)
