"""Which month an officer works on, how it stands, and what can be done for it: the template, or "nothing changed"."""

from typing import Any

import streamlit as st

from dashboard.due_next import is_told_late
from dashboard.labels import month_label
from dashboard.markup import show
from dashboard.month_notes import build_notes
from dashboard.session import Context
from dashboard.template_choice import choose_language, show_template_download
from dashboard.unchanged import offer_unchanged
from dashboard.unlock_asking import show_unlock
from etl.services import MonthStanding, read_month_standings
from indicators.periods import month_code
from indicators.texts import N_

# As a link of a reminder has it.
_ASKED = "month"
_MARKS = {"accepted": N_("accepted"), "received": N_("waiting"), "returned": N_("returned")}


def read_own_months(context: Context, partner: str) -> dict[int, MonthStanding]:
    """How each month that has begun stands for a partner."""
    registered, today = context.definitions.partner(partner), context.home.today()
    months = [
        month
        for month in range(1, context.periods.count + 1)
        if registered and context.definitions.is_expected(registered, month) and context.periods.is_begun(month, today)
    ]
    return read_month_standings(context.actor, partner, context.releases, months)


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
        month = _choose_month(months, partner, context)
    with language_place:
        language = choose_language(context, partner)
    standing = months[month]
    show(*build_notes(standing, context, is_told_late=is_told_late(month, months)))
    show_unlock(context, partner, standing, "choice")
    with st.container(horizontal=True, key="month_actions"):
        show_template_download(context, partner, month, language, own, "template_of_choice")
        # Before a month is over nobody knows that nothing will change in it.
        is_over = context.home.today() > context.periods.last_day(month)
        if is_over and not standing.is_sent and standing.lock is None:
            offer_unchanged(context, partner, month, language)


def _choose_month(months: dict[int, MonthStanding], partner: str, context: Context) -> int:
    """The month that the address asks for, as a reminder's link does, else the first that is open.

    Not kept beyond the address: once a month is sent, the next one that is open comes by itself.
    """
    _, first = context.texts, _first_open(months)
    asked = {month_code(one): one for one in months}.get(st.query_params.get(_ASKED, ""), first)
    month = st.selectbox(
        _("Reporting month"),
        list(months),
        index=list(months).index(asked),
        format_func=lambda one: _month_label(months[one], context),
        # Another first open month is another question, with an answer of its own.
        key=f"month_{partner}_{first}_{_.language}",
    )
    if month != first:
        st.query_params[_ASKED] = month_code(month)
    elif _ASKED in st.query_params:
        del st.query_params[_ASKED]
    return month


def _first_open(months: dict[int, MonthStanding]) -> int:
    return next((one for one, standing in months.items() if not standing.is_sent), max(months))


def _month_label(standing: MonthStanding, context: Context) -> str:
    _, name = context.texts, month_label(standing.month, context)
    marks = [_("locked")] if standing.lock else []
    if standing.state in _MARKS:
        return " · ".join([name, _(_MARKS[standing.state]), *marks])
    # Whether that day is over is told once, above.
    return " · ".join([name, _("due by {day}", day=_.day(standing.due_on)), *marks])
