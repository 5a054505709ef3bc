"""Partner × month: who reported when, with a symbol, a colour and a word for each state."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from dashboard.markup import Child, Html, element, text_for_readers
from dashboard.session import Released
from indicators.periods import month_number
from indicators.reasons import is_missing
from indicators.reporting_marks import MARKS, kind_of
from indicators.texts import Texts


def build_legend(texts: Texts) -> Html:
    """What each symbol means."""
    entries = (
        element("li", element("span", symbol, cls=f"mark {kind}", aria_hidden="true"), texts(name))
        for kind, (symbol, name) in MARKS.items()
    )
    return element("ul", *entries, cls="legend")


def build_matrix(reporting: pd.DataFrame, released: Released, partners: Iterable[str] | None = None) -> Html:
    """The table, of some partners or of all; the release's month is tinted, a thin line stands before each January."""
    texts, periods = released.context.texts, released.context.periods
    cells = {(row["partner_code"], row["month"]): row for row in reporting.to_dict("records")}
    caption = texts("Reporting by partner and month")
    head = (_build_head(code, released) for code in periods.codes)
    rows = (_build_row(code, cells, released) for code in (released.partners if partners is None else partners))
    table = element(
        "table",
        element("caption", caption, cls="unseen"),
        element("thead", element("tr", element("th", texts("Partner"), scope="col"), *head)),
        element("tbody", *rows),
        cls="matrix",
    )
    return element("div", table, cls="scroll", tabindex="0", role="region", aria_label=caption)


def _build_head(code: str, released: Released) -> Html:
    return element("th", code[1:], scope="col", cls=_column(code, released), title=_month(code, released))


def _build_row(partner: str, cells: dict[tuple[Any, Any], dict[Any, Any]], released: Released) -> Html:
    long = element("span", " · ", released.context.translate(released.partners[partner], "partner_name"), cls="long")
    name = element("th", partner, long, scope="row", title=released.partner_name(partner))
    months = released.context.periods.codes
    return element("tr", name, *(_build_cell(cells.get((partner, code)), code, released) for code in months))


def _build_cell(row: dict[Any, Any] | None, code: str, released: Released) -> Html:
    if row is None:
        return element("td", cls=_column(code, released))
    texts = released.context.texts
    kind = kind_of(row) if row["is_expected"] else "not_expected"
    symbol, name = MARKS[kind]
    said = f"{_month(code, released)}{texts.colon}{texts(name)}{_days(row, kind, texts)}"
    mark: list[Child] = [element("span", symbol, cls=f"mark {kind}", aria_hidden="true"), text_for_readers(texts(name))]
    return element("td", *mark, cls=_column(code, released), title=said)


def _days(row: dict[Any, Any], kind: str, texts: Texts) -> str:
    received, due = row["received_on"], row["due_on"]
    if not is_missing(received):
        return ", " + texts("received {day}", day=texts.day(date(received.year, received.month, received.day)))
    if kind in ("late", "missing") and not is_missing(due):
        return ", " + texts("due by {day}", day=texts.day(date(due.year, due.month, due.day)))
    return ""


def _column(code: str, released: Released) -> str | None:
    number = month_number(code)
    is_january = released.context.periods.calendar_month(number)[1] == 1 and number > 1
    classes = [name for name, holds in (("now", number == released.month), ("year", is_january)) if holds]
    return " ".join(classes) or None


def _month(code: str, released: Released) -> str:
    return f"{code} · {released.context.month_name(month_number(code))}"
