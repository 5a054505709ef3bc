"""The demo's stage: lets each entry of the diary happen, through intake, desk and publishing as in real life."""

from dataclasses import dataclass
from datetime import timedelta

from etl.comment import append_comment
from etl.demo.timeline import Comment, Decision, Delivery, Entry, Part, Publication
from etl.demo.troubles import CONFIRMED, RETURN
from etl.demo.workshop import Files
from etl.errors import UserError
from etl.home import Home
from etl.publish import publish_release
from etl.review import accept_submission, list_waiting, return_submission
from etl.store import Store
from etl.submit import Receipt, submit_files
from indicators.load import Definitions
from indicators.periods import month_code
from indicators.texts import N_

COORDINATOR = "coordinator@demo.example"


@dataclass(frozen=True)
class Stage:
    """Where the demo is played."""

    home: Home
    definitions: Definitions

    def play(self, entry: Entry, files: Files) -> None:
        """Let an entry happen on its day; raises UserError when it does not come out as the story says."""
        store = Store(self.home.at(entry.day), self.definitions)
        match entry:
            case Delivery():
                self._deliver(store, entry, files)
            case Decision():
                _decide(store, entry)
            case Publication():
                publish_release(store, entry.month)
            case Comment(remark=remark):
                due = entry.day + timedelta(days=remark.due_after_days)
                told = (remark.indicator, remark.month, remark.cause, remark.action, remark.owner, due)
                append_comment(store, *told, who=COORDINATOR)

    def lay_out(self, partner: str, files: Files) -> None:
        """Keep files in the inbox, so that a person can try them."""
        folder = self.home.inbox / partner
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files:
            (folder / name).write_bytes(content)

    def _deliver(self, store: Store, delivery: Delivery, files: Files) -> None:
        partner = delivery.partner.code
        self.lay_out(partner, files)
        # An officer confirms what was looked at; a warning that the story doesn't know stops the demo.
        is_confirmed = any((partner, part.month) in CONFIRMED for part in delivery.parts)
        receipts = submit_files(store, files, f"officer@{partner.lower()}.example", is_confirmed)
        for part, receipt in zip(delivery.parts, receipts, strict=True):
            _check_receipt(part, receipt, CONFIRMED.get((partner, part.month), ()))


def _decide(store: Store, decision: Decision) -> None:
    query = decision.query
    place = (query.partner, month_code(query.month))
    for row in list_waiting(store):
        if (row["partner_code"], row["month"]) != place:
            continue
        if query.decision == RETURN:
            return_submission(store, row["submission_id"], COORDINATOR, query.reason)
        else:
            accept_submission(store, row["submission_id"], COORDINATOR)


def _check_receipt(part: Part, receipt: Receipt, confirmed: tuple[str, ...]) -> None:
    warned = tuple(issue.code for issue in receipt.issues if issue.severity == "warning")
    if receipt.state != part.state or (part.state and warned != confirmed):
        raise UserError(
            N_(
                "The demo's workbook {file} should be {expected} but is {found} ({issues}). The story in etl/demo no "
                "longer fits the definitions."
            ),
            file=receipt.file,
            expected=part.state or "refused",
            found=receipt.state or "refused",
            issues="; ".join(f"{issue.code} {issue.sheet} {issue.cell}" for issue in receipt.issues),
        )
