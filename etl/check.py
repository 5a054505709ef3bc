"""Checks workbooks: every fault at once, told in the workbook's language; nothing is stored and nothing raises."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from etl.container import MAX_SIZE_TEXT, Container, read_container
from etl.gate import Finding, find_in_file_name, find_personal, find_region, show_file_name, tell_findings
from etl.history import History
from etl.judge import Checked, Reading, group_by_partner, judge_set
from etl.layout import find_sheets
from etl.message import Messages
from etl.parse import parse_workbook
from etl.parsed import ParsedWorkbook
from etl.read import Grid, read_grids
from etl.rules import check_rule_functions
from etl.stored_rows import add_rows_of_other
from etl.workbook_language import find_language
from indicators.faults import DefinitionError
from indicators.load import Definitions
from indicators.texts import SOURCE_LANGUAGE, load_texts

__all__ = ["Checked", "Reading", "check_file", "check_files", "read_workbook"]

HistoryOf = Callable[[str], History]


def check_file(
    source: bytes | Path | str,
    file_name: str,
    definitions: Definitions,
    history_of: HistoryOf,
    today: date,
    language: str | None = None,
    as_partner: str | None = None,
) -> Checked:
    """Check one workbook; `language` is that of the messages when the file and its partner tell none."""
    return check_files([(source, file_name)], definitions, history_of, today, language, as_partner)[0]


def check_files(
    files: Iterable[tuple[bytes | Path | str, str]],
    definitions: Definitions,
    history_of: HistoryOf,
    today: date,
    language: str | None = None,
    as_partner: str | None = None,
) -> list[Checked]:
    """Check files as they would be submitted: partner by partner, each set by month, then revision.

    Results are in the order given; what is told doesn't depend on that order.
    """
    readings = [read_workbook(source, name, definitions, language, as_partner) for source, name in files]
    results: dict[int, Checked] = {}
    stored: list[ParsedWorkbook] = []
    for partner, positions in group_by_partner(readings).items():
        is_open = bool(partner) and as_partner in (None, partner)
        history = history_of(partner) if is_open else History(partner)
        for workbook in stored if is_open else ():
            history = add_rows_of_other(history, definitions, workbook)
        judged = judge_set([readings[one] for one in positions], history, today, as_partner, _digest)
        results |= {position: one.checked for position, one in zip(positions, judged, strict=True)}
        # A set with a rejected file is not stored, so the next partner's is not compared with it.
        if all(one.checked.verdict != "rejected" for one in judged):
            stored += [one.checked.parsed for one in judged if one.checked.parsed]
    return [results[position] for position in range(len(readings))]


def _digest(reading: Reading) -> str:
    return reading.parsed.workbook.sha256 if reading.parsed else ""


def read_workbook(
    source: bytes | Path | str,
    file_name: str,
    definitions: Definitions,
    language: str | None = None,
    as_partner: str | None = None,
) -> Reading:
    """Read and parse a file; raises DefinitionError when rules and code don't fit, nothing for any file.

    The personal-data gate comes first: of a file in which it finds something nothing but the findings is told.
    """
    _check_definitions_once(definitions.folder, definitions.version, definitions)
    try:
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
    except (OSError, ValueError):
        return _unreadable(file_name, definitions, language, "missing")
    container = read_container(data)
    grids = None if container.fault else read_grids(container)
    if grids is None:
        return _unreadable(file_name, definitions, language, container.fault or "damaged")
    findings = find_personal(file_name, container, grids, definitions, find_region(grids, definitions, as_partner))
    sheets = find_sheets(definitions, grids)
    messages = _open_messages(definitions, grids, sheets, language)
    if findings:
        return _personal(file_name, findings, container, messages)
    if _is_foreign(definitions, container, sheets):
        versions = ", ".join(definitions.workbook.accepted_template_versions)
        return Reading(file_name, messages, (messages.issue("F01", "version", versions=versions),))
    parsed = parse_workbook(grids, container, messages, file_name, hashlib.sha256(data).hexdigest())
    return Reading(file_name, messages, tuple(parsed.issues), parsed)


def _open_messages(
    definitions: Definitions, grids: dict[str, Grid], sheets: dict[str, str], language: str | None
) -> Messages:
    """Messages in the language of the workbook, as far as it tells one."""
    cover = grids.get(sheets.get(definitions.workbook.roles.sheet, ""))
    return Messages(definitions, load_texts(definitions, find_language(definitions, cover, language)))


def _personal(file_name: str, findings: list[Finding], container: Container, messages: Messages) -> Reading:
    shown = show_file_name(file_name, findings, messages.texts)
    return Reading(shown, messages, tell_findings(findings, container, messages), is_personal=True)


def _is_foreign(definitions: Definitions, container: Container, sheets: dict[str, str]) -> bool:
    # Without a cover and with few of our sheets it is another project's: one sentence, not one for each sheet.
    return definitions.workbook.roles.sheet not in sheets and 2 * len(sheets) < len(definitions.workbook.sheets)


def _unreadable(file_name: str, definitions: Definitions, language: str | None, case: str) -> Reading:
    messages = Messages(definitions, load_texts(definitions, language or SOURCE_LANGUAGE))
    findings = list(find_in_file_name(file_name, definitions))
    if findings:
        return _personal(file_name, findings, Container(), messages)
    return Reading(file_name, messages, (messages.issue("K06", case, max=MAX_SIZE_TEXT),))


def _check_definitions_once(folder: Path, version: str, definitions: Definitions) -> None:
    key = (folder, version)
    if key not in _fitting:
        faults = check_rule_functions(definitions)
        if faults:
            raise DefinitionError(faults)
        _fitting.add(key)


_fitting: set[tuple[Path, str]] = set()
