"""Migrations: what becomes of files of version 0, to the byte, and of those that cannot be migrated."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from communique import catalogue, migrations
from communique.bind import bind
from communique.migration import migrated, ways
from communique.published import VERSION
from communique.source import Source
from communique.tree import parse
from tests.support.golden import assert_text

FOLDER: Final = Path(__file__).parents[1] / "data" / "migrations" / "v0_to_v1"
NAMES: Final = sorted(path.stem for path in (FOLDER / "before").iterdir())
HEAD: Final = "schema_version: 0\n"


def changed(text: str, assumed: int | None = None) -> str:
    """Migrate a text, and give what it has become."""
    after = migrated(Source("a.yaml", text.encode()), assumed)
    assert isinstance(after, Source), after
    return after.text


def obstacles(text: str, assumed: int | None = None) -> list[tuple[int, int, str]]:
    """Tell what stands against migrating a text."""
    after = migrated(Source("a.yaml", text.encode()), assumed)
    assert isinstance(after, tuple), after.text
    return [(each.start.line, each.start.column, each.says) for each in after]


def event(*lines: str) -> str:
    """Give a file with one event of these lines, each with its own indentation."""
    return HEAD + "events:\n  - " + "\n    ".join(lines) + "\n"


def test_there_is_a_way_from_each_version() -> None:
    """Every earlier version has its file, and each leads to the next one."""
    assert sorted(ways()) == list(range(VERSION))
    assert catalogue.names(migrations) == [f"v{number}_to_v{number + 1}" for number in range(VERSION)]


@pytest.mark.parametrize("name", NAMES)
def test_files_become_what_they_should(name: str) -> None:
    """Comments, order, quotes and layout stay, and what differs between the versions is rewritten."""
    assert_text(FOLDER / "after" / f"{name}.yaml", changed((FOLDER / "before" / f"{name}.yaml").read_text("utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_marks_stay(name: str) -> None:
    """A file from Windows becomes the same, with its line ends and its byte order mark; so does one without an end."""
    before, after = ((FOLDER / side / f"{name}.yaml").read_text("utf-8") for side in ("before", "after"))
    windows = b"\xef\xbb\xbf" + before.replace("\n", "\r\n").encode()
    made = migrated(Source("a.yaml", windows))
    assert isinstance(made, Source)
    assert made.data == b"\xef\xbb\xbf" + after.replace("\n", "\r\n").encode()
    assert changed(before.rstrip("\n")) == after.rstrip("\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_second_time_changes_nothing(name: str) -> None:
    """What has been migrated is of the present version, and stays."""
    after = (FOLDER / "after" / f"{name}.yaml").read_text("utf-8")
    assert changed(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("coder: a1\n", "schema_version: 1\nannotation:\n  annotators: [a1]\n"),
        ("# About the file.\nremarks: x", "# About the file.\nschema_version: 1\nnotes: x"),
        ("{}", "{schema_version: 1}"),
        ("{coder: a1}", "{schema_version: 1, annotation: {annotators: [a1]}}"),
        ("  remarks: x\n", "  schema_version: 1\n  notes: x\n"),
        ("schema_version: 1\nremarks: x\n", "schema_version: 1\nremarks: x\n"),
    ],
)
def test_files_that_do_not_tell_their_version(before: str, after: str) -> None:
    """A file without a version is of the one that is named; one that tells its own is not."""
    assert changed(before, 0) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (event("quote: x"), event("evidence:", "  event: x")),
        (event("quote: x", "id: a", "evidence: {}"), event("id: a", "evidence: {event: x}")),
        (event("quote: x", "# b", "evidence: {}"), event("# b", "evidence: {event: x}").replace("- # b", "-\n    # b")),
        (event("id: a", "evidence:", "  date: y", "quote:"), event("id: a", "evidence:", "  date: y", "  event:")),
        (
            event("evidence: {date: y}", "quote:", "  # words", "  - x"),
            event("evidence: {date: y, event: [x]}", "# words"),
        ),
        (
            event("evidence: {date: y}", "quote: |  # words", "  two", "  lines"),
            event('evidence: {date: y, event: "two\\nlines\\n"}', "# words"),
        ),
        (event("evidence: {date: y}", "quote:", "  quote: x"), event("evidence: {date: y, event: {quote: x}}")),
        (event("evidence: {date: y}", "quote: a, b"), event('evidence: {date: y, event: "a, b"}')),
        (event("evidence: {date: y}", "quote:"), event("evidence: {date: y, event: null}")),
        (event("place: a", "precision: city"), event("place:", "  place: a", "  precision: city")),
        (event("place: {place: a}"), event("place: {place: a}")),
        (event("actors: a", "kind: other"), event("actors: a", "type: other")),
        (event("actors: a, b", "kind: summit"), event('participants: ["a, b"]', "type: summit")),
        (event("kind: summit", "actors: >- # who", "  a"), event("type: summit", 'participants: ["a"]  # who')),
        (event("kind: summit", "actors:"), event("type: summit", "participants:")),
        (event("kind: summit", "actors: 5"), event("type: summit", "participants: [5]")),
        (
            event("{id: a, evidence: {date: y},  # b", " quote: x}"),
            event("{id: a, evidence: {date: y, event: x},  # b", " }"),
        ),
        (
            event("{evidence: {date: y}, quote:  # b", "  x}"),
            event("{evidence: {date: y, event: x}  # b", "}").replace("\n    }", "\n}"),
        ),
        (event("{quote: x,  # b", " id: a, evidence: {}}"), event("{# b", " id: a, evidence: {event: x}}")),
        (HEAD + "events: [{quote}]", HEAD + "events: [{evidence: {event}}]"),
        (HEAD + "events: [{kind: summit, actors}]", HEAD + "events: [{type: summit, participants}]"),
        (event("? kind", ": summit"), event("? type", ": summit")),
        (HEAD + "events: none\n", HEAD + "events: none\n"),
        (HEAD + "events: [none]\nsource: x\n", HEAD + "events: [none]\narticle: x\n"),
        (
            HEAD + "reviewer: a2\n# Why.\n\ncoder: a1\n",
            HEAD + "# Why.\n\nannotation:\n  annotators: [a1]\n  reviewed_by: [a2]\n",
        ),
    ],
)
def test_layouts(before: str, after: str) -> None:
    """In whatever way an entry is laid out, it comes to its place with all its comments."""
    assert changed(before) == after.replace("schema_version: 0", "schema_version: 1")


def test_comments_of_editors_name_the_schema() -> None:
    """The line that names the schema for editors names that of the new version; what only looks like one stays."""
    line = "# yaml-language-server: $schema=../../../schema/v0/annotation.schema.json\n"
    text = f"{line}{HEAD}remarks: |\n  {line}"
    assert changed(text) == f"{line.replace('v0', 'v1')}schema_version: 1\nnotes: |\n  {line}"


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("- a\n", (1, 1), "this is no annotation: expected a mapping, found a list"),
        ("remarks: x\n", (1, 1), "the file does not tell its version"),
        ("schema_version: 7\n", (1, 17), "the version is the number `7`; this communique knows `0` and `1`"),
        ("schema_version: -1\n", (1, 17), "the version is the number `-1`"),
        ("schema_version: '0'\n", (1, 17), "the version is the text `0`"),
        ("schema_version: false\n", (1, 17), "the version is `false`"),
        ("schema_version: [0]\n", (1, 17), "the version is a list"),
        (HEAD + "source: {}\narticle: {}\n", (2, 1), "there is `article` already, which `source` would become"),
        (HEAD + "stage: final\n", (2, 8), "`stage` is the text `final`; this can be changed only from `open`, `done`"),
        (HEAD + "method: 5\n", (2, 9), "`method` is the number `5`"),
        (HEAD + "annotation: a1\ncoder: a1\n", (3, 1), "`coder` would become `annotators` in `annotation`"),
        (HEAD + "annotation:\ncoder: a1\n", (3, 1), "`coder` would become `annotators` in `annotation`"),
        (HEAD + "annotation: {annotators: []}\ncoder: a1\n", (3, 1), "and there is something in its place"),
        (event("place: {place: a}", "precision: city"), (3, 12), "`place` is a mapping already, and has `precision`"),
        (event("id: a", "? quote", ": x"), (4, 7), "write `quote:` without the question mark"),
        (HEAD + "remarks: [\n", (3, 1), "not YAML: a value should stand here (YML001)"),
        (HEAD + "remarks: a\nremarks: b\n", (3, 1), "the key `remarks` stands twice in one mapping (YML006)"),
        (HEAD + "remarks: *a\n", (2, 10), "aliases (`*a`) are not part of the format (YML009)"),
        ("", (1, 1), "the file is empty (YML019)"),
    ],
)
def test_what_stands_against_it(text: str, where: tuple[int, int], says: str) -> None:
    """A file that cannot be migrated says where, and why."""
    ((line, column, said),) = obstacles(text)
    assert (line, column) == where
    assert said.startswith(says) or says in said


def test_a_layout_that_was_not_foreseen_is_left_alone() -> None:
    """Where the edits do not come to what they should, the file is refused: a text that keeps its empty lines."""
    text = event("evidence:", "  date: |+", "    y", "", "quote: x")
    ((line, column, says),) = obstacles(text)
    assert (line, column) == (3, 5)
    assert "cannot be rewritten by itself" in says


def test_the_example_of_the_page_is_right_afterwards() -> None:
    """What `docs/migration.md` shows of version 0 is a right annotation once it is migrated."""
    page = (FOLDER.parents[3] / "docs" / "migration.md").read_text("utf-8")
    text = page.partition("```yaml\n")[2].partition("```")[0]
    assert bind(parse(Source("a.yaml", changed(text).encode()))).faults == ()


def test_wholly_read_or_not_at_all() -> None:
    """All errors of a file that cannot be read are told."""
    assert len(obstacles(HEAD + "a: *x\nb: *y\n")) == 2
