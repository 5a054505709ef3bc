"""The enrolment ledger: women enrolled, as sums of closed blocks, in total and by country."""

from collections import defaultdict
from fractions import Fraction

from etl.second.beliefs import is_doubt_left
from etl.second.blocks import REST, Piece, by_partner, exact, is_k_for_everybody, merged_categories, total
from etl.second.ledgers import Amounts, Unit, counted, entry, ledger_of, pending, plan, thresholds
from etl.second.reading import amount, delivers, fits, indicator, partners
from etl.second.things import country_of, rows_for
from etl.second.world import Row, Shown, World


def enrolled_now(world: World, code: str, closing: int) -> dict[Unit, Amounts]:
    """Women of each pathway as its newest row up to the closing has them."""
    one = indicator(world, code)
    unit_column = world.definitions["disclosure"]["ledgers"]["unit"]
    found: dict[Unit, Amounts] = defaultdict(lambda: defaultdict(Fraction))
    for row in rows_for(world, one, closing):
        for term in one["calculation"]["terms"]:
            if fits(world, row, term):
                found[row["partner_code"], row[unit_column]]["women"] += exact(amount(row, term["of"]))
    return found


def close_enrolment(world: World, code: str, closing: int, ledger: list[Row]) -> list[Row]:
    """The rows of the new block: everything pending, if its women are k for everybody; else nothing."""
    changes = pending(world, enrolled_now(world, code, closing), counted(ledger, code))
    places = _places(world, code, closing, ledger)
    pieces = [Piece(unit, own, places[own, unit], parts["women"]) for (own, unit), parts in changes.items()]
    own_plan = plan(world, code) or {}
    if not is_k_for_everybody(by_partner(pieces), *thresholds(own_plan)):
        return []
    shown_as = _shown_countries(world, code, pieces, own_plan.get("countries"))
    return [
        entry(
            code, f"E{closing}", closing, (piece.partner, piece.unit), shown_as[piece.category], "women", piece.amount
        )
        for piece in pieces
    ]


def _places(world: World, code: str, closing: int, ledger: list[Row]) -> dict[Unit, str]:
    """Category of each pathway: its country; of one that is gone, the category of its newest block."""
    one = indicator(world, code)
    unit_column = world.definitions["disclosure"]["ledgers"]["unit"]
    before = sorted(ledger_of(ledger, code), key=lambda row: row["closing"])
    places = {(row["partner_code"], row["unit"]): row["category"] for row in before}
    for row in rows_for(world, one, closing):
        places[row["partner_code"], row[unit_column]] = country_of(world, one["sheet"], row) or REST
    return places


def _shown_countries(world: World, code: str, pieces: list[Piece], countries: Row | None) -> dict[str, str]:
    if countries is None:
        return {piece.category: "" for piece in pieces}

    def passes(own: list[Piece]) -> bool:
        return is_k_for_everybody(by_partner(own), countries["k"], countries["k_without_partner"])

    def may_be_shown(own: list[Piece]) -> bool:
        return passes(own) and len({piece.partner for piece in own}) >= countries.get("min_units", 0)

    sheet_name = indicator(world, code)["sheet"]
    everywhere = {one["country"] for one in partners(world) if delivers(one, sheet_name)}
    shown_as = merged_categories(pieces, everywhere, may_be_shown, passes)
    if "doubt" in countries and not is_doubt_left(world, sheet_name, pieces, shown_as, countries["doubt"]):
        return dict.fromkeys(shown_as, REST)
    return shown_as


def enrolled_by_partner(ledger: list[Row], code: str) -> dict[str, Fraction]:
    """Women shown as enrolled, by the partner that enrolled them."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for row in ledger_of(ledger, code):
        sums[row["partner_code"]] += exact(row["amount"])
    return dict(sums)


def show_enrolled(ledger: list[Row], code: str, closing: int, country: str | None = None) -> Shown:
    """The total (or a country) at the closing: withheld unless a block of this closing closed."""
    known = [row for row in ledger_of(ledger, code) if row["closing"] <= closing]
    own = [row for row in known if country in (None, row["category"])]
    women = total(row["amount"] for row in own)
    if not any(row["closing"] == closing for row in known) or not women:
        return Shown("withheld")
    return Shown("value", float(women), float(women))
