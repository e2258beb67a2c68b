"""Every rule: its page holds, its cases find what they say and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from communique.rules import all_rules, families
from tests.support.cases import Case, case, cases, compare, findings
from tests.support.unshown import UNSHOWN, broken, ruled

if TYPE_CHECKING:
    from communique.rule import Rule, Scope

_FOLDER = Path(__file__).parent
_FENCE = re.compile(r"^```(yaml|text)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CASES = [
    pytest.param(each, id=f"{path.stem}: {each.title}")
    for path in sorted(_FOLDER.glob("*.md"))
    for each in cases(path.read_text("utf-8"))
]


def _fences(rule: Rule, section: str) -> list[tuple[str, str, str]]:
    body = rule.documentation.partition(f"## {section}\n")[2].partition("\n## ")[0]
    return [(match[0], match[1], match[2]) for match in _FENCE.findall(body)]


@pytest.mark.parametrize("each", _CASES)
def test_case_finds_what_its_carets_say(each: Case) -> None:
    """A case gives just the findings under which its carets stand."""
    compare(each, findings(each))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_has_cases(rule: Rule) -> None:
    """A rule has a file of cases, with one in which it finds what it says, and one in which nothing is found."""
    path = _FOLDER / f"{rule.code}.md"
    assert path.is_file(), f"{rule.code} has no cases: write tests/rules/{rule.code}.md"
    text = path.read_text("utf-8")
    assert text.startswith(f"# {rule.code} {rule.slug}\n\n## ")
    found = list(cases(text))
    if rule.code in UNSHOWN:
        assert not found
        assert text.count("\n```python\n") == 2, "a case that finds, and a near miss"
    else:
        assert any(each.finds(rule.code) for each in found)
        assert any(not each.expected for each in found)


@pytest.mark.parametrize("code", UNSHOWN)
def test_unshown_rule_finds(code: str) -> None:
    """What no Markdown can show is found all the same, once and in its place, and not in a near miss."""
    unshown = UNSHOWN[code]
    (found,) = [each for each in unshown.wrong() if each.code == code]
    assert (found.start.line, found.start.column, found.end.column) == unshown.place
    assert unshown.words in f"{found.message} | {found.help}"
    assert code not in {each.code for each in unshown.right()}


@pytest.mark.parametrize(("scope", "subject"), [("event", "BoundEvent"), ("file", "Bound"), ("corpus", "Corpus")])
def test_failing_rule_is_reported(scope: Scope, subject: str) -> None:
    """A rule that fails, whatever it looks at, is a finding and no crash."""
    (found,) = ruled(broken, scope)
    assert (found.code, found.path) == ("YML022", "2025/11/article.yaml")
    assert found.message == f"the rule `XYZ001` of communique failed here: KeyError: '{subject}'"


@pytest.mark.parametrize(
    "rule", [rule for rule in all_rules() if "## Wrong" in rule.documentation], ids=lambda rule: rule.code
)
def test_page_examples_hold(rule: Rule) -> None:
    """What a rule's page shows as wrong gives just this code, and what it shows as right gives nothing."""
    wrong = findings(case("wrong", _fences(rule, "Wrong")))
    assert {each.code for each in wrong} == {rule.code}
    right = findings(case("right", _fences(rule, "Right")))
    assert [f"{each.code} {each.message}" for each in right] == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_page_reads_well(rule: Rule) -> None:
    """A page has one sentence, a reason, and a message in the house's style."""
    assert rule.summary.endswith(".")
    assert "\n## Why\n" in rule.documentation
    assert not rule.message.endswith(".")
    assert rule.message[0] in "`{" or rule.message[0].islower() or rule.message.startswith("YAML")


def test_codes_are_unique_and_of_their_family() -> None:
    """No code and no name is given twice, and a code begins with its family's prefix."""
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len(rules) == len({rule.slug for rule in rules})
    assert all(rule.code.startswith(family.prefix) for family in families() for rule in family.rules)
