"""What a house of the mini project lives through."""

from random import Random

from indicators.load import Definitions
from tests.verification.story import Book, Row


class MiniStory:
    """Circles of women and courses of tutors, told month by month."""

    def __init__(self, definitions: Definitions, chance: Random, partner: str, told: list[int]) -> None:
        self.chance, self.partner = chance, partner
        found = definitions.partner(partner)
        assert found is not None
        self.country, self.has_courses = found.country, found.is_delivering("COURSES")
        self.circles = [
            {"code": f"CI-{partner[1:]}A{letter}", "start": chance.randint(1, 5), "end": chance.randint(4, 20)}
            for letter in "ABC"[: chance.randint(0, 3)]
        ]
        self.women = {circle["code"]: 0 for circle in self.circles}
        self.final: dict[str, Row] = {}
        self.courses = 0

    def book(self, month: int) -> Book:
        """The rows of a month by sheet."""
        circles = [self._circle(one, month) for one in self.circles if one["start"] <= month]
        courses = [self._course() for _ in range(self.chance.choice([0, 1, 1, 2]))] if self.has_courses else []
        return {"COVER": [{"reporting_month": month}], "CIRCLES": circles, "COURSES": courses}

    def _circle(self, circle: Row, month: int) -> Row:
        code = circle["code"]
        if code in self.final:
            return self.final[code]
        self.women[code] += self.chance.choice([0, 2, 6, 9])
        women, is_ended = self.women[code], month >= circle["end"]
        completed = self.chance.randint(0, women)
        row = {
            "circle_code": code,
            "stage": ("S6" if completed else "SX") if is_ended else "S2",
            "women_enrolled_cum": women,
            "women_active": 0 if is_ended else women,
            "women_completed_cum": completed if is_ended else 0,
            "women_left_early_cum": women - completed if is_ended else 0,
        }
        if is_ended:
            self.final[code] = row
        return row

    def _course(self) -> Row:
        chance = self.chance
        self.courses += 1
        attended = chance.choice([0, 3, 5, 9, 14])
        answered = chance.choice([None, 0, chance.randint(0, attended)])
        return {
            "session_code": f"CO-{self.partner[2:]}{self.courses:02d}",
            "country": chance.choice([self.country, "IE", "PT"]),
            "registered_n": attended + chance.choice([0, 4]),
            "attended_n": attended,
            "satisfaction_n": answered,
            "satisfaction_mean": round(chance.uniform(1, 5), 2) if answered else None,
        }
