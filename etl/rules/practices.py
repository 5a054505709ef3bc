"""Rules of good practices within one month."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, blank_cells, read_all, tells

_SHEET = "PRACTICES"
_KEY = "practice_code"
_STATE = "practice_state"
_REVIEWED = ("REVIEWED", "SHARED")
_CRITERIA = (
    *("crit_works_well", "crit_replicable", "crit_good_for_learning"),
    *("crit_gender_strategy", "crit_effective"),
)
_ADOPTED = "adopted_partner_codes"


@tells("country", "criterion", "unreviewed")
def check_g01(context: Context) -> Iterator[Issue]:
    """A practice's code names its country; from the review on all five criteria have a score."""
    for row in context.rows(_SHEET):
        if _is_of_another_country(row):
            start = f"GP-{row.get('country')}-"
            yield context.issue("G01", "country", _SHEET, _KEY, row.number, row.get(_KEY), start=start)
        state, blank = row.get(_STATE), blank_cells(row, _CRITERIA)
        if state in _REVIEWED and len(blank) == len(_CRITERIA):
            yield context.issue("G01", "unreviewed", _SHEET, _STATE, row.number, state)
        elif state in _REVIEWED:
            for column in blank:
                yield context.issue("G01", "criterion", _SHEET, column, row.number)


@tells("own_country")
def check_g03(context: Context) -> Iterator[Issue]:
    """A partner that adopts a practice of its own country is asked about: it is no transfer between countries."""
    countries = {partner.code: partner.country for partner in context.definitions.partners}
    for row in context.rows(_SHEET):
        own = [code for code in row.get(_ADOPTED) or () if countries.get(code) == row.get("country")]
        if own and not _is_of_another_country(row):
            codes = ", ".join(own)
            yield context.issue("G03", "own_country", _SHEET, _ADOPTED, row.number, codes, codes=codes)


def _is_of_another_country(row: Row) -> bool:
    told = read_all(row, _KEY, "country")
    return told is not None and told[0].split("-")[1] != told[1]
