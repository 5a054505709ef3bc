"""Tells what the gate found: the place and the kind, never the value, and no name that may itself be personal."""

from collections.abc import Iterable, Mapping, Sequence

from etl.container import Container
from etl.gate.finding import Finding
from etl.gate.owner import sheets_of_parts
from etl.issue import Issue
from etl.layout import ISSUES_SHEET, LISTS_SHEET
from etl.message import Messages
from indicators.saying import Saying
from indicators.texts import N_, Texts

KINDS = {
    "email": N_("an e-mail address"),
    "phone": N_("a telephone number"),
    "identity": N_("a personal identity number"),
    "iban": N_("a bank account number"),
    "birth": N_("a date of birth"),
    "name": N_("a name"),
    "address": N_("an address"),
}
_NAMELESS = N_("(a file whose name is not shown)")


def show_file_name(file_name: str, findings: Iterable[Finding], texts: Texts) -> str:
    """The file's name as results may show it: not at all when it is personal."""
    return texts(_NAMELESS) if any(finding.place == "file_name" for finding in findings) else file_name


def tell_findings(findings: Sequence[Finding], container: Container, messages: Messages) -> tuple[Issue, ...]:
    """The issues of rule F06, one for each place and kind."""
    owners = sheets_of_parts(container) if any("/" in finding.sheet for finding in findings) else {}
    # A sheet that was given another name is told by its position, for that name may be a person's.
    ours = {*messages.definitions.workbook.sheets, LISTS_SHEET, ISSUES_SHEET}
    names = {name: name.strip().upper() for name in container.sheets if name.strip().upper() in ours}
    issues = dict.fromkeys(_tell(finding, container, messages, owners, names) for finding in findings)
    return tuple(issues)


def _tell(
    finding: Finding, container: Container, messages: Messages, owners: Mapping[str, str], names: Mapping[str, str]
) -> Issue:
    found_in = owners.get(finding.sheet, finding.sheet)
    sheet = names.get(found_in, "")
    kind = Saying(KINDS[finding.kind]) if finding.kind in KINDS else ""
    where = _where(found_in, sheet, finding.cell, container)
    # Without the sheet's name a cell says nothing, and such a sheet is told in words.
    cell = finding.cell if sheet else ""
    return messages.issue("F06", finding.place, sheet, cell, _row(cell), where=where, kind=kind)


def _where(found_in: str, sheet: str, cell: str, container: Container) -> Saying | str:
    """Where it stands; a sheet that is not ours is told by its position, for its name may be a person's."""
    position = list(container.sheets).index(found_in) + 1 if found_in in container.sheets else 0
    if sheet and cell:
        return Saying(N_("{sheet}, cell {cell}"), {"sheet": sheet, "cell": cell})
    if sheet:
        return sheet
    if position and cell:
        return Saying(N_("sheet {n} of the workbook, cell {cell}"), {"n": position, "cell": cell})
    return Saying(N_("sheet {n} of the workbook"), {"n": position}) if position else Saying(N_("the workbook"))


def _row(cell: str) -> int | None:
    digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdigit() else None
