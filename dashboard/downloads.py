"""The files of a release: for whom each is, a button that has it made, and one that takes it along."""

import streamlit as st

from dashboard.download_focus import show_focus
from dashboard.download_offers import SECTIONS, Form, Offer, Section
from dashboard.download_selection import choose_selection
from dashboard.download_wait import Waiting, ask_for, find_failure, is_awaited, key_of, open_shelf, show_wait
from dashboard.frame import heading
from dashboard.markup import element, show
from dashboard.session import Released
from etl.services import Selection, Wanted

_WHOLE = Selection()


def show_downloads(released: Released) -> Waiting:
    """All sections; returns what is being made, to be waited for once the whole page is drawn."""
    _, info = released.context.texts, released.info
    label = _("Release {release}", release=info.release_id)
    said = _("Another release is chosen at the side. A file is made when you ask for it, which takes a few seconds.")
    show(heading(_("Files of this release"), label), element("p", said, cls="note"))
    waiting: Waiting = []
    for section in SECTIONS:
        waiting += _show_section(section, released)
    show_focus()
    return waiting


def _show_section(section: Section, released: Released) -> Waiting:
    _ = released.context.texts
    show(element("h3", _(section.title)), element("p", _(section.note), cls="note"))
    selection = choose_selection(released) if section.has_selection else _WHOLE
    return [found for offer in section.offers for found in _show_offer(offer, selection, released)]


def _show_offer(offer: Offer, selection: Selection, released: Released) -> Waiting:
    """One row: what it is, a button for each format; below it what is being made, or why it was not."""
    _ = released.context.texts
    waiting: Waiting = []
    code = offer.forms[0].kind.partition(".")[0]
    with st.container(key=f"offer_{code}"):
        with st.container(key=f"download_{code}", horizontal=True, vertical_alignment="center"):
            show(element("div", element("b", _(offer.title)), element("p", _(offer.purpose)), cls="offer"))
            wanted = [Wanted(form.kind, _.language, selection) for form in offer.forms]
            for form, one in zip(offer.forms, wanted, strict=True):
                _show_button(form, one, released)
        for one in wanted:
            waiting += show_wait(one, released)
            failure = find_failure(one, released)
            if failure:
                st.warning(failure)
        _show_missing(wanted, released)
    return waiting


def _show_missing(wanted: list[Wanted], released: Released) -> None:
    """What the project's settings leave open, for the one who can fill it in."""
    _, ready = released.context.texts, [open_shelf().find(key_of(one, released)) for one in wanted]
    missing = dict.fromkeys(name for one in ready if one is not None for name in one.missing)
    if missing and released.context.viewer.may_review:
        said = _("Left open by project.yaml and therefore not in it: {names}.", names=", ".join(missing))
        show(element("p", said, cls="note"))


def _show_button(form: Form, wanted: Wanted, released: Released) -> None:
    """Prepare, or, once the file lies ready, take it along: whole, never fetched by a second question."""
    _, shelf = released.context.texts, open_shelf()
    ready = shelf.find(key_of(wanted, released))
    key, places = form.kind.replace(".", "_"), {"format": form.name}
    if ready is None:
        st.button(
            _("Prepare {format}", **places),
            key=f"make_{key}",
            on_click=ask_for,
            args=(wanted, released),
            disabled=is_awaited(wanted, released),
        )
        return
    size = _.number(max(1, round(len(ready.data) / 1024)))
    st.download_button(
        _("Download {format} ({size} KB)", size=size, **places),
        ready.data,
        file_name=ready.name,
        mime=form.mime,
        key=f"get_{key}",
        type="primary",
        on_click="ignore",
    )
