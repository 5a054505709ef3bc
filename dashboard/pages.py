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
    is_open = {
        "submit": context.viewer.may_submit or not context.is_switch_allowed,
        "desk": context.viewer.may_review or not context.is_switch_allowed,
    }
    names = [name for name in titles if is_open.get(name, True)]
    pages = [
        st.Page(f"views/{name}.py", title=titles[name], url_path=name, default=name == "overview") for name in names
    ]
    return st.navigation(pages)
