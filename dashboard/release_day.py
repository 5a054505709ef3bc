"""As the committee saw it: a day, the release that was in force then, and every page with it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.day_format import day_format
from dashboard.frame import heading
from dashboard.links import link_to_page
from dashboard.markup import element, join, show
from dashboard.page_table import PAGES, PROJECT, may_see
from dashboard.release_order import in_force
from dashboard.session import Released
from etl.services import ReleaseInfo

_KEY = "on"


def show_day(releases: Sequence[ReleaseInfo], released: Released) -> None:
    """The picker of a day, and the way to the pages as they were."""
    _ = released.context.texts
    show(heading(_("As the committee saw it")))
    day = _choose_day(releases, released)
    found = in_force(releases, day)
    if found is None:
        show(element("p", _("On {day} nothing had been published yet.", day=_.day(day, "long"))))
        return
    month = released.context.month_name(found.month)
    places = {"day": _.day(day, "long"), "release": found.release_id, "month": month}
    said = _("On {day} the newest release was {release}, of {month}. Open it:", **places)
    links = [
        link_to_page(page.name, _(page.title), release=found.release_id)
        for page in PAGES
        if page.section == PROJECT and may_see(released.context.viewer.role, page.name)
    ]
    show(element("p", said), element("p", join(links, " · "), cls="page-links"))


def _choose_day(releases: Sequence[ReleaseInfo], released: Released) -> date:
    _, days = released.context.texts, [info.as_of for info in releases]
    first, newest = min(days), max(days)
    last = max(newest, released.context.home.today())
    chosen = st.date_input(
        _("Day"),
        value=_asked(first, newest, last),
        min_value=first,
        max_value=last,
        format=day_format(_),
        key=f"{_KEY}_{_.language}",
        width=220,
    )
    assert isinstance(chosen, date)
    st.query_params[_KEY] = chosen.isoformat()
    if chosen == newest:
        del st.query_params[_KEY]
    return chosen


def _asked(first: date, newest: date, last: date) -> date:
    """The day in the address; that of the newest release where there is none, or none that can be."""
    try:
        asked = date.fromisoformat(st.query_params.get(_KEY, ""))
    except ValueError:
        return newest
    return min(max(asked, first), last)
