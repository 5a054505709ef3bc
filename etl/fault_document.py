"""Writes docs/faults.md, the fault catalogue, from the definitions: `python -m etl.fault_document`."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from indicators.load import Definitions, load_definitions
from indicators.model.workbook import Message, Rule

PATH = Path(__file__).parent.parent / "docs" / "faults.md"
# The letters of a code say its subject; in the order in which a workbook is filled in.
SUBJECTS = {
    "K": "Cells and files that can't be read",
    "F": "The workbook as a whole",
    "PW": "Mentoring pathways",
    "X": "Running totals and pathways across months",
    "W": "Age bands of the women",
    "T": "Trainings and their follow-up",
    "V": "Communication events",
    "U": "Survey of services",
    "G": "Good practices",
    "D": "Deliverables",
}
SEVERITIES = {
    "E": "error: the workbook is not stored until it is repaired",
    "W": "warning: please look; the workbook is stored once you confirm it",
    "Q": "query: the workbook is stored and waits, where nothing else is said; the coordinator looks and may ask",
}
# Places whose names in the messages don't speak for themselves.
_PLACES = {"label": "column", "max_length": "number", "digits": "number", "key": "code", "expected_number": "number"}
_HEAD = """# Fault catalogue

Every code that a checked workbook may be told, with an example and its repair. `python -m etl.fault_document` writes it
from the definitions that also check the workbooks; a test holds that it is up to date.

## If you fill in workbooks

You need not read this page: each fault is told with its sheet, its cell, what was found there, what was expected and
what to do, all at once and in the language of your workbook. This page is for looking up a code.

| kind | what it means |
|---|---|
{severities}

- **Empty, 0 and "does not apply" are three things.** Empty: not known yet. 0: counted, and there was none. "Does not
  apply": nobody could count it here.
- Repair the workbook that you have, save it and send it again. The marks of a feedback workbook may stay in it.
- If you believe that the workbook is right and the rule is wrong, write to the coordinator and name the code.
- A message never repeats what stands in a cell if it could be about a person: of a text it tells the length alone.

Words in *italics* are filled in: with the name of the column, a month, a number.

## If you add a rule

1. Write its block in `indicators/definitions/rules.yaml`: code, severity, what it demands, the columns that it reads,
   an example, and for each case a message, what is expected and the repair (simple words; what and where, never a value
   that may be personal). A case may be graver or milder than its rule.
2. Is it arithmetic within one row? State it as a `relation`: the template then shows it as ✓ or ✗ while typing.
3. Write the function `check_<code>` in the module of its subject in `etl/rules/` and name its cases: `@tells("sum")`. A
   module is listed in `etl/rules/__init__.py`. A rule without code, or a case without message, is a fault at load.
4. Register a workbook that breaks it, and nothing else, in `tests/intake/breaches/`.
5. Run `python -m etl.fault_document` and `python -m etl.catalogue`, then translate (see [translating](translating.md)).
"""


def build_document(definitions: Definitions) -> str:
    """The document as text."""
    rules = sorted(definitions.rules, key=_order)
    severities = "\n".join(f"| {code} | {meaning} |" for code, meaning in SEVERITIES.items())
    parts = [_HEAD.format(severities=severities), "\n## All codes\n\n", *_contents(rules)]
    for subject, group in groupby(rules, key=lambda rule: subject_of(rule.id)):
        parts.append(f"\n## {subject}\n")
        for rule in group:
            parts += _describe(rule)
    return "".join(parts)


def subject_of(code: str) -> str:
    """What the rules of a code's letters are about; the letters themselves when nothing is known of them."""
    letters = code.rstrip("0123456789")
    return SUBJECTS.get(letters, letters)


def _order(rule: Rule) -> tuple[int, str]:
    subjects = [*SUBJECTS.values(), subject_of(rule.id)]
    return subjects.index(subject_of(rule.id)), rule.id


def _contents(rules: list[Rule]) -> Iterator[str]:
    for subject, group in groupby(rules, key=lambda rule: subject_of(rule.id)):
        yield f"- {subject}: {', '.join(f'[{rule.id}](#{rule.id})' for rule in group)}\n"


def _describe(rule: Rule) -> Iterator[str]:
    kind = SEVERITIES[rule.severity].split(":")[0]
    yield f'\n<a id="{rule.id}"></a>\n\n### {rule.id} · {kind}\n\nDemands: {_cell(rule.rule)}.\n'
    if rule.example:
        yield f"\nExample: {_cell(rule.example)}\n"
    if rule.accepted_because:
        yield f"\nThe workbook does not wait: {_cell(rule.accepted_because)}\n"
    yield "\n| case | what you read | expected | repair |\n|---|---|---|---|\n"
    for case, message in rule.cases.items():
        yield f"| `{case}`{_other_kind(rule, message)} | {_told(message.message)} | {_told(message.expected)} "
        yield f"| {_told(message.repair)} |\n"


def _other_kind(rule: Rule, message: Message) -> str:
    is_other = message.severity is not None and message.severity != rule.severity
    return f" ({SEVERITIES[message.severity].split(':')[0]})" if is_other and message.severity else ""


def _told(text: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: f"*{_PLACES.get(place[1], place[1])}*", _cell(text)) or "–"


def _cell(text: str) -> str:
    # What would end a table's cell, or be taken for markup: the rules' own formulas have < and >.
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    PATH.write_text(build_document(load_definitions()), encoding="utf-8")
