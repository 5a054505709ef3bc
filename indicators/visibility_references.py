"""Refusal of a publication plan that is finer than the expected population bears."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.disclosure import NeverPlan
from indicators.visibility import SINGLE_WOMEN, Visibility, plan_visibility
from indicators.visibility_reasons import COUNTRY

if TYPE_CHECKING:
    from indicators.load import Definitions

_REPAIR = {
    COUNTRY: "Drop the breakdown by country (indicators.yaml and `countries` here)",
    "": "Drop the indicator, or let its row say `ledger: never`",
}


def check_visibility(definitions: "Definitions") -> list[Fault]:
    """A fault for each planned figure about women that no closing can show if the project runs to plan.

    What can be shown at a later closing only is no fault: the visibility plan tells when. Of definitions whose other
    faults are repaired; without an expected population nothing can be said, and nothing is refused.
    """
    rows = plan_visibility(definitions)
    return list(_refuse(definitions, rows))


def _refuse(definitions: "Definitions", rows: list[Visibility]) -> Iterator[Fault]:
    hidden: set[str] = set()
    for (code, breakdown), own in groupby(rows, key=lambda row: (row.indicator, row.breakdown)):
        listed = list(own)
        is_planned = breakdown != SINGLE_WOMEN and not isinstance(definitions.disclosure.rows[code], NeverPlan)
        # What is not shown in total is told once, not for each of its breakdowns.
        if not is_planned or code in hidden or any(row.is_shown for row in listed):
            continue
        by_country = breakdown == COUNTRY
        if not by_country:
            hidden.add(code)
        what = f"{code} by country" if by_country else code
        found = f"{what} can be shown at no closing ({', '.join(definitions.disclosure.closings)}) if the project runs"
        found = f"{found} to plan. At {listed[-1].closing}: {listed[-1].reason} {tell_what_is_shown(rows)}"
        key = f"rows.{code}.countries" if by_country else f"rows.{code}"
        repair = f"{_REPAIR[COUNTRY if by_country else '']}; or correct population.yaml if more women are expected."
        yield Fault("disclosure.yaml", key, found, repair)


def tell_what_is_shown(rows: list[Visibility]) -> str:
    """Which figures can be shown, each with its first closing."""
    first: dict[str, str] = {}
    for row in rows:
        if row.is_shown and row.breakdown in ("total", COUNTRY):
            name = row.indicator if row.breakdown == "total" else f"{row.indicator} by country"
            first.setdefault(name, row.closing)
    if not first:
        return "Nothing about women can be shown at any closing."
    return f"What can be shown: {', '.join(f'{name} from {month}' for name, month in first.items())}."
