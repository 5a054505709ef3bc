"""The audit trail on the coordinator's desk: the newest first, by action and day, page by page, and as a file."""

from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.address import remember
from dashboard.day_format import day_format
from dashboard.frame import heading
from dashboard.labels import moment_label, month_label, partner_label
from dashboard.markup import Child, Html, element, show
from dashboard.session import Context
from dashboard.tables import build_table
from dashboard.trail_words import say_action, say_object
from etl.services import build_trail_csv, read_trail_page

if TYPE_CHECKING:
    from etl.services import TrailPage

_PAGE_SIZE = 50
_ALL = "all"
# The certificate of an erasure is a document of its own; what it says in full is no line of a table.
_LONGEST_DETAIL = 80


def show_trail(context: Context) -> None:
    """Filters, the entries, the way to the next page, the file."""
    _ = context.texts
    show(
        heading(_("Audit trail"), _("who did what, the newest first")),
        element("p", _("It names who acted, and no other person. Days are those of universal time."), cls="note"),
    )
    action, day = st.query_params.get("action"), _read_day(st.query_params.get("day"))
    page = _read_page(st.query_params.get("page"))
    found = read_trail_page(context.actor, action, day, page, _PAGE_SIZE)
    if action is not None and action not in found.actions:
        # An address that somebody wrote by hand, or of a home in which it never happened.
        remember("action", None)
        action, found = None, read_trail_page(context.actor, None, day, page, _PAGE_SIZE)
    _show_filters(found, action, day, context)
    _show_rows(found, page, context)
    _show_file(action, day, context)


def _read_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _read_page(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < 7 else 1


def _show_filters(found: "TrailPage", action: str | None, day: date | None, context: Context) -> None:
    _ = context.texts
    options = [_ALL, *found.actions]
    with st.container(horizontal=True):
        chosen = st.selectbox(
            _("What was done"),
            options,
            index=options.index(action) if action in options else 0,
            format_func=lambda one: _("All actions") if one == _ALL else say_action(one, context),
            key=f"trail_action_{_.language}",
        )
        chosen_day = st.date_input(_("Day"), day, format=day_format(_), key="trail_day")
    picked = chosen_day if isinstance(chosen_day, date) else None
    if (chosen, picked) != (action or _ALL, day):
        remember("action", chosen, _ALL)
        remember("day", picked.isoformat() if picked else None)
        remember("page", None)
        st.rerun()


def _show_rows(found: "TrailPage", page: int, context: Context) -> None:
    _ = context.texts
    if not found.rows:
        show(element("p", _("No entry fits: choose another action or day, or go back to the first page."), cls="note"))
    else:
        head = [_("When"), _("Who"), _("What was done"), _("To what"), _("More")]
        rows = (_build_row(row, found, context) for row in found.rows)
        show(build_table(head, rows, _("Audit trail"), cls="cards trail"))
    last = max(1, ceil(found.total / _PAGE_SIZE))
    with st.container(horizontal=True, vertical_alignment="center"):
        is_newer = st.button(_("← Newer"), disabled=page <= 1, key="trail_newer")
        is_older = st.button(_("Older →"), disabled=page >= last, key="trail_older")
        told = _.plural("{n} entry", "{n} entries", found.total)
        place = _("page {page} of {last}", page=page, last=last)
        show(element("p", f"{told} · {place}", cls="quiet-text"))
    if is_newer or is_older:
        remember("page", str(min(last, page + 1) if is_older else max(1, page - 1)), "1")
        st.rerun()


def _build_row(row: dict[str, Any], found: "TrailPage", context: Context) -> list[Child]:
    action, detail = str(row["action"]), str(row["detail"])
    shown = detail if len(detail) <= _LONGEST_DETAIL else f"{detail[:_LONGEST_DETAIL]} …"
    return [
        moment_label(row["happened_at"], context),
        element("span", str(row["who"]) or "–", cls="who"),
        say_action(action, context),
        _build_object(action, str(row["object"]), found, context),
        element("span", shown or "–", cls="number-id"),
    ]


def _build_object(action: str, thing: str, found: "TrailPage", context: Context) -> Html:
    """What it was done to: a submission by partner, month and revision, its number in small below."""
    told = found.submissions.get(thing)
    if told is None:
        return element("span", say_object(action, thing, context) or "–", cls="number-id")
    _ = context.texts
    revision = element("small", _("revision {n}", n=told.revision), " · ", element("span", thing, cls="number-id"))
    return element("span", partner_label(told.partner, context), ", ", month_label(told.month, context), revision)


def _show_file(action: str | None, day: date | None, context: Context) -> None:
    _, key = context.texts, "trail_file"
    told = _("For who answers for data protection: these entries as a CSV file. That it was made stands in the trail.")
    show(element("p", told, cls="note"))
    if st.button(_("Make the file"), key="trail_make"):
        st.session_state[key] = (action, day, build_trail_csv(context.actor, action, day))
    made = st.session_state.get(key)
    if made is not None and made[:2] == (action, day):
        st.download_button(
            _("Download"), made[2], file_name="audit_trail.csv", mime="text/csv", key="trail_get", on_click="ignore"
        )
