"""What an erasure leaves on paper: what went, when, why, who asked, what stays; nothing of what the rows held."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from etl.erasure.find import Found
from etl.erasure.scope import Scope
from etl.home import Home
from indicators.periods import month_code

_FOLDER = "certificates"
_STAYS = {
    "releases": (
        "Release files and what was exported from them: they never change. They hold no row and no code of a pathway "
        "and no code of a centre; of women they hold totals of the consortium in closed blocks. Sessions of "
        "trainings, events, practices and deliverables that were released stay in the releases that are out."
    ),
    "ledger": (
        "Amounts of closed blocks, exactly as they were closed: a figure that was shown never falls. They stand under "
        "a random name that leads back to nothing, and are never corrected again. A training session keeps its code, "
        "which releases show."
    ),
    "journal": "That a workbook was received: partner, month, revision, day, who sent it. Its digests are gone.",
    "decisions": "Locks, comments and decisions of the coordinator that name nothing of what was erased.",
    "certificates": "Certificates of erasure, with the e-mail of who asked for them.",
}
_TO_DO = {
    "backups": "Backups of earlier days still hold the rows: destroy them, or erase again after restoring one.",
    "partner": (
        "The partner keeps its own workbooks. Sent again, the rows would come back and their women would be counted a "
        "second time: have the partner take them out of its file first."
    ),
    "disk": (
        "The blocks of the disk on which the old file lay may be readable for somebody who has the disk itself, until "
        "they are used again; where the store is encrypted, not without its key."
    ),
}


@dataclass(frozen=True)
class Counts:
    """How much goes: rows by sheet with their months, and what named them."""

    rows: dict[str, int]
    months: tuple[str, ...]
    submissions_n: int
    workbooks_n: int
    waiting_n: int
    ledger_units_n: int = 0
    messages_n: int = 0
    decisions_n: int = 0
    texts_n: int = 0


@dataclass(frozen=True)
class Certificate:
    """An erasure, as it is told and kept."""

    erasure_id: str
    erased_at: str
    project: str
    what: str
    reason: str
    asked_by: str
    counts: Counts
    store_sha256_before: str = ""
    store_sha256_after: str = ""
    files_searched_n: int = 0
    is_store_encrypted: bool = False
    found_in: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    stays: dict[str, str] = field(default_factory=lambda: dict(_STAYS))
    to_do: dict[str, str] = field(default_factory=lambda: dict(_TO_DO))

    def as_dict(self) -> dict[str, Any]:
        """As programs read it."""
        return asdict(self)

    def as_text(self) -> str:
        """As a person reads it."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> list[str]:
        lines = [f"Certificate of erasure {self.erasure_id}", f"Project: {self.project}"]
        lines += [f"Erased on: {self.erased_at}", f"Erased: {self.what}", f"Why: {self.reason}"]
        lines += [f"Asked by: {self.asked_by}", "", "What went:"]
        lines += [f"  {line}" for line in tell_counts(self.counts)]
        lines += ["", "The store's file (SHA-256):", f"  before  {self.store_sha256_before}"]
        lines += [f"  after   {self.store_sha256_after}", "", "Proof:"]
        lines += [f"  {line}" for line in self._proof()]
        lines += ["", "What stays, and why:", *(f"  {name}: {text}" for name, text in self.stays.items())]
        return lines + ["", "What is left to do:", *(f"  {name}: {text}" for name, text in self.to_do.items())]

    def _proof(self) -> list[str]:
        told = ["Every text of every table was searched for the erased codes before the new file took its place: none."]
        told.append(
            f"Then the bytes of all {self.files_searched_n} files of the home were searched: "
            + (f"FOUND in {', '.join(self.found_in)}." if self.found_in else "none.")
        )
        if self.not_read:
            told.append(f"Not all of these could be read or unpacked, so look at them: {', '.join(self.not_read)}.")
        if self.is_store_encrypted:
            told.append("The store is encrypted, so of its own bytes this search says nothing; the first one does.")
        return told


def tell_scope(scope: Scope, found: Found) -> str:
    """What is erased, in words; a pathway's code is not told, for the certificate would keep it."""
    partners = ", ".join(found.partners)
    if scope.kind == "all":
        return "all rows of all partners"
    if scope.kind == "names":
        return "the e-mail of everybody who sent, saw or decided something; access list, requests and audit trail"
    if scope.kind == "pathway":
        return f"all rows of one pathway of {partners}"
    return f"all rows of {partners}" + (f" on the sheets {', '.join(scope.sheets)}" if scope.sheets else "")


def count_found(found: Found, workbooks_n: int, waiting_n: int) -> Counts:
    """The counts of what goes, before anything is changed."""
    rows: dict[str, int] = {}
    for (sheet, _month), n in sorted(found.rows.items()):
        rows[sheet] = rows.get(sheet, 0) + n
    months = tuple(month_code(month) for month in sorted({month for _sheet, month in found.rows}))
    return Counts(rows, months, len(found.submissions), workbooks_n, waiting_n)


def tell_counts(counts: Counts) -> list[str]:
    """The counts as lines."""
    lines = [f"{n} rows of sheet {sheet}" for sheet, n in counts.rows.items()]
    lines.append(f"from {counts.submissions_n} workbooks of {', '.join(counts.months) or 'no month'} (all revisions)")
    lines.append(f"{counts.workbooks_n} workbooks in the inbox, {counts.waiting_n} sets of files that waited")
    told = {"messages": counts.messages_n, "decisions": counts.decisions_n, "other texts": counts.texts_n}
    lines += [f"{n} {name} that named them" for name, n in told.items() if n]
    return lines + [f"{counts.ledger_units_n} units of the ledger lost their name"] * bool(counts.ledger_units_n)


def what_stays() -> list[str]:
    """What stays and what is left to do, as lines."""
    return [f"{name}: {text}" for name, text in {**_STAYS, **_TO_DO}.items()]


def write_certificate(home: Home, certificate: Certificate) -> list[Path]:
    """Keep it beside the store as JSON and as text; returns the files."""
    folder = home.store_path.parent / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    document = json.dumps(certificate.as_dict(), ensure_ascii=False, indent=1)
    texts = {".json": document, ".txt": certificate.as_text()}
    paths = []
    for suffix, text in texts.items():
        path = folder / f"{certificate.erasure_id}{suffix}"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        paths.append(path)
    return paths
