"""`schema diff`: what changed between two versions of the schemas, in lines and in JSON, and the exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from communique.published import installed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.corpora import Corpus

BASELINE: Final = Path(__file__).parents[1] / "data" / "schema-baseline" / "v1"


def edited(folder: Path, edit: Callable[[dict[str, Any]], None], name: str = "annotation") -> str:
    """Copy the published schemas to a folder, and edit one of them there."""
    shutil.copytree(installed(), folder)
    path = folder / f"{name}.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    edit(schema)
    path.write_text(json.dumps(schema), "utf-8")
    return str(folder)


def test_nothing_changed(corpus: Corpus) -> None:
    """The published schemas are what they are."""
    ran = corpus.run("schema", "diff", str(installed()), str(installed()))
    assert (ran.status, ran.out) == (0, "no change\n")


def test_an_extension_passes(corpus: Corpus, tmp_path: Path) -> None:
    """A word more in a closed list extends the schema for both, and the status is 0."""
    later = edited(tmp_path / "later", lambda schema: schema["$defs"]["TalkRole"]["enum"].append("witness"))
    ran = corpus.run("schema", "diff", str(installed()), later)
    assert ran.status == 0
    line, closing = ran.out.splitlines()
    assert line.startswith("annotation events[]<")
    assert line.endswith(".participants[].role: it can also be `witness` (all of `TalkRole`): extending / extending")
    assert closing == "extending for authors, extending for consumers"


def test_what_breaks_is_told(corpus: Corpus, tmp_path: Path) -> None:
    """A field that becomes required breaks what authors wrote; the status is 1, and JSON says the same."""
    later = edited(tmp_path / "later", lambda schema: schema["$defs"]["Summit"]["required"].append("format"))
    ran = corpus.run("schema", "diff", str(installed()), later)
    assert ran.status == 1
    assert ran.out == (
        "annotation events[]<summit>.format: it is required: breaking / compatible\n"
        "breaking for authors, compatible for consumers\n"
    )
    ran = corpus.run("schema", "diff", str(installed()), later, "--output-format", "json")
    assert ran.status == 1
    change = {"schema": "annotation", "path": "events[]<summit>.format", "what": "it is required", "shape": None}
    effects = {"authors": "breaking", "consumers": "compatible"}
    assert json.loads(ran.out) == {**effects, "changes": [{**change, **effects}]}


def test_two_files_are_compared_whatever_their_names(corpus: Corpus, tmp_path: Path) -> None:
    """Two single files are versions of one schema."""
    (tmp_path / "old.json").write_text('{"maxLength": 1}', "utf-8")
    (tmp_path / "new.json").write_text('{"maxLength": 2}', "utf-8")
    ran = corpus.run("schema", "diff", "old.json", "new.json")
    assert (ran.status, ran.out.splitlines()[0]) == (0, "new: at most 2 characters, was 1: extending / extending")


def test_a_schema_that_is_gone_breaks_everything(corpus: Corpus, tmp_path: Path) -> None:
    """A file that is in the old folder alone is a breaking change."""
    shutil.copytree(installed(), tmp_path / "later")
    (tmp_path / "later" / "topics.schema.json").unlink()
    ran = corpus.run("schema", "diff", str(installed()), "later")
    assert (ran.status, ran.out.splitlines()[0]) == (1, "topics: there is no such schema: breaking / breaking")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"{", "cannot be compared"),
        (b"\xff", "cannot be compared"),
        (b'{"$ref": "http://a/\x1b[31m"}', "cannot be compared"),
        (b'{"$ref": "http://a"}', "`http://a` leads out of the file"),
        (b'{"items": ' * 700 + b"{}" + b"}" * 700, "nested too deeply"),
    ],
)
def test_what_is_no_schema_is_misuse(corpus: Corpus, tmp_path: Path, text: bytes, says: str) -> None:
    """What cannot be read or compared is told, with status 2 and without raw words of the file."""
    (tmp_path / "a.json").write_bytes(text)
    shutil.copy("a.json", "b.json")
    ran = corpus.run("schema", "diff", "a.json", "b.json")
    assert ran.status == 2
    assert says in ran.err
    assert "\x1b" not in ran.err


def test_what_is_not_there_is_misuse(corpus: Corpus, tmp_path: Path) -> None:
    """A folder without schemas, and a path that leads nowhere, are told."""
    (tmp_path / "empty").mkdir()
    assert "there is no `*.schema.json` in `empty`" in corpus.run("schema", "diff", "empty", str(installed())).err
    assert corpus.run("schema", "diff", "nowhere", str(installed())).status == 2


def test_what_was_published_still_holds(corpus: Corpus) -> None:
    """Within a version nothing breaks what others rely on: the schemas of the last release, which are kept."""
    ran = corpus.run("schema", "diff", str(BASELINE), str(installed()))
    assert ran.status == 0, f"this needs a new version of the format (see schema/README.md):\n{ran.out}"


@pytest.mark.parametrize(
    ("edit", "status"),
    [
        (lambda schema: schema["$defs"]["Summit"]["properties"].pop("topics"), 1),
        (lambda schema: schema["$defs"]["Status"]["enum"].remove("planned"), 1),
        (lambda schema: schema["$defs"]["Line"].update(maxLength=100), 1),
        (lambda schema: schema["$defs"]["Line"].update(maxLength=1_000), 0),
        (lambda schema: schema["$defs"]["Slug"].update(pattern="^[a-z]+$"), 1),
        (lambda schema: schema["$defs"]["Summit"].update(description="Another definition."), 0),
        (lambda schema: schema["$defs"]["Edtf"].update(maximum=12_000), 0),
        (lambda schema: schema["properties"].update(schema_version={"enum": [1, 2]}), 1),
        (lambda schema: schema["$defs"]["Summit"]["properties"].update(mood={"$ref": "#/$defs/Line"}), 0),
        (lambda schema: schema["$defs"]["Party"].update(required=["actor", "office"]), 1),
        (lambda schema: schema["$defs"]["Summit"].update(unevaluatedProperties=False), 1),
    ],
)
def test_the_gate_tells_what_breaks(
    corpus: Corpus, tmp_path: Path, edit: Callable[[dict[str, Any]], None], status: int
) -> None:
    """What breaks authors of annotations is refused, and what extends or explains the format is not."""
    assert corpus.run("schema", "diff", str(BASELINE), edited(tmp_path / "later", edit)).status == status
