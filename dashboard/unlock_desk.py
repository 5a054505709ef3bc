"""The desk's list of requests to open a locked month: unlock, or decline with a reason."""

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.done_note import show_done
from dashboard.frame import heading
from dashboard.labels import month_label, partner_label
from dashboard.markup import element, show
from dashboard.session import Context
from etl.services import MAX_CHARACTERS, UserError, decline_request, grant_request, read_unlock_requests
from indicators.periods import month_code

if TYPE_CHECKING:
    from etl.services import UnlockRequest

ANCHOR = "unlock-requests"
_DONE = "unlock_done"


def show_unlock_requests(context: Context) -> int:
    """Open requests, the oldest first; nothing at all when there is none. Returns how many are open."""
    _ = context.texts
    show_done(_DONE)
    waiting = [one for one in read_unlock_requests(context.actor) if one.state == "open"]
    if waiting:
        title = _("Partners ask for a month to be opened")
        show(element("div", id=ANCHOR), heading(title, _.number(len(waiting))))
    for request in reversed(waiting):
        _show_request(request, context)
    return len(waiting)


def _show_request(request: "UnlockRequest", context: Context) -> None:
    _ = context.texts
    name = partner_label(request.partner, context)
    with st.container(border=True):
        asked = _("asked {day}", day=_.day(request.asked_at.date()))
        about = f"{month_label(request.month, context)} · {asked}"
        show(element("h3", name), element("p", about, cls="quiet-text"), element("blockquote", request.reason))
        with st.form(f"request_{request.request_id}", border=False):
            answer = st.text_input(
                _("Answer, if it is declined"),
                help=_("The partner reads it. No names, no places, nothing about a single woman."),
                max_chars=MAX_CHARACTERS,
            )
            with st.container(horizontal=True):
                is_granted = st.form_submit_button(
                    _("Unlock {month} for {partner}", month=month_code(request.month), partner=request.partner),
                    type="primary",
                    key=f"grant_{request.request_id}",
                )
                is_declined = st.form_submit_button(_("Decline with this answer"), key=f"decline_{request.request_id}")
    if is_granted or is_declined:
        _answer(request, name, answer, is_granted, context)


def _answer(request: "UnlockRequest", name: str, answer: str, is_granted: bool, context: Context) -> None:
    _ = context.texts
    try:
        if is_granted:
            # The partner's own reason stands in the lock's history: whoever looks at it later sees why.
            grant_request(context.actor, request, answer.strip() or request.reason)
            st.session_state[_DONE] = _("Opened: {name}", name=name)
        else:
            decline_request(context.actor, request.request_id, answer)
            st.session_state[_DONE] = _("Declined: {name}", name=name)
    except UserError as error:
        st.warning(error.tell(_))
        return
    st.rerun()
