"""Releases: all that were published, the one of a day, what differs between two, and the chain of their digests."""

from dashboard.chain_panel import show_chain
from dashboard.difference_panel import show_difference
from dashboard.frame import heading, show_empty, show_footer, show_masthead
from dashboard.markup import element, show
from dashboard.release_choice import release_labels
from dashboard.release_day import show_day
from dashboard.release_list import build_releases
from dashboard.session import Released, read_context, read_released
from etl.services import ReleaseInfo


def show_page() -> None:
    """The list first: which there are, then what to do with them."""
    show_masthead(read_context().texts("Releases"))
    released = read_released()
    if released is None:
        show_empty()
        return
    _, releases = released.context.texts, released.context.releases
    if not releases:
        # The coordinator looks at a draft, and nothing has left yet.
        show_empty()
        return
    note = _("A release is never changed; what was wrong in it is put right by one that replaces it.")
    show(heading(_("All releases")), element("p", note, cls="note"), build_releases(releases, released))
    show_day(releases, released)
    show_difference(releases, _labels(releases, released), released)
    show_chain(releases, released)
    show_footer()


def _labels(releases: tuple[ReleaseInfo, ...], released: Released) -> dict[str, str]:
    """The releases as the picker at the side names them, the newest first."""
    context = released.context
    by_id = {info.release_id: info for info in releases[::-1]}
    return release_labels(by_id, context.definitions, context.texts)


show_page()
