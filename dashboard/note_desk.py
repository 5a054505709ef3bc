"""Contact notes: what the coordinator heard from a partner, beside its missing months; for the desk alone."""

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard.done_note import show_done
from dashboard.labels import month_label, partner_label
from dashboard.markup import Html, element, join, show
from dashboard.session import Context
from etl.services import MAX_NOTE_CHARACTERS, ContactNote, MonthsNow, UserError, keep_contact_note
from indicators.periods import month_code

_DONE, _TURN = "note_done", "note_turn"
_NO_MONTH = 0


def show_note_done() -> None:
    """What became of the last note."""
    show_done(_DONE)


def say_note(notes: Iterable[ContactNote], partner: str, month: int, context: Context) -> Html | str:
    """What stands of a partner and of this month of it, with the day; a dash where nothing does."""
    own = [one for one in notes if one.partner == partner and one.month in (None, month)]
    if not own:
        return "–"
    _ = context.texts
    days = {one: element("small", _.day(one.noted_at.date())) for one in own}
    return join(element("span", _.quote(one.text), " ", day, cls="noted") for one, day in days.items())


def show_notes(notes: Sequence[ContactNote], context: Context) -> None:
    """The notes of one partner, each with a button that takes it back."""
    _ = context.texts
    for note in notes:
        place = month_code(note.month) if note.month else _("all its months")
        with st.container(horizontal=True, vertical_alignment="center", key=f"note_line_{note.partner}_{note.month}"):
            about = _("{place}, noted {day} by {who}", place=place, day=_.day(note.noted_at.date()), who=note.who)
            show(element("p", _.quote(note.text), element("small", about), cls="noted"))
            if st.button(_("Take the note back"), key=f"withdraw_{note.partner}_{note.month}"):
                _keep(note.partner, note.month, "", context)


def show_other_notes(context: Context, now: MonthsNow) -> None:
    """What was noted of partners that miss nothing now, and a form for any of them."""
    _, missing = context.texts, {one.partner for one in now.open}
    others = [one.code for one in context.definitions.partners if one.code not in missing]
    if not others:
        return
    known = [note for note in now.notes if note.partner in others]
    with st.expander(_("Notes on the other partners ({n})", n=len(known)), expanded=bool(known)):
        for code in dict.fromkeys(note.partner for note in known):
            show(element("h3", partner_label(code, context)))
            show_notes([note for note in known if note.partner == code], context)
        code = st.selectbox(
            _("Partner"),
            others,
            format_func=lambda one: partner_label(one, context),
            key=f"note_partner_{_.language}",
        )
        begun = (month for month in range(context.periods.count, 0, -1))
        today = context.home.today()
        show_note_form(code, [month for month in begun if context.periods.is_begun(month, today)], context)


def show_note_form(partner: str, months: Sequence[int], context: Context) -> None:
    """A short text on one of these months, or on the partner as such."""
    _ = context.texts
    # A new key empties the field once the note is kept; a refused one stays to be corrected.
    turn = st.session_state.setdefault(_TURN, {}).get(partner, 0)
    with st.form(f"note_{partner}_{turn}", border=False):
        place, text_place = st.columns([1, 2.4], vertical_alignment="bottom")
        about = place.selectbox(
            _("Note on"),
            [*months, _NO_MONTH],
            format_func=lambda month: month_label(month, context) if month else _("all its months"),
            key=f"note_month_{partner}_{turn}_{_.language}",
        )
        text = text_place.text_input(
            _("Contact note"),
            placeholder=_("for instance: comes Thursday"),
            help=_("Kept for the desk alone, never released. No names, no numbers of persons, no addresses."),
            max_chars=MAX_NOTE_CHARACTERS,
            key=f"note_text_{partner}_{turn}",
        )
        is_kept = st.form_submit_button(_("Keep the note"), key=f"note_keep_{partner}_{turn}")
    if is_kept and text.strip():
        _keep(partner, about or None, text, context)
    elif is_kept:
        st.warning(_("Write the note first."))


def _keep(partner: str, month: int | None, text: str, context: Context) -> None:
    _ = context.texts
    try:
        keep_contact_note(context.actor, partner, month, text)
    except UserError as error:
        st.warning(error.tell(_))
        return
    turns = st.session_state.setdefault(_TURN, {})
    turns[partner] = turns.get(partner, 0) + 1
    st.session_state[_DONE] = (
        _("Noted for {partner}.", partner=partner) if text else _("Taken back for {partner}.", partner=partner)
    )
    st.rerun()
