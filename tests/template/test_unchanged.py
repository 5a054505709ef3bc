"""Nothing changed this month: a real workbook, told in one click."""

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from etl.check import Checked, check_file
from etl.demo.life import Life
from etl.demo.past import Past
from etl.demo.workbooks import SEED
from etl.errors import UserError
from etl.history import History
from etl.unchanged import build_unchanged
from indicators.load import Definitions, load_definitions
from indicators.texts import load_texts
from tests.intake.workbooks import TODAY, Book, deliverable, event, pathway, remember

ENDED = {"stage": "S6", "exit_month": "M05", "women_active": 0, "women_completed_cum": 7, "women_left_early_cum": 1}


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


def _own_deliverable(definitions: Definitions, partner: str = "P01") -> dict[str, Any]:
    led = next(one for one in definitions.deliverables if one.lead == partner)
    return deliverable(
        deliverable_code=led.code,
        workstream=led.workstream,
        deliverable_type=led.deliverable_type,
        copies_distributed_month=40,
    )


@pytest.fixture(scope="module")
def lived(definitions: Definitions) -> History:
    pathways = [pathway(), pathway(pathway_code="PW-BBBBBB", **ENDED)]
    sheets = {"PATHWAYS": pathways, "EVENTS": [event()], "DELIVERABLES": [_own_deliverable(definitions)]}
    return remember(Book(month=4, sheets=sheets | {"EVENTS": []}), Book(month=5, sheets=sheets))


def _build(definitions: Definitions, history: History, month: int = 7, language: str = "en") -> bytes:
    partner = definitions.partner(history.partner)
    assert partner is not None
    return build_unchanged(definitions, partner, month, language, history)


def _check(definitions: Definitions, data: bytes, history: History) -> Checked:
    return check_file(data, "a.xlsx", definitions, lambda _: history, TODAY)


@pytest.mark.parametrize("language", ["en", "bg"])
def test_it_passes_the_checks_and_repeats_what_is_open(definitions: Definitions, lived: History, language: str) -> None:
    checked = _check(definitions, _build(definitions, lived, language=language), lived)
    assert checked.parsed is not None
    assert [issue for issue in checked.issues if issue.severity == "error"] == []
    rows = {name: sheet for name, sheet in checked.parsed.sheets.items() if sheet}
    assert set(rows) == {"PATHWAYS", "DELIVERABLES"}
    (row,) = rows["PATHWAYS"]
    last = lived.newest[5].sheets["PATHWAYS"][0]
    columns = definitions.workbook.sheets["PATHWAYS"].columns
    assert row.get("pathway_code") == "PW-AAAAAA", "the one that has ended is not repeated"
    for name, column in columns.items():
        assert row.get(name) == (0 if column.kind == "flow" else last[name]), name


def test_the_cover_says_nothing_new_and_keeps_no_note(definitions: Definitions, lived: History) -> None:
    checked = _check(definitions, _build(definitions, lived), lived)
    assert checked.parsed is not None
    cover = checked.parsed.cover
    assert (cover["state_pathways"], cover["state_events"], cover["state_deliverables"]) == ("DATA", "NIL", "DATA")
    assert cover["safety_concerns_month"] == 0 and cover["note"] is None
    assert (cover["reporting_month"], cover["revision_no"]) == (7, 1)


def test_a_sheet_that_the_partner_does_not_deliver_stays_not_due(definitions: Definitions) -> None:
    history = remember(Book(partner="P15", month=4))
    checked = _check(definitions, _build(definitions, history), history)
    assert checked.parsed is not None and checked.parsed.cover["state_pathways"] == "NOT_DUE"
    assert [issue.code for issue in checked.issues if issue.severity == "error"] == []


def test_what_does_not_apply_stays_so(definitions: Definitions, lived: History) -> None:
    record = lived.newest[5]
    row = record.sheets["DELIVERABLES"][0] | {"copies_distributed_month": None, "not_applicable": "downloads_month"}
    newest = lived.newest | {5: replace(record, sheets=record.sheets | {"DELIVERABLES": (row,)})}
    book = load_workbook(io.BytesIO(_build(definitions, replace(lived, newest=newest))))
    sheet = book["DELIVERABLES"]
    cells = {code.value: cell.value for code, cell in zip(sheet[1], sheet[3], strict=True)}
    assert (cells["downloads_month"], cells["copies_distributed_month"]) == ("NA", 0)


def test_age_groups_are_repeated_while_they_still_add_up(definitions: Definitions) -> None:
    youngest, *_, unknown = definitions.codes("age_band")
    ages = [{"age_band": youngest, "women_enrolled_cum": 5}, {"age_band": unknown, "women_enrolled_cum": 3}]
    first = remember(Book(month=6, sheets={"PATHWAYS": [pathway()], "WOMEN_PROFILE": ages}))
    checked = _check(definitions, _build(definitions, first, month=12), first)
    assert checked.parsed is not None
    assert [row.get("women_enrolled_cum") for row in checked.parsed.sheets["WOMEN_PROFILE"]] == [5, 3]
    assert not [issue for issue in checked.issues if issue.severity == "error"]
    grown = remember(Book(month=7, sheets={"PATHWAYS": [pathway(women_enrolled_cum=9, women_active=7)]}), history=first)
    with pytest.raises(UserError, match="M12 asks for the sheet WOMEN_PROFILE"):
        _build(definitions, grown, month=12)


def test_age_groups_are_not_asked_while_nobody_is_enrolled(definitions: Definitions) -> None:
    history = remember(Book(month=5))
    checked = _check(definitions, _build(definitions, history, month=6), history)
    assert not [issue for issue in checked.issues if issue.severity == "error"]


def test_it_says_why_nothing_can_be_repeated(definitions: Definitions, lived: History) -> None:
    with pytest.raises(UserError, match="Nothing was reported before M05"):
        _build(definitions, History("P01"), month=5)
    with pytest.raises(UserError, match="M05 has been reported already"):
        _build(definitions, lived, month=5)
    with pytest.raises(UserError) as refused:
        _build(definitions, lived, month=4)
    assert refused.value.tell(load_texts(definitions, "en")).startswith("M04 has been reported")


@pytest.mark.slow
def test_every_partner_of_the_demo_can_say_it_whenever_it_says_nothing_wrong(definitions: Definitions) -> None:
    life, past, told = Life(definitions, SEED), Past(), 0
    for month in range(1, 13):
        for partner in definitions.partners:
            history = past.of(partner.code)
            if month in (2, 6, 11, 12):
                try:
                    data = build_unchanged(definitions, partner, month, partner.language, history)
                except UserError as refused:
                    assert "WOMEN_PROFILE" in str(refused) and month == 12
                else:
                    checked = _check(definitions, data, history)
                    told += 1
                    assert checked.verdict != "rejected", (partner.code, month, checked.issues)
            past.keep(partner.code, month, 1, life.cover(partner.code, month), life.rows(partner.code, month))
    assert told > 3 * len(definitions.partners)
