"""All that the site is made of: pages written by hand and pages that follow from the code, by their paths in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

from docs.generate import codebook, commandline, rules, schemas
from docs.generate.links import BORROWED, placing, relinked
from docs.generate.markdown import inline, link, page
from docs.generate.nav import filled
from docs.generate.shown import shown

ROOT: Final = Path(__file__).parents[2]
CONFIGURATION: Final = "mkdocs.yml"
PAGES: Final = "docs"
"""The file and the folder, below the one that is written to, that MkDocs reads."""
_ASSETS: Final = frozenset({".css", ".js", ".png", ".svg"})


def files(root: Path = ROOT) -> dict[str, bytes]:
    """Give what MkDocs reads: its configuration, the pages, and what they show."""
    pages = generated(root)
    folder = root / "docs"
    sources = {path.relative_to(root).as_posix(): _below(folder, path) for path in folder.rglob("*.md")}
    sources |= {source: there for source, there in BORROWED.items() if source != "README.md"}
    others = {_below(folder, path): path.read_bytes() for path in folder.rglob("*") if path.suffix in _ASSETS}
    others |= {name: text.encode() for name, text in schemas.files().items()}
    place = placing({*others, *pages, *sources.values()}, lambda path: (root / path).exists())
    for source, there in sources.items():
        pages[there] = relinked((root / source).read_text("utf-8"), source, there, place)
    all_files = others | {name: text.encode() for name, text in pages.items()}
    return {
        CONFIGURATION: _configuration(root, set(pages)).encode(),
        **{f"{PAGES}/{name}": data for name, data in sorted(all_files.items())},
    }


def _below(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def generated(root: Path = ROOT) -> dict[str, str]:
    """Give the pages that follow from the code."""
    examples = {path.stem: path.read_text("utf-8") for path in (root / "tests" / "types").glob("*.md")}
    return {
        **codebook.pages(examples),
        **rules.pages(shown(root / "tests" / "rules")),
        **schemas.pages(),
        **commandline.pages(),
        "decisions/index.md": _decisions(root / "docs" / "decisions"),
    }


def _decisions(folder: Path) -> str:
    """List the decisions by their headings."""
    lines = []
    for path in sorted(folder.glob("*.md")):
        title = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        lines.append(f"- {link(inline(title), path.name)}")
    about = "Why things are as they are."
    return page("Decisions", about, "\n".join(lines), description=about)


def _configuration(root: Path, pages: set[str]) -> str:
    """Give the configuration of MkDocs with a navigation of the pages that there are."""
    written = yaml.safe_load((root / CONFIGURATION).read_text("utf-8"))
    nav = filled(written["nav"], pages, {"rules/*": rules.sections()})
    return str(yaml.safe_dump({**written, "nav": nav}, allow_unicode=True, sort_keys=False))
