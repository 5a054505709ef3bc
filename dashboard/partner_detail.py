"""One partner: who it is, how punctual it reports, what of it the release tells, and what it leads."""

import pandas as pd

from dashboard.countries import country_name
from dashboard.coverage_note import say_coverage
from dashboard.deliverables import build_deliverables
from dashboard.frame import heading
from dashboard.glossary import build_term
from dashboard.links import name_indicator
from dashboard.markup import Child, Html, element, show
from dashboard.matrix import build_legend, build_matrix
from dashboard.rows import Row, as_rows
from dashboard.schedule import read_schedule
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure
from dashboard.tables import build_facts, build_table
from dashboard.timeliness import MISSING, ON_TIME, RECEIVED_LATE, Timeliness
from indicators.disclosure.book import NOT_BROKEN_DOWN
from indicators.reasons import CLASS_OF_WOMEN, say_value, state_reason

_PARTNER = "partner"


def say_not_delivered(partner: Row, released: Released) -> str:
    """The sheets that a partner doesn't deliver, by their names; a dash where it delivers all."""
    context = released.context
    codes = [code for code in str(partner.get("does_not_deliver") or "").split(";") if code]
    known = context.definitions.workbook.sheets
    return ", ".join(context.texts(known[code].label) if code in known else code for code in codes) or "–"


def show_partner(code: str, timeliness: Timeliness, reporting: pd.DataFrame, released: Released) -> None:
    """Everything that the release holds of one partner; nothing about women is told by partner."""
    _ = released.context.texts
    show(
        heading(released.partner_name(code)),
        _build_facts(code, timeliness, released),
        build_matrix(reporting, released, [code]),
        build_legend(_),
    )
    _show_figures(code, released)
    own = [one for one in read_schedule(released) if one.lead == code]
    show(element("h3", _("Deliverables that it leads")))
    show(build_deliverables(own, released) if own else element("p", _("It leads no deliverable.")))


def _build_facts(code: str, timeliness: Timeliness, released: Released) -> Html:
    context, partner = released.context, released.partners[code]
    _ = context.texts
    received = _(
        "{on_time} in time, {late} late, {missing} missing",
        on_time=timeliness.of(ON_TIME),
        late=timeliness.of(RECEIVED_LATE),
        missing=timeliness.of(MISSING),
    )
    expected = _.plural("of {n} workbook expected", "of {n} workbooks expected", timeliness.expected_n)
    facts: list[tuple[str, Child]] = [
        (_("Country"), country_name(str(partner["country"]), context.definitions, _)),
        (_("Reports"), _("from {first} to {last}", first=partner["from_month"], last=partner["to_month"])),
        (_("Workbooks"), element("span", received, element("small", expected))),
        (_("Does not deliver"), say_not_delivered(partner, released)),
    ]
    return build_facts(facts)


def _show_figures(code: str, released: Released) -> None:
    _ = released.context.texts
    rows = read_own_figures(released.figures, code, released.month_code)
    show(element("h3", _("Its figures at {month}", month=released.month_code)))
    note = _("Only what may be told by partner: no figure about women ever is.")
    if not rows:
        show(element("p", _("The release tells no figure by partner.")), element("p", note, cls="note"))
        return
    by_code = {str(row["indicator_code"]): row for row in rows}
    lines = (_line(by_code[one.code], one, released) for one in released.standings if one.code in by_code)
    head = [_("Indicator"), _("This partner"), _("All partners"), _("Coverage of all")]
    terms = {3: build_term("coverage", _, head[3])}
    table = build_table(head, lines, _("Figures of the partner"), (1, 2), cls="cards", terms=terms)
    show(element("p", note, cls="note"), table)


def read_own_figures(figures: pd.DataFrame, code: str, month: str) -> list[Row]:
    """The partner's rows of a month; none about women, whatever the file says, and nothing that was merged."""
    own = figures[(figures["breakdown"] == _PARTNER) & (figures["category"] == code) & (figures["month"] == month)]
    return as_rows(own[(own["class"] != CLASS_OF_WOMEN) & (own["category"] != NOT_BROKEN_DOWN)])


def _line(row: Row, one: Standing, released: Released) -> list[Child]:
    _, total = released.context.texts, one.shown or one.now
    why = None if row["state"] == "value" else state_reason(row, _, released.context.periods)
    value = say_value(total["value"], total["unit"], _, one.decimals) if one.shown else None
    return [
        name_indicator(_(one.name), one.code),
        element("span", build_figure(row, _, one.decimals), element("small", why) if why else None),
        value or build_figure(one.now, _, one.decimals),
        say_coverage(total, _),
    ]
