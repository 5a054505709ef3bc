"""The annex for a data-protection officer: current, and every column accounted for."""

import pytest

from etl.column_account import account_for
from etl.protection_document import PATH, build_document
from indicators.individual import PSEUDONYMOUS, find_individual
from indicators.load import load_definitions, read_definitions
from tests.calendar.variants import MINI

DEFINITIONS = load_definitions()
DOCUMENT = build_document(DEFINITIONS)


def accounts(definitions=DEFINITIONS):
    return {(sheet, one.name): one for sheet in definitions.workbook.sheets for one in account_for(definitions, sheet)}


def test_the_committed_page_is_up_to_date():
    assert PATH.read_text(encoding="utf-8") == DOCUMENT, "run python -m etl.protection_document"


@pytest.mark.parametrize("definitions", [DEFINITIONS, read_definitions(MINI)], ids=["project", "mini"])
def test_every_column_has_a_reason_and_says_who_sees_it(definitions):
    listed = accounts(definitions)
    assert len(listed) == sum(len(sheet.columns) for sheet in definitions.workbook.sheets.values())
    assert all(one.why and one.seen_by and one.released for one in listed.values())


def test_no_row_of_women_is_said_to_be_released():
    assert {one.released for one in accounts().values() if one.disclosure_class == "A"} == {
        "only as totals of the consortium in closed blocks",
        "not released",
    }


def test_safety_concerns_are_seen_by_those_who_look_after_safety_and_never_released():
    concern = accounts()["META", "safety_concerns_month"]
    assert (concern.seen_by, concern.released) == ("its own partner, coordinator, safeguarding", "not released")


def test_a_row_of_one_woman_is_called_what_it_is_where_the_plan_knows_one():
    assert PSEUDONYMOUS in DOCUMENT and "“One-to-one”" in DOCUMENT
    mini = build_document(read_definitions(MINI))
    assert find_individual(read_definitions(MINI)) is None
    assert PSEUDONYMOUS not in mini and "no row that tells of one person alone" in mini


def test_it_says_from_which_day_on_rows_may_be_purged():
    assert "from 2023-07-11 on" in DOCUMENT and "not yet confirmed" in DOCUMENT
    assert "from 2022-03-01 on" in build_document(read_definitions(MINI))
