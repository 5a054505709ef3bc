"""Cross-checks of the definitions: every reference points to something, every column serves something."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from indicators.column_use import used_columns
from indicators.faults import Fault
from indicators.model.workbook import Rule, Sheet

if TYPE_CHECKING:
    from indicators.load import Definitions

LIST_REPAIR = "Use a code of the list, or add it to code_lists.yaml."


def check_references(definitions: "Definitions") -> list[Fault]:
    """All faults between the files; an empty list when everything fits."""
    checks = (
        _check_codes_are_unique,
        _check_partners,
        _check_deliverables,
        _check_workbook,
        _check_rules,
        _check_every_column_serves,
    )
    return [fault for check in checks for fault in check(definitions)]


def _check_codes_are_unique(definitions: "Definitions") -> Iterator[Fault]:
    groups = {
        "partners.yaml": [partner.code for partner in definitions.partners],
        "objectives.yaml": [objective.code for objective in definitions.objectives],
        "results.yaml": [result.code for result in definitions.results],
        "deliverables.yaml": [deliverable.code for deliverable in definitions.deliverables],
        "indicators.yaml": [indicator.code for indicator in definitions.indicators],
        "rules.yaml": [rule.id for rule in definitions.rules],
    }
    for file, codes in groups.items():
        for code, count in Counter(codes).items():
            if count > 1:
                yield Fault(file, code, f"The code stands {count} times.", "Give each entry its own code.")


def unknown_months(definitions: "Definitions", months: Iterable[str]) -> Iterator[str]:
    """Months that the project doesn't have."""
    return (month for month in months if month not in definitions.periods.codes)


def month_fault(definitions: "Definitions", file: str, key: str, month: str) -> Fault:
    """The fault of such a month."""
    periods = definitions.periods
    repair = f"Use a month from {periods.codes[0]} to {periods.codes[-1]}."
    return Fault(file, key, f"{month} is no reporting month of the project.", repair)


def _check_partners(definitions: "Definitions") -> Iterator[Fault]:
    for partner in definitions.partners:
        if partner.country not in definitions.codes("country"):
            yield Fault("partners.yaml", f"{partner.code}.country", f"Unknown country {partner.country}.", LIST_REPAIR)
        if partner.language not in definitions.codes("language"):
            yield Fault(
                "partners.yaml", f"{partner.code}.language", f"Unknown language {partner.language}.", LIST_REPAIR
            )
        for month in unknown_months(definitions, (partner.from_month, partner.to_month)):
            yield month_fault(definitions, "partners.yaml", partner.code, month)
        for sheet in (*partner.does_not_deliver, *(partner.delivers if partner.delivers != "all" else ())):
            if sheet not in definitions.workbook.sheets:
                yield unknown_sheet("partners.yaml", partner.code, sheet)


def unknown_sheet(file: str, key: str, sheet: str) -> Fault:
    """The fault of a sheet that the workbook doesn't have."""
    return Fault(file, key, f"There is no sheet {sheet}.", "Use the name of a sheet of workbook.yaml.")


def _check_deliverables(definitions: "Definitions") -> Iterator[Fault]:
    for deliverable in definitions.deliverables:
        if definitions.partner(deliverable.lead) is None:
            yield Fault(
                "deliverables.yaml", deliverable.code, f"There is no partner {deliverable.lead}.", "Name a partner."
            )
        for month in unknown_months(definitions, (deliverable.due_month,)):
            yield month_fault(definitions, "deliverables.yaml", deliverable.code, month)
        for name, code in (("workstream", deliverable.workstream), ("deliverable_type", deliverable.deliverable_type)):
            if code not in definitions.codes(name):
                yield Fault("deliverables.yaml", f"{deliverable.code}.{name}", f"Unknown code {code}.", LIST_REPAIR)


def _check_workbook(definitions: "Definitions") -> Iterator[Fault]:
    workbook = definitions.workbook
    if workbook.roles.sheet not in workbook.sheets:
        yield unknown_sheet("workbook.yaml", "roles.sheet", workbook.roles.sheet)
        return
    for role, column in workbook.roles.model_dump(exclude={"sheet"}).items():
        if column not in workbook.cover.columns:
            yield Fault(
                "workbook.yaml", f"roles.{role}", f"There is no column {column}.", "Name a column of the cover."
            )
    for name, sheet in workbook.sheets.items():
        yield from _check_columns(definitions, name, sheet)
        yield from _check_sheet(definitions, name, sheet)


def _check_columns(definitions: "Definitions", name: str, sheet: Sheet) -> Iterator[Fault]:
    lists, rules = {*definitions.code_lists, "partner"}, {rule.id for rule in definitions.rules}
    for column_name, column in sheet.columns.items():
        place = f"sheets.{name}.{column_name}"
        if column.list and column.list not in lists:
            told = f"There is no code list {column.list}."
            yield Fault("workbook.yaml", f"{place}.list", told, "Add it to code_lists.yaml.")
        if column.outside_rule and column.outside_rule not in rules:
            told = f"There is no rule {column.outside_rule}."
            yield Fault("workbook.yaml", f"{place}.outside_rule", told, "Name a rule.")


def _check_sheet(definitions: "Definitions", name: str, sheet: Sheet) -> Iterator[Fault]:
    """What a sheet says of itself: its column of the cover, its months, where it takes rows and messages from."""
    workbook = definitions.workbook
    if sheet.state_column and sheet.state_column not in workbook.cover.columns:
        yield Fault("workbook.yaml", f"sheets.{name}.state_column", f"No column {sheet.state_column}.", "Name one.")
    for month in unknown_months(definitions, sheet.only_in):
        yield month_fault(definitions, "workbook.yaml", f"sheets.{name}.only_in", month)
    if sheet.takes_from and sheet.takes_from not in workbook.sheets:
        yield unknown_sheet("workbook.yaml", f"sheets.{name}.takes_from", sheet.takes_from)
    for column_name in sheet.prefill.shows if sheet.prefill else ():
        place, source = f"sheets.{name}.prefill.shows", sheet.prefill.sheet if sheet.prefill else ""
        yield from check_reference(definitions, "workbook.yaml", place, f"{source}.{column_name}")


def check_reference(definitions: "Definitions", file: str, key: str, reference: str) -> Iterator[Fault]:
    """A fault when SHEET.column points nowhere."""
    sheet, _, column = reference.partition(".")
    if sheet not in definitions.workbook.sheets:
        yield unknown_sheet(file, key, sheet)
    elif column not in definitions.workbook.sheets[sheet].columns:
        yield Fault(file, key, f"There is no column {reference}.", "Use SHEET.column of workbook.yaml.")


def _check_rules(definitions: "Definitions") -> Iterator[Fault]:
    for rule in definitions.rules:
        for reference in rule.columns:
            yield from check_reference(definitions, "rules.yaml", rule.id, reference)
        yield from _check_relations(definitions, rule)
        for total in rule.totals:
            for reference in (f"{total.sheet}.{total.column}", f"{total.of_sheet}.{total.of_column}"):
                yield from check_reference(definitions, "rules.yaml", f"{rule.id}.totals", reference)


def _check_relations(definitions: "Definitions", rule: Rule) -> Iterator[Fault]:
    for number, relation in enumerate(rule.relations, start=1):
        key = f"{rule.id}.relations.{number}"
        at = (relation.at,) if relation.at else ()
        for column in (*relation.left, *relation.right, *at):
            yield from check_reference(definitions, "rules.yaml", key, f"{relation.sheet}.{column}")
        if relation.case not in rule.cases:
            yield Fault("rules.yaml", key, f"There is no case {relation.case}.", "Name one of the rule's cases.")


def _check_every_column_serves(definitions: "Definitions") -> Iterator[Fault]:
    used = used_columns(definitions)
    for name, sheet in definitions.workbook.sheets.items():
        for column_name, column in sheet.columns.items():
            key = f"{name}.{column_name}"
            if key not in used and not column.kept_because:
                found = "No indicator and no rule uses this column."
                yield Fault("workbook.yaml", key, found, "Remove it, or write the reason into kept_because.")
            if key in used and column.kept_because:
                yield Fault("workbook.yaml", key, "kept_because is given for a column in use.", "Remove the reason.")
