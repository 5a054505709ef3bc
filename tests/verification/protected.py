"""Worlds of women, sessions and centres, put straight before the second calculation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from etl.second.protected import close, show_protected
from etl.second.reading import indicator, month_code
from etl.second.world import Row, Shown, World
from indicators.load import load_definitions

DEFINITIONS = load_definitions()
PARTNERS = [partner.code for partner in DEFINITIONS.partners]


def world(rows: Mapping[str, list[Row]], until: int, **changes: Any) -> World:
    """The first release, of these rows; every partner has reported every month."""
    made = World(
        source=DEFINITIONS.source,
        rows=rows,
        reported=[(partner, month) for partner in PARTNERS for month in range(1, until + 1)],
        due=[],
        merges=[],
        ledger=[],
        closings_done={},
        frozen=[],
        released_until=0,
        until=until,
        as_of=date(2017, 8, 1),
        is_draft=False,
    )
    made = replace(made, **changes)
    # Read once for all worlds: the definitions are the same in each, and reading them takes longer than a world.
    made.__dict__["definitions"] = _parsed()
    return made


@cache
def _parsed() -> dict[str, Any]:
    return World(DEFINITIONS.source, {}, [], [], [], [], {}, [], 0, 1, date(2017, 8, 1), False).definitions


@dataclass
class Releases:
    """A chain of releases by the second calculation alone."""

    ledger: list[Row] = field(default_factory=list)
    closings_done: dict[int, int | None] = field(default_factory=dict)
    frozen: list[Row] = field(default_factory=list)
    released_until: int = 0

    def release(
        self, rows: Mapping[str, list[Row]], until: int, is_draft: bool = False, codes: Iterable[str] = ()
    ) -> World:
        """Make the next release; class A rows of `codes` are kept as they were shown."""
        made = world(
            rows,
            until,
            ledger=list(self.ledger),
            closings_done=dict(self.closings_done),
            frozen=list(self.frozen),
            released_until=self.released_until,
            is_draft=is_draft,
        )
        ledger, done = close(made)
        if not is_draft:
            new = {month_code(closing) for closing in set(done) - set(self.closings_done)}
            for code in codes:
                shown = show_protected(made, indicator(made, code))
                self.frozen += [_row(code, place, one) for place, one in shown.items() if place[0] in new]
            self.ledger, self.closings_done = ledger, done
            self.released_until = max(self.released_until, until)
        return made


def _row(code: str, place: tuple[str, str, str], shown: Shown) -> Row:
    month, breakdown, category = place
    return {"indicator_code": code, "month": month, "breakdown": breakdown, "category": category} | shown._asdict()


def figure(made: World, code: str, month: int, breakdown: str = "total", category: str = "all") -> Shown:
    """One row of a release."""
    return show_protected(made, indicator(made, code))[month_code(month), breakdown, category]


def pathway(partner: str, number: int, month: int, enrolled: int, **changes: Any) -> Row:
    """A running group of women; `ended=(completed, left)` ends it."""
    completed, left = changes.pop("ended", (0, 0))
    stage = ("S6" if completed else "SX") if completed + left else "S4"
    return {
        "partner_code": partner,
        "month": month,
        "pathway_code": f"PW-{partner}{number:03d}",
        "pathway_format": "GROUP",
        "stage": stage,
        "women_enrolled_cum": enrolled,
        "women_active": enrolled - completed - left,
        "women_completed_cum": completed,
        "women_left_early_cum": left,
        "mentoring_hours_month": 0.0,
    } | changes


def session(partner: str, number: int, month: int, n: int | None, mean: float | None, **changes: Any) -> Row:
    """A training session with `n` answers."""
    return {
        "partner_code": partner,
        "month": month,
        "session_code": f"TR-{partner}-{number:02d}",
        "training_type": "TOT_PRACTITIONER",
        "country": "BG",
        "attended_n": 38,
        "satisfaction_n": n,
        "satisfaction_mean": mean,
    } | changes


def centre(partner: str, number: int, month: int, answer: str | None, country: str = "BG", **changes: Any) -> Row:
    """A centre with a validated questionnaire of the first wave."""
    return {
        "partner_code": partner,
        "month": month,
        "centre_code": f"C-{partner}{number}",
        "country": country,
        "survey_wave": "W1_BASELINE",
        "survey_state": "VALIDATED",
        "econ_service_in_place": answer,
        "women_forms_n": None,
    } | changes
