"""The demo's stage: lets each entry of the diary happen, through intake, desk and publishing as in real life."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from etl.comment import append_comment
from etl.demo.maker import Maker, Rows, file_name
from etl.demo.past import Past
from etl.demo.rows import Row
from etl.demo.timeline import Comment, Decision, Delivery, Entry, Part, Publication
from etl.demo.troubles import MISTAKES, RETURN, SLIPS
from etl.errors import UserError
from etl.home import Home
from etl.publish import publish_release
from etl.review import accept_submission, list_waiting, return_submission
from etl.store import Store
from etl.submit import Receipt, submit_files
from indicators.load import Definitions
from indicators.periods import month_code

COORDINATOR = "coordinator@demo.example"


@dataclass(frozen=True)
class Stage:
    """Where the demo is played."""

    home: Home
    definitions: Definitions
    maker: Maker
    past: Past = field(default_factory=Past)

    def play(self, entry: Entry) -> None:
        """Let an entry happen on its day; raises UserError when it does not come out as the story says."""
        store = Store(self.home.at(entry.day), self.definitions)
        match entry:
            case Delivery():
                self._deliver(store, entry)
            case Decision():
                self._decide(store, entry)
            case Publication():
                publish_release(store, entry.month)
            case Comment(remark=remark):
                due = entry.day + timedelta(days=remark.due_after_days)
                told = (remark.indicator, remark.month, remark.cause, remark.action, remark.owner, due)
                append_comment(store, *told, who=COORDINATOR)
        self.remember(entry)

    def remember(self, entry: Entry) -> None:
        """Note what an entry left behind, without letting it happen (again)."""
        match entry:
            case Delivery(partner=partner, parts=parts):
                for part in parts:
                    if part.state:
                        cover, rows = self._content(partner.code, part)
                        self.past.keep(partner.code, part.month, part.revision, cover, rows, part.state)
            case Decision(query=query) if query.decision == RETURN:
                self.past.give_back(query.partner, query.month)
            case Decision(query=query):
                self.past.accept(query.partner, query.month)

    def _deliver(self, store: Store, delivery: Delivery) -> None:
        partner = delivery.partner.code
        files = list(self._make(partner, delivery.parts))
        folder = self.home.inbox / partner
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files:
            (folder / name).write_bytes(content)
        # What intake only warns of, the officer has looked at and confirms.
        receipts = submit_files(store, files, f"officer@{partner.lower()}.example", is_confirmed=True)
        for part, receipt in zip(delivery.parts, receipts, strict=True):
            _check_receipt(part, receipt)

    def _make(self, partner: str, parts: tuple[Part, ...]) -> Iterator[tuple[str, bytes]]:
        # Months made up together: each template knows the months before it.
        past = self.past.copy()
        for part in parts:
            cover, rows = self._content(partner, part)
            slips = SLIPS[partner, part.month] if part.has_slip else None
            name = file_name(self.definitions, partner, part.month, part.revision)
            yield _mark_name(name, part), self.maker.make(past.of(partner), part.month, cover, rows, slips)
            past.keep(partner, part.month, part.revision, cover, rows)

    def _content(self, partner: str, part: Part) -> tuple[Row, Rows]:
        cover, rows = self.maker.life.cover(partner, part.month), self.maker.life.rows(partner, part.month)
        if part.has_mistake:
            mistake = MISTAKES[partner, part.month]
            first = next(row for row in rows[mistake.sheet] if row[mistake.column] is not None)
            first[mistake.column] = mistake.wrong(first[mistake.column])
        if part.is_without_organiser:
            for row in rows.get("EVENTS", []):
                row["organiser_code"] = None
        return cover, rows

    def _decide(self, store: Store, decision: Decision) -> None:
        query = decision.query
        place = (query.partner, month_code(query.month))
        for row in list_waiting(store):
            if (row["partner_code"], row["month"]) != place:
                continue
            if query.decision == RETURN:
                return_submission(store, row["submission_id"], COORDINATOR, query.reason)
            else:
                accept_submission(store, row["submission_id"], COORDINATOR)


def _check_receipt(part: Part, receipt: Receipt) -> None:
    if receipt.state != part.state:
        issues = "; ".join(f"{issue.code} {issue.sheet} {issue.cell}" for issue in receipt.issues)
        raise UserError(
            f"The demo's workbook {receipt.file} should be {part.state or 'refused'} but is "
            f"{receipt.state or 'refused'} ({issues}). The story in etl/demo no longer fits the definitions."
        )


def _mark_name(name: str, part: Part) -> str:
    """The refused and the returned try keep files of their own beside the one that was taken at last."""
    mark = "_refused" if part.has_slip else "_first_try" if part.is_without_organiser else ""
    return name.replace(".xlsx", f"{mark}.xlsx")
