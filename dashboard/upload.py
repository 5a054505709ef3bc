"""Upload: files in, a verdict for each, warnings to confirm, a receipt for what was stored."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.markup import Html, element, show
from dashboard.receipts import build_receipt
from dashboard.session import Context
from dashboard.template_choice import show_template_download
from etl.services import read_own_submissions, submit_workbooks

if TYPE_CHECKING:
    from etl.services import Receipt


_LIMIT = 5  # MB, as in .streamlit/config.toml
_RESULT, _FILES, _ROUND = "upload_result", "upload_files", "upload_round"
Upload = tuple[str, bytes]


def show_upload(context: Context, partner: str) -> None:
    """The uploader and, below it, what became of the last files."""
    _forget_other_partner(partner)
    _ = context.texts
    show(element("p", _("Checked at once; nothing is stored while a file has an error."), cls="note"))
    turn = st.session_state.setdefault(_ROUND, 0)
    _translate_button(_("Choose files"), _("up to {n} MB each", n=_LIMIT))
    with st.form(f"upload_{turn}", border=False):
        chosen = st.file_uploader(
            _("Workbooks (.xlsx)"), accept_multiple_files=True, key=f"files_{partner}_{turn}", max_upload_size=_LIMIT
        )
        is_sent = st.form_submit_button(_("Check and send"), type="primary")
    if is_sent and chosen:
        _submit(context, partner, [(one.name, one.getvalue()) for one in chosen], is_confirmed=False)
    elif is_sent:
        st.info(_("Choose a file first."))
    _show_result(context, partner)


def _translate_button(button: str, limit: str) -> None:
    # Streamlit writes these two texts in English only; the style sheet puts ours in their place.
    quoted = [json.dumps(text, ensure_ascii=False) for text in (button, limit)]
    names = f"--choose-files: {quoted[0]}; --file-limit: {quoted[1]};"
    st.html(Html(f"<style>:root {{ {names} }}</style>"))


def _forget_other_partner(partner: str) -> None:
    # In the demo one session plays several partners: nobody may see another one's files or issues.
    if st.session_state.get("upload_partner") != partner:
        for key in (_RESULT, _FILES, "template"):
            st.session_state.pop(key, None)
        st.session_state["upload_partner"] = partner


def _submit(context: Context, partner: str, files: list[Upload], is_confirmed: bool) -> None:
    _ = context.texts
    bar = st.progress(0.0, _("Reading …"))

    def tell(done: int, total: int) -> None:
        bar.progress(done / total if total else 1.0, _("Read {done} of {total}", done=done, total=total))

    receipts = submit_workbooks(
        context.home, context.definitions, files, context.viewer.name, is_confirmed, partner, tell
    )
    bar.empty()
    st.session_state[_RESULT] = receipts
    # Kept only while there is something to confirm.
    st.session_state[_FILES] = files if _awaits_confirmation(receipts) else []
    if all(receipt.submission_id for receipt in receipts):
        # A fresh uploader: what was taken must not look as if it still had to be sent.
        st.session_state[_ROUND] += 1
        st.rerun()


def _awaits_confirmation(receipts: "Sequence[Receipt]") -> bool:
    verdicts = {receipt.verdict for receipt in receipts if receipt.submission_id is None}
    return "confirm" in verdicts and "rejected" not in verdicts


def _show_result(context: Context, partner: str) -> None:
    receipts: list[Receipt] = st.session_state.get(_RESULT, [])
    if not receipts:
        return
    _ = context.texts
    if len(receipts) > 1 and any(receipt.submission_id is None for receipt in receipts):
        said = _("The files of one partner are taken together: as long as one of them has an error, none is stored.")
        show(element("p", said, cls="banner", role="status"))
    show(*(build_receipt(receipt, context) for receipt in receipts))
    files: list[Upload] = st.session_state.get(_FILES, [])
    if files and st.button(_("I have looked at the warnings: send as it is"), type="primary"):
        _submit(context, partner, files, is_confirmed=True)
    _show_next_template(context, partner, receipts)


def _show_next_template(context: Context, partner: str, receipts: "Sequence[Receipt]") -> None:
    stored = [receipt.month for receipt in receipts if receipt.submission_id and receipt.month]
    registered = context.definitions.partner(partner)
    following = max(stored, default=0) + 1
    if not stored or registered is None or not context.definitions.is_expected(registered, following):
        return
    own = read_own_submissions(context.home, context.definitions, partner)
    key = f"template_language_{partner}_{context.texts.language}"
    language = st.session_state.get(key, context.texts.language)
    show(element("p", context.texts("The next month's template is ready, prefilled with what you just sent:")))
    with st.container(width=340):
        show_template_download(context, partner, following, language, own, "template_of_next_month")
