"""All releases of the home: month, day, what became of each, how it was verified, how much it shows."""

from collections.abc import Sequence

import streamlit as st

from dashboard.glossary import build_term
from dashboard.links import link_to_page
from dashboard.markup import Child, Html, element
from dashboard.release_order import replaced_by
from dashboard.released_rows import read_frame, read_rows
from dashboard.session import Released
from dashboard.tables import build_table
from dashboard.verification_note import say_verification
from dashboard.verified import Verification, read_verification
from etl.services import ReleaseFile, ReleaseInfo
from indicators.periods import month_code


def build_releases(releases: Sequence[ReleaseInfo], released: Released) -> Html:
    """The newest month first; the one that the page draws is marked with a word."""
    _ = released.context.texts
    head = [_("Release"), _("As of"), _("Standing"), _("Figures shown"), _("Verification")]
    rows = (_row(info, releases, released) for info in reversed(releases))
    return build_table(head, rows, _("All releases"), (3,), cls="cards releases", terms=_terms(head, released))


def _terms(head: list[str], released: Released) -> dict[int, Html]:
    return {0: build_term("release", released.context.texts, head[0])}


def _row(info: ReleaseInfo, releases: Sequence[ReleaseInfo], released: Released) -> list[Child]:
    _, context = released.context.texts, released.context
    name = f"{month_code(info.month)} · {context.month_name(info.month)}"
    is_chosen = info.release_id == released.info.release_id
    return [
        element(
            "span",
            link_to_page("releases", name, release=info.release_id),
            element("small", info.release_id, " · " + _("shown on these pages") if is_chosen else ""),
        ),
        _.day(info.as_of),
        _standing(info, releases, released),
        _.number(count_shown(info)),
        say_verification(read_verified(info), _),
    ]


def _standing(info: ReleaseInfo, releases: Sequence[ReleaseInfo], released: Released) -> Child:
    _, newer = released.context.texts, replaced_by(info, releases)
    if newer is not None:
        said = _("replaced by {release}", release=newer.release_id)
        return element("span", said, element("small", newer.reason or ""))
    said = _("the newest") if info is releases[-1] else _("not replaced")
    if info.supersedes:
        return element("span", said, element("small", _("replaces {release}", release=info.supersedes)))
    return said


def count_shown(info: ReleaseInfo) -> int:
    """How many figures of a release have a value."""
    return _count_shown(str(info.path), info.path.stat().st_mtime_ns)


def read_verified(info: ReleaseInfo) -> Verification:
    """What the second calculation compared of a release."""
    return _read_verified(str(info.path), info.path.stat().st_mtime_ns)


@st.cache_data(show_spinner=False, max_entries=128)
def _count_shown(path: str, changed: int) -> int:
    return int((read_frame(ReleaseFile(path), "figure")["state"] == "value").sum())


@st.cache_data(show_spinner=False, max_entries=128)
def _read_verified(path: str, changed: int) -> Verification:
    file = ReleaseFile(path)
    return read_verification(read_rows(file, "verification"), read_rows(file, "verification_detail"))
