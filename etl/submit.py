"""Submits workbooks: check, then store. Files of one partner are taken together or not at all."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.check import read_workbook
from etl.clock import new_id
from etl.history import History, read_history_from
from etl.issue import Issue, Verdict
from etl.judge import Checked, Judged, Reading, group_by_partner, judge, judge_set
from etl.parsed import ParsedWorkbook
from etl.store import Store, append_rows, append_sheet, as_store_time, commit_part
from etl.stored_issue import pack_issue
from etl.stored_rows import build_rows
from etl.submission_state import State, append_states
from indicators.saying import join

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class Receipt:
    """What became of one file; `state` is None when it was not stored, `month` is the number of the reporting month."""

    file: str
    verdict: Verdict
    issues: tuple[Issue, ...]
    submission_id: str | None = None
    state: State | None = None
    partner: str | None = None
    month: int | None = None
    revision: int | None = None
    is_repeat: bool = False
    # Not empty when nothing of the set was stored because of another file: one sentence that says so.
    held_back: str = ""
    # The file as it was understood, for a preview and for marking its cells; never written anywhere.
    checked: Checked | None = field(default=None, repr=False, compare=False)


def submit_files(
    store: Store,
    files: Sequence[tuple[str, bytes | Path]],
    who: str,
    is_confirmed: bool = False,
    as_partner: str | None = None,
    on_progress: OnProgress | None = None,
    language: str | None = None,
) -> list[Receipt]:
    """Check and store files, given as name and content or path; receipts in the order given. Raises StoreBusy.

    Each partner's set is one transaction. Reading is done before the store is opened: others can use it meanwhile.
    """
    tell = on_progress or (lambda done, total: None)
    readings = []
    for name, data in files:
        readings.append(read_workbook(data, name, store.definitions, language, as_partner))
        tell(len(readings), len(files))
    sets = group_by_partner(readings)
    receipts: dict[int, Receipt] = {}
    for position in sets.pop("", []):
        checked = judge(readings[position], History(""), store.home.today(), as_partner)
        receipts[position] = Receipt(checked.file, checked.verdict, checked.issues, checked=checked)
    if sets:
        with store.open() as connection:
            for partner, positions in sets.items():
                own = [readings[position] for position in positions]
                taken = _submit_set(store, connection, partner, own, who, is_confirmed, as_partner)
                receipts |= dict(zip(positions, taken, strict=True))
                commit_part(connection)
    return [receipts[position] for position in range(len(files))]


def _submit_set(
    store: Store,
    connection: duckdb.DuckDBPyConnection,
    partner: str,
    readings: list[Reading],
    who: str,
    is_confirmed: bool,
    as_partner: str | None,
) -> list[Receipt]:
    # Read inside the transaction that stores: two programs can't both take the same revision number.
    history = read_history_from(connection, store.definitions, partner)
    judged = judge_set(readings, history, store.home.today(), as_partner, lambda reading: new_id(store.home.now()))
    held_back = [one for one in judged if not _is_taken(one.checked, is_confirmed)]
    if not held_back:
        _append(store, connection, [one for one in judged if not one.checked.repeats], who)
    return [
        _build_receipt(one, reading, [other for other in held_back if other is not one], not held_back)
        for one, reading in zip(judged, readings, strict=True)
    ]


def _is_taken(checked: Checked, is_confirmed: bool) -> bool:
    return checked.verdict == "accepted" or (checked.verdict == "confirm" and is_confirmed)


def _append(store: Store, connection: duckdb.DuckDBPyConnection, judged: list[Judged], who: str) -> None:
    now = as_store_time(store.home.now())
    own = [(one, one.checked.parsed) for one in judged]
    append_rows(connection, "submission", [_submission(store, one, parsed, who, now) for one, parsed in own if parsed])
    replaced = [(one.supersedes, "superseded") for one in judged if one.supersedes]
    fresh = [(one.submission_id, one.state) for one in judged if one.submission_id]
    append_states(connection, [*fresh, *replaced], now, who)
    sheets: dict[str, list[dict[str, Any]]] = {}
    for one, parsed in own:
        for name, rows in build_rows(store.definitions, parsed).items() if parsed else ():
            sheets.setdefault(name, []).extend({"submission_id": one.submission_id, **row} for row in rows)
    for name, rows in sheets.items():
        append_sheet(connection, store.definitions, name, rows)


def _submission(store: Store, one: Judged, parsed: ParsedWorkbook, who: str, now: datetime) -> dict[str, Any]:
    version = store.definitions.workbook.roles.template_version
    issues = [pack_issue(issue) for issue in one.checked.issues]
    return {
        "submission_id": one.submission_id,
        "partner_code": parsed.partner,
        "month": parsed.month,
        "revision": parsed.revision,
        "submitted_by": who,
        "received_at": now,
        "file_sha256": parsed.sha256,
        "content_sha256": parsed.content_sha256,
        "template_version": parsed.cover.get(version),
        "rule_version": store.definitions.rule_version,
        "issues": json.dumps(issues, ensure_ascii=False),
    }


def _build_receipt(one: Judged, reading: Reading, others: list[Judged], is_taken: bool) -> Receipt:
    checked, parsed = one.checked, one.checked.parsed
    is_stored = is_taken or one.is_known
    return Receipt(
        file=checked.file,
        verdict=checked.verdict,
        issues=checked.issues,
        submission_id=one.submission_id if is_stored else None,
        state=one.state if is_stored else None,
        partner=parsed.partner if parsed else None,
        month=parsed.month if parsed else None,
        revision=parsed.revision if parsed else None,
        is_repeat=is_stored and checked.repeats is not None,
        held_back="" if is_stored else _tell_held_back(others, reading),
        checked=checked,
    )


def _tell_held_back(others: list[Judged], reading: Reading) -> str:
    """Why a file without faults of its own is not stored: months alone, for a file's name may be personal."""
    if not others:
        return ""
    texts, months = reading.messages.texts, {one.checked.parsed.month for one in others if one.checked.parsed}
    told = [reading.messages.month(month) for month in sorted(month for month in months if month)]
    return texts(
        "Not stored: workbooks of one partner are taken together or not at all, and another one has to be repaired "
        "or confirmed first ({months}). Then send all of them again.",
        months=join(", ", told) if told else "–",
    )
