"""Does the rule book explain a figure about women: its place, its number and what stands beside it?"""

import math

from etl.attacker.public_rules import PlanRow
from etl.attacker.released import Row

# Kinds of figures of the outcome ledger that the rule book calculates.
_OUTCOME = ("sum", "ratio", "mean")
_WHOLE_NUMBERS = ("enrolment", "things")


def is_of_women(row: Row, plan: PlanRow | None) -> bool:
    """Of women by what the row says of itself, or by the plan: a wrong label hides nothing."""
    return row["class"] == "A" or (plan is not None and plan.ledger != "mixed")


def is_explained(row: Row, plan: PlanRow) -> bool:
    """Can a shown figure stand where it stands, with these numbers? Whether they are right is asked elsewhere."""
    numbers = [row[name] for name in ("value", "numerator", "denominator") if row[name] is not None]
    if row["value"] is None or not all(map(math.isfinite, numbers)):
        return False
    is_count = plan.kind in ("sum", "distinct")
    if row["denominator"] is not None or row["numerator"] not in ((None, row["value"]) if is_count else (None,)):
        return False
    if plan.ledger in _WHOLE_NUMBERS and row["value"] != int(row["value"]):
        return False
    is_by_country = plan.countries is not None and row["breakdown"] == "country"
    return is_by_country or (row["breakdown"], row["category"]) in _places(plan)


def _places(plan: PlanRow) -> set[tuple[str, str]]:
    if plan.ledger not in ("enrolment", "outcome", "magnitude", "things"):
        return set()
    if plan.ledger == "outcome" and plan.kind not in _OUTCOME:
        return set()
    beside = {("observation", "entry"), ("observation", "last")} if "before_numerator" in plan.sums else set()
    return {("total", "all")} | beside
