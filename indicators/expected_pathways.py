"""The units (pathways) that a project expects at a month if it runs to plan, as the ledgers would see them.

Numbers are expectations and so may be fractions of a woman (13 at 75 % are 9.75); they are in no figure.
"""

from indicators.disclosure.women import Pathway
from indicators.load import Definitions
from indicators.model.disclosure import Ledgers
from indicators.model.indicator import Mean
from indicators.model.population import ExpectedColumn, ExpectedUnit, Population
from indicators.periods import month_number


def expect_pathways(definitions: Definitions, month: int) -> list[Pathway]:
    """Every unit that has begun by the end of a month; none when no population or no ledger is stated."""
    population, ledgers = definitions.population, definitions.disclosure.ledgers
    if population is None or ledgers is None:
        return []
    return [
        _expect(definitions, population, ledgers, f"{position:03d}", unit, month)
        for position, unit in enumerate(expected_units(definitions), 1)
        if month_number(unit.from_month) <= month
    ]


def expected_units(definitions: Definitions) -> list[ExpectedUnit]:
    """Planned units whose partner reports when they begin: of one that has left (or joins later) none are expected."""
    found = []
    for unit in definitions.population.units if definitions.population else ():
        partner = definitions.partner(unit.partner)
        if partner is not None and definitions.is_expected(partner, month_number(unit.from_month)):
            found.append(unit)
    return found


def _expect(
    definitions: Definitions, population: Population, ledgers: Ledgers, code: str, unit: ExpectedUnit, month: int
) -> Pathway:
    partner = definitions.partner(unit.partner)
    sheet = definitions.workbook.sheets[ledgers.sheet]
    is_ended = month_number(unit.to_month) <= month
    running = {**dict.fromkeys(sheet.columns), ledgers.unit: code, **population.codes, **unit.codes}
    ended = {column: codes[0] for column, codes in ledgers.ended_when.items()}
    values = {**running, **(ended if is_ended else {}), **_amounts(definitions, population, ledgers, unit)}
    flows = {
        name: _spread(definitions, population, unit, one.whole_of, month)
        for name, one in population.columns.items()
        if one.whole_of
    }
    history = (running, running | ended) if is_ended else (running,)
    return Pathway(code, unit.partner, partner.country if partner else "", values, is_ended, flows, history)


def _amounts(
    definitions: Definitions, population: Population, ledgers: Ledgers, unit: ExpectedUnit
) -> dict[str, float | None]:
    # How high a mean will be decides nothing about whether it can be shown: any number stands for it.
    amounts: dict[str, float | None] = dict.fromkeys(_columns_of_means(definitions), 0.0)
    amounts[ledgers.women.terms[0].column] = float(unit.women)
    for name, one in population.columns.items():
        if one.of is not None:
            base = sum(term.sign * (amounts.get(term.column) or 0.0) for term in one.of.terms)
            amounts[name] = round(base * expected_share(definitions, one), 6)
    return amounts


def _columns_of_means(definitions: Definitions) -> list[str]:
    means = [one.calculation.mean for one in definitions.indicators if isinstance(one.calculation, Mean)]
    return [term.column for mean in means for term in mean.terms]


def expected_share(definitions: Definitions, column: ExpectedColumn) -> float:
    """Share (0 to 1) of the base that is expected: its percentage, a target in force, or the sum of both."""
    if column.percent is None and column.target_of is None:
        return 1.0
    target = definitions.target(column.target_of).value if column.target_of else None
    return min((column.percent or 0.0) + (target or 0.0), 100.0) / 100


def _spread(
    definitions: Definitions, population: Population, unit: ExpectedUnit, indicator: str | None, month: int
) -> float:
    """A unit's part of a target up to a month: by its women, and evenly over its months."""
    whole = definitions.target(indicator).value if indicator else None
    first, last = month_number(unit.from_month), month_number(unit.to_month)
    passed = min(month, last) - first + 1
    women = sum(one.women for one in population.units)
    return round((whole or 0.0) * unit.women / women * passed / (last - first + 1), 6)


def expected_women(definitions: Definitions, month: int) -> tuple[int, int, int]:
    """Units begun, women enrolled in them, and women of those that have ended, up to a month; of the consortium."""
    begun = [unit for unit in expected_units(definitions) if month_number(unit.from_month) <= month]
    ended = [unit for unit in begun if month_number(unit.to_month) <= month]
    return len(begun), sum(unit.women for unit in begun), sum(unit.women for unit in ended)
