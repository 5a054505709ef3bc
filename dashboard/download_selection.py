"""Which figures the tables shall hold: objectives and indicators, kept in the page's address."""

from collections.abc import Container

import streamlit as st

from dashboard.address import recall, remember
from dashboard.markup import element, show
from dashboard.session import Released
from etl.services import Selection
from indicators.texts import Texts

_OBJECTIVES, _INDICATORS = "objectives", "indicators"
_BETWEEN = ","


class _Several(Container[str]):
    """Lists of codes as an address has them; each code must be known."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known

    def __contains__(self, listed: object) -> bool:
        return isinstance(listed, str) and all(code in self._known for code in listed.split(_BETWEEN))


def choose_selection(released: Released) -> Selection:
    """Two lists side by side; nothing chosen is everything."""
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
        show(element("p", said, cls="note", role="status"))
    return Selection(indicators=codes, objectives=of)


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
