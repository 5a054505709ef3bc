"""Causes and targets: why something is not on track and what is done about it, and what the committee decided."""

import streamlit as st

from dashboard.address import recall, remember
from dashboard.comment_desk import show_comments
from dashboard.coordinator_page import show_coordinator_page
from dashboard.session import Context, read_context
from dashboard.target_desk import show_targets
from indicators.texts import N_

_PARTS = {"causes": N_("Causes and actions"), "targets": N_("Targets")}
_FIRST = "causes"


def _show_part(context: Context) -> None:
    # One part at a time: the targets would stand far below a long list of causes.
    _ = context.texts
    part = st.segmented_control(
        _("Part of this page"),
        list(_PARTS),
        default=recall("part", _PARTS, _FIRST),
        format_func=lambda one: _(_PARTS[one]),
        key=f"attention_part_{_.language}",
        label_visibility="collapsed",
        required=True,
    )
    remember("part", part, _FIRST)
    (show_targets if part == "targets" else show_comments)(context)


show_coordinator_page(read_context().texts("Causes and targets"), _show_part)
