"""Safety concerns for safeguarding and the coordinator: how many, from whom, of which month, and nothing else."""

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.frame import heading
from dashboard.labels import moment_label, month_label, partner_label
from dashboard.markup import Child, Html, element, join, show, text_for_readers
from dashboard.matrix import MARKS
from dashboard.session import Context
from dashboard.tables import build_table
from etl.services import note_safety_look, read_safety
from indicators.periods import month_code

if TYPE_CHECKING:
    from etl.services import Concerns, SafetyBoard

_LOOKED = "safety_looked_at"
# Why there is no number, with the marks of the reporting matrix.
_SILENT = {state: MARKS[state] for state in ("late", "missing", "returned", "not_due", "not_expected")}


def show_safety(context: Context) -> None:
    """What was reported, the newest first; then every month and partner, so that silence is seen as well."""
    _, board = context.texts, read_safety(context.actor)
    if not board.names:
        show(element("p", _("This project counts no safety concerns."), cls="note"))
        return
    is_first = _note_look(board, context)
    told = _(
        "Numbers only: what happened stays in the centre. Few concerns can mean safety or silence, and they are no "
        "measure to compare partners by. They are in no release."
    )
    show(element("p", _.list_apart(_(name) for name in board.names), cls="verdict"), element("p", told, cls="note"))
    _show_reported(board, is_first, context)
    _show_matrix(board, context)


def _note_look(board: "SafetyBoard", context: Context) -> bool:
    """Keep once a session that the viewer looked; is it the first look of all?"""
    if _LOOKED not in st.session_state:
        st.session_state[_LOOKED] = board.looked_at
        note_safety_look(context.actor)
    return st.session_state[_LOOKED] is None


def _is_new(cell: "Concerns") -> bool:
    looked_at = st.session_state.get(_LOOKED)
    return bool(cell.count and looked_at and cell.received_at and cell.received_at > looked_at)


def _show_reported(board: "SafetyBoard", is_first: bool, context: Context) -> None:
    _, reported = context.texts, board.reported
    total = sum(cell.count or 0 for cell in reported)
    show(heading(_("Reported"), _.plural("{n} concern", "{n} concerns", total) if total else None))
    if not reported:
        show(element("p", _("No partner has reported a concern so far."), cls="note"))
        return
    if not is_first:
        show(element("p", _say_new(sum(map(_is_new, reported)), context), cls="note"))
    head = [_("Month"), _("Partner"), _("Concerns"), _("Received"), _("State")]
    rows = (_build_row(cell, context) for cell in reported)
    show(build_table(head, rows, _("Safety concerns, the newest first"), (2,), cls="cards"))


def _say_new(n: int, context: Context) -> str:
    _ = context.texts
    looked = moment_label(st.session_state[_LOOKED], context)
    if not n:
        return _("Nothing new since you looked last, {moment}.", moment=looked)
    return _.plural(
        "{n} is new since you looked last, {moment}.", "{n} are new since you looked last, {moment}.", n, moment=looked
    )


def _build_row(cell: "Concerns", context: Context) -> list[Child]:
    _ = context.texts
    state = _("waits for the coordinator") if cell.state == "waiting" else _("accepted")
    new = element("span", "● ", _("new"), cls="outcome new") if _is_new(cell) else None
    return [
        join((element("b", month_label(cell.month, context)), " ", new)),
        partner_label(cell.partner, context),
        element("b", str(cell.count)),
        moment_label(cell.received_at, context) if cell.received_at else "–",
        state,
    ]


def _show_matrix(board: "SafetyBoard", context: Context) -> None:
    _ = context.texts
    show(heading(_("Every month and partner"), _("the newest first")))
    if not board.months:
        show(element("p", _("No month has begun yet."), cls="note"))
        return
    head = [_("Month"), *board.partners]
    rows = (_build_months_row(month, board, context) for month in board.months)
    table = build_table(head, rows, _("Safety concerns by month and partner"), range(1, len(head)), cls="safety")
    keys = [_("a number: reported, 0 included"), _("in brackets: the workbook still waits for the coordinator")]
    keys += [f"{symbol} {_(words)}" for symbol, words in _SILENT.values()]
    show(table, element("ul", *(element("li", one) for one in dict.fromkeys(keys)), cls="legend"))


def _build_months_row(month: int, board: "SafetyBoard", context: Context) -> list[Child]:
    cells: list[Child] = [element("span", month_code(month), element("small", context.month_name(month, "LLL y")))]
    return cells + [_build_cell(board.cells.get((month, partner)), context) for partner in board.partners]


def _build_cell(cell: "Concerns | None", context: Context) -> Html:
    if cell is None or cell.count is None:
        symbol, words = _SILENT.get(cell.state if cell else "not_expected", _SILENT["not_expected"])
        shown = element("span", symbol, aria_hidden="true")
        return element(
            "span", shown, text_for_readers(context.texts(words)), cls="quiet-text", title=context.texts(words)
        )
    number = f"({cell.count})" if cell.state == "waiting" else str(cell.count)
    return element("b", number, cls="concern") if cell.count else element("span", number)
