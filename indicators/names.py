"""What codes of a release are called: states of targets, of workbooks, kinds of change, figures beside a total.

English here, to be translated where it is shown. Names of code lists, results and indicators stand in the definitions.
"""

from typing import TYPE_CHECKING

from indicators.disclosure.book import NOT_BROKEN_DOWN
from indicators.model.indicator import Indicator, Share
from indicators.texts import N_

if TYPE_CHECKING:
    from indicators.load import Definitions

TARGET_STATE_NAMES = {"binding": N_("binding"), "confirmed": N_("confirmed"), "proposed": N_("proposed")}
DIRECTION_NAMES = {"up": N_("more is better"), "down": N_("less is better")}
REPORTING_STATE_NAMES = {
    "accepted": N_("accepted"),
    "waiting": N_("waiting for the coordinator"),
    "returned": N_("returned for correction"),
    "missing": N_("missing, still in time"),
    "late": N_("missing and late"),
    "not_due": N_("not due yet"),
    "not_expected": N_("not expected"),
}
SUBMISSION_STATE_NAMES = {
    "accepted": N_("accepted"),
    "received": N_("waiting for the coordinator"),
    "returned": N_("returned for correction"),
    "superseded": N_("replaced by a newer revision"),
}
CHANGE_KIND_NAMES = {"new": N_("New figure"), "restated": N_("restated figure")}
# Figures that stand beside the total rather than divide it.
BESIDE_NAMES = {"observation": N_("at entry and at last"), "wave": N_("by wave"), "companion": N_("beside it")}
OBSERVATION_NAMES = {"entry": N_("at entry"), "last": N_("at the last observation")}
TOTAL, ALL = "total", "all"
TOTAL_NAME, NOT_BROKEN_DOWN_NAME = N_("Total"), N_("not broken down")


def breakdown_label(definitions: "Definitions", breakdown: str) -> str:
    """Name of a breakdown, in English: that of its code list, where it has one."""
    if breakdown == TOTAL:
        return TOTAL_NAME
    code_list = definitions.code_lists.get(breakdown)
    return code_list.name if code_list else BESIDE_NAMES.get(breakdown, breakdown)


def category_label(definitions: "Definitions", indicator_code: str, breakdown: str, category: str) -> str | None:
    """Name of a category, in English, from what stands behind the breakdown; None where it has none."""
    if breakdown == TOTAL:
        return TOTAL_NAME
    if category == NOT_BROKEN_DOWN:
        return NOT_BROKEN_DOWN_NAME
    partner = definitions.partner(category)
    if partner is not None:
        return partner.name
    indicator = next((one for one in definitions.indicators if one.code == indicator_code), None)
    if indicator and breakdown in BESIDE_NAMES:
        return _label_beside(definitions, indicator, category)
    return _label_of_list(definitions, indicator, breakdown, category)


def _label_of_list(
    definitions: "Definitions", indicator: Indicator | None, breakdown: str, category: str
) -> str | None:
    lists = [breakdown]
    found = next((one for one in indicator.breakdowns if one.name == breakdown), None) if indicator else None
    if found and found.column:
        columns = [sheet.columns.get(found.column) for sheet in definitions.workbook.sheets.values()]
        lists += [column.list for column in columns if column and column.list]
    codes = (definitions.code_lists[name].codes for name in lists if name in definitions.code_lists)
    named = next((one[category] for one in codes if category in one), None)
    # A breakdown by columns has categories that are words themselves: women, men.
    return category if named is None and found and category in (found.columns or ()) else named


def _label_beside(definitions: "Definitions", indicator: Indicator, category: str) -> str | None:
    """The label of a figure beside the total: an observation, a survey wave, or the companion's own name."""
    if indicator.companion:
        return indicator.companion.name
    if isinstance(indicator.calculation, Share) and indicator.sheet:
        column = definitions.workbook.sheets[indicator.sheet].columns[indicator.calculation.wave]
        return definitions.codes(column.list or "").get(category)
    return OBSERVATION_NAMES.get(category)
