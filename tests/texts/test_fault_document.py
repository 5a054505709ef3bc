"""The fault catalogue is made from the rules: every code has an example, every case stands there."""

import re

import pytest

from etl.fault_document import PATH, SUBJECTS, build_document, subject_of
from indicators.load import load_definitions, read_definitions
from tests.whole_way.mini import FOLDER

DEFINITIONS = load_definitions()
DOCUMENT = build_document(DEFINITIONS)
RULES = [rule.id for rule in DEFINITIONS.rules]


def section(code: str) -> str:
    return DOCUMENT.split(f'<a id="{code}"></a>')[1].split("<a id=")[0]


def test_the_document_is_up_to_date():
    assert PATH.read_text(encoding="utf-8") == DOCUMENT, "run python -m etl.fault_document"


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_an_example_and_every_case_its_line(code):
    rule = DEFINITIONS.rule(code)
    assert rule.example, "write a breach in a sentence: `example` in rules.yaml"
    assert "\nExample: " in section(code)
    lines = re.findall(r"^\| `(\w+)`.* \| (.+) \| (.+) \| (.+) \|$", section(code), flags=re.M)
    assert [line[0] for line in lines] == list(rule.cases)


def test_the_contents_lead_to_every_code_and_every_anchor_stands_once():
    assert sorted(re.findall(r"\]\(#(\w+)\)", DOCUMENT)) == sorted(RULES)
    assert re.findall(r'<a id="(\w+)">', DOCUMENT) == re.findall(r"\]\(#(\w+)\)", DOCUMENT)


def test_every_code_has_a_subject_with_a_name():
    assert {subject_of(code) for code in RULES} <= set(SUBJECTS.values())


def test_no_place_is_left_in_braces_and_another_project_has_its_own_document():
    assert "{" not in DOCUMENT
    assert "](#K01)" in build_document(read_definitions(FOLDER.resolve()))
