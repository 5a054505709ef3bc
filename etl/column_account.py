"""Of each column of the workbook: why it is collected, what protects it, who sees it. For the data-protection annex."""

from collections import defaultdict
from dataclasses import dataclass

from indicators.column_use import indicator_columns
from indicators.individual import find_individual
from indicators.load import Definitions
from indicators.model.disclosure import NeverPlan, OutcomePlan
from indicators.model.workbook import Column, Sheet
from indicators.relations import relation_columns

PARTNER, COORDINATOR, SAFEGUARDING = "its own partner", "coordinator", "safeguarding"
NOT_RELEASED = "not released"


@dataclass(frozen=True)
class Account:
    """One column, accounted for; texts are English."""

    name: str
    what: str
    why: str
    disclosure_class: str
    seen_by: str
    released: str


def account_for(definitions: Definitions, sheet_name: str) -> list[Account]:
    """Every column of a sheet, in its order."""
    sheet, uses = definitions.workbook.sheets[sheet_name], _uses(definitions)
    return [_account(definitions, sheet_name, sheet, name, uses[f"{sheet_name}.{name}"]) for name in sheet.columns]


def _account(definitions: Definitions, sheet_name: str, sheet: Sheet, name: str, uses: list[str]) -> Account:
    column = sheet.columns[name]
    place = f"{sheet_name}.{name}"
    is_never = _is_only_never(definitions, place)
    return Account(
        name=name,
        what=column.label,
        why=_why(definitions, sheet, column, name, uses),
        disclosure_class=column.disclosure_class or sheet.disclosure_class,
        seen_by=", ".join([PARTNER, COORDINATOR, *([SAFEGUARDING] if is_never else [])]),
        released=_released(definitions, sheet, column, uses, is_never),
    )


def _uses(definitions: Definitions) -> dict[str, list[str]]:
    """Indicators, then rules, that read each SHEET.column."""
    found: dict[str, list[str]] = defaultdict(list)
    for indicator in definitions.indicators:
        columns = indicator_columns(indicator)
        plan = definitions.disclosure.rows.get(indicator.code)
        if isinstance(plan, OutcomePlan):
            columns = columns | {f"{term.sheet}.{term.column}" for part in plan.parts for term in part.of.terms}
        for place in sorted(columns):
            found[place].append(indicator.code)
    for rule in definitions.rules:
        for place in sorted({*rule.columns, *relation_columns(definitions, rule)}):
            found[place].append(rule.id)
    return found


def _why(definitions: Definitions, sheet: Sheet, column: Column, name: str, uses: list[str]) -> str:
    indicators = [code for code in uses if code in {one.code for one in definitions.indicators}]
    rules = [code for code in uses if code not in indicators]
    parts = [f"for {', '.join(indicators)}"] if indicators else []
    parts += [f"checked by {', '.join(rules)}"] if rules else []
    parts += ["tells rows apart"] if name in sheet.row_key else []
    individual = find_individual(definitions)
    if individual and sheet is definitions.workbook.sheets[individual.sheet] and name == individual.column:
        parts.append("tells rows of one woman from others, so that they are protected")
    parts += [column.kept_because] if column.kept_because else []
    return "; ".join(parts) or "says whose workbook it is, of which month, and what it holds"


def _is_only_never(definitions: Definitions, place: str) -> bool:
    using = [one.code for one in definitions.indicators if place in indicator_columns(one)]
    return bool(using) and all(isinstance(definitions.disclosure.rows.get(code), NeverPlan) for code in using)


def _released(definitions: Definitions, sheet: Sheet, column: Column, uses: list[str], is_never: bool) -> str:
    if column.is_released:
        return "row by row, as a fact"
    if is_never:
        return NOT_RELEASED
    if not any(code in {one.code for one in definitions.indicators} for code in uses):
        return NOT_RELEASED
    told = {
        "A": "only as totals of the consortium in closed blocks",
        "B": "only in blocks that pass the threshold",
        "C": "only as totals",
    }
    return told[column.disclosure_class or sheet.disclosure_class]
