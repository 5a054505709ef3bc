"""Submit: a partner's month, its upload, verdict and receipt. It opens the store, as the viewer alone."""

from typing import Any

import streamlit as st

from dashboard.due_next import show_due_next
from dashboard.frame import heading, show_footer, show_masthead
from dashboard.labels import partner_label
from dashboard.links import link_to_page
from dashboard.markup import element, show
from dashboard.month_choice import read_own_months, show_month_choice
from dashboard.own import show_own_submissions
from dashboard.session import Context, read_context
from dashboard.unchanged import show_unchanged
from dashboard.upload import keep_result, receive, show_result, show_upload
from dashboard.waiting_files import show_waiting_files
from etl.services import UserError, read_own_submissions, read_refusals


def show_page() -> None:
    """Template, upload, own submissions, in the order in which an officer needs them."""
    context = show_masthead(read_context().texts("Submit"))
    partner = context.definitions.partner(context.viewer.partner_code or "")
    if partner is None:
        said = context.texts("Your account belongs to a partner that is not in the registry. Ask the coordinator.")
        show(element("p", said, cls="summary"))
        show_footer()
        return
    show(element("p", partner_label(partner.code, context), cls="summary"))
    try:
        _show_steps(context, partner.code)
    except UserError as error:
        st.error(error.tell(context.texts))
    show_footer()


def _show_steps(context: Context, partner: str) -> None:
    _ = context.texts
    due = st.container()
    show(heading(_("1. Your month"), _("the template is prefilled with what is known")))
    place = st.container()
    show(heading(_("2. Send workbooks"), _("one or several .xlsx files")))
    show_upload(context, partner)
    # Read after the upload, so that everything below knows what was just stored.
    own = read_own_submissions(context.actor, partner)
    months = read_own_months(context, partner)
    show_result(context, partner, months)
    with due:
        show_due_next(context, months)
    with place:
        show_month_choice(context, partner, months, own)
    _show_open_questions(context, partner, own)
    show(heading(_("Submissions so far")))
    show_own_submissions(context, own, read_refusals(context.actor, partner))
    show(element("p", link_to_page("own", _("Your own figures beside the consortium's")), cls="quiet-text"))


def _show_open_questions(context: Context, partner: str, own: list[dict[str, Any]]) -> None:
    """What waits for a yes: files with warnings, and "nothing changed"."""
    files = show_unchanged(context, partner)
    if files:
        receive(context, partner, files, is_confirmed=True)
    stamp = tuple((row["submission_id"], row["state"]) for row in own)
    done = show_waiting_files(context, partner, stamp)
    if done is not None:
        keep_result(context, done, [])
        st.rerun()


show_page()
