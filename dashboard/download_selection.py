"""Which figures the tables shall hold: objectives, indicators and months, kept in the page's address."""

from collections.abc import Container

import streamlit as st

from dashboard.address import recall, remember
from dashboard.labels import short_month_label
from dashboard.markup import element, show
from dashboard.pickers import choose_one
from dashboard.session import Released
from etl.services import Selection
from indicators.periods import month_code, month_number
from indicators.texts import Texts

_OBJECTIVES, _INDICATORS, _FROM, _TO = "objectives", "indicators", "from", "to"
_BETWEEN = ","


class _Several(Container[str]):
    """Lists of codes as an address has them; each code must be known."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known

    def __contains__(self, listed: object) -> bool:
        return isinstance(listed, str) and all(code in self._known for code in listed.split(_BETWEEN))


def choose_selection(released: Released) -> Selection:
    """Two lists and two months side by side; nothing chosen is everything."""
    with st.container(key="selection"):
        codes, of = _choose_indicators(released)
        first, last = _choose_months(released)
    return Selection(indicators=codes, objectives=of, from_month=first, to_month=last)


def _choose_indicators(released: Released) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of indicators and of objectives; how many indicators that makes is told."""
    _ = released.context.texts
    translate = released.context.translate
    objectives = {str(one["objective"]): translate(one, "objective_name") for one in released.objectives}
    left, right = st.columns(2)
    with left:
        of = _choose(_OBJECTIVES, _("Objectives"), _("All objectives"), objectives, _)
    names = {
        one.code: f"{one.code} {translate(one.indicator, 'indicator_name')}"
        for one in released.standings
        if not of or one.indicator["objective"] in of
    }
    with right:
        codes = _choose(_INDICATORS, _("Indicators"), _("All indicators"), names, _)
    if of or codes:
        said = _.plural(
            "The tables hold the figures of {n} of {all} indicators.",
            "The tables hold the figures of {n} of {all} indicators.",
            len(codes or names),
            all=len(released.standings),
        )
        # The list itself has room for one or two.
        show(element("p", " ".join([said, ", ".join(codes)]), cls="note", role="status"))
    return codes, of


def _choose_months(released: Released) -> tuple[str | None, str | None]:
    """First and last month of the figures; None where nothing is left out at that end."""
    _ = released.context.texts
    begin, end = month_code(1), released.month_code
    left, right = st.columns(2)
    with left:
        first = choose_one(_FROM, _("First month"), _months(1, released), _)
    with right:
        last = choose_one(_TO, _("Last month"), _months(month_number(first), released), _, default=end)
    return first if first != begin else None, last if last != end else None


def _months(first: int, released: Released) -> dict[str, str]:
    numbers = range(first, released.month + 1)
    return {month_code(number): short_month_label(number, released.context) for number in numbers}


def _choose(key: str, label: str, nothing: str, names: dict[str, str], texts: Texts) -> tuple[str, ...]:
    kept = recall(key, _Several(names))
    chosen = st.multiselect(
        label,
        list(names),
        default=kept.split(_BETWEEN) if kept else [],
        format_func=lambda code: names[code],
        placeholder=nothing,
        # An option that is no longer offered would be a fault: other options are another list.
        key=f"{key}_{texts.language}_{len(names)}",
    )
    remember(key, _BETWEEN.join(chosen) or None)
    return tuple(code for code in names if code in chosen)
