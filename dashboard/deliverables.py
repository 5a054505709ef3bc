"""Deliverables of the release: due month, state, in time or not."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.markup import Child, Html, element
from dashboard.session import Released
from dashboard.tables import build_table
from indicators.periods import month_number
from indicators.reasons import is_missing
from indicators.texts import Texts


def build_deliverables(milestones: pd.DataFrame, released: Released) -> Html:
    """The table, in the order of the due months."""
    _ = released.context.texts
    head = [_("Deliverable"), _("Lead"), _("Due"), _("State"), _("Submitted"), _("In time")]
    ordered = milestones.sort_values(["due_month", "deliverable_code"]).to_dict("records")
    rows = (_build_row(row, released) for row in ordered)
    return build_table(head, rows, _("Deliverables"), cls="cards")


def _build_row(row: dict[Any, Any], released: Released) -> list[Child]:
    texts = released.context.texts
    month = month_number(row["due_month"])
    return [
        element(
            "span", element("b", row["deliverable_code"]), " ", released.context.translate(row, "deliverable_name")
        ),
        row["lead"],
        f"{row['due_month']} · {released.context.month_name(month, 'LLL y')}",
        _state(row, released),
        _day(row["submitted_on"], texts),
        _punctuality(row, texts),
    ]


def _state(row: dict[Any, Any], released: Released) -> str:
    state = row["deliverable_state"]
    texts = released.context.texts
    if is_missing(state) or not state:
        return texts("not reported")
    label = next(
        (codes.codes[state] for codes in released.context.definitions.code_lists.values() if state in codes.codes),
        state,
    )
    if is_missing(row["progress_pct"]) or row["progress_pct"] >= 100:
        return texts(label)
    return f"{texts(label)}, {texts.number(row['progress_pct'])}\u00a0%"


def _day(value: Any, texts: Texts) -> str:
    return "–" if is_missing(value) else texts.day(date(value.year, value.month, value.day))


def _punctuality(row: dict[Any, Any], texts: Texts) -> Html:
    if not row["is_due"]:
        return element("span", texts("not due yet"), cls="quiet-text")
    if not is_missing(row["is_on_time"]) and row["is_on_time"]:
        return element("span", "✓ ", texts("in time"), cls="severity on_time")
    done = not is_missing(row["submitted_on"])
    return element("span", "✕ ", texts("submitted late") if done else texts("overdue"), cls="severity error")
