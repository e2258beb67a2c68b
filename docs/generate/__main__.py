"""Writes what MkDocs makes the site of: `python -m docs.generate` fills `build/docs/` and writes `build/mkdocs.yml`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

import yaml

from docs.generate import codebook, commandline, rules, schemas
from docs.generate.links import BORROWED, placing, relinked
from docs.generate.markdown import inline, link, page
from docs.generate.nav import filled
from docs.generate.shown import shown

ROOT: Final = Path(__file__).parents[2]
_ASSETS: Final = frozenset({".svg", ".png", ".css", ".js"})


def generated(root: Path = ROOT) -> dict[str, str]:
    """Give the pages that follow from the code, by their paths in the site."""
    examples = {path.stem: path.read_text("utf-8") for path in sorted((root / "tests" / "types").glob("*.md"))}
    return {
        **codebook.pages(examples),
        **rules.pages(shown(root / "tests" / "rules")),
        **schemas.pages(),
        **commandline.pages(),
        "decisions/index.md": _decisions(root),
    }


def _decisions(root: Path) -> str:
    """List the decisions by their headings."""
    lines = []
    for path in sorted((root / "docs" / "decisions").glob("*.md")):
        title = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        lines.append(f"- {link(inline(title), path.name)}")
    about = "Why things are as they are. A decision is not changed when another takes its place: it says so."
    return page("Decisions", about, "\n".join(lines))


def site(root: Path = ROOT) -> dict[str, bytes]:
    """Give all files that the site is made of, by their paths in it."""
    folder = root / "docs"
    sources = {
        path.relative_to(root).as_posix(): path.relative_to(folder).as_posix() for path in folder.rglob("*.md")
    } | {source: there for source, there in BORROWED.items() if source != "README.md"}
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix in _ASSETS
    } | {name: text.encode() for name, text in schemas.files().items()}
    pages = generated(root)
    place = placing({*files, *pages, *sources.values()}, lambda path: (root / path).exists())
    for source, there in sources.items():
        pages[there] = relinked((root / source).read_text("utf-8"), source, there, place)
    return files | {name: text.encode() for name, text in pages.items()}


def configuration(root: Path, pages: set[str]) -> str:
    """Give the configuration of MkDocs with a navigation of the pages that there are."""
    written = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    nav = filled(written["nav"], pages, {"rules/*": rules.sections()})
    return yaml.safe_dump({**written, "nav": nav}, allow_unicode=True, sort_keys=False)


def main() -> int:
    """Write the pages and the configuration."""
    build = ROOT / "build"
    files = site()
    shutil.rmtree(build / "docs", ignore_errors=True)
    for name, data in files.items():
        path = build / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    text = configuration(ROOT, {name for name in files if name.endswith(".md")})
    (build / "mkdocs.yml").write_text(text, "utf-8", newline="\n")
    sys.stdout.write(f"{build / 'docs'}: {len(files)} files written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
