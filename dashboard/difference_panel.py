"""The difference of two releases on the page: two pickers, the counts, and the figures side by side."""

from collections.abc import Callable, Iterable

import streamlit as st

from dashboard.breakdown import breakdown_name, category_name
from dashboard.coverage_note import say_coverage
from dashboard.difference import CHANGED, GONE, NEW, Difference, compare, count_kinds, newest_totals
from dashboard.frame import heading
from dashboard.links import name_indicator
from dashboard.markup import Child, Html, element, show
from dashboard.pickers import ALL, choose_one
from dashboard.release_order import between, in_order
from dashboard.released_rows import read_frame, read_rows
from dashboard.rows import Row, as_rows
from dashboard.session import Released
from dashboard.symbols import STATUS_SYMBOLS, build_mark, build_state, status_name
from dashboard.tables import build_table
from etl.services import ReleaseFile, ReleaseInfo
from indicators.changes import REASON_NAMES
from indicators.reasons import N_, say_value

_FIRST, _SECOND, _ABOUT = "before", "after", "about"
_KIND_NAMES = {NEW: N_("new"), CHANGED: N_("changed"), GONE: N_("gone")}
# A table of thousands of lines helps nobody; the files have them all.
_MOST = 200


def show_difference(releases: tuple[ReleaseInfo, ...], labels: dict[str, str], released: Released) -> None:
    """Compare two chosen releases; a sentence where there is only one."""
    _ = released.context.texts
    show(heading(_("Difference of two releases")))
    if len(releases) < 2:
        show(element("p", _("There is only one release so far, so there is nothing to compare.")))
        return
    first, second = _choose_two(releases, labels, released)
    if first == second:
        show(element("p", _("Choose two different releases.")))
        return
    older, newer = sorted((first, second), key=_age(releases))
    found = _compare(older, newer, releases)
    _show_found(found, released)


def _choose_two(releases: tuple[ReleaseInfo, ...], labels: dict[str, str], released: Released) -> tuple[str, str]:
    _, names = released.context.texts, [info.release_id for info in releases]
    # The chosen release beside the one before it, and the first beside its follower.
    here = names.index(released.info.release_id) if released.info.release_id in names else len(names) - 1
    left, right = st.columns(2, gap="small")
    with left:
        first = choose_one(_FIRST, _("One release"), labels, _, names[here - 1 if here else 0])
    with right:
        second = choose_one(_SECOND, _("The other release"), labels, _, names[here if here else 1])
    return first, second


def _age(releases: tuple[ReleaseInfo, ...]) -> Callable[[str], int]:
    return {info.release_id: place for place, info in enumerate(in_order(releases))}.__getitem__


def _compare(first: str, second: str, releases: tuple[ReleaseInfo, ...]) -> list[Difference]:
    paths = {info.release_id: info.path for info in releases}
    on_the_way = [info.path for info in between(first, second, releases)]
    stamps = tuple(path.stat().st_mtime_ns for path in (paths[first], *on_the_way))
    return list(_compare_files(str(paths[first]), str(paths[second]), tuple(map(str, on_the_way)), stamps))


# Of released files alone, and nobody changes a difference: shared, for a copy of thousands takes longer than the page.
@st.cache_resource(show_spinner=False, max_entries=32)
def _compare_files(
    first: str, second: str, on_the_way: tuple[str, ...], stamps: tuple[int, ...]
) -> tuple[Difference, ...]:
    before, after = ReleaseFile(first), ReleaseFile(second)
    codes: list[str] = []
    for file in (after, before):
        codes += list(read_frame(file, "indicator").sort_values("position")["indicator_code"])
    told = [read_rows(ReleaseFile(path), "change") for path in on_the_way]
    columns = ["indicator_code", "month", "breakdown", "category", "class", "state", "value", "expected", "status"]
    columns += ["target", "unit", "indicator_name", "target_state"]
    columns += ["reported_n", "expected_reports_n", "carried_forward_n"]
    rows = [as_rows(read_frame(file, "figure")[columns]) for file in (before, after)]
    return tuple(compare(rows[0], rows[1], list(dict.fromkeys(codes)), told))


def _show_found(found: list[Difference], released: Released) -> None:
    _ = released.context.texts
    show(element("p", _say_kinds(count_kinds(found), released), cls="verdict"))
    if not found:
        return
    names = {one.code: f"{one.code} · {_(str(one.own['indicator_name']))}" for one in found}
    about = choose_one(_ABOUT, _("Show"), {ALL: _("the newest totals of all indicators")} | names, _)
    shown = newest_totals(found) if about == ALL else [one for one in found if one.code == about]
    note = _("Of figures about women only closings are compared: between them nothing is shown, so nothing changes.")
    show(element("p", note, cls="note"), _build_table(shown[:_MOST], released))
    if len(shown) > _MOST:
        show(element("p", _("and {n} more", n=len(shown) - _MOST), cls="note"))


def _say_kinds(counted: dict[str, int], released: Released) -> str:
    """What there is of each kind, in words: the counts would be numbers that no release tells."""
    _ = released.context.texts
    if not any(counted.values()):
        return _("Both releases tell the same.")
    if counted[CHANGED] or counted[GONE]:
        return _("The newer release tells some figures of earlier months otherwise than the older one.")
    return _("The newer release has new figures; it tells all that both have as the older one did.")


def _build_table(shown: Iterable[Difference], released: Released) -> Html:
    _ = released.context.texts
    head = [_("Figure"), _("Before"), _("After"), _("What it is"), _("Reason")]
    return build_table(
        head, (_row(one, released) for one in shown), _("Difference of two releases"), cls="cards difference"
    )


def _row(one: Difference, released: Released) -> list[Child]:
    _ = released.context.texts
    parts = [] if one.is_total else [_part(one, released)]
    name = name_indicator(_(str(one.own["indicator_name"])), one.code, *parts)
    reasons = ", ".join(_(REASON_NAMES.get(code, code)) for code in one.reasons)
    return [
        name,
        _side(one.before, one, released),
        _side(one.after, one, released),
        _(_KIND_NAMES[one.kind]),
        reasons or "–",
    ]


def _part(one: Difference, released: Released) -> str:
    row = one.own
    category = category_name(str(row["breakdown"]), str(row["category"]), one.code, released)
    return f" · {breakdown_name(str(row['breakdown']), released.context)}, {category}"


def _side(row: Row | None, one: Difference, released: Released) -> Child:
    """Value and month, and the status with its symbol where there is one."""
    _ = released.context.texts
    if row is None:
        return element("span", _("not there"), cls="quiet-text")
    decimals = next((standing.decimals for standing in released.standings if standing.code == one.code), None)
    value: Child = (
        element("b", say_value(row["value"], row["unit"], _, decimals))
        if row["state"] == "value"
        else build_state(row["state"], _)
    )
    where = f"{row['month']} · {say_coverage(row, _)} "
    return element("span", value, element("small", where, _status(row, released)))


def _status(row: Row, released: Released) -> Html | None:
    status = row["status"]
    if status not in STATUS_SYMBOLS or status == "unavailable":
        return None
    return build_mark(status, row["target_state"] == "proposed", status_name(status, released.context.texts))
