"""The coordinator's desk: what waits for a decision. The second of the two places that open the store."""

from typing import Any

import streamlit as st

from dashboard.comment_desk import show_comments
from dashboard.frame import heading, show_footer, show_masthead
from dashboard.locked import show_closed
from dashboard.markup import element, show
from dashboard.publish_desk import show_publishing
from dashboard.quality_desk import show_quality
from dashboard.receipts import build_issues
from dashboard.release_outlook import build_jump
from dashboard.roles import COORDINATOR
from dashboard.session import Context, read_context
from dashboard.unlock_desk import show_unlock_requests
from etl.services import MAX_CHARACTERS, UserError, accept_waiting, read_waiting, return_waiting
from indicators.individual import PSEUDONYMOUS, find_individual

_DONE = "desk_done"
_COMMANDS = "wego review list\nwego review accept ID\nwego review return ID --reason TEXT"


def show_page() -> None:
    """Every waiting submission with its queries, to accept or to return with a reason."""
    context = show_masthead(read_context().texts("Coordinator's desk"))
    if not context.viewer.may_review:
        show_closed(context, COORDINATOR, _COMMANDS)
        return
    try:
        show(build_jump(context))
        show_unlock_requests(context)
        _show_waiting(context)
        show_quality(context)
        show_comments(context)
        show_publishing(context)
    except UserError as error:
        st.error(error.tell(context.texts))
    show_footer()


def _show_waiting(context: Context) -> None:
    _, done = context.texts, st.session_state.pop(_DONE, None)
    if done:
        st.success(done)
    waiting = read_waiting(context.home, context.definitions)
    note = _("All waiting workbooks have no error; their queries ask for a second look.")
    show(heading(_("Waiting for a decision"), str(len(waiting))))
    if not waiting:
        show(element("p", _("Nothing waits. Workbooks without queries are accepted by themselves.")))
        return
    if find_individual(context.definitions):
        note = f"{note} {_(PSEUDONYMOUS)}"
    show(element("p", note, cls="note"))
    for submission in waiting:
        _show_submission(submission, context)


def _show_submission(submission: dict[str, Any], context: Context) -> None:
    _, submission_id = context.texts, str(submission["submission_id"])
    partner = context.definitions.partner(submission["partner_code"])
    name = f"{submission['partner_code']} · {_(partner.name)}" if partner else submission["partner_code"]
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
        with st.form(f"decide_{submission_id}", border=False):
            reason = st.text_input(
                _("Reason, if it is returned"),
                help=_("The partner reads it. No names, no places, nothing about a single woman."),
                max_chars=MAX_CHARACTERS,
            )
            with st.container(horizontal=True):
                is_accepted = st.form_submit_button(_("Accept"), type="primary", key=f"accept_{submission_id}")
                is_returned = st.form_submit_button(_("Return with this reason"), key=f"return_{submission_id}")
    if is_accepted or is_returned:
        _decide(submission_id, name, reason, is_accepted, context)


def _decide(submission_id: str, name: str, reason: str, is_accepted: bool, context: Context) -> None:
    _ = context.texts
    if is_accepted:
        accept_waiting(context.home, context.definitions, submission_id, context.viewer.name)
        st.session_state[_DONE] = _("Accepted: {name}", name=name)
    elif reason.strip():
        return_waiting(context.home, context.definitions, submission_id, context.viewer.name, reason)
        st.session_state[_DONE] = _("Returned: {name}", name=name)
    else:
        st.warning(_("Say in one sentence why it is returned."))
        return
    st.rerun()


show_page()
