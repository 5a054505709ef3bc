"""What a page says that nobody can open yet, because there is no sign-in."""

from dashboard.frame import show_footer
from dashboard.markup import element, show
from dashboard.roles import ROLE_NAMES
from dashboard.session import Context


def show_closed(context: Context, role: str, command: str) -> None:
    """Say plainly why the page is closed, and the way that is open meanwhile."""
    _ = context.texts
    if context.is_switch_allowed:
        said = _("In the demo this page opens with the role “{role}”, chosen at the side.", role=_(ROLE_NAMES[role]))
        show(element("section", element("p", said, cls="summary"), cls="empty"))
    else:
        _show_sign_in_later(context, command)
    show_footer()


def _show_sign_in_later(context: Context, command: str) -> None:
    _ = context.texts
    show(
        element(
            "section",
            element("p", _("This page needs sign-in, and sign-in comes with a later version."), cls="summary"),
            element("p", _("Until then the work is done with a command, on the machine that holds the data:")),
            element("pre", command),
            cls="empty",
        )
    )
