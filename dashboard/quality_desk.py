"""The desk's questions on what is already accepted: what was found, what to ask the partner, what became of it."""

from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.done_note import show_done
from dashboard.frame import heading
from dashboard.labels import month_label, partner_label
from dashboard.markup import element, show
from dashboard.session import Context
from etl.services import (
    MAX_CHARACTERS,
    UserError,
    answer_query,
    load_texts,
    merge_reported,
    read_merged,
    read_queries,
    unmerge_reported,
)
from indicators.texts import SOURCE_LANGUAGE, Texts

if TYPE_CHECKING:
    from etl.services import Asked, Merge

ANCHOR = "second-look"
_DONE = "quality_done"


def show_quality(context: Context) -> int:
    """Questions by partner, the newest month first, and what is merged; computed now. Returns how many are open."""
    _ = context.texts
    show_done(_DONE)
    listed = read_queries(context.actor)
    show(element("div", id=ANCHOR), heading(_("Numbers worth a second look"), _.number(len(listed))))
    note = _("Questions, not faults: each of these workbooks was accepted, and nothing is changed by asking.")
    show(element("p", note if listed else _("Nothing stands out in what was accepted."), cls="note"))
    for code, own in groupby(listed, key=lambda one: one.query.partner):
        _show_partner(code, list(own), context)
    for merge in read_merged(context.actor):
        _show_merged(merge, context)
    return len(listed)


def _show_partner(code: str, listed: "list[Asked]", context: Context) -> None:
    with st.expander(f"{partner_label(code, context)} ({len(listed)})", expanded=True):
        for one in listed:
            _show_query(one, context)


def _show_query(asked: "Asked", context: Context) -> None:
    _, query = context.texts, asked.query
    with st.container(border=True):
        show(
            element("p", element("b", query.found(_))),
            element("p", _place(asked, context), cls="quiet-text"),
            element("p", _("Expected"), _.colon, query.expected(_)),
        )
        if asked.answer and asked.decision == "asked":
            show(element("p", _("Asked {day}", day=_.day(asked.answer.happened_at.date())), cls="quiet-text"))
        # In the partner's own language where there is one: it is copied into a message to it.
        st.caption(_("To ask the partner:"))
        st.code(query.ask(_texts_of(query.partner, context)), language=None, wrap_lines=True)
        if query.pair:
            _show_merge(asked, query.pair, context)
        _show_answer(asked, context)


def _texts_of(partner_code: str, context: Context) -> Texts:
    """The partner's language where the project speaks it: numbers of another one in an English sentence mislead."""
    partner, spoken = context.definitions.partner(partner_code), context.definitions.project.languages
    language = partner.language if partner and partner.language in spoken else SOURCE_LANGUAGE
    return load_texts(context.definitions, language)


def _place(asked: "Asked", context: Context) -> str:
    _, query = context.texts, asked.query
    sheet = context.definitions.workbook.sheets[query.sheet]
    columns = ", ".join(_.quote(_(sheet.columns[name].label)) for name in query.columns)
    rows = ", ".join(str(number) for number in query.rows)
    where = _("row {rows}", rows=rows) if not sheet.is_upright else ""
    return " · ".join(
        part for part in (month_label(query.month, context), query.sheet, columns, where, query.code) if part
    )


def _show_merge(asked: "Asked", pair: tuple[str, str], context: Context) -> None:
    _, key = context.texts, asked.query.key
    with st.form(f"merge_{key}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        organiser = st.selectbox(_("Organiser"), asked.query.pair_partners, key=f"organiser_{key}")
        is_merged = st.form_submit_button(_("Make one event of the two"), key=f"merge_button_{key}")
    if is_merged:
        try:
            merge_reported(context.actor, *pair, organiser)
        except UserError as error:
            st.warning(error.tell(_))
            return
        st.session_state[_DONE] = _("Merged: {first} and {second}", first=pair[0], second=pair[1])
        st.rerun()


def _show_answer(asked: "Asked", context: Context) -> None:
    _, key = context.texts, asked.query.key
    with st.form(f"answer_{key}", border=False):
        text = st.text_input(
            _("What explains it"),
            value=(asked.answer.note or "") if asked.answer else "",
            help=_("Kept with the question. No names, no places, nothing about a single woman."),
            max_chars=MAX_CHARACTERS,
            key=f"note_{key}",
        )
        with st.container(horizontal=True):
            is_explained = st.form_submit_button(_("Explained"), key=f"explained_{key}")
            is_asked = st.form_submit_button(_("Partner was asked"), key=f"asked_{key}")
    if is_explained or is_asked:
        _answer(key, "explained" if is_explained else "asked", text, context)


def _answer(key: str, decision: str, text: str, context: Context) -> None:
    try:
        answer_query(context.actor, key, decision, text)
    except UserError as error:
        st.warning(error.tell(context.texts))
        return
    st.session_state[_DONE] = context.texts("Kept. An explained question comes back only when its numbers change.")
    st.rerun()


def _show_merged(merge: "Merge", context: Context) -> None:
    _ = context.texts
    with st.container(horizontal=True, vertical_alignment="center", key=f"merged_{merge.merge_id}"):
        told = _("{first} and {second} are one event, organised by {organiser}.", **_places(merge))
        show(element("p", told))
        if st.button(_("Make two again"), key=f"unmerge_{merge.merge_id}"):
            try:
                unmerge_reported(context.actor, *merge.codes)
            except UserError as error:
                st.warning(error.tell(_))
                return
            st.session_state[_DONE] = _("Two again: {first} and {second}", first=merge.codes[0], second=merge.codes[1])
            st.rerun()


def _places(merge: "Merge") -> dict[str, str | None]:
    return {"first": merge.first_code, "second": merge.second_code, "organiser": merge.organiser}
