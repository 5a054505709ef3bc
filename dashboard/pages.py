"""The pages and who sees which."""

import streamlit as st

from dashboard.session import Context


def build_navigation(context: Context) -> st.Page:
    """The pages of the viewer's role; where nobody can sign in yet, the closed pages say so themselves."""
    _ = context.texts
    titles = {
        "overview": _("Overview"),
        "objectives": _("Objectives"),
        "reporting": _("Reporting"),
        "downloads": _("Downloads"),
        "submit": _("Submit"),
        "desk": _("Coordinator's desk"),
    }
    # Hidden rather than absent, so that a reload on a closed page is answered by the page itself.
    is_seen = {
        "submit": context.viewer.may_submit or not context.is_switch_allowed,
        "desk": context.viewer.may_review or not context.is_switch_allowed,
    }
    pages = [
        st.Page(
            f"views/{name}.py",
            title=title,
            url_path=name,
            default=name == "overview",
            visibility="visible" if is_seen.get(name, True) else "hidden",
        )
        for name, title in titles.items()
    ]
    return st.navigation(pages)
