"""Pathways of a partner from their start to their end, as rows of the months that are told."""

from random import Random
from typing import Any

Row = dict[str, Any]
SERVICES = ("JOB_SEARCH", "ICT_SKILLS", "HOUSING", "CHILDCARE", "LEGAL_ECONOMIC", "MONEY_AND_DEBT")
LETTERS = "ABCDEFGHJK"


def pathway_rows(chance: Random, partner: str, told: list[int]) -> dict[int, list[Row]]:
    """The rows of every told month."""
    rows: dict[int, list[Row]] = {month: [] for month in told}
    for number in range(chance.choice([0, 1, 1, 2, 3])):
        pathway = _Pathway(chance, f"PW-{partner[1:]}{LETTERS[number]}AAA")
        is_over = False
        for month in told:
            if month < pathway.start or (is_over and chance.random() < 0.7):
                continue
            rows[month].append(pathway.row(month, is_over))
            is_over = month >= pathway.end
    return rows


class _Pathway:
    def __init__(self, chance: Random, code: str) -> None:
        self.chance, self.code = chance, code
        self.format = chance.choice(["GROUP", "GROUP", "MIXED", "INDIVIDUAL"])
        self.start = chance.randint(1, 14)
        self.end = self.start + chance.choice([2, 4, 6, 9, 30])
        self.women = 1 if self.format == "INDIVIDUAL" else chance.choice([2, 4, 5, 8, 12, 20])
        self.services = chance.sample(SERVICES, 3)
        self.hours_last = 0.0
        self.final: Row | None = None

    def row(self, month: int, is_over: bool) -> Row:
        if is_over and self.final is not None:
            return self.final | {"mentoring_hours_month": 0.0}
        age = month - self.start
        enrolled = self.women if month >= self.end else max(1, min(self.women, (age + 1) * self.women // 3))
        completed = self.chance.randint(1, enrolled) if month >= self.end else 0
        row = {
            "pathway_code": self.code,
            "pathway_format": self.format,
            "setting": "SHELTER",
            "stage": "S6" if month >= self.end else f"S{min(age + 1, 5)}",
            "start_month": self.start,
            "exit_month": month if month >= self.end else None,
            "tested_service_1": self.services[0],
            "tested_service_2": self.services[1] if self.women > 4 else None,
            "tested_service_3": self.services[2] if self.women > 8 else None,
            "women_enrolled_cum": enrolled,
            "women_active": 0 if month >= self.end else enrolled,
            "women_completed_cum": completed,
            "women_left_early_cum": enrolled - completed if month >= self.end else 0,
            "mentoring_hours_month": self.chance.choice([0.0, 4.5, 12.25, 30.0]),
        } | self._measured(enrolled, month >= self.end)
        if month >= self.end and self.chance.random() < 0.15:
            row |= {"stage": "SX", "women_completed_cum": 0, "women_left_early_cum": enrolled}
        self.final = row
        return row

    def _measured(self, women: int, is_ended: bool) -> Row:
        chance = self.chance
        known, last = chance.randint(0, women), chance.randint(0, women)
        row: Row = {
            "plans_agreed_cum": chance.choice([None, chance.randint(0, women)]),
            "econ_step_cum": chance.choice([None, chance.randint(0, women), chance.randint(0, women)]),
            "work_known_entry_n": known,
            "work_entry_n": chance.randint(0, known),
            "work_known_last_n": last,
            "work_last_n": chance.randint(0, last),
        }
        if not is_ended or chance.random() < 0.2:
            return row
        asked = chance.randint(0, women)
        return row | {"satisfied_asked_n": asked, "satisfied_n": chance.randint(0, asked)} | self._scores(women)

    def _scores(self, women: int) -> Row:
        chance = self.chance
        ese, ses = chance.randint(women // 3, women), chance.randint(0, women)
        row: Row = {"ese_paired_n": ese, "ses_paired_n": ses, "ese_improved_n": chance.randint(0, ese)}
        if ese:
            row |= {
                "ese_pre_mean": round(chance.uniform(1, 3.5), 2),
                "ese_post_mean": round(chance.uniform(2, 5), 2),
            }
        if ses:
            row |= {
                "ses_pre_mean": round(chance.uniform(15, 50), 2),
                "ses_post_mean": round(chance.uniform(25, 75), 2),
            }
        return row
