"""Hooks, the action and the job for GitLab: they are well-formed, and do what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from communique import catalogue, cli
from tests.support.corpora import ARTICLE

if TYPE_CHECKING:
    from tests.support.corpora import Corpus

ROOT: Final = Path(__file__).parents[2]
FILE: Final = "2025/11/an-article.yaml"
BROKEN: Final = ARTICLE.replace("place: gyeongju", "place: gyongju").replace(
    "summary: Lee", "note: NO\n    summary: Lee"
)


def read(name: str) -> Any:
    """Read a file of the repository."""
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "name", "options"),
    [
        ("vendor.github-actions", "action.yml", ()),
        ("vendor.github-workflows", ".github/workflows/ci.yml", ()),
        ("custom.github-workflows-require-timeout", ".github/workflows/ci.yml", ()),
        ("vendor.gitlab-ci", "ci/gitlab.yml", ("--data-transform", "gitlab-ci")),
    ],
)
def test_files_follow_the_schemas_of_their_platforms(schema: str, name: str, options: tuple[str, ...]) -> None:
    """check-jsonschema finds nothing wrong by the schemas that it ships."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, str(ROOT / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_pre_commit_takes_the_hooks() -> None:
    """pre-commit accepts the manifest; each hook begins with a command that there is."""
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    hooks = {each["id"]: each for each in read(".pre-commit-hooks.yaml")}
    assert list(hooks) == ["communique-check", "communique-fix", "communique-anchor"]
    for hook in hooks.values():
        program, command_, *_ = hook["entry"].split()
        assert (program, command_ in catalogue.names(cli)) == ("communique", True)
        assert hook["pass_filenames"] is False


def test_everything_that_the_action_takes_is_documented() -> None:
    """The page on pipelines names every hook and every input of the action."""
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    names = [*read("action.yml")["inputs"], *(each["id"] for each in read(".pre-commit-hooks.yaml"))]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_no_input_becomes_a_script() -> None:
    """Inputs reach scripts as variables: none is put into their text, where it could be more than a value."""
    steps = read("action.yml")["runs"]["steps"]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


class Action:
    """The script of the action that checks, run as GitHub's runner does."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus that it is run in."""
        self.folder: Final = corpus.root
        (self.step,) = (each for each in read("action.yml")["runs"]["steps"] if each.get("id") == "check")

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run it with inputs, which are none by default."""
        given = dict.fromkeys(self.step["env"], "") | inputs
        environment = os.environ | {
            **{name: value for name, value in given.items() if name != "PYTHONPATH"},
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self.step["run"]]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def action(corpus: Corpus) -> Action:
    """Give the action in a corpus with an error and a warning."""
    corpus.write(FILE, BROKEN)
    return Action(corpus)


def test_the_action_annotates_and_sums_up(action: Action) -> None:
    """Findings are annotations; the summary is appended; the step fails; nothing is handed to code scanning."""
    done = action.run()
    assert done.returncode == 1
    assert re.findall("^::([a-z]+) title=([A-Z0-9]+)", done.stdout, re.MULTILINE) == [
        ("error", "NAM002"),
        ("warning", "YML018"),
    ]
    assert (action.folder / "summary.md").read_text("utf-8").startswith("### communique\n")
    assert not (action.folder / "output").exists()


def test_the_action_hands_findings_to_code_scanning(action: Action) -> None:
    """Where asked, SARIF is written and its place told to the step that uploads it; the step fails all the same."""
    place = action.folder / "communique.sarif"
    assert action.run(SARIF=str(place)).returncode == 1
    assert [each["ruleId"] for each in json.loads(place.read_text("utf-8"))["runs"][0]["results"]] == [
        "NAM002",
        "YML018",
    ]
    assert (action.folder / "output").read_text("utf-8") == f"sarif={place}\n"


def test_the_action_passes_its_inputs_on(action: Action, corpus: Corpus) -> None:
    """Paths, strictness and baseline are passed on as they are; misuse fails and uploads nothing."""
    assert action.run(PATHS="annotations/names\n").returncode == 0
    assert action.run(PATHS="annotations/names\n\nannotations/2025\n").returncode == 1
    corpus.write(FILE, BROKEN.replace("gyongju", "gyeongju"))
    assert (action.run().returncode, action.run(STRICT="true").returncode) == (0, 1)
    corpus.run("check", "--baseline", "a b.json", "--write-baseline")
    assert action.run(STRICT="true", BASELINE="a b.json").returncode == 0
    for inputs in ({"PATHS": "$(touch forged)"}, {"PATHS": "--fix"}, {"SINCE": "-x; touch forged"}):
        done = action.run(SARIF=str(action.folder / "communique.sarif"), **inputs)
        assert done.returncode == 2, done
    assert not (action.folder / "forged").exists()
    assert not (action.folder / "output").exists()


@pytest.mark.parametrize(("text", "status"), [(ARTICLE, 0), (BROKEN, 1)])
def test_the_job_for_gitlab_reports(corpus: Corpus, text: str, status: int) -> None:
    """Both reports are written whether or not something is found, and the last line decides."""
    corpus.write(FILE, text)
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    script = "set -eo pipefail\n" + "\n".join(read("ci/gitlab.yml")["communique"]["script"])
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == status, done
    assert "5 files checked" in done.stdout
    reports = read("ci/gitlab.yml")["communique"]["artifacts"]["reports"]
    found = json.loads((corpus.root / reports["codequality"]).read_text("utf-8"))
    assert [each["check_name"] for each in found] == ["NAM002", "YML018"] * status
    suites = ET.fromstring((corpus.root / reports["junit"]).read_bytes())  # noqa: S314 (it is our own)
    assert len(list(suites.iter("failure"))) == 2 * status
