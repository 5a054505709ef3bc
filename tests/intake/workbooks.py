"""Small real workbooks for tests: a valid one from the definitions, of which a test changes what it is about."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from etl.check import Checked, check_file
from etl.history import History
from etl.stored_rows import extend_history
from indicators.load import Definitions, load_definitions
from indicators.periods import month_code

TODAY = date(2017, 8, 16)
Row = dict[str, Any]


@dataclass
class Book:
    """Values of a workbook before it is written; a sheet with rows is declared DATA, the others NIL."""

    partner: str = "P01"
    month: int = 5
    cover: Row = field(default_factory=dict)
    sheets: dict[str, list[Row]] = field(default_factory=dict)
    change: Callable[[Workbook], Any] | None = None
    definitions: Definitions = field(default_factory=load_definitions)

    def values_of_cover(self) -> Row:
        roles, states = self.definitions.workbook.roles, self.definitions.workbook.states
        partner = self.definitions.partner(self.partner)
        values: Row = {
            roles.template_version: self.definitions.workbook.version,
            roles.partner: self.partner,
            roles.country: partner.country if partner else "BG",
            roles.month: month_code(self.month),
            roles.revision: 1,
            roles.language: "en",
        }
        for name, sheet in self.definitions.workbook.row_sheets.items():
            if sheet.state_column:
                is_delivered = partner is None or partner.is_delivering(name)
                told = "data" if self.sheets.get(name) else "nothing" if is_delivered else "not_due"
                values[sheet.state_column] = states[told]
        for name, column in self.definitions.workbook.cover.columns.items():
            if column.is_required and column.type == "integer":
                values.setdefault(name, 0)
        return values | self.cover

    def workbook(self) -> Workbook:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, about in self.definitions.workbook.sheets.items():
            sheet = book.create_sheet(name)
            if about.is_upright:
                values = self.values_of_cover()
                for row, (code, column) in enumerate(about.columns.items(), start=1):
                    for place, text in enumerate((code, column.label, values.get(code), column.help), start=1):
                        sheet.cell(row, place, text)
                sheet.column_dimensions["A"].hidden = True
                continue
            for place, (code, column) in enumerate(about.columns.items(), start=1):
                sheet.cell(1, place, code)
                sheet.cell(2, place, column.label)
                for row, given in enumerate(self.sheets.get(name, []), start=3):
                    sheet.cell(row, place, given.get(code))
            sheet.row_dimensions[1].hidden = True
        lists = book.create_sheet("LISTS")
        lists["A1"] = "source of the drop-downs"
        lists.sheet_state = "hidden"
        if self.change:
            self.change(book)
        return book

    def content(self) -> bytes:
        buffer = io.BytesIO()
        self.workbook().save(buffer)
        return buffer.getvalue()

    def place(self, sheet: str, column: str, row: int = 3) -> str:
        """Address of a cell."""
        columns = list(self.definitions.workbook.sheets[sheet].columns)
        number = columns.index(column) + 1
        return (
            f"C{number}" if self.definitions.workbook.sheets[sheet].is_upright else f"{get_column_letter(number)}{row}"
        )


def check(book: Book | bytes, history: History | None = None, today: date = TODAY, **options: Any) -> Checked:
    content = book if isinstance(book, bytes) else book.content()
    definitions = load_definitions() if isinstance(book, bytes) else book.definitions
    return check_file(content, "a.xlsx", definitions, lambda code: history or History(code), today, **options)


def codes(checked: Checked) -> list[str]:
    return [issue.code for issue in checked.issues]


def told(checked: Checked) -> list[tuple[str, str, str]]:
    """What a test compares: code, sheet and cell of each issue."""
    return [(issue.code, issue.sheet, issue.cell) for issue in checked.issues]


def remember(*books: Book, state: str = "accepted", history: History | None = None) -> History:
    """The history in which these workbooks are stored."""
    for number, book in enumerate(books):
        checked = check(book)
        assert checked.parsed is not None
        history = history or History(book.partner)
        history = extend_history(history, book.definitions, checked.parsed, f"{state}-{number}", state)
    assert history is not None
    return history


def pathway(**values: Any) -> Row:
    return {
        "pathway_code": "PW-AAAAAA",
        "pathway_format": "GROUP",
        "setting": "SHELTER",
        "stage": "S4",
        "start_month": "M02",
        "tested_service_1": "JOB_SEARCH",
        "women_enrolled_cum": 8,
        "women_active": 6,
        "women_completed_cum": 1,
        "women_left_early_cum": 1,
        "group_sessions_month": 4,
        "individual_sessions_month": 2,
        "mentoring_hours_month": 12.5,
        "plans_agreed_cum": 5,
    } | values


def training(**values: Any) -> Row:
    return {
        "session_code": "TR-P01-01",
        "training_type": "TOT_PRACTITIONER",
        "counts_to_target": "Y",
        "date_from": date(2016, 5, 10),
        "date_to": date(2016, 5, 11),
        "country": "BG",
        "mode": "IN_PERSON",
        "hours": 12,
        "registered_n": 20,
        "attended_n": 18,
        "first_time_n": 10,
        "completed_n": 15,
    } | values


def event(**values: Any) -> Row:
    return {
        "event_code": "EV-P01-001",
        "event_type": "CONFERENCE",
        "channel": "VENUE",
        "scope": "LOCAL",
        "date": date(2016, 5, 20),
        "country": "BG",
        "participants_n": 40,
    } | values


def deliverable(**values: Any) -> Row:
    return {
        "deliverable_code": "D2.3",
        "workstream": "WS2",
        "deliverable_type": "HANDBOOK",
        "deliverable_state": "IN_PROGRESS",
        "progress_pct": 20,
    } | values


def practice(**values: Any) -> Row:
    return {
        "practice_code": "GP-BG-01",
        "country": "BG",
        "practice_theme": "SKILLS",
        "practice_state": "SHARED",
        "state_month": "M05",
        "crit_works_well": 5,
        "crit_replicable": 4,
        "crit_good_for_learning": 4,
        "crit_gender_strategy": 5,
        "crit_effective": 3,
        "adopted_partner_codes": "P05;P11",
    } | values


def centre(**values: Any) -> Row:
    return {
        "centre_code": "C-AAAAA",
        "country": "BG",
        "setting": "SHELTER",
        "survey_wave": "W1_BASELINE",
        "survey_state": "VALIDATED",
        "method_version": "1.0",
        "state_month": "M05",
        "econ_service_in_place": "Y",
        "mutual_help_in_place": "N",
        "services_offered_n": 4,
        "handbook_in_use": "N",
        "women_forms_n": 12,
    } | values


def ages(*women: int) -> list[Row]:
    """Rows of the half-yearly sheet, in the order of the age groups."""
    return [
        {"age_band": band, "women_enrolled_cum": n}
        for band, n in zip(load_definitions().codes("age_band"), women, strict=False)
    ]


def full_book(**options: Any) -> Book:
    """A valid workbook with rows in most sheets."""
    sheets = {
        "PATHWAYS": [pathway()],
        "TRAININGS": [training()],
        "EVENTS": [event()],
        "PRACTICES": [practice()],
        "DELIVERABLES": [deliverable()],
    }
    return Book(sheets=sheets | options.pop("sheets", {}), **options)
