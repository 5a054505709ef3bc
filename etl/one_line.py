"""A month in one line, to proof-read: how many rows each sheet has, and the sums of the columns flagged for it."""

from collections.abc import Iterator

from etl.parsed import ParsedWorkbook, Row
from indicators.load import Definitions
from indicators.model.workbook import Sheet
from indicators.texts import Texts


def tell_month(parsed: ParsedWorkbook, definitions: Definitions, texts: Texts) -> str:
    """For instance "July 2017: Mentoring pathways 3 (Women enrolled since the start 21) · nothing in: Events".

    With the labels of the workbook, so that each number is found again; a sum with an unreadable cell is "?".
    """
    _ = texts
    month = texts.month_name(*definitions.periods.calendar_month(parsed.month)) if parsed.month else "?"
    partner = definitions.partner(parsed.partner or "")
    filled, empty = [], []
    for name, sheet in definitions.workbook.row_sheets.items():
        rows = parsed.sheets.get(name, ())
        if rows:
            filled.append(_tell_sheet(name, sheet, rows, parsed, texts))
        elif sheet.state_column and (partner is None or partner.is_delivering(name)):
            empty.append(_(sheet.label))
    nothing = [_("nothing in: {sheets}", sheets=", ".join(empty))] if empty else []
    return f"{month}: {' · '.join(filled + nothing)}"


def _tell_sheet(name: str, sheet: Sheet, rows: tuple[Row, ...], parsed: ParsedWorkbook, texts: Texts) -> str:
    sums = ", ".join(_tell_columns(name, sheet, rows, parsed, texts))
    counted = f"{texts(sheet.label)} {texts.number(len(rows))}"
    return f"{counted} ({sums})" if sums else counted


def _tell_columns(
    name: str, sheet: Sheet, rows: tuple[Row, ...], parsed: ParsedWorkbook, texts: Texts
) -> Iterator[str]:
    for code, column in sheet.columns.items():
        if not column.is_in_one_line or code not in parsed.places.get(name, {}):
            continue
        if any(code not in row.values for row in rows):
            yield f"{texts(column.label)} ?"
            continue
        given = [row.values[code] for row in rows if row.values[code] is not None]
        # Nothing given is not 0: then the line is silent about it.
        if given:
            total = sum(given)
            yield f"{texts(column.label)} {texts.number(total, 0 if total == int(total) else 2)}"
