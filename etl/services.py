"""The one door from the pages (and the command) to this room: releases, a partner's own submissions, the desk.

Thin on purpose: each function joins what other modules do and writes the audit trail.
"""

import io
import zipfile
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
from etl.history import read_history
from etl.home import Home, HomeError, open_home
from etl.issue import Issue
from etl.release_file import LATEST, ReleaseFile, ReleaseInfo, find_release, list_releases
from etl.review import (
    accept_submission,
    list_waiting,
    lock_month,
    read_reporting,
    return_submission,
    unlock_month,
)
from etl.sending import check_workbooks, submit_from, submit_workbooks
from etl.store import Store, StoreBusy, fetch_dicts
from etl.submit import Receipt
from etl.template import template_bytes
from indicators.load import Definitions, load_definitions
from indicators.periods import month_code
from indicators.texts import Texts, load_texts

__all__ = [
    "LATEST",
    "PARTNER",
    "ROLES",
    "SYNTHETIC_LABEL",
    "Checked",
    "Definitions",
    "Home",
    "HomeError",
    "Issue",
    "Receipt",
    "ReleaseFile",
    "ReleaseInfo",
    "Role",
    "StoreBusy",
    "Texts",
    "UserError",
    "accept_waiting",
    "bundle_bytes",
    "change_lock",
    "check_workbooks",
    "csv_bytes",
    "download_name",
    "find_release",
    "find_role",
    "grant_access",
    "list_access",
    "list_releases",
    "load_definitions",
    "load_texts",
    "make_template",
    "open_home",
    "parquet_bytes",
    "read_own_submissions",
    "read_reporting_now",
    "read_waiting",
    "record_action",
    "release_bytes",
    "return_waiting",
    "revoke_access",
    "submit_from",
    "submit_workbooks",
    "template_name",
    "xlsx_bytes",
]


def make_template(home: Home, definitions: Definitions, partner: str, month: int, language: str) -> bytes:
    """The partner's own workbook of a month, prefilled with what is known; raises UserError."""
    registered = definitions.partner(partner)
    if registered is None:
        raise UserError(f"There is no partner {partner}.")
    if not definitions.is_expected(registered, month):
        raise UserError(f"{partner} doesn't report for {month_code(month)}.")
    history = read_history(Store(home, definitions), partner)
    return template_bytes(definitions, registered, month, language, history)


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


def change_lock(
    home: Home, definitions: Definitions, month: int, partner: str | None, who: str, reason: str, is_locked: bool
) -> None:
    """Lock or unlock a month for one partner or for all, with a reason; raises UserError."""
    change = lock_month if is_locked else unlock_month
    change(Store(home, definitions), month, partner, who, reason)
    record_action(home, who, "lock" if is_locked else "unlock", month_code(month), partner or "all partners")


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
