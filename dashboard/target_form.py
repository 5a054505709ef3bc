"""The form for a decision of the committee on a target: looked at first, then written, or copied where it can't be."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.done_note import show_done
from dashboard.for_ever import warn_for_ever
from dashboard.markup import Html, element, show
from dashboard.session import Context
from dashboard.symbols import build_status
from dashboard.target_fields import read_decision
from etl.services import TargetDecision, UserError, keep_target, preview_target
from indicators.reasons import status_reason

if TYPE_CHECKING:
    from etl.services import Target, TargetBoard, TargetPreview

_LOOKED, _DONE, _TURN = "target_looked", "target_done", "target_turn"


@dataclass(frozen=True)
class _Looked:
    """A decision as it was looked at, and the file as it stood then."""

    decision: TargetDecision
    seen: str
    preview: "TargetPreview"


def show_target_form(target: "Target", board: "TargetBoard", context: Context) -> None:
    """What was decided, what it would change, and the second click."""
    show_done(_DONE)
    decision = read_decision(target, st.session_state.get(_TURN, 0), _forget_looked, context)
    if decision is not None:
        _look(decision, board, context)
    looked: _Looked | None = st.session_state.get(_LOOKED)
    if looked is not None and looked.decision.code == target.indicator.code:
        _show_looked(looked, target, context)


def _forget_looked() -> None:
    st.session_state.pop(_LOOKED, None)


def _look(decision: TargetDecision, board: "TargetBoard", context: Context) -> None:
    try:
        with st.spinner(context.texts("Trying the decision on a copy of the definitions …")):
            preview = preview_target(context.actor, decision)
    except UserError as error:
        st.warning(error.tell(context.texts).replace("\n", "\n\n"))
        return
    st.session_state[_LOOKED] = _Looked(decision, board.seen, preview)


def _show_looked(looked: _Looked, target: "Target", context: Context) -> None:
    _, preview, code = context.texts, looked.preview, looked.decision.code
    show(element("h3", _("What the decision changes")), _build_change(preview, target, context))
    if preview.later is not None:
        told = _("A decision of {day} stands: this one enters the history and changes no status.", day=preview.later)
        show(element("p", told, cls="month-note late", role="note"))
    warn_for_ever(preview.maybe_names, _)
    if not preview.can_be_written:
        _show_lines(preview, context)
        return
    with st.container(horizontal=True):
        is_sure = st.button(_("Record it for {code}", code=code), type="primary", key="target_sure")
        is_back = st.button(_("Leave it"), key="target_leave")
    with st.expander(_("The lines that will be added")):
        st.code(preview.lines, language="yaml")
    if is_back:
        del st.session_state[_LOOKED]
        st.rerun()
    if is_sure:
        _keep(looked, context)


def _keep(looked: _Looked, context: Context) -> None:
    _ = context.texts
    try:
        kept = keep_target(context.actor, looked.decision, looked.seen)
    except UserError as error:
        st.error(error.tell(_))
        return
    del st.session_state[_LOOKED]
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.session_state[_DONE] = _(
        "Recorded for {code}. It counts from the next release on; the file before it is kept as {file}.",
        code=looked.decision.code,
        file=kept.name,
    )
    st.rerun()


def _show_lines(preview: "TargetPreview", context: Context) -> None:
    _ = context.texts
    told = _(
        "These definitions can't be written from here: they came with the product, or the folder is closed to it. Put "
        "the lines into {file}, below the newest decision of this indicator. To record decisions from here, name a "
        "folder of your own in {variable}.",
        file="targets.yaml",
        variable="WEGO_DEFINITIONS",
    )
    show(element("p", told, cls="month-note", role="note"))
    st.code(preview.lines, language="yaml")


def _build_change(preview: "TargetPreview", target: "Target", context: Context) -> Html:
    _ = context.texts
    if preview.before is None or preview.after is None:
        return element("p", _("No figure of this indicator has been released yet, so no status changes."), cls="note")
    ways = ((_("As released"), preview.before), (_("After the decision"), preview.after))
    columns = (
        element("section", element("h3", name), _build_status(row, target, context), cls="way") for name, row in ways
    )
    told = _("Against the newest released figure; readers see it from the next release on.")
    return element("div", element("div", *columns, cls="ways"), element("p", told, cls="note"))


def _build_status(row: dict[str, Any], target: "Target", context: Context) -> Html:
    _, one = context.texts, target.indicator
    figure = row | {"decimals": one.decimals, "direction": one.direction}
    chip = build_status(str(row["status"]), row["target_state"] == "proposed", _)
    why = status_reason(figure, _, context.periods, context.definitions.progress)
    return element("div", element("p", chip), element("p", why))
