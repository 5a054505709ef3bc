"""Figures of the outcome ledger: rounded, kept away from nobody and everybody, their parts never shown."""

from fractions import Fraction
from math import floor

from etl.second.blocks import total
from etl.second.ledgers import ledger_of, plan
from etl.second.reading import indicator
from etl.second.world import Row, Shown, World

WITHHELD = Shown("withheld")


def rounded(number: Fraction, step: float) -> Fraction:
    """To the nearest multiple of the step, halves up."""
    unit = Fraction(str(step))
    return floor(number / unit + Fraction(1, 2)) * unit


def kept_within(number: Fraction, limits: list[float] | None) -> Fraction:
    """Not under the lower and not over the upper limit."""
    return number if limits is None else max(Fraction(limits[0]), min(Fraction(limits[1]), number))


def show_outcome(world: World, code: str, closing: int, ledger: list[Row]) -> Shown:
    """The total at a closing: withheld unless the indicator's block closed at this very closing."""
    if not any(row["closing"] == closing for row in ledger_of(ledger, code)):
        return WITHHELD
    kind = indicator(world, code)["calculation"]["kind"]
    if kind == "sum":
        value = _closed(ledger, code, "value", closing)
        return Shown("value", float(value), float(value)) if value else WITHHELD
    if kind == "mean":
        n, own_plan = _closed(ledger, code, "n", closing), plan(world, code) or {}
        if not n:
            return WITHHELD
        return Shown("value", float(rounded(_closed(ledger, code, "sum", closing) / n, own_plan.get("round_to", 1))))
    after = _share(world, code, closing, ledger, "")
    before = _share(world, code, closing, ledger, "before_")
    if "before_numerator" not in indicator(world, code)["calculation"]:
        return WITHHELD if after is None else Shown("value", float(after))
    return WITHHELD if after is None or before is None else Shown("value", float(after - before))


def show_observation(world: World, code: str, closing: int, ledger: list[Row], prefix: str) -> Shown:
    """One of the two shares whose difference is the figure; it stands beside it and never alone."""
    if show_outcome(world, code, closing, ledger).state != "value":
        return WITHHELD
    share = _share(world, code, closing, ledger, prefix)
    return WITHHELD if share is None else Shown("value", float(share))


def _share(world: World, code: str, closing: int, ledger: list[Row], prefix: str) -> Fraction | None:
    own_plan = plan(world, code) or {}
    base = _closed(ledger, code, f"{prefix}denominator", closing)
    if not base or base < own_plan.get("min_base", 0):
        return None
    share = 100 * _closed(ledger, code, f"{prefix}numerator", closing) / base
    return kept_within(rounded(share, own_plan.get("round_to", 1)), own_plan.get("keep_within"))


def _closed(ledger: list[Row], code: str, name: str, closing: int) -> Fraction:
    own = [row for row in ledger_of(ledger, code) if row["part"] == f"shown:{name}" and row["closing"] <= closing]
    return total(row["amount"] for row in own)
