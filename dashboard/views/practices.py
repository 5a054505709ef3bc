"""Study and practices: what was asked of the centres, what partners learnt from each other, and where it went."""

from dashboard.centre_counts import build_centre_counts
from dashboard.exchange import Practice, find_ways, read_practices
from dashboard.figure_table import TOTAL, build_figures
from dashboard.frame import show_empty, show_footer, show_masthead
from dashboard.glossary import build_term
from dashboard.markup import element, show
from dashboard.practice_map import show_map
from dashboard.practice_table import build_states, show_practices
from dashboard.released_rows import read_rows
from dashboard.rows import as_rows
from dashboard.session import Released, read_context, read_released
from dashboard.standing import Standing
from indicators.model.study import Exchange, Study


def show_page() -> None:
    """The map first, then the practices and the survey; what the project doesn't have is not there."""
    show_masthead(read_context().texts("Study and practices"))
    released = read_released()
    if released is None:
        show_empty()
        return
    study = released.context.definitions.study or Study()
    practices = _read_practices(study.practices, released) if study.practices else []
    _show_introduction(study, released)
    country_of = {code: str(row["country"]) for code, row in released.partners.items()}
    ways = find_ways(practices, country_of, study.practices) if study.practices else []
    show_map(released, _standings(study, released), ways)
    if study.practices:
        _show_exchange(practices, study.practices, released)
    if study.survey:
        _show_survey(study, released)
    show_footer()


def _show_introduction(study: Study, released: Released) -> None:
    _ = released.context.texts
    if not study.survey and not study.practices:
        show(element("p", _("This project has neither a survey of services nor an exchange of practices."), cls="note"))


def _standings(study: Study, released: Released) -> list[Standing]:
    """The indicators of the exchange first, then those of the survey, each in the order of the framework."""
    sheets = [part.sheet for part in (study.practices, study.survey) if part]
    own = {one.code: one.sheet for one in released.context.definitions.indicators}
    return [one for sheet in sheets for one in released.standings if own.get(one.code) == sheet]


def _read_practices(exchange: Exchange, released: Released) -> list[Practice]:
    sheet = released.context.definitions.workbook.sheets[exchange.sheet]
    if sheet.fact not in released.file.tables() or sheet.fact is None:
        return []
    rows = as_rows(released.file.table(sheet.fact))
    return read_practices(rows, exchange, sheet.row_key[0], sheet.country_column or "country")


def _show_exchange(practices: list[Practice], exchange: Exchange, released: Released) -> None:
    _ = released.context.texts
    sheet = released.context.definitions.workbook.sheets[exchange.sheet]
    show(element("h2", build_term("good_practice", _, _("Good practices"))))
    own = _standings(Study(practices=exchange), released)
    if own:
        show(build_figures(own, TOTAL, released, _("Indicators of the exchange")))
    if not practices:
        show(element("p", _("No good practice has been reported so far.")))
        return
    show(element("h3", _("How far they have come")), build_states(practices, exchange, sheet, released))
    show_practices(practices, exchange, sheet, released)


def _show_survey(study: Study, released: Released) -> None:
    _ = released.context.texts
    assert study.survey is not None
    note = _("Only numbers of centres are told, by country and wave: where a centre lies is secret.")
    show(
        element("h2", build_term("survey_of_services", _, _("Survey of services"))),
        element("p", note, cls="note"),
    )
    own = _standings(Study(survey=study.survey), released)
    if own:
        show(build_figures(own, TOTAL, released, _("Indicators of the survey")))
    rows = read_rows(released.file, "centre_count")
    counts = build_centre_counts(rows, study.survey, released)
    show(element("h3", _("Centres with a validated questionnaire")), counts)


show_page()
