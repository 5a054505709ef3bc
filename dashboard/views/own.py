"""Own figures: what a partner's own rows make of each indicator, beside the consortium's released figure."""

import streamlit as st

from dashboard.frame import heading, show_footer, show_masthead
from dashboard.labels import partner_label
from dashboard.links import link_to_page
from dashboard.markup import element, show
from dashboard.own_standing import OwnLine, compare_own, not_delivered
from dashboard.own_table import build_own_table, show_own_detail
from dashboard.pickers import ALL, choose_one
from dashboard.session import Context, Released, read_context, read_released
from etl.services import OwnFigures, UserError, read_own_figures
from indicators.periods import month_code

# By partner: in the demo one session plays several.
_KEPT = "own_figures"


def show_page() -> None:
    """The figures of the viewer's own partner, of no other."""
    context = show_masthead(read_context().texts("Own figures"))
    try:
        _show_figures(context, _read(context))
    except UserError as error:
        st.error(error.tell(context.texts))
    show_footer()


def _read(context: Context) -> OwnFigures:
    partner = context.viewer.partner_code or ""
    known = st.session_state.get(_KEPT)
    own = read_own_figures(context.actor, partner, known if known and known.partner == partner else None)
    st.session_state[_KEPT] = own
    return own


def _show_figures(context: Context, own: OwnFigures) -> None:
    _ = context.texts
    show(element("p", partner_label(own.partner, context), cls="summary"))
    if not own.accepted:
        _show_nothing_yet(context)
        return
    released = read_released()
    lines = compare_own(context.definitions, own, released.standings if released else ())
    show(element("p", _say_basis(own, released, context), cls="note"))
    chosen = _choose(lines, context)
    if chosen is not None:
        show_own_detail(chosen, own, context)
    month = released.month if released else own.until
    about = _("of {month}, where no other month stands below", month=month_code(month))
    show(heading(_("Yours and the consortium's"), about), build_own_table(lines, month, context))
    _show_notes(own, context)


def _show_nothing_yet(context: Context) -> None:
    _ = context.texts
    told = _("No workbook of yours has been accepted yet. From the first one on your own figures stand here.")
    show(
        element(
            "section", element("p", told, cls="summary"), element("p", link_to_page("submit", _("Submit"))), cls="empty"
        )
    )


def _say_basis(own: OwnFigures, released: Released | None, context: Context) -> str:
    _, count = context.texts, len(own.accepted)
    told = _.plural(
        "Yours: from {n} accepted workbook, the newest of {month}, as of now.",
        "Yours: from {n} accepted workbooks, the newest of {month}, as of now.",
        count,
        month=month_code(max(own.accepted)),
    )
    if released is None:
        beside = _("No release of the consortium is out yet.")
    else:
        info = released.info
        beside = _("The consortium: release {release} of {day}.", release=info.release_id, day=info.as_of)
    return f"{told} {beside}"


def _choose(lines: list[OwnLine], context: Context) -> OwnLine | None:
    _, by_code = context.texts, {line.indicator.code: line for line in lines}
    names = {ALL: _("Choose one to see its months and the rows behind it")}
    names |= {code: f"{code} · {_(line.indicator.name)}" for code, line in by_code.items()}
    return by_code.get(choose_one("indicator", _("Indicator in detail"), names, _))


def _show_notes(own: OwnFigures, context: Context) -> None:
    _, ledgers = context.texts, context.definitions.disclosure.ledgers
    lines = [
        _("What you held together with others is in your figure as you reported it, and once in the consortium's.")
    ]
    if ledgers is not None:
        lines.append(
            _(
                "Of women the consortium's figure holds closed groups only, and is mostly rounded; yours counts your "
                "own rows exactly, for outcomes those of ended pathways. Keep it to yourselves: a small number can "
                "tell who is meant."
            )
        )
    if missing := not_delivered(context.definitions, own):
        names = ", ".join(one.code for one in missing)
        lines.append(_("From sheets that you don't deliver: {codes}.", codes=names))
    show(heading(_("How to read it")), element("ul", *(element("li", line) for line in lines), cls="plain-list"))


show_page()
