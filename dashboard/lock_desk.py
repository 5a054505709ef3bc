"""Locks of months: close one to new workbooks or open it again, for everybody or for one partner, with a reason."""

from collections.abc import Iterable

import streamlit as st

from dashboard.done_note import show_done
from dashboard.frame import heading
from dashboard.labels import month_label, partner_label
from dashboard.markup import Child, Html, element, show
from dashboard.session import Context
from dashboard.tables import build_table
from etl.services import MAX_CHARACTERS, LockLine, UserError, change_lock
from indicators.periods import month_code

_DONE, _TURN = "lock_done", "lock_turn"
_EVERYBODY = ""


def show_locks(context: Context, locks: tuple[LockLine, ...]) -> None:
    """What is closed now, the form, and what was done before."""
    _ = context.texts
    show(heading(_("Locked months"), _("a locked month takes no workbook; publishing needs no lock")))
    show_done(_DONE)
    in_force = [one for one in locks if one.is_in_force and _is_telling(one, locks)]
    if in_force:
        show(_build_table(in_force, _("Locks in force"), context))
    else:
        show(element("p", _("No month is locked.")))
    _show_form(context, locks)
    if locks:
        with st.expander(_("Everything that was locked and unlocked ({n})", n=len(locks))):
            show(_build_table(locks, _("Locks and unlocks, the newest first"), context))


def _is_telling(one: LockLine, locks: tuple[LockLine, ...]) -> bool:
    """A lock, or the unlock of one partner out of a locked month; an open month is nothing to tell."""
    whole = any(other.is_in_force and other.is_locked and other.partner is None for other in _of(locks, one.month))
    return one.is_locked or (one.partner is not None and whole)


def _of(locks: Iterable[LockLine], month: int) -> list[LockLine]:
    return [one for one in locks if one.month == month]


def _build_table(locks: Iterable[LockLine], caption: str, context: Context) -> Html:
    _ = context.texts
    head = [_("Month"), _("For"), _("State"), _("Since"), _("Reason"), _("By")]
    rows: list[list[Child]] = [
        [
            month_label(one.month, context),
            _whom(one.partner, context),
            _("● locked") if one.is_locked else _("○ open"),
            _.day(one.changed_on),
            one.reason,
            one.who,
        ]
        for one in locks
    ]
    return build_table(head, rows, caption, cls="cards")


def _whom(partner: str | None, context: Context) -> str:
    return partner_label(partner, context) if partner else context.texts("all partners")


def _show_form(context: Context, locks: tuple[LockLine, ...]) -> None:
    periods, today = context.periods, context.home.today()
    months = [month for month in range(periods.count, 0, -1) if periods.is_begun(month, today)]
    if not months:
        return
    _, turn = context.texts, st.session_state.setdefault(_TURN, 0)
    with st.form(f"lock_{turn}"):
        month, code = _choose(months, turn, context)
        reason = st.text_input(
            _("Reason"),
            help=_("Partners read it. No names, no places, nothing about a single woman."),
            max_chars=MAX_CHARACTERS,
            key=f"lock_reason_{turn}",
        )
        with st.container(horizontal=True):
            is_locked = st.form_submit_button(_("Lock the month"), key=f"lock_close_{turn}")
            is_opened = st.form_submit_button(_("Unlock the month"), key=f"lock_open_{turn}")
    if is_locked or is_opened:
        _change(month, code or None, reason, is_locked, locks, context)


def _choose(months: list[int], turn: int, context: Context) -> tuple[int, str]:
    """Month and partner; at first the newest month that is over, and everybody."""
    _, today = context.texts, context.home.today()
    over = next((number for number, month in enumerate(months) if today > context.periods.last_day(month)), 0)
    left, right = st.columns(2)
    month = left.selectbox(
        _("Month"),
        months,
        index=over,
        format_func=lambda one: month_label(one, context),
        key=f"lock_month_{turn}_{_.language}",
    )
    code = right.selectbox(
        _("For"),
        [_EVERYBODY, *(partner.code for partner in context.definitions.partners)],
        format_func=lambda one: _whom(one, context),
        key=f"lock_partner_{turn}_{_.language}",
    )
    return month, code


def _change(
    month: int, partner: str | None, reason: str, is_locked: bool, locks: tuple[LockLine, ...], context: Context
) -> None:
    _ = context.texts
    standing = next((one for one in _of(locks, month) if one.is_in_force and one.partner == partner), None)
    if standing is not None and standing.is_locked == is_locked:
        # A second click, or somebody else was faster: nothing is written twice.
        code = month_code(month)
        st.warning(
            _("{month} is locked already.", month=code) if is_locked else _("{month} is open already.", month=code)
        )
        return
    try:
        change_lock(context.actor, month, partner, reason, is_locked)
    except UserError as error:
        st.warning(error.tell(_))
        return
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    places = {"month": month_code(month), "whom": _whom(partner, context)}
    st.session_state[_DONE] = (
        _("Locked: {month}, {whom}.", **places) if is_locked else _("Unlocked: {month}, {whom}.", **places)
    )
    st.rerun()
