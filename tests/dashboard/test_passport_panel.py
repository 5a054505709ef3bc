"""The indicator's passport and the results framework, drawn from the release."""

import re
from datetime import date

import pytest

from dashboard.standing import Standing
from dashboard.target_history import read_decisions
from etl.release_file import ReleaseFile
from tests.dashboard.conftest import NEWEST, markup, plain


@pytest.fixture(scope="module")
def release(demo_home):
    """The newest invented release."""
    return ReleaseFile(demo_home.releases / f"{NEWEST}.duckdb")


def passport(app):
    """What the panel says."""
    return plain(app).split("Indicator passport")[1].split("The target and how it was decided")[0]


def test_a_passport_says_what_for_how_who_and_what_it_cannot_tell(open_page, demo_home, release):
    app = open_page(demo_home, "objectives")
    app.selectbox(key="indicator_en").set_value("OP-07").run()
    row = release.table("indicator").set_index("indicator_code").loc["OP-07"]
    text = passport(app)
    for name in ("definition", "purpose", "limits", "over_partners", "over_time", "means_of_verification", "criterion"):
        assert " ".join(row[name].split()) in text, name
    assert "Over partners:" in text and "Over time:" in text
    assert "↑ more is better" in text
    assert "Who reports" in text and "15 of 15 partners" in text
    assert "Protection Class C: things, and how many people were there." in text


def test_the_formula_stands_in_words_and_in_columns(open_page, demo_home, release):
    app = open_page(demo_home, "objectives")
    app.selectbox(key="indicator_en").set_value("PR-01").run()
    formula = release.table("indicator").set_index("indicator_code").loc["PR-01"]["formula"]
    assert " ".join(formula.split()) in passport(app)
    assert 'class="formula"' in markup(app)


@pytest.mark.parametrize("code", ["OP-03", "PR-05", "OC-09", "OP-05"])
def test_a_passport_of_a_protected_indicator_says_its_class_and_what_is_shown_when(open_page, demo_home, code):
    app = open_page(demo_home, "objectives")
    app.selectbox(key="indicator_en").set_value(code).run()
    assert re.search(r"Protection Class [AB]: .+\. .+\.", passport(app))


def test_a_target_is_told_with_its_dated_history_and_a_proposal_is_hollow(open_page, demo_home):
    app = open_page(demo_home, "objectives")
    app.selectbox(key="indicator_en").set_value("OP-07").run()
    text = plain(app).split("The target and how it was decided")[1]
    assert text.index("binding in force") < text.index("a first proposal")
    entries = re.findall(r'<li class="([^"]*)">', markup(app).split('class="decisions"')[1])
    assert entries[:2] == ["binding now", "proposed"]


def test_decisions_are_newest_first_and_an_older_release_has_its_target_alone():
    indicator = {"indicator_code": "OP-07", "target": 8, "target_state": "binding", "target_source": "grant"}
    standing = Standing(indicator | {"planned_path": "{}"}, {}, None)
    shared = {"target": 8, "target_state": "binding"}
    rows = [
        {"indicator_code": "OP-07", "decided_on": date(2015, 1, 1)} | shared,
        {"indicator_code": "OP-08", "decided_on": date(2015, 6, 1)} | shared,
        {"indicator_code": "OP-07", "decided_on": date(2016, 1, 1)} | shared,
    ]
    assert [row["decided_on"].year for row in read_decisions(standing, rows)] == [2016, 2015]
    (alone,) = read_decisions(standing, [])
    assert (alone["target"], alone["decided_on"], alone["is_in_force"]) == (8, None, True)


def test_the_framework_goes_from_objective_to_result_to_indicator_and_forgets_none(open_page, demo_home, release):
    body = markup(open_page(demo_home, "objectives"))
    results = release.table("result")
    assert body.count('class="result"') == len(results) > 0
    levels = re.findall(r'<span class="level (\w+)">', body)
    assert sorted(levels) == sorted(results["level"])
    for code in release.table("indicator")["indicator_code"]:
        rows = re.findall(rf'<th scope="row"><span><b>[^<]+</b> <small><a [^>]*>{code}</a>', body)
        assert len(rows) == 1, code


def test_every_total_in_the_framework_has_its_coverage_beside_it(open_page, demo_home):
    body = markup(open_page(demo_home, "objectives"))
    tables = re.findall(r'<table class="plain framework cards">.*?</table>', body, re.S)
    values = re.findall(r'<td class="number" data-label="Value">(.*?)</td>', "".join(tables))
    shown = [cell for cell in values if 'class="value"' in cell]
    assert len(values) == 40 and shown
    assert all(re.search(r"\d+ of \d+ partners?", cell) for cell in shown)


def test_a_shown_figure_without_a_status_says_the_cause_beside_the_chip(open_page, demo_home):
    body = markup(open_page(demo_home, "objectives"))
    causes = re.findall(r"No status</span> <small>([^<]+)</small>", body)
    assert causes and set(causes) <= {"no target", "nothing was due yet"}
