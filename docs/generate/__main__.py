"""Writes what MkDocs makes the site of: `python -m docs.generate [DIR]`, by default into `build/`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from docs.generate.site import PAGES, ROOT, files


def main(folder: Path) -> int:
    """Write the configuration and the pages; what stands in the folder of pages besides is removed."""
    made = files()
    shutil.rmtree(folder / PAGES, ignore_errors=True)
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    sys.stdout.write(f"{folder}: {len(made)} files written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build"))
