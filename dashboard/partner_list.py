"""All partners or those that a reader looks for: the matrix, and how punctual each is."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.chart import show_chart
from dashboard.countries import countries_of, country_name
from dashboard.glossary import build_term
from dashboard.links import link_to_page
from dashboard.markup import Child, Html, element, show
from dashboard.matrix import MARKS, build_legend, build_matrix
from dashboard.partner_detail import say_not_delivered
from dashboard.pickers import ALL, choose_one
from dashboard.session import Released
from dashboard.tables import build_table
from dashboard.timeliness import LOOKED_FOR, MISSING, ON_TIME, RECEIVED_LATE, Timeliness, having
from indicators.charts.timeliness import draw_timeliness, timeliness_parts

OF, _COUNTRY, _STATE = "of", "country", "state"


@dataclass(frozen=True)
class Looked:
    """What the reader looks for; empty means everything."""

    country: str
    state: str
    partner: str


def choose_partners(released: Released) -> Looked:
    """Three pickers side by side; the choice stands in the address (`of` is the partner: the demo has `partner`)."""
    _, definitions = released.context.texts, released.context.definitions
    countries = {code: country_name(code, definitions, _) for code in countries_of(released.partners)}
    states = {kind: _(MARKS[kind][1]) for kind in LOOKED_FOR}
    partners = {code: released.partner_name(code) for code in released.partners}
    first, second, third = st.columns(3, gap="small")
    with first:
        country = choose_one(_COUNTRY, _("Country"), {ALL: _("All countries")} | countries, _)
    with second:
        state = choose_one(_STATE, _("With a workbook that is"), {ALL: _("in any state")} | states, _)
    with third:
        partner = choose_one(OF, _("One partner in detail"), {ALL: _("All partners")} | partners, _)
    return Looked(country, state, partner)


def keep(found: list[Timeliness], looked: Looked, released: Released) -> list[Timeliness]:
    """The partners that the reader looks for."""
    of_country = [one for one in found if looked.country in (ALL, str(released.partners[one.partner_code]["country"]))]
    return having(of_country, looked.state or None)


def show_partners(kept: list[Timeliness], reporting: pd.DataFrame, released: Released) -> None:
    """Legend and matrix, then the bars with their table; a sentence where nobody is left."""
    _ = released.context.texts
    if not kept:
        show(element("p", _("No partner of this country has a workbook in this state.")))
        return
    codes = [one.partner_code for one in kept]
    show(build_matrix(reporting, released, codes), build_legend(_))
    names = {kind: _(MARKS[kind][1]) for kind in LOOKED_FOR}
    figure = draw_timeliness([(one.partner_code, one.counts) for one in kept], timeliness_parts(names), _)
    finding, alt = _say_punctual(kept, released), _describe(kept, released)
    show_chart(figure, finding, alt, _build_table(kept, released), "punctual", level=2)


def _say_punctual(kept: list[Timeliness], released: Released) -> str:
    _ = released.context.texts
    never_late = sum(one.of(MISSING) + one.of(RECEIVED_LATE) == 0 for one in kept)
    return _.plural(
        "{n} of {total} partners has sent every workbook in time.",
        "{n} of {total} partners have sent every workbook in time.",
        never_late,
        total=len(kept),
    )


def _describe(kept: list[Timeliness], released: Released) -> str:
    _ = released.context.texts
    lines = (
        _(
            "{partner}: {on_time} in time, {late} late, {missing} missing",
            partner=one.partner_code,
            on_time=one.of(ON_TIME),
            late=one.of(RECEIVED_LATE),
            missing=one.of(MISSING),
        )
        for one in kept
    )
    return _("Bars by partner. {list}", list=_.list_apart(lines))


def _build_table(kept: list[Timeliness], released: Released) -> Html:
    _ = released.context.texts
    head = [_("Partner"), _("Expected"), _("In time"), _("Late"), _("Missing"), _("Does not deliver")]
    return build_table(
        head,
        (_row(one, released) for one in kept),
        _("How punctual each partner reports"),
        (1, 2, 3, 4),
        cls="cards",
        terms={0: build_term("partner", _, head[0])},
    )


def _row(one: Timeliness, released: Released) -> list[Child]:
    _ = released.context.texts
    counts = (one.expected_n, one.of(ON_TIME), one.of(RECEIVED_LATE), one.of(MISSING))
    return [
        link_to_page("partners", released.partner_name(one.partner_code), **{OF: one.partner_code}),
        *(_.number(n) for n in counts),
        say_not_delivered(released.partners[one.partner_code], released),
    ]
