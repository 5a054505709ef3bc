"""The women of the demo's pathways, each made up, so that every count agrees with every other in every month.

Nobody of them is reported: only sums by pathway leave this module.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from etl.demo.pathways import PATHWAYS, PathwayPlan

# Share of the women enrolled by the end of the first months of a pathway.
_PACE = (0.10, 0.45, 0.80, 0.92)
_AGES = {"A18_29": 0.2, "A30_39": 0.34, "A40_49": 0.27, "A50_PLUS": 0.13, "UNKNOWN": 0.06}
_IMPROVED_BY = 0.3


@dataclass
class Woman:
    """A made-up woman: months of her steps (None: never) and her scores."""

    enrolled: int
    left: int | None = None
    completed: int | None = None
    plan: int | None = None
    step: int | None = None
    assessed: int | None = None
    is_working_at_entry: bool = False
    is_followed: bool = True
    work_from: int | None = None
    ese: tuple[float, float] | None = None
    ses: tuple[float, float] | None = None
    is_asked: bool = False
    is_satisfied: bool = False
    age: str = "UNKNOWN"

    @property
    def out(self) -> int | None:
        """Month in which she completed or left."""
        return self.completed if self.completed is not None else self.left

    def is_out(self, month: int) -> bool:
        """Has she completed or left by the end of a month?"""
        return self.out is not None and self.out <= month


class Quota:
    """Gives each pathway its share of something; what rounding leaves goes on to the next one."""

    def __init__(self) -> None:
        self.rest: dict[str, float] = {}

    def of(self, name: str, share: float, n: int) -> int:
        """How many of n."""
        wanted = share * n + self.rest.get(name, 0.5)
        given = min(int(wanted), n)
        self.rest[name] = wanted - given
        return given


def imagine_women(seed: str) -> list[list[Woman]]:
    """The women of every pathway, in the order of the plan; the same seed gives the same women."""
    quota = Quota()
    return [_Group(plan, quota, random.Random(f"{seed}/{n}")).women for n, plan in enumerate(PATHWAYS)]


class _Group:
    def __init__(self, plan: PathwayPlan, quota: Quota, rng: random.Random) -> None:
        self.plan, self.quota, self.rng = plan, quota, rng
        self.last = plan.exit_month or plan.start + len(plan.course)
        self.women = [Woman(month) for month in self._enrolment()]
        self._end()
        self._plan_and_step()
        self._work()
        self._measure()

    def _some(self, name: str, share: float, women: list[Woman]) -> list[Woman]:
        return self.rng.sample(women, self.quota.of(name, share, len(women)))

    def _enrolment(self) -> list[int]:
        plan = self.plan
        if plan.format == "INDIVIDUAL":
            return [plan.start + 1]
        reached = [round(share * plan.women) for share in _PACE] + [plan.women]
        return [plan.start + next(n for n, most in enumerate(reached) if woman < most) for woman in range(plan.women)]

    def _end(self) -> None:
        plan, rng = self.plan, self.rng
        active = plan.first_month("S4") or plan.start
        leavers = rng.sample(self.women, plan.left_early)
        for woman in leavers:
            latest = self.last if plan.is_ended_early else max(self.last - 1, active + 1)
            woman.left = latest if plan.is_ended_early else rng.randint(max(active, woman.enrolled) + 1, latest)
        for woman in self.women:
            if woman.left is None and plan.exit_month:
                early = plan.format == "MIXED" and rng.random() < 0.3 and plan.exit_month - 1 > woman.enrolled + 2
                woman.completed = plan.exit_month - (1 if early or plan.is_ended_early else 0)

    def _plan_and_step(self) -> None:
        agreed = self.plan.first_month("S3") or self.plan.start
        active = self.plan.first_month("S4") or agreed
        stayed = [woman for woman in self.women if woman.left is None]
        for woman in self._some("plan", 0.82, stayed) + self._some("plan left", 0.5, self._leavers):
            woman.plan = self._within(max(agreed, woman.enrolled), 2, woman)
        for woman in self._some("step", 0.52, [woman for woman in self.women if woman.plan]):
            woman.step = self._within(max(active, woman.plan or 0), 4, woman)

    @property
    def _leavers(self) -> list[Woman]:
        return [woman for woman in self.women if woman.left is not None]

    def _within(self, first: int, spread: int, woman: Woman) -> int:
        # Nothing of a woman changes once she is out.
        return min(first + self.rng.randint(0, spread), woman.out or 99)

    def _work(self) -> None:
        for woman in self._some("known", 0.92, self.women):
            woman.assessed = max(woman.enrolled, self.plan.start + 1)
        known = [woman for woman in self.women if woman.assessed]
        for woman in self._some("working", 0.40, known):
            woman.is_working_at_entry = True
        for woman in self._some("lost sight of", 0.04, known):
            woman.is_followed = False
        idle = [woman for woman in known if not woman.is_working_at_entry]
        for woman in self._some("found work", 0.07, idle):
            woman.work_from = self._within(self.last - 2, 2, woman)

    def _measure(self) -> None:
        stayed = [woman for woman in self.women if woman.left is None]
        measured = self._some("ese", 0.92, stayed) + self._some("ese left", 0.5, self._leavers)
        improved = self._some("improved", 0.53, measured)
        for woman in measured:
            before = round(min(max(self.rng.gauss(2.6, 0.5), 1.3), 3.9), 1)
            gain = self.rng.uniform(_IMPROVED_BY + 0.01, 1.0) if woman in improved else self.rng.uniform(-0.25, 0.25)
            woman.ese = (before, min(before + round(gain, 1 if woman not in improved else 2), 5.0))
        for woman in self._some("ses", 0.9, measured):
            before = min(max(round(self.rng.gauss(38, 7)), 18), 65)
            woman.ses = (before, before + self.rng.randint(-3, 8))
        for woman in self._some("asked", 0.93, stayed) + self._some("asked left", 0.4, self._leavers):
            woman.is_asked = True
        for woman in self._some("satisfied", 0.82, [woman for woman in self.women if woman.is_asked]):
            woman.is_satisfied = True
        for woman in self.women:
            woman.age = self.rng.choices(list(_AGES), list(_AGES.values()))[0]


def count_women(women: Iterable[Woman], month: int) -> dict[str, Any]:
    """The numbers that a pathway's row holds at the end of a month."""
    here = [woman for woman in women if woman.enrolled <= month]
    out = [woman for woman in here if woman.is_out(month)]
    known = [woman for woman in here if woman.assessed and woman.assessed <= month]
    followed = [woman for woman in known if woman.is_followed or not woman.is_out(month)]
    asked = [woman for woman in out if woman.is_asked]
    return {
        "women_enrolled_cum": len(here),
        "women_active": len(here) - len(out),
        "women_completed_cum": sum(woman.completed is not None for woman in out),
        "women_left_early_cum": sum(woman.left is not None for woman in out),
        "plans_agreed_cum": sum(bool(woman.plan and woman.plan <= month) for woman in here),
        "econ_step_cum": sum(bool(woman.step and woman.step <= month) for woman in here),
        "work_known_entry_n": len(known),
        "work_entry_n": sum(woman.is_working_at_entry for woman in known),
        "work_known_last_n": len(followed),
        "work_last_n": sum(_is_working(woman, month) for woman in followed),
        "satisfied_asked_n": len(asked),
        "satisfied_n": sum(woman.is_satisfied for woman in asked),
    } | _scores(out)


def _is_working(woman: Woman, month: int) -> bool:
    return woman.is_working_at_entry or bool(woman.work_from and woman.work_from <= month)


def _scores(out: list[Woman]) -> dict[str, Any]:
    ese = [woman.ese for woman in out if woman.ese]
    ses = [woman.ses for woman in out if woman.ses]
    return {
        "ese_paired_n": len(ese),
        "ese_pre_mean": _mean(before for before, _ in ese),
        "ese_post_mean": _mean(after for _, after in ese),
        "ese_improved_n": sum(after - before >= _IMPROVED_BY for before, after in ese),
        "ses_paired_n": len(ses),
        "ses_pre_mean": _mean(before for before, _ in ses),
        "ses_post_mean": _mean(after for _, after in ses),
    }


def _mean(scores: Iterable[float]) -> float | None:
    listed = list(scores)
    return round(sum(listed) / len(listed), 2) if listed else None
