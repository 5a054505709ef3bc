"""Writes docs/data-protection.md, the annex for a data-protection officer: `python -m etl.protection_document`."""

from collections.abc import Iterator
from pathlib import Path

from etl.access import ROLES
from etl.column_account import account_for
from etl.erasure.retention import day_after
from etl.pending import KEPT_DAYS
from indicators.individual import PSEUDONYMOUS, Individual, find_individual
from indicators.load import Definitions, load_definitions
from indicators.periods import month_code

PATH = Path(__file__).parent.parent / "docs" / "data-protection.md"
_TEXTS = Path(__file__).with_name("protection_document_parts")
_SEES = {
    "reader": "released figures, as a committee member",
    "evaluator": "released figures, the facts behind figures of things, notebooks and exports",
    "partner": "released figures; of the store what its own organisation sent, and nobody else's",
    "coordinator": "released figures and drafts; of the store every workbook, queries and decisions",
    "safeguarding": "safety concerns, and nothing else of the store",
}


def build_document(definitions: Definitions) -> str:
    """The document as text."""
    individual = find_individual(definitions)
    parts = [_text("head.md").format(project=definitions.project.name), *_individual(definitions, individual)]
    parts += [*_roles(), *_retention(definitions), _text("rights.md"), *_risks(definitions), _COLUMNS]
    for name in definitions.workbook.sheets:
        parts += _sheet(definitions, name)
    return "".join(parts)


_COLUMNS = """
## Every column

Class A tells of women in pathways, B of answers and scores of practitioners and of centres, whose places are secret, C
of things and of how many people were there. *Why* names the indicators ([what they mean](indicators.md)) and the rules
([what they check](faults.md)) that use the column; one that nothing uses has a written reason. No column asks for a
name, an address, a birth date or an identity number, and the personal-data gate refuses a file that holds one all the
same. Every row is kept as long as the section on time says.
"""


def _text(name: str) -> str:
    return (_TEXTS / name).read_text(encoding="utf-8")


def _individual(definitions: Definitions, found: Individual | None) -> Iterator[str]:
    yield "\n## Rows of one woman\n\n"
    if found is None:
        yield "The definitions know no row that tells of one person alone.\n"
        return
    sheet = definitions.workbook.sheets[found.sheet]
    column = sheet.columns[found.column]
    labels = ", ".join(f"“{definitions.codes(column.list or '')[code]}”" for code in found.codes)
    yield f"**{PSEUDONYMOUS}** It is one of the sheet “{sheet.label}” whose “{column.label}” is {labels}.\n\n"
    yield _text("individual.md")


def _roles() -> Iterator[str]:
    yield "\n## Who sees what\n\n| role | sees |\n|---|---|\n"
    yield from (f"| {role} | {_SEES[role]} |\n" for role in ROLES)
    yield from (_text("roles.md"),)


def _retention(definitions: Definitions) -> Iterator[str]:
    yield "\n## How long\n\n"
    kept = definitions.project.retention
    if kept is None:
        yield "The definitions don't say how long rows are kept; until they do, `wego purge` refuses.\n"
        return
    rows, names = (day_after(definitions, months) for months in (kept.rows_months, kept.access_months))
    yield "| what | how long | gone by |\n|---|---|---|\n"
    yield f"| rows of workbooks, notes and messages on them | {kept.rows_months} months after the project's end | "
    yield f"`wego purge`, from {rows.isoformat()} on |\n"
    yield f"| access list, audit trail, who sent and decided what | {kept.access_months} months after the end | "
    yield f"`wego purge`, from {names.isoformat()} on |\n"
    yield f"| workbooks that wait for their officer | {KEPT_DAYS} days | by themselves |\n"
    yield "| files with errors or with personal data | not kept | |\n"
    yield "| releases, definitions, sums of closed blocks without units, certificates of erasure | for good | |\n\n"
    state = "A planning assumption, not yet confirmed." if kept.state == "assumption" else "Confirmed."
    yield f"{state} {kept.source} {kept.reason}\n"


def _risks(definitions: Definitions) -> Iterator[str]:
    classes = definitions.disclosure.classes
    k = {name: one.k for name, one in classes.items()}
    yield _text("risks.md").format(k_women=classes["A"].k_consortium or k["A"], k_without=k["A"], k_answers=k["B"])


def _sheet(definitions: Definitions, name: str) -> Iterator[str]:
    sheet = definitions.workbook.sheets[name]
    yield f"\n### {sheet.label} (`{name}`)\n\n{_upper(sheet.grain)}. Class {sheet.disclosure_class}."
    if sheet.only_in:
        yield f" Only in {', '.join(sheet.only_in)} of {month_code(definitions.periods.count)}."
    if sheet.seen_by_others:
        told = ", ".join(f"`{column}`" for column in dict.fromkeys(sheet.seen_by_others))
        yield f" The checks of other partners' workbooks compare {told}; what is compared is not shown to them."
    yield "\n\n| column | what | why | class | who sees the row's value | in releases |\n|---|---|---|---|---|---|\n"
    for one in account_for(definitions, name):
        cells = (f"`{one.name}`", one.what, one.why, one.disclosure_class, one.seen_by, one.released)
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |\n"


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PATH.write_text(build_document(load_definitions()), encoding="utf-8")
