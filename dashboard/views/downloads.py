"""Downloads: the KPI tables and the release file, how to read them, and what they can't tell."""

from dashboard.downloads import show_downloads
from dashboard.frame import heading, show_empty, show_footer, show_masthead
from dashboard.guarantee import build_guarantee
from dashboard.markup import element, show
from dashboard.session import Released, read_context, read_released
from etl.services import download_name


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
        "The notebook that comes with the product reads a release, rebuilds the KPI tables and recomputes indicators "
        "from the released facts. Any program that reads DuckDB opens the release file, too."
    )
    code = (
        "import duckdb\n\n"
        f'release = duckdb.connect("{download_name(info, "duckdb")}", read_only=True)\n'
        "figures = release.sql(\"SELECT * FROM figure WHERE breakdown = 'total'\").df()\n"
    )
    show(heading(_("In Jupyter")), element("p", said, cls="note"))
    show(element("p", _("On a machine with the product:")), element("pre", "wego notebook"))
    said = _("Anywhere else, with the release file beside the notebook:")
    show(element("p", said), element("pre", code, tabindex="0"))


show_page()
