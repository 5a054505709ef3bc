"""Files that wait for their officer's confirmation: they are shown again after a lost line, a reload, a new browser."""

import streamlit as st

from dashboard.frame import heading
from dashboard.labels import moment_label
from dashboard.markup import element, show
from dashboard.receipts import show_receipt
from dashboard.session import Context
from etl.services import (
    PendingSet,
    Receipt,
    Received,
    check_pending,
    confirm_pending,
    drop_pending,
    list_pending,
    make_feedback,
)

_CHECKED = "pending_checked"


def show_waiting_files(context: Context, partner: str, stamp: object) -> Received | None:
    """Every set with its warnings and one button; returns what became of a set that was just confirmed.

    `stamp` stands for what is stored: with it the checks are made anew, and only then.
    """
    sets = list_pending(context.actor, partner)
    if not sets:
        return None
    _ = context.texts
    show(heading(_("Waiting for your confirmation"), _("kept here until you decide, even if the line breaks")))
    done = None
    for one in sets:
        done = _show_set(one, context, stamp) or done
    return done


def _show_set(one: PendingSet, context: Context, stamp: object) -> Received | None:
    _ = context.texts
    receipts, feedback = _check(one, context, stamp)
    if not receipts:
        return None
    said = _("Received {moment}, not stored yet.", moment=moment_label(one.received_at, context))
    show(element("p", said, cls="quiet-text"))
    for number, receipt in enumerate(receipts, start=1):
        show_receipt(receipt, context, f"{one.set_id}_{number}", feedback.get(number), number=number)
    is_sent = False
    with st.container(horizontal=True):
        if all(receipt.verdict != "rejected" for receipt in receipts):
            label = _("I have looked at the warnings: send as it is")
            is_sent = st.button(label, type="primary", key=f"confirm_{one.set_id}")
        is_dropped = st.button(_("Discard, I will send a better one"), key=f"discard_{one.set_id}")
    if is_dropped:
        drop_pending(context.actor, one)
        st.rerun()
    if is_sent:
        return confirm_pending(context.actor, one, _.language)
    return None


def _check(one: PendingSet, context: Context, stamp: object) -> tuple[list[Receipt], dict[int, bytes]]:
    key = (one.set_id, context.texts.language, stamp)
    kept = st.session_state.get(_CHECKED, {})
    if one.set_id not in kept or kept[one.set_id][0] != key:
        receipts = check_pending(context.actor, one, context.texts.language)
        marked = {}
        for number, (receipt, (_name, data)) in enumerate(zip(receipts, one.read(), strict=False), start=1):
            made = make_feedback(context.definitions, data, receipt.checked) if receipt.checked else None
            if made and receipt.issues:
                marked[number] = made
        st.session_state[_CHECKED] = kept = {**kept, one.set_id: (key, (receipts, marked))}
    found: tuple[list[Receipt], dict[int, bytes]] = kept[one.set_id][1]
    return found
