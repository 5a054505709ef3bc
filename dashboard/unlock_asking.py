"""A partner asks for a locked month to be opened again, and sees what became of it."""

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.markup import element, show
from dashboard.session import Context
from etl.services import MAX_CHARACTERS, UserError, ask_for_unlock
from indicators.periods import month_code
from indicators.texts import N_

if TYPE_CHECKING:
    from etl.services import MonthStanding, UnlockRequest

_STATES = {
    "open": N_("You asked on {day} for {month} to be opened. The coordinator has not answered yet."),
    "declined": N_("You asked on {day} for {month} to be opened. The coordinator said no: “{answer}”."),
    "granted": N_("You asked on {day} for {month} to be opened. It is open again: send the workbook."),
}


def show_unlock(context: Context, partner: str, standing: "MonthStanding", key: str) -> None:
    """The state of the last request; while the month is locked and none is open, the form for a new one."""
    request = standing.request
    # A month that was opened and closed again tells of its lock alone.
    if request is not None and not (request.state == "granted" and standing.lock):
        show(element("p", _tell(request, context), cls=f"month-note {request.state}", role="status"))
    if standing.lock is None or (request is not None and request.state == "open"):
        return
    _, month = context.texts, month_code(standing.month)
    with st.form(f"unlock_{key}_{partner}_{month}", border=False, clear_on_submit=False):
        reason = st.text_area(
            _("Why should {month} be opened again?", month=month),
            help=_("The coordinator reads it. No names, no places, nothing about a single woman."),
            max_chars=MAX_CHARACTERS,
            height=90,
        )
        is_asked = st.form_submit_button(_("Ask for an unlock"))
    if is_asked:
        _ask(context, partner, standing.month, reason)


def _tell(request: "UnlockRequest", context: Context) -> str:
    _ = context.texts
    day, month = _.day(request.asked_at.date()), month_code(request.month)
    return _(_STATES[request.state], day=day, month=month, answer=request.answer)


def _ask(context: Context, partner: str, month: int, reason: str) -> None:
    try:
        ask_for_unlock(context.actor, partner, month, reason)
    except UserError as error:
        st.warning(error.tell(context.texts))
        return
    st.rerun()
