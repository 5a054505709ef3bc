"""Runs the demo: every workbook is made, sent and decided on its own simulated day, releases among them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from etl.comment import append_comment
from etl.demo.life import Life
from etl.demo.maker import Maker, Rows, file_name
from etl.demo.timeline import Comment, Decision, Delivery, Entry, Part, Publication, write_diary
from etl.demo.troubles import MISTAKES, RETURN, SLIPS
from etl.demo.workbooks import SEED
from etl.errors import UserError
from etl.history import History, read_history
from etl.home import Home
from etl.publish import publish_release
from etl.review import accept_submission, list_waiting, return_submission
from etl.store import Store
from etl.submit import submit_files
from indicators.load import Definitions
from indicators.periods import month_code

# The demo opens the day after this month's due day, unless it is told to go on.
MID_LIFE = 19
COORDINATOR = "coordinator@demo.example"
Progress = Callable[[int, int, str], None]
_MARK = "demo.json"


def run_demo(
    home: Home,
    definitions: Definitions,
    until: int | None = None,
    on_progress: Progress = lambda done, total, text: None,
    seed: int = SEED,
) -> Home:
    """Live the project until the day after a month's due day; returns the home on that day. Raises UserError.

    A home that holds the demo is taken up where it stopped, so a second call returns at once.
    """
    _check_home(home, definitions, seed)
    last_day = definitions.periods.due_day(until or MID_LIFE) + timedelta(days=1)
    diary = [entry for entry in write_diary(definitions, seed) if entry.day <= last_day]
    stage = _Stage(home, definitions, Maker(definitions, Life(definitions, seed)))
    for number in range(_read_mark(home).get("done", 0), len(diary)):
        entry = diary[number]
        on_progress(number, len(diary), f"{entry.day.isoformat()}: {tell_entry(entry)}")
        stage.play(entry)
        _write_mark(home, seed, number + 1)
    on_progress(len(diary), len(diary), f"{last_day.isoformat()}: ready")
    # A demo that has already gone further stays there.
    if home.set_today is None or home.set_today < last_day:
        home = home.remember_day(last_day)
    return home


def tell_entry(entry: Entry) -> str:
    """One line on what happens."""
    match entry:
        case Delivery():
            months = ", ".join(month_code(part.month) for part in entry.parts)
            return f"{entry.partner.code} sends {months}"
        case Publication():
            return f"release {month_code(entry.month)} is published"
        case Decision():
            return f"the coordinator decides on {entry.query.partner} {month_code(entry.query.month)}"
        case Comment():
            return f"the coordinator comments on {entry.remark.indicator}"


@dataclass(frozen=True)
class _Stage:
    home: Home
    definitions: Definitions
    maker: Maker

    def play(self, entry: Entry) -> None:
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

    def _deliver(self, store: Store, delivery: Delivery) -> None:
        history = read_history(store, delivery.partner.code)
        files = [self._make(history, part) for part in delivery.parts]
        for name, content in files:
            self._keep_file(delivery.partner.code, name, content)
        # What intake only warns of, the officer has looked at and confirms.
        receipts = submit_files(store, files, f"officer@{delivery.partner.code.lower()}.example", is_confirmed=True)
        for part, receipt in zip(delivery.parts, receipts, strict=True):
            if receipt.state != part.state:
                issues = "; ".join(f"{issue.code} {issue.sheet} {issue.cell}" for issue in receipt.issues)
                raise UserError(
                    f"The demo's workbook {receipt.file} should be {part.state or 'refused'} but is "
                    f"{receipt.state or 'refused'} ({issues}). The story in etl/demo no longer fits the definitions."
                )

    def _make(self, history: History, part: Part) -> tuple[str, bytes]:
        partner = history.partner
        cover, rows = self.maker.life.cover(partner, part.month), self.maker.life.rows(partner, part.month)
        if part.has_mistake:
            mistake = MISTAKES[partner, part.month]
            first = next(row for row in rows[mistake.sheet] if row[mistake.column] is not None)
            first[mistake.column] = mistake.wrong(first[mistake.column])
        if part.is_without_organiser:
            _forget_organiser(rows)
        slips = SLIPS[partner, part.month] if part.has_slip else None
        name = file_name(self.definitions, partner, part.month, part.revision)
        return _mark_name(name, part), self.maker.make(history, part.month, cover, rows, slips)

    def _keep_file(self, partner: str, name: str, content: bytes) -> None:
        folder = self.home.inbox / partner
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    def _decide(self, store: Store, decision: Decision) -> None:
        query = decision.query
        place = (query.partner, month_code(query.month))
        waiting = [row for row in list_waiting(store) if (row["partner_code"], row["month"]) == place]
        for row in waiting:
            if query.decision == RETURN:
                return_submission(store, row["submission_id"], COORDINATOR, query.reason)
            else:
                accept_submission(store, row["submission_id"], COORDINATOR)


def _forget_organiser(rows: Rows) -> None:
    for row in rows.get("EVENTS", []):
        row["organiser_code"] = None


def _mark_name(name: str, part: Part) -> str:
    """The refused and the returned try keep files of their own beside the one that was taken at last."""
    mark = "_refused" if part.has_slip else "_first_try" if part.is_without_organiser else ""
    return name.replace(".xlsx", f"{mark}.xlsx")


def _check_home(home: Home, definitions: Definitions, seed: int) -> None:
    if home.kind == "production":
        raise UserError(f"{home.path} is a production home; made-up data don't belong there. Set WEGO_HOME_KIND=demo.")
    mark = _read_mark(home)
    if not mark and home.store_path.exists():
        raise UserError(f"{home.path} holds other data. Name another folder by WEGO_HOME for the demo.")
    if mark and mark["seed"] != seed:
        raise UserError(f"{home.path} holds a demo of seed {mark['seed']}. Name another folder by WEGO_HOME.")
    missing = sorted(_partners_of_story(definitions, seed) - {partner.code for partner in definitions.partners})
    if missing:
        raise UserError(f"The demo tells of partners that these definitions don't have: {', '.join(missing)}.")


def _partners_of_story(definitions: Definitions, seed: int) -> set[str]:
    from etl.demo.events import EVENTS
    from etl.demo.pathways import PATHWAYS
    from etl.demo.trainings import SESSIONS

    return {plan.partner for plans in (PATHWAYS, SESSIONS, EVENTS) for plan in plans}


def _mark_path(home: Home) -> Path:
    return home.path / _MARK


def _read_mark(home: Home) -> dict[str, Any]:
    path = _mark_path(home)
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _write_mark(home: Home, seed: int, done: int) -> None:
    fresh = home.path / f".{_MARK}"
    fresh.write_text(json.dumps({"seed": seed, "done": done}), encoding="utf-8")
    fresh.replace(_mark_path(home))
