"""The pages of the menu; who sees which stands in `dashboard.page_table`."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.entrance_page import show_entrance
from dashboard.locked import demand_right
from dashboard.page_table import BY_NAME, MOVED, PAGES, first_page, may_see, section_of
from dashboard.return_path import go_to_wanted, keep_wanted
from dashboard.roles import NOBODY
from dashboard.session import Context

# Streamlit tells pages apart by this, also the first one, which has no name in its address.
_FIRST = "first"


def build_navigation(context: Context) -> StreamlitPage:
    """The pages of the viewer's role in sections; the others are hidden, and closed if somebody types their address."""
    _, role = context.texts, context.viewer.role
    sections: dict[str, list[StreamlitPage]] = {}
    for page in PAGES:
        # Hidden rather than absent, so that a reload on a closed page is answered by the page itself.
        visibility = "visible" if may_see(role, page.name) else "hidden"
        one = st.Page(
            f"views/{page.name}.py",
            title=_(page.title),
            url_path=_FIRST if page.name == first_page(role) else page.name,
            default=page.name == first_page(role),
            visibility=visibility,  # type: ignore[arg-type]  # a word that mypy can't follow through the condition
        )
        sections.setdefault(_(section_of(role, page)), []).append(one)
    # Streamlit serves the first page at the bare address alone; a link in a mail may still have its name.
    first = BY_NAME[first_page(role)]
    named = st.Page(f"views/{first.name}.py", title=_(first.title), url_path=first.name, visibility="hidden")
    sections[_(section_of(role, first))].append(named)
    for old, new in MOVED.items():
        moved = st.Page(f"views/{old}.py", title=_(BY_NAME[new].title), url_path=old, visibility="hidden")
        sections[_(section_of(role, BY_NAME[new]))].append(moved)
    # All of them: what is behind a "more" is not found.
    return st.navigation(sections, position="hidden" if role == NOBODY else "sidebar", expanded=True)


def run_page(context: Context) -> None:
    """Run the page that was asked for, if the viewer's role may see it; whatever the page itself forgets to check."""
    is_bare = not st.query_params
    chosen = build_navigation(context)
    if context.viewer.role == NOBODY:
        keep_wanted(chosen.url_path)
        show_entrance(context)
        return
    if context.viewer.session is not None:
        go_to_wanted(is_bare and not chosen.url_path)
    demand_right(context, chosen.url_path or first_page(context.viewer.role))
    chosen.run()
