"""The table of a partner's own figures, and one of them in detail: month by month, and the rows behind it."""

from collections.abc import Iterable, Sequence

from dashboard.chart import show_chart
from dashboard.coverage_note import build_coverage
from dashboard.frame import heading
from dashboard.labels import month_label
from dashboard.links import link_to_page, name_indicator
from dashboard.markup import Child, Html, element, show
from dashboard.own_standing import OwnLine
from dashboard.session import Context
from dashboard.symbols import build_figure
from dashboard.tables import build_table
from etl.services import OwnFigures, OwnValue
from indicators.charts.own_months import draw_own_months
from indicators.model.indicator import Indicator
from indicators.periods import month_code, month_number
from indicators.reasons import STATE_NAMES, format_value
from indicators.texts import N_

# A partner's own answers are never too few to be shown to itself: there are none to divide by.
_STATES = STATE_NAMES | {"too_few": N_("nothing to calculate from yet")}


def build_own_table(lines: Sequence[OwnLine], month: int, context: Context) -> Html:
    """Own value and consortium's figure with its coverage; the name leads to the months, the code to the passport.

    Both are of `month`, except where another one stands below.
    """
    _ = context.texts
    head = [_("Indicator"), _("Yours"), _("The consortium, as released"), _("Coverage")]
    rows = (_row(line, month, context) for line in lines)
    return build_table(head, rows, _("Own figures"), (1, 2), cls="cards own-figures")


def _row(line: OwnLine, month: int, context: Context) -> list[Child]:
    _, code, standing = context.texts, line.indicator.code, line.standing
    name = name_indicator(link_to_page("own", _(line.indicator.name), indicator=code), code)
    own = element("span", build_own_value(line.own, line.indicator, context), _at(line.own.month, month))
    if standing is None:
        return [name, own, "–", "–"]
    row = standing.shown or standing.now
    released = element("span", build_figure(row, _, standing.decimals), _at(month_number(str(row["month"])), month))
    return [name, own, released, build_coverage(row, _)]


def _at(month: int, usual: int) -> Html | None:
    return element("small", month_code(month), cls="at-month") if month != usual else None


def build_own_value(own: OwnValue, indicator: Indicator, context: Context) -> Html:
    """The value with what it was divided by, or the words for why there is none."""
    _ = context.texts
    if own.state != "value":
        return element("span", _(_STATES[own.state]), cls=f"state {own.state}")
    return element("span", format_value(own.value, indicator.unit, _, indicator.decimals), cls="value")


def show_own_detail(line: OwnLine, own: OwnFigures, context: Context) -> None:
    """One indicator: the newest own value as a sentence, its months as chart and table, the rows behind it."""
    _, indicator = context.texts, line.indicator
    name, values = _(indicator.name), own.values[indicator.code]
    show(heading(name, indicator.code), element("p", _(indicator.definition), cls="note"))
    shown = [(one.month, one.value) for one in values]
    show_chart(
        draw_own_months(shown, indicator.unit, _, context.periods, indicator.decimals),
        _say_finding(line, context),
        _("Your own values of {name} until {month}", name=name, month=month_code(own.until)),
        _build_months(values, indicator, own, context),
        "own_months",
    )
    show(element("h3", _("Your rows behind the newest figure")), _build_rows(line, own, context))


def _say_finding(line: OwnLine, context: Context) -> str:
    _, own, month = context.texts, line.newest, month_code(line.newest.month)
    if own.state != "value":
        return _("Your figure at {month}: {state}", month=month, state=_(_STATES[own.state]))
    value = format_value(own.value, line.indicator.unit, _, line.indicator.decimals)
    return _("Your figure at {month}: {value}", month=month, value=value)


def _build_months(values: Iterable[OwnValue], indicator: Indicator, own: OwnFigures, context: Context) -> Html:
    _ = context.texts
    rows: list[list[Child]] = [
        [
            month_label(one.month, context),
            build_own_value(one, indicator, context),
            _counted(one, context),
            _("accepted") if one.month in own.accepted else _("none"),
        ]
        for one in values
    ]
    head = [_("Month"), _("Yours"), _("Calculated from"), _("Workbook")]
    return build_table(head, rows[::-1], _("Your own values, month by month"), (1,))


def _counted(one: OwnValue, context: Context) -> str:
    if one.numerator is None or one.denominator is None:
        return "–"
    _ = context.texts
    return _("{above} of {below}", above=float(one.numerator), below=float(one.denominator))


def _build_rows(line: OwnLine, own: OwnFigures, context: Context) -> Html:
    _, sheets = context.texts, context.definitions.workbook.sheets
    found = own.rows.get(line.indicator.code, ())
    if not found:
        return element("p", _("No row of yours counts for it."), cls="note")
    head = [_("Month"), _("Revision"), _("Sheet"), _("Rows")]
    rows: list[list[Child]] = [
        [
            month_label(one.month, context),
            str(one.revision),
            element("span", _(sheets[one.sheet].label), element("small", one.sheet)),
            ", ".join(str(number) for number in one.rows),
        ]
        for one in found
    ]
    return build_table(head, rows[::-1], _("Your rows behind the newest figure"), (1,))
