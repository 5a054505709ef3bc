"""Downloads: the KPI tables and the release file, how to read them, and what they can't tell."""

import streamlit as st

from dashboard.downloads import show_downloads
from dashboard.frame import heading, show_empty, show_footer, show_masthead
from dashboard.guarantee import build_guarantee
from dashboard.markup import element, show
from dashboard.session import Released, read_context, read_released


def show_page() -> None:
    """The files of the chosen release, how to use them, the promise about women's data."""
    show_masthead(read_context().texts("Downloads"))
    released = read_released()
    if released is None:
        show_empty()
        return
    show_downloads(released)
    _show_how_to(released)
    show(build_guarantee(released))
    show_footer()


def _show_how_to(released: Released) -> None:
    _, info = released.context.texts, released.info
    said = _(
        "The notebook that comes with the product reads a release, rebuilds the KPI tables and recomputes indicators from "
        "the released facts. On a machine with the product it opens with the first command; any program that reads DuckDB "
        "opens the file itself."
    )
    show(heading(_("In Jupyter")), element("p", said, cls="note"))
    code = (
        "wego notebook\n\n"
        "# or in any Python with duckdb and pandas\n"
        "import duckdb\n"
        f'release = duckdb.connect("{info.path.name}", read_only=True)\n'
        "figures = release.sql(\"SELECT * FROM figure WHERE breakdown = 'total'\").df()\n"
    )
    st.code(code, language="python")


show_page()
