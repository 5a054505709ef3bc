"""From which day rows and names have been kept long enough."""

from calendar import monthrange
from datetime import date

from etl.errors import UserError
from indicators.load import Definitions
from indicators.model.project import Retention
from indicators.texts import N_


def demand_retention(definitions: Definitions) -> Retention:
    """How long things are kept; raises UserError when the definitions don't say."""
    if definitions.project.retention is None:
        raise UserError(
            N_("The definitions don't say how long rows are kept: add `retention` to {file}."), file="project.yaml"
        )
    return definitions.project.retention


def day_after(definitions: Definitions, months: int) -> date:
    """The first day on which something has been kept for so many months after the project's end."""
    end = definitions.project.calendar.end
    year, month = divmod(end.year * 12 + end.month - 1 + months, 12)
    # 31 August and six months: the last day of February.
    day = min(end.day, monthrange(year, month + 1)[1])
    return date.fromordinal(date(year, month + 1, day).toordinal() + 1)
