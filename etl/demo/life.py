"""The demo's life month by month: what each partner's workbook truly holds."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from etl.demo.events import EVENTS, EventPlan
from etl.demo.pathways import PATHWAYS, PathwayPlan
from etl.demo.products import DELIVERABLES, PRACTICES
from etl.demo.rows import (
    Row,
    centre_rows,
    deliverable_row,
    event_row,
    pathway_row,
    practice_rows,
    session_row,
    sessions_held,
)
from etl.demo.survey import CENTRES
from etl.demo.trainings import SESSIONS
from etl.demo.women import count_women, imagine_women
from etl.template.codes import fresh_codes
from indicators.load import Definitions

Rows = dict[str, list[Row]]
# Months in which a concern was noted, by partner.
_CONCERNS = {("P10", 13), ("P14", 15), ("P02", 12), ("P05", 14), ("P01", 18), ("P12", 21)}


class Life:
    """Everything that happened, by partner and month; the same seed gives the same life."""

    def __init__(self, definitions: Definitions, seed: int) -> None:
        self.definitions, self.seed = definitions, seed
        self.women = imagine_women(str(seed))
        self._rows: dict[tuple[str, int], Rows] = defaultdict(lambda: defaultdict(list))
        for fill in (self._pathways, self._profiles, self._sessions, self._events, self._centres, self._products):
            fill()

    def rows(self, partner: str, month: int) -> Rows:
        """The rows of every sheet, typed as the store keeps them; a sheet without rows is absent."""
        return {sheet: [dict(row) for row in rows] for sheet, rows in self._rows[partner, month].items() if rows}

    def cover(self, partner: str, month: int) -> Row:
        """The values of the upright sheet but those that the template fills in."""
        workbook, registered = self.definitions.workbook, self.definitions.partner(partner)
        rows = self.rows(partner, month)
        cover: Row = {"safety_concerns_month": int((partner, month) in _CONCERNS)}
        for name, sheet in workbook.row_sheets.items():
            if sheet.state_column and registered and registered.is_delivering(name):
                cover[sheet.state_column] = workbook.states["data" if name in rows else "nothing"]
        return cover

    def new_pathways(self, partner: str, month: int) -> list[str]:
        """Codes of the pathways that a partner begins in a month."""
        return [code for code, plan in self.pathway_codes if plan.partner == partner and plan.start == month]

    @property
    def all_pathways(self) -> set[str]:
        """Codes of all pathways of the story."""
        return {code for code, _ in self.pathway_codes}

    @cached_property
    def pathway_codes(self) -> list[tuple[str, PathwayPlan]]:
        """Each pathway with its random code."""
        return list(zip(self._codes("PATHWAYS", "pathway_code"), PATHWAYS, strict=False))

    def _codes(self, sheet: str, column: str) -> Any:
        pattern = self.definitions.workbook.sheets[sheet].columns[column].pattern or ""
        return fresh_codes(pattern, set(), random.Random(f"{self.seed}/{sheet}").choice)

    def _add(self, partner: str, month: int, sheet: str, row: Row) -> None:
        columns = self.definitions.workbook.sheets[sheet].columns
        self._rows[partner, month][sheet].append({column: row.get(column) for column in columns})

    def _country(self, partner: str) -> str:
        registered = self.definitions.partner(partner)
        return registered.country if registered else ""

    def day(self, month: int, day: int) -> date:
        """A day of a reporting month, kept within the project."""
        wanted = date(*self.definitions.periods.calendar_month(month), day)
        return max(wanted, self.definitions.periods.first_day(month))

    @property
    def _months(self) -> range:
        return range(1, self.definitions.periods.count + 1)

    def _pathways(self) -> None:
        for (code, plan), women in zip(self.pathway_codes, self.women, strict=True):
            for month in self._months:
                stage = plan.stage(month)
                if stage:
                    counts = count_women(women, month)
                    own = pathway_row(plan, stage, month) | counts | sessions_held(plan, stage, month, counts)
                    self._add(plan.partner, month, "PATHWAYS", {"pathway_code": code} | own)

    def _profiles(self) -> None:
        sheet = self.definitions.workbook.sheets["WOMEN_PROFILE"]
        for month in filter(None, map(self.definitions.periods.parse, sheet.only_in)):
            ages: dict[str, Counter[str]] = defaultdict(Counter)
            for plan, women in zip(PATHWAYS, self.women, strict=True):
                ages[plan.partner].update(woman.age for woman in women if woman.enrolled <= month)
            for partner, counted in ages.items():
                for band in self.definitions.codes("age_band") if counted else ():
                    row = {"age_band": band, "women_enrolled_cum": counted[band]}
                    self._add(partner, month, "WOMEN_PROFILE", row)

    def _sessions(self) -> None:
        numbers: Counter[str] = Counter()
        for plan in SESSIONS:
            numbers[plan.partner] += 1
            code = f"TR-{plan.partner}-{numbers[plan.partner]:02d}"
            rng = random.Random(f"{self.seed}/{code}")
            last = self.day(plan.month, plan.day)
            row = {"session_code": code, "country": self._country(plan.partner), "date_to": last}
            row["date_from"] = last - timedelta(days=plan.days - 1)
            self._add(plan.partner, plan.month, "TRAININGS", row | session_row(plan, rng))
            if plan.followed_up:
                after, asked, answered, applied = plan.followed_up
                told = {"followup_asked_n": asked, "followup_answered_n": answered, "followup_applied_n": applied}
                if plan.month + after in self._months:
                    self._add(plan.partner, plan.month + after, "FOLLOWUP", {"session_code": code} | told)

    def _events(self) -> None:
        numbers: Counter[str] = Counter()
        for plan in sorted([*EVENTS, *self._small_items()], key=lambda one: (one.month, one.day, one.partner)):
            numbers[plan.partner] += 1
            code = f"EV-{plan.partner}-{numbers[plan.partner]:03d}"
            row = {"event_code": code, "country": self._country(plan.partner), "date": self.day(plan.month, plan.day)}
            # A joint event is held once: in the organiser's country, which here is the partners' own.
            self._add(plan.partner, plan.month, "EVENTS", row | event_row(plan, numbers[plan.partner]))

    def _small_items(self) -> list[EventPlan]:
        """Posts and articles between the events, with an estimated reach or none; each day holds one at most."""
        rng, items = random.Random(f"{self.seed}/items"), []
        busy = {(plan.month, plan.day) for plan in EVENTS}
        for month in self._months:
            for partner in self.definitions.partners:
                day = rng.randint(12, 28) if month == 1 else rng.randint(1, 28)
                if rng.random() < 0.2 and (month, day) not in busy:
                    busy.add((month, day))
                    items.append(_small_item(partner.code, month, day, rng))
        return items

    def _centres(self) -> None:
        for code, plan in zip(self._codes("SURVEY", "centre_code"), CENTRES, strict=False):
            for month, row in centre_rows(plan):
                self._add(
                    plan.partner, month, "SURVEY", row | {"centre_code": code, "country": self._country(plan.partner)}
                )

    def _products(self) -> None:
        for practice in PRACTICES:
            country = self._country(practice.partner)
            rng = random.Random(f"{self.seed}/{country}{practice.number}")
            own = {"practice_code": f"GP-{country}-{practice.number:02d}", "country": country}
            for month, row in practice_rows(practice, rng):
                self._add(practice.partner, month, "PRACTICES", row | own)
        plans = {plan.code: plan for plan in DELIVERABLES}
        for planned in self.definitions.deliverables:
            for month in self._months:
                own = {"deliverable_code": planned.code, "workstream": planned.workstream}
                own["deliverable_type"] = planned.deliverable_type
                plan = plans[planned.code]
                row = deliverable_row(plan, month, self.day(plan.submitted, plan.submitted_day))
                self._add(planned.lead, month, "DELIVERABLES", own | row)


def _small_item(partner: str, month: int, day: int, rng: random.Random) -> EventPlan:
    reach = rng.choice([None, 350, 800, 1400, 3500])
    channel = rng.choice(["PRESS", "SOCIAL_MEDIA", "WEBSITE", "NEWSLETTER"])
    method = "ESTIMATED" if reach else None
    return EventPlan(partner, month, day, "CAMPAIGN", channel, "NATIONAL", None, reach=reach, method=method, media=1)
