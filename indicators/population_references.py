"""Cross-checks of the expected population: its partners, months, codes, columns and targets exist."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.disclosure import OutcomePlan
from indicators.model.indicator import Mean, Ratio, Sum
from indicators.model.linear import LinearSum
from indicators.model.population import ExpectedColumn, ExpectedUnit, Population
from indicators.references import LIST_REPAIR, month_fault, unknown_months

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "population.yaml"


def check_population(definitions: "Definitions") -> list[Fault]:
    """All faults of the expected population against the other files; none when it is not stated."""
    population, ledgers = definitions.population, definitions.disclosure.ledgers
    if population is None:
        return []
    if ledgers is None or ledgers.sheet not in definitions.workbook.sheets:
        found = "Women are expected, but disclosure.yaml has no ledger to count them in."
        return [Fault(_FILE, "units", found, "State `ledgers` in disclosure.yaml, or remove this file.")]
    faults = list(_check_codes(definitions, ledgers.sheet, "codes", population.codes))
    for number, unit in enumerate(population.units):
        faults += _check_unit(definitions, ledgers.sheet, f"units.{number}", unit)
    for name, column in population.columns.items():
        faults += _check_column(definitions, ledgers.sheet, name, column)
    return faults + list(_check_all_are_expected(definitions, population))


def _check_unit(definitions: "Definitions", sheet: str, key: str, unit: ExpectedUnit) -> Iterator[Fault]:
    partner = definitions.partner(unit.partner)
    if partner is None:
        yield Fault(_FILE, f"{key}.partner", f"There is no partner {unit.partner}.", "Name a partner.")
    unknown = list(unknown_months(definitions, (unit.from_month, unit.to_month)))
    for month in unknown:
        yield month_fault(definitions, _FILE, key, month)
    yield from _check_codes(definitions, sheet, f"{key}.codes", unit.codes)
    if unknown or partner is None:
        return
    first, last = definitions.periods.parse(unit.from_month) or 0, definitions.periods.parse(unit.to_month) or 0
    if first > last:
        yield Fault(_FILE, key, f"It ends in {unit.to_month}, before it starts.", "Put the earlier month first.")
    elif not partner.is_delivering(sheet):
        found = f"{unit.partner} does not deliver {sheet}, so no women are expected of it."
        yield Fault(_FILE, f"{key}.partner", found, "Name a partner that does, or correct partners.yaml.")


def _check_codes(definitions: "Definitions", sheet: str, key: str, codes: dict[str, str]) -> Iterator[Fault]:
    columns = definitions.workbook.sheets[sheet].columns
    for name, code in codes.items():
        if name not in columns:
            yield Fault(_FILE, f"{key}.{name}", f"There is no column {sheet}.{name}.", f"Name a column of {sheet}.")
        elif columns[name].list and code not in definitions.codes(columns[name].list or ""):
            yield Fault(_FILE, f"{key}.{name}", f"Unknown code {code}.", LIST_REPAIR)


def _check_column(definitions: "Definitions", sheet: str, name: str, column: ExpectedColumn) -> Iterator[Fault]:
    key = f"columns.{name}"
    used = [term.column for term in column.of.terms] if column.of else []
    for one in (name, *used):
        if one not in definitions.workbook.sheets[sheet].columns:
            yield Fault(_FILE, key, f"There is no column {sheet}.{one}.", f"Name a column of {sheet}.")
    ledgers, population = definitions.disclosure.ledgers, definitions.population
    assert ledgers is not None and population is not None
    stated = list(population.columns)
    known = {ledgers.women.terms[0].column, *stated[: stated.index(name)]}
    for one in sorted(set(used) - known):
        yield Fault(_FILE, key, f"{one} is not stated before it.", "Let each column rest on earlier ones.")
    for code in filter(None, (column.target_of, column.whole_of)):
        if code not in definitions.targets or definitions.target(code).value is None:
            yield Fault(_FILE, key, f"{code} has no target.", "Name an indicator with a target, or give a `percent`.")


def _check_all_are_expected(definitions: "Definitions", population: Population) -> Iterator[Fault]:
    """A column that decides what can be shown must be expected, or the plan would be refused for what it leaves out."""
    ledgers = definitions.disclosure.ledgers
    assert ledgers is not None
    stated = {ledgers.women.terms[0].column, *population.columns}
    for code, needed in _needed(definitions).items():
        for one in needed:
            for term in one.terms:
                if term.sheet == ledgers.sheet and term.column not in stated:
                    stated.add(term.column)
                    found = f"{code} rests on {term.column}, and nothing says how much of it is expected."
                    yield Fault(_FILE, f"columns.{term.column}", found, "State it as a share of another column.")


def _needed(definitions: "Definitions") -> dict[str, list[LinearSum]]:
    found: dict[str, list[LinearSum]] = {}
    for indicator in definitions.indicators:
        row = definitions.disclosure.rows.get(indicator.code)
        if indicator.disclosure_class != "A" or row is None or row.ledger == "never":
            continue
        own = [part.of for part in row.parts] if isinstance(row, OutcomePlan) else []
        match indicator.calculation:
            case Sum(terms=terms):
                own += [term.of for term in terms]
            case Ratio() as one:
                own += [one.numerator, one.denominator]
                own += [sums for sums in (one.before_numerator, one.before_denominator) if sums]
            case Mean(weight=weight):
                own.append(weight)
        found[indicator.code] = own
    return found
