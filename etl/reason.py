"""A reason that a coordinator gives in a sentence: it is kept for ever, so it passes the personal-data gate."""

from etl.errors import UserError
from etl.gate import find_in_text
from etl.released_text import find_unreleasable, raise_all
from indicators.load import Definitions
from indicators.texts import N_


def demand_reason(definitions: Definitions, reason: str) -> str:
    """The reason without spaces around it; raises UserError when there is none, or one that may be personal."""
    said = _demand(reason)
    if find_in_text(said, definitions):
        raise UserError(
            N_("The reason seems to hold personal data. Say it without names, numbers and dates of persons.")
        )
    return said


def demand_released_reason(definitions: Definitions, reason: str) -> str:
    """As `demand_reason`, for one that is released or kept beside what was erased: nothing about women in it either."""
    said = _demand(reason)
    raise_all(find_unreleasable(definitions, [said]))
    return said


def _demand(reason: str) -> str:
    if not reason.strip():
        raise UserError(N_("A reason is needed: say in one sentence why."))
    return reason.strip()
