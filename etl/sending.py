"""Sending workbooks: for whom an account may send, and the audit trail of what was stored."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from etl.access import find_role, record_actions
from etl.check import Checked, check_files
from etl.history import read_history
from etl.home import Home
from etl.message import Messages
from etl.store import Store
from etl.submit import Receipt, submit_files
from indicators.load import Definitions
from indicators.periods import month_code
from indicators.texts import load_texts

# Name and content of a workbook: bytes as uploaded, or the path of a file.
Upload = tuple[str, Any]


def check_workbooks(
    home: Home,
    definitions: Definitions,
    files: Iterable[Upload],
    language: str | None = None,
    as_partner: str | None = None,
) -> list[Checked]:
    """Check workbooks against everything known, by month, then revision; stores nothing, never raises for their faults.

    `language` is that of the messages where a workbook tells none.
    """
    store = Store(home, definitions)
    sources = ((content, name) for name, content in files)
    return check_files(sources, definitions, lambda code: read_history(store, code), home.today(), language, as_partner)


def submit_workbooks(
    home: Home,
    definitions: Definitions,
    files: Sequence[Upload],
    who: str,
    is_confirmed: bool = False,
    as_partner: str | None = None,
    on_progress: Callable[..., None] | None = None,
    language: str | None = None,
) -> list[Receipt]:
    """Check and store workbooks; what was stored anew goes into the audit trail.

    `language` is that of the messages where a workbook tells none.
    """
    store = Store(home, definitions)
    receipts = submit_files(store, list(files), who, is_confirmed, as_partner, on_progress, language)
    stored = [receipt for receipt in receipts if receipt.submission_id and not receipt.is_repeat]
    record_actions(home, who, "submit", [(str(one.submission_id), _told(one)) for one in stored])
    return receipts


def submit_from(
    home: Home,
    definitions: Definitions,
    files: Sequence[Upload],
    email: str,
    is_confirmed: bool = False,
    on_progress: Callable[..., None] | None = None,
) -> list[Receipt]:
    """Submit for an e-mail: one that the access list doesn't know acts for the partner of the file.

    A known partner's account sends its own workbooks only; another known account sends none.
    """
    role = find_role(home, email)
    if role is not None and not role.is_partner:
        return _refuse_account(home, definitions, files)
    as_partner = role.partner if role else None
    return submit_workbooks(home, definitions, files, email, is_confirmed, as_partner, on_progress)


def _refuse_account(home: Home, definitions: Definitions, files: Sequence[Upload]) -> list[Receipt]:
    roles, receipts = definitions.workbook.roles, []
    for checked in check_workbooks(home, definitions, files):
        issues, parsed = checked.issues, checked.parsed
        if parsed is not None:
            messages = Messages(definitions, load_texts(definitions, parsed.language))
            cell = parsed.cell(roles.sheet, roles.partner)
            partner = parsed.partner or ""
            refusal = messages.issue("F02", "not_partner", roles.sheet, cell, column=roles.partner, partner=partner)
            issues = (refusal, *issues)
        receipts.append(Receipt(checked.file, "rejected", issues))
    return receipts


def _told(receipt: Receipt) -> str:
    month = month_code(receipt.month) if receipt.month else ""
    return f"{receipt.partner} {month} revision {receipt.revision} {receipt.state}"
