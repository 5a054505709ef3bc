"""Runs the demo: every workbook is made, sent and decided on its own simulated day, releases among them."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from etl.demo.events import EVENTS
from etl.demo.life import Life
from etl.demo.pathways import PATHWAYS
from etl.demo.stage import Stage
from etl.demo.timeline import Comment, Decision, Delivery, Entry, Publication, write_diary
from etl.demo.trainings import SESSIONS
from etl.demo.workbooks import SEED
from etl.demo.workshop import Workshop, prepare_ahead
from etl.errors import UserError
from etl.home import Home
from indicators.load import Definitions
from indicators.periods import month_code
from indicators.texts import N_

# The demo opens the day after this month's due day, unless it is told to go on.
MID_LIFE = 19
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
    with _own_days():
        return _live(home, definitions, until or MID_LIFE, on_progress, seed)


def _live(home: Home, definitions: Definitions, until: int, on_progress: Progress, seed: int) -> Home:
    last_day = definitions.periods.due_day(until) + timedelta(days=1)
    whole = write_diary(definitions, seed)
    diary = [entry for entry in whole if entry.day <= last_day]
    workshop, done = Workshop(definitions, Life(definitions, seed)), _read_mark(home).get("done", 0)
    for entry in diary[:done]:
        workshop.remember(entry)
    stage = Stage(home, definitions)
    for number, files in enumerate(prepare_ahead(workshop, diary[done:]), start=done):
        entry = diary[number]
        on_progress(number, len(diary), f"{entry.day.isoformat()}: {tell_entry(entry)}")
        stage.play(entry, files)
        _write_mark(home, seed, number + 1)
    if done < len(diary):
        _lay_out_missing(stage, workshop, whole[len(diary) :], until)
    on_progress(len(diary), len(diary), f"{last_day.isoformat()}: ready")
    # A demo that has already gone further stays there.
    if home.set_today is None or home.set_today < last_day:
        home = home.remember_day(last_day)
    return home


@contextmanager
def _own_days() -> Iterator[None]:
    # A day that is set from outside would stand still for all that is simulated here.
    outside = os.environ.pop("WEGO_TODAY", None)
    try:
        yield
    finally:
        if outside is not None:
            os.environ["WEGO_TODAY"] = outside


def _lay_out_missing(stage: Stage, workshop: Workshop, later: list[Entry], until: int) -> None:
    # What is still missing lies ready in the inbox: a visitor can send it and see what happens.
    for entry in later:
        if isinstance(entry, Delivery) and entry.parts[0].month <= until:
            parts = tuple(part for part in entry.parts if part.month <= until)
            stage.lay_out(entry.partner.code, list(workshop.make(replace(entry, parts=parts))))


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


def _check_home(home: Home, definitions: Definitions, seed: int) -> None:
    if home.kind == "production":
        told = N_("{home} is a production home; made-up data don't belong there. Set WEGO_HOME_KIND=demo.")
        raise UserError(told, home=home.path)
    mark = _read_mark(home)
    if not mark and home.store_path.exists():
        raise UserError(N_("{home} holds other data. Name another folder by WEGO_HOME for the demo."), home=home.path)
    if mark and mark["seed"] != seed:
        told = N_("{home} holds a demo of seed {seed}. Name another folder by WEGO_HOME.")
        raise UserError(told, home=home.path, seed=mark["seed"])
    missing = sorted(_partners_of_story() - {partner.code for partner in definitions.partners})
    if missing:
        told = N_("The demo tells of partners that these definitions don't have: {codes}.")
        raise UserError(told, codes=", ".join(missing))


def _partners_of_story() -> set[str]:
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
