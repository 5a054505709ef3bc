"""The signs that appear while somebody types: the formulas of the conditional formats, calculated by a spreadsheet."""

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.check import check_file
from etl.history import History
from etl.template import template_bytes
from etl.template.columns import find_letters
from indicators.load import Definitions, load_definitions
from indicators.texts import load_texts
from tests.intake.workbooks import Book, pathway, remember
from tests.office import Office

# Far enough down for all that is typed here, the lines of the cover included.
LAST_ROW = 14
MONTH = 6
_MARKS = {"✓": "right", "✗": "wrong", "!": "doubtful", "[+]": "unfold"}

PARTS = {"women_active": 6, "women_completed_cum": 1, "women_left_early_cum": 1}
# One row per case: what is typed, and the signs that are to be seen, by column.
PATHWAYS: list[tuple[dict[str, Any], dict[str, str]]] = [
    (
        {
            "stage": "S4",
            "women_enrolled_cum": 8,
            "women_active": 6,
            "women_completed_cum": 1,
            "women_left_early_cum": 1,
        },
        {"women_enrolled_cum": "right", "mentoring_hours_month": "open", "women_active": ""},
    ),
    (
        {
            "stage": "S4",
            "women_enrolled_cum": 9,
            "women_active": 6,
            "women_completed_cum": 1,
            "women_left_early_cum": 1,
        },
        {"women_enrolled_cum": "wrong", "tested_service_2": ""},
    ),
    (
        # The sum is not judged before all four are there; a running total larger than all women is told at once.
        {"women_enrolled_cum": 9, "women_active": 6, "plans_agreed_cum": 10, "group_sessions_month": 40},
        {"women_enrolled_cum": "", "plans_agreed_cum": "wrong", "group_sessions_month": "wrong"},
    ),
    (
        # The label of the drop-down says the same as its code.
        {"stage": "LABEL S6", "women_enrolled_cum": 9},
        {"stage": "unfold", "exit_month": "open"},
    ),
    ({"stage": "S4", "exit_month": "M05"}, {"stage": "", "exit_month": "wrong"}),
    ({}, {"stage": "", "women_enrolled_cum": "", "pathway_format": ""}),
]


@dataclass
class Shown:
    """A workbook in which every conditional format was calculated as if it were a cell."""

    book: Workbook
    values: Workbook
    places: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)

    def sign(self, sheet: str, cell: str) -> str:
        """The first sign whose formula is true."""
        for sign, place in self.places.get((sheet, cell), []):
            if self.values[sheet][place].value is True:
                return sign
        return ""


def _sign_of(rule: Any) -> str:
    code = rule.dxf.numFmt.formatCode if rule.dxf.numFmt else ""
    tint = rule.dxf.fill.bgColor.rgb[-6:]
    return next((sign for mark, sign in _MARKS.items() if mark in code), "open" if tint == "FFF9DB" else "?")


def _write_formulas(sheet: Worksheet, shown: Shown) -> None:
    column = 60
    for area in sheet.conditional_formatting:
        anchor = str(area.sqref).split()[0].split(":")[0]
        cells = [cell for part in area.sqref.ranges for cell in part.cells if cell[0] <= LAST_ROW]
        for rule in area.rules:
            for row, number in cells:
                cell, place = f"{get_column_letter(number)}{row}", f"{get_column_letter(column)}{row}"
                translated = Translator(f"={rule.formula[0]}", origin=anchor).translate_formula(cell)
                sheet[place] = translated
                shown.places.setdefault((sheet.title, cell), []).append((_sign_of(rule), place))
                column += 1


def _calculate(book: Workbook, office: Office) -> Shown:
    shown = Shown(book, book)
    for sheet in book.worksheets[:-1]:
        _write_formulas(sheet, shown)
    typed = io.BytesIO()
    book.save(typed)
    shown.values = load_workbook(io.BytesIO(office.convert({"typed": typed.getvalue()})["typed"]), data_only=True)
    return shown


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture(scope="module", params=["en", "bg"])
def shown(request: pytest.FixtureRequest, definitions: Definitions, office: Office) -> Shown:
    partner = definitions.partner("P01")
    assert partner is not None
    texts = load_texts(definitions, request.param)
    # An ended pathway of an earlier month: its 4 women are in no row of this month.
    ended = pathway(
        pathway_code="PW-ZZZZZZ", stage="S6", exit_month="M04", women_enrolled_cum=4, women_active=0,
        women_completed_cum=4, women_left_early_cum=0, plans_agreed_cum=None,
    )  # fmt: skip
    history = remember(Book(month=4, sheets={"PATHWAYS": [ended]}))
    book = load_workbook(io.BytesIO(template_bytes(definitions, partner, MONTH, request.param, history)))

    def label(code_list: str, code: str) -> str:
        return texts(definitions.codes(code_list)[code])

    def put(sheet: str, row: int, values: dict[str, Any]) -> None:
        letters = find_letters(definitions.workbook.sheets[sheet])
        for name, value in values.items():
            is_label = isinstance(value, str) and value.startswith("LABEL ")
            book[sheet][f"{letters[name]}{row}"] = label(name, value[6:]) if is_label else value

    for row, (typed, _) in enumerate(PATHWAYS, start=3):
        put("PATHWAYS", row, typed)
    for row in range(3, 3 + len(definitions.codes("age_band"))):
        # One woman too many in the second workbook.
        put("WOMEN_PROFILE", row, {"women_enrolled_cum": 0 if row > 3 else 39 if request.param == "en" else 40})
    session = {"session_code": "TR-P01-01", "date_from": date(2016, 6, 1), "registered_n": 20, "attended_n": 18}
    put("TRAININGS", 3, session | {"attended_women_n": 10, "attended_men_n": 8, "hours": 99})
    put("TRAININGS", 4, session | {"attended_women_n": 10, "attended_men_n": 7, "attended_n": 21})
    put("TRAININGS", 5, {"session_code": "TR-P01-02", "attended_n": "18", "registered_n": 3, "attended_women_n": "NA"})
    cover = {row[0].value: row[2] for row in book["META"].iter_rows()}
    cover["state_pathways"].value = label("report_state", "DATA")
    cover["state_trainings"].value = label("report_state", "NIL")
    cover["state_events"].value, cover["state_survey"].value = "DATA", "NIL"
    return _calculate(book, office)


def _at(definitions: Definitions, sheet: str, column: str, row: int = 3) -> str:
    return f"{find_letters(definitions.workbook.sheets[sheet])[column]}{row}"


@pytest.mark.slow
def test_the_sheet_of_pathways_shows_sums_ends_and_open_cells(definitions: Definitions, shown: Shown) -> None:
    for row, (typed, expected) in enumerate(PATHWAYS, start=3):
        seen = {name: shown.sign("PATHWAYS", _at(definitions, "PATHWAYS", name, row)) for name in expected}
        assert seen == expected, typed


@pytest.mark.slow
def test_trainings_show_parts_limits_and_a_code_that_stands_twice(definitions: Definitions, shown: Shown) -> None:
    def sign(column: str, row: int) -> str:
        return shown.sign("TRAININGS", _at(definitions, "TRAININGS", column, row))

    assert [sign("session_code", row) for row in (3, 4, 5, 6)] == ["wrong", "wrong", "", ""]
    assert sign("hours", 3) == "wrong" and sign("hours", 4) == "open"
    assert [sign("attended_n", row) for row in (3, 4, 5)] == ["", "wrong", ""]
    parts = next(
        relation.marked
        for rule in definitions.rules
        for relation in rule.relations
        if "attended_women_n" in relation.left
    )
    assert [sign(parts, row) for row in (3, 4, 5)] == ["right", "wrong", ""]


@pytest.mark.slow
def test_the_cover_compares_the_chosen_states_with_the_rows(definitions: Definitions, shown: Shown) -> None:
    rows = {name: number for number, name in enumerate(definitions.workbook.cover.columns, start=1)}
    names = ("pathways", "trainings", "events", "survey", "practices")
    seen = {name: shown.sign("META", f"C{rows[f'state_{name}']}") for name in names}
    assert list(seen.values()) == ["right", "wrong", "wrong", "right", "open"]
    assert shown.sign("META", f"C{rows['safety_concerns_month']}") == "open"


@pytest.mark.slow
def test_the_age_groups_are_compared_with_all_women_ended_pathways_included(
    definitions: Definitions, shown: Shown
) -> None:
    # 8 + 9 + 9 + 9 in this month's rows and 4 in the pathway that has ended.
    cells = [_at(definitions, "WOMEN_PROFILE", "women_enrolled_cum", row) for row in (3, 7)]
    told = "right" if shown.book["WOMEN_PROFILE"]["B3"].value == 39 else "wrong"
    assert [shown.sign("WOMEN_PROFILE", cell) for cell in cells] == [told, told]


def _rules(definitions: Definitions, sheet: str) -> dict[str, list[Any]]:
    partner = definitions.partner("P01")
    assert partner is not None
    book = load_workbook(io.BytesIO(template_bytes(definitions, partner, MONTH, "en", History("P01"))))
    return {str(area.sqref): list(area.rules) for area in book[sheet].conditional_formatting}


def test_no_format_points_to_another_sheet_but_by_a_name(definitions: Definitions) -> None:
    for sheet in definitions.workbook.sheets:
        for cells, rules in _rules(definitions, sheet).items():
            assert all("!" not in formula for rule in rules for formula in rule.formula), (sheet, cells)


def test_every_relation_has_its_sign_and_a_lone_limit_is_silent_when_it_holds(definitions: Definitions) -> None:
    rules = _rules(definitions, "PATHWAYS")
    for rule in definitions.rules:
        for relation in rule.relations:
            if relation.sheet == "PATHWAYS" and relation.each_of_kind is None:
                letter = find_letters(definitions.workbook.sheets["PATHWAYS"])[relation.marked]
                assert f"{letter}3:{letter}300" in rules, relation
    letter = find_letters(definitions.workbook.sheets["PATHWAYS"])["plans_agreed_cum"]
    assert [_sign_of(rule) for rule in rules[f"{letter}3:{letter}300"]] == ["wrong"]


def test_a_template_full_of_signs_holds_no_formula_and_no_comment(definitions: Definitions) -> None:
    partner = definitions.partner("P01")
    assert partner is not None
    data = template_bytes(definitions, partner, MONTH, "bg", History("P01"))
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.comment is None for cell in row)
    checked = check_file(data, "a.xlsx", definitions, History, date(2017, 8, 16))
    assert {issue.code for issue in checked.issues} == {"K03"}
