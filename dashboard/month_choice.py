"""Which month an officer works on, how it stands, and what can be done for it: the template, or "nothing changed"."""

from typing import Any

import streamlit as st

from dashboard.markup import show
from dashboard.month_notes import build_notes
from dashboard.own import month_label
from dashboard.session import Context
from dashboard.template_choice import choose_language, show_template_download
from dashboard.unchanged import offer_unchanged
from dashboard.unlock_asking import show_unlock
from etl.services import MonthStanding, read_month_standings
from indicators.texts import N_

_COUNTING = ("accepted", "received")
_MARKS = {"accepted": N_("accepted"), "received": N_("waiting"), "returned": N_("returned")}


def read_own_months(context: Context, partner: str) -> dict[int, MonthStanding]:
    """How each month that has begun stands for a partner."""
    registered, today = context.definitions.partner(partner), context.home.today()
    months = [
        month
        for month in range(1, context.periods.count + 1)
        if registered and context.definitions.is_expected(registered, month) and context.periods.is_begun(month, today)
    ]
    return read_month_standings(context.home, context.definitions, partner, context.releases, months)


def show_month_choice(
    context: Context, partner: str, months: dict[int, MonthStanding], own: list[dict[str, Any]]
) -> None:
    """Month and language, what should be known about the month, then what can be done for it."""
    _ = context.texts
    if not months:
        st.info(_("No month has begun yet for this partner."))
        return
    month_place, language_place = st.columns([2, 1.2], vertical_alignment="bottom")
    with month_place:
        month = st.selectbox(
            _("Reporting month"),
            list(months),
            index=list(months).index(_first_open(months)),
            format_func=lambda one: _month_label(months[one], context),
        )
    with language_place:
        language = choose_language(context, partner)
    standing = months[month]
    show(*build_notes(standing, context))
    show_unlock(context, partner, standing, "choice")
    with st.container(horizontal=True, key="month_actions"):
        show_template_download(context, partner, month, language, own, "template_of_choice")
        # Before a month is over nobody knows that nothing will change in it.
        is_over = context.home.today() > context.periods.last_day(month)
        if is_over and standing.state not in _COUNTING and standing.lock is None:
            offer_unchanged(context, partner, month, language)


def _first_open(months: dict[int, MonthStanding]) -> int:
    return next((one for one, standing in months.items() if standing.state not in _COUNTING), max(months))


def _month_label(standing: MonthStanding, context: Context) -> str:
    _, name = context.texts, month_label(standing.month, context)
    marks = [_("locked")] if standing.lock else []
    if standing.state in _MARKS:
        return " · ".join([name, _(_MARKS[standing.state]), *marks])
    said = _("late, was due by {day}") if standing.is_late else _("due by {day}")
    return " · ".join([name, said.format(day=_.day(standing.due_on)), *marks])
