""" "Nothing changed this month": one click makes the workbook, a second one sends it as if it had been uploaded."""

import streamlit as st

from dashboard.frame import heading
from dashboard.markup import show
from dashboard.receipts import show_receipt
from dashboard.session import Context
from etl.services import UserError, check_own_workbooks, make_unchanged, preview_receipt, template_name
from indicators.periods import month_code

_KEPT = "unchanged"
Upload = tuple[str, bytes]


def offer_unchanged(context: Context, partner: str, month: int, language: str) -> None:
    """The button; where nothing can be repeated, the reason instead."""
    _ = context.texts
    label = _("Nothing changed in {month}", month=month_code(month))
    said = _(
        "Open rows are repeated with 0 for this month; all other sheets say “nothing”. You see it before it is sent."
    )
    if not st.button(label, help=said, key=f"unchanged_{partner}_{month}"):
        return
    try:
        data = make_unchanged(context.actor, partner, month, language)
    except UserError as error:
        st.warning(error.tell(_))
        return
    st.session_state[_KEPT] = (partner, month, [(template_name(partner, month, language), data)])
    st.rerun()


def show_unchanged(context: Context, partner: str) -> list[Upload]:
    """The workbook that would be sent, to look at; returns its file once it is confirmed, else nothing."""
    kept_for, month, files = st.session_state.get(_KEPT, (None, 0, []))
    if kept_for != partner:
        return []
    _ = context.texts
    checked = check_own_workbooks(context.actor, files, partner, _.language)[0]
    about = _("not sent yet: please look at it")
    show(heading(_("Nothing changed in {month}?", month=month_code(month)), about))
    show_receipt(preview_receipt(checked), context, "unchanged", is_preview_open=True)
    is_sent = False
    with st.container(horizontal=True):
        if checked.verdict != "rejected":
            is_sent = st.button(_("Yes, nothing changed: send it"), type="primary", key="send_unchanged")
        is_left = st.button(_("Don't send"), key="leave_unchanged")
    if is_sent or is_left:
        forget_unchanged()
    if is_left:
        st.rerun()
    return list(files) if is_sent else []


def forget_unchanged() -> None:
    """Drop what was made: it was sent, or another partner is looked at."""
    st.session_state.pop(_KEPT, None)
