"""False alarms send an officer away for nothing: there are none in the demo's workbooks, in templates, in counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.container import read_container
from etl.demo.workbooks import iterate_workbooks
from etl.feedback import feedback_bytes
from etl.gate import find_in_text, find_personal, find_region
from etl.gate.cells import find_in_cells
from etl.gate.own_texts import own_texts
from etl.gate.text import build_scope
from etl.history import History
from etl.read import Grid, read_grids
from etl.template import template_bytes
from indicators.load import load_definitions
from tests.intake.workbooks import check, full_book

DEFINITIONS = load_definitions()
COUNTRIES = [*DEFINITIONS.countries, None]


def look(name, content, *regions):
    container = read_container(content)
    grids = read_grids(container)
    wanted = regions or (find_region(grids, DEFINITIONS), None)
    return [found for region in wanted for found in find_personal(name, container, grids, DEFINITIONS, region)]


def alarms(until):
    books = list(iterate_workbooks(DEFINITIONS, until))
    return len(books), [(name, found) for name, content in books for found in look(name, content)]


def test_no_workbook_of_the_first_months_is_suspected():
    books, found = alarms(2)
    assert (books, found) == (2 * len(DEFINITIONS.partners), [])


@pytest.mark.slow
def test_no_workbook_of_the_whole_demo_is_suspected():
    books, found = alarms(None)
    assert (books, found) == (DEFINITIONS.periods.count * len(DEFINITIONS.partners), [])


@pytest.mark.parametrize("partner", DEFINITIONS.partners, ids=lambda partner: partner.code)
def test_no_template_is_suspected(partner):
    for language, month in (("en", 5), ("bg", 12)):
        content = template_bytes(DEFINITIONS, partner, month, language, History(partner.code))
        assert look(f"{partner.code}_{language}.xlsx", content) == []


def test_the_country_is_read_from_the_cover():
    grids = read_grids(read_container(full_book().content()))
    assert find_region(grids, DEFINITIONS) == "BG"
    assert find_region({}, DEFINITIONS, "P15") == "NO"
    assert find_region({}, DEFINITIONS) is None


_SHEETS = [(name, sheet) for name, sheet in DEFINITIONS.workbook.row_sheets.items()]


@given(st.data(), st.sampled_from(COUNTRIES))
def test_no_count_in_a_column_of_ours_is_ever_a_telephone(data, region):
    name, sheet = data.draw(st.sampled_from(_SHEETS))
    columns = {code: column for code, column in sheet.columns.items() if column.type in ("integer", "decimal")}
    row = []
    for column in columns.values():
        least, most = int(column.min or 0), int(column.max or 999_999_999)
        number = data.draw(st.integers(least, most))
        row.append(data.draw(st.sampled_from([float(number), str(number), number])))
    grid = Grid([list(columns), [""] * len(columns), row])
    scope = build_scope(DEFINITIONS, region)
    assert list(find_in_cells(name, grid, sheet, scope, own_texts(DEFINITIONS))) == []


_COUNT = st.integers(0, 99_999)
_FORMS = st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y"])
_DAY = st.builds(lambda day, form: day.strftime(form), st.dates(date(2010, 1, 1), date(2029, 12, 31)), _FORMS)
_CODE = st.from_regex(
    r"PW-[A-HJ-NP-Z2-9]{6}|TR-P[01][0-9]-[0-9]{2}|EV-P[01][0-9]-[0-9]{3}|D[0-9]\.[0-9]", fullmatch=True
)
_MONTH = st.sampled_from(DEFINITIONS.periods.codes)
_PIECES = st.one_of(
    _COUNT.map("{} women took part".format),
    st.tuples(_COUNT, _COUNT).map(lambda pair: f"{pair[0]} of {pair[1]} answered"),
    st.decimals(0, 9_999_999, places=2).map("{} EUR".format),
    _DAY.map("the session of {} was moved".format),
    st.tuples(_DAY, _DAY).map(" - ".join),
    _CODE.map("see {}".format),
    _MONTH.map("corrects {}".format),
    st.sampled_from(["late: staff ill", "Закъснение: 2 седмици", "Καθυστέρηση: 3 ημέρες", "NIL", "ok", "nothing new"]),
)


@given(st.lists(_PIECES, min_size=1, max_size=4).map("; ".join), st.sampled_from(COUNTRIES))
def test_notes_about_the_reporting_are_not_suspected(note, region):
    assert find_in_text(note, DEFINITIONS, region) == []


def test_our_own_marks_and_our_list_of_issues_are_not_suspected():
    def change(workbook):
        workbook["TRAININGS"]["D3"] = date(1985, 3, 12)
        workbook["PATHWAYS"]["I3"] = 99
        workbook["PATHWAYS"]["D3"] = "S9"

    content = full_book(change=change).content()
    marked = feedback_bytes(content, check(content), DEFINITIONS)
    assert marked is not None and look("a.xlsx", marked) == []


def test_what_somebody_typed_into_our_list_of_issues_is_looked_at():
    def change(workbook):
        workbook.create_sheet("ISSUES")["H9"] = "call 0888 123 456"

    assert {issue.code for issue in check(full_book(change=change)).issues} == {"F06"}


def test_an_amount_of_money_is_no_telephone_number():
    for note in ("6000000.00 EUR", "6 000 000.00 EUR", "912345678.00 EUR"):
        assert find_in_text(note, DEFINITIONS, "ES") == []
