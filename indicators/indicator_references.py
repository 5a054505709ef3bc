"""Cross-checks of the indicators: what each is calculated from exists, and its type is what the calculation gives."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.column_use import filters, linear_sums
from indicators.faults import Fault
from indicators.model.disclosure import MixedPlan
from indicators.model.indicator import Calculation, Distinct, Indicator, Mean, Milestone, Ratio, Sum
from indicators.references import LIST_REPAIR, check_reference, unknown_sheet

if TYPE_CHECKING:
    from indicators.load import Definitions

_OF_WOMEN = "A"


def check_indicators(definitions: "Definitions") -> Iterator[Fault]:
    """All faults of the indicators' own statements: type, baseline, columns, scale, conditions."""
    for indicator in definitions.indicators:
        yield from _check_type(indicator)
        yield from _check_breakdowns(indicator)
        if indicator.baseline.value is None and not indicator.baseline.note:
            key = f"{indicator.code}.baseline.note"
            yield Fault("indicators.yaml", key, "Nothing says why the baseline is unknown.", "Write it into the note.")
        for one in linear_sums(indicator):
            for term in one.terms:
                reference = f"{term.sheet}.{term.column}"
                yield from check_reference(definitions, "indicators.yaml", indicator.code, reference)
        if indicator.scale and indicator.scale not in definitions.scales:
            yield Fault(
                "indicators.yaml", indicator.code, f"There is no scale {indicator.scale}.", "Add it to scales.yaml."
            )
        if indicator.sheet and indicator.sheet not in definitions.workbook.sheets:
            yield unknown_sheet("indicators.yaml", indicator.code, indicator.sheet)
        elif indicator.sheet:
            yield from _check_conditions(definitions, indicator)
            yield from _check_class(definitions, indicator)


def _check_type(indicator: Indicator) -> Iterator[Fault]:
    wanted = _type_of(indicator.calculation)
    if indicator.type != wanted:
        found = f"This calculation ({indicator.calculation.kind}) gives {wanted}, not {indicator.type}."
        yield Fault("indicators.yaml", f"{indicator.code}.type", found, f"Write {wanted}, or correct the calculation.")


def _check_class(definitions: "Definitions", indicator: Indicator) -> Iterator[Fault]:
    """What is calculated from columns about women is about women, whatever its author thinks of it.

    The one exception is planned: things of several women that count openly, while those of single women wait.
    """
    is_mixed = isinstance(definitions.disclosure.rows.get(indicator.code), MixedPlan)
    if indicator.disclosure_class == _OF_WOMEN or is_mixed:
        return
    for one in linear_sums(indicator):
        for term in one.terms:
            sheet = definitions.workbook.sheets.get(term.sheet)
            column = sheet.columns.get(term.column) if sheet else None
            if sheet and column and _OF_WOMEN in (column.disclosure_class, sheet.disclosure_class):
                found = f"{term.sheet}.{term.column} is about women, so class {indicator.disclosure_class} is too low."
                yield Fault("indicators.yaml", f"{indicator.code}.class", found, "Write class: A, and plan it.")
                return


def _check_breakdowns(indicator: Indicator) -> Iterator[Fault]:
    """Columns that make a breakdown are added up, so what they break down must be a sum."""
    for breakdown in indicator.breakdowns:
        if breakdown.columns and not isinstance(indicator.calculation, Sum):
            found = f"A breakdown by columns adds them up, and this calculation is a {indicator.calculation.kind}."
            repair = "Break it down by a column of codes, or make it a sum."
            yield Fault("indicators.yaml", f"{indicator.code}.breakdowns.{breakdown.name}", found, repair)


def _type_of(calculation: Calculation) -> str:
    match calculation:
        case Distinct() | Sum():
            return "count"
        case Ratio() if calculation.before_numerator is not None:
            return "percent_change"
        case Mean():
            return "mean_change" if any(term.sign < 0 for term in calculation.mean.terms) else "mean"
        case Milestone():
            return "milestone"
    return "percent"


def _check_conditions(definitions: "Definitions", indicator: Indicator) -> Iterator[Fault]:
    columns = definitions.workbook.sheets[indicator.sheet or ""].columns
    for condition in filters(indicator):
        for name, codes in (*condition.where.items(), *condition.where_not.items()):
            key = f"{indicator.code}.where.{name}"
            if name not in columns:
                yield Fault("indicators.yaml", key, "There is no such column.", "Name a column of the same sheet.")
                continue
            list_name = columns[name].list
            known = definitions.codes(list_name) if list_name else {}
            for code in codes:
                if code not in known:
                    yield Fault("indicators.yaml", key, f"Unknown code {code}.", LIST_REPAIR)
