"""Cross-checks of the publication plan: every figure about people has its row, every row points to something."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.disclosure import EnrolmentPlan, LeastWomen, MagnitudePlan, MixedPlan, OutcomePlan, PooledPlan
from indicators.references import check_reference, month_fault, unknown_months

if TYPE_CHECKING:
    from indicators.load import Definitions


def check_plan(definitions: "Definitions") -> list[Fault]:
    """All faults of the publication plan against the indicators."""
    return [
        *_check_indicators(definitions),
        *_check_rows(definitions),
        *_check_least(definitions),
        *_check_queries(definitions),
    ]


def _check_indicators(definitions: "Definitions") -> Iterator[Fault]:
    plan, file = definitions.disclosure, "disclosure.yaml"
    for indicator in definitions.indicators:
        row = plan.rows.get(indicator.code)
        if indicator.disclosure_class != "C" and row is None:
            yield Fault(file, f"rows.{indicator.code}", "A figure about people has no row.", "Add what may be shown.")
        if isinstance(row, OutcomePlan):
            yield from _check_outcome_row(definitions, indicator.code, row)
        if isinstance(row, MixedPlan) and row.complement_of and row.complement_of not in plan.rows:
            found = f"There is no row {row.complement_of}."
            yield Fault(file, f"rows.{indicator.code}.complement_of", found, "Name an indicator of the plan.")
        for breakdown in indicator.breakdowns:
            place = f"{indicator.code}/{breakdown.name}"
            if breakdown.disclosure_class and place not in plan.by_category:
                yield Fault(file, f"by_category.{place}", "This breakdown has no row.", "Add what may be shown.")
            if isinstance(row, PooledPlan) and breakdown.name not in (*row.pool, "session"):
                found = f"Answers are not pooled by {breakdown.name}, so they can't be broken down by it."
                yield Fault(file, f"rows.{indicator.code}.pool", found, "Add it to the pool, or drop the breakdown.")
            if indicator.disclosure_class == "A" and not _is_country_planned(row, breakdown.name):
                yield Fault(
                    file, f"rows.{indicator.code}", f"No breakdown by {breakdown.name} is planned.", "Remove it."
                )


def _check_rows(definitions: "Definitions") -> Iterator[Fault]:
    plan, file = definitions.disclosure, "disclosure.yaml"
    codes = {indicator.code for indicator in definitions.indicators}
    for month in unknown_months(definitions, plan.closings):
        yield month_fault(definitions, file, "closings", month)
    for code in plan.rows:
        if code not in codes:
            yield Fault(file, f"rows.{code}", "There is no such indicator.", "Remove the row or add the indicator.")
    if plan.ledgers is None and any(indicator.disclosure_class == "A" for indicator in definitions.indicators):
        yield Fault(file, "ledgers", "Class A needs ledgers.", "Say where women are counted.")


def _check_least(definitions: "Definitions") -> Iterator[Fault]:
    """Of T women that leave at least n without any one partner, no partner has more than T - n: T must hide k."""
    plan = definitions.disclosure
    if plan.ledgers is None:
        return
    least: dict[str, LeastWomen] = {"ledgers": plan.ledgers}
    for code, row in plan.rows.items():
        if isinstance(row, EnrolmentPlan | MagnitudePlan):
            least[f"rows.{code}"] = row
        elif isinstance(row, OutcomePlan):
            least |= {f"rows.{code}.{part.name}": plan.ledgers.least(part) for part in row.parts}
    k = plan.classes["A"].k or 0
    for key, one in least.items():
        if one.of_all < one.k + k:
            found = f"{one.of_all} of all and {one.k} without any one partner tell that none has {k}."
            yield Fault("disclosure.yaml", key, found, f"Raise k_consortium to {one.k + k}.")


def _check_queries(definitions: "Definitions") -> Iterator[Fault]:
    """Who waits is released: a query on the sheet where women are counted would tell that there is such a row."""
    sheet = definitions.disclosure.ledgers.sheet if definitions.disclosure.ledgers else None
    for rule in definitions.rules:
        is_query = "Q" in {rule.severity, *(case.severity for case in rule.cases.values())}
        is_about_women = any(column.partition(".")[0] == sheet for column in rule.columns)
        if is_query and is_about_women and not rule.accepted_because:
            found = f"A query on {sheet} holds its workbook back, and releases tell which workbooks wait."
            yield Fault("rules.yaml", f"{rule.id}.accepted_because", found, "Say why the workbook is accepted.")


def _check_outcome_row(definitions: "Definitions", code: str, row: OutcomePlan) -> Iterator[Fault]:
    others = [row.block_of] if row.block_of else []
    others += [part.or_no_figure_of for part in row.parts if part.or_no_figure_of]
    for other in others:
        if other not in definitions.disclosure.rows:
            yield Fault(
                "disclosure.yaml", f"rows.{code}", f"There is no row {other}.", "Name an indicator of the plan."
            )
    if bool(row.parts) == bool(row.block_of):
        yield Fault("disclosure.yaml", f"rows.{code}", "Either parts or block_of is needed.", "State one of them.")
    for part in row.parts:
        for term in part.of.terms:
            reference = f"{term.sheet}.{term.column}"
            yield from check_reference(definitions, "disclosure.yaml", f"rows.{code}.{part.name}", reference)


def _is_country_planned(row: object, breakdown: str) -> bool:
    return breakdown == "country" and getattr(row, "countries", None) is not None
