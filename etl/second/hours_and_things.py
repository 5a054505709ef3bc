"""Women's hours, the things that stand for them and single-woman pathways: blocks with enough women behind them."""

from collections import defaultdict
from fractions import Fraction

from etl.second.blocks import Piece, by_partner, exact, is_k_for_everybody, is_over_half, total
from etl.second.ended_shown import WITHHELD, rounded
from etl.second.ledgers import Amounts, Unit, counted, entries, entry, ledger_of, pending, plan, thresholds
from etl.second.reading import amount, codes_of, fits, indicator
from etl.second.things import newest_rows, rows_for
from etl.second.world import Row, Shown, World


def women_now(world: World, code: str, closing: int) -> dict[Unit, Fraction]:
    """Women of each pathway, as its newest row up to the closing has them."""
    own_plan, unit = plan(world, code) or {}, world.definitions["disclosure"]["ledgers"]["unit"]
    rows = newest_rows(world, indicator(world, code)["sheet"], closing)
    return {(row["partner_code"], row[unit]): exact(amount(row, own_plan["women"])) for row in rows}


def _by_partner(units: dict[Unit, Fraction]) -> dict[str, Fraction]:
    return by_partner(Piece(unit, partner, "", women) for (partner, unit), women in units.items())


def close_magnitude(world: World, code: str, closing: int, ledger: list[Row]) -> list[Row]:
    """The pending quantity, if the women behind it are k for everybody and no pathway or partner holds over half."""
    one, own_plan = indicator(world, code), plan(world, code) or {}
    unit = world.definitions["disclosure"]["ledgers"]["unit"]
    now: dict[Unit, Amounts] = defaultdict(lambda: defaultdict(Fraction))
    for row in rows_for(world, one, closing):
        for term in one["calculation"]["terms"]:
            if fits(world, row, term):
                now[row["partner_code"], row[unit]]["amount"] += exact(amount(row, term["of"]))
    changes = pending(world, now, counted(ledger, code))
    quantities = {own: parts["amount"] for own, parts in changes.items()}
    women = {own: count for own, count in women_now(world, code, closing).items() if quantities.get(own, 0) > 0}
    passes = (
        is_k_for_everybody(_by_partner(women), *thresholds(own_plan))
        and total(quantities.values()) > 0
        and not is_over_half(quantities.values())
        and not is_over_half(_by_partner(quantities).values())
    )
    return entries(code, f"H{closing}", closing, changes) if passes else []


def show_magnitude(world: World, code: str, closing: int, ledger: list[Row]) -> Shown:
    """The running total of closed blocks, rounded; withheld unless a block closed at this closing."""
    known = [row for row in ledger_of(ledger, code) if row["closing"] <= closing]
    quantity = rounded(total(row["amount"] for row in known), (plan(world, code) or {})["round_to"])
    if not quantity or not any(row["closing"] == closing for row in known):
        return WITHHELD
    return Shown("value", float(quantity), float(quantity))


def close_things(world: World, code: str, closing: int, ledger: list[Row]) -> list[Row]:
    """Each thing that is not counted yet and has k women for everybody behind it; what is counted stays."""
    one, own_plan = indicator(world, code), plan(world, code) or {}
    unit, women = world.definitions["disclosure"]["ledgers"]["unit"], women_now(world, code, closing)
    behind: dict[str, dict[Unit, Fraction]] = defaultdict(dict)
    for row in rows_for(world, one, closing):
        own = (row["partner_code"], row[unit])
        for column in one["calculation"]["of"]:
            for thing in codes_of(amount(row, column)):
                behind[thing][own] = women[own]
    known = {row["unit"] for row in ledger_of(ledger, code)}
    return [
        entry(code, f"S{closing}", closing, ("", thing), "", "thing", Fraction(1))
        for thing, units in sorted(behind.items())
        if thing not in known and is_k_for_everybody(_by_partner(units), own_plan["k"])
    ]


def show_things(code: str, closing: int, ledger: list[Row]) -> Shown:
    """The number of things that have passed; withheld unless one passed at this closing."""
    known = [row for row in ledger_of(ledger, code) if row["closing"] <= closing]
    if not any(row["closing"] == closing for row in known):
        return WITHHELD
    number = float(total(row["amount"] for row in known))
    return Shown("value", number, number)


def close_mixed(world: World, code: str, closing: int, ledger: list[Row]) -> list[Row]:
    """Single-woman pathways: counted together when the women of what is new are k for everybody."""
    one, own_plan = indicator(world, code), plan(world, code) or {}
    unit, women = world.definitions["disclosure"]["ledgers"]["unit"], women_now(world, code, closing)
    now: dict[Unit, Amounts] = {}
    for row in rows_for(world, one, closing):
        if row.get(own_plan["column"]) in own_plan["class_a"]:
            own = (row["partner_code"], row[unit])
            now[own] = {"thing": Fraction(1), "women": women[own]}
    before = {own: parts for own, parts in counted(ledger, code).items() if parts.get("thing")}
    changes = pending(world, now, before)
    # Women who join a pathway that is counted already hide no new one: they ride along and help nothing to pass.
    behind = _by_partner({own: parts["women"] for own, parts in changes.items() if (own in now) != (own in before)})
    things = total(parts["thing"] for parts in changes.values())
    passes = is_k_for_everybody(behind, own_plan["k"]) and things >= 0
    new = entries(code, f"I{closing}", closing, changes) if passes else []
    return new if _are_the_others_enough(own_plan, code, [*ledger, *new]) else []


def _are_the_others_enough(own_plan: Row, code: str, ledger: list[Row]) -> bool:
    """Who subtracts this figure from the one that it completes finds those who still run or left."""
    if "complement_of" not in own_plan:
        return True
    others: dict[str, Fraction] = defaultdict(Fraction)
    for row in ledger:
        if row["part"] == "women" and row["indicator_code"] == own_plan["complement_of"]:
            others[row["partner_code"]] += row["amount"]
        if row["part"] == "women" and row["indicator_code"] == code:
            others[row["partner_code"]] -= row["amount"]
    return is_k_for_everybody(others, own_plan["k"])


def show_mixed(world: World, code: str, month: int, ledger: list[Row]) -> float:
    """Pathways of several women, exactly, and the single-woman ones of the blocks closed by the month."""
    one, own_plan = indicator(world, code), plan(world, code) or {}
    exact_ones = {
        thing
        for row in rows_for(world, one, month)
        if row.get(own_plan["column"]) not in own_plan["class_a"]
        for column in one["calculation"]["of"]
        for thing in codes_of(amount(row, column))
    }
    closed = [row for row in ledger_of(ledger, code) if row["part"] == "thing" and row["closing"] <= month]
    return len(exact_ones) + float(total(row["amount"] for row in closed))
