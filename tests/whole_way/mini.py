"""The mini project lived through: real templates, filled in, submitted and published month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from etl.history import read_history
from etl.home import Home
from etl.publish import Published, publish_release
from etl.store import Store
from etl.submit import Receipt, submit_files
from etl.template import template_bytes
from indicators.load import Definitions, read_definitions

FOLDER = Path(__file__).parent.parent / "mini" / "definitions"
Rows = dict[str, list[dict[str, Any]]]

# What each house lives through: (partner, month) -> rows of each sheet. A circle takes its code from the template.
CIRCLES = {
    "P01": [(1, 6, 6, 0, 0), (4, 12, 12, 0, 0), (9, 16, 8, 5, 3), (11, 16, 0, 11, 5)],
    "P02": [(1, 7, 7, 0, 0), (5, 13, 13, 0, 0), (10, 15, 9, 4, 2)],
    "P03": [(3, 8, 8, 0, 0), (8, 16, 10, 4, 2), (12, 16, 10, 4, 2)],
}
COURSES = {
    ("P01", 2): [("CO-101", "IE", 10, 8, 8, 4.25)],
    ("P02", 4): [("CO-201", "IE", 12, 12, 9, 4.5)],
    ("P01", 6): [("CO-102", "PT", 9, 6, 3, 2.0)],
    ("P02", 9): [("CO-202", "IE", 20, 15, 14, 4.0)],
}


@dataclass(frozen=True)
class Mini:
    """A home of the mini project with its releases."""

    store: Store
    receipts: list[Receipt]
    releases: dict[int, Published]


def definitions() -> Definitions:
    """The mini project's definitions."""
    return read_definitions(FOLDER)


def circle_row(partner: str, month: int) -> dict[str, Any] | None:
    """What a circle's row says in a month: the newest state that was lived through by then; None before it began."""
    lived = [state for state in CIRCLES[partner] if state[0] <= month]
    if not lived:
        return None
    _since, enrolled, active, completed, left = lived[-1]
    return {
        "stage": "S6" if active == 0 else "S2",
        "women_enrolled_cum": enrolled,
        "women_active": active,
        "women_completed_cum": completed,
        "women_left_early_cum": left,
    }


def rows_of(partner: str, month: int, ended: bool, another: dict[str, Any] | None = None) -> Rows:
    """Rows of a partner's month by sheet; `another` is a row of its circle instead of what was lived."""
    circle = another or (None if ended else circle_row(partner, month))
    names = ("session_code", "country", "registered_n", "attended_n", "satisfaction_n", "satisfaction_mean")
    courses = [dict(zip(names, course, strict=True)) for course in COURSES.get((partner, month), [])]
    return {"CIRCLES": [circle] if circle else [], "COURSES": courses}


def fill(template: bytes, rows: Rows, delivers: set[str]) -> bytes:
    """Fill in a template as a person does: the cover's choices, then row by row from the first one."""
    book = load_workbook(BytesIO(template))
    cover = book["COVER"]
    for line in cover.iter_rows(min_row=1):
        code = line[0].value
        if code in ("state_circles", "state_courses"):
            sheet = "CIRCLES" if code == "state_circles" else "COURSES"
            line[2].value = "NOT_DUE" if sheet not in delivers else "DATA" if rows[sheet] else "NIL"
    for sheet, own in rows.items():
        columns = {cell.value: cell.column for cell in book[sheet][1]}
        for number, row in enumerate(own, start=3):
            for name, value in row.items():
                book[sheet].cell(number, columns[name]).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def workbooks(store: Store, partner_code: str, month: int, ended: bool, another: dict[str, Any] | None = None) -> bytes:
    """The filled workbook of a partner and month."""
    partner = store.definitions.partner(partner_code)
    assert partner is not None
    history = read_history(store, partner_code)
    template = template_bytes(store.definitions, partner, month, "en", history)
    delivers = {sheet for sheet in store.definitions.workbook.sheets if partner.is_delivering(sheet)}
    return fill(template, rows_of(partner_code, month, ended, another), delivers)


def live(home: Home, until: int = 12) -> Iterator[tuple[Store, int]]:
    """Submit every month on its due day; yields the store and month after each."""
    loaded = definitions()
    ended: set[str] = set()
    for month in range(1, until + 1):
        day = loaded.periods.due_day(month)
        store = Store(home.at(day), loaded)
        for partner in loaded.partners:
            if not loaded.is_expected(partner, month):
                continue
            data = workbooks(store, partner.code, month, partner.code in ended)
            [receipt] = submit_files(store, [(f"{partner.code}-{month}.xlsx", data)], "officer@example.org")
            assert receipt.state == "accepted", receipt.issues
            if (circle_row(partner.code, month) or {}).get("stage") == "S6":
                ended.add(partner.code)
        yield Store(home.at(day + timedelta(days=1)), loaded), month


def publish(store: Store, month: int) -> Published:
    """A release on the day after the due day."""
    return publish_release(store, month)
