"""Who still has to send what: one line for each partner and month, and by partner what was noted and a reminder."""

from collections.abc import Iterator

import streamlit as st

from dashboard.frame import heading
from dashboard.labels import month_label, partner_label
from dashboard.markup import Child, Html, element, show
from dashboard.matrix import MARKS
from dashboard.note_desk import say_note, show_note_form, show_notes
from dashboard.pickers import ALL, choose_one
from dashboard.reminder_desk import show_reminder
from dashboard.session import Context
from dashboard.tables import build_table
from etl.services import FollowUp, MonthsNow, OpenMonth
from indicators.model.project import Partner
from indicators.periods import month_code

ANCHOR = "missing-workbooks"


def show_missing(context: Context, now: MonthsNow) -> None:
    """The month to look at, then the list, then partner by partner."""
    _ = context.texts
    show(heading(_("Workbooks missing"), _("as of {day}", day=_.day(context.home.today()))))
    if not now.open:
        show(element("p", _("Nobody is missing: every workbook of every month that is over has come."), cls="summary"))
        return
    asked = _choose_month(context, now)
    listed = _of_month(now.open, asked)
    show(element("p", _say_how_many(listed, context), cls="summary"), _build_list(listed, now, context))
    is_open = st.toggle(_("Show all reminders"), key=f"all_reminders_{_.language}")
    for one in listed:
        _show_partner(one, now, is_open, context)


def _choose_month(context: Context, now: MonthsNow) -> str:
    _ = context.texts
    months = sorted({one.month for partner in now.open for one in partner.months})
    names = {ALL: _("All months")} | {month_code(month): month_label(month, context) for month in months}
    return choose_one("month", _("Reporting month"), names, _)


def _of_month(listed: tuple[FollowUp, ...], asked: str) -> list[FollowUp]:
    chosen = [
        FollowUp(one.partner, tuple(open_ for open_ in one.months if asked in (ALL, month_code(open_.month))))
        for one in listed
    ]
    # The longest late first: whoever is reminded most urgently.
    return sorted((one for one in chosen if one.months), key=lambda one: (one.months[0].due_on, one.partner))


def _say_how_many(listed: list[FollowUp], context: Context) -> str:
    count = sum(len(one.months) for one in listed)
    return context.texts.plural("{n} workbook is missing.", "{n} workbooks are missing.", count)


def _build_list(listed: list[FollowUp], now: MonthsNow, context: Context) -> Html:
    _ = context.texts
    head = [_("Partner"), _("Month"), _("State"), _("Due"), _("Days late"), _("Contact note")]
    return build_table(head, _lines(listed, now, context), _("Workbooks missing"), (4,), cls="cards missing")


def _lines(listed: list[FollowUp], now: MonthsNow, context: Context) -> Iterator[list[Child]]:
    _, today = context.texts, context.home.today()
    for partner in listed:
        for one in partner.months:
            late = one.days_late(today)
            yield [
                partner_label(partner.partner, context),
                month_label(one.month, context),
                _build_state(one, context),
                _.day(one.due_on),
                _.number(late) if late else "–",
                say_note(now.notes, partner.partner, one.month, context),
            ]


def _build_state(one: OpenMonth, context: Context) -> Html:
    _, (symbol, word) = context.texts, MARKS[one.state]
    glyph = element("span", symbol, cls="glyph", aria_hidden="true")
    locked = element("small", _("locked")) if one.is_locked else None
    return element("span", glyph, _(word), " ", locked, cls=f"open-state {one.state}")


def _show_partner(one: FollowUp, now: MonthsNow, is_open: bool, context: Context) -> None:
    _, partner = context.texts, context.definitions.partner(one.partner)
    if partner is None:
        return
    with st.container(border=True, key=f"follow_up_{one.partner}"):
        show(element("h3", partner_label(one.partner, context)))
        months = [open_.month for open_ in one.months]
        show_notes([note for note in now.notes if note.partner == one.partner], context)
        show_note_form(one.partner, months, context)
        with st.expander(_("Reminder, ready to copy"), expanded=is_open):
            _show_reminder(partner, one, context)


def _show_reminder(partner: Partner, one: FollowUp, context: Context) -> None:
    # Nobody is asked for what would be refused.
    months = [open_ for open_ in one.months if not open_.is_locked]
    if months:
        show_reminder(partner, months, context)
    else:
        show(element("p", context.texts("All its missing months are locked: unlock one below before you ask for it.")))
