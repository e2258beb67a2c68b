"""Other validators read the published schemas as we do: check-jsonschema, and ajv in Node.js."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from communique.documents import ANNOTATION, KINDS, DocumentKind
from tests.schema.conftest import NODE
from tests.support import documents
from tests.support.changes import changed, changes, mutated
from tests.support.typecases import ROOT, annotation, event_of, type_cases
from tests.support.verdicts import schema_accepts

if TYPE_CHECKING:
    from communique.subset import Value

FOLDER: Final = ROOT / "schema" / "v1"
EDITORS: Final = ("markdownDescription", "markdownEnumDescriptions", "patternErrorMessage", "defaultSnippets")
"""Keywords for editors: the only ones that another engine has to be told of."""
STEP: Final = 23
HEAD: Final = """\
schema_version: 1
article: {id: a1, publisher: the-paper, published: 2025-11-02, language: en}
annotation: {annotators: [coder-1], method: manual, status: annotated}
events:
"""
RIGHT: Final = {f"{word}-right-{i}": text for word, cases in type_cases().items() for i, text in enumerate(cases.right)}
WRONG: Final = {
    f"{word}-wrong-{i}": refused.text for word, cases in type_cases().items() for i, refused in enumerate(cases.wrong)
}


def check_jsonschema(folder: Path, texts: dict[str, str], *options: str) -> set[str]:
    """Run check-jsonschema over files with these texts, and give the names of those that it refuses."""
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(HEAD + text, "utf-8")
    files = [str(folder / f"{name}.yaml") for name in texts]
    schema = FOLDER / "annotation.schema.json"
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), "--output-format", "json"]
    done = subprocess.run([*command, *options, *files], capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert not report.get("parse_errors"), report
    assert (done.returncode == 0) == (not report["errors"])
    return {Path(error["filename"]).stem for error in report["errors"]}


@pytest.mark.parametrize("variant", ["default", "python"])
def test_check_jsonschema_agrees(tmp_path: Path, variant: str) -> None:
    """check-jsonschema accepts the right events of the case files and refuses the wrong, in two dialects."""
    assert check_jsonschema(tmp_path, RIGHT | WRONG, "--regex-variant", variant) == set(WRONG)


def test_check_jsonschema_takes_the_schemas_for_schemas() -> None:
    """check-jsonschema finds our files to be schemas by their own dialect."""
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *map(str, FOLDER.glob("*.json"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def ajv(node: Path, kind: str, values: list[Value], texts: tuple[str, ...] = ()) -> dict[str, list[bool]]:
    """Give ajv's verdicts on documents, and on YAML texts as js-yaml reads them, by the published schema."""
    schema = json.loads((FOLDER / f"{kind}.schema.json").read_text("utf-8"))
    given = json.dumps({"schema": schema, "words": EDITORS, "documents": values, "texts": texts})
    script = str(NODE / "judge.js")
    done = subprocess.run([str(node), script], input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    verdicts: dict[str, list[bool]] = json.loads(done.stdout)
    return verdicts


def generated(kind: DocumentKind, count: int) -> list[Value]:
    """Make documents of a kind, the same in every run, as they come and with changes."""
    right = documents.whole(kind)
    made: list[Value] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(right, mutated(right)))
    def take(document: Value) -> None:
        made.append(document)

    take()
    return made


@pytest.mark.node
def test_ajv_reads_the_case_files_alike(node: Path) -> None:
    """Ajv accepts the right events of the case files, read by js-yaml, and refuses the wrong ones."""
    texts = {name: HEAD + text for name, text in (RIGHT | WRONG).items()}
    verdicts = ajv(node, "annotation", [], tuple(texts.values()))["texts"]
    assert {name for name, accepted in zip(texts, verdicts, strict=True) if not accepted} == set(WRONG)


@pytest.mark.node
def test_ajv_judges_changed_events_alike(node: Path) -> None:
    """Ajv and jsonschema have the same verdict on single changes to the right events of the case files."""
    made: list[Value] = []
    for index, text in enumerate(RIGHT.values()):
        event = event_of(text)
        made.extend(annotation(changed(event, change)) for change in islice(changes(event), index % STEP, None, STEP))
    verdicts = ajv(node, "annotation", made)["documents"]
    assert disagreements(made, verdicts, ANNOTATION) == []
    assert 0 < verdicts.count(True) < verdicts.count(False)


@pytest.mark.node
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_ajv_judges_generated_files_alike(node: Path, kind: DocumentKind) -> None:
    """Ajv and jsonschema have the same verdict on generated files of every kind, right ones and changed ones."""
    made = generated(kind, 200)
    verdicts = ajv(node, kind.name, made)["documents"]
    assert disagreements(made, verdicts, kind) == []
    assert True in verdicts
    assert False in verdicts


@pytest.mark.node
def test_ajv_compiles_the_schema_of_the_dataset(node: Path) -> None:
    """Ajv in its strict mode has nothing against the schema of the dataset, and refuses an empty document by it."""
    assert ajv(node, "dataset", [{}])["documents"] == [False]


def disagreements(made: list[Value], verdicts: list[bool], kind: DocumentKind) -> list[Any]:
    """Give the documents on which jsonschema has another verdict."""
    return [value for value, verdict in zip(made, verdicts, strict=True) if schema_accepts(value, kind) != verdict]
