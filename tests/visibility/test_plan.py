"""What can be shown of women at which closing, from planned numbers alone."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.visibility_document import PATH, build_document
from indicators.disclosure.closings import close_women
from indicators.expected_pathways import expect_pathways, expected_women
from indicators.load import load_definitions
from indicators.periods import month_number
from indicators.progress import expected_value
from indicators.rehearsal import rehearse
from indicators.visibility import plan_visibility
from tests.visibility.populations import MINI_DEFINITIONS, of_population, signs

DEFINITIONS = load_definitions()
CLOSINGS = DEFINITIONS.disclosure.closings
TOTALS = [row for row in plan_visibility(DEFINITIONS) if row.breakdown == "total"]


def test_the_document_is_up_to_date():
    assert PATH.read_text(encoding="utf-8") == build_document(DEFINITIONS), "run python -m etl.visibility_document"


def test_every_figure_about_women_has_one_line_for_every_closing():
    women = {one.code for one in DEFINITIONS.indicators if one.disclosure_class == "A"}
    assert {row.indicator for row in TOTALS} == women
    assert len(TOTALS) == len(women) * len(CLOSINGS)
    assert all(row.reason.endswith(".") for row in TOTALS)


def test_every_planned_figure_can_be_shown_by_the_end_and_what_is_never_shown_says_so():
    shown = {row.indicator for row in TOTALS if row.is_shown}
    never = {row.indicator for row in TOTALS if row.reason == "Never shown."}
    assert never == {"PR-05"}
    assert shown == {row.indicator for row in TOTALS} - never


def test_the_expected_population_follows_the_planned_paths():
    enrolled, delivered = DEFINITIONS.indicator("OP-03"), DEFINITIONS.indicator("OP-01")
    for code in ("M06", "M12", "M18", "M24"):
        begun_n, women_n, _ended_n = expected_women(DEFINITIONS, month_number(code))
        assert women_n == expected_value(DEFINITIONS, enrolled, month_number(code)), code
        assert begun_n == expected_value(DEFINITIONS, delivered, month_number(code)), code
    assert expected_women(DEFINITIONS, 24) == (17, 200, 200)


def test_the_rehearsal_is_the_protector_itself():
    book = rehearse(DEFINITIONS)[0].before
    for step in rehearse(DEFINITIONS):
        book = close_women(DEFINITIONS, book, expect_pathways(DEFINITIONS, step.closing), step.closing)
        assert book.entries == step.after.entries


def test_a_month_after_a_closing_the_few_who_have_joined_wait_and_the_last_figure_is_named():
    by_closing = {row.closing: row for row in TOTALS if row.indicator == "OP-03"}
    assert by_closing["M12"].is_shown and not by_closing["M13"].is_shown
    assert by_closing["M13"].last == "M12"
    assert by_closing["M13"].reason.endswith("The last figure is of M12.")


def test_no_release_holds_the_expected_population_and_it_makes_no_new_version():
    assert "population" not in DEFINITIONS.source
    assert of_population([("P01", 50, "M02", "M09")]).version == MINI_DEFINITIONS.version
    for row in plan_visibility(DEFINITIONS):
        assert not any(partner.code in row.reason for partner in DEFINITIONS.partners), row.reason


def test_a_single_partner_can_show_nothing_however_many_women_it_has():
    assert set(signs(of_population([("P01", 500, "M02", "M09")])).values()) == {"––"}


def test_too_few_women_left_in_running_ones_hold_back_what_has_ended():
    ended = [(partner, 20, "M02", "M05") for partner in ("P01", "P02", "P03")]
    assert signs(of_population([*ended, ("P01", 2, "M04", "M12")]))["OP-02", "total"] == "–●"
    running = [(partner, 10, "M04", "M12") for partner in ("P01", "P02", "P03")]
    assert signs(of_population([*ended, *running]))["OP-02", "total"] == "●○"


def test_a_unit_of_a_partner_that_does_not_report_when_it_begins_is_not_expected():
    assert len(expect_pathways(of_population([("P03", 9, "M01", "M05"), ("P03", 9, "M02", "M05")]), 6)) == 1


PARTNERS = st.sampled_from(["P01", "P02", "P03"])
MONTHS = st.integers(1, 12)


@st.composite
def planned(draw):
    """Up to eight units of the mini project."""
    found = []
    for _ in range(draw(st.integers(1, 8))):
        first = draw(st.integers(2, 12))
        last = draw(st.integers(first, 12))
        found.append((draw(PARTNERS), draw(st.integers(1, 40)), f"M{first:02d}", f"M{last:02d}"))
    return found


def by_the_end(population):
    """What some closing can show."""
    return {key for key, told in signs(of_population(population)).items() if "●" in told}


@settings(max_examples=60, deadline=None)
@given(planned(), st.integers(2, 4))
def test_more_women_everywhere_never_show_enrolment_later(population, times):
    more = [(partner, times * women, first, last) for partner, women, first, last in population]
    before, after = signs(of_population(population)), signs(of_population(more))
    first_before, first_after = before["OP-01", "total"].find("●"), after["OP-01", "total"].find("●")
    assert first_before < 0 or 0 <= first_after <= first_before


@settings(max_examples=60, deadline=None)
@given(planned(), PARTNERS, st.integers(1, 60))
def test_a_further_unit_that_has_ended_by_the_end_never_shows_less_by_then(population, partner, women):
    ended = [(one, n, first, "M12") for one, n, first, _last in population]
    assert by_the_end(ended) <= by_the_end([*ended, (partner, women, "M12", "M12")])


def test_the_command_tells_the_plan(capsys, monkeypatch):
    from typer.testing import CliRunner

    from etl.cli.app import app

    done = CliRunner().invoke(app, ["visibility", "--json"])
    assert done.exit_code == 0
    rows = json.loads(done.stdout)["rows"]
    assert len(rows) == len(plan_visibility(DEFINITIONS))
    text = CliRunner().invoke(app, ["visibility"]).stdout
    assert text.splitlines()[0].split() == list(CLOSINGS)


def test_definitions_without_an_expected_population_have_no_document():
    with pytest.raises(ValueError, match="population"):
        build_document(DEFINITIONS.model_copy(update={"population": None}))
