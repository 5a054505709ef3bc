"""The page's reception of workbooks: what is stored, what waits for a confirmation, what was refused.

Each function that a page calls takes who acts, and refuses whoever is no officer of the partner. Everything happens in
one call before the page draws anything: a connection that breaks meanwhile loses nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from etl import pending
from etl.access import read_trail, record_actions
from etl.actor import Actor
from etl.check import Checked
from etl.chosen_twice import choose_newest
from etl.errors import UserError
from etl.home import Home
from etl.pending import PendingSet
from etl.sending import check_workbooks, submit_workbooks
from etl.store import Store
from etl.submit import Receipt
from indicators.periods import month_code, month_number
from indicators.texts import N_, SOURCE_LANGUAGE

_REFUSED = "submit.refused"
_COUNTS = re.compile(r"errors (\d+), warnings (\d+)")

Upload = tuple[str, bytes]


@dataclass(frozen=True)
class Received:
    """What became of files: a receipt for each that was looked at, with its place among the files that were sent.

    Places are missing where a newer file of the same month was sent along.
    """

    receipts: tuple[Receipt, ...]
    places: tuple[int, ...] = ()
    is_pending: bool = False


@dataclass(frozen=True)
class Refusal:
    """That a check found errors: counts alone, no name and no value; `month` is None when the file told none."""

    month: int | None
    errors_n: int
    warnings_n: int
    happened_at: datetime


def receive_workbooks(
    actor: Actor,
    files: Sequence[Upload],
    partner: str,
    language: str,
    is_confirmed: bool = False,
    on_progress: Callable[..., None] | None = None,
) -> Received:
    """Check one partner's files and store them; those with warnings alone are kept until they are confirmed."""
    store = actor.at_own(partner, "submit")
    home, definitions, who = store.home, store.definitions, actor.email
    if definitions.partner(partner) is None:
        raise UserError(N_("There is no partner {code}."), code=partner)
    places = choose_newest(files, definitions)
    taken = [files[place] for place in places]
    receipts = submit_workbooks(home, definitions, taken, who, is_confirmed, partner, on_progress, language)
    _note_refusals(home, partner, receipts, who)
    is_pending = _awaits_confirmation(receipts)
    if is_pending:
        _drop_replaced(store, partner, receipts)
        pending.keep_pending(home, partner, _rename(taken, receipts), who)
    return Received(tuple(receipts), tuple(places), is_pending)


def _rename(files: Sequence[Upload], receipts: Sequence[Receipt]) -> list[Upload]:
    """The files under names that tell whose month they are: the officer's own may tell anything."""
    named = [
        f"{one.partner}_{month_code(one.month)}_r{one.revision}.xlsx" if one.month else f"{number}.xlsx"
        for number, one in enumerate(receipts, start=1)
    ]
    return [(name, content) for name, (_own, content) in zip(named, files, strict=True)]


def check_own_workbooks(actor: Actor, files: Sequence[Upload], partner: str, language: str) -> list[Checked]:
    """Check one partner's files against everything known of it; stores nothing."""
    store = actor.at_own(partner, "check")
    return check_workbooks(store.home, store.definitions, files, language, partner)


def list_pending(actor: Actor, partner: str) -> list[PendingSet]:
    """A partner's files that wait for a confirmation, the newest set first."""
    return pending.list_pending(actor.at_own(partner, "pending.read").home, partner)


def drop_pending(actor: Actor, one: PendingSet) -> None:
    """Forget files that wait."""
    actor.at_own(one.partner, "pending.drop")
    pending.drop_pending(one)


def check_pending(actor: Actor, one: PendingSet, language: str) -> list[Receipt]:
    """What is to be said now of files that wait: the world may have moved on since they came."""
    return _check_set(actor.at_own(one.partner, "pending.check"), one, language)


def _check_set(store: Store, one: PendingSet, language: str) -> list[Receipt]:
    """A set in which the gate finds something by now is forgotten at once."""
    checks = check_workbooks(store.home, store.definitions, one.read(), language, one.partner)
    if any(checked.is_personal for checked in checks):
        pending.drop_pending(one)
    return [preview_receipt(checked) for checked in checks]


def confirm_pending(
    actor: Actor, one: PendingSet, language: str, on_progress: Callable[..., None] | None = None
) -> Received:
    """Submit files that waited, their warnings confirmed; whatever comes of it, they wait no longer."""
    store, partner, who = actor.at_own(one.partner, "pending.confirm"), one.partner, actor.email
    receipts = submit_workbooks(store.home, store.definitions, one.read(), who, True, partner, on_progress, language)
    _note_refusals(store.home, partner, receipts, who)
    pending.drop_pending(one)
    return Received(tuple(receipts))


def read_refusals(actor: Actor, partner: str, newest: int = 5) -> list[Refusal]:
    """Checks of a partner's files on the page that found errors, the newest first."""
    home, found = actor.at_own(partner, "refusals.read").home, []
    for entry in read_trail(home, newest, _REFUSED, f"{partner} "):
        counts, told = _COUNTS.fullmatch(entry["detail"]), entry["object"].split(" ")[1]
        if counts:
            month = month_number(told) if told != "-" else None
            found.append(Refusal(month, int(counts[1]), int(counts[2]), entry["happened_at"]))
    return found


def is_personal(receipt: Receipt) -> bool:
    """Did the gate find something that may be personal? Then nothing of the file is shown or kept."""
    return receipt.checked is not None and receipt.checked.is_personal


def preview_receipt(checked: Checked) -> Receipt:
    """What is to be said of a file that was checked and not stored."""
    parsed = checked.parsed
    told = (parsed.partner, parsed.month, parsed.revision) if parsed else (None, None, None)
    return Receipt(checked.file, checked.verdict, checked.issues, None, None, *told, checked=checked)


def _awaits_confirmation(receipts: Sequence[Receipt]) -> bool:
    verdicts = {receipt.verdict for receipt in receipts if receipt.submission_id is None}
    return "confirm" in verdicts and "rejected" not in verdicts


def _drop_replaced(store: Store, partner: str, receipts: Sequence[Receipt]) -> None:
    """A set that waits is forgotten when the same month comes again: the newer file is meant."""
    months = {receipt.month for receipt in receipts}
    for one in pending.list_pending(store.home, partner):
        if months & {told.month for told in _check_set(store, one, SOURCE_LANGUAGE)}:
            pending.drop_pending(one)


def _note_refusals(home: Home, partner: str, receipts: Sequence[Receipt], who: str) -> None:
    things = []
    for receipt in receipts:
        if receipt.verdict == "rejected":
            is_own = receipt.partner == partner and receipt.month is not None
            month = month_code(receipt.month) if is_own and receipt.month else "-"
            counts = {kind: sum(issue.severity == kind for issue in receipt.issues) for kind in ("error", "warning")}
            things.append((f"{partner} {month}", f"errors {counts['error']}, warnings {counts['warning']}"))
    record_actions(home, who, _REFUSED, things)
