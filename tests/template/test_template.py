"""The template: what a partner gets to fill in."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from etl.history import History, Record
from etl.template import build_template, template_bytes
from etl.template.messages import shorten
from indicators.load import Definitions, load_definitions
from indicators.texts import load_texts

PARTNER = "P03"
OPEN = {
    "pathway_code": "PW-ABCDEF",
    "pathway_format": "GROUP",
    "setting": "SHELTER",
    "stage": "S4",
    "start_month": 2,
    "tested_service_1": "JOB_SEARCH",
    "women_enrolled_cum": 12,
    "women_active": 12,
    "mentoring_hours_month": 12.5,
}
ENDED = OPEN | {"pathway_code": "PW-ZZZZZZ", "stage": "S6", "exit_month": 4}
OLD_SESSION = {"session_code": "TR-P03-01", "date_to": date(2016, 2, 20)}
FRESH_SESSION = {"session_code": "TR-P03-02", "date_to": date(2016, 4, 2)}


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


def _record(month: int, state: str = "accepted", cover: dict[str, Any] | None = None, **sheets: Any) -> Record:
    return Record(f"id{month}", PARTNER, month, 1, state, f"hash{month}", cover or {}, sheets)


def _history(*records: Record) -> History:
    accepted = {record.month: record.revision for record in records if record.state == "accepted"}
    newest = {record.month: record for record in records}
    return History(PARTNER, newest=newest, accepted_revision=accepted)


@pytest.fixture(scope="module")
def lived() -> History:
    return _history(
        _record(2, TRAININGS=(OLD_SESSION,)),
        _record(4, PATHWAYS=(OPEN, ENDED), TRAININGS=(FRESH_SESSION,), cover={"safety_concerns_month": 0}),
    )


def _build(definitions: Definitions, history: History, month: int = 5, language: str = "en", partner: str = PARTNER):
    registered = definitions.partner(partner)
    assert registered is not None
    # Through a file, so that what is tested is what the partner opens.
    return load_workbook(io.BytesIO(template_bytes(definitions, registered, month, language, history)))


def _place(book: Workbook, sheet: str, column: str) -> int:
    return next(cell.column for cell in book[sheet][1] if cell.value == column)


def _column(book: Workbook, sheet: str, column: str) -> list[Any]:
    place = _place(book, sheet, column)
    return [row[place - 1] for row in book[sheet].iter_rows(min_row=3, values_only=True)]


def _cover(book: Workbook) -> dict[str, Any]:
    return {row[0].value: row[2] for row in book["META"].iter_rows() if row[0].value}


def _messages(book: Workbook, sheet: str, cell: str) -> list[str]:
    checks = book[sheet].data_validations.dataValidation
    return [check.prompt for check in checks if cell in check.sqref]


def test_every_sheet_and_column_of_the_definitions_is_there(definitions: Definitions, lived: History) -> None:
    book = _build(definitions, lived)
    assert book.sheetnames[:-1] == list(definitions.workbook.sheets)
    for name, sheet in definitions.workbook.row_sheets.items():
        assert {cell.value for cell in book[name][1]} == set(sheet.columns)
    assert list(_cover(book)) == list(definitions.workbook.cover.columns)


def test_codes_are_hidden_and_labels_locked_while_data_cells_are_open(definitions: Definitions, lived: History) -> None:
    book = _build(definitions, lived)
    assert book["META"].column_dimensions["A"].hidden
    for name in definitions.workbook.row_sheets:
        sheet = book[name]
        is_folding = any(column.when_ended for column in definitions.workbook.sheets[name].columns.values())
        assert sheet.protection.sheet is not is_folding, "Excel opens no folded columns of a protected sheet"
        assert not sheet.protection.password
        assert sheet.row_dimensions[1].hidden and not sheet.row_dimensions[2].hidden
        assert all(cell.protection.locked for row in (1, 2) for cell in sheet[row])
        assert sheet.freeze_panes == "B3"
    for cell in book["PATHWAYS"][3]:
        assert not cell.protection.locked
    assert not book["EVENTS"].column_dimensions["A"].protection.locked, "rows below the drawn ones are open, too"


def test_the_cover_names_the_workbook_and_locks_what_it_names(definitions: Definitions, lived: History) -> None:
    cover = _cover(_build(definitions, lived, language="bg"))
    told = {name: cell.value for name, cell in cover.items()}
    assert told["template_version"] == definitions.workbook.version
    assert (told["partner_code"], told["country"], told["reporting_month"]) == ("P03", "BG", "M05")
    assert (told["revision_no"], told["language"]) == (1, "bg")
    assert cover["partner_code"].protection.locked and not cover["state_events"].protection.locked
    assert told["state_events"] is None and told["note"] is None


def test_a_sheet_that_the_partner_does_not_deliver_is_grey_closed_and_declared(definitions: Definitions) -> None:
    book = _build(definitions, History("P15"), partner="P15")
    assert _cover(book)["state_pathways"].value == definitions.codes("report_state")["NOT_DUE"]
    assert all(cell.protection.locked and cell.value is None for cell in book["PATHWAYS"][3])
    colours = {name: book[name].sheet_properties.tabColor.rgb for name in ("PATHWAYS", "EVENTS")}
    assert colours["PATHWAYS"] != colours["EVENTS"]
    assert "doesn't fill in" in _messages(book, "PATHWAYS", "A2")[0]
    assert book["PATHWAYS"].protection.sheet, "nothing is folded there, so nothing need be unfolded"
    assert not any(dimension.hidden for dimension in book["PATHWAYS"].column_dimensions.values())


def test_open_pathways_are_prefilled_with_what_never_changes_and_ended_ones_are_not(
    definitions: Definitions, lived: History
) -> None:
    book = _build(definitions, lived)
    codes = _column(book, "PATHWAYS", "pathway_code")
    assert codes[0] == "PW-ABCDEF" and "PW-ZZZZZZ" not in codes
    assert _column(book, "PATHWAYS", "pathway_format")[0] == "Group"
    assert _column(book, "PATHWAYS", "start_month")[0] == "M02"
    assert _column(book, "PATHWAYS", "women_enrolled_cum")[0] is None


def test_a_pathway_stays_open_after_a_month_without_rows(definitions: Definitions) -> None:
    history = _history(_record(3, PATHWAYS=(OPEN,)), _record(4))
    assert _column(_build(definitions, history), "PATHWAYS", "pathway_code")[0] == "PW-ABCDEF"


def test_spare_rows_carry_fresh_codes_of_the_pattern_that_nobody_has(definitions: Definitions, lived: History) -> None:
    book = _build(definitions, lived)
    fresh = _column(book, "PATHWAYS", "pathway_code")[1:]
    assert len(set(fresh)) == len(fresh) == 6
    assert all(code.startswith("PW-") and len(code) == 9 for code in fresh)


def test_fresh_codes_can_be_injected_and_taken_ones_are_skipped(definitions: Definitions, lived: History) -> None:
    partner = definitions.partner(PARTNER)
    assert partner is not None
    source = iter(["PW-ZZZZZZ", *(f"PW-AAAAA{letter}" for letter in "ABCDEF")])
    book = build_template(definitions, partner, 5, "en", lived, codes=lambda: next(source))
    assert [row[0].value for row in book["PATHWAYS"].iter_rows(min_row=4, max_row=9)] == [
        f"PW-AAAAA{letter}" for letter in "ABCDEF"
    ]


def test_sessions_are_followed_up_when_due_and_only_once(definitions: Definitions, lived: History) -> None:
    assert _column(_build(definitions, lived), "FOLLOWUP", "session_code")[:2] == ["TR-P03-01", None]
    followed = _history(*lived.newest.values(), _record(5, FOLLOWUP=({"session_code": "TR-P03-01"},)))
    assert _column(_build(definitions, followed, month=7), "FOLLOWUP", "session_code")[:2] == ["TR-P03-02", None]


def test_the_partners_deliverables_come_from_the_registry(definitions: Definitions) -> None:
    book = _build(definitions, History(PARTNER))
    own = [one for one in definitions.deliverables if one.lead == PARTNER]
    assert _column(book, "DELIVERABLES", "deliverable_code") == [one.code for one in own]
    assert _column(book, "DELIVERABLES", "deliverable_state") == [None] * len(own)


def test_age_groups_are_prefilled_in_their_months_and_closed_in_others(definitions: Definitions) -> None:
    due = _build(definitions, History(PARTNER), month=6)
    labels = list(definitions.codes("age_band").values())
    assert _column(due, "WOMEN_PROFILE", "age_band") == labels
    other = _build(definitions, History(PARTNER), month=5)
    assert _column(other, "WOMEN_PROFILE", "age_band") == [None] * 3
    assert "M06, M12" in _messages(other, "WOMEN_PROFILE", "B2")[0]


def test_a_follow_up_says_which_session_it_is_about(definitions: Definitions) -> None:
    session = OLD_SESSION | {"training_type": "TOT_PRACTITIONER", "attended_n": 18}
    history = _history(_record(2, TRAININGS=(session,)))
    (told,) = _messages(_build(definitions, history), "FOLLOWUP", "A3")
    assert "20 Feb 2016" in told and "Persons who attended: 18" in told
    assert all("18" not in one for one in _messages(_build(definitions, history), "FOLLOWUP", "A4"))


def test_a_session_is_due_after_three_months_and_not_before(definitions: Definitions) -> None:
    history = _history(_record(2, TRAININGS=(OLD_SESSION,)))
    due = {month: _column(_build(definitions, history, month), "FOLLOWUP", "session_code")[0] for month in (4, 5, 9)}
    assert due == {4: None, 5: "TR-P03-01", 9: "TR-P03-01"}


def test_what_does_not_apply_comes_back_as_such(definitions: Definitions) -> None:
    event = {"event_code": "EV-P03-001", "participants_n": 0, "reach_n": None, "not_applicable": "reach_n;mode"}
    book = _build(definitions, _history(_record(5, EVENTS=(event,))))
    assert _column(book, "EVENTS", "reach_n")[0] == "NA" and _column(book, "EVENTS", "mode")[0] == "NA"
    assert _column(book, "EVENTS", "participants_n")[0] == 0 and _column(book, "EVENTS", "policy_makers_n")[0] is None


def test_a_note_of_last_month_that_is_empty_is_not_told(definitions: Definitions) -> None:
    history = _history(_record(4, cover={"note": None, "safety_concerns_month": 0}))
    book = _build(definitions, history)
    told = {name: _messages(book, "META", cell.coordinate) for name, cell in _cover(book).items()}
    assert "None" not in told["note"][0] and told["safety_concerns_month"][0].endswith("Last accepted: 0 (M04).")


@pytest.mark.parametrize("language", load_definitions().project.languages)
def test_no_list_has_two_codes_with_one_label(definitions: Definitions, language: str) -> None:
    texts = load_texts(definitions, language)
    for name, code_list in definitions.code_lists.items():
        shown = [" ".join(texts(label).casefold().split()) for label in code_list.codes.values()]
        assert len(set(shown)) == len(shown), f"{name}: the label chosen from the drop-down would not tell the code"
        clash = {code.casefold() for code in code_list.codes} & set(shown)
        assert all(list(code_list.codes)[shown.index(one)].casefold() == one for one in clash), name


def test_what_need_not_be_filled_in_takes_the_word_for_not_applicable(definitions: Definitions) -> None:
    book = _build(definitions, History(PARTNER))
    place = _place(book, "EVENTS", "reach_n")
    cell = book["EVENTS"].cell(3, place).coordinate
    (check,) = [one for one in book["EVENTS"].data_validations.dataValidation if cell in one.sqref]
    assert check.type == "custom" and '="NA"' in check.formula1 and f"{cell}>=0" in check.formula1


def test_headings_can_not_be_typed_over_where_the_sheet_is_open(definitions: Definitions) -> None:
    book = _build(definitions, History(PARTNER))
    for cell in book["PATHWAYS"][2]:
        checks = [one for one in book["PATHWAYS"].data_validations.dataValidation if cell.coordinate in one.sqref]
        assert [(one.type, one.formula1, one.showErrorMessage) for one in checks] == [("custom", "FALSE", True)]


def test_a_reported_month_comes_back_with_all_its_values_and_the_next_revision(definitions: Definitions) -> None:
    cover = {"state_pathways": "DATA", "safety_concerns_month": 0, "note": "late"}
    event = {"event_code": "EV-P03-001", "date": date(2016, 5, 3), "participants_n": 0}
    history = _history(_record(5, cover=cover, PATHWAYS=(OPEN,), EVENTS=(event,)))
    book = _build(definitions, history)
    told = {name: cell.value for name, cell in _cover(book).items()}
    assert told["revision_no"] == 2 and told["note"] == "late" and told["safety_concerns_month"] == 0
    assert told["state_pathways"] == definitions.codes("report_state")["DATA"]
    assert _column(book, "PATHWAYS", "mentoring_hours_month")[0] == 12.5
    assert _column(book, "PATHWAYS", "stage")[0] == "S4 Mentoring active"
    assert _column(book, "EVENTS", "date")[0].date() == date(2016, 5, 3)
    assert _column(book, "EVENTS", "participants_n")[0] == 0


def test_a_waiting_revision_comes_back_under_its_own_number(definitions: Definitions) -> None:
    book = _build(definitions, _history(_record(5, state="received", PATHWAYS=(OPEN,))))
    assert _cover(book)["revision_no"].value == 1
    assert _column(book, "PATHWAYS", "women_enrolled_cum")[0] == 12


def test_each_cell_says_what_it_asks_with_the_last_value(definitions: Definitions, lived: History) -> None:
    book = _build(definitions, lived)
    place = book["PATHWAYS"].cell(3, _place(book, "PATHWAYS", "women_enrolled_cum")).coordinate
    (told,) = _messages(book, "PATHWAYS", place)
    assert "Unit: women." in told and told.endswith("Last accepted: 12 (M04).")
    (fresh,) = _messages(book, "PATHWAYS", place.replace("3", "4"))
    assert "Last accepted" not in fresh
    assert _messages(book, "TRAININGS", "A3")[0].endswith("Last accepted: TR-P03-02 (M04).")


def test_a_value_that_waits_is_not_called_accepted(definitions: Definitions) -> None:
    book = _build(definitions, _history(_record(4, state="received", PATHWAYS=(OPEN,))))
    place = book["PATHWAYS"].cell(3, _place(book, "PATHWAYS", "women_active")).coordinate
    assert "not accepted yet: 12 (M04)" in _messages(book, "PATHWAYS", place)[0]


@pytest.mark.parametrize("language", ["en", "bg"])
def test_messages_stay_within_what_excel_takes(definitions: Definitions, lived: History, language: str) -> None:
    book = _build(definitions, lived, language=language)
    checks = [check for name in book.sheetnames for check in book[name].data_validations.dataValidation]
    assert checks and all(len(check.prompt) <= 255 and len(check.promptTitle) <= 32 for check in checks)
    assert all(len(check.error or "") <= 225 and len(check.errorTitle or "") <= 32 for check in checks)


@pytest.mark.parametrize("language", ["en", "bg"])
def test_drop_downs_hold_the_labels_of_the_language(definitions: Definitions, lived: History, language: str) -> None:
    texts = load_texts(definitions, language)
    book = _build(definitions, lived, language=language)
    lists = book["LISTS"]
    assert lists.sheet_state == "hidden"
    place = next(cell.column for cell in lists[1] if cell.value == "stage")
    offered = [row[place - 1] for row in lists.iter_rows(min_row=2, values_only=True) if row[place - 1]]
    assert offered == [texts(label) for label in definitions.codes("stage").values()]
    stage = book["PATHWAYS"].cell(3, _place(book, "PATHWAYS", "stage")).coordinate
    (check,) = [one for one in book["PATHWAYS"].data_validations.dataValidation if stage in one.sqref]
    letter = lists.cell(1, place).column_letter
    assert check.type == "list" and f"${letter}$2:${letter}${len(offered) + 1}" in check.formula1


def test_limits_stop_what_intake_would_refuse_but_sets_and_months_stay_free(definitions: Definitions) -> None:
    book = _build(definitions, History(PARTNER))
    checks = {check.prompt: check for check in book["TRAININGS"].data_validations.dataValidation if check.type}
    hours = next(check for check in checks.values() if check.type == "decimal" and check.formula2 == "80")
    assert hours.formula1 == "0.5" and hours.showErrorMessage and "80" in hours.error
    day = next(check for check in checks.values() if check.type == "date")
    assert day.formula1 == "DATE(2016,01,11)" and day.formula2 == "DATE(2016,05,31)"
    sets = [check for check in book["DELIVERABLES"].data_validations.dataValidation if check.type == "list"]
    assert any(not check.showErrorMessage for check in sets)


def test_number_formats_keep_codes_and_months_text(definitions: Definitions, lived: History) -> None:
    book = _build(definitions, lived)
    formats = {
        column: book["PATHWAYS"].cell(3, _place(book, "PATHWAYS", column)).number_format
        for column in ("start_month", "pathway_code", "ese_pre_mean", "women_active")
    }
    assert formats == {"start_month": "@", "pathway_code": "@", "ese_pre_mean": "0.00", "women_active": "0"}
    assert book["EVENTS"].cell(3, _place(book, "EVENTS", "date")).number_format == "yyyy-mm-dd"


def test_it_prints_in_a_readable_size_and_names_nobody(definitions: Definitions, lived: History) -> None:
    book = _build(definitions, lived)
    for name, sheet in definitions.workbook.sheets.items():
        assert book[name].page_setup.orientation == "landscape"
        assert book[name].page_setup.fitToHeight == 0
        assert book[name].page_setup.fitToWidth == (2 if len(sheet.columns) > 12 and not sheet.is_upright else 1), name
        if not sheet.is_upright:
            assert book[name].print_title_cols == "$A:$A" and book[name].print_title_rows == "$1:$2"
    assert book.properties.creator == definitions.project.short_name
    assert "P03" in book.properties.title and not book.properties.lastModifiedBy


def test_nothing_stands_outside_the_tables(definitions: Definitions, lived: History) -> None:
    book = _build(definitions, lived)
    for name, sheet in definitions.workbook.row_sheets.items():
        assert book[name].max_column == len(sheet.columns)


def test_a_long_message_is_cut_at_a_word() -> None:
    assert shorten("one two three", 20) == "one two three"
    assert shorten("one two three", 9) == "one two…"
    assert len(shorten("x" * 50, 10)) == 10


def test_the_revision_number_can_be_raised_by_hand(definitions: Definitions) -> None:
    cover = _cover(_build(definitions, _history()))
    assert not cover["revision_no"].protection.locked and cover["partner_code"].protection.locked
