"""How strong the evidence for each question is: by the rule of the release's matrix and the state of its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from released.about import Indicator, indicator
from released.charts.wording import say_value, unit_beside
from released.evaluation.stated import MATRIX, Stated
from released.figures import newest
from released.release import Release

GRADES = ("none", "weak", "moderate", "strong")
GRADE_MARKS = {"none": "○○○", "weak": "●○○", "moderate": "●●○", "strong": "●●●"}
_HAS_VALUE = "value"


@dataclass(frozen=True)
class Reading:
    """One indicator under one question: its newest released figure, and the grade that it can carry."""

    about: Indicator
    row: Mapping[str, Any]
    use: Stated
    grade: str
    reasons: tuple[str, ...]

    @property
    def has_value(self) -> bool:
        """Is there a released figure?"""
        return bool(self.row["state"] == _HAS_VALUE)


@dataclass(frozen=True)
class Judged:
    """A question with the readings of its indicators, the grade that follows, and why it is not more."""

    question: Stated
    readings: tuple[Reading, ...]
    grade: str
    reasons: tuple[str, ...]


def judge_questions(release: Release) -> tuple[Judged, ...]:
    """Every question of the release's evaluation matrix; none when it has no matrix."""
    matrix = release.find_definition(MATRIX)
    return () if matrix is None else tuple(_judge(release, matrix, question) for question in matrix["questions"])


def _judge(release: Release, matrix: Stated, question: Stated) -> Judged:
    readings = tuple(_read(release, matrix, use) for use in question.get("indicators") or ())
    readable = [one for one in readings if one.has_value]
    grade = max((one.grade for one in readable), key=GRADES.index, default=GRADES[0])
    reasons = [] if readable or not readings else ["None of its indicators can be read in this release."]
    single = matrix["strength"]["single"]
    if sum(GRADES.index(one.grade) > GRADES.index(single["grade"]) for one in readable) == 1:
        grade, reasons = _lowered(grade, single, reasons)
    ceiling = question.get("at_most")
    if ceiling:
        grade, reasons = _lowered(grade, ceiling, reasons)
    return Judged(question, readings, grade, tuple(reasons))


def _lowered(grade: str, ceiling: Stated, reasons: list[str]) -> tuple[str, list[str]]:
    # A ceiling that cuts nothing off is told all the same when it says why nobody can answer.
    if GRADES.index(grade) < GRADES.index(ceiling["grade"]):
        return grade, reasons
    lower = min(grade, ceiling["grade"], key=GRADES.index)
    return lower, [*reasons, ceiling["because"]]


def _read(release: Release, matrix: Stated, use: Stated) -> Reading:
    about, row = indicator(release, use["indicator"]), newest(release, use["indicator"])
    rule, grounds = matrix["strength"], matrix["grounds"][about.code]
    if row["state"] != _HAS_VALUE:
        state = release.texts.label("state", row["state"])
        return Reading(about, row, use, GRADES[0], (f"There is no figure: {state}.",))
    grade, reasons = rule["answers"][use["answers"]]["grade"], []
    if GRADES.index(grade) < len(GRADES) - 1:
        reasons.append(rule["answers"][use["answers"]]["meaning"])
    for steps, reason in _doubts(rule, grounds, row):
        grade = GRADES[max(GRADES.index(grade) - steps, 1)]
        reasons.append(reason)
    leaning = grounds.get("leans_on")
    if leaning and not _is_carried(release, leaning):
        grade, reasons = _lowered(grade, rule["leaning"], reasons)
    return Reading(about, row, use, grade, tuple(reasons))


def _doubts(rule: Stated, grounds: Stated, row: Mapping[str, Any]) -> list[tuple[int, str]]:
    origin, found = rule["origins"][grounds["origin"]], []
    if origin["steps_down"]:
        found.append((int(origin["steps_down"]), str(origin["meaning"])))
    expected, reported = row.get("expected_reports_n"), row.get("reported_n")
    if expected and 100 * (reported or 0) / expected < rule["coverage_pct"]["at_least"]:
        found.append((rule["coverage_pct"]["steps_down"], rule["coverage_pct"]["because"]))
    # The base of a figure about women is never released; a count has none.
    base = row.get("denominator")
    if base is not None and base < rule["base"]["at_least"]:
        found.append((rule["base"]["steps_down"], rule["base"]["because"]))
    return found


def _is_carried(release: Release, leaning: Stated) -> bool:
    row = newest(release, leaning["indicator"])
    return row["state"] == _HAS_VALUE and row["value"] >= leaning["at_least"]


def say_figure(about: Indicator, row: Mapping[str, Any], release: Release) -> str:
    """A figure with its unit and month, or its state in words."""
    if row["state"] != _HAS_VALUE:
        return release.texts.label("state", row["state"])
    said = say_value(row["value"], about, release.texts)
    return f"{' '.join(part for part in (said, unit_beside(about)) if part)} ({row['month']})"
