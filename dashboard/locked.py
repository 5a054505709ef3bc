"""What stands on a page that the viewer's role may not see, and the check that every page goes through."""

import streamlit as st

from dashboard.frame import show_footer, show_masthead
from dashboard.markup import element, show
from dashboard.page_table import BY_NAME, MOVED, may_see
from dashboard.roles import ROLE_NAMES
from dashboard.session import Context


def demand_right(context: Context, page: str) -> None:
    """Stop here with a closed page unless the viewer's role may see this page; by `dashboard.page_table` alone."""
    if may_see(context.viewer.role, page):
        return
    page = MOVED.get(page, page)
    show_masthead(context.texts(BY_NAME[page].title))
    _show_closed(context, page)
    show_footer()
    st.stop()


def _show_closed(context: Context, page: str) -> None:
    _ = context.texts
    roles = ", ".join(_(ROLE_NAMES[role]) for role in BY_NAME[page].roles)
    if context.is_switch_allowed:
        said = _("In the demo this page opens with the role “{role}”, chosen at the side.", role=roles)
    else:
        said = _("Your account has no right to this page. It opens with the role “{role}”.", role=roles)
    show(element("section", element("p", said, cls="summary"), cls="empty"))
