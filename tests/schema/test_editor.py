"""What an author sees who has the published schema alone: in an editor with the language server for YAML."""

from __future__ import annotations

import json
import re
import tomllib
from ast import literal_eval
from typing import TYPE_CHECKING, Any, Final

import pytest

from communique.cli import main
from communique.documents import REGISTRIES
from communique.model.schema import definition
from communique.model.types import event_types
from communique.model.vocabulary import Status
from tests.schema.conftest import NODE
from tests.support.typecases import ROOT
from tests.support.yaml_editor import Editor, Shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.node

HEAD: Final = f"""\
# yaml-language-server: $schema={ROOT / "schema" / "v1" / "annotation.schema.json"}
schema_version: 1
article:
  id: an-article
  publisher: the-paper
  published: 2025-11-02
  language: en
annotation:
  annotators: [a1]
  method: manual
  status: annotated
events:
"""
RIGHT: Final = f"""\
{HEAD}  - id: a-summit
    type: summit
    date: 2025-11-01
    date_basis: computed
    place: {{place: gyeongju, precision: city}}
    status: occurred
    summary: The two leaders met.
    participants:
      - {{actor: lee-jae-myung, office: president, role: host}}
      - {{actor: xi-jinping, role: guest}}
    evidence:
      event: The two leaders met
      date: {{quote: on Saturday, at: [10, 21]}}
"""
REGISTRY: Final = f"""\
# yaml-language-server: $schema={ROOT / "schema" / "v1" / "actors.schema.json"}
seoul:
  kind: state
  name: Seoul
"""
WORDS: Final = ", ".join(f'"{word}"' for word in event_types())
ALLOWED: Final = ", ".join(f'"{word}"' for word in Status)


SERVER: Final = NODE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


@pytest.fixture(scope="module")
def editor(node: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Give a running editor."""
    started = Editor.start(node, SERVER, tmp_path_factory.mktemp("editor"))
    yield started
    started.close()


def test_what_is_right_is_not_marked(editor: Editor) -> None:
    """A right annotation, a right registry, and the annotations of this repository are not marked at all."""
    assert editor.open(RIGHT)[1] == editor.open(REGISTRY)[1] == []
    for path in sorted((ROOT / "annotations" / "2025").rglob("*.yaml")):
        lines = path.read_text("utf-8").split("\n")
        assert editor.open("\n".join([HEAD.split("\n")[0], *lines[1:]]))[1] == [], path


MISTAKES: Final = (
    (
        "a wrong word for the type",
        "type: summit",
        "type: sumit",
        "sumit",
        f"Value is not accepted. Valid values: {WORDS}.",
    ),
    ("a field that there is not", "summary:", "sumary: x\n    summary:", "sumary", "Property sumary is not allowed."),
    (
        "a field of another type",
        "summary:",
        "visitor: [x]\n    summary:",
        "visitor",
        "Property visitor is not allowed.",
    ),
    ("a field is missing", "    status: occurred\n", "", "i", 'Missing property "status".'),
    ("a bad date", "date: 2025-11-01", "date: 1 Nov 2025", "1 Nov 2025", "a date in EDTF: `2025`, `2025-11`"),
    ("an unknown word", "occurred", "ocurred", "ocurred", f"Value is not accepted. Valid values: {ALLOWED}."),
    (
        "an unknown word within",
        "guest",
        "gest",
        "gest",
        'Value is not accepted. Valid values: "host", "guest", "chair"',
    ),
    ("a number for a text", "The two leaders met.", "12", "12", 'Incorrect type. Expected "string".'),
    ("a text for a number", r"\[10, 21\]", '["10", 21]', '"10"', 'Incorrect type. Expected "integer".'),
    ("a value for a list", r"\[a1\]", "a1", "a1", 'Incorrect type. Expected "array".'),
    ("an empty list", r"\[a1\]", "[]", "[]", "Array has too few items. Expected 1 or more."),
    ("a bad id", "a-summit", "A_Summit", "A_Summit", "lower-case letters, digits and single hyphens"),
    (
        "a bad id for a mapping",
        "{place: gyeongju, precision: city}",
        "Seoul",
        "Seoul",
        "lower-case letters, digits and",
    ),
    ("no evidence of the event", "      event: The two leaders met\n", "", "evidence", 'Missing property "event".'),
    ("a text for the evidence", "evidence:\n(.*\n)+", "evidence: x\n", "x", 'Incorrect type. Expected "Evidence".'),
    ("no evidence", "    evidence:\n(.*\n)+", "", "i", 'Missing property "evidence".'),
    ("a field too many in the head", "language: en", "language: en\n  author: x", "author", "author is not allowed."),
    ("a field too many at the top", "events:", "title: x\nevents:", "title", "Property title is not allowed."),
    ("no type", "    type: summit\n", "", "i", 'Missing property "type".'),
    ("another version", "schema_version: 1", "schema_version: 2", "2", "Value must be 1."),
    ("nothing given", "The two leaders met.", "", "", 'Incorrect type. Expected "string".'),
    ("no event", "  - id(.*\n)+", "  - none\n", "none", 'Incorrect type. Expected "Event".'),
    ("an event that is only begun", "  - id(.*\n)+", "  -\n", "", 'Incorrect type. Expected "Event".'),
)


@pytest.mark.parametrize(
    ("old", "new", "marked", "message"), [each[1:] for each in MISTAKES], ids=[each[0] for each in MISTAKES]
)
def test_a_mistake_has_one_message(editor: Editor, old: str, new: str, marked: str, message: str) -> None:
    """A common mistake is marked where it is, once, in words that tell what is expected."""
    text, changed = re.subn(old, new, RIGHT, count=1)
    assert changed == 1
    (shown,) = editor.open(text)[1]
    assert shown.marked == marked
    assert message in shown.message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("seoul", "Seoul", Shown(2, "Seoul", "lower-case letters, digits and single hyphens: `xi-lee-summit`")),
        ("  name: Seoul\n", "", Shown(2, "seoul", 'Missing property "name".')),
        ("name", "alias: [x]\n  name", Shown(4, "alias", "Property alias is not allowed.")),
    ],
)
def test_mistakes_in_a_registry(editor: Editor, old: str, new: str, expected: Shown) -> None:
    """A registry is judged by its own schema, its ids too."""
    assert editor.open(REGISTRY.replace(old, new, 1))[1] == [expected]


def test_types_are_proposed(editor: Editor) -> None:
    """Behind `type:` all types are proposed, each with its definition, and nothing else."""
    proposed = editor.proposals(RIGHT.replace("type: summit", "type: ‸"))
    assert {label: each["documentation"] for label, each in proposed.items()} == {
        word: definition(model) for word, model in event_types().items()
    }


def test_words_are_proposed(editor: Editor) -> None:
    """Behind a field that takes a word of a closed list all its words are proposed, each with what it means."""
    proposed = editor.proposals(RIGHT.replace("status: occurred", "status: ‸"))
    assert {label: each["documentation"]["value"] for label, each in proposed.items()} == {
        word: word.meaning for word in Status
    }
    roles = editor.proposals(RIGHT.replace("role: guest", "role: ‸"))
    assert {"host", "guest", "chair"} <= roles.keys()
    assert {"state", "person"} <= editor.proposals(REGISTRY.replace("kind: state", "kind: ‸")).keys()


def test_fields_are_proposed(editor: Editor) -> None:
    """In an event the fields of its type are proposed that it does not have, with what they say, and no others."""
    proposed = editor.proposals(RIGHT.replace("    status: occurred\n", "    ‸\n"))
    assert {"status", "canonical", "topics", "format"} <= proposed.keys()
    assert not {"id", "type", "visitor", "stage"} & proposed.keys()
    assert proposed["format"]["documentation"]["value"] == "How they met."


def test_whole_events_are_proposed(editor: Editor) -> None:
    """For a new event one of each type is proposed, with its required fields, and for a file one with its head."""
    proposed = editor.proposals(f"{RIGHT}  - ‸\n")
    assert proposed.keys() >= {"type", *event_types()}
    visit = proposed["visit"]
    assert visit["documentation"] == definition(event_types()["visit"])
    filled = ["id: $1", "type: visit", "date: $2", "destination: $8"]
    assert [line for line in filled if line in visit["insertText"]] == filled
    empty = editor.proposals(f"{HEAD.split(chr(10))[0]}\n‸\n")
    assert empty["schema_version"]["insertText"] == "schema_version: 1"


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("type: sum‸mit", "* `summit`: Heads of state or government talk with each other."),
        ("date_‸basis", "How you came to the date."),
        ("comp‸uted", "* `computed`: Counted from the day of publication"),
        ("pla‸ce: {", "Where it happened."),
        ("participa‸nts", "The leaders who met, with roles"),
        ("evid‸ence", "The passages that show it"),
        ("publ‸isher", "Who published it: an id in `names/actors.yaml`."),
        ("meth‸od", "* `assisted`: A machine suggested, people corrected."),
    ],
)
def test_hovering_tells(editor: Editor, word: str, says: str) -> None:
    """Over a field stands what it is, over a word what it and the others mean."""
    assert says in editor.hover(RIGHT.replace(word.replace("‸", ""), word, 1))


JUDGED: Final = (
    ("annotations/2025/11/a.yaml", "x: y\n", 'Missing property "article".'),
    ("annotations/undated/a.yaml", "x: y\n", 'Missing property "article".'),
    *((f"annotations/names/{kind.name}.yaml", "a: {x: y}\n", "Property x is not allowed.") for kind in REGISTRIES),
    ("annotations/decisions.yaml", "- {x: y}\n", 'Missing property "pair".'),
    ("annotations/retired.yaml", "a: {x: y}\n", 'Missing property "reason".'),
)
"""Files of a corpus with a mistake in each, and what is said of it by the schema of its kind."""
PAGE: Final = (ROOT / "docs" / "editors-schema.md").read_text("utf-8")


def blocks(title: str, language: str) -> str:
    """Give the settings that the page shows for an editor."""
    part = PAGE.partition(f"\n## {title}\n")[2]
    return part.partition(f"```{language}\n")[2].partition("```")[0]


def settings() -> dict[str, Any]:
    """Give what the page has the settings of the server be, by editor."""
    code = {key.removeprefix("yaml."): each for key, each in json.loads(blocks("VS Code", "json")).items()}
    zed = json.loads(blocks("Zed", "json"))["lsp"]["yaml-language-server"]["settings"]["yaml"]
    helix = tomllib.loads(blocks("Helix", "toml"))["language-server"]["yaml-language-server"]["config"]["yaml"]
    pairs = re.findall(r"\['(.+[.]json)'\] = (.+),", blocks("Neovim", "lua"))
    lua = {path: literal_eval(value.replace("{", "[").replace("}", "]")) for path, value in pairs}
    return {"VS Code": code["schemas"], "Zed": zed["schemas"], "Helix": helix["schemas"], "Neovim": lua}


@pytest.mark.parametrize("title", ["VS Code", "Zed", "Helix", "Neovim"])
def test_settings_of_editors(node: Path, tmp_path: Path, title: str) -> None:
    """With the settings of the page, files of a new corpus are judged by their schemas, whatever they have in them."""
    assert main(["init", str(tmp_path)]) == 0
    editor = Editor.start(node, SERVER, tmp_path, {"schemas": settings()[title]})
    try:
        for name, text, message in JUDGED:
            assert message in {each.message for each in editor.open(text, name)[1]}, name
        assert editor.open("x: y\n", "elsewhere.yaml")[1] == []
    finally:
        editor.close()


def test_init_writes_the_settings_of_the_page(tmp_path: Path) -> None:
    """What the page has for VS Code stands in every new corpus."""
    assert main(["init", str(tmp_path)]) == 0
    written = json.loads((tmp_path / ".vscode" / "settings.json").read_text("utf-8"))
    assert written == json.loads(blocks("VS Code", "json"))


def test_the_page_tells_what_is_said() -> None:
    """Every message in the table of the page is one that a test holds."""
    told = re.findall(r"^[|] [^|]+ [|] ([^|…]+?)(?:,? …)? [|]$", PAGE, flags=re.MULTILINE)[2:]
    said = [message for *_, message in MISTAKES]
    assert len(told) == 10
    assert [each for each in told if not any(each in message or message in each for message in said)] == []
