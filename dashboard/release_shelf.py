"""All releases on the coordinator's desk, drafts included: what each is, and the way to look at it."""

from typing import TYPE_CHECKING

from dashboard.frame import heading
from dashboard.labels import month_label
from dashboard.links import link_to_page
from dashboard.markup import Child, Html, element, show
from dashboard.release_order import replaced_by
from dashboard.session import Context
from dashboard.tables import build_table
from etl.services import read_all_releases

if TYPE_CHECKING:
    from etl.services import ReleaseInfo


def show_shelf(context: Context) -> None:
    """One line for each release, the newest first; a draft opens for the coordinator alone."""
    _, known = context.texts, read_all_releases(context.actor)
    show(heading(_("All releases and drafts"), str(len(known)) if known else None))
    if not known:
        show(element("p", _("Nothing has been published yet, and there is no draft."), cls="note"))
        return
    told = _(
        "A draft closes nothing and is seen by coordinators alone; a newer draft takes its place, and none is deleted "
        "from here. A release is never changed or deleted."
    )
    head = [_("Release"), _("Month"), _("As of"), _("State"), _("Reason")]
    rows = (_build_row(info, known, context) for info in known)
    show(element("p", told, cls="note"), build_table(head, rows, _("All releases and drafts"), cls="cards shelf"))


def _build_row(info: "ReleaseInfo", known: "list[ReleaseInfo]", context: Context) -> list[Child]:
    _ = context.texts
    replacing = replaced_by(info, (one for one in known if not one.is_draft))
    return [
        link_to_page("overview", info.release_id, release=info.release_id),
        month_label(info.month, context),
        _.day(info.as_of),
        _build_state(info, replacing, known, context),
        (replacing.reason if replacing else info.reason) or "–",
    ]


def _build_state(
    info: "ReleaseInfo", replacing: "ReleaseInfo | None", known: "list[ReleaseInfo]", context: Context
) -> Html:
    _ = context.texts
    newest = next((one for one in known if one.is_in_force), None)
    if info.is_draft:
        return element("span", "◌ ", _("draft"), cls="outcome stays_closed")
    if replacing is not None:
        return element("span", "↺ ", _("replaced by {release}", release=replacing.release_id), cls="outcome never")
    if newest is not None and info.release_id == newest.release_id:
        return element("span", "● ", _("what readers see first"), cls="outcome new")
    return element("span", "○ ", _("an earlier one"), cls="outcome never")
