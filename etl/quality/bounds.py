"""Bounds from targets: what one workbook brings to an indicator, and where the project's total stands by then."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from etl.quality.known import Known, Row
from etl.quality.query import Query
from indicators.calculate.facts import identity
from indicators.model.indicator import Distinct, Filter, Indicator, Sum, SummedColumn
from indicators.model.quality import BoundQuestion, TotalQuestion

Workbook = tuple[int, str]


@dataclass
class Brought:
    """What one workbook adds to an indicator's total, and the rows that add it."""

    amount: float
    rows: list[Row]


def find_out_of_bounds(known: Known) -> Iterator[Query]:
    """Queries of all indicators with a target."""
    quality = known.definitions.quality
    for indicator in known.definitions.indicators:
        target = known.definitions.target(indicator.code).value
        brought = contributions(known, indicator) if target and target > 0 else {}
        for bound in quality.bounds:
            yield from _large_shares(known, bound, indicator, float(target or 0), brought)
        for total in quality.totals:
            yield from _large_totals(known, total, indicator, float(target or 0), brought)


def contributions(known: Known, indicator: Indicator) -> dict[Workbook, Brought]:
    """What each workbook adds, in the order of months; empty for anything but counts of things and sums.

    Of a running total that is the rise since the row before, of distinct things those that nobody had reported.
    """
    calculation = indicator.calculation
    if not isinstance(calculation, Sum | Distinct) or not indicator.sheet:
        return {}
    if isinstance(calculation, Distinct):
        amounts = _new_things(known, indicator.sheet, calculation)
    else:
        amounts = _rises(known, indicator.sheet, calculation)
    found: dict[Workbook, Brought] = defaultdict(lambda: Brought(0, []))
    for row, amount in amounts:
        if amount:
            own = found[row["month"], row["partner_code"]]
            own.amount += amount
            own.rows.append(row)
    return dict(sorted(found.items()))


def _new_things(known: Known, sheet: str, calculation: Distinct) -> Iterator[tuple[Row, float]]:
    """Each row with the number of things in it that no row before has named."""
    seen: set[str] = set()
    for row in _own_rows(known, sheet):
        if _counts(known, sheet, row, calculation):
            codes = _codes(row, calculation)
            yield row, float(len(codes - seen))
            seen |= codes


def _rises(known: Known, sheet: str, calculation: Sum) -> Iterator[tuple[Row, float]]:
    """Each row with its sum; of a running total, with the rise since the row before."""
    before: dict[tuple[object, ...], float] = {}
    for row in _own_rows(known, sheet):
        amount = _sum(known, sheet, row, calculation)
        if calculation.over_time != "every":
            thing = tuple(row[column] for column in identity(known.sheet(sheet)))
            amount, before[thing] = amount - before.get(thing, 0), amount
        yield row, amount


def _own_rows(known: Known, sheet: str) -> Iterator[Row]:
    """Rows but those in which a partner tells of another one's joint thing."""
    return (row for row in known.of(sheet) if not _is_guest(known, sheet, row))


def _codes(row: Row, calculation: Distinct) -> set[str]:
    cells = (row.get(term.column) for one in calculation.of for term in one.terms)
    return {code for cell in cells if cell for code in str(cell).split(";")}


def _sum(known: Known, sheet: str, row: Row, calculation: Sum) -> float:
    if not _counts(known, sheet, row, calculation):
        return 0.0
    return sum(_term(row, term) for term in calculation.terms if _counts(known, sheet, row, term))


def _term(row: Row, term: SummedColumn) -> float:
    return float(sum(one.sign * (row.get(one.column) or 0) for one in term.of.terms))


def _counts(known: Known, sheet: str, row: Row, rule: Filter) -> bool:
    """Do an indicator's conditions hold for a row?"""
    is_in = all(row.get(column) in codes for column, codes in rule.where.items())
    is_out = any(row.get(column) in codes for column, codes in rule.where_not.items())
    return is_in and not is_out and (not rule.partner_of_other_country or _abroad(known, sheet, row, rule))


def _abroad(known: Known, sheet: str, row: Row, rule: Filter) -> bool:
    column = known.sheet(sheet).country_column
    country = row.get(column) if column else None
    partners = str(row.get(rule.partner_of_other_country or "") or "").split(";")
    registered = (known.definitions.partner(code) for code in partners)
    return any(partner.country != country for partner in registered if partner)


def _is_guest(known: Known, sheet: str, row: Row) -> bool:
    joint = known.sheet(sheet).joint
    return bool(joint and row.get(joint.organiser) not in (None, row["partner_code"]))


def _large_shares(
    known: Known, question: BoundQuestion, indicator: Indicator, target: float, brought: dict[Workbook, Brought]
) -> Iterator[Query]:
    exception = question.exceptions.get(indicator.code)
    share = (exception.share_of_one_workbook if exception else None) or question.share_of_one_workbook
    least = question.least.get(indicator.calculation.kind, 0)
    for own in brought.values():
        if own.amount >= least and own.amount > share * target:
            places = {"target": target, "share_pct": round(100 * own.amount / target)}
            yield _tell(known, question, indicator, own, own.amount, **places)


def _large_totals(
    known: Known, question: TotalQuestion, indicator: Indicator, target: float, brought: dict[Workbook, Brought]
) -> Iterator[Query]:
    exception = question.exceptions.get(indicator.code)
    multiple = (exception.multiple_of_target if exception else None) or question.multiple_of_target
    total = 0.0
    for month in sorted({month for month, _partner in brought}):
        of_month = [own for (at, _partner), own in brought.items() if at == month]
        total += sum(own.amount for own in of_month)
        if total > multiple * target:
            # Told once, where it is passed first, at the workbook that brings most of it in that month.
            largest = max(of_month, key=lambda own: own.amount)
            yield _tell(known, question, indicator, largest, total, target=target, multiple=multiple)
            return


def _tell(
    known: Known,
    question: BoundQuestion | TotalQuestion,
    indicator: Indicator,
    own: Brought,
    value: float,
    **places: float,
) -> Query:
    assert indicator.sheet is not None
    return known.query(
        question,
        indicator.sheet,
        _columns(indicator),
        own.rows,
        (indicator.code, own.rows[-1]["month"]),
        (value, places["target"]),
        value=value,
        thing=indicator.code,
        labels={"indicator": indicator.name},
        evidence=((own.rows[-1]["month"], own.amount),),
        **places,
    )


def _columns(indicator: Indicator) -> tuple[str, ...]:
    calculation = indicator.calculation
    sums = calculation.of if isinstance(calculation, Distinct) else ()
    sums += tuple(term.of for term in calculation.terms) if isinstance(calculation, Sum) else ()
    return tuple(dict.fromkeys(term.column for one in sums for term in one.terms))
