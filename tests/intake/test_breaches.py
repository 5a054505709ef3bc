"""Every case of every rule has a workbook that breaks it, and is told with its own sentence and gravity."""

import re

import pytest

from etl.issue import SEVERITIES, decide_verdict
from indicators.load import load_definitions
from indicators.model.workbook import Message, Rule
from tests.intake import breaches

breaches.load_breaches()

CASES = [(rule, case) for rule in load_definitions().rules for case in rule.cases]
VERDICTS = {"E": "rejected", "W": "confirm", "Q": "accepted"}


def _severity(rule: Rule, case: str) -> str:
    return rule.cases[case].severity or rule.severity


def _pattern(text: str) -> str:
    """A text of the definitions with its places open."""
    return "".join(".+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", text))


def _is_told(message: Message, told: tuple[str, str, str]) -> bool:
    own = (message.message, message.expected, message.repair)
    return all(re.fullmatch(_pattern(text), shown) for text, shown in zip(own, told, strict=True))


def test_every_breach_is_one_of_a_rule_and_case_that_there_is():
    assert set(breaches.BREACHES) <= {(rule.id, case) for rule, case in CASES}


@pytest.mark.parametrize(("rule", "case"), CASES, ids=lambda one: one if isinstance(one, str) else one.id)
def test_a_breach_is_told_as_its_own_case_and_as_nothing_else(rule, case):
    assert (rule.id, case) in breaches.BREACHES, "no workbook breaks this: add it to tests/intake/breaches"
    checked = breaches.BREACHES[rule.id, case]()
    assert {issue.code for issue in checked.issues} == {rule.id}
    texts = [(issue.message, issue.expected, issue.repair) for issue in checked.issues]
    assert all(_is_told(rule.cases[case], told) for told in texts)
    assert not any("…" in part or "{" in part for told in texts for part in told), "a place was left open"
    severity = _severity(rule, case)
    assert {issue.severity for issue in checked.issues} == {SEVERITIES[severity]}
    assert checked.verdict == decide_verdict(checked.issues) == VERDICTS[severity]


def test_every_rule_has_an_example_for_the_fault_catalogue():
    assert [rule.id for rule in load_definitions().rules if not rule.example] == []
