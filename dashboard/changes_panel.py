"""What changed since the last release: earlier figures that were restated, with the reason, then what is new."""

import streamlit as st

from dashboard.breakdown import breakdown_name, category_name
from dashboard.changed import Changes, Restated, read_changes
from dashboard.frame import heading
from dashboard.links import name_indicator
from dashboard.markup import Html, element, show
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_mark, status_name
from indicators.changes import describe_change

_MOST = 8  # lines on the overview; each indicator's own page has them all


def show_changes(released: Released) -> None:
    """The compact panel of the overview; nothing where there is nothing to compare with."""
    changes = read_changes(released.changes, [one.code for one in released.standings])
    if changes.since is None:
        return
    _ = released.context.texts
    show(
        heading(_("Since the last release"), _("compared with {release}", release=changes.since)),
        element("h3", _("Earlier figures restated")),
        _build_restated(changes, released),
        element("h3", _("New figures")),
        _build_new(changes, released),
    )


def _build_restated(changes: Changes, released: Released) -> Html:
    _ = released.context.texts
    if not changes.restated and not changes.parts_n:
        return element("p", _("No figure of an earlier month has changed."))
    lines = [_build_line(row, released) for row in changes.restated[:_MOST]]
    hidden = len(changes.restated) - len(lines)
    if hidden > 0:
        lines.append(element("li", _("and {n} more", n=hidden), cls="quiet-text"))
    if changes.parts_n:
        said = _.plural("{n} figure of a breakdown", "{n} figures of breakdowns", changes.parts_n)
        lines.append(element("li", _("and with them {figures}", figures=said), cls="quiet-text"))
    return element("ul", *lines, cls="people changes")


def _build_line(one: Restated, released: Released) -> Html:
    _, row = released.context.texts, one.newest
    said = describe_change(_about(row, released), _)
    earlier = _.plural("So is {n} month before it.", "So are {n} months before it.", one.earlier_n)
    name = _standing(row, released).name
    return element(
        "li",
        name_indicator(_(name), row["indicator_code"]),
        element("span", f"{said} {earlier}" if one.earlier_n else said, cls="since"),
    )


def _build_new(changes: Changes, released: Released) -> Html:
    _ = released.context.texts
    said = _.plural("{n} indicator has a new figure", "{n} indicators have a new figure", len(changes.new))
    turned = changes.turned
    if not turned:
        return element("p", _("{indicators}; no status has changed.", indicators=said))
    statuses = _.plural("{n} status has changed", "{n} statuses have changed", len(turned))
    lines = (_build_turn(row, released) for row in turned)
    return element(
        "div",
        element("p", _("{indicators}; {statuses}:", indicators=said, statuses=statuses)),
        element("ul", *lines, cls="people changes"),
    )


def _build_turn(row: Row, released: Released) -> Html:
    """From one status to another, each with its symbol: hollow where the target is only proposed."""
    _, standing = released.context.texts, _standing(row, released)
    before, after = (
        build_mark(status, standing.is_proposed, status_name(status, _))
        for status in (row["before_status"], row["after_status"])
    )
    name = name_indicator(_(standing.name), standing.code)
    return element("li", name, element("span", before, " → ", after, cls="since"))


def show_changes_of(standing: Standing, released: Released) -> None:
    """All changes of one indicator, restated ones first, those of its breakdowns included."""
    rows = [row for row in released.changes if row["indicator_code"] == standing.code]
    if not rows:
        return
    _ = released.context.texts
    ordered = sorted(rows, key=lambda row: (row["kind"] != "restated", row["breakdown"] != "total", row["month"]))
    with st.expander(_("What changed since the last release")):
        lines = (element("li", _where(row, released), describe_change(_about(row, released), _)) for row in ordered)
        show(element("ul", *lines, cls="people changes-all"))


def _where(row: Row, released: Released) -> Html | None:
    """Of which category a figure is; nothing for the total."""
    if row["breakdown"] == "total":
        return None
    category = category_name(row["breakdown"], row["category"], row["indicator_code"], released)
    return element(
        "b", f"{breakdown_name(row['breakdown'], released.context)}, {category}{released.context.texts.colon}"
    )


def _standing(row: Row, released: Released) -> Standing:
    return next(one for one in released.standings if one.code == row["indicator_code"])


def _about(row: Row, released: Released) -> Row:
    """The change with what a sentence needs to know of its indicator."""
    indicator = _standing(row, released).indicator
    return row | {name: indicator[name] for name in ("unit", "decimals", "class")}
