"""A partner's own figure beside the consortium's released one: pure, so that the page just draws.

Only these two are ever set side by side. What the others have together is never worked out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.standing import Standing
from etl.services import Definitions, OwnFigures, OwnValue
from indicators.model.indicator import Indicator
from indicators.periods import month_number

_NOT_OURS = "not_applicable"


@dataclass(frozen=True)
class OwnLine:
    """`own` is of the month of the consortium's figure, where a release has one; else of the newest month."""

    indicator: Indicator
    own: OwnValue
    newest: OwnValue
    standing: Standing | None


def compare_own(definitions: Definitions, own: OwnFigures, standings: Iterable[Standing]) -> list[OwnLine]:
    """One line for each indicator that the partner delivers something for, in the framework's order."""
    released = {one.code: one for one in standings}
    lines = []
    for indicator in definitions.indicators:
        newest = own.at(indicator.code, own.until)
        if newest is None or newest.state == _NOT_OURS:
            continue
        standing = released.get(indicator.code)
        month = month_number(str((standing.shown or standing.now)["month"])) if standing else own.until
        lines.append(OwnLine(indicator, own.at(indicator.code, month) or newest, newest, standing))
    return lines


def not_delivered(definitions: Definitions, own: OwnFigures) -> list[Indicator]:
    """Indicators of sheets that the partner does not deliver."""
    found = []
    for indicator in definitions.indicators:
        newest = own.at(indicator.code, own.until)
        if newest is not None and newest.state == _NOT_OURS:
            found.append(indicator)
    return found
