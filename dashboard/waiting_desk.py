"""The queue's workbooks that wait for a decision: each with its queries, to accept or to return with a reason."""

from typing import Any

import streamlit as st

from dashboard.done_note import show_done
from dashboard.frame import heading
from dashboard.labels import partner_label
from dashboard.markup import element, show
from dashboard.preview import build_preview
from dashboard.receipts import build_issues
from dashboard.session import Context
from etl.services import (
    MAX_CHARACTERS,
    UserError,
    accept_waiting,
    read_waiting,
    read_waiting_workbook,
    return_waiting,
)
from indicators.individual import PSEUDONYMOUS, find_individual

ANCHOR = "waiting-workbooks"
_DONE = "desk_done"


def show_waiting(context: Context) -> int:
    """The oldest first, each with its queries and one form; returns how many wait."""
    _ = context.texts
    show_done(_DONE)
    waiting = read_waiting(context.actor, _)
    note = _("All waiting workbooks have no error; their queries ask for a second look.")
    show(element("div", id=ANCHOR), heading(_("Waiting for a decision"), _.number(len(waiting))))
    if not waiting:
        show(element("p", _("Nothing waits. Workbooks without queries are accepted by themselves.")))
        return 0
    if find_individual(context.definitions):
        note = f"{note} {_(PSEUDONYMOUS)}"
    show(element("p", note, cls="note"))
    for submission in waiting:
        _show_submission(submission, context)
    return len(waiting)


def _show_submission(submission: dict[str, Any], context: Context) -> None:
    _, submission_id = context.texts, str(submission["submission_id"])
    name = partner_label(submission["partner_code"], context)
    about = " · ".join(
        (
            str(submission["month"]),
            _("revision {n}", n=submission["revision"]),
            _("received {day}", day=_.day(submission["received_at"].date())),
            submission_id,
        )
    )
    with st.container(border=True):
        show(
            element("h3", name),
            element("p", about, cls="quiet-text"),
            build_issues(submission["issues"], _),
        )
        _show_content(submission, context)
        with st.form(f"decide_{submission_id}", border=False):
            reason = st.text_input(
                _("Reason, if it is returned"),
                help=_("The partner reads it. No names, no places, nothing about a single woman."),
                max_chars=MAX_CHARACTERS,
                # What is typed stays with its workbook when the one above it was decided.
                key=f"reason_{submission_id}",
            )
            with st.container(horizontal=True):
                is_accepted = st.form_submit_button(_("Accept"), type="primary", key=f"accept_{submission_id}")
                is_returned = st.form_submit_button(_("Return with this reason"), key=f"return_{submission_id}")
    if is_accepted or is_returned:
        _decide(submission_id, name, reason, is_accepted, context)


def _show_content(submission: dict[str, Any], context: Context) -> None:
    """The rows as they were understood, folded by sheet; a sheet with a marked cell stands open."""
    partner, submission_id = submission["partner_code"], str(submission["submission_id"])
    held = read_waiting_workbook(context.actor, partner, submission_id, submission["issues"])
    preview = build_preview(held, context) if held is not None else None
    if preview is not None:
        show(element("h4", context.texts("What was understood")), preview)


def _decide(submission_id: str, name: str, reason: str, is_accepted: bool, context: Context) -> None:
    _ = context.texts
    if not is_accepted and not reason.strip():
        st.warning(_("Say in one sentence why it is returned."))
        return
    try:
        if is_accepted:
            accept_waiting(context.actor, submission_id)
            st.session_state[_DONE] = _("Accepted: {name}", name=name)
        else:
            return_waiting(context.actor, submission_id, reason)
            st.session_state[_DONE] = _("Returned: {name}", name=name)
    except UserError as error:
        # Decided meanwhile, in another window or by the command; or a reason that may not be kept.
        st.warning(error.tell(_))
        return
    st.rerun()
