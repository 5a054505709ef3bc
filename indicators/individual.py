"""Rows that tell of one woman: which they are says the publication plan, and they are called what they are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.model.disclosure import MixedPlan
from indicators.texts import N_

if TYPE_CHECKING:
    from indicators.load import Definitions

# Without names, and yet about one woman whom the partner knows: GDPR Art. 4(5).
PSEUDONYMOUS = N_("A row of an individual pathway is pseudonymous personal data.")


@dataclass(frozen=True)
class Individual:
    """The sheet and the column whose codes make a row one woman's."""

    sheet: str
    column: str
    codes: tuple[str, ...]


def find_individual(definitions: "Definitions") -> Individual | None:
    """Where rows of single women stand; None in a project that has none."""
    ledgers = definitions.disclosure.ledgers
    plans = [plan for plan in definitions.disclosure.rows.values() if isinstance(plan, MixedPlan) and plan.class_a]
    if ledgers is None or not plans:
        return None
    codes = tuple(dict.fromkeys(code for plan in plans for code in plan.class_a))
    return Individual(ledgers.sheet, plans[0].column, codes)
