"""The definitions load, refer to each other rightly, and their faults are told all together."""

import pytest

from indicators.column_use import used_columns
from indicators.load import DEFAULT_FOLDER, load_definitions, read_definitions
from tests.definitions.folder import edit, faults, told


def test_the_projects_definitions_hold_forty_indicators_nine_sheets_and_fifteen_partners():
    definitions = load_definitions()
    assert len(definitions.indicators) == 40
    assert len(definitions.workbook.sheets) == 9
    assert len(definitions.partners) == 15
    assert len(definitions.countries) == 8
    assert definitions.periods.count == 24


def test_every_column_serves_an_indicator_a_rule_or_a_written_reason():
    definitions = load_definitions()
    used = used_columns(definitions)
    for name, sheet in definitions.workbook.sheets.items():
        for column, spec in sheet.columns.items():
            assert (f"{name}.{column}" in used) != bool(spec.kept_because), f"{name}.{column}"


def test_every_indicator_about_people_has_a_row_in_the_publication_plan():
    definitions = load_definitions()
    people = {one.code for one in definitions.indicators if one.disclosure_class != "C"}
    assert people <= set(definitions.disclosure.rows)


def test_faults_of_several_files_are_told_together(folder):
    edit(folder, "project", lambda data: data.update(colour="blue"))
    edit(folder, "partners", lambda data: data[0].pop("country"))
    edit(folder, "progress", lambda data: data["thresholds"][-1].update(at_least=0.1))
    found = faults(folder)
    assert ("project.yaml", "colour") in found
    assert ("partners.yaml", "0.country") in found
    assert {file for file, _key in found} == {"project.yaml", "partners.yaml", "progress.yaml"}


def test_a_missing_file_and_broken_yaml_are_told_with_their_place(folder):
    (folder / "objectives.yaml").unlink()
    (folder / "scales.yaml").write_text("{unclosed")
    assert {("objectives.yaml", "(file)"), ("scales.yaml", "line 2")} <= set(faults(folder))


@pytest.mark.parametrize(
    ("name", "change", "key"),
    [
        ("indicators", lambda data: data[1].update({"class": "C"}), "OP-02.class"),
        (
            "indicators",
            lambda data: data[4].update(breakdowns=[{"name": "side", "columns": {"came": "attended_n"}}]),
            "PR-01.breakdowns.side",
        ),
        ("indicators", lambda data: data[2]["calculation"].update(of=["COURSES.session_kode"]), "OP-03"),
        ("indicators", lambda data: data[2].update(sheet="COURSE"), "OP-03"),
        ("indicators", lambda data: data[3]["calculation"].update(where={"country": ["FR"]}), "OP-04.where.country"),
        ("indicators", lambda data: data[0].pop("class"), "0.class"),
        ("targets", lambda data: data.pop("OP-04"), "OP-04"),
        ("targets", lambda data: data["OP-04"][0]["planned_path"].update(M13=5), "OP-04.planned_path"),
        ("disclosure", lambda data: data["rows"].pop("OC-01"), "rows.OC-01"),
        ("disclosure", lambda data: data["closings"].append("M99"), "closings"),
        ("disclosure", lambda data: data["rows"]["OC-01"].update(pool=["partner"]), "rows.OC-01.pool"),
        ("partners", lambda data: data[0].update(country="FR"), "P01.country"),
        ("rules", lambda data: data.append(data[0]), "K01"),
        (
            "workbook",
            lambda data: data["sheets"]["COURSES"]["columns"]["country"].update(list="land"),
            "sheets.COURSES.country.list",
        ),
    ],
)
def test_a_reference_that_points_nowhere_is_a_fault_with_its_key(folder, name, change, key):
    edit(folder, name, change)
    assert (f"{name}.yaml", key) in [(file, found) for file, found in faults(folder)]


def test_a_column_that_nobody_needs_is_a_fault(folder):
    new = {"type": "integer", "label": "Tea"}
    edit(folder, "workbook", lambda data: data["sheets"]["COURSES"]["columns"].update(tea_n=new))
    assert faults(folder) == [("workbook.yaml", "COURSES.tea_n")]


def test_the_version_tells_an_edit_whose_author_forgot_to_raise_it(folder):
    before = read_definitions(folder)
    edit(folder, "targets", lambda data: data["OP-04"][0].update(source="board again"))
    after = read_definitions(folder)
    assert before.version != after.version
    assert before.rule_version == after.rule_version


def test_the_country_norway_is_no_boolean():
    assert "NO" in read_definitions(DEFAULT_FOLDER).codes("country")


def test_a_day_that_does_not_exist_is_a_fault_and_no_traceback(folder):
    path = folder / "targets.yaml"
    path.write_text(path.read_text().replace("2020-03-01", "2020-13-01", 1))
    assert faults(folder) == [("targets.yaml", "(file)")]


def test_a_key_that_stands_twice_is_a_fault_for_the_second_would_silently_win(folder):
    path = folder / "disclosure.yaml"
    path.write_text(path.read_text() + "version: '9.9'\n")
    [fault] = told(folder)
    assert fault.file == "disclosure.yaml"
    assert "version stands twice" in fault.found
