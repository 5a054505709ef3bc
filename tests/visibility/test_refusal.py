"""A plan finer than the expected population bears does not load, and the message says what could be shown."""

import pytest

from etl.health import examine
from indicators.load import read_definitions
from tests.definitions.folder import edit, faults, told
from tests.visibility.populations import add_house, expect, plan_by_country

BOTH = [("disclosure.yaml", "rows.OP-01"), ("disclosure.yaml", "rows.OP-02")]


def keep(folder, column):
    """A column that no figure uses any more carries a reason."""
    edit(folder, "workbook", lambda data: data["sheets"]["CIRCLES"]["columns"][column].update(kept_because="a test"))


def test_of_34_women_of_whom_one_partner_has_30_nothing_may_be_shown_and_loading_says_so(folder):
    expect(folder, ("P01", 30, "M02", "M09"), ("P02", 2, "M02", "M09"), ("P03", 2, "M02", "M09"))
    assert faults(folder) == BOTH
    for fault in told(folder):
        assert "Nothing about women can be shown at any closing." in fault.found
        assert "M06, M12" in fault.found and "34" not in fault.repair
        assert "ledger: never" in fault.repair and "population.yaml" in fault.repair


def test_34_women_spread_over_three_partners_can_be_shown(folder):
    expect(folder, ("P01", 12, "M02", "M09"), ("P02", 11, "M02", "M09"), ("P03", 11, "M02", "M09"))
    edit(folder, "population", lambda data: data["columns"]["women_completed_cum"].update(percent=50))
    assert read_definitions(folder).population is not None


def test_what_can_be_shown_at_the_last_closing_only_is_no_fault(folder):
    expect(folder, *((partner, 20, "M09", "M12") for partner in ("P01", "P02", "P03")))
    assert read_definitions(folder).population is not None


def test_the_message_names_what_can_be_shown_and_from_when(folder):
    # Everybody finishes: who left early would be nobody.
    edit(folder, "population", lambda data: data["columns"]["women_completed_cum"].update(percent=100))
    [fault] = told(folder)
    assert (fault.file, fault.key) == ("disclosure.yaml", "rows.OP-02")
    assert "None are expected (left early)" in fault.found
    assert "What can be shown: OP-01 from M06." in fault.found


def test_an_indicator_that_is_never_published_needs_nobody(folder):
    expect(folder, ("P01", 30, "M02", "M09"), ("P02", 2, "M02", "M09"), ("P03", 2, "M02", "M09"))
    edit(folder, "disclosure", lambda plan: plan["rows"].update({"OP-02": {"ledger": "never"}}))
    keep(folder, "women_left_early_cum")
    assert faults(folder) == BOTH[:1]


def test_a_breakdown_by_country_in_which_no_country_can_pass_is_refused(folder):
    plan_by_country(folder)
    [fault] = told(folder)
    assert (fault.file, fault.key) == ("disclosure.yaml", "rows.OP-01.countries")
    assert fault.repair.startswith("Drop the breakdown by country")
    assert "OP-01 from M06" in fault.found


def test_two_partners_in_each_country_bear_it(folder):
    add_house(folder)
    plan_by_country(folder)
    expect(folder, *((partner, 20, "M02", "M12") for partner in ("P01", "P02", "P03", "P04")))
    assert read_definitions(folder).population is not None


@pytest.mark.parametrize("few", [("P03", 4), ("P04", 4), ("P02", 4)])
def test_two_partners_of_which_one_has_too_few_do_not(folder, few):
    add_house(folder)
    plan_by_country(folder)
    women = dict.fromkeys(("P01", "P02", "P03", "P04"), 20) | dict([few])
    expect(folder, *((partner, n, "M02", "M12") for partner, n in women.items()))
    assert faults(folder) == [("disclosure.yaml", "rows.OP-01.countries")]


def test_a_folder_without_an_expected_population_loads_and_the_doctor_says_that_nothing_was_tried(folder, monkeypatch):
    (folder / "population.yaml").unlink()
    plan_by_country(folder)
    assert read_definitions(folder).population is None
    monkeypatch.setenv("WEGO_DEFINITIONS", str(folder))
    monkeypatch.setenv("WEGO_HOME", str(folder.parent / "home"))
    monkeypatch.setenv("WEGO_HOME_KIND", "test")
    looked = {finding.subject: finding for finding in examine()}
    assert looked["definitions"].is_sound
    assert "the publication plan was never tried" in looked["definitions"].found


def test_faults_of_other_files_are_told_before_the_plan_is_tried(folder):
    expect(folder, ("P01", 30, "M02", "M09"), ("P02", 2, "M02", "M09"), ("P03", 2, "M02", "M09"))
    edit(folder, "disclosure", lambda plan: plan["closings"].append("M99"))
    assert faults(folder) == [("disclosure.yaml", "closings")]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda data: data["units"][0].update(partner="P77"), "units.0.partner"),
        (lambda data: data["units"][0].update({"from": "M99"}), "units.0"),
        (lambda data: data["units"][0].update({"from": "M09", "to": "M03"}), "units.0"),
        (lambda data: data["units"][0].update(women=0), "units.0.women"),
        (lambda data: data["units"][0].update(codes={"stage": "S9"}), "units.0.codes.stage"),
        (lambda data: data["units"][0].update(codes={"step": "S2"}), "units.0.codes.step"),
        (lambda data: data["codes"].update(stage="S9"), "codes.stage"),
        (lambda data: data.update(units=[]), "units"),
        (lambda data: data.pop("basis"), "basis"),
        (lambda data: data["columns"].pop("women_left_early_cum"), "columns.women_left_early_cum"),
        (lambda data: data["columns"]["women_completed_cum"].update(target_of="OP-99"), "columns.women_completed_cum"),
        (
            lambda data: data["columns"]["women_completed_cum"].update(percent=-1),
            "columns.women_completed_cum.percent",
        ),
        (lambda data: data["columns"].update(women_gone={"of": "CIRCLES.women_active"}), "columns.women_gone"),
    ],
)
def test_a_fault_of_the_expected_population_is_told_with_its_place(folder, change, key):
    edit(folder, "population", change)
    found = faults(folder)
    assert ("population.yaml", key) in found
    assert {file for file, _key in found} == {"population.yaml"}


def test_a_partner_that_does_not_deliver_the_sheet_expects_no_women(folder):
    edit(folder, "partners", lambda data: data[2].update(does_not_deliver=["CIRCLES", "COURSES"]))
    assert {key for file, key in faults(folder) if file == "population.yaml"} == {"units.2.partner", "units.5.partner"}


def test_an_indicator_without_class_or_without_a_row_of_the_plan_is_told(folder):
    edit(folder, "indicators", lambda data: data[0].pop("class"))
    assert ("indicators.yaml", "0.class") in faults(folder)


def test_a_figure_about_women_without_a_row_of_the_plan_is_told(folder):
    edit(folder, "disclosure", lambda plan: plan["rows"].pop("OP-02"))
    keep(folder, "women_left_early_cum")
    assert faults(folder) == [("disclosure.yaml", "rows.OP-02")]


def test_a_query_on_the_sheet_where_women_are_counted_must_not_hold_its_workbook_back(folder):
    def ask(rules):
        rules[0].update(severity="Q", columns=["CIRCLES.stage"])

    edit(folder, "rules", ask)
    assert [key.partition(".")[2] for file, key in faults(folder) if file == "rules.yaml"] == ["accepted_because"]
