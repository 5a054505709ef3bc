"""Upload: files in, a verdict for each, a receipt for what was stored."""

import json

import streamlit as st

from dashboard.markup import Html, element, show
from dashboard.receipts import show_receipt
from dashboard.session import Context
from dashboard.template_choice import show_template_download
from dashboard.unchanged import forget_unchanged
from dashboard.unlock_asking import show_unlock
from etl.services import MonthStanding, Received, is_personal, make_feedback, read_own_submissions, receive_workbooks
from indicators.individual import find_individual
from indicators.texts import N_

_LIMIT = 2  # MB, as in .streamlit/config.toml and as much as intake reads
_RESULT, _FEEDBACK, _LEFT_OUT = "upload_result", "upload_feedback", "upload_left_out"
_ROUND, _SAID = "upload_round", "upload_said"
_TOGETHER = N_("The files of one partner are taken together: as long as one of them has an error, none is stored.")
Upload = tuple[str, bytes]


def show_upload(context: Context, partner: str) -> None:
    """The uploader: what it takes is checked, stored or kept, and then it is empty again."""
    _forget_other_partner(partner)
    _ = context.texts
    show(element("p", _("Checked at once; nothing is stored while a file has an error."), cls="note"))
    if find_individual(context.definitions):
        told = _(
            "A row of an individual pathway is pseudonymous personal data: send the workbook here, never by e-mail, "
            "and keep it where only you can open it."
        )
        show(element("p", told, cls="note"))
    turn = st.session_state.setdefault(_ROUND, 0)
    _translate_uploader(context)
    with st.form(f"upload_{turn}", border=False):
        chosen = st.file_uploader(
            _("Workbooks (.xlsx)"), accept_multiple_files=True, key=f"files_{partner}_{turn}", max_upload_size=_LIMIT
        )
        is_sent = st.form_submit_button(_("Check and send"), type="primary")
    said = st.session_state.pop(_SAID, None)
    if said:
        st.info(said)
    if is_sent and chosen:
        receive(context, partner, [(one.name, one.getvalue()) for one in chosen])
    elif is_sent:
        forget_result()
        st.session_state[_SAID] = _("Choose a file first. A file of more than {n} MB is not taken.", n=_LIMIT)
        _empty_uploader()


def _translate_uploader(context: Context) -> None:
    # Streamlit writes these texts in English only; the style sheet puts ours in their place.
    _ = context.texts
    texts = {
        "--choose-files": _("Choose files"),
        "--file-limit": _("up to {n} MB each; or drop them here", n=_LIMIT),
        "--too-big": _("This file is too big: at most {n} MB. It was not sent.", n=_LIMIT),
    }
    names = " ".join(f"{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in texts.items())
    st.html(Html(f"<style>:root {{ {names} }}</style>"))


def _forget_other_partner(partner: str) -> None:
    # In the demo one session plays several partners: nobody may see another one's files or issues.
    if st.session_state.get("upload_partner") != partner:
        forget_result()
        forget_unchanged()
        for key in ("template", "pending_checked"):
            st.session_state.pop(key, None)
        st.session_state["upload_partner"] = partner


def forget_result() -> None:
    """Drop the last verdicts, and the marked workbooks with them."""
    for key in (_RESULT, _FEEDBACK, _LEFT_OUT):
        st.session_state.pop(key, None)


def _empty_uploader() -> None:
    # With a new key Streamlit drops the old uploader and the bytes that it held: a repaired file is never sent together
    # with the faulty one, and what the gate refused is gone at once.
    st.session_state[_ROUND] += 1
    st.rerun()


def receive(context: Context, partner: str, files: list[Upload], is_confirmed: bool = False) -> None:
    """Hand files in, warnings confirmed or not, and keep what became of them for this session; runs the page again."""
    _ = context.texts
    forget_result()
    bar = st.progress(0.0, _("Reading …"))

    def tell(done: int, total: int) -> None:
        bar.progress(done / total if total else 1.0, _("Read {done} of {total}", done=done, total=total))

    received = receive_workbooks(context.actor, files, partner, _.language, is_confirmed, tell)
    keep_result(context, received, files)
    _empty_uploader()


def keep_result(context: Context, received: Received, files: list[Upload]) -> None:
    """Keep the verdicts; of rejected files the marked workbook, never the file itself."""
    st.session_state[_RESULT] = received
    left_out = [name for place, (name, _data) in enumerate(files) if place not in received.places]
    st.session_state[_LEFT_OUT] = left_out
    if received.is_pending:
        return
    feedback = {}
    for number, (receipt, place) in enumerate(zip(received.receipts, received.places, strict=False), start=1):
        if receipt.submission_id is None and receipt.issues and receipt.checked and not is_personal(receipt):
            made = make_feedback(context.definitions, files[place][1], receipt.checked)
            if made is not None:
                feedback[number] = made
    st.session_state[_FEEDBACK] = feedback


def show_result(context: Context, partner: str, months: dict[int, MonthStanding]) -> None:
    """What became of the last files, as long as no others are chosen."""
    received: Received | None = st.session_state.get(_RESULT)
    if received is None:
        return
    _, receipts = context.texts, received.receipts
    with st.container(key="upload_result"):
        if left_out := st.session_state.get(_LEFT_OUT):
            names = ", ".join(left_out)
            said = _(
                "The same month was chosen twice; the file that was saved last was taken. Left out: {names}",
                names=names,
            )
            show(element("p", said, cls="banner quiet", role="status"))
        if received.is_pending:
            return
        if len(receipts) > 1 and any(receipt.submission_id is None for receipt in receipts):
            show(element("p", _(_TOGETHER), cls="banner", role="status"))
        feedback: dict[int, bytes] = st.session_state.get(_FEEDBACK, {})
        for number, receipt in enumerate(receipts, start=1):
            standing = months.get(receipt.month or 0) if receipt.partner == partner else None
            show_receipt(receipt, context, str(number), feedback.get(number), standing, number)
            if standing is not None and standing.lock is not None and receipt.submission_id is None:
                show_unlock(context, partner, standing, "receipt")
        _show_next_template(context, partner, received)


def _show_next_template(context: Context, partner: str, received: Received) -> None:
    stored = [receipt.month for receipt in received.receipts if receipt.submission_id and receipt.month]
    registered = context.definitions.partner(partner)
    following = max(stored, default=0) + 1
    if not stored or registered is None or not context.definitions.is_expected(registered, following):
        return
    own = read_own_submissions(context.actor, partner)
    key = f"template_language_{partner}_{context.texts.language}"
    language = st.session_state.get(key, context.texts.language)
    show(element("p", context.texts("The next month's template is ready, prefilled with what you just sent:")))
    show_template_download(context, partner, following, language, own, "template_of_next_month")
