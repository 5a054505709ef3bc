"""The map of the page Study and practices: a chosen figure by country, with the ways that practices took."""

from dataclasses import dataclass

from dashboard.breakdown import category_name
from dashboard.chart import show_chart
from dashboard.countries import COUNTRY, count_partners, countries_of, country_name, read_by_country
from dashboard.coverage_note import say_coverage
from dashboard.glossary import build_term
from dashboard.links import link_to_indicator
from dashboard.markup import Child, Html, element, join, show
from dashboard.pickers import choose_one
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.tables import build_table
from indicators.charts.country_map import CountryFigure, Way, draw_country_map, has_shape
from indicators.disclosure.book import NOT_BROKEN_DOWN
from indicators.model.indicator import Distinct
from indicators.reasons import state_reason

_KEY, _PARTNERS = "map", "partners"


@dataclass(frozen=True)
class _Shown:
    """What the map draws: its figures, the sentence that it shows, and the rows that stand behind it."""

    title: str
    finding: str
    figures: list[CountryFigure]
    rows: dict[str, Row]
    standing: Standing | None = None


def show_map(released: Released, standings: list[Standing], ways: list[Way]) -> None:
    """The picker of the figure, the map, and its table; `standings` are the indicators that may be chosen."""
    chosen = _choose(released, [one for one in standings if is_mapped(one, released)])
    shown = _of_indicator(chosen, released) if chosen else _of_partners(released)
    if not any(has_shape(figure.code) for figure in shown.figures):
        said = released.context.texts("None of these countries has a shape on our map; the table lists them.")
        show(element("h2", shown.finding, cls="finding"), element("p", said, cls="note"), _build_table(shown, released))
        return
    figure, alt = draw_country_map(shown.figures, ways, height=520), _describe(shown, released)
    table, note = _build_table(shown, released), _note(ways, shown, released)
    show_chart(figure, shown.finding, alt, table, "countries", note or None, level=2)


def is_mapped(standing: Standing, released: Released) -> bool:
    """Does the release tell the indicator by country, and is it of no women and no mere list of countries?"""
    definitions = released.context.definitions
    indicator = next((one for one in definitions.indicators if one.code == standing.code), None)
    if standing.is_of_women or indicator is None or not _rows_of(standing, released):
        return False
    sheet, rule = definitions.workbook.sheets.get(indicator.sheet or ""), indicator.calculation
    counted = [term.column for one in rule.of for term in one.terms] if isinstance(rule, Distinct) else []
    return sheet is None or counted != [sheet.country_column]


def _choose(released: Released, standings: list[Standing]) -> Standing | None:
    _ = released.context.texts
    names = {one.code: f"{one.code} · {_(one.name)}" for one in standings} | {_PARTNERS: _("Partners")}
    chosen = choose_one(_KEY, _("What the map shows"), names, _)
    return next((one for one in standings if one.code == chosen), None)


def _rows_of(standing: Standing, released: Released) -> list[Row]:
    month = (standing.shown or standing.now)["month"]
    return [row for row in released.figure_rows.get((standing.code, month), ()) if row["breakdown"] == COUNTRY]


def _of_partners(released: Released) -> _Shown:
    context = released.context
    figures = count_partners(released.partners, context.definitions, context.texts)
    finding = context.texts.plural("{n} country with partners.", "{n} countries with partners.", len(figures))
    return _Shown(context.texts("Partners"), finding, figures, {})


def _of_indicator(standing: Standing, released: Released) -> _Shown:
    _, rows = released.context.texts, _rows_of(standing, released)
    figures = read_by_country(
        rows, countries_of(released.partners), standing.decimals, lambda code: _name(code, standing, released), _
    )
    places = {"indicator": _(standing.name), "total": len(figures)}
    if standing.indicator["type"] == "count":
        found = sum(bool(figure.value) for figure in figures)
        finding = _.plural(
            "{indicator}: {n} of {total} countries has at least one.",
            "{indicator}: {n} of {total} countries have at least one.",
            found,
            **places,
        )
    else:
        found = sum(figure.value is not None for figure in figures)
        finding = _.plural(
            "{indicator}: {n} of {total} countries has a figure.",
            "{indicator}: {n} of {total} countries have a figure.",
            found,
            **places,
        )
    return _Shown(_(standing.name), finding, figures, {str(row["category"]): row for row in rows}, standing)


def _name(code: str, standing: Standing, released: Released) -> str:
    known = category_name(COUNTRY, code, standing.code, released)
    return known if known != code else country_name(code, released.context.definitions, released.context.texts)


def _describe(shown: _Shown, released: Released) -> str:
    _ = released.context.texts
    listed = _.list_apart(f"{one.name}{_.colon}{one.shown}" for one in shown.figures)
    return _("Map of countries, {indicator}. {list}", indicator=shown.title, list=listed)


def _note(ways: list[Way], shown: _Shown, released: Released) -> str:
    _ = released.context.texts
    is_empty = any(one.value is None for one in shown.figures)
    said = [_("An empty shape in dots: no figure is shown; the table says why.")] if is_empty else []
    if ways:
        said.append(_("An arrow leads from the country of a practice to one where it was taken up."))
    missing = [one.name for one in shown.figures if not has_shape(one.code)]
    if missing:
        said.append(_("Not on the map, but in the table: {countries}.", countries=", ".join(missing)))
    return " ".join(said)


def _build_table(shown: _Shown, released: Released) -> Html:
    _ = released.context.texts
    if shown.standing is None:
        return build_table(
            [_("Country"), shown.title], ([one.name, one.shown] for one in shown.figures), shown.title, (1,)
        )
    head = [_("Country"), shown.title, _("Coverage"), _("Why there is no figure")]
    rows = [_line(one, shown.rows.get(one.code), released) for one in shown.figures]
    merged = shown.rows.get(NOT_BROKEN_DOWN)
    if merged:
        name = _("not broken down")
        found = read_by_country([merged | {"category": name}], (), shown.standing.decimals, str, _)
        rows.append(_line(found[0], merged, released))
    terms = {2: build_term("coverage", _, head[2])}
    link = element("p", _("How it is counted:"), " ", link_to_indicator(shown.standing.code), cls="note")
    return join([build_table(head, rows, shown.title, (1,), cls="cards", terms=terms), link])


def _line(one: CountryFigure, row: Row | None, released: Released) -> list[Child]:
    coverage = say_coverage(row, released.context.texts) if row else "–"
    return [one.name, one.shown, coverage, _why(one, row, released)]


def _why(one: CountryFigure, row: Row | None, released: Released) -> str:
    _ = released.context.texts
    if one.value is not None:
        return "–"
    if row is None:
        return _("What can't be told apart safely stands under “not broken down”.")
    return state_reason(row, _, released.context.periods)
