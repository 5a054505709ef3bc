"""The checks of a parsed workbook: one function per rule, found by its name; messages stand in the definitions."""

from collections.abc import Iterator

from etl.gate.finding import CASES as GATE_CASES
from etl.issue import Issue
from etl.rules import (
    across_months,
    deliverables,
    events,
    file,
    followup,
    pathway_course,
    pathway_history,
    pathways,
    practices,
    progress,
    sequence,
    survey,
    trainings,
    waves,
    women_profile,
)
from etl.rules.context import Check, Context
from indicators.faults import Fault
from indicators.load import Definitions

# Rules of the form and of single cells are found while reading and parsing; these are the cases told there.
READING_CASES = {
    "K01": (
        *("integer", "integer_required", "decimal", "decimal_required", "percent", "separator"),
        *("date", "month", "text", "unresolved", "error"),
    ),
    "K02": ("range", "least", "digits", "length"),
    "K03": ("missing", "key", "count", "number", "code", "date", "month", "not_applicable"),
    "K04": ("unknown",),
    "K05": ("pattern", "issued", "known", "numbered"),
    "K06": (
        *("type", "old", "xlsb", "ods", "numbers", "csv", "html", "zipped"),
        *("damaged", "encrypted", "size", "unsafe", "missing"),
    ),
    "K07": ("repeated",),
    "K08": ("formula",),
    "F01": (
        *("version", "sheet_missing", "sheet_unknown", "renamed", "summary", "codes"),
        *("column_missing", "column_unknown", "column_twice", "hidden", "filtered", "outside", "far"),
        *("merged", "split", "comment", "macro", "external", "image"),
    ),
    "F06": GATE_CASES,
}
_MODULES = (
    *(file, pathways, pathway_course, women_profile, trainings, events, survey, practices, deliverables),
    *(sequence, across_months, pathway_history, followup, waves, progress),
)
RULES: dict[str, Check] = {
    name.removeprefix("check_").upper(): found
    for module in _MODULES
    for name, found in vars(module).items()
    if hasattr(found, "cases")
}
# Every project needs these; the others only where the workbook has their sheets.
_ALWAYS = {*READING_CASES, *(code for code in RULES if code.startswith("F"))}


def apply_rules(context: Context) -> Iterator[Issue]:
    """The issues of every rule that the definitions list."""
    for rule in context.definitions.rules:
        if rule.id in RULES:
            yield from RULES[rule.id](context)


def check_rule_functions(definitions: Definitions) -> list[Fault]:
    """Faults between rules.yaml and the code: a rule that nobody checks, a check that nobody describes."""
    listed = {rule.id: rule for rule in definitions.rules}
    faults = []
    for code in listed:
        if code not in RULES and code not in READING_CASES:
            faults.append(Fault("rules.yaml", code, "No code checks this rule.", "Remove it, or write its function."))
    for code in sorted(_ALWAYS | set(RULES)):
        if code in listed:
            for case in (*READING_CASES.get(code, ()), *getattr(RULES.get(code), "cases", ())):
                if case not in listed[code].cases:
                    found = "The case that the code tells has no message."
                    faults.append(Fault("rules.yaml", f"{code}.cases.{case}", found, "Add the message."))
        elif code in _ALWAYS:
            faults.append(Fault("rules.yaml", code, "This rule is not described.", "Add it with its cases."))
    return faults
