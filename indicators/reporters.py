"""Who reports an indicator: the sheet, the partners that deliver it, and those that don't."""

from typing import TYPE_CHECKING

from indicators.model.indicator import DeliverablesOnTime, Indicator, ReportsOnTime
from indicators.model.project import Partner
from indicators.texts import Texts

if TYPE_CHECKING:
    from indicators.load import Definitions


def say_reporters(definitions: "Definitions", indicator: Indicator, _: Texts) -> list[str]:
    """The sheet, and the partners with the months in which they don't report all along."""
    if isinstance(indicator.calculation, ReportsOnTime):
        return [_("Nobody: it follows from the days on which workbooks arrive.")]
    if indicator.sheet is None:
        return []
    sheet = definitions.workbook.sheets[indicator.sheet]
    said = [_("Sheet “{sheet}”", sheet=_(sheet.label))]
    delivers = [one for one in definitions.partners if one.is_delivering(indicator.sheet)]
    if isinstance(indicator.calculation, DeliverablesOnTime):
        leads = {one.lead for one in definitions.deliverables}
        delivers = [one for one in delivers if one.code in leads]
    told = ", ".join(_name(definitions, one) for one in delivers)
    n = len(definitions.partners)
    said.append(_("{n} of {all} partners: {codes}.", n=len(delivers), all=n, codes=told))
    return said


def _name(definitions: "Definitions", partner: Partner) -> str:
    codes = definitions.periods.codes
    if (partner.from_month, partner.to_month) == (codes[0], codes[-1]):
        return partner.code
    return f"{partner.code} ({partner.from_month}–{partner.to_month})"
