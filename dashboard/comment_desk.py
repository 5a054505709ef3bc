"""The desk's comments: what would not be on track in the next release, and a form to say why and what is done."""

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.day_format import day_format
from dashboard.done_note import show_done
from dashboard.for_ever import warn_for_ever
from dashboard.frame import heading
from dashboard.labels import month_label, partner_label
from dashboard.markup import Html, element, show
from dashboard.release_month import release_months
from dashboard.session import Context
from dashboard.symbols import TARGET_STATES, build_status
from etl.services import (
    MAX_COMMENT_CHARACTERS,
    UserError,
    keep_comment,
    preview_comment,
    read_comment_needs,
    take_back_comment,
)
from indicators.periods import month_code
from indicators.reasons import status_reason
from indicators.sensitivity import sensitivity_line

if TYPE_CHECKING:
    from etl.services import CommentNeed

_DONE = "comment_done"
# What the coordinator has written and not confirmed yet, by indicator and month; and whether it is looked at now.
_DRAFT, _SHOWN = "comment_draft", "comment_shown"


def show_comments(context: Context) -> None:
    """Totals that would be delayed or at risk in a release of the chosen month, binding targets first."""
    _ = context.texts
    show_done(_DONE)
    months = release_months(context)
    if not months:
        return
    show(heading(_("Not on track"), _("what a release as of now would show; women from released closings alone")))
    month = st.selectbox(
        _("Month of the release"),
        months,
        format_func=lambda number: month_label(number, context),
        key="comment_month",
    )
    needs = read_comment_needs(context.actor, month)
    show(element("p", _introduction(needs, month, context), cls="note"))
    for need in needs:
        _show_need(need, month, context)


def _introduction(needs: list["CommentNeed"], month: int, context: Context) -> str:
    _, code = context.texts, month_code(month)
    waiting = sum(need.is_demanded for need in needs)
    if not needs:
        return _("Nothing would be delayed or at risk at {month}.", month=code)
    if not waiting:
        return _("A release of {month} waits for no comment.", month=code)
    return _.plural(
        "A release of {month} waits for a comment on {n} delayed binding target.",
        "A release of {month} waits for comments on {n} delayed binding targets.",
        waiting,
        month=code,
    )


def _show_need(need: "CommentNeed", month: int, context: Context) -> None:
    with st.container(border=True):
        show(_build_need(need, context))
        label = context.texts("Correct it") if need.has_comment else context.texts("Say why and what is done")
        if st.session_state.get(_SHOWN) == (need.code, month):
            _show_draft(need.code, month, context)
            return
        with st.expander(label, expanded=need.is_demanded):
            _show_form(need, month, context)


def _build_need(need: "CommentNeed", context: Context) -> Html:
    _, figure, rules = context.texts, need.figure, context.definitions.progress
    name = element(
        "p",
        build_status(str(figure["status"]), figure["target_state"] == "proposed", _),
        " ",
        element("span", _(str(figure["indicator_name"])), cls="title"),
        " ",
        element("small", need.code),
        cls="name",
    )
    why = element("p", status_reason(figure, _, context.periods, rules), cls="why")
    line = element("p", sensitivity_line(figure, _, rules), cls="sensitivity")
    state = _("Target: {state}", state=_(TARGET_STATES[str(figure["target_state"])]))
    if need.is_demanded:
        state += ". " + _("No release leaves without a comment on it.")
    said = _build_said(need, context) if need.comment is not None else None
    beside = element("div", state, cls="quiet-text")
    return element("article", element("div", name, why, line, said), beside, cls=f"case {figure['status']} first")


def _build_said(need: "CommentNeed", context: Context) -> Html:
    _, said = context.texts, need.comment or {}
    lines = (
        (_("Cause"), said["cause"]),
        (_("Action"), said["action"]),
        (_("Owner"), partner_label(said["owner"], context)),
        (_("Due"), _.day(said["due"])),
    )
    about = _("Written for {month}.", month=month_code(said["month"]))
    if not need.has_comment:
        about += " " + _("Its day is over: say what is done now.")
    rows = (element("div", element("b", f"{name}{_.colon}"), str(text)) for name, text in lines)
    return element("div", *rows, element("div", about), cls="then")


def _show_form(need: "CommentNeed", month: int, context: Context) -> None:
    _, code = context.texts, need.code
    said = st.session_state.get(_DRAFT, {}).get((code, month)) or need.comment or {}
    owners = [one.code for one in context.definitions.partners if (context.periods.parse(one.to_month) or 0) >= month]
    help_text = _("It is released with the figure: no names, no places, nothing about a single person.")
    with st.form(f"comment_{code}_{month}", border=False):
        cause = st.text_area(_("Cause"), said.get("cause", ""), help=help_text, max_chars=MAX_COMMENT_CHARACTERS)
        action = st.text_area(_("Action"), said.get("action", ""), help=help_text, max_chars=MAX_COMMENT_CHARACTERS)
        owner = st.selectbox(
            _("Owner"),
            owners,
            index=owners.index(said["owner"]) if said.get("owner") in owners else None,
            format_func=lambda one: partner_label(one, context),
            placeholder=_("Who does it"),
        )
        is_open = need.has_comment or said is not need.comment
        due = st.date_input(_("Due"), said.get("due") if is_open else None, format=day_format(_))
        with st.container(horizontal=True):
            is_kept = st.form_submit_button(_("Keep for {code}", code=code), type="primary", key=f"keep_{code}")
            is_own = need.comment is not None and need.comment["month"] == month
            is_taken = is_own and st.form_submit_button(_("Take it back"), key=f"take_{code}")
    if is_kept:
        _keep(code, month, cause, action, owner, due, context)
    elif is_taken:
        take_back_comment(context.actor, code, month)
        _say_and_rerun(_("Taken back: {code}", code=code))


def _keep(
    code: str, month: int, cause: str, action: str, owner: str | None, due: date | None, context: Context
) -> None:
    _ = context.texts
    if owner is None or due is None:
        st.warning(_("Name who does it, and until when."))
        return
    told = {"cause": cause, "action": action, "owner": owner, "due": due}
    try:
        preview_comment(context.actor, code, month, cause, action, owner, due)
    except UserError as error:
        st.warning(error.tell(_))
        return
    st.session_state.setdefault(_DRAFT, {})[code, month] = told
    st.session_state[_SHOWN] = (code, month)
    st.rerun()


def _say_and_rerun(told: str) -> None:
    st.session_state[_DONE] = told
    st.rerun()


def _show_draft(code: str, month: int, context: Context) -> None:
    """The comment as it will stand in the release, what is asked of it, and the second click."""
    _, told = context.texts, st.session_state[_DRAFT][code, month]
    try:
        preview = preview_comment(context.actor, code, month, **told)
    except UserError as error:
        # Its day was still to come when it was written.
        del st.session_state[_SHOWN]
        st.warning(error.tell(_))
        return
    show(element("p", _("As it will stand in the release:"), cls="note"))
    said = preview.comment
    lines = (("Cause", said["cause"]), ("Action", said["action"]), ("Owner", partner_label(told["owner"], context)))
    rows = [element("div", element("b", f"{_(name)}{_.colon}"), str(text)) for name, text in lines]
    show(element("div", *rows, element("div", element("b", f"{_('Due')}{_.colon}"), _.day(said["due"])), cls="then"))
    warn_for_ever(preview.maybe_names, _)
    with st.container(horizontal=True):
        is_sure = st.button(_("Yes, keep it for {code}", code=code), type="primary", key=f"sure_{code}")
        is_back = st.button(_("Change it"), key=f"change_{code}")
    if is_back:
        del st.session_state[_SHOWN]
        st.rerun()
    if is_sure:
        keep_comment(context.actor, code, month, **told)
        del st.session_state[_SHOWN], st.session_state[_DRAFT][code, month]
        _say_and_rerun(_("Kept: {code}", code=code))
