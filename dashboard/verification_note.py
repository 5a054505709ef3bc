"""The second calculation on the pages: one quiet line, and a table for who wants to know."""

import streamlit as st

from dashboard.links import link_to_indicator
from dashboard.markup import Html, element, show
from dashboard.session import Released
from dashboard.tables import build_table
from dashboard.verified import Verification
from indicators.compared import say_compared
from indicators.texts import Texts


def build_verification(verification: Verification, texts: Texts) -> Html:
    """One line: how many figures were calculated a second time, and whether anything differed."""
    return element("p", say_verification(verification, texts), cls="verified quiet-text")


def say_verification(verification: Verification, texts: Texts) -> str:
    """The sentence of the line."""
    return say_compared(verification.compared_n, verification.differences_n, texts)


def say_verification_of(verification: Verification, code: str, texts: Texts) -> str | None:
    """The same of one indicator; None where the release doesn't tell them apart."""
    found = verification.of(code)
    return say_compared(found.figures_n, found.differences_n, texts) if found and found.figures_n else None


def show_verification(released: Released) -> None:
    """The line, and what was compared indicator by indicator."""
    _, verification = released.context.texts, released.verification
    show(build_verification(verification, _))
    if not verification.by_indicator:
        return
    names = {one.code: one.name for one in released.standings}
    head = [_("Indicator"), _("Figures compared"), _("with a value"), _("Differences")]
    rows = (
        [
            element("span", link_to_indicator(one.code), " ", _(names.get(one.code, ""))),
            _.number(one.figures_n),
            _.number(one.values_n),
            _.number(one.differences_n),
        ]
        for one in verification.by_indicator
    )
    with st.expander(_("The second calculation by indicator")):
        note = _(
            "A second program, which shares no code with the first, calculates every figure again from the accepted "
            "workbooks: value, state and coverage. A release with a difference is not published."
        )
        show(
            element("p", note, cls="note"),
            build_table(head, rows, _("The second calculation by indicator"), numeric=(1, 2, 3), cls="compared"),
        )
