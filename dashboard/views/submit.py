"""Submit: a partner's template, upload, verdict and receipt. One of the two places that open the store."""

import streamlit as st

from dashboard.frame import heading, show_footer, show_masthead
from dashboard.locked import show_closed
from dashboard.markup import element, show
from dashboard.own import show_own_submissions
from dashboard.roles import PARTNER
from dashboard.session import Context, read_context
from dashboard.template_choice import show_template_choice
from dashboard.upload import show_upload
from etl.services import StoreBusy, UserError, read_own_submissions


def show_page() -> None:
    """Template, upload, own submissions, in the order in which an officer needs them."""
    context = show_masthead(read_context().texts("Submit"))
    partner = context.definitions.partner(context.viewer.partner_code or "")
    if not context.viewer.may_submit or partner is None:
        show_closed(context, PARTNER, "wego submit FILE.xlsx --as EMAIL")
        return
    show(element("p", f"{partner.code} · {context.texts(partner.name)}", cls="summary"))
    try:
        _show_steps(context, partner.code)
    except (UserError, StoreBusy) as error:
        st.error(str(error))
    show_footer()


def _show_steps(context: Context, partner: str) -> None:
    _ = context.texts
    show(heading(_("1. Template"), _("prefilled with what is known")))
    place = st.container()
    show(heading(_("2. Send workbooks"), _("one or several .xlsx files")))
    show_upload(context, partner)
    # Read after the upload, so that the list and the template know what was just stored.
    own = read_own_submissions(context.home, context.definitions, partner)
    with place:
        show_template_choice(context, partner, own)
    show(heading(_("Submissions so far")))
    show_own_submissions(context, own)


show_page()
