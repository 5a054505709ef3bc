"""The one door from the pages (and the command) to this room: releases, a partner's own submissions, the desk.

Thin on purpose: each function joins what other modules do and writes the audit trail.
"""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from etl.access import (
    PARTNER,
    ROLES,
    Role,
    find_role,
    grant_access,
    list_access,
    record_action,
    revoke_access,
)
from etl.check import Checked
from etl.errors import UserError
from etl.export import SYNTHETIC_LABEL, build_csv, csv_bytes, parquet_bytes, xlsx_bytes
from etl.feedback import feedback_bytes
from etl.history import read_history
from etl.home import Home, HomeError, open_home
from etl.issue import Issue
from etl.locking import ask_for_unlock, change_lock, decline_request, grant_request, read_unlock_requests
from etl.one_line import tell_month
from etl.pending import PendingSet, drop_pending, list_pending
from etl.reception import (
    Received,
    Refusal,
    check_pending,
    confirm_pending,
    is_personal,
    preview_receipt,
    read_refusals,
    receive_workbooks,
)
from etl.release_file import LATEST, ReleaseFile, ReleaseInfo, find_release, list_releases
from etl.review import (
    accept_submission,
    list_waiting,
    read_reporting,
    return_submission,
)
from etl.sending import check_workbooks, submit_from, submit_workbooks
from etl.standing import MonthStanding, read_standings
from etl.store import Store, StoreBusy, fetch_dicts
from etl.submit import Receipt
from etl.template import template_bytes
from etl.unchanged import build_unchanged
from etl.unlock_request import MAX_CHARACTERS, UnlockRequest
from indicators.load import Definitions, load_definitions
from indicators.model.project import Partner
from indicators.periods import month_code
from indicators.texts import N_, Texts, load_texts

__all__ = [
    "LATEST",
    "MAX_CHARACTERS",
    "PARTNER",
    "ROLES",
    "SYNTHETIC_LABEL",
    "Checked",
    "Definitions",
    "Home",
    "HomeError",
    "Issue",
    "MonthStanding",
    "PendingSet",
    "Receipt",
    "Received",
    "Refusal",
    "ReleaseFile",
    "ReleaseInfo",
    "Role",
    "StoreBusy",
    "Texts",
    "UnlockRequest",
    "UserError",
    "accept_waiting",
    "ask_for_unlock",
    "bundle_bytes",
    "change_lock",
    "check_pending",
    "check_workbooks",
    "confirm_pending",
    "csv_bytes",
    "decline_request",
    "download_name",
    "drop_pending",
    "find_release",
    "find_role",
    "grant_access",
    "grant_request",
    "is_personal",
    "list_access",
    "list_pending",
    "list_releases",
    "load_definitions",
    "load_texts",
    "make_feedback",
    "make_template",
    "make_unchanged",
    "open_home",
    "parquet_bytes",
    "preview_receipt",
    "read_month_standings",
    "read_own_submissions",
    "read_refusals",
    "read_reporting_now",
    "read_unlock_requests",
    "read_waiting",
    "receive_workbooks",
    "record_action",
    "release_bytes",
    "return_waiting",
    "revoke_access",
    "submit_from",
    "submit_workbooks",
    "tell_month",
    "template_name",
    "xlsx_bytes",
]


def make_template(home: Home, definitions: Definitions, partner: str, month: int, language: str) -> bytes:
    """The partner's own workbook of a month, prefilled with what is known; raises UserError."""
    registered = _expect_partner(definitions, partner, month)
    history = read_history(Store(home, definitions), partner)
    return template_bytes(definitions, registered, month, language, history)


def _expect_partner(definitions: Definitions, partner: str, month: int) -> Partner:
    registered = definitions.partner(partner)
    if registered is None:
        raise UserError(N_("There is no partner {code}. Name a code of the registry."), code=partner)
    if not definitions.is_expected(registered, month):
        raise UserError(N_("{partner} doesn't report for {month}."), partner=partner, month=month_code(month))
    return registered


def make_unchanged(home: Home, definitions: Definitions, partner: str, month: int, language: str) -> bytes:
    """The workbook that says "nothing changed this month"; raises UserError with the reason where that can't be."""
    registered = _expect_partner(definitions, partner, month)
    history = read_history(Store(home, definitions), partner)
    return build_unchanged(definitions, registered, month, language, history)


def make_feedback(definitions: Definitions, data: bytes, checked: Checked) -> bytes | None:
    """The partner's own workbook with its faults marked; None where none may be given."""
    return feedback_bytes(data, checked, definitions)


def template_name(partner: str, month: int, language: str) -> str:
    """File name of a template."""
    return f"{partner}_{month_code(month)}_{language}.xlsx"


def read_own_submissions(home: Home, definitions: Definitions, partner: str) -> list[dict[str, Any]]:
    """A partner's submissions, the newest first: id, month, revision, state, reason, received_at, who sent it."""
    query = (
        "SELECT submission_id, month, revision, state, reason, received_at, submitted_by FROM submission_now "
        "WHERE partner_code = ? ORDER BY received_at DESC, month DESC, revision DESC"
    )
    with Store(home, definitions).open() as connection:
        return fetch_dicts(connection, query, [partner])


def read_reporting_now(home: Home, definitions: Definitions, until_month: int | None = None) -> list[dict[str, Any]]:
    """Who has reported, is late or missing as of now: rows like the release's table `reporting`, with submission_id."""
    return read_reporting(Store(home, definitions), until_month)


def read_waiting(home: Home, definitions: Definitions) -> list[dict[str, Any]]:
    """Submissions that wait for the coordinator, oldest first, with their `issues`."""
    return list_waiting(Store(home, definitions))


def accept_waiting(home: Home, definitions: Definitions, submission_id: str, who: str) -> None:
    """Accept a waiting submission; raises UserError."""
    accept_submission(Store(home, definitions), submission_id, who)
    record_action(home, who, "review.accept", submission_id)


def return_waiting(home: Home, definitions: Definitions, submission_id: str, who: str, reason: str) -> None:
    """Return a waiting submission with a reason; raises UserError."""
    return_submission(Store(home, definitions), submission_id, who, reason)
    record_action(home, who, "review.return", submission_id)


def read_month_standings(
    home: Home, definitions: Definitions, partner: str, releases: Iterable[ReleaseInfo], months: Iterable[int]
) -> dict[int, MonthStanding]:
    """How months stand for a partner: late, locked, waiting, published, or several of these."""
    return read_standings(Store(home, definitions), partner, releases, months)


def release_bytes(release: ReleaseFile) -> bytes:
    """The release file itself."""
    return release.path.read_bytes()


def bundle_bytes(release: ReleaseFile) -> bytes:
    """The whole CSV export with dictionary and README as one ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in build_csv(release).items():
            bundle.writestr(name, data)
    return target.getvalue()


def download_name(info: ReleaseInfo, ending: str) -> str:
    """File name of a download, for instance kpi_<release>_synthetic.csv; it says what must not be mistaken."""
    marks = ("_draft" if info.is_draft else "") + ("_synthetic" if info.is_synthetic else "")
    return f"kpi_{info.release_id}{marks}.{ending.lstrip('.')}"
