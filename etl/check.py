"""Checks workbooks: every fault at once, told in the workbook's language; nothing is stored and nothing raises."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from etl.container import MAX_SIZE_TEXT, Container, read_container
from etl.history import History
from etl.issue import Issue, Verdict, decide_verdict
from etl.layout import find_sheets
from etl.message import Messages
from etl.parse import Parsed, find_language, parse_workbook
from etl.parsed import ParsedWorkbook
from etl.read import read_grids
from etl.rules import apply_rules, check_rule_functions
from etl.rules.context import Context
from etl.rules.file import check_f02
from etl.stored_rows import add_rows_of_other, extend_history
from etl.submission_state import State
from indicators.faults import DefinitionError
from indicators.load import Definitions
from indicators.texts import SOURCE_LANGUAGE, load_texts

HistoryOf = Callable[[str], History]


@dataclass(frozen=True)
class Checked:
    """The verdict over one file; `repeats` is the submission that already holds the same content."""

    file: str
    verdict: Verdict
    issues: tuple[Issue, ...]
    parsed: ParsedWorkbook | None
    repeats: str | None = None


@dataclass(frozen=True)
class Reading:
    """A file as far as it can be judged without knowing what is stored."""

    file: str
    messages: Messages
    issues: tuple[Issue, ...]
    parsed: Parsed | None = field(default=None, repr=False)

    @property
    def partner(self) -> str | None:
        """The partner that the file names."""
        return self.parsed.workbook.partner if self.parsed else None

    @property
    def order(self) -> tuple[int, int]:
        """Month and revision: the order in which files are taken."""
        workbook = self.parsed.workbook if self.parsed else None
        return (workbook.month or 0, workbook.revision or 0) if workbook else (0, 0)


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
    reading = read_workbook(source, file_name, definitions, language)
    return judge(reading, history_of(reading.partner) if reading.partner else History(""), today, as_partner)


def check_files(
    files: Iterable[tuple[bytes | Path | str, str]],
    definitions: Definitions,
    history_of: HistoryOf,
    today: date,
    language: str | None = None,
    as_partner: str | None = None,
) -> list[Checked]:
    """Check a set by month, then revision, each as if the ones before it were stored; results in the order given."""
    readings = [read_workbook(source, name, definitions, language) for source, name in files]
    histories = {partner: history_of(partner) for partner in {reading.partner for reading in readings} if partner}
    results: dict[int, Checked] = {}
    for position in sorted(range(len(readings)), key=lambda position: readings[position].order):
        reading = readings[position]
        checked = judge(reading, histories.get(reading.partner or "", History("")), today, as_partner)
        results[position] = checked
        # A rejected file will not be stored, so the next one does not build on it.
        if checked.parsed and not checked.repeats and reading.partner and checked.verdict != "rejected":
            _remember(histories, definitions, checked)
    return [results[position] for position in range(len(readings))]


def _remember(histories: dict[str, History], definitions: Definitions, checked: Checked) -> None:
    parsed = checked.parsed
    if parsed is None or parsed.partner is None:
        return
    own = extend_history(histories[parsed.partner], definitions, parsed, parsed.sha256, expected_state(checked.issues))
    others = {code: add_rows_of_other(history, definitions, parsed) for code, history in histories.items()}
    histories.update(others | {parsed.partner: own})


def expected_state(issues: Iterable[Issue]) -> State:
    """State of a stored submission with these issues: a query waits for the coordinator."""
    return "received" if any(issue.severity == "query" for issue in issues) else "accepted"


def read_workbook(
    source: bytes | Path | str, file_name: str, definitions: Definitions, language: str | None = None
) -> Reading:
    """Read and parse a file; raises DefinitionError when rules and code don't fit, nothing for any file."""
    _check_definitions_once(definitions.folder, definitions.version, definitions)
    try:
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
    except (OSError, ValueError):
        return _unreadable(file_name, definitions, language, "missing")
    container = read_container(data)
    if container.fault:
        return _unreadable(file_name, definitions, language, container.fault)
    sheets = find_sheets(definitions, container.sheets)
    grids = read_grids(data, container.sheets)
    if grids is None:
        return _unreadable(file_name, definitions, language, "damaged")
    cover = grids.get(sheets.get(definitions.workbook.roles.sheet, ""))
    messages = Messages(definitions, load_texts(definitions, find_language(definitions, cover, language)))
    if _is_foreign(definitions, container, sheets):
        versions = ", ".join(definitions.workbook.accepted_template_versions)
        return Reading(file_name, messages, (messages.issue("F01", "version", versions=versions),))
    parsed = parse_workbook(grids, container, messages, file_name, hashlib.sha256(data).hexdigest())
    return Reading(file_name, messages, tuple(parsed.issues), parsed)


def judge(reading: Reading, history: History, today: date, as_partner: str | None = None) -> Checked:
    """Apply the rules over what is stored; content that is stored already is a repeat, not a fault."""
    if reading.parsed is None:
        return Checked(reading.file, decide_verdict(reading.issues), reading.issues, None)
    workbook = reading.parsed.workbook
    if as_partner and workbook.partner != as_partner:
        # Faults across months tell what is stored: of another partner's workbook nothing stored may be looked at.
        history = History(workbook.partner or "")
    context = Context(workbook, reading.messages, history, today, as_partner, reading.parsed.idle_rows)
    repeated = _repeated(workbook, history)
    if repeated and decide_verdict(reading.issues) == "accepted":
        issues = _sort([*reading.issues, *check_f02(context)], reading.messages.definitions)
        return Checked(reading.file, decide_verdict(issues), issues, workbook, None if issues else repeated)
    issues = _sort([*reading.issues, *apply_rules(context)], reading.messages.definitions)
    return Checked(reading.file, decide_verdict(issues), issues, workbook)


def _repeated(workbook: ParsedWorkbook, history: History) -> str | None:
    known = history.known_content.get(workbook.content_sha256)
    if known is None or workbook.month is None:
        return None
    # With the next free number, a superseded content is a correction back to what was told before.
    is_next = workbook.revision == history.accepted_revision.get(workbook.month, 0) + 1
    return None if known[1] == "superseded" and is_next else known[0]


def _is_foreign(definitions: Definitions, container: Container, sheets: dict[str, str]) -> bool:
    # Without a cover and with few of our sheets it is another project's: one sentence, not one for each sheet.
    return definitions.workbook.roles.sheet not in sheets and 2 * len(sheets) < len(definitions.workbook.sheets)


def _unreadable(file_name: str, definitions: Definitions, language: str | None, case: str) -> Reading:
    messages = Messages(definitions, load_texts(definitions, language or SOURCE_LANGUAGE))
    return Reading(file_name, messages, (messages.issue("K06", case, max=MAX_SIZE_TEXT),))


def _sort(issues: Iterable[Issue], definitions: Definitions) -> tuple[Issue, ...]:
    sheets = {name: list(sheet.columns) for name, sheet in definitions.workbook.sheets.items()}
    order = {name: position for position, name in enumerate(sheets)}

    def place(issue: Issue) -> tuple[int, int, int, str]:
        columns = sheets.get(issue.sheet, [])
        column = columns.index(issue.column) if issue.column in columns else -1
        return order.get(issue.sheet, -1), issue.row or 0, column, issue.code

    return tuple(sorted(issues, key=place))


def _check_definitions_once(folder: Path, version: str, definitions: Definitions) -> None:
    key = (folder, version)
    if key not in _fitting:
        faults = check_rule_functions(definitions)
        if faults:
            raise DefinitionError(faults)
        _fitting.add(key)


_fitting: set[tuple[Path, str]] = set()
