"""Lives of the consortium, written straight into a store: what is submitted, accepted, returned and corrected."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from etl.clock import new_id
from etl.home import open_home
from etl.store import Store, append_rows, append_sheet
from etl.submission_state import append_states
from indicators.load import Definitions, load_definitions

Row = dict[str, Any]
Sheets = dict[str, list[Row]]
WAVES = ("W1_BASELINE", "W2_FOLLOWUP")


def make_store(folder: Path, definitions: Definitions | None = None) -> Store:
    """An empty store of a test home."""
    return Store(open_home(folder, "test"), definitions or load_definitions())


def on_day(store: Store, day: date) -> Store:
    """The same store on another day."""
    return Store(store.home.at(day), store.definitions)


def submit(
    store: Store,
    partner: str,
    month: int,
    sheets: Sheets,
    day: date,
    revision: int = 1,
    state: str = "accepted",
    submission_id: str = "",
) -> str:
    """A workbook with these rows, taken in on a day; returns its id."""
    moment = datetime.combine(day, datetime.min.time()).replace(hour=12)
    submission_id = submission_id or new_id(moment)
    with store.open() as connection:
        row = {"submission_id": submission_id, "partner_code": partner, "month": month, "revision": revision}
        append_rows(connection, "submission", [row | {"received_at": moment, "issues": "[]"}])
        append_states(connection, [(submission_id, state)], moment, "test")
        for sheet, rows in sheets.items():
            own = {"submission_id": submission_id}
            numbered = [row | own | {"row_number": number} for number, row in enumerate(rows, start=3)]
            append_sheet(connection, store.definitions, sheet, numbered)
    return submission_id


def named(label: str) -> str:
    """A submission's id in its real form, the same for the same label."""
    return str(uuid5(NAMESPACE_OID, label))


def decide(store: Store, submission_id: str, state: str, day: date) -> None:
    """The coordinator accepts or returns a submission on a day."""
    moment = datetime.combine(day, datetime.min.time()).replace(hour=12)
    with store.open() as connection:
        append_states(connection, [(submission_id, state)], moment, "test")


def event(partner: str, number: int, day: date, country: str, organiser: str | None = None, **changes: Any) -> Row:
    """An event; with an organiser it is a joint one."""
    return {
        "event_code": f"EV-{partner}-{number:03d}",
        "event_type": "CONFERENCE",
        "channel": "VENUE",
        "scope": "NATIONAL",
        "date": day,
        "country": country,
        "participants_n": 20,
        "policy_makers_n": 3,
        "reach_n": None,
        "reach_method": None,
        "organiser_code": organiser,
    } | changes


def session(partner: str, number: int, day: date, country: str, answers: int = 8, **changes: Any) -> Row:
    """A training session with answers."""
    return {
        "session_code": f"TR-{partner}-{number:02d}",
        "training_type": "TOT_PRACTITIONER",
        "counts_to_target": "Y",
        "date_from": day,
        "date_to": day,
        "country": country,
        "mode": "IN_PERSON",
        "hours": 6.0,
        "registered_n": answers + 4,
        "attended_n": answers + 2,
        "attended_women_n": answers + 1,
        "attended_men_n": 1,
        "attended_undisclosed_n": 0,
        "first_time_n": answers + 1,
        "completed_n": answers,
        "satisfaction_n": answers,
        "satisfaction_mean": 4.25 if answers else None,
        "paired_n": answers,
        "paired_pre_mean": 50.5 if answers else None,
        "paired_post_mean": 61.0 if answers else None,
    } | changes


class Life:
    """A consortium's random months, the same for the same seed."""

    def __init__(self, definitions: Definitions, seed: int) -> None:
        """Nothing has happened yet."""
        self.definitions, self.rng = definitions, random.Random(seed)
        self.numbers: dict[str, int] = {}
        self.sessions: list[tuple[str, int, Row]] = []
        self.centres: dict[str, list[str]] = {}
        # Joint events that their organiser has not reported yet.
        self.unreported: dict[str, list[Row]] = {}

    def months(self, until: int) -> Iterator[tuple[str, int, Sheets, date]]:
        """Partner, month, rows and day of every workbook, in the order in which they come; some months never come."""
        for month in range(1, until + 1):
            joint = self._joint_event(month)
            for partner in self.definitions.partners:
                if self.definitions.is_expected(partner, month) and self.rng.random() > 0.08:
                    late = self.rng.choice((-5, -2, 0, 4))
                    day = self.definitions.periods.due_day(month) + timedelta(days=late)
                    yield partner.code, month, self._rows(partner.code, partner.country, month, joint), day

    def _joint_event(self, month: int) -> tuple[str, Row]:
        """A guest and its row; the organiser reports the event with the next month's workbook."""
        host, guest = self.rng.sample([one.code for one in self.definitions.partners], 2)
        country = self.definitions.partner(host).country
        day = self.definitions.periods.first_day(month) + timedelta(days=9)
        one = event(host, 900 + month, day, country, host, participants_n=40)
        self.unreported.setdefault(host, []).append(one | {"from": month + 1})
        return guest, one | {"event_code": f"EV-{guest}-{900 + month}", "participants_n": 15}

    def _rows(self, partner: str, country: str, month: int, joint: tuple[str, Row]) -> Sheets:
        rows: Sheets = {"EVENTS": self._events(partner, country, month, joint), "TRAININGS": [], "FOLLOWUP": []}
        if self.rng.random() < 0.3:
            rows["TRAININGS"].append(self._session(partner, country, month))
        rows["FOLLOWUP"] = [
            self._followup(one) for who, held, one in self.sessions if (who, held) == (partner, month - 3)
        ]
        rows["PRACTICES"] = self._practices(int(partner[1:]), country)
        rows["SURVEY"] = self._survey(partner, country, month)
        rows["DELIVERABLES"] = [
            self._deliverable(one.code, one, month) for one in self.definitions.deliverables if one.lead == partner
        ]
        return rows

    def _next(self, kind: str) -> int:
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return self.numbers[kind]

    def _day(self, month: int) -> date:
        return self.definitions.periods.first_day(month) + timedelta(days=self.rng.randint(0, 20))

    def _codes(self, name: str) -> list[str]:
        return list(self.definitions.codes(name))

    def _events(self, partner: str, country: str, month: int, joint: tuple[str, Row]) -> list[Row]:
        found = [joint[1]] if partner == joint[0] else []
        found += [one for one in self.unreported.get(partner, []) if one["from"] <= month]
        self.unreported[partner] = [one for one in self.unreported.get(partner, []) if one["from"] > month]
        for _ in range(self.rng.randint(0, 2)):
            number = self._next(f"event {partner}")
            found.append(
                event(
                    partner,
                    number,
                    self._day(month),
                    self.rng.choice((country, self.rng.choice(self.definitions.countries))),
                    event_type=self.rng.choice(self._codes("event_type")),
                    channel=self.rng.choice(self._codes("channel")),
                    scope=self.rng.choice(self._codes("scope")),
                    participants_n=self.rng.choice((None, 0, 12, 30)),
                    policy_makers_n=self.rng.choice((None, 2)),
                    reach_n=self.rng.choice((None, 100)),
                    reach_method=self.rng.choice(self._codes("reach_method")),
                )
            )
        return found

    def _session(self, partner: str, country: str, month: int) -> Row:
        one = session(
            partner,
            self._next(f"session {partner}"),
            self._day(month),
            country,
            self.rng.choice((0, 2, 4, 6, 11)),
            training_type=self.rng.choice(self._codes("training_type")),
            counts_to_target=self.rng.choice("YN"),
            mode=self.rng.choice(self._codes("mode")),
        )
        self.sessions.append((partner, month, one))
        return one

    def _followup(self, one: Row) -> Row:
        answered = self.rng.randint(0, one["attended_n"])
        return {
            "session_code": one["session_code"],
            "followup_asked_n": one["attended_n"],
            "followup_answered_n": answered,
            "followup_applied_n": self.rng.randint(0, answered),
        }

    def _practices(self, number: int, country: str) -> list[Row]:
        if self.rng.random() > 0.2:
            return []
        return [
            {
                "practice_code": f"GP-{country}-{number:02d}",
                "country": country,
                "practice_theme": self._codes("practice_theme")[number % 3],
                "practice_state": self.rng.choice(self._codes("practice_state")),
                "state_month": 1,
                "adopted_partner_codes": self.rng.choice((None, "P01", "P02;P05")),
            }
        ]

    def _survey(self, partner: str, country: str, month: int) -> list[Row]:
        own = self.centres.setdefault(partner, [])
        if len(own) < 4 and self.rng.random() < 0.3:
            own.append(f"C-{partner[1:]}{len(own)}AB")
        wave = WAVES[month > 8]
        return [
            {
                "centre_code": code,
                "country": country,
                "survey_wave": wave,
                "survey_state": self.rng.choice(("VALIDATED", "VALIDATED", "RECEIVED")),
                "econ_service_in_place": self.rng.choice("YN"),
                "mutual_help_in_place": self.rng.choice(("Y", "N", None)),
                "handbook_in_use": self.rng.choice("YN"),
                "women_forms_n": self.rng.randint(0, 20),
            }
            for code in own
            if self.rng.random() < 0.5
        ]

    def _deliverable(self, code: str, plan: Any, month: int) -> Row:
        due = self.definitions.periods.parse(plan.due_month)
        is_done = month >= due + self.rng.randint(-1, 1)
        return {
            "deliverable_code": code,
            "workstream": plan.workstream,
            "deliverable_type": plan.deliverable_type,
            "deliverable_state": "SUBMITTED" if is_done else "DRAFT",
            "progress_pct": 100 if is_done else min(90, 5 * month),
            "submitted_on": self.definitions.periods.last_day(due) + timedelta(days=self.rng.randint(-9, 9))
            if is_done
            else None,
            "languages_available": self.rng.choice((None, "en", "en;bg")),
        }
