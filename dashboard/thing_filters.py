"""Which of the released rows to look at: by country, partner and kind, kept in the page's address."""

from dataclasses import dataclass

import streamlit as st

from dashboard.pickers import ALL, choose_one
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.thing_list import say_kind
from dashboard.topic import Topic, indicator_of
from indicators.model.workbook import Sheet

# Kinds beside country and partner: more would be a form rather than a filter.
_KINDS = 2


@dataclass(frozen=True)
class Chosen:
    """What was chosen, by column of the released rows; and by the name of the breakdown that divides figures so."""

    columns: dict[str, str]
    breakdowns: dict[str, str]

    @property
    def place(self) -> tuple[str, str] | None:
        """The breakdown and category whose figures are released so; the total without a choice, None with several."""
        if not self.breakdowns:
            return ("total", "all")
        return next(iter(self.breakdowns.items())) if len(self.breakdowns) == 1 else None

    def holds(self, row: Row) -> bool:
        """Is it a row of everything that was chosen?"""
        return all(row.get(column) == code for column, code in self.columns.items())


def show_filters(topic: Topic, sheet: Sheet, things: list[Row], released: Released) -> Chosen:
    """A row of lists; each offers what the rows hold."""
    _ = released.context.texts
    columns = filter_columns(topic, sheet, released)
    chosen: dict[str, str] = {}
    places = st.columns(len(columns))
    for place, (column, (name, breakdown)) in zip(places, columns.items(), strict=True):
        codes = dict.fromkeys(sorted(str(row[column]) for row in things if row.get(column)))
        labels = {ALL: _("All")} | {code: say_kind(code, column, sheet, released) for code in codes}
        with place:
            # `partner` is the demo's own choice of whom to be.
            code = choose_one(f"only_{breakdown}", name, labels, _)
        if code != ALL:
            chosen[column] = code
    return Chosen(chosen, {columns[column][1]: code for column, code in chosen.items()})


def filter_columns(topic: Topic, sheet: Sheet, released: Released) -> dict[str, tuple[str, str]]:
    """Column -> its name for readers, and the breakdown that goes by it."""
    _ = released.context.texts
    found = {sheet.country_column: (_("Country"), "country")} if sheet.country_column else {}
    found["partner_code"] = (_("Partner"), "partner")
    kinds = (one for standing in topic.standings for one in indicator_of(standing, released).breakdowns)
    for one in kinds:
        column = sheet.columns.get(one.column or "")
        if column and column.list and column.is_released and one.column and len(found) < 2 + _KINDS:
            found.setdefault(one.column, (_(column.label), one.name))
    return {column: told for column, told in found.items() if column}
