"""Downloads: everything that can be taken along of a release, how to read it, and what it can't tell."""

from dashboard.download_wait import wait_for_files
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
    waiting = show_downloads(released)
    _show_how_to(released)
    show(build_guarantee(released))
    show_footer()
    wait_for_files(waiting, released.context.texts)


def _show_how_to(released: Released) -> None:
    _, info = released.context.texts, released.info
    steps = (
        _("Unpack the evaluator's kit; on Windows right-click on it and choose “Extract All”."),
        _("Start Jupyter in the unpacked folder and open a notebook; README.txt says how."),
        _("Run all cells. Nothing is sent anywhere."),
    )
    code = (
        "from released import figures, open_release\n\n"
        f'release = open_release("{info.release_id}.duckdb")\n'
        "figures(release).to_pandas()\n"
    )
    show(heading(_("In Jupyter")), element("ol", *(element("li", step) for step in steps)))
    said = _("In a program of your own, with the kit's wheel installed; any other that reads DuckDB opens it, too:")
    show(element("p", said), element("pre", code, tabindex="0"))
    show(element("p", _("On a machine with the product:")), element("pre", "wego notebook"))


show_page()
