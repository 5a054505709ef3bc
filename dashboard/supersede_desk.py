"""Replacing a mistaken release: its reason is read by everybody, so it is shown as it will stand before it is given."""

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.for_ever import warn_for_ever
from dashboard.frame import heading
from dashboard.markup import element, show
from dashboard.publish_turn import Turn, read_turn, show_told
from dashboard.release_outlook import build_absent, build_ways, build_women
from dashboard.session import Context
from etl.services import (
    MAX_CHARACTERS,
    UserError,
    preview_superseding,
    publish_superseding,
)
from indicators.periods import month_code

if TYPE_CHECKING:
    from etl.services import ReleaseInfo, Superseding

_PLACE, _LOOKED = "replaced_release", "superseding_looked"


def show_superseding(context: Context) -> None:
    """Choose a release that is in force, say why, look at what would come, replace it."""
    in_force = [info for info in context.releases[::-1] if not info.is_superseded]
    if not in_force:
        return
    _, turn = context.texts, read_turn()
    show(heading(_("Replace a release"), _("where one that is out was mistaken")))
    told = _(
        "Nothing is deleted: the old release stays, and says that it was replaced, by which one and why. Figures about "
        "women that were closed stay as they are."
    )
    show(element("p", told, cls="note"))
    _show_form(in_force, turn, context)
    looked: Superseding | None = st.session_state.get(_LOOKED)
    if looked is not None and looked.replaced.release_id in {info.release_id for info in in_force}:
        _show_looked(looked, turn, context)
    show_told(turn, _PLACE, context)


def _show_form(in_force: "list[ReleaseInfo]", turn: Turn, context: Context) -> None:
    _ = context.texts
    with st.form(f"supersede_{turn.number}"):
        chosen = st.selectbox(
            _("Release to replace"),
            in_force,
            index=None,
            format_func=lambda info: _label(info, context),
            placeholder=_("Choose a release"),
            key=f"supersede_which_{turn.number}",
            disabled=turn.is_running,
        )
        reason = st.text_area(
            _("Reason"),
            help=_("Every reader of both releases sees it. No names, no places, nothing about women."),
            max_chars=MAX_CHARACTERS,
            key=f"supersede_reason_{turn.number}",
            disabled=turn.is_running,
        )
        is_asked = st.form_submit_button(_("Look at it first"), disabled=turn.is_running)
    if is_asked:
        _look(chosen, reason, context)


def _label(info: "ReleaseInfo", context: Context) -> str:
    return context.texts("{release}, as of {day}", release=info.release_id, day=info.as_of)


def _look(chosen: "ReleaseInfo | None", reason: str, context: Context) -> None:
    _ = context.texts
    st.session_state.pop(_LOOKED, None)
    if chosen is None:
        st.warning(_("Choose the release to replace."))
        return
    try:
        with st.spinner(_("Calculating the release …")):
            st.session_state[_LOOKED] = preview_superseding(context.actor, chosen.release_id, reason)
    except UserError as error:
        st.warning(error.tell(_))


def _show_looked(looked: "Superseding", turn: Turn, context: Context) -> None:
    _, preview = context.texts, looked.preview
    _show_outcome(looked, context)
    if preview.comments:
        codes = ", ".join(preview.comments)
        show(element("p", _("Comments are missing: {codes}", codes=codes), cls="month-note late", role="note"))
    warn_for_ever(looked.maybe_names, _)
    _show_buttons(looked, turn, context)
    month = month_code(preview.month)
    attacked = _("A new release of {month} is attacked like any other before it leaves.", month=month)
    show(element("p", attacked, cls="note"))


def _show_outcome(looked: "Superseding", context: Context) -> None:
    """The banner as every reader will see it, and what the new release would hold."""
    _, preview, old = context.texts, looked.preview, looked.replaced.release_id
    show(
        element("h3", _("What would take the place of {release}", release=old)),
        element("p", _("Readers of {release} will see:", release=old), cls="note"),
        element("p", _("This release was replaced by {release}.", release="…"), " ", looked.reason, cls="banner"),
        build_ways(preview, context),
        build_absent(preview, context) if preview.closing is not None else None,
        build_women(preview, context) if preview.closing is not None else None,
    )


def _show_buttons(looked: "Superseding", turn: Turn, context: Context) -> None:
    _ = context.texts
    with st.container(horizontal=True):
        st.button(
            _("Replace {release}", release=looked.replaced.release_id),
            type="primary",
            key="supersede_sure",
            disabled=turn.is_running,
            on_click=_ask,
            args=(looked, turn, context),
        )
        st.button(_("Leave it"), key="supersede_leave", disabled=turn.is_running, on_click=_forget)


def _ask(looked: "Superseding", turn: Turn, context: Context) -> None:
    old, reason, state = looked.replaced.release_id, looked.reason, looked.preview.state
    turn.ask(_PLACE, lambda tell: publish_superseding(context.actor, old, reason, state, tell))


def _forget() -> None:
    st.session_state.pop(_LOOKED, None)
