"""Good practices: how far each has come, from which country, and where it was taken up."""

from dashboard.countries import country_name
from dashboard.exchange import Practice, count_states
from dashboard.markup import Child, Html, element, join, show
from dashboard.pickers import ALL, choose_one
from dashboard.session import Released
from dashboard.tables import build_bar, build_table
from indicators.model.study import Exchange
from indicators.model.workbook import CodeList, Sheet
from indicators.periods import month_number

_THEME = "theme"


def code_list(column: str, sheet: Sheet, released: Released) -> CodeList | None:
    """The code list behind a column, if it has one."""
    return released.context.definitions.code_lists.get(sheet.columns[column].list or "")


def build_states(practices: list[Practice], exchange: Exchange, sheet: Sheet, released: Released) -> Html:
    """How many practices stand in each state, in the order in which they pass them."""
    _, codes = released.context.texts, code_list(exchange.state, sheet, released)
    counted = count_states(practices, codes.codes if codes else sorted({one.state for one in practices}))
    longest = max(counted.values(), default=0) or 1
    rows: list[list[Child]] = [
        [_label(state, codes, released), _.number(n), build_bar(100 * n / longest)] for state, n in counted.items()
    ]
    return build_table([_("State"), _("Practices"), ""], rows, _("Practices by state"), (1,), cls="breakdown states")


def show_practices(practices: list[Practice], exchange: Exchange, sheet: Sheet, released: Released) -> None:
    """A picker of themes and the table."""
    _ = released.context.texts
    themes = {one.theme for one in practices}
    kept = _choose_theme(practices, themes, exchange, sheet, released)
    head = [_("Practice"), _("From"), _("Partner"), _("State"), _("Taken up by")]
    rows = (_row(one, exchange, sheet, released) for one in practices if kept in (ALL, one.theme))
    show(build_table(head, rows, _("Good practices"), cls="cards practices"))


def _choose_theme(
    practices: list[Practice], themes: set[str], exchange: Exchange, sheet: Sheet, released: Released
) -> str:
    _, codes = released.context.texts, code_list(exchange.theme, sheet, released)
    ordered = [code for code in codes.codes if code in themes] if codes else sorted(themes)
    names = {ALL: _("All themes")} | {code: _label(code, codes, released) for code in ordered}
    return choose_one(_THEME, _("Theme"), names, _)


def _row(one: Practice, exchange: Exchange, sheet: Sheet, released: Released) -> list[Child]:
    """What it is about before the code that it has in the workbooks: a practice has no other name in a release."""
    context = released.context
    theme = _label(one.theme, code_list(exchange.theme, sheet, released), released)
    state = _label(one.state, code_list(exchange.state, sheet, released), released)
    since = element("small", context.texts("since {month}", month=_month(one.since, released))) if one.since else None
    return [
        element("span", element("b", theme), element("small", one.code)),
        country_name(one.country, context.definitions, context.texts),
        released.partner_name(one.partner) if one.partner else "–",
        element("span", state, since),
        _adopters(one, released),
    ]


def _adopters(one: Practice, released: Released) -> Html | str:
    if not one.adopters:
        return "–"
    first, *others = (released.partner_name(code) for code in one.adopters)
    return element("span", first, *(join([element("br"), name]) for name in others))


def _month(code: str, released: Released) -> str:
    return released.context.month_name(month_number(code), "LLL y")


def _label(code: str, codes: CodeList | None, released: Released) -> str:
    return released.context.texts(codes.codes[code]) if codes and code in codes.codes else code or "–"
