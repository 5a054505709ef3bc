"""How figures of several partners and of several months become one: two questions, answered apart.

Each answer is one whole sentence without places, so that it stands in a release and is translated where it is shown.
"""

from typing import TYPE_CHECKING

from indicators.model.disclosure import (
    CountedPlan,
    EnrolmentPlan,
    MagnitudePlan,
    MixedPlan,
    OutcomePlan,
    PooledPlan,
    ThingsPlan,
)
from indicators.model.indicator import (
    DeliverablesOnTime,
    Distinct,
    Indicator,
    Mean,
    Milestone,
    Ratio,
    ReportsOnTime,
    Share,
    Sum,
)
from indicators.texts import N_

if TYPE_CHECKING:
    from indicators.load import Definitions


def over_partners(definitions: "Definitions", indicator: Indicator) -> str:
    """How the partners' figures become one; in English, to be translated where it is shown."""
    sheet = definitions.workbook.sheets.get(indicator.sheet or "")
    match indicator.calculation:
        case Distinct() if sheet and sheet.joint:
            return N_("Things of all partners are counted together; what several report as one counts once.")
        case Distinct():
            return N_("Codes of all partners are counted together; one that several report counts once.")
        case Sum() if sheet and sheet.joint:
            return N_("Partners are added up; of what several report as one, the organiser's row counts.")
        case Sum():
            return N_("Partners are added up.")
        case Ratio():
            return N_("Numerators and denominators are added up over partners, then divided; never a mean of shares.")
        case Mean():
            return N_("Partners' means are weighted with the number of persons behind each.")
        case Share():
            return N_("Answers from all partners are counted together; never a mean of shares.")
        case Milestone():
            return N_("The one thing counts as its lead reports it; of several, the one that is furthest.")
        case ReportsOnTime():
            return N_("The months of all partners are counted together.")
        case DeliverablesOnTime():
            return N_("The deliverables of all partners are counted together.")


def over_time(definitions: "Definitions", indicator: Indicator) -> str:
    """How the months' figures become one; in English, to be translated where it is shown."""
    match definitions.disclosure.rows.get(indicator.code):
        case OutcomePlan():
            return N_("Each thing counts once, with its final row, after it has ended; closed blocks are added up.")
        case EnrolmentPlan():
            return N_(
                "The newest row of each thing counts, however long its partner is silent; what is new at a closing is "
                "added in a block."
            )
        case MagnitudePlan():
            return N_("All months are added up; what is new at a closing is added in a block.")
        case ThingsPlan():
            return N_("Whatever was ever reported counts from the closing at which it may be shown, and stays.")
        case PooledPlan():
            return N_("Everything up to the month counts, in pools of enough answers; a pool is kept as it is.")
        case CountedPlan() if not isinstance(indicator.calculation, Share):
            return N_("Everything up to the month counts, in blocks that are large enough; a block is kept as it is.")
        case MixedPlan() if indicator.calculation.over_time == "every":
            return N_("Whatever was ever so counts and stays; rows of single women are added at closings.")
        case MixedPlan():
            return N_("The newest row of each thing counts; rows of single women are added at closings.")
    return _of_rows(indicator)


def _of_rows(indicator: Indicator) -> str:
    match indicator.calculation:
        case Share():
            return N_("The newest wave with enough answers; the waves stand beside it.")
        case Milestone():
            return N_("The newest report counts and stays.")
        case ReportsOnTime():
            return N_("All months whose due day is over, since the start.")
        case DeliverablesOnTime():
            return N_("All deliverables whose due month is over, since the start.")
    match indicator.calculation.over_time:
        case "every":
            return N_("All months are taken together, since the start.")
        case "carried":
            return N_("The newest row of each thing counts, until its partner has been silent for too many months.")
    return N_("Everything up to the month counts, each thing with its newest row; it stays when its partner is silent.")
