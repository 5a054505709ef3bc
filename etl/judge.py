"""Judges workbooks that were read: rules over what is stored, one partner's files as one set."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from etl.history import History
from etl.issue import Issue, Verdict, decide_verdict
from etl.later_months import find_broken_months
from etl.message import Messages
from etl.parse import Parsed
from etl.parsed import ParsedWorkbook
from etl.rules import apply_rules
from etl.rules.context import Context
from etl.rules.file import check_f02
from etl.stored_rows import extend_history
from etl.submission_state import State
from indicators.load import Definitions


@dataclass(frozen=True)
class Checked:
    """The verdict over one file; `repeats` is the submission that already holds the same content."""

    file: str
    verdict: Verdict
    issues: tuple[Issue, ...]
    parsed: ParsedWorkbook | None
    repeats: str | None = None
    # The gate found something: no feedback, no preview, nothing kept.
    is_personal: bool = False
    # The coordinator has returned this very content: if it is sent all the same, it waits for the coordinator again.
    was_returned: bool = False

    @property
    def expected_state(self) -> State:
        """State when it is stored: a question waits for the coordinator, unless its rule says that it doesn't."""
        is_asked = self.was_returned or any(issue.severity == "query" and issue.is_holding for issue in self.issues)
        return "received" if is_asked else "accepted"


@dataclass(frozen=True)
class Reading:
    """A file as far as it can be judged without knowing what is stored."""

    file: str
    messages: Messages
    issues: tuple[Issue, ...]
    parsed: Parsed | None = field(default=None, repr=False)
    is_personal: bool = False

    @property
    def partner(self) -> str | None:
        """The partner that the file names."""
        return self.parsed.workbook.partner if self.parsed else None

    @property
    def order(self) -> tuple[int, int, str]:
        """Month and revision: the order in which files are taken, whatever the order in which they are given."""
        workbook = self.parsed.workbook if self.parsed else None
        return (workbook.month or 0, workbook.revision or 0, workbook.sha256) if workbook else (0, 0, "")


@dataclass(frozen=True)
class Judged:
    """A checked file with the submission that it is, or would become: its id and state, and what it supersedes."""

    checked: Checked
    submission_id: str | None
    state: State
    supersedes: str | None = None
    # Is the submission that it repeats stored already, not one of the same set?
    is_known: bool = False


def group_by_partner(readings: Sequence[Reading]) -> dict[str, list[int]]:
    """Positions of files by the partner that they name, each set in its order; "" for files that name none."""
    sets: dict[str, list[int]] = {}
    for position in sorted(range(len(readings)), key=lambda position: readings[position].order):
        sets.setdefault(readings[position].partner or "", []).append(position)
    return dict(sorted(sets.items()))


def judge_set(
    readings: Sequence[Reading],
    history: History,
    today: date,
    as_partner: str | None,
    new_id: Callable[[Reading], str],
) -> list[Judged]:
    """Judge the files of one partner, given in their order, each as if the ones before it were stored.

    What they break in later months is told as well: there the set's own files stand for what is stored.
    """
    if as_partner and as_partner != history.partner:
        # Faults across months tell what is stored: of another partner's workbook nothing stored may be looked at.
        history = History(history.partner)
    stored, judged = history, []
    for reading in readings:
        one = _judge_next(reading, stored, history, today, as_partner, new_id)
        judged.append(one)
        # A rejected file will not be stored, so the next one does not build on it.
        if not one.checked.repeats and one.checked.verdict != "rejected":
            history = _extend(history, reading, one)
    final = _as_if_stored(history, readings, judged)
    told = [(reading.parsed.workbook, reading.messages) if reading.parsed else None for reading in readings]
    broken = find_broken_months(stored, final, told, today)
    return [_tell_broken(one, broken.get(position, []), readings[position]) for position, one in enumerate(judged)]


def _judge_next(
    reading: Reading,
    stored: History,
    history: History,
    today: date,
    as_partner: str | None,
    new_id: Callable[[Reading], str],
) -> Judged:
    checked = judge(reading, history, today, as_partner)
    parsed = checked.parsed
    if checked.repeats and parsed:
        known_state = history.known_content[parsed.content_sha256][1]
        state: State = "received" if known_state == "received" else "accepted"
        return Judged(checked, checked.repeats, state, is_known=parsed.content_sha256 in stored.known_content)
    return Judged(checked, new_id(reading), checked.expected_state, _waiting(parsed, history))


def _extend(history: History, reading: Reading, one: Judged) -> History:
    if one.checked.parsed is None:
        return history
    definitions = reading.messages.definitions
    return extend_history(history, definitions, one.checked.parsed, one.submission_id or "", one.state)


def _as_if_stored(history: History, readings: Sequence[Reading], judged: Sequence[Judged]) -> History:
    """The history with rejected files, too, of months that have no better one: later months are held against them."""
    good = {one.checked.parsed.month for one in judged if one.checked.parsed and one.checked.verdict != "rejected"}
    for reading, one in zip(readings, judged, strict=True):
        if one.checked.parsed and one.checked.parsed.month not in good:
            history = _extend(history, reading, one)
    return history


def _waiting(parsed: ParsedWorkbook | None, history: History) -> str | None:
    """The waiting submission of the same month and number, which this one supersedes."""
    current = history.newest.get(parsed.month) if parsed and parsed.month else None
    if parsed and current and current.state == "received" and current.revision == parsed.revision:
        return current.submission_id
    return None


def _tell_broken(one: Judged, broken: list[Issue], reading: Reading) -> Judged:
    if not broken:
        return one
    issues = _sort([*one.checked.issues, *broken], reading.messages.definitions)
    checked = replace(one.checked, issues=issues, verdict=decide_verdict(issues))
    return replace(one, checked=checked, state=checked.expected_state)


def judge(reading: Reading, history: History, today: date, as_partner: str | None = None) -> Checked:
    """Apply the rules over what is stored; content that is stored already is a repeat, not a fault."""
    if reading.parsed is None:
        verdict = decide_verdict(reading.issues)
        return Checked(reading.file, verdict, reading.issues, None, is_personal=reading.is_personal)
    workbook = reading.parsed.workbook
    if as_partner and workbook.partner != as_partner:
        history = History(workbook.partner or "")
    context = Context(workbook, reading.messages, history, today, as_partner, reading.parsed.idle_rows)
    repeated = _repeated(workbook, history)
    if repeated and decide_verdict(reading.issues) != "rejected":
        # Its warnings were confirmed when it was stored: they are not asked about again.
        issues = _sort(check_f02(context), reading.messages.definitions)
        return Checked(reading.file, decide_verdict(issues), issues, workbook, None if issues else repeated)
    issues = _sort([*reading.issues, *apply_rules(context)], reading.messages.definitions)
    was_returned = history.is_returned(workbook.content_sha256)
    verdict = decide_verdict(issues)
    return Checked(reading.file, verdict, issues, workbook, None, reading.is_personal, was_returned)


def _repeated(workbook: ParsedWorkbook, history: History) -> str | None:
    known = history.known_content.get(workbook.content_sha256)
    if known is None or workbook.month is None:
        return None
    # With the next free number, a superseded content is a correction back to what was told before.
    is_next = workbook.revision == history.accepted_revision.get(workbook.month, 0) + 1
    return None if known[1] == "superseded" and is_next else known[0]


def _sort(issues: Iterable[Issue], definitions: Definitions) -> tuple[Issue, ...]:
    sheets = {name: list(sheet.columns) for name, sheet in definitions.workbook.sheets.items()}
    order = {name: position for position, name in enumerate(sheets)}

    def place(issue: Issue) -> tuple[int, int, int, str]:
        columns = sheets.get(issue.sheet, [])
        column = columns.index(issue.column) if issue.column in columns else -1
        return order.get(issue.sheet, -1), issue.row or 0, column, issue.code

    return tuple(sorted(issues, key=place))
