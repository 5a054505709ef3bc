"""Who reported when: partners by month, and every submission behind the release."""

from typing import Any

from etl.export.workbook.formats import DAY
from etl.export.workbook.page import Cell, Page, Row, table_page, told_page
from etl.export.workbook.source import NO_VALUE, Source
from indicators.reporting_marks import MARKS, kind_of
from indicators.texts import N_

MATRIX, SUBMISSIONS = N_("Reports"), N_("Submissions")
_NONE = Cell(NO_VALUE, "none")


def build_matrix(source: Source) -> Page:
    """Partners by month with a sign for each state; what the signs mean stands below."""
    found = {(row["partner_code"], row["month"]): row for row in source.rows("reporting")}
    months = sorted({month for _partner, month in found})
    head = [source.texts("Partner"), source.texts("Name"), *months]
    rows: list[Row] = [[Cell(text, "head") for text in head]]
    for partner in source.rows("partner"):
        code = partner["partner_code"]
        name = source.label("partner_name", code, partner["partner_name"])
        signs = (_sign(found.get((code, month))) for month in months)
        rows.append([Cell(code, "sign"), Cell(name, "sign"), *signs])
    rows.append([])
    rows += [[Cell(symbol, "none"), Cell(source.texts(name))] for symbol, name in MARKS.values()]
    widths = (8.0, 40.0, *[6.0] * len(months))
    return told_page(source.texts(MATRIX), widths, rows, head_rows=1, frozen_columns=2)


def _sign(row: dict[str, Any] | None) -> Cell:
    if row is None:
        return _NONE
    symbol, _name = MARKS[kind_of(row) if row["is_expected"] else "not_expected"]
    return Cell(symbol, "none")


def build_submissions(source: Source) -> Page:
    """The log: one row for each submission, in the order of the release."""
    columns = ("month", "partner_code", "revision", "received_on", "state", "submission_id")
    head = [source.column_name("submission", name) for name in columns]
    head.insert(2, source.texts("Name"))
    names = {row["partner_code"]: row["partner_name"] for row in source.rows("partner")}
    rows = (_submission(source, row, names) for row in source.rows("submission"))
    widths = (9.0, 9.0, 44.0, 10.0, 14.0, 32.0, 40.0)
    return table_page(source.texts(SUBMISSIONS), head, widths, rows, frozen_columns=2)


def _submission(source: Source, row: dict[str, Any], names: dict[str, str]) -> Row:
    code, received = row["partner_code"], row["received_on"]
    return [
        Cell(row["month"], "sign"),
        Cell(code, "sign"),
        Cell(source.label("partner_name", code, names.get(code)), "sign"),
        Cell(row["revision"], "sign", "0"),
        Cell(received, "sign", DAY) if received else _NONE,
        Cell(source.label("submission_state", row["state"]), "sign"),
        Cell(row["submission_id"], "sign"),
    ]
