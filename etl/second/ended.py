"""The outcome ledger: what became of the women of pathways that have ended, in blocks that close whole or wait."""

from collections import defaultdict
from fractions import Fraction

from etl.second.blocks import exact, is_k_for_everybody, is_over_half, total
from etl.second.enrolled import enrolled_by_partner
from etl.second.ledgers import Amounts, Unit, counted, entries, ledger_of, pending, plan, thresholds
from etl.second.reading import amount, calendar, fits, indicator, is_reported
from etl.second.things import newest_rows
from etl.second.world import Row, World


def rules(world: World) -> Row:
    """What the plan says of the ledgers: sheet, unit, when a unit has ended."""
    own: Row = world.definitions["disclosure"]["ledgers"]
    return own


def has_ended(world: World, row: Row) -> bool:
    """Has the pathway of this row ended?"""
    return fits(world, row, {"where": rules(world)["ended_when"]})


def ended_rows(world: World, closing: int) -> list[Row]:
    """The final rows of the pathways that have ended by the closing."""
    return [row for row in newest_rows(world, rules(world)["sheet"], closing) if has_ended(world, row)]


def is_guarded(world: World, closing: int, ledger: list[Row]) -> bool:
    """May outcome blocks close? Women shown as enrolled but not of ended pathways must be k for everybody.

    At the project's last month, when every pathway has ended, that number is nobody's secret.
    """
    everything = newest_rows(world, rules(world)["sheet"], closing)
    if closing == calendar(world)["months"] and all(has_ended(world, row) for row in everything):
        return True
    # Of what was erased nobody can tell any more whether it had ended: the guard must hold without it.
    kept = [row for row in ledger if row["unit"] not in world.erased]
    open_women: dict[str, Fraction] = defaultdict(Fraction, enrolled_by_partner(kept, rules(world)["guard"]))
    for row in ended_rows(world, closing):
        open_women[row["partner_code"]] -= exact(amount(row, rules(world)["women"]))
    return is_k_for_everybody(open_women, *thresholds(rules(world)))


def parts_of(world: World, code: str) -> list[Row]:
    """The numbers that must pass before the indicator's block closes."""
    own = plan(world, code) or {}
    return own.get("parts") or (parts_of(world, own["block_of"]) if "block_of" in own else [])


def _shown(world: World, code: str, row: Row) -> Amounts:
    """What the figure is made from, of one ended pathway."""
    own = indicator(world, code)["calculation"]
    if own["kind"] == "sum":
        fitting = [term for term in own["terms"] if fits(world, row, term)]
        return {"shown:value": total(exact(amount(row, term["of"])) for term in fitting)}
    if own["kind"] == "mean":
        weight = exact(amount(row, own["weight"]))
        # Each column as it was written down: the difference of two computed numbers would carry their rounding.
        return {"shown:n": weight, "shown:sum": weight * exact(amount(row, own["mean"]))}
    names = ("numerator", "denominator", "before_numerator", "before_denominator")
    return {f"shown:{name}": exact(amount(row, own[name])) for name in names if own.get(name)}


def _is_told(world: World, code: str, row: Row) -> bool:
    """Does the row tell everything that the indicator asks for? Nobody measured has no mean."""
    own = indicator(world, code)["calculation"]
    sums = [part["of"] for part in parts_of(world, code)]
    sums += [term["of"] for term in own.get("terms", ())]
    sums += [
        own[name]
        for name in ("numerator", "denominator", "before_numerator", "before_denominator", "weight")
        if own.get(name)
    ]
    if own["kind"] == "mean" and amount(row, own["weight"]):
        sums.append(own["mean"])
    return all(is_reported(row, text) for text in sums)


def outcomes_now(world: World, code: str, closing: int) -> dict[Unit, Amounts]:
    """Parts and shown numbers of each ended pathway that tells them."""
    own_plan, own = plan(world, code) or {}, indicator(world, code)["calculation"]
    found: dict[Unit, Amounts] = {}
    for row in ended_rows(world, closing):
        if fits(world, row, own) and (own_plan.get("is_blank_zero") or _is_told(world, code, row)):
            parts = {f"part:{part['name']}": exact(amount(row, part["of"])) for part in parts_of(world, code)}
            found[row["partner_code"], row[rules(world)["unit"]]] = parts | _shown(world, code, row)
    return found


def close_outcome(world: World, code: str, closing: int, ledger: list[Row]) -> list[Row]:
    """The rows of the indicator's new block, if it closes; `ledger` holds what closed before it."""
    own_plan = plan(world, code) or {}
    changes = pending(world, outcomes_now(world, code, closing), counted(ledger, code))
    if "block_of" in own_plan:
        closes = any(row["closing"] == closing for row in ledger_of(ledger, own_plan["block_of"]))
    else:
        closes = _passes(world, code, changes, ledger)
    return entries(code, f"O{closing}", closing, changes) if closes else []


def _passes(world: World, code: str, changes: dict[Unit, Amounts], ledger: list[Row]) -> bool:
    """Are all parts k for everybody, the base large enough, and is no pathway over half of it?"""
    own_plan = plan(world, code) or {}
    for part in own_plan["parts"]:
        by_partner = _sums(changes, f"part:{part['name']}")
        is_open = "or_no_figure_of" in part and not ledger_of(ledger, part["or_no_figure_of"])
        if not is_open and not is_k_for_everybody(by_partner, *_needed(world, part)):
            return False
    for name in ("denominator", "before_denominator"):
        # The base of what would then be shown: the closed blocks and this one.
        closed = [row["amount"] for row in ledger_of(ledger, code) if row["part"] == f"shown:{name}"]
        base = total([*closed, *_sums(changes, f"shown:{name}").values()])
        if indicator(world, code)["calculation"].get(name) and base < own_plan.get("min_base", 0):
            return False
    weights = [parts.get("shown:n", Fraction(0)) for parts in changes.values()]
    return not (own_plan.get("is_dominance_checked") and is_over_half(weights))


def _needed(world: World, part: Row) -> tuple[int, int]:
    """A part may have thresholds of its own; the consortium's is never lower than usual."""
    of_all, without = thresholds(rules(world))
    return max(of_all, part.get("k_consortium", 0), part.get("k", 0)), part.get("k", without)


def _sums(changes: dict[Unit, Amounts], part: str) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for (partner, _unit), parts in changes.items():
        sums[partner] += parts.get(part, Fraction(0))
    return dict(sums)
