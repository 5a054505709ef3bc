"""The survey of services: numbers of centres by country and wave, and nothing else of a centre."""

from dashboard.countries import countries_of, country_name
from dashboard.markup import Html, element
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.tables import build_table
from indicators.model.study import Survey
from indicators.periods import month_number


def newest_counts(rows: list[Row], month: int) -> dict[tuple[str, str], int]:
    """Country and wave -> centres with a validated questionnaire, at the newest month up to `month`."""
    found: dict[tuple[str, str], int] = {}
    for row in sorted(rows, key=lambda row: month_number(row["month"])):
        if month_number(row["month"]) <= month:
            found[str(row["country"]), str(row["wave"])] = int(row["validated_n"] or 0)
    return found


def build_centre_counts(rows: list[Row], survey: Survey, released: Released) -> Html:
    """Country × wave with the sum of each wave; a wave that has not begun is no column of zeros."""
    _, counts = released.context.texts, newest_counts(rows, released.month)
    if not counts:
        return element("p", _("No questionnaire has been validated so far."))
    waves = _waves(survey, counts, released)
    countries = sorted({*countries_of(released.partners), *(country for country, _wave in counts)})
    head = [_("Country"), *waves.values()]
    names = {code: country_name(code, released.context.definitions, _) for code in countries}
    lines = [[names[code], *(_say(counts.get((code, wave)), released) for wave in waves)] for code in countries]
    sums = [sum(n for (_country, wave), n in counts.items() if wave == own) for own in waves]
    lines.append([_("All countries"), *(_.number(n) for n in sums)])
    caption = _("Centres with a validated questionnaire")
    return build_table(head, lines, caption, range(1, len(head)), cls="sums")


def _say(n: int | None, released: Released) -> str:
    return released.context.texts("none") if n is None else released.context.texts.number(n)


def _waves(survey: Survey, counts: dict[tuple[str, str], int], released: Released) -> dict[str, str]:
    definitions = released.context.definitions
    sheet = definitions.workbook.sheets[survey.sheet]
    listed = sheet.columns[survey.wave].list
    labels = definitions.codes(listed) if listed else {}
    found = {wave for _country, wave in counts}
    ordered = [*(wave for wave in labels if wave in found), *sorted(found - set(labels))]
    return {wave: released.context.texts(labels.get(wave, wave)) for wave in ordered}
