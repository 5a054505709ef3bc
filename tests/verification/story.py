"""What one partner of the project lives through, told month by month as rows of its workbook."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any, Protocol

from indicators.load import Definitions
from tests.verification.pathways import pathway_rows

Row = dict[str, Any]
Book = dict[str, list[Row]]
COUNTRIES = ("BG", "CY", "ES", "FR", "GB", "GR", "IT", "NO")


class Tells(Protocol):
    """Somebody's story."""

    def book(self, month: int) -> Book:
        """The rows of a month by sheet."""


# Definitions, chance, partner and the months that it tells of.
Teller = Callable[[Definitions, Random, str, list[int]], Tells]


class Story:
    """What one partner lives through, told month by month."""

    def __init__(self, definitions: Definitions, chance: Random, partner: str, told: list[int]) -> None:
        self.chance, self.partner, self.told = chance, partner, told
        found = definitions.partner(partner)
        assert found is not None
        self.country = found.country
        self.definitions = definitions
        self.sheets = {name for name in definitions.workbook.sheets if found.is_delivering(name)}
        self.sessions: list[Row] = []
        self.pathways = pathway_rows(chance, partner, told) if "PATHWAYS" in self.sheets else {}
        self.centres = [self._centre(number) for number in range(chance.choice([0, 1, 1, 2, 4]))]
        self.practices = [self._practice(number) for number in chance.sample(range(1, 5), chance.choice([0, 1, 2]))]
        self.events = 0

    def book(self, month: int) -> Book:
        """The rows of a month by sheet."""
        made = {
            "META": [{"safety_concerns_month": self.chance.choice([0, 0, 1]), "reporting_month": month}],
            "PATHWAYS": self.pathways.get(month, []),
            "TRAININGS": self._trainings(month),
            "FOLLOWUP": self._followups(month),
            "EVENTS": self._events(month),
            "SURVEY": [row for row in (self._surveyed(one, month) for one in self.centres) if row],
            "PRACTICES": [row for row in (self._practised(one, month) for one in self.practices) if row],
            "DELIVERABLES": self._deliverables(month),
        }
        return {sheet: rows for sheet, rows in made.items() if rows and sheet in self.sheets}

    def _place(self) -> str:
        return self.country if self.chance.random() < 0.7 else self.chance.choice([*COUNTRIES, "SE"])

    def _split(self, whole: int, parts: int) -> list[int]:
        cuts = sorted(self.chance.randint(0, whole) for _ in range(parts - 1))
        return [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]

    def _trainings(self, month: int) -> list[Row]:
        rows: list[Row] = []
        for _ in range(self.chance.choice([0, 0, 0, 1, 1, 2])):
            self.sessions.append(self._session(f"TR-{self.partner}-{len(self.sessions) + 1:02d}", month))
            rows.append(self.sessions[-1])
        return rows

    def _session(self, code: str, month: int) -> Row:
        chance = self.chance
        attended = chance.choice([0, 3, 4, 5, 6, 8, 12, 20, 30])
        row: Row = {
            "session_code": code,
            "training_type": chance.choice(["TOT_PRACTITIONER", "TOT_EXTERNAL", "MUTUAL_LEARNING"]),
            "counts_to_target": "Y" if attended and chance.random() < 0.7 else "N",
            "country": self._place(),
            "mode": chance.choice(["IN_PERSON", "ONLINE", "HYBRID"]),
            "registered_n": attended + chance.choice([0, 0, 2, 7]),
            "attended_n": attended,
            "first_time_n": chance.randint(0, attended),
        }
        if chance.random() < 0.7:
            names = ("attended_women_n", "attended_men_n", "attended_undisclosed_n")
            row |= dict(zip(names, self._split(attended, 3), strict=True))
        if chance.random() < 0.8:
            answered = chance.randint(0, attended)
            row |= {
                "satisfaction_n": answered,
                "satisfaction_mean": round(chance.uniform(1, 5), 2) if answered else None,
            }
        if chance.random() < 0.7:
            paired = chance.randint(0, attended)
            row |= {
                "paired_n": paired,
                "paired_pre_mean": round(chance.uniform(0, 60), 1) if paired else None,
                "paired_post_mean": round(chance.uniform(30, 100), 1) if paired else None,
            }
        return row

    def _followups(self, month: int) -> list[Row]:
        rows = []
        for session in self.sessions:
            if self.chance.random() < 0.12:
                asked, answered = sorted((self.chance.randint(0, 25), self.chance.randint(0, 20)), reverse=True)
                rows.append(
                    {
                        "session_code": session["session_code"],
                        "followup_asked_n": asked,
                        "followup_answered_n": answered,
                        "followup_applied_n": self.chance.randint(0, answered),
                    }
                )
        return rows

    def _events(self, month: int) -> list[Row]:
        rows = []
        for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
            self.events += 1
            rows.append(self._event(f"EV-{self.partner}-{self.events:03d}", month))
        return rows

    def _event(self, code: str, month: int) -> Row:
        chance = self.chance
        year, number = divmod(2016 * 12 + month - 1, 12)
        reach = chance.choice([None, None, 40, 900])
        return {
            "event_code": code,
            "event_type": chance.choice(["CONFERENCE", "CONFERENCE", "WEBINAR", "CAMPAIGN", "OTHER"]),
            "channel": chance.choice(["VENUE", "SOCIAL_MEDIA", "PRESS"]),
            "scope": chance.choice(["LOCAL", "NATIONAL", "EU"]),
            # Few days and places, so that several partners meet on one.
            "date": date(year, number + 1, chance.choice([5, 5, 20])),
            "country": chance.choice(["IT", "IT", self.country]),
            "participants_n": chance.choice([None, 0, 30, 75]),
            "policy_makers_n": chance.choice([None, 0, 4]),
            "reach_n": reach,
            "reach_method": chance.choice(["COUNTED", "PLATFORM_STATISTIC", "ESTIMATED"]) if reach else None,
            "organiser_code": chance.choice([None, None, self.partner, "P01", "P02", "P12"]),
        }

    def _centre(self, number: int) -> Row:
        own = self.chance
        first, second = sorted((own.randint(1, 20), own.randint(6, 26)))
        return {
            "centre_code": f"C-{self.partner}{number:02d}"[:7],
            "country": self.country if own.random() < 0.9 else own.choice(COUNTRIES),
            "first": first,
            "second": max(second, first + 1),
        }

    def _surveyed(self, centre: Row, month: int) -> Row | None:
        chance = self.chance
        is_first = month < centre["second"]
        begun = centre["first"] if is_first else centre["second"]
        if month < begun or (month > begun + 1 and chance.random() < 0.8):
            return None
        wave = "W1_BASELINE" if is_first else "W2_FOLLOWUP"
        state = "VALIDATED" if month > begun and (wave in centre or chance.random() < 0.7) else "RECEIVED"
        if state == "VALIDATED":
            centre[wave] = month  # it does not go back (U02)
        answer = ["Y", "N"]
        return {
            "centre_code": centre["centre_code"],
            "country": centre["country"],
            "survey_wave": wave,
            "survey_state": state,
            "econ_service_in_place": chance.choice(answer),
            "mutual_help_in_place": chance.choice(answer if state == "VALIDATED" else [*answer, None]),
            "handbook_in_use": chance.choice(answer),
            "women_forms_n": chance.choice([None, 0, 3, 20, 45]),
        }

    def _practice(self, number: int) -> Row:
        chance = self.chance
        # Partners of one country number their practices together, and now and then both report one.
        code = f"GP-{self.country}-{number:02d}"
        return {"practice_code": code, "begin": chance.randint(1, 18), "theme": chance.choice(["HOUSING", "SKILLS"])}

    def _practised(self, practice: Row, month: int) -> Row | None:
        chance = self.chance
        age = month - practice["begin"]
        if age < 0 or chance.random() < 0.6:
            return None
        states = ("NOMINATED", "DESCRIBED", "REVIEWED", "SHARED", "SHARED", "WITHDRAWN")
        state = states[min(age // 2, 5 if chance.random() < 0.2 else 4)]
        others = chance.sample([one.code for one in self.definitions.partners], 2)
        return {
            "practice_code": practice["practice_code"],
            "country": self.country,
            "practice_theme": practice["theme"],
            "practice_state": state,
            "adopted_partner_codes": ";".join(others) if state == "SHARED" and chance.random() < 0.6 else None,
        }

    def _deliverables(self, month: int) -> list[Row]:
        rows = []
        for planned in self.definitions.deliverables:
            if planned.lead != self.partner:
                continue
            due = int(planned.due_month[1:]) + self.chance.choice([-1, 0, 0, 1])
            year, number = divmod(2016 * 12 + due - 1, 12)
            is_done = month > due
            rows.append(
                {
                    "deliverable_code": planned.code,
                    "workstream": planned.workstream,
                    "deliverable_type": planned.deliverable_type,
                    "deliverable_state": "SUBMITTED" if is_done else "IN_PROGRESS",
                    "progress_pct": 100 if is_done else min(95, 4 * month),
                    "submitted_on": date(year, number + 1, self.chance.choice([1, 28])) if is_done else None,
                    "languages_available": self.chance.choice([None, "en", "bg;en", "it"]) if month > 6 else None,
                }
            )
        return rows
