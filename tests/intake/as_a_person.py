"""A second, slow reading of a workbook: what a person sees in its cells, to hold accepted workbooks against."""

import io
import re
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from etl.check import Checked
from etl.parsed import Row
from indicators.load import Definitions, load_definitions
from indicators.model.workbook import Column
from indicators.texts import load_texts

FIRST_ROW = 3
NOTHING = {"", "-", "–", "—"}
NOT_APPLICABLE = {"na", "n/a", "n.a.", "does not apply"}
LOOKALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ–‑", "ABESIJKMHOPCTYXABEZHIKMNOPTYX--")


def disagreements(content: bytes, checked: Checked) -> list[str]:
    """Cells of a workbook that was not rejected whose values were read otherwise than a person reads them."""
    definitions = load_definitions()
    book = load_workbook(io.BytesIO(content), data_only=True)
    found = []
    for name, sheet in definitions.workbook.row_sheets.items():
        titles = {title.strip().upper().split(" - ")[0]: title for title in book.sheetnames}
        cells = [list(row) for row in book[titles[name]].values]
        codes = [str(code or "").strip().lower() for code in cells[0]]
        rows = {row.number: row for row in checked.parsed.sheets[name]}
        for number, line in enumerate(cells[FIRST_ROW - 1 :], start=FIRST_ROW):
            seen = {code: value for code, value in zip(codes, line, strict=True) if code in sheet.columns}
            found += _compare(definitions, name, number, rows.get(number), seen)
    return found


def _compare(definitions: Definitions, name: str, number: int, row: Row | None, seen: dict[str, Any]) -> list[str]:
    sheet = definitions.workbook.sheets[name]
    if row is None:
        fixed = {code for code, column in sheet.columns.items() if column.is_fixed} if sheet.prefill else set()
        told = {code for code, value in seen.items() if _text(value) not in NOTHING}
        return [f"{name}{number}: a row was lost"] if told - fixed - set(sheet.row_key) else []
    return [
        f"{name}{number}.{code}: {value!r} was read as {row.get(code)!r}"
        for code, value in seen.items()
        if not reads_as(definitions, sheet.columns[code], value, row.get(code))
    ]


def _text(value: Any) -> str:
    return "" if value is None else re.sub(r"[\s\u200b\u200c\u200d\u2060\ufeff]+", " ", str(value)).strip()


def reads_as(definitions: Definitions, column: Column, seen: Any, value: Any) -> bool:
    """Would a person who sees this take it for that value?"""
    text = _text(seen)
    if value is None:
        return text in NOTHING or text.casefold() in NOT_APPLICABLE
    match column.type:
        case "integer" | "decimal":
            return not isinstance(seen, bool | datetime) and abs(_number(text) - value) < 1e-9
        case "date":
            day = seen.date() if isinstance(seen, datetime) else seen
            return day == value if isinstance(day, date) else _day(text) == value
        case "month":
            plain = text.upper().translate(LOOKALIKES)
            year, month = definitions.periods.calendar_month(value)
            return plain in (f"M{value:02d}", f"{year}-{month:02d}")
        case "code":
            return _names(definitions, column, text, value)
        case "code_set":
            return len(value) > 0 and all(code in definitions.codes(column.list or "") for code in value)
    plain = re.sub(r" ?- ?", "-", text.upper().translate(LOOKALIKES))
    shown = text.removesuffix(".0") if isinstance(seen, float) else text
    return _text(value) == shown or value == plain


def _number(text: str) -> float:
    compact = text.replace(" ", "").replace(",", ".").replace("−", "-")
    return float(compact) if re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", compact) else float("nan")


def _day(text: str) -> date | None:
    found = re.match(r"(\d{4})-(\d+)-(\d+)$", text)
    if found:
        return date(*map(int, found.groups()))
    found = re.match(r"(\d+)\.(\d+)\.(\d{4})( ?г\.?)?$", text)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None


def _names(definitions: Definitions, column: Column, text: str, code: str) -> bool:
    label = definitions.codes(column.list or "")[code]
    names = {code.casefold(), label.casefold()}
    languages = [path.stem for path in (definitions.folder / "texts").glob("*.po")]
    names |= {load_texts(definitions, language)(label).casefold() for language in languages}
    return text.casefold() in names or (len(text) > 1 and text.upper().translate(LOOKALIKES) == code.upper())
